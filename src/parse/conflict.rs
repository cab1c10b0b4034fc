//! A conflict's fields: sides, mediators, phases.

use super::document::Document;
use super::markdown::{self, Style};
use super::{ConflictDraft, SideDraft, actor, date, evidence};
use crate::diag::{Diagnostics, code};
use crate::model::Phase;
use crate::text;
use crate::yaml::Fields;

/// Reads a conflict's file; its name is the default id.
pub(super) fn read(mut doc: Document, style: &Style, out: &mut Diagnostics) -> Option<ConflictDraft> {
    let front = std::mem::take(&mut doc.front);
    let mut fields = Fields::of(front, doc.id, doc.yaml, out);
    let name = fields.required("name", code::MISSING_KEY);
    let id = fields.text("id").unwrap_or_else(|| doc.file.stem().to_owned());
    let draft = ConflictDraft {
        file: doc.id,
        id: text::name_slug(&id),
        name: name.clone().unwrap_or_default(),
        aliases: fields.texts("aliases"),
        when: date::edtf(&mut fields, "when"),
        parent: fields.written("parent"),
        sides: fields.records("sides", side).into_iter().flatten().collect(),
        mediators: fields.list("mediators"),
        phases: fields.records("phases", phase).into_iter().flatten().collect(),
        summary: fields.text("summary"),
        figures: fields.records("figures", evidence::figure),
        sources: evidence::citations(&mut fields),
        body: super::BodyDraft::default(),
    };
    fields.finish();
    let body = markdown::read(&doc, style, out);
    name.map(|_| ConflictDraft { body, ..draft })
}

fn side(fields: &mut Fields) -> Option<SideDraft> {
    let name = fields.required("name", code::MISSING_KEY);
    let (actors, supporters) = (fields.list("actors"), fields.list("supporters"));
    let color = actor::color(fields);
    name.map(|name| SideDraft { name, actors, supporters, color })
}

fn phase(fields: &mut Fields) -> Option<Phase> {
    let name = fields.required("name", code::MISSING_KEY);
    if !fields.has("when") {
        fields.required("when", code::MISSING_KEY);
    }
    let (when, summary) = (date::edtf(fields, "when"), fields.text("summary"));
    name.zip(when).map(|(name, when)| Phase { name, when, summary })
}
