//! The index of places, and the pages of each.

use serde::Serialize;

use crate::derive::{PLACES_PAGE, Pages, Slice};
use crate::diag::Diagnostic;
use crate::model::{EntryId, PlaceId};
use crate::render::context::Context;
use crate::render::data::feed;
use crate::render::part::gallery;
use crate::render::part::list::{ListScope, titled};
use crate::render::part::map::{MapScope, MapView};
use crate::render::part::strip::Look;
use crate::render::part::{described, head, list, map, numbered, place, strip};
use crate::render::templates::{Sheet, markup};
use crate::render::text::body;
use crate::route::{Listed, Route};

#[derive(Serialize)]
struct IndexedPlace<'a> {
    name: &'a str,
    url: &'a str,
    entries: usize,
}

/// So many places within another are named on its page.
const INSIDE: usize = 200;

#[derive(Serialize)]
struct NameView {
    text: String,
    lang: String,
    dir: &'static str,
}

/// Renders a page of the index of places, from 1; the first has the map of all.
pub fn index(cx: Context<'_>, number: u32) -> Sheet<'_> {
    let (site, facts) = (cx.site, cx.facts);
    let one = |id: PlaceId| IndexedPlace {
        name: site.place(id).shown(),
        url: &cx.views.places[id.index()],
        entries: facts.lists.of_place[id.index()].entries.len(),
    };
    let mut places: Vec<IndexedPlace<'_>> = (0..site.places.len()).map(PlaceId::of).map(one).collect();
    places.sort_by(|a, b| cx.words.compare(a.name, b.name));
    let name = cx.phrases.get("places");
    let title = if number == 1 { name.to_owned() } else { cx.words.part(name, number) };
    let pages = Pages::of(places.len(), PLACES_PAGE);
    let links = numbered::by_ends(cx, &pages, number, |i| places[i].name, Route::Places);
    let places = &places[pages.part(number)];
    let said = described::names(&title, places.iter().map(|place| place.name));
    let mut head = head::new(cx, &Route::Places(number), "places", &title, &said);
    let everything: Vec<EntryId> = (0..facts.time.entries.len()).map(EntryId::of).collect();
    let scope = MapScope { list: &everything, conflict: site.main_conflict, when: None };
    let map = if number == 1 { map::of_list(cx, &scope) } else { None };
    head::with_map(cx, &mut head, map.is_some());
    let mut context = head::context(cx, &head);
    context.insert("places", places);
    context.insert("pages", &links);
    context.insert("map", &map.map(MapView::without_list));
    Sheet::Template("places.html", context)
}

/// Renders a page of a place.
pub fn sheet(cx: Context<'_>, id: PlaceId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let place = cx.site.place(id);
    let route = |slice| Route::Place(id, slice);
    let scope = ListScope { calendar: &cx.facts.lists.of_place[id.index()], route: &route, phases: &[] };
    let mut list = list::view(cx, &scope, slice)?;
    if slice == Slice::Whole {
        list.apart_from(&place.body);
    }
    let title = titled(place.shown(), &list.period);
    let said = described::list(cx, &title, list.here, scope.calendar, slice);
    let mut head = head::new(cx, &route(slice), "places", &title, &said);
    head.feed = feed::link_of_list(cx, Listed::Place(id));
    gallery::equip(cx, &mut head, &place.body, [], false);
    let map = if slice == Slice::Whole { map::of_place(cx, id) } else { None };
    head::with_map(cx, &mut head, map.is_some());
    let mut context = head::context(cx, &head);
    context.insert("map", &map);
    let names = place.names.iter().map(|name| NameView {
        text: name.text.clone(),
        lang: name.lang.clone(),
        dir: crate::render::words::direction(&name.lang),
    });
    context.insert("place", &place::view(cx, id));
    context.insert("names", &names.collect::<Vec<_>>());
    let most = if slice == Slice::Whole { INSIDE } else { 0 };
    let mut inside: Vec<PlaceId> = cx.facts.places.inside[id.index()].iter().copied().take(most).collect();
    inside.sort_by(|a, b| cx.words.compare(cx.site.place(*a).shown(), cx.site.place(*b).shown()));
    context.insert("inside", &inside.into_iter().map(|id| place::view(cx, id)).collect::<Vec<_>>());
    context.insert("parent", &place.parent.map(|parent| place::view(cx, parent)));
    context.insert_value("profile", markup(&body::woven(cx, &place.body)));
    context.insert("list", &list);
    context.insert("strip", &strip::view(cx, &scope, slice, cx.site.main_conflict, Look::SMALL));
    Ok(Sheet::Template("place.html", context))
}
