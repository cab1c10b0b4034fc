//! A term of `glossary.yaml`.

use super::actor::{NAMES, SUMMARIES, in_languages};
use crate::diag::{At, code};
use crate::model::GlossaryTerm;
use crate::text;
use crate::yaml::Fields;

/// Reads one term.
pub(super) fn entry(fields: &mut Fields) -> Option<GlossaryTerm> {
    fields.are("GlossaryTerm", "A term that readers may not know");
    let term = fields.required("term", "The term, as texts have it", code::MISSING_KEY);
    let summary = fields.required("summary", "What it means, in a sentence or two", code::MISSING_KEY);
    let id = fields.text("id", "The id that its address is made of; else that is the term");
    let named_by = if id.is_some() { "id" } else { "term" };
    let path = fields.path();
    let at = if path.is_empty() { named_by.to_owned() } else { format!("{path}/{named_by}") };
    let draft = GlossaryTerm {
        at: At::value(fields.file, at),
        id: text::name_slug(&id.or_else(|| term.clone()).unwrap_or_default()),
        names: in_languages(fields, "names", NAMES),
        aliases: fields.texts("aliases", "Other forms of it, as texts have them"),
        summaries: in_languages(fields, "summaries", SUMMARIES),
        summary_lang: None,
        term: term.clone().unwrap_or_default().trim().to_owned(),
        summary: summary.clone().unwrap_or_default(),
    };
    term.and(summary).map(|_| draft).filter(|draft| !draft.term.is_empty())
}
