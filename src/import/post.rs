//! Files of other generators under way: each becomes an article, or a page of the site where it has no date; what many
//! of them share is told once.

use std::collections::{BTreeMap, BTreeSet};

use super::article::{self, Input};
use super::compose::FrontOrigin;
use super::doubts::{Doubt, Doubts, Telling};
use super::generator::{self, Post, Settings};
use super::guess::Guess;
use super::importer::Importer;
use super::outcome::{Fate, NewFile, Outcome};
use super::page::ImportedPage;
use super::stamp::Clock;
use super::{encoding, short_name};
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::text::count;
use crate::yaml::Value;

/// What is told of many files together.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    keys: BTreeMap<String, Vec<String>>,
    doubts: Doubts,
    telling: Telling,
    /// Whether the text of the input at hand is shown at the end.
    pub is_shown: bool,
    /// Folders that are called as languages, beside others of the sort.
    languages: BTreeSet<String>,
    /// What the old site's settings say.
    settings: Option<Settings>,
    /// Whether texts lie in `source/_posts/`.
    has_sources: bool,
}

impl Foreign {
    /// Nothing yet.
    pub fn told(telling: Telling) -> Self {
        Self { doubts: Doubts::told(telling), telling, ..Self::default() }
    }

    /// Notes a doubt about a text.
    pub fn doubt(&mut self, name: &str, at: Option<At>, doubt: Doubt) {
        self.doubts.add(|| name.to_owned(), at, doubt);
    }
}

