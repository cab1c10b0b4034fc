//! Markdown's one home: a body is parsed once, straight into markup with marks.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use super::body::Writing;
use super::colons::Colons;
use super::document::Document;
use super::read_line::PREFIXES;
use super::sanitize::sanitize;
use super::typed::Typed;
use super::unread::{self, Listener};
use super::writer::Writer;
use super::{BodyDraft, MarkDraftKind, nesting};
use crate::config::{Config, RawHtml};
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::phrase::{OwnPhrases, Phrases};
use crate::text::{self, Nearby};

/// What the settings say about texts.
#[derive(Clone, Debug)]
pub struct Style {
    /// What happens to raw HTML.
    pub(super) raw_html: RawHtml,
    /// Prefixes of Read lines, longest first.
    pub(super) read_prefixes: Vec<String>,
    /// Double and single quotation marks: opening, closing, opening, closing.
    pub(super) quotes: [&'static str; 4],
    /// Labels of parts that scroll.
    pub(super) phrases: Phrases,
    /// Phrases of the site, for texts in other languages.
    own: OwnPhrases,
}

impl Style {
    /// The style of a site.
    pub fn of(config: &Config) -> Self {
        let mut prefixes: Vec<String> = PREFIXES.iter().map(|p| (*p).to_owned()).collect();
        let own =
            config.read_prefixes.iter().map(|p| p.trim().trim_end_matches([':', '|']).trim().to_owned());
        prefixes.extend(own.filter(|p| !p.is_empty()));
        prefixes.sort_by_key(|p| std::cmp::Reverse(p.len()));
        Self {
            raw_html: config.raw_html,
            read_prefixes: prefixes,
            quotes: quotes(&config.language),
            phrases: Phrases::with(&config.language, &config.phrases),
            own: config.phrases.clone(),
        }
    }

    /// The same style for a text in another language.
    pub(super) fn in_language(&self, tag: &str) -> Self {
        Self { quotes: quotes(tag), phrases: Phrases::with(tag, &self.own), ..self.clone() }
    }
}

/// The quotation marks of a language; straight ones where it is not known which.
fn quotes(tag: &str) -> [&'static str; 4] {
    if tag.eq_ignore_ascii_case("pt-br") {
        return quotes("en");
    }
    match tag.split(['-', '_']).next().unwrap_or("") {
        "en" | "tr" | "nl" | "zh" | "ko" => ["“", "”", "‘", "’"],
        "hy" | "ru" | "uk" | "be" | "es" | "it" | "el" | "az" | "fa" | "ar" | "no" | "pt" | "kk" => {
            ["«", "»", "“", "”"]
        }
        "fr" => ["«\u{202f}", "\u{202f}»", "“", "”"],
        "de" | "ka" | "cs" | "sk" | "bg" => ["„", "“", "‚", "‘"],
        "pl" | "ro" | "hu" => ["„", "”", "«", "»"],
        _ => ["\"", "\"", "'", "’"],
    }
}

/// Reads a document's body.
pub(super) fn read(doc: &Document, style: &Style, out: &mut Diagnostics) -> BodyDraft {
    if let Some(byte) = nesting::too_deep(doc.body) {
        return as_it_is(doc, byte, out);
    }
    let colons = Colons::of(doc.body);
    let undefined = RefCell::new(Vec::new());
    let parser = Parser::new_with_broken_link_callback(
        &colons.text,
        options(colons.define),
        Some(Listener(&undefined)),
    );
    let definitions = parser.reference_definitions().iter();
    let definitions = definitions.map(|(label, to)| {
        (text::fold(label), (to.dest.to_string(), to.title.as_deref().unwrap_or("").to_owned()))
    });
    let definitions = definitions.collect();
    let mut events = parser.into_offset_iter();
    let mut typed = Typed::of(doc.body);
    let shown = events.by_ref().map(|(event, range)| (typed.kept(colons.shown(event), &range), range));
    let (mut draft, raw) = Writer::new(doc, style, definitions, out).write(shown);
    let mut defined: Vec<&str> = events.reference_definitions().iter().map(|(name, _)| name).collect();
    defined.sort_unstable();
    let defined = Nearby::of(defined);
    for (range, name) in undefined.take() {
        let at = At::bytes(doc.id, range.start + doc.body_at..range.end + doc.body_at);
        out.push(unread::undefined(&name, &defined).at(at));
    }
    if raw && style.raw_html == RawHtml::Sanitize {
        sanitize(&mut draft, doc, out);
    } else {
        draft.marks.retain(|mark| !matches!(mark.kind, MarkDraftKind::Id | MarkDraftKind::Raw(_)));
    }
    draft.done()
}

/// The events of a piece of a text that CommonMark knows alone.
pub(super) fn plain_events(source: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(source, options(false) - Options::ENABLE_WIKILINKS).into_offset_iter()
}

/// A body that is not read as Markdown, as it would take too long: it stays as it is written.
fn as_it_is(doc: &Document, byte: usize, out: &mut Diagnostics) -> BodyDraft {
    let message = format!("more than {} quotations, lists or elements stand in each other", nesting::DEPTH);
    let at = At::bytes(doc.id, doc.body_at + byte..doc.body_at + byte);
    let problem = Diagnostic::new(code::NESTED_TOO_DEEPLY, message).at(at);
    out.push(problem.hint("the text is shown as it is written: take marks away, or close the elements"));
    let text = text::without_signs(doc.body);
    let markup = format!("<pre>{}</pre>", text::escaped_body(&text));
    Writing { markup, ..Writing::default() }.done()
}

/// How Markdown is read; with definition lists or without.
pub(super) fn options(define: bool) -> Options {
    let lists = if define { Options::ENABLE_DEFINITION_LIST } else { Options::empty() };
    lists
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}
