//! The register of places: given ones, and those that only articles name.

use super::actors::within;
use super::ids::Ids;
use super::names::{Found, Names};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{Body, Place, PlaceId, Point};
use crate::parse::{ArticleDraft, BodyDraft, EventDraft, PlaceDraft, PlaceRef};
use crate::text;

/// The register while the site is resolved.
pub(super) struct Places {
    drafts: Vec<PlaceDraft>,
    implicit: Vec<(String, String, Option<Point>)>,
    names: Names<PlaceId>,
    ids: Ids,
    bodies: Vec<BodyDraft>,
}

impl Places {
    /// Registers the given places; an id that stands twice is reported.
    pub fn of(drafts: Vec<PlaceDraft>, out: &mut Diagnostics) -> Self {
        let mut places = Self {
            drafts: Vec::new(),
            implicit: Vec::new(),
            names: Names::default(),
            ids: Ids::of("place"),
            bodies: Vec::new(),
        };
        for mut draft in drafts {
            let at = At::value(draft.file, within(&draft.path, draft.named_by));
            if !places.ids.take(&draft.id, at, out) {
                continue;
            }
            let id = PlaceId::of(places.drafts.len());
            places.names.strong(&draft.id, id);
            places.names.strong(&draft.name, id);
            let others =
                draft.aliases.iter().chain(draft.display.iter()).chain(draft.names.iter().map(|n| &n.text));
            others.for_each(|name| places.names.weak(name, id));
            places.bodies.push(std::mem::take(&mut draft.body));
            places.drafts.push(draft);
        }
        places
    }

    /// Gives every name that no place has a place of its own; on a site with a registry that is reported.
    pub fn add_implicit<'a>(
        &mut self,
        named: impl Iterator<Item = (FileId, &'a PlaceRef)>,
        out: &mut Diagnostics,
    ) {
        let registered = !self.drafts.is_empty();
        for (file, place) in named {
            if self.names.find(&place.name.value) != Found::None {
                continue;
            }
            if registered && !place.inline {
                out.push(self.unknown(file, place));
            }
            self.add(&place.name.value, place.point);
        }
        let parents: Vec<String> =
            self.drafts.iter().filter_map(|d| d.parent.as_ref()).map(|p| p.value.clone()).collect();
        for name in parents {
            if self.names.find(&name) == Found::None {
                self.add(&name, None);
            }
        }
    }

    fn add(&mut self, name: &str, point: Option<Point>) {
        let id = self.ids.make(name);
        self.names.strong(name, PlaceId::of(self.drafts.len() + self.implicit.len()));
        self.implicit.push((id, name.trim().to_owned(), point));
    }

    fn unknown(&self, file: FileId, place: &PlaceRef) -> Diagnostic {
        let known = self
            .drafts
            .iter()
            .flat_map(|d| std::iter::once(d.name.as_str()).chain(d.aliases.iter().map(String::as_str)));
        Diagnostic::new(code::UNKNOWN_PLACE, format!("no place is named `{}`", place.name.value))
            .at(At::value(file, place.name.path.clone()))
            .hints(text::did_you_mean(&place.name.value, known))
            .hint("a new one goes into `content/places.yaml`, or gets its position here: `place: {name: …, lat: …, lon: …}`")
    }

    /// The place of a name; of several the first.
    pub fn named(&self, name: &str) -> Option<PlaceId> {
        match self.names.find(name) {
            Found::One(id) => Some(id),
            Found::Several(ids) => ids.first().copied(),
            Found::None => None,
        }
    }

    /// Whether a name stands for a given place.
    pub fn is_given(&self, name: &str) -> bool {
        self.named(name).is_some_and(|id| id.index() < self.drafts.len())
    }

    /// Hands out what the site says of its places, each with its file.
    pub fn take_bodies(&mut self) -> Vec<(FileId, BodyDraft)> {
        self.drafts.iter().map(|draft| draft.file).zip(std::mem::take(&mut self.bodies)).collect()
    }

    /// The finished places.
    pub fn finish(&self, bodies: Vec<Body>) -> Vec<Place> {
        let mut bodies = bodies.into_iter();
        let parents: Vec<Option<PlaceId>> =
            self.drafts.iter().map(|d| d.parent.as_ref().and_then(|p| self.named(&p.value))).collect();
        let given = self.drafts.iter().zip(parents).map(|(draft, parent)| Place {
            file: Some(draft.file),
            id: draft.id.clone(),
            name: draft.name.trim().to_owned(),
            display: draft.display.clone(),
            names: draft.names.clone(),
            aliases: draft.aliases.clone(),
            point: draft.point,
            parent,
            body: bodies.next().unwrap_or_default(),
        });
        let mut list: Vec<Place> = given.collect();
        list.extend(self.implicit.iter().cloned().map(|(id, name, point)| Place {
            file: None,
            id,
            name,
            display: None,
            names: Vec::new(),
            aliases: Vec::new(),
            point,
            parent: None,
            body: Body::default(),
        }));
        list
    }
}

/// Every place that an article or its events name.
pub(super) fn in_article(article: &ArticleDraft) -> impl Iterator<Item = (FileId, &PlaceRef)> {
    let own = article.place.iter().map(|place| (article.file, place));
    own.chain(article.events.iter().filter_map(in_event))
}

/// The place that an event names.
pub(super) fn in_event(event: &EventDraft) -> Option<(FileId, &PlaceRef)> {
    event.place.as_ref().map(|place| (event.file, place))
}
