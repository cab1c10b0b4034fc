//! The indexes of actors, places and tags, and the pages of a place and a tag.

use serde::Serialize;

use super::Renderer;
use super::list::Scope;
use super::strip::Look;
use super::templates::Sheet;
use super::view::markup;
use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::model::{ActorId, ActorKind, PlaceId, TagId};
use crate::route::Route;
use crate::text::Vocabulary;

#[derive(Serialize)]
struct Group<'a> {
    name: &'static str,
    anchor: &'static str,
    actors: Vec<Indexed<'a>>,
}

#[derive(Serialize)]
struct Indexed<'a> {
    name: &'a str,
    url: &'a str,
    summary: Option<&'a str>,
    articles: u32,
}

#[derive(Serialize)]
struct IndexedPlace<'a> {
    name: &'a str,
    url: &'a str,
    entries: usize,
}

#[derive(Serialize)]
struct IndexedTag<'a> {
    name: &'a str,
    url: &'a str,
    entries: usize,
}

#[derive(Serialize)]
struct NameView {
    text: String,
    lang: String,
    dir: &'static str,
}

impl Renderer<'_> {
    /// Renders the index of actors, grouped by kind and in the order of the site's language.
    pub(super) fn actors(&self) -> Sheet<'_> {
        let site = &self.snapshot.site;
        let kinds = ActorKind::WORDS.iter().map(|(_, kind)| Some(*kind)).chain([None]);
        let mut groups = Vec::new();
        for kind in kinds {
            let ids = (0..site.actors.len()).map(ActorId::of).filter(|id| site.actor(*id).kind == kind);
            let mut actors: Vec<Indexed<'_>> = ids.map(|id| self.indexed(id)).collect();
            actors.sort_by(|a, b| self.words.compare(a.name, b.name));
            if !actors.is_empty() {
                let key = kind.map_or("kinds.other", |kind| plural_phrase(kind));
                groups.push(Group {
                    name: self.phrases.get(key),
                    anchor: kind.map_or("other", ActorKind::word),
                    actors,
                });
            }
        }
        let head = self.head(&Route::Actors, "actors", self.phrases.get("actors"), "");
        let mut context = self.context(&head);
        context.insert("groups", &groups);
        Sheet::Template("actors.html", context)
    }

    fn indexed(&self, id: ActorId) -> Indexed<'_> {
        let articles = self.snapshot.facts.articles_of[id.index()];
        let actor = self.snapshot.site.actor(id);
        let url = &self.shared.actors[id.index()];
        Indexed { name: &actor.name, url, summary: actor.summary.as_deref(), articles }
    }

    /// Renders the index of places.
    pub(super) fn places(&self) -> Sheet<'_> {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let one = |id: PlaceId| IndexedPlace {
            name: site.place(id).shown(),
            url: &self.shared.places[id.index()],
            entries: facts.of_place[id.index()].entries.len(),
        };
        let mut places: Vec<IndexedPlace<'_>> = (0..site.places.len()).map(PlaceId::of).map(one).collect();
        places.sort_by(|a, b| self.words.compare(a.name, b.name));
        let head = self.head(&Route::Places, "places", self.phrases.get("places"), "");
        let mut context = self.context(&head);
        context.insert("places", &places);
        Sheet::Template("places.html", context)
    }

    /// Renders a page of a place.
    pub(super) fn place(&self, id: PlaceId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let place = self.snapshot.site.place(id);
        let route = |slice| Route::Place(id, slice);
        let scope = Scope { calendar: &self.snapshot.facts.of_place[id.index()], route: &route, phases: &[] };
        let list = self.phased(&scope, slice)?;
        let head = self.head(&route(slice), "places", &titled(place.shown(), &list.period), "");
        let mut context = self.context(&head);
        let names = place.names.iter().map(|name| NameView {
            text: name.text.clone(),
            lang: name.lang.clone(),
            dir: super::view::direction(&name.lang),
        });
        context.insert("place", &self.place_view(id));
        context.insert("names", &names.collect::<Vec<_>>());
        context.insert("parent", &place.parent.map(|parent| self.place_view(parent)));
        context.insert_value("profile", markup(&self.body(&place.body)));
        context.insert("list", &list);
        context.insert("strip", &self.strip(&scope, slice, self.snapshot.site.main_conflict, Look::SMALL));
        Ok(Sheet::Template("place.html", context))
    }

    /// Renders the index of tags.
    pub(super) fn tags(&self) -> Sheet<'_> {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let one = |id: TagId| IndexedTag {
            name: &site.tag(id).name,
            url: &self.shared.tags[id.index()],
            entries: facts.of_tag[id.index()].entries.len(),
        };
        let mut tags: Vec<IndexedTag<'_>> = (0..site.tags.len()).map(TagId::of).map(one).collect();
        tags.sort_by(|a, b| self.words.compare(a.name, b.name));
        let head = self.head(&Route::Tags, "tags", self.phrases.get("tags"), "");
        let mut context = self.context(&head);
        context.insert("tags", &tags);
        Sheet::Template("tags.html", context)
    }

    /// Renders a page of a tag.
    pub(super) fn tag(&self, id: TagId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let tag = self.snapshot.site.tag(id);
        let route = |slice| Route::Tag(id, slice);
        let scope = Scope { calendar: &self.snapshot.facts.of_tag[id.index()], route: &route, phases: &[] };
        let list = self.phased(&scope, slice)?;
        let head = self.head(&route(slice), "tags", &titled(&tag.name, &list.period), "");
        let mut context = self.context(&head);
        context.insert("tag", &tag.name);
        context.insert("list", &list);
        context.insert("strip", &self.strip(&scope, slice, self.snapshot.site.main_conflict, Look::SMALL));
        Ok(Sheet::Template("tag.html", context))
    }
}

/// A title with the period of a further page.
pub(super) fn titled(name: &str, period: &str) -> String {
    if period.is_empty() { name.to_owned() } else { format!("{name}: {period}") }
}

fn plural_phrase(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State => "kinds.state",
        ActorKind::Territory => "kinds.territory",
        ActorKind::Organization => "kinds.organization",
        ActorKind::ArmedForce => "kinds.armed-force",
        ActorKind::ArmedGroup => "kinds.armed-group",
        ActorKind::Ministry => "kinds.ministry",
        ActorKind::Person => "kinds.person",
        ActorKind::Media => "kinds.media",
        ActorKind::Population => "kinds.population",
    }
}
