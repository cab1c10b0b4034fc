//! An import under way: each input finds its reader, each page its file.

use std::io::{self, Read};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::article::{self, Input, NewArticle};
use super::compose::{self, FrontOrigin};
use super::guess::Guess;
use super::ledger::{End, Part};
use super::options::{Options, Slides};
use super::outcome::{Fate, NewFile, Outcome};
use super::page::{Block, Dropped, ImportedPage};
use super::post::Foreign;
use super::stamp::Now;
use super::{
    Archive, Kind, chronicle, dataset, decoding, encoding, hash, html, kind, raw, short_name, timeline,
    unpack,
};
use crate::diag::{At, Diagnostic, Diagnostics, Failure, FileId, code};
use crate::source::{self, SourceFile, SourceTree};

/// An import under way: it knows the site, and what it has made so far.
pub struct Importer {
    pub(super) archive: Archive,
    pub(super) options: Options,
    /// The encoding that the container of the page at hand names.
    charset: Option<String>,
    /// How many tables of a name there were.
    tables: FxHashMap<String, usize>,
    /// What is told of many files together.
    pub(super) foreign: Foreign,
    /// The inputs that diagnostics point into.
    pub inputs: SourceTree,
}

impl Importer {
    /// Begins an import into a site.
    pub fn new(archive: Archive, options: Options) -> Self {
        let foreign = Foreign::told(options.telling);
        Self {
            archive,
            options,
            charset: None,
            tables: FxHashMap::default(),
            foreign,
            inputs: SourceTree::default(),
        }
    }

    /// Tells of a file that lies beside an input, by its path from there; gives the name that copies call it by.
    pub fn beside(&mut self, input: &str, below: &str) -> Option<String> {
        self.archive.assets.add_beside(input, below)
    }

    /// Where a picture or document of the folder was copied to.
    pub fn copy_of(&self, name: &str) -> Option<&str> {
        self.archive.assets.copy_of(name)
    }

    /// Imports an input that is one page or one timeline.
    pub fn page(&mut self, name: &str, bytes: &[u8], kind: Kind, out: &mut Diagnostics) -> Outcome {
        let mut outcome = Outcome::of(name, kind.name());
        if kind == Kind::Packed {
            return self.packed(name, bytes, out);
        }
        if let Kind::Export(service) = kind {
            return self.export(name, bytes, service, out);
        }
        if self.is_settings(name) {
            return self.site_of(outcome);
        }
        if let Kind::Other(why) = kind {
            outcome.fate = Fate::Skipped(why);
            outcome.close();
            return outcome;
        }
        let declared = (kind == Kind::Html).then(|| encoding::declared(bytes)).flatten();
        let declared = declared.or(self.charset.take());
        let decoded = encoding::decode(bytes, declared.as_deref());
        let file = self.add_input(name, decoded.text.clone());
        outcome.encoding = decoded.encoding;
        let mut own = Diagnostics::default();
        report_encoding(&decoded, file, &mut own);
        let origin = FrontOrigin { name: short_name(name).to_owned(), sha256: hash(bytes) };
        let input = Input { file, text: &decoded.text };
        match self.archive.imported_as(&origin.sha256).map(str::to_owned) {
            Some(path) => outcome.fate = Fate::Known(path),
            None => self.read(input, &origin, bytes, kind, &mut outcome, &mut own),
        }
        outcome.close();
        if own.0.is_empty() && !std::mem::take(&mut self.foreign.is_shown) {
            // A text without a mistake is shown by no report.
            self.let_go(file);
        }
        out.extend(own);
        outcome
    }

    /// Imports the page inside of a container.
    fn packed(&mut self, name: &str, bytes: &[u8], out: &mut Diagnostics) -> Outcome {
        let inner = name.trim_end_matches(".gz");
        let refused = |reason: String, out: &mut Diagnostics| {
            let problem =
                Diagnostic::new(code::UNREADABLE_INPUT, format!("`{name}` gives nothing: {reason}"));
            out.push(problem.hint("save the page as HTML and import that"));
            let mut outcome = Outcome::of(name, Kind::Packed.name()).failed();
            outcome.close();
            outcome
        };
        let page = match unpack::unpack(bytes) {
            Ok(page) => page,
            Err(reason) => return refused(reason, out),
        };
        let is_page = page.container != "packed file (gzip)";
        let kind = if is_page { Kind::Html } else { kind::of(inner, &page.bytes) };
        if kind.is_streamed() || matches!(kind, Kind::Other(_) | Kind::Packed) {
            return refused("it is packed, and what is inside is no page; unpack it first".to_owned(), out);
        }
        let own = (self.options.url.clone(), self.options.clock.now);
        self.options.url = own.0.clone().or(page.address);
        self.saved_at(page.captured.as_deref());
        self.charset = page.charset;
        let outcome = self.page(name, &page.bytes, kind, out);
        (self.options.url, self.options.clock.now) = own;
        outcome
    }

