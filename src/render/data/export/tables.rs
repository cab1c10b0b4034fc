//! Tables in CSV (RFC 4180) and what says how they belong together, `data/datapackage.json` (Frictionless Data Package 2).
//!
//! A cell that a spreadsheet would run, because it begins with `=`, `+`, `-`, `@` or a tab, begins with an apostrophe.

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use serde_json::{Value, json};

use super::published;
use crate::derive::Slice;
use crate::model::{ActorId, PlaceId};
use crate::render::context::Context;
use crate::render::text::link;
use crate::route::Route;

const EVENTS: [&str; 18] = [
    "id",
    "title",
    "when",
    "earliest",
    "latest",
    "start",
    "end",
    "precision",
    "type",
    "place",
    "place_name",
    "lat",
    "lon",
    "actors",
    "conflict",
    "summary",
    "url",
    "articles",
];
const ACTORS: [&str; 4] = ["id", "name", "kind", "url"];
const PLACES: [&str; 5] = ["id", "name", "lat", "lon", "url"];

/// `data/events.csv`: a row an entry; several actors and articles of one stand with `; ` between.
pub fn events(cx: Context<'_>) -> String {
    let rows = published::events(cx).map(|event| {
        let place = event.place.as_ref();
        let actors: Vec<&str> = event.actors.iter().map(|actor| actor.name).collect();
        [
            event.id.to_owned(),
            event.title.to_owned(),
            event.edtf.clone(),
            event.earliest.clone().unwrap_or_default(),
            event.latest.clone().unwrap_or_default(),
            event.start.clone().unwrap_or_default(),
            event.end.clone().unwrap_or_default(),
            event.precision.to_owned(),
            event.kind.unwrap_or_default().to_owned(),
            place.map_or(String::new(), |place| place.id.to_owned()),
            place.map_or(String::new(), |place| place.name.to_owned()),
            degrees(place.and_then(|place| place.lat)),
            degrees(place.and_then(|place| place.lon)),
            actors.join("; "),
            event.conflict.unwrap_or_default().to_owned(),
            event.summary.unwrap_or_default().to_owned(),
            event.url.clone(),
            event.articles.join("; "),
        ]
    });
    table(EVENTS, rows)
}

/// `data/actors.csv`.
pub fn actors(cx: Context<'_>) -> String {
    let rows = cx.site.actors.iter().enumerate().map(|(i, actor)| {
        let url = link::for_programs(cx, &Route::Actor(ActorId::of(i), Slice::Whole));
        let kind = actor.kind.map_or("", |kind| kind.word());
        [actor.id.clone(), actor.name.clone(), kind.to_owned(), url]
    });
    table(ACTORS, rows)
}

/// `data/places.csv`.
pub fn places(cx: Context<'_>) -> String {
    let rows = (0..cx.site.places.len()).map(|i| {
        let place = published::place(cx, PlaceId::of(i));
        [place.id.to_owned(), place.name.to_owned(), degrees(place.lat), degrees(place.lon), place.url]
    });
    table(PLACES, rows)
}

/// `data/datapackage.json`.
pub fn package(cx: Context<'_>) -> String {
    let config = &cx.site.config;
    let key = |field: &str, resource: &str| json!({"fields": [field], "reference": {"resource": resource, "fields": ["id"]}});
    let mut events = resource("events", &EVENTS);
    events["schema"]["foreignKeys"] = json!([key("place", "places")]);
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "timeline",
        "title": config.title,
        "resources": [events, resource("actors", &ACTORS), resource("places", &PLACES)],
    });
    if !config.description.is_empty() {
        package["description"] = config.description.clone().into();
    }
    if let Some(base) = &config.base_url {
        package["homepage"] = base.clone().into();
    }
    serde_json::to_string_pretty(&package).unwrap_or_default() + "\n"
}

fn resource(name: &str, columns: &[&str]) -> Value {
    let fields = columns.iter().map(|column| {
        let kind = if matches!(*column, "lat" | "lon") { "number" } else { "string" };
        match *column {
            "id" => json!({"name": column, "type": kind, "constraints": {"required": true, "unique": true}}),
            _ => json!({"name": column, "type": kind}),
        }
    });
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": name,
        "path": format!("{name}.csv"),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": fields.collect::<Vec<_>>(),
            "primaryKey": ["id"],
        },
    })
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    // A list of bytes takes everything.
    let _ = table.write_record(head);
    for row in rows {
        let _ = table.write_record(row.iter().zip(head).map(|(cell, column)| harmless(cell, column)));
    }
    finished(table)
}

fn finished(table: Writer<Vec<u8>>) -> String {
    table.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell that no spreadsheet runs; numbers stay numbers.
fn harmless(cell: &str, column: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_plain = matches!(column, "lat" | "lon" | "when" | "earliest" | "latest" | "start" | "end");
    if runs && !is_plain { format!("'{cell}") } else { cell.to_owned() }
}

fn degrees(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
