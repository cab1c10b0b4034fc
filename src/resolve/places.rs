//! The register of places: given ones, and those that only articles name.

use super::fields::FieldNames;
use super::position::published;
use super::shapes::Shapes;
use super::uses::Findings;
use crate::config::{MapSettings, PublishedAs};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{Body, KeptPosition, Place, PlaceId};
use crate::names::{self, Ids, NameTable, Names, Thing};
use crate::parse::{BodyDraft, EachName, NameField, PlaceDraft, PlaceRef, WrittenPoint};

/// The register while the site is resolved.
pub(super) struct Places {
    /// The given places.
    pub drafts: Vec<PlaceDraft>,
    /// Those that only articles name, which come after them.
    pub implicit: Vec<Place>,
    /// The positions that are not published as they are written.
    pub kept: Vec<KeptPosition>,
    settings: MapSettings,
    pub names: NameTable<PlaceId>,
    ids: Ids,
    given: usize,
}

impl Places {
    /// Registers the given places; an id that stands twice is reported.
    pub fn of(mut drafts: Vec<PlaceDraft>, settings: &MapSettings, out: &mut Diagnostics) -> Self {
        let mut ids = Ids::of("place");
        drafts.retain(|draft| ids.take(&draft.id, draft.registered.name(), out));
        Self {
            names: names::places(&drafts),
            given: drafts.len(),
            drafts,
            implicit: Vec::new(),
            kept: Vec::new(),
            settings: settings.clone(),
            ids,
        }
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
            self.add(&place.name.value, place.point, place.publish);
        }
        let drafts = std::mem::take(&mut self.drafts);
        for draft in &drafts {
            draft.each_name(&mut |field| {
                if let NameField::PlaceAround(parent) = field
                    && self.names.first(&parent.value).is_none()
                {
                    self.add(&parent.value, None, None);
                }
            });
        }
        self.drafts = drafts;
    }

    fn add(&mut self, name: &str, point: Option<WrittenPoint>, publish: Option<PublishedAs>) {
        let point = point.and_then(|point| published(point, publish, &self.settings, &mut self.kept));
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

/// The finished places, with the positions that are not published.
pub(super) fn finished(
    Places { drafts, implicit, mut kept, settings, .. }: Places,
    bodies: Vec<Body>,
    (names, shapes): (&Names, &Shapes),
    out: &mut Findings,
) -> (Vec<Place>, Vec<KeptPosition>) {
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
        let point = draft.point.and_then(|point| published(point, draft.publish, &settings, &mut kept));
        // An outline says as much as a position.
        let is_open = draft.point.is_none() || point.is_some_and(|point| point.rounded.is_none());
        let is_open = is_open && draft.publish.is_none_or(|publish| publish == PublishedAs::Exact);
        let area = draft.area.as_ref().and_then(|area| shapes.find(file, area, out)).filter(|_| is_open);
        list.push(Place {
            registered: Some(own.whole()),
            id: draft.id,
            name: draft.name.trim().to_owned(),
            display: draft.display,
            names: draft.names,
            aliases: draft.aliases,
            point,
            publish: draft.publish,
            area,
            parent,
            body,
        });
    }
    list.extend(implicit);
    (list, kept)
}