    /// Counts "3 hours ago" from the moment at which a page was saved, where no flag says another.
    fn saved_at(&mut self, words: Option<&str>) {
        let clock = &self.options.clock;
        let saved = words.filter(|_| !clock.now.given).and_then(|words| Now::of_saved(words, clock));
        self.options.clock.now = saved.unwrap_or(clock.now);
    }

    fn read(
        &mut self,
        input: Input,
        origin: &FrontOrigin,
        bytes: &[u8],
        kind: Kind,
        outcome: &mut Outcome,
        out: &mut Diagnostics,
    ) {
        if kind == Kind::FrontMatter {
            return self.post(input, origin, bytes, outcome, out);
        }
        if matches!(kind, Kind::TimelineJson | Kind::TimelineSheet) {
            return self.timeline(input, origin, kind, outcome, out);
        }
        if kind == Kind::Html && html::is_too_deep(input.text) {
            let problem = Diagnostic::new(
                code::UNREADABLE_INPUT,
                "the elements of the page lie too deep in each other",
            );
            out.push(
                problem
                    .at(At::file(input.file))
                    .hint("copy the text of the page into a file and import that"),
            );
            outcome.fate = Fate::Failed;
            return;
        }
        let saved =
            if kind == Kind::Html { html::saved::by(input.text) } else { html::saved::Saved::default() };
        let now = self.options.clock.now;
        self.saved_at(saved.at.as_deref());
        let clock = self.options.clock.clone();
        self.options.clock.now = now;
        let lens = raw::TextLens {
            clock: &clock,
            style: &self.archive.style,
            keep_all: self.options.keep_all,
            body_only: false,
        };
        if kind == Kind::Markdown && self.chronicle(input, origin, outcome, out) {
            return;
        }
        let page = match kind {
            Kind::Html => {
                html::read(input.text, self.options.url.as_deref().or(saved.address.as_deref()), &lens)
            }
            Kind::Markdown => raw::read(raw::markdown_lines(input.text), &lens),
            _ => raw::read(raw::lines(input.text), &lens),
        };
        let mut page = page;
        if page.url.is_none() {
            page.url = saved.address.map(|address| Guess::likely(address, "").note("saved from there"));
        }
        if page.lang.is_none() {
            let words: Vec<String> = page.blocks.iter().filter_map(Block::words).collect();
            page.lang = raw::language::of(&words.join(" "));
        }
        for (doubt, words) in std::mem::take(&mut page.doubts) {
            out.push(doubt.at(input.at(&words)));
        }
        if page.is_part {
            let message = "the page says that it is not free: the text may be a part of it";
            let doubt = Diagnostic::new(code::DOUBTFUL_TEXT, message).at(At::file(input.file));
            out.push(doubt.hint("compare the end of the new file with the page"));
        }
        self.finish(page, input, origin, bytes, outcome, out);
    }

    /// Makes the events of a file whose headings have days; whether it is such a one.
    fn chronicle(
        &self,
        input: Input,
        origin: &FrontOrigin,
        outcome: &mut Outcome,
        out: &mut Diagnostics,
    ) -> bool {
        let register = &self.archive.register;
        let Some(read) = chronicle::read(input.text, &origin.name, &self.options.clock, register) else {
            return false;
        };
        let mut text = format!("{}\n", compose::comment(&format!("From {}.", origin.name)));
        for mut event in read.events {
            event.conflict = self.options.conflict.clone().or(event.conflict);
            event.write(&mut text);
            outcome.ledger.see(Part::Row, 1);
            outcome.ledger.note(Part::Row, &event.title, End::Taken, "events");
            outcome.counts.push((1, "event"));
        }
        let left = |text: String| Dropped { text, why: "before the first entry", range: None };
        outcome.dropped.extend(read.before.into_iter().map(left));
        let stem = origin.name.rsplit_once('.').map_or(origin.name.as_str(), |(stem, _)| stem);
        let stem = crate::text::slug(stem);
        let path = format!("content/events/{}.yaml", if stem.is_empty() { "chronicle" } else { &stem });
        outcome.kind = "chronicle";
        outcome.files.push(NewFile { path, bytes: text.into_bytes() });
        let message = "its headings have days: each became an event, and the file no article";
        let doubt = Diagnostic::new(code::DOUBTFUL_TEXT, message).at(At::file(input.file));
        out.push(doubt.hint("`--from text` makes one article of it"));
        true
    }

