//! Sources, claims, figures and statements.

use super::{CitationDraft, ClaimDraft, Draft, FigureDraft, SourceDraft, StatementDraft, amount, date};
use crate::diag::{At, Diagnostic, code};
use crate::model::{Assessment, Authors, Capture, Position, Source, When};
use crate::yaml::{Fields, Value, Written};

/// A source of `sources.yaml`; its id is required.
pub(super) fn shared_source(fields: &mut Fields) -> Option<SourceDraft> {
    if !fields.has("id") {
        fields.required("id", code::MISSING_KEY);
    }
    Some(source(fields)).filter(|draft| !draft.source.id.is_empty())
}

/// The `sources` of anything: ids, or maps.
pub(super) fn citations(fields: &mut Fields) -> Vec<CitationDraft> {
    let mut list = Vec::new();
    for item in fields.items("sources") {
        match item.value {
            Value::Mapping(_) => {
                list.extend(fields.nested(item, source).map(|source| CitationDraft::Own(Box::new(source))));
            }
            value => {
                let id = fields.scalar(&item.path, value);
                list.extend(id.map(|value| CitationDraft::Id(Written { value, path: item.path })));
            }
        }
    }
    list
}

fn source(fields: &mut Fields) -> SourceDraft {
    let (side, author) = (fields.written("side"), fields.written("author"));
    let publisher = fields.written("publisher");
    let source = Source {
        id: fields.text("id").unwrap_or_default().trim().to_owned(),
        title: fields.text("title"),
        publisher: None,
        author: None,
        url: fields.text("url"),
        published: date::edtf(fields, "published"),
        accessed: date::edtf(fields, "accessed"),
        archived: archived(fields),
        local: local(fields),
        kind: fields.choice("kind"),
        side: None,
        by: Authors::default(),
        lang: fields.text("lang"),
        lost: fields.flag("lost"),
        at: Some(At::value(fields.file, fields.path())),
    };
    if source.title.is_none() && publisher.is_none() && source.url.is_none() {
        let problem =
            Diagnostic::new(code::MISSING_KEY, "a source needs a `title`, a `publisher` or a `url`");
        fields.report("title", problem);
    }
    SourceDraft { file: fields.file, path: fields.path().into(), side, author, publisher, source }
}

/// `archived: {url, date}`, or just the address.
fn archived(fields: &mut Fields) -> Option<(String, Option<When>)> {
    let path = fields.path_of("archived");
    match fields.take("archived")? {
        value @ Value::Mapping(_) => {
            let read = |f: &mut Fields| (f.required("url", code::MISSING_KEY), date::edtf(f, "date"));
            let (url, date) = fields.nested(Written { value, path }, read)?;
            url.map(|url| dated(url, date))
        }
        value => fields.scalar(&path, value).map(|url| dated(url, None)),
    }
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
    let (path, hash) = (fields.text("local"), fields.text("sha256"));
    if hash.as_ref().is_some_and(|h| h.len() != 64 || !h.bytes().all(|b| b.is_ascii_hexdigit())) {
        let problem = Diagnostic::new(code::OUT_OF_RANGE, "`sha256` must be 64 hexadecimal digits");
        fields.report("sha256", problem);
    }
    path.map(|path| (path, hash))
}

/// A claim with its positions.
pub(super) fn claim(fields: &mut Fields) -> ClaimDraft {
    let given = fields.names("parties");
    ClaimDraft {
        id: fields.text("id"),
        parties: Some(fields.list("parties")).filter(|_| given),
        about: fields.required("about", code::MISSING_KEY).unwrap_or_default(),
        positions: fields.records("positions", position).into_iter().flatten().collect(),
        assessment: fields.record("assessment", |f| Assessment {
            verdict: f.choice("verdict"),
            basis: f.text("basis"),
            date: date::edtf(f, "date"),
            sources: citations(f),
        }),
    }
}

fn position(fields: &mut Fields) -> Option<Position<Draft>> {
    let by = by(fields);
    let (stance, text) = (fields.choice("stance"), fields.text("text"));
    let (date, sources) = (date::edtf(fields, "date"), citations(fields));
    by.map(|by| Position { by, stance, text, date, sources })
}

fn by(fields: &mut Fields) -> Option<Written<String>> {
    let path = fields.path_of("by");
    fields.required("by", code::MISSING_KEY).map(|value| Written { value, path })
}

/// A figure: who says what about whom, as of when.
pub(super) fn figure(fields: &mut Fields) -> FigureDraft {
    let who = fields.record("who", |f| (f.written("side"), f.text("status")));
    let (side, status) = who.unwrap_or_default();
    let (id, measure) = (fields.text("id"), fields.choice("measure"));
    FigureDraft {
        id,
        measure,
        side,
        status,
        amount: amount::read(fields, measure),
        as_of: date::edtf(fields, "as_of"),
        by: fields.written("by"),
        scope: fields.text("scope"),
        sources: citations(fields),
        supersedes: fields.text("supersedes"),
        at: At::value(fields.file, fields.path()),
    }
}

/// Something that an actor said.
pub(super) fn statement(fields: &mut Fields) -> Option<StatementDraft> {
    let by = by(fields);
    let date = date::edtf(fields, "date");
    let (kind, lang, translation) = (fields.text("kind"), fields.text("lang"), fields.text("translation"));
    let text = fields.required("text", code::MISSING_KEY);
    let (to, sources) = (fields.list("to"), citations(fields));
    Some(StatementDraft { by: by?, date, kind, text: text?, lang, translation, to, sources })
}
