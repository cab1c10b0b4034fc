//! A conflict's fields: sides, mediators, phases.

use super::document::Document;
use super::markdown::{self, Style};
use super::{BodyDraft, ConflictDraft, Registration, SideDraft, actor, date, evidence};
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
    let mut draft = ConflictDraft {
        registered: Registration { file: doc.id, path: "".into(), named_by: "id" },
        id: text::name_slug(&id),
        name: name.clone().unwrap_or_default(),
        aliases: fields.texts("aliases"),
        when: date::edtf(&mut fields, "when"),
        parent: fields.written("parent"),
        sides: sides(&mut fields),
        mediators: fields.list("mediators"),
        phases: fields.records("phases", phase).into_iter().flatten().collect(),
        summary: fields.text("summary"),
        figures: fields.records("figures", evidence::figure),
        body: BodyDraft { sources: evidence::citations(&mut fields), ..BodyDraft::default() },
    };
    fields.finish();
    let body = markdown::read(&doc, style, out);
    draft.body = BodyDraft { sources: draft.body.sources, ..body };
    name.map(|_| draft)
}

/// The sides; the part of an address that stands for each is its own within the conflict.
fn sides(fields: &mut Fields) -> Vec<SideDraft> {
    let mut sides: Vec<SideDraft> = fields.records("sides", side).into_iter().flatten().collect();
    for i in 0..sides.len() {
        let slug = text::name_slug(&sides[i].name);
        let taken = slug.is_empty() || sides[..i].iter().any(|side| side.slug == slug);
        sides[i].slug = if taken { format!("side-{}", i + 1) } else { slug };
    }
    sides
}

fn side(fields: &mut Fields) -> Option<SideDraft> {
    let name = fields.required("name", code::MISSING_KEY);
    let (actors, supporters) = (fields.list("actors"), fields.list("supporters"));
    let color = actor::color(fields);
    name.map(|name| SideDraft { name, slug: String::new(), actors, supporters, color })
}

fn phase(fields: &mut Fields) -> Option<Phase> {
    let name = fields.required("name", code::MISSING_KEY);
    if !fields.has("when") {
        fields.required("when", code::MISSING_KEY);
    }
    let (when, summary) = (date::edtf(fields, "when"), fields.text("summary"));
    name.zip(when).map(|(name, when)| Phase { name, when, summary })
}