    /// Imports an input that is a table of events, row by row; `open` opens it, `put` takes the text of the files piece by piece.
    ///
    /// # Errors
    /// Fails when `put` does.
    pub fn table(
        &mut self,
        name: &str,
        open: &dyn Fn() -> io::Result<Box<dyn Read>>,
        kind: Kind,
        map: Option<&dataset::Map>,
        put: &mut dataset::Put,
        out: &mut Diagnostics,
    ) -> Result<Outcome, Failure> {
        let file = self.add_input(name, String::new());
        let encoding = match open().and_then(decoding::decoded) {
            Ok((_, encoding)) => encoding,
            Err(error) => {
                let problem = Diagnostic::new(code::UNREADABLE_INPUT, format!("it cannot be read: {error}"));
                out.push(problem.at(At::file(file)).hint("the other inputs were imported"));
                let mut outcome = Outcome::of(name, kind.name()).failed();
                outcome.close();
                return Ok(outcome);
            }
        };
        let decoded = encoding::Decoded { text: String::new(), encoding, damaged: false };
        report_encoding(&decoded, file, out);
        let named = dataset::names_of(kind, map, name);
        let turn = named.as_ref().map_or(1, |(slug, _)| {
            let turn = self.tables.entry(slug.clone()).or_default();
            *turn += 1;
            *turn
        });
        let lens = dataset::TableLens {
            turn,
            archive: &self.archive,
            conflict: self.options.conflict.as_deref(),
            map,
            clock: &self.options.clock,
            telling: self.options.telling,
            file,
        };
        let open = || open().and_then(decoding::decoded).map(|(reader, _)| reader);
        let outcome = dataset::stream(&open, kind, name, &lens, put, out)?;
        // The list of sources is there now, with this one: the next table cites another of its own beside its events.
        if outcome.files.iter().any(|file| file.path == "content/sources.yaml") {
            self.archive.has_sources = true;
            self.archive.sources.extend(named.map(|(_, id)| id));
        }
        let mut outcome = Outcome { encoding, ..outcome };
        outcome.close();
        Ok(outcome)
    }

    /// A first map of a table, with every column in it.
    ///
    /// # Errors
    /// Says why the table cannot be read.
    pub fn suggested_map(name: &str, open: &dyn Fn() -> io::Result<Box<dyn Read>>) -> Result<String, String> {
        let open = || open().and_then(decoding::decoded).map(|(reader, _)| reader);
        dataset::suggest(&open, name)
    }

    /// Makes the files of a timeline.
    fn timeline(
        &mut self,
        input: Input,
        origin: &FrontOrigin,
        kind: Kind,
        outcome: &mut Outcome,
        out: &mut Diagnostics,
    ) {
        let lens = timeline::SlideLens { options: &self.options, file: input.file, name: &origin.name };
        let read = match kind {
            Kind::TimelineSheet => timeline::of_sheet(input.text, &lens, out),
            _ => timeline::of_json(input.text),
        };
        let timeline = match read {
            Ok(timeline) => timeline,
            Err(reason) => {
                let problem = Diagnostic::new(code::UNREADABLE_INPUT, format!("it is no timeline: {reason}"));
                out.push(problem.at(At::file(input.file)).hint("export it again, as JSON or as CSV"));
                outcome.fate = Fate::Failed;
                return;
            }
        };
        timeline::doubtful_dates(&timeline, &lens, out);
        if self.options.slides == Slides::Events {
            timeline::events(&timeline, &lens, outcome, out);
        } else {
            timeline::conflict_file(&timeline, &lens, outcome, out);
            // A slide has no record of its own: its file is known by its name, whatever the site holds.
            let site = std::mem::take(&mut self.archive.places);
            outcome.ledger.see(Part::Slide, timeline.slides.len() + timeline.eras.len());
            let eras = timeline.eras.len();
            outcome.ledger.note_many(Part::Slide, "", End::Taken, "phases of the conflict", eras);
            for (number, slide) in (1..).zip(&timeline.slides) {
                let before = outcome.counts.len();
                let lens =
                    timeline::SlideLens { options: &self.options, file: input.file, name: &origin.name };
                let page = timeline::page(slide, &timeline, &lens);
                match page {
                    Ok(page) => self.article(page, None, input, &[], outcome, out),
                    Err(reason) => out.push(timeline::bad_slide(number, &reason, input.file)),
                }
                let (end, how) = match outcome.counts.len() > before {
                    true => (End::Taken, "an article"),
                    false => (End::LeftOut, "nothing could be made of it"),
                };
                outcome.ledger.note(Part::Slide, &format!("slide {number}"), end, how);
            }
            self.archive.places = site;
        }
        if outcome.files.is_empty() {
            outcome.fate = Fate::Failed;
        }
    }