impl Importer {
    /// Looks at the names of all inputs: folders that stand beside each other and are called as languages are languages.
    pub fn survey<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        let mut beside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in names {
            self.archive.assets.add(name);
            self.foreign.has_sources |= name.contains("source/_posts/");
            let mut parent = String::new();
            for part in name.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev() {
                if generator::is_language(part) {
                    beside.entry(parent.clone()).or_default().insert(part.to_owned());
                }
                parent = format!("{parent}{part}/");
            }
        }
        let several = beside.into_iter().filter(|(_, tags)| tags.len() > 1);
        let folders =
            several.flat_map(|(parent, tags)| tags.into_iter().map(move |tag| format!("{parent}{tag}/")));
        self.foreign.languages = folders.collect();
    }

    /// Reads the settings of the old site; of several files the outermost counts.
    pub fn settings(&mut self, name: &str, bytes: &[u8]) {
        let text = encoding::decode(bytes, None).text;
        let depth = |name: &str| name.matches('/').count();
        let is_inner = self.foreign.settings.as_ref().is_some_and(|known| depth(&known.name) <= depth(name));
        let read = Settings::read(name, &text, self.foreign.has_sources).filter(|_| !is_inner);
        self.foreign.settings = read.or(self.foreign.settings.take());
    }

    /// Whether a file is the one of the old site's settings.
    pub(super) fn is_settings(&self, name: &str) -> bool {
        self.foreign.settings.as_ref().is_some_and(|settings| settings.name == name)
    }

    /// The settings of the new site, where it has none.
    pub(super) fn site_of(&self, mut outcome: Outcome) -> Outcome {
        outcome.kind = "settings of another generator";
        outcome.fate = Fate::Skipped("the settings of the old site were read");
        if let Some(settings) = self.foreign.settings.as_ref().filter(|_| !self.archive.has_settings) {
            outcome.fate = Fate::Made;
            let bytes = settings.site().into_bytes();
            outcome.files.push(NewFile { path: "site.yaml".to_owned(), bytes });
        }
        outcome.close();
        outcome
    }

    /// How dates of the old site are read: times without a zone in its own, where no flag says another.
    fn clock_of_old(&self) -> Clock {
        let mut clock = self.options.clock.clone();
        let zone = self.foreign.settings.as_ref().and_then(|settings| settings.zone);
        if let Some(zone) = zone.filter(|_| !clock.zone_given) {
            clock.zones.default = zone;
            clock.zone_given = true;
        }
        clock
    }

    /// Gives a text the language and the old address that the settings of its site tell.
    fn by_settings(&self, post: &mut Post, name: &str) {
        let Some(settings) = &self.foreign.settings else { return };
        let page = &mut post.page;
        if page.lang.is_none() {
            page.lang = settings.language.clone().map(|tag| Guess::sure(tag, ""));
        }
        let is_shown =
            page.given.iter().all(|(key, value)| key != "status" || value.as_str() == Some("published"));
        let is_dated = !page.published.is_empty() || page.named_day.is_some();
        // A page has no redirects.
        if post.has_address || !is_shown || !is_dated {
            return;
        }
        let Some(address) = settings.old_address(page, name, &post.categories) else { return };
        let alias = Value::String(address);
        match page.given.iter_mut().find(|(key, _)| key == "aliases") {
            Some((_, Value::Sequence(list))) if !list.contains(&alias) => list.push(alias),
            Some(_) => {}
            None => page.given.push(("aliases".to_owned(), Value::Sequence(vec![alias]))),
        }
    }

    /// Makes the file of another generator's page: an article, or a page of the site where it has no date.
    pub(super) fn post(
        &mut self,
        input: Input,
        origin: &FrontOrigin,
        bytes: &[u8],
        outcome: &mut Outcome,
        out: &mut Diagnostics,
    ) {
        let name = outcome.input.clone();
        outcome.kind = generator::kind(&name, input.text);
        let mut post = match generator::read(input.text, &name, &self.clock_of_old()) {
            Ok(post) => post,
            Err(reason) => {
                let problem = Diagnostic::new(code::UNREADABLE_INPUT, reason).at(At::file(input.file));
                out.push(problem.hint("correct the front matter and import the file again"));
                outcome.fate = Fate::Failed;
                return;
            }
        };
        let is_section = generator::is_section(&name);
        if is_section && post.is_empty {
            outcome.fate = Fate::Skipped("the list page of a section, without a text");
            return;
        }
        if post.is_template && self.options.is_folder {
            outcome.fate = Fate::Skipped("nothing but the code of a template");
            return;
        }
        outcome.ledger.join(std::mem::take(&mut post.ledger));
        self.note(&mut post, &name, input);
        self.language(&mut post.page, &name);
        self.by_settings(&mut post, &name);
        let mut page = post.page;
        page.base.clone_from(&name);
        let dated = !page.published.is_empty() || page.named_day.is_some() || self.options.date.is_some();
        if !is_section && (dated || outcome.kind == "Jekyll post") {
            self.finish(page, input, origin, bytes, outcome, out);
            return;
        }
        outcome.dropped.append(&mut page.dropped);
        page.folders = self.page_folders(&page, &name);
        match article::page(&mut page, origin, &mut self.archive, input, out) {
            Some((file, fields, copies)) => {
                outcome.copies = copies;
                outcome.fields = fields;
                outcome.counts.push((1, "page"));
                self.archive.add(file.path.clone(), Some(&origin.sha256), None, "");
                outcome.files.push(file);
            }
            None => outcome.fate = Fate::Failed,
        }
    }

    /// The folders of a page; a language that its name says is one.
    fn page_folders(&self, page: &ImportedPage, name: &str) -> Vec<String> {
        let mut folders = generator::page_folders(name);
        if let Some(tag) = page.ending.as_ref().filter(|tag| !folders.contains(tag)) {
            folders.insert(0, tag.clone());
        }
        folders
    }

    /// Finds the language of a text by its name and folders, and whether the new file's name ends with it.
    fn language(&self, page: &mut ImportedPage, name: &str) {
        let mut path = String::new();
        let mut of_folder = None;
        for part in name.split('/') {
            path = format!("{path}{part}/");
            let is_said = page.lang.as_ref().is_some_and(|lang| lang.value == part);
            if self.foreign.languages.contains(&path)
                || is_said && path.len() > name.len().min(part.len() + 1)
            {
                of_folder = Some(part.to_owned());
            }
        }
        let is_of_name = page.lang.as_ref().is_some_and(|lang| lang.note.is_some());
        if page.lang.is_none() {
            page.lang = of_folder.clone().map(|tag| Guess::sure(tag, "").note("from the name of the folder"));
        }
        let primary = |tag: &str| tag.split('-').next().unwrap_or(tag).to_lowercase();
        let Some(tag) = page.lang.as_ref().map(|lang| primary(&lang.value)) else { return };
        let is_foreign = tag != primary(&self.archive.config.language);
        page.ending = (is_foreign && (is_of_name || of_folder.is_some())).then_some(tag);
    }

    /// Notes what is told at the end.
    fn note(&mut self, post: &mut Post, name: &str, input: Input) {
        for key in std::mem::take(&mut post.foreign) {
            self.foreign.keys.entry(key).or_default().push(name.to_owned());
        }
        for (key, mut doubt) in std::mem::take(&mut post.notes) {
            // What is held back is named file by file.
            if doubt.code.name == code::HELD_BACK.name {
                doubt.name = name.to_owned();
            }
            self.foreign.is_shown |=
                self.foreign.doubts.add(|| name.to_owned(), Some(at_key(input, &key)), doubt);
        }
        let mut seen: Vec<String> = Vec::new();
        for (code_name, range) in std::mem::take(&mut post.codes) {
            if seen.contains(&code_name) {
                continue;
            }
            let doubt = Doubt {
                code: code::FOREIGN_SHORTCODE,
                name: code_name.clone(),
                message: format!("`{code_name}` is a code of another generator; it stands in a comment"),
                hint: "write what it made as Markdown, and remove the comment",
            };
            let at = Some(At::bytes(input.file, range));
            self.foreign.is_shown |= self.foreign.doubts.add(|| name.to_owned(), at, doubt);
            seen.push(code_name);
        }
    }

    /// Ends the import: says what belongs to no input alone.
    pub fn end(&mut self, out: &mut Diagnostics) {
        let foreign = std::mem::take(&mut self.foreign);
        foreign.doubts.tell("file", out);
        for (key, files) in foreign.keys {
            let shown = if foreign.telling == Telling::Each { files.len() } else { 3 };
            let named: Vec<&str> = files.iter().take(shown).map(|name| short_name(name)).collect();
            let more = if files.len() > shown { ", …" } else { "" };
            let message = format!(
                "`{key}` of other generators has no field here; it is kept under `extra` ({}: {}{more})",
                count(files.len(), "file"),
                named.join(", ")
            );
            out.push(
                Diagnostic::new(code::FOREIGN_FIELD, message)
                    .hint("templates find it there; remove it where nothing needs it"),
            );
        }
    }
}

/// The line of a key in the head of an input.
fn at_key(input: Input, key: &str) -> At {
    let mut at = 0;
    for line in input.text.split_inclusive('\n').take(200) {
        let plain = line.trim_start().trim_start_matches(['"', '\'']);
        let is_key = !key.is_empty()
            && plain
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with([':', '=']));
        if is_key {
            return At::bytes(input.file, at..at + line.trim_end().len());
        }
        at += line.len();
    }
    At::file(input.file)
}
