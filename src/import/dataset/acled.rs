//! A row of ACLED as an event.

use super::count::{self, Countable, Decimals, Numerals};
use super::edtf;
use super::origin::DataOrigin;
use super::row::Cells;
use super::ucdp::point;
use crate::import::event::{Event, Figure, PlaceGiven};
use crate::import::source::{self, Citation};
use crate::import::when::Reading;

/// The columns that are read.
pub(super) const COLUMNS: &[&str] = &[
    "event_id_cnty",
    "data_id",
    "event_date",
    "year",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "actor2",
    "assoc_actor_1",
    "assoc_actor_2",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
    "fatalities",
];

/// The year and the event of a row; why there is none.
pub(super) fn event(
    row: &dyn Cells,
    origin: &DataOrigin,
    reading: Reading,
) -> Result<(String, Event), String> {
    let id = [row.cell("event_id_cnty"), row.cell("data_id")].into_iter().find(|id| !id.is_empty());
    let id = id.ok_or("it has no `event_id_cnty`")?;
    let day = edtf::day(row, "event_date", reading)?;
    edtf::same_year(row, "event_date", &[day])?;
    let when = match row.cell("time_precision") {
        "2" => edtf::within(day, 3),
        "3" => edtf::some_day_of_month(day),
        _ => day.to_string(),
    };
    let (figures, unread) = figures(row, origin);
    let mut event = Event {
        id: format!("{}-{}", origin.prefix, id.to_lowercase()),
        title: title(row),
        when,
        place: place(row),
        kind: Some(kind(row.cell("event_type"), row.cell("sub_event_type"))),
        actors: actors(row),
        figures,
        sources: sources(row, origin),
        summary: Some(row.cell("notes")).filter(|notes| !notes.is_empty()).map(str::to_owned),
        ..Event::default()
    };
    unread.iter().for_each(|reason| event.unread(reason));
    Ok((format!("{:04}", day.year()), event))
}

fn title(row: &dyn Cells) -> String {
    let what = [row.cell("sub_event_type"), row.cell("event_type")].into_iter().find(|what| !what.is_empty());
    let parts = [what.unwrap_or("Event"), row.cell("location")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

fn place(row: &dyn Cells) -> Option<PlaceGiven> {
    let names = ["location", "admin3", "admin2", "admin1", "country"];
    let name = names.iter().map(|name| row.cell(name)).find(|name| !name.is_empty())?;
    let precision = match row.cell("geo_precision") {
        "1" => Some("locality"),
        "2" => Some("vicinity"),
        "3" => Some("region"),
        _ => None,
    };
    Some(PlaceGiven { name: name.to_owned(), point: point(row), precision })
}

fn kind(event: &str, sub: &str) -> &'static str {
    match (event.to_lowercase().as_str(), sub.to_lowercase().as_str()) {
        (_, "air/drone strike") => "airstrike",
        (_, "shelling/artillery/missile attack") => "shelling",
        (_, "agreement") => "agreement",
        ("battles", _) => "battle",
        ("violence against civilians", _) => "attack-on-civilians",
        ("protests" | "riots", _) => "protest",
        _ => "other",
    }
}

/// The order of the actors says nothing about who did what; only civilians have a role of their own.
fn actors(row: &dyn Cells) -> Vec<(String, Option<&'static str>)> {
    let battle = row.cell("event_type").eq_ignore_ascii_case("battles");
    let mut actors: Vec<(String, Option<&'static str>)> = Vec::new();
    for column in ["actor1", "actor2", "assoc_actor_1", "assoc_actor_2"] {
        for name in row.cell(column).split(';').map(str::trim).filter(|name| !name.is_empty()) {
            let role = match column {
                _ if name.starts_with("Civilians") => Some("victim"),
                "actor1" | "actor2" if battle => Some("party"),
                _ => None,
            };
            if !actors.iter().any(|(known, _)| known == name) {
                actors.push((name.to_owned(), role));
            }
        }
    }
    actors
}

/// What is counted, and what of it has no certain reading.
fn figures(row: &dyn Cells, origin: &DataOrigin) -> (Vec<Figure>, Vec<String>) {
    let position = [row.cell("latitude"), row.cell("longitude")];
    let reading = Numerals { unit: Countable::People, decimals: Decimals::shown(position.into_iter()) };
    match count::amount(reading, [None, Some(("fatalities", row.cell("fatalities"))), None]) {
        Ok(amount) if amount.is_empty() => (Vec::new(), Vec::new()),
        Ok(amount) => {
            let by = origin.by.clone();
            (vec![Figure { measure: "killed", amount, by, ..Figure::default() }], Vec::new())
        }
        Err(reason) => (Vec::new(), vec![reason]),
    }
}

/// The data set, and each of the sources that the row names.
fn sources(row: &dyn Cells, origin: &DataOrigin) -> Vec<String> {
    let named = source::of_cell(row.cell("source")).into_iter().map(|citation| {
        let kind = citation.kind.or(Some("media"));
        Citation { kind, ..citation }.yaml()
    });
    std::iter::once(origin.citation()).chain(named).collect()
}
