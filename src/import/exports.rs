//! Exports of blogging services under way: each text becomes an article, or a page where it is one or has no date.

use super::article::{self, Input};
use super::compose::FrontOrigin;
use super::doubts::Doubt;
use super::generator::{self, Exported};
use super::guess::Guess;
use super::importer::Importer;
use super::ledger::{End, Part};
use super::outcome::{Fate, Outcome};
use super::page::{Block, ImportedPage, Lead};
use super::stamp::{self, Clock, Stamp};
use super::{html, short_name};
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::yaml::Value;

/// The services whose exports are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// WordPress, as WXR.
    WordPress,
    /// Ghost, as JSON.
    Ghost,
    /// Substack, packed.
    Substack,
}

impl Service {
    /// What its export is called in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::WordPress => "WordPress export",
            Self::Ghost => "Ghost export",
            Self::Substack => "Substack export",
        }
    }
}

impl Importer {
    /// Makes the files of an export.
    pub(super) fn export(
        &mut self,
        name: &str,
        bytes: &[u8],
        service: Service,
        out: &mut Diagnostics,
    ) -> Outcome {
        let mut outcome = Outcome::of(name, service.name());
        let file = self.add_input(name, String::new());
        let origin = FrontOrigin { name: short_name(name).to_owned(), sha256: super::hash(bytes) };
        let text = || super::encoding::decode(bytes, None).text;
        let texts = match service {
            Service::WordPress => generator::of_wordpress(&text()),
            Service::Ghost => generator::of_ghost(&text()),
            Service::Substack => generator::of_substack(bytes),
        };
        if let Some(path) = self.archive.imported_as(&origin.sha256) {
            outcome.fate = Fate::Known(path.to_owned());
            outcome.close();
            return outcome;
        }
        let texts = texts
            .and_then(|texts| if texts.is_empty() { Err("it has no texts".to_owned()) } else { Ok(texts) });
        match texts {
            Ok(texts) => {
                // One export is the source of many texts: no copy of it is kept beside each.
                let keeps = std::mem::take(&mut self.options.keep_source);
                for text in texts {
                    self.exported(text, Input { file, text: "" }, &origin, &mut outcome, out);
                }
                self.options.keep_source = keeps;
                let known = outcome.ledger.entries().iter().any(|entry| entry.how == KNOWN);
                if outcome.files.is_empty() && !known {
                    outcome.fate = Fate::Failed;
                }
            }
            Err(reason) => {
                let problem =
                    Diagnostic::new(code::UNREADABLE_INPUT, format!("`{name}` gives nothing: {reason}"));
                out.push(problem.at(At::file(file)).hint("export it again"));
                outcome.fate = Fate::Failed;
            }
        }
        outcome.close();
        outcome
    }

    /// Makes the file of one text.
    fn exported(
        &mut self,
        text: Exported,
        input: Input,
        origin: &FrontOrigin,
        outcome: &mut Outcome,
        out: &mut Diagnostics,
    ) {
        let name = text.name.clone();
        outcome.ledger.see(Part::Row, 1);
        if let Some(why) = text.left_out {
            return outcome.ledger.note(Part::Row, &name, End::LeftOut, why);
        }
        if text.address.as_ref().is_some_and(|address| self.archive.places.has_alias(address)) {
            return outcome.ledger.note(Part::Row, &name, End::LeftOut, KNOWN);
        }
        self.told(&text, input);
        let is_page = text.is_page;
        let mut page = page(text, &self.options.clock);
        let before = outcome.files.len();
        if is_page || page.published.is_empty() && self.options.date.is_none() {
            if let Some((file, fields, _)) = article::page(&mut page, origin, &mut self.archive, input, out) {
                outcome.fields.extend(fields);
                outcome.counts.push((1, "page"));
                self.archive.add(file.path.clone(), Some(&origin.sha256), None, "");
                outcome.files.push(file);
            }
        } else {
            self.article(page, Some(origin), input, &[], outcome, out);
        }
        let (end, how) = match outcome.files.get(before) {
            Some(file) => (End::Taken, file.path.clone()),
            None => (End::LeftOut, "nothing could be made of it".to_owned()),
        };
        outcome.ledger.note(Part::Row, &name, end, how);
    }

    /// Notes what holds a text back, and the codes of extensions in it.
    fn told(&mut self, text: &Exported, input: Input) {
        let at = || Some(At::file(input.file));
        if let Some(why) = &text.held {
            let doubt = Doubt {
                code: code::HELD_BACK,
                name: text.name.clone(),
                message: format!("the old site does not show `{}`: {why}; it is a draft here", text.name),
                hint: "take `status: draft` out of the new file when readers shall see it",
            };
            self.foreign.doubt(&text.name, at(), doubt);
        }
        for written in &text.codes {
            let name = written.split(' ').next().unwrap_or(written);
            let doubt = Doubt {
                code: code::FOREIGN_SHORTCODE,
                name: name.to_owned(),
                message: format!("`[{written}]` is a code of an extension; it stands in a comment"),
                hint: "write what it made as Markdown, and remove the comment",
            };
            self.foreign.doubt(&text.name, at(), doubt);
        }
    }
}

const KNOWN: &str = "it was imported before";

/// The page that a text is.
fn page(text: Exported, clock: &Clock) -> ImportedPage {
    let guess = |words: String| (!words.is_empty()).then(|| Guess::sure(words, ""));
    let dated = |written: Option<String>| {
        let written = written?;
        let spelled = stamp::find(&written, 0, clock)?;
        let stamp: Stamp = stamp::read(&written, &spelled, clock);
        Some(Guess::sure(stamp, ""))
    };
    let status = if text.held.is_some() { "draft" } else { "published" };
    let mut page = ImportedPage {
        title: guess(html::words(&text.title)).or_else(|| guess(text.name)),
        summary: guess(html::words(&text.summary)),
        published: dated(text.published).into_iter().collect(),
        updated: dated(text.updated).into_iter().collect(),
        authors: text.authors.into_iter().map(|name| Guess::sure(name, "")).collect(),
        tags: text.tags.into_iter().map(|tag| Guess::sure(tag, "")).collect(),
        slug: Some(text.slug).filter(|slug| !slug.is_empty()),
        blocks: html::fragment(&text.html),
        ..ImportedPage::default()
    };
    // What was changed as it was published was not changed since.
    if let (Some(first), Some(last)) = (page.published.first(), page.updated.first())
        && !first.value.is_before(&last.value)
    {
        page.updated.clear();
    }
    page.blocks.extend(
        text.codes.iter().map(|code| Block::Verbatim(format!("<!-- [{}] -->", code.replace("--", "- -")))),
    );
    page.image = text.image.map(|src| Lead { is_here: src.starts_with("http"), src, ..Lead::default() });
    page.given.push(("status".to_owned(), Value::String(status.to_owned())));
    // A page has no redirects.
    let address = text.address.filter(|address| address.contains(['/', '.']) && !text.is_page);
    page.given
        .extend(address.map(|address| ("aliases".to_owned(), Value::Sequence(vec![Value::String(address)]))));
    page
}
