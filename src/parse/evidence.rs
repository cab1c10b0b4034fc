//! Sources, claims, figures and statements.

use super::{CitationDraft, ClaimDraft, Draft, FigureDraft, SourceDraft, StatementDraft, amount, date};
use crate::address::{self, Address};
use crate::diag::{At, Diagnostic, code};
use crate::model::{Assessment, Authors, Capture, Position, Source, When};
use crate::yaml::{Fields, Written};

/// A source of `sources.yaml`; its id is required.
pub(super) fn shared_source(fields: &mut Fields) -> Option<SourceDraft> {
    fields.are("SharedSource", "A source that several files cite");
    if !fields.has("id") {
        fields.required("id", ABOUT_ID, code::MISSING_KEY);
    }
    Some(source(fields)).filter(|draft| !draft.source.id.is_empty())
}

/// The `sources` of anything: ids, or maps.
pub(super) fn citations(fields: &mut Fields, about: &'static str) -> Vec<CitationDraft> {
    let own = |fields: &mut Fields| Some(CitationDraft::Own(Box::new(source(fields))));
    fields.texts_or_records("sources", about, CitationDraft::Id, own)
}

const ABOUT_ID: &str = "What texts cite, as in `[^mod-1]`";

fn source(fields: &mut Fields) -> SourceDraft {
    fields.are("Source", "A source of a text");
    let side = fields.written("side", "On whose side it stands: an actor's id, or a text");
    let author = fields.written("author", "Who wrote it");
    let publisher = fields.written("publisher", "Who published it");
    let mut source = Source {
        id: fields.text("id", ABOUT_ID).unwrap_or_default().trim().to_owned(),
        title: fields.text("title", "Its title"),
        publisher: None,
        author: None,
        url: address(fields, "url", "Its address"),
        published: date::edtf(fields, "published", "When it was published (EDTF)"),
        accessed: date::edtf(fields, "accessed", "When it was looked at (EDTF)"),
        archived: archived(fields),
        local: local(fields),
        kind: fields.choice("kind", "What it is"),
        side: None,
        by: Authors::default(),
        lang: fields.text("lang", "Its language, as a BCP 47 tag"),
        lost: fields.flag("lost", "Whether it is gone from its address"),
        private: fields
            .flag("private", "Whether its address is told to nobody, neither readers nor archives"),
        at: Some(At::value(fields.file, fields.path())),
    };
    if source.private {
        // What nobody has, nobody can tell.
        (source.url, source.archived) = (None, None);
    }
    if source.title.is_none() && publisher.is_none() && source.url.is_none() {
        let needs = match source.private {
            true => "a source that is `private` needs a `title` or a `publisher`: its address is not shown",
            false => "a source needs a `title`, a `publisher` or a `url`",
        };
        fields.report("title", Diagnostic::new(code::MISSING_KEY, needs));
    }
    SourceDraft { file: fields.file, path: fields.path().into(), side, author, publisher, source }
}

/// An address that a page links to; one that leads to a script or the like is left out.
pub(super) fn address(fields: &mut Fields, key: &'static str, about: &'static str) -> Option<String> {
    let written = fields.text(key, about)?;
    let Address::Unsafe(scheme) = address::read(&written) else { return Some(written) };
    let problem = Diagnostic::new(code::UNSAFE_LINK, format!("a link must not begin with `{scheme}:`"));
    fields.report(key, problem.hint("write an address of the web, such as `https://example.org/`"));
    None
}

/// `archived: {url, date}`, or just the address.
fn archived(fields: &mut Fields) -> Option<(String, Option<When>)> {
    let about = "The address of an archived copy, or a map with its date";
    fields.text_or_record("archived", about, |url| dated(url.value, None), copy)
}

fn copy(fields: &mut Fields) -> Option<(String, Option<When>)> {
    fields.are("Archived", "An archived copy");
    let url = fields.required("url", "Its address", code::MISSING_KEY);
    let date = date::edtf(fields, "date", "When it was made (EDTF)");
    url.map(|url| dated(url, date))
}

/// A copy without a day is of the day that its address names.
fn dated(url: String, date: Option<When>) -> (String, Option<When>) {
    let named = || match Capture::of(&url) {
        Capture::Copy { day, .. } => super::when(&day?).ok(),
        Capture::None(_) => None,
    };
    let date = date.or_else(named);
    (url, date)
}

