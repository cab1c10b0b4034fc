//! The index of places, and the pages of each.

use serde::Serialize;

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::model::PlaceId;
use crate::render::context::Context;
use crate::render::data::feed;
use crate::render::part::gallery;
use crate::render::part::list::{ListScope, titled};
use crate::render::part::strip::Look;
use crate::render::part::{described, head, list, place, strip};
use crate::render::templates::{Sheet, markup};
use crate::render::text::body;
use crate::route::{Listed, Route};

#[derive(Serialize)]
struct IndexedPlace<'a> {
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

/// Renders the index of places.
pub fn index(cx: Context<'_>) -> Sheet<'_> {
    let (site, facts) = (cx.site, cx.facts);
    let one = |id: PlaceId| IndexedPlace {
        name: site.place(id).shown(),
        url: &cx.views.places[id.index()],
        entries: facts.lists.of_place[id.index()].entries.len(),
    };
    let mut places: Vec<IndexedPlace<'_>> = (0..site.places.len()).map(PlaceId::of).map(one).collect();
    places.sort_by(|a, b| cx.words.compare(a.name, b.name));
    let name = cx.phrases.get("places");
    let said = described::names(name, places.iter().map(|place| place.name));
    let head = head::new(cx, &Route::Places, "places", name, &said);
    let mut context = head::context(cx, &head);
    context.insert("places", &places);
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
    let mut context = head::context(cx, &head);
    let names = place.names.iter().map(|name| NameView {
        text: name.text.clone(),
        lang: name.lang.clone(),
        dir: crate::render::words::direction(&name.lang),
    });
    context.insert("place", &place::view(cx, id));
    context.insert("names", &names.collect::<Vec<_>>());
    context.insert("parent", &place.parent.map(|parent| place::view(cx, parent)));
    context.insert_value("profile", markup(&body::woven(cx, &place.body)));
    context.insert("list", &list);
    context.insert("strip", &strip::view(cx, &scope, slice, cx.site.main_conflict, Look::SMALL));
    Ok(Sheet::Template("place.html", context))
}