    /// Makes the file of a page.
    pub(super) fn finish(
        &mut self,
        mut page: ImportedPage,
        input: Input,
        origin: &FrontOrigin,
        bytes: &[u8],
        outcome: &mut Outcome,
        out: &mut Diagnostics,
    ) {
        let name = short_name(&origin.name);
        if page.named_day.is_none() {
            page.named_day = super::day_in_name(name);
        }
        page.saved_as.clone_from(&outcome.input);
        self.article(page, Some(origin), input, bytes, outcome, out);
        if outcome.files.is_empty() && outcome.fate == Fate::Made {
            outcome.fate = Fate::Failed;
        }
    }

    /// Makes the file of an article, compares it with what the site holds, and remembers it.
    pub(super) fn article(
        &mut self,
        mut page: ImportedPage,
        origin: Option<&FrontOrigin>,
        input: Input,
        bytes: &[u8],
        outcome: &mut Outcome,
        out: &mut Diagnostics,
    ) {
        let is_page = origin.is_some();
        let made = article::compose(&mut page, origin, &mut self.archive, &self.options, input, out);
        outcome.dropped.append(&mut page.dropped);
        let Some(made) = made else { return };
        let NewArticle { file, fields, words, address, kept, copies } = made;
        outcome.copies.extend(copies);
        outcome.fields.extend(fields);
        // Slides of one timeline share its address, and are texts of their own.
        let address = address.as_deref().filter(|_| is_page);
        if let Some(path) = address.and_then(|address| self.archive.at_address(address)) {
            outcome.fate = Fate::Known(path.to_owned());
            return;
        }
        if let Some((path, share)) = self.archive.nearest(&words) {
            let message = format!("{share} % of the text stand in `{path}` too");
            let doubt = Diagnostic::new(code::NEAR_DUPLICATE, message).at(At::file(input.file));
            out.push(
                doubt.hint("keep one of the two, or say in `original` that both carry the same agency copy"),
            );
        }
        self.archive.add(file.path.clone(), origin.map(|origin| origin.sha256.as_str()), address, &words);
        outcome.counts.push((1, "article"));
        outcome.files.push(file);
        outcome.files.extend(kept.map(|path| NewFile { path, bytes: bytes.to_vec() }));
    }

    pub(super) fn add_input(&mut self, name: &str, text: String) -> FileId {
        let id = FileId(u32::try_from(self.inputs.files.len()).unwrap_or(u32::MAX));
        let file = SourceFile::new(name.to_owned(), source::Kind::Article, text);
        self.inputs.files.push(Arc::new(file));
        id
    }

    fn let_go(&mut self, id: FileId) {
        if let Some(file) = self.inputs.files.get_mut(id.0 as usize) {
            *file = Arc::new(SourceFile::new(file.path.clone(), source::Kind::Article, String::new()));
        }
    }
}

/// Says which encoding was read, where it is not the usual one.
fn report_encoding(decoded: &encoding::Decoded, file: FileId, out: &mut Diagnostics) {
    if decoded.encoding == "UTF-8" && !decoded.damaged {
        return;
    }
    let damage = if decoded.damaged { "; some bytes are none of its own" } else { "" };
    let message = format!("the input is not UTF-8; it was read as {}{damage}", decoded.encoding);
    let doubt = Diagnostic::new(code::OTHER_ENCODING, message).at(At::file(file));
    out.push(doubt.hint("compare names and quotation marks with the page; the new file is UTF-8"));
}