/// A local copy and the hash that it must have.
fn local(fields: &mut Fields) -> Option<(String, Option<String>)> {
    let (path, hash) = (
        fields.text("local", "A copy that you keep: its path from the site's folder"),
        fields.text("sha256", "The copy's SHA-256 in hexadecimal digits"),
    );
    if hash.as_ref().is_some_and(|h| h.len() != 64 || !h.bytes().all(|b| b.is_ascii_hexdigit())) {
        let problem = Diagnostic::new(code::OUT_OF_RANGE, "`sha256` must be 64 hexadecimal digits");
        fields.report("sha256", problem);
    }
    path.map(|path| (path, hash))
}

/// The `claims` of an article or event.
pub(super) fn claims(fields: &mut Fields) -> Vec<ClaimDraft> {
    fields.records("claims", "What is disputed, and who says what", claim)
}

/// A claim with its positions.
fn claim(fields: &mut Fields) -> ClaimDraft {
    fields.are("Claim", "A disputed matter");
    let given = fields.names("parties");
    let parties = fields.list("parties", "Who should have an answer; without it, the sides of the conflict");
    let id = "A stable name: what several reports of an event say under one `id` is one claim";
    ClaimDraft {
        id: fields.text("id", id),
        parties: Some(parties).filter(|_| given),
        about: fields.required("about", "The matter", code::MISSING_KEY).unwrap_or_default(),
        positions: fields.records("positions", "Who says what", position).into_iter().flatten().collect(),
        assessment: fields.record("assessment", "Your own finding", assessment),
    }
}

fn assessment(fields: &mut Fields) -> Assessment<Draft> {
    fields.are("Assessment", "The publisher's own finding");
    Assessment {
        verdict: fields.choice("verdict", "The finding"),
        basis: fields.text("basis", "Why"),
        date: date::edtf(fields, "date", "When (EDTF)"),
        sources: citations(fields, "What it rests on"),
    }
}

fn position(fields: &mut Fields) -> Option<Position<Draft>> {
    fields.are("Position", "What somebody says about a claim");
    let by = by(fields);
    let stance = fields.choice("stance", "What they say about it");
    let text = fields.text("text", "In words");
    let date = date::edtf(fields, "date", "When (EDTF)");
    let sources = citations(fields, "Where documented");
    by.map(|by| Position { by, stance, text, date, sources })
}

fn by(fields: &mut Fields) -> Option<Written<String>> {
    fields.required_at("by", "Who: an actor", code::MISSING_KEY)
}

/// The `figures` of an article or event.
pub(super) fn figures(fields: &mut Fields) -> Vec<FigureDraft> {
    fields.records("figures", "What is counted, and who says so", figure)
}

/// A figure: who says what about whom, as of when.
pub(super) fn figure(fields: &mut Fields) -> FigureDraft {
    fields.are("Figure", "A number, with who gives it");
    let (side, status) = fields.record("who", "About whom", counted).unwrap_or_default();
    let id = fields.text("id", "A name, its own within the site");
    let measure = fields.choice("measure", "What is counted");
    FigureDraft {
        id,
        measure,
        side,
        status,
        amount: amount::read(fields, measure),
        as_of: date::edtf(fields, "as_of", "As of when (EDTF)"),
        by: fields.written("by", "Who says so: an actor"),
        scope: fields.text("scope", "What it covers, in a few words"),
        sources: citations(fields, "Where documented"),
        supersedes: fields.text("supersedes", "The id of the figure that this one replaces"),
        at: At::value(fields.file, fields.path()),
    }
}

fn counted(fields: &mut Fields) -> (Option<Written<String>>, Option<String>) {
    fields.are("Who", "Whom a figure counts");
    let side = fields.written("side", "The side: an actor's id, or a text");
    (side, fields.text("status", "Whom of that side, such as `civilian`"))
}

/// Something that an actor said.
pub(super) fn statement(fields: &mut Fields) -> Option<StatementDraft> {
    fields.are("Statement", "What somebody said");
    let by = by(fields);
    let date = date::edtf(fields, "date", "When (EDTF); without it, the article's `when`");
    let kind = fields.text("kind", "What sort: speech, post, interview");
    let lang = fields.text("lang", "The language of the words, as a BCP 47 tag");
    let translation = fields.text("translation", "A translation, shown below them");
    let text = fields.required("text", "The words", code::MISSING_KEY);
    let to = fields.list("to", "To whom: actors");
    let sources = citations(fields, "Where documented");
    Some(StatementDraft { by: by?, date, kind, text: text?, lang, translation, to, sources })
}
