//! The entries of the timeline, the actors and the places.

use super::ColumnKind::{Date, Id, Key, Number, Text};
use super::{ExportTable, TableColumn, number, or_empty};
use crate::derive::Slice;
use crate::model::{ActorId, PlaceId};
use crate::render::context::Context;
use crate::render::data::export::published::{self, PublishedEvent};
use crate::render::text::link;
use crate::route::Route;

pub(super) const EVENTS: ExportTable = ExportTable {
    name: "events",
    about: "The entries of the timeline, in order of time. Roles of actors are in events.json alone.",
    columns: &[
        TableColumn(
            "id",
            Id,
            "The id of the event, or the last part of the address of an article that reports none",
        ),
        TableColumn("title", Text, "Its title"),
        TableColumn("when", Date, "When it happened, in EDTF (ISO 8601-2)"),
        TableColumn(
            "earliest",
            Date,
            "The first day on which it may have happened; empty where that is open",
        ),
        TableColumn("latest", Date, "The last one"),
        TableColumn("start", Date, "The time of its beginning, where it is known"),
        TableColumn("end", Date, "The time of its end, where it is known"),
        TableColumn("precision", Text, "How exactly the date is known"),
        TableColumn("type", Text, "What sort of event"),
        TableColumn("place", Key("places"), "Where"),
        TableColumn("place_name", Text, "The name of the place"),
        TableColumn("lat", Number, "Degrees north, WGS 84"),
        TableColumn("lon", Number, "Degrees east, WGS 84"),
        TableColumn("actors", Text, "The names of those who took part, with `; ` between"),
        TableColumn("conflict", Text, "The id of the conflict that it belongs to"),
        TableColumn("summary", Text, "What happened"),
        TableColumn("url", Text, "Its page"),
        TableColumn("articles", Text, "The pages of the articles that tell of it, with `; ` between"),
    ],
    rows: |cx| published::events(cx).map(event).collect(),
};

fn event(event: PublishedEvent) -> Vec<String> {
    let place = event.place.as_ref();
    let actors: Vec<&str> = event.actors.iter().map(|actor| actor.name).collect();
    vec![
        event.id.to_owned(),
        event.title.to_owned(),
        event.edtf,
        event.earliest.unwrap_or_default(),
        event.latest.unwrap_or_default(),
        event.start.unwrap_or_default(),
        event.end.unwrap_or_default(),
        event.precision.to_owned(),
        or_empty(event.kind),
        or_empty(place.map(|place| place.id)),
        or_empty(place.map(|place| place.name)),
        number(place.and_then(|place| place.lat)),
        number(place.and_then(|place| place.lon)),
        actors.join("; "),
        or_empty(event.conflict),
        or_empty(event.summary),
        event.url,
        event.articles.join("; "),
    ]
}

pub(super) const ACTORS: ExportTable = ExportTable {
    name: "actors",
    about: "The actors. Their other names are in actors.json.",
    columns: &[
        TableColumn("id", Id, "The actor's id"),
        TableColumn("name", Text, "Its name"),
        TableColumn("kind", Text, "What it is"),
        TableColumn("url", Text, "Its page"),
    ],
    rows: |cx| {
        let ids = (0..cx.site.actors.len()).map(ActorId::of);
        let row = |id| {
            let actor = cx.site.actor(id);
            let url = link::for_programs(cx, &Route::Actor(id, Slice::Whole));
            vec![actor.id.clone(), actor.name.clone(), or_empty(actor.kind.map(|kind| kind.word())), url]
        };
        ids.map(row).collect()
    },
};

pub(super) const PLACES: ExportTable = ExportTable {
    name: "places",
    about: "The places.",
    columns: &[
        TableColumn("id", Id, "The place's id"),
        TableColumn("name", Text, "Its name, as the site shows it"),
        TableColumn("lat", Number, "Degrees north, WGS 84"),
        TableColumn("lon", Number, "Degrees east, WGS 84"),
        TableColumn("url", Text, "Its page"),
    ],
    rows: |cx| (0..cx.site.places.len()).map(|i| place(cx, PlaceId::of(i))).collect(),
};

fn place(cx: Context<'_>, id: PlaceId) -> Vec<String> {
    let place = published::place(cx, id);
    vec![place.id.to_owned(), place.name.to_owned(), number(place.lat), number(place.lon), place.url]
}
