//! A conflict's fields: sides, mediators, phases.

use rustc_hash::FxHashSet;

use super::actor::{NAMES, SUMMARIES, in_languages};
use super::document::Document;
use super::markdown::{self, Style};
use super::{
    BodyDraft, ConflictDraft, MapLineDraft, Registration, SideDraft, StepDraft, actor, date, evidence,
};
use crate::diag::{Diagnostics, code};
use crate::model::Phase;
use crate::text;
use crate::yaml::Fields;

/// Reads a conflict's file; its name is the default id.
pub(super) fn read(mut doc: Document, style: &Style, out: &mut Diagnostics) -> Option<ConflictDraft> {
    let front = std::mem::take(&mut doc.front);
    let mut fields = Fields::of(front, doc.id, doc.yaml, out);
    let conflict = conflict(&mut fields, doc.file.stem());
    fields.finish();
    let body = markdown::read(&doc, style, out);
    conflict.map(|mut conflict| {
        conflict.body = BodyDraft { sources: conflict.body.sources, ..body };
        conflict
    })
}

/// The fields of a conflict.
pub(super) fn conflict(fields: &mut Fields, stem: &str) -> Option<ConflictDraft> {
    fields.are("Conflict", "A war or dispute with its sides and phases");
    let name = fields.required("name", "The name that pages show", code::MISSING_KEY);
    let id = fields.text("id", "The last part of the address; without it, the file's name");
    let id = id.unwrap_or_else(|| stem.to_owned());
    let conflict = ConflictDraft {
        registered: Registration { file: fields.file, path: "".into(), named_by: "id" },
        id: text::name_slug(&id),
        name: name.clone().unwrap_or_default(),
        names: in_languages(fields, "names", NAMES),
        aliases: fields.texts("aliases", "Other names"),
        when: date::edtf(fields, "when", "How long it lasted (EDTF)"),
        parent: fields.written("parent", "The conflict that it is a part of"),
        sides: sides(fields),
        mediators: fields.list("mediators", "Who mediates: actors"),
        phases: fields.records("phases", "Its parts in time", phase).into_iter().flatten().collect(),
        story: fields
            .records("story", "A guided path: events in the order in which they are told", step)
            .into_iter()
            .flatten()
            .collect(),
        lines: fields
            .records("lines", "Lines on its maps, each with whose word it is", line)
            .into_iter()
            .flatten()
            .collect(),
        summary: fields.text("summary", "The standfirst"),
        summaries: in_languages(fields, "summaries", SUMMARIES),
        lang: None,
        result: fields.text("result", "How it ended, in a sentence or two"),
        results: in_languages(fields, "results", "How it ended in other languages, by language tag"),
        figures: fields.records("figures", "What is counted over the whole", evidence::figure),
        body: BodyDraft { sources: evidence::citations(fields, "What it rests on"), ..BodyDraft::default() },
    };
    name.map(|_| conflict)
}

/// The sides; the part of an address that stands for each is its own within the conflict.
fn sides(fields: &mut Fields) -> Vec<SideDraft> {
    let mut sides: Vec<SideDraft> =
        fields.records("sides", "Who fights", side).into_iter().flatten().collect();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for (number, side) in (1..).zip(&mut sides) {
        let slug = text::name_slug(&side.name);
        let is_taken = slug.is_empty() || taken.contains(&slug);
        side.slug = if is_taken { format!("side-{number}") } else { slug };
        taken.insert(side.slug.clone());
    }
    sides
}

fn side(fields: &mut Fields) -> Option<SideDraft> {
    fields.are("Side", "A side of a conflict");
    let name = fields.required("name", "Its name", code::MISSING_KEY);
    let names = in_languages(fields, "names", NAMES);
    let actors = fields.list("actors", "Who fights on it: actors");
    let supporters = fields.list("supporters", "Who supports it: actors");
    let color = actor::color(fields);
    name.map(|name| SideDraft { name, names, slug: String::new(), actors, supporters, color })
}

fn line(fields: &mut Fields) -> Option<MapLineDraft> {
    fields.are("MapLine", "A front or boundary on the maps of a conflict");
    let file = "The GeoJSON file of the line, in `content/maps/`, `content/conflicts/` or `content/places/`";
    let shape = fields.required_at("file", file, code::MISSING_KEY);
    let when = date::edtf(fields, "when", "When it was so (EDTF); without it, always");
    let by = fields.written("by", "Whose word it is: an actor, or words");
    let label = fields.required("label", "What the legend calls it", code::MISSING_KEY);
    let labels =
        in_languages(fields, "labels", "What the legend calls it in other languages, by language tag");
    let sources = evidence::citations(fields, "What it rests on");
    shape.zip(label).map(|(shape, label)| MapLineDraft { shape, when, by, label, labels, sources })
}

fn step(fields: &mut Fields) -> Option<StepDraft> {
    fields.are("StoryStep", "A step of a guided path");
    let of = fields.required_at("event", "An event, by its id or title, or an article", code::MISSING_KEY);
    let text =
        fields.required("text", "What it has to do with the rest, in a sentence or two", code::MISSING_KEY);
    let texts = in_languages(fields, "texts", "The same in other languages, by language tag");
    of.zip(text).map(|(of, text)| StepDraft { of, text, texts, lang: None })
}

fn phase(fields: &mut Fields) -> Option<Phase> {
    fields.are("Phase", "A part of a conflict in time");
    let name = fields.required("name", "Its name", code::MISSING_KEY);
    let names = in_languages(fields, "names", NAMES);
    let given = fields.has("when");
    let when = date::edtf(fields, "when", "When (EDTF)");
    if !given {
        fields.required("when", "When (EDTF)", code::MISSING_KEY);
    }
    let summary = fields.text("summary", "In a sentence");
    let summaries = in_languages(fields, "summaries", SUMMARIES);
    name.zip(when).map(|(name, when)| Phase { name, names, when, summary, summaries })
}
