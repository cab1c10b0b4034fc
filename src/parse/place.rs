//! A place's fields, in a file of its own or in a list.

use super::document::Document;
use super::markdown::{self, Style};
use super::{BodyDraft, PlaceDraft, PlaceRef, Registration, actor, event};
use crate::diag::{Diagnostics, code};
use crate::text;
use crate::yaml::Fields;

/// Reads a place's file; its name is the default id.
pub(super) fn read(mut doc: Document, style: &Style, out: &mut Diagnostics) -> Option<PlaceDraft> {
    let front = std::mem::take(&mut doc.front);
    let mut fields = Fields::of(front, doc.id, doc.yaml, out);
    let place = place(&mut fields, Some(doc.file.stem()));
    fields.finish();
    let body = markdown::read(&doc, style, out);
    place.map(|mut place| {
        place.body = body;
        place
    })
}

/// Reads one place of `places.yaml`.
pub(super) fn entry(fields: &mut Fields) -> Option<PlaceDraft> {
    place(fields, None)
}

const AREA: &str =
    "The GeoJSON file of its outline, in `content/maps/`, `content/places/` or `content/conflicts/`";

fn place(fields: &mut Fields, stem: Option<&str>) -> Option<PlaceDraft> {
    fields.are("Place", "A town, district or position");
    let name = fields.required("name", "The name", code::MISSING_KEY);
    let named_by = if fields.has("id") { "id" } else { "name" };
    let id = fields.text("id", actor::ABOUT_ID).or_else(|| stem.map(str::to_owned)).or_else(|| name.clone());
    let draft = PlaceDraft {
        registered: Registration { file: fields.file, path: fields.path().into(), named_by },
        id: text::name_slug(&id.unwrap_or_default()),
        name: name.clone().unwrap_or_default(),
        display: fields.text("display", "The form that pages show, for a disputed name"),
        names: actor::in_languages(fields, "names", actor::NAMES),
        aliases: fields.texts("aliases", "Other spellings"),
        point: event::point(fields),
        publish: event::publish(fields),
        area: fields.written("area", AREA),
        parent: fields.written("parent", "The place that it lies in").map(PlaceRef::named),
        body: BodyDraft::default(),
    };
    name.map(|_| draft)
}
