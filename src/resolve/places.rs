//! The register of places: given ones, and those that only articles name.

use super::fields::FieldNames;
use super::uses::Findings;
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{Body, Place, PlaceId, Point};
use crate::names::{self, Ids, NameTable, Names, Thing};
use crate::parse::{BodyDraft, EachName, NameField, PlaceDraft, PlaceRef};

/// The register while the site is resolved.
pub(super) struct Places {
    /// The given places.
    pub drafts: Vec<PlaceDraft>,
    /// Those that only articles name, which come after them.
    pub implicit: Vec<Place>,
    pub names: NameTable<PlaceId>,
    ids: Ids,
    given: usize,
}

impl Places {
    /// Registers the given places; an id that stands twice is reported.
    pub fn of(mut drafts: Vec<PlaceDraft>, out: &mut Diagnostics) -> Self {
        let mut ids = Ids::of("place");
        drafts.retain(|draft| ids.take(&draft.id, draft.registered.name(), out));
        Self { names: names::places(&drafts), given: drafts.len(), drafts, implicit: Vec::new(), ids }
    }

    /// Gives every name that no place has a place of its own; on a site with a registry that is reported.
    pub fn add_implicit(&mut self, named: &[(FileId, &PlaceRef)], out: &mut Diagnostics) {
        for (file, place) in named {
            if self.names.first(&place.name.value).is_some() {
                continue;
            }
            if self.given > 0 && !place.inline {
                out.push(self.unknown(*file, place));
            }
            self.add(&place.name.value, place.point);
        }
        let drafts = std::mem::take(&mut self.drafts);
        for draft in &drafts {
            draft.each_name(&mut |field| {
                if let NameField::PlaceAround(parent) = field
                    && self.names.first(&parent.value).is_none()
                {
                    self.add(&parent.value, None);
                }
            });
        }
        self.drafts = drafts;
    }

    fn add(&mut self, name: &str, point: Option<Point>) {
        let id = self.ids.make(name);
        self.names.strong(name, PlaceId::of(self.given + self.implicit.len()));
        self.implicit.push(Place { id, name: name.trim().to_owned(), point, ..Place::default() });
    }

    fn unknown(&self, file: FileId, place: &PlaceRef) -> Diagnostic {
        Diagnostic::new(code::UNKNOWN_PLACE, format!("no place is named `{}`", place.name.value))
            .at(At::value(file, place.name.path.clone()))
            .suggest(self.names.near(&place.name.value))
            .hint("a new one goes into `content/places.yaml`, or gets its position here: `place: {name: …, lat: …, lon: …}`")
    }
}

/// Hands out what the site says of its places, each with its file.
pub(super) fn take_bodies(drafts: &mut [PlaceDraft]) -> Vec<(FileId, BodyDraft)> {
    drafts.iter_mut().map(|draft| (draft.registered.file, std::mem::take(&mut draft.body))).collect()
}

/// The finished places.
pub(super) fn finished(
    drafts: Vec<PlaceDraft>,
    implicit: Vec<Place>,
    bodies: Vec<Body>,
    names: &Names,
    out: &mut Findings,
) -> Vec<Place> {
    let mut list: Vec<Place> = Vec::with_capacity(drafts.len() + implicit.len());
    for (draft, body) in drafts.into_iter().zip(bodies) {
        let own = &draft.registered;
        let (file, id) = (own.file, PlaceId::of(list.len()));
        out.described(|| own.at("name"), Thing::Place(id));
        if own.named_by == "id" {
            out.described(|| own.at("id"), Thing::Place(id));
        }
        let around = draft.parent.as_ref().map(|parent| &parent.name);
        let parent = around.and_then(|name| FieldNames { names, file }.place(name, out));
        list.push(Place {
            registered: Some(own.whole()),
            id: draft.id,
            name: draft.name.trim().to_owned(),
            display: draft.display,
            names: draft.names,
            aliases: draft.aliases,
            point: draft.point,
            parent,
            body,
        });
    }
    list.extend(implicit);
    list
}
