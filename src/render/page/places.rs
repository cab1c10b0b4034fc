//! The indexes of places and tags, and their pages.

use serde::Serialize;

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::model::{PlaceId, TagId};
use crate::render::Renderer;
use crate::render::part::head::markup;
use crate::render::part::list::Scope;
use crate::render::part::strip::Look;
use crate::render::templates::Sheet;
use crate::route::Route;

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
    /// Renders the index of places.
    pub(in crate::render) fn places(&self) -> Sheet<'_> {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let one = |id: PlaceId| IndexedPlace {
            name: site.place(id).shown(),
            url: &self.shared.places[id.index()],
            entries: facts.of_place[id.index()].entries.len(),
        };
        let mut places: Vec<IndexedPlace<'_>> = (0..site.places.len()).map(PlaceId::of).map(one).collect();
        places.sort_by(|a, b| self.words.compare(a.name, b.name));
        let name = self.phrases.get("places");
        let said = self.named_in(name, places.iter().map(|place| place.name));
        let head = self.head(&Route::Places, "places", name, &said);
        let mut context = self.context(&head);
        context.insert("places", &places);
        Sheet::Template("places.html", context)
    }

    /// Renders a page of a place.
    pub(in crate::render) fn place(&self, id: PlaceId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let place = self.snapshot.site.place(id);
        let route = |slice| Route::Place(id, slice);
        let scope = Scope { calendar: &self.snapshot.facts.of_place[id.index()], route: &route, phases: &[] };
        let list = self.phased(&scope, slice)?;
        let title = titled(place.shown(), &list.period);
        let said = self.told_of(&title, list.here, scope.calendar, slice);
        let head = self.head(&route(slice), "places", &title, &said);
        let mut context = self.context(&head);
        let names = place.names.iter().map(|name| NameView {
            text: name.text.clone(),
            lang: name.lang.clone(),
            dir: crate::render::part::head::direction(&name.lang),
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
    pub(in crate::render) fn tags(&self) -> Sheet<'_> {
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
    pub(in crate::render) fn tag(&self, id: TagId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let tag = self.snapshot.site.tag(id);
        let route = |slice| Route::Tag(id, slice);
        let scope = Scope { calendar: &self.snapshot.facts.of_tag[id.index()], route: &route, phases: &[] };
        let list = self.phased(&scope, slice)?;
        let title = titled(&tag.name, &list.period);
        let said = self.told_of(&title, list.here, scope.calendar, slice);
        let head = self.head(&route(slice), "tags", &title, &said);
        let mut context = self.context(&head);
        context.insert("tag", &tag.name);
        context.insert("list", &list);
        context.insert("strip", &self.strip(&scope, slice, self.snapshot.site.main_conflict, Look::SMALL));
        Ok(Sheet::Template("tag.html", context))
    }
}

/// A title with the period of a further page.
pub(in crate::render) fn titled(name: &str, period: &str) -> String {
    if period.is_empty() { name.to_owned() } else { format!("{name}: {period}") }
}
