//! A row of UCDP GED as an event.

use super::count::{self, Countable, Decimals, Numerals};
use super::edtf;
use super::origin::DataOrigin;
use super::row::Cells;
use super::{mapped, reports};
use crate::import::event::{Amount, Event, Figure, PlaceGiven};
use crate::import::source::Citation;
use crate::import::when::Reading;

/// The columns that are read.
pub(super) const COLUMNS: &[&str] = &[
    "id",
    "year",
    "type_of_violence",
    "conflict_name",
    "side_a",
    "side_b",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "country",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
];

/// The year and the event of a row; why there is none.
pub(super) fn event(
    row: &dyn Cells,
    origin: &DataOrigin,
    reading: Reading,
) -> Result<(String, Event), String> {
    let id = row.cell("id");
    if id.is_empty() {
        return Err("it has no `id`".to_owned());
    }
    let when = when(row, reading)?;
    let sides = [row.cell("side_a"), row.cell("side_b")];
    let kind = row.cell("type_of_violence");
    let (figures, unread) = figures(row, sides, origin);
    let summed = (row.cell("event_clarity") == "2").then(|| "a summary of several events".to_owned());
    let original = row.cell("source_original");
    let quoted = (!original.is_empty()).then(|| format!("the reports quote: {original}"));
    let mut event = Event {
        id: format!("{}-{id}", origin.prefix),
        title: title(row, sides, kind),
        remarks: summed.into_iter().chain(quoted).collect(),
        place: place(row),
        kind: Some(if kind == "3" { "attack-on-civilians" } else { "battle" }),
        actors: actors(sides, kind),
        figures,
        sources: sources(row, origin),
        summary: summary(row),
        when: when.1,
        ..Event::default()
    };
    unread.iter().for_each(|reason| event.unread(reason));
    Ok((when.0, event))
}

/// The year of the file, and the days between which it happened.
fn when(row: &dyn Cells, reading: Reading) -> Result<(String, String), String> {
    let start = edtf::day(row, "date_start", reading)?;
    let end = if row.cell("date_end").is_empty() { start } else { edtf::day(row, "date_end", reading)? };
    if end < start {
        return Err(format!("`date_end` {end} lies before `date_start` {start}"));
    }
    // A row of two years counts under the first or the last.
    edtf::same_year(row, "date_start", &[start, end])?;
    let mut written = edtf::between(start, end);
    // A code that says "not the day" with one day given: that day is near.
    if start == end && matches!(row.cell("date_prec"), "2" | "3" | "4" | "5") {
        written.push('~');
    }
    Ok((format!("{:04}", start.year()), written))
}

fn title(row: &dyn Cells, [a, b]: [&str; 2], kind: &str) -> String {
    let who = match (a, b, kind) {
        (a, _, "3") if !a.is_empty() => format!("{a} against civilians"),
        ("", b, _) => b.to_owned(),
        (a, "", _) => a.to_owned(),
        (a, b, _) => format!("{a} – {b}"),
    };
    let place = place_name(row);
    match (who.is_empty(), place.is_empty()) {
        (false, false) => format!("{who}: {place}"),
        (true, false) => place.to_owned(),
        _ => who,
    }
}

fn place_name(row: &dyn Cells) -> &str {
    let names = ["where_coordinates", "where_description", "adm_2", "adm_1", "country"];
    names.iter().map(|name| row.cell(name)).find(|name| !name.is_empty()).unwrap_or("")
}

fn place(row: &dyn Cells) -> Option<PlaceGiven> {
    let name = place_name(row);
    let precision = match row.cell("where_prec") {
        "1" => Some("exact"),
        "2" => Some("vicinity"),
        "3" | "4" | "5" | "6" | "7" => Some("region"),
        _ => None,
    };
    (!name.is_empty()).then(|| PlaceGiven { name: name.to_owned(), point: point(row), precision })
}

/// The position of a row.
pub(super) fn point(row: &dyn Cells) -> Option<(String, String)> {
    mapped::point(row.cell("latitude"), row.cell("longitude"))
}

/// Both sides are parties; in one-sided violence the second is the victim.
fn actors([a, b]: [&str; 2], kind: &str) -> Vec<(String, Option<&'static str>)> {
    let roles = if kind == "3" { ["perpetrator", "victim"] } else { ["party", "party"] };
    let sides = [a, b].into_iter().zip(roles).filter(|(name, _)| !name.is_empty());
    sides.map(|(name, role)| (name.to_owned(), Some(role))).collect()
}

/// What is counted, and what of it has no certain reading.
fn figures(row: &dyn Cells, [a, b]: [&str; 2], origin: &DataOrigin) -> (Vec<Figure>, Vec<String>) {
    let reading = Numerals {
        unit: Countable::People,
        decimals: Decimals::shown([row.cell("latitude"), row.cell("longitude")].into_iter()),
    };
    let cell = |name: &'static str| Some((name, row.cell(name)));
    let of = |side: Option<&str>, status: Option<&'static str>, amount: Amount| {
        let side = side.filter(|side| !side.is_empty()).map(str::to_owned);
        Figure {
            measure: "killed",
            side,
            status: status.map(str::to_owned),
            amount,
            by: origin.by.clone(),
            ..Figure::default()
        }
    };
    let (mut figures, mut unread) = (Vec::new(), Vec::new());
    match count::amount(reading, [cell("low"), cell("best"), cell("high")]) {
        Ok(amount) if amount.is_empty() => {}
        Ok(Amount { low: Some(low), best: Some(best), high: Some(high) }) => {
            figures.push(of(None, None, Amount { low: Some(low), best: Some(best), high: Some(high) }));
        }
        Ok(Amount { best: None, low, high }) => {
            figures.push(of(None, None, Amount { low, best: None, high }))
        }
        Ok(Amount { best, .. }) => figures.push(of(None, None, Amount { best, ..Amount::default() })),
        Err(reason) => unread.push(reason),
    }
    let parts = [
        ("deaths_a", Some(a), None),
        ("deaths_b", Some(b), None),
        ("deaths_civilians", None, Some("civilian")),
        ("deaths_unknown", None, Some("unknown")),
    ];
    for (column, side, status) in parts {
        match count::amount(reading, [None, cell(column), None]) {
            Ok(amount) if amount.is_zero() => {}
            Ok(amount) => figures.push(of(side, status, amount)),
            Err(reason) => unread.push(reason),
        }
    }
    (figures, unread)
}

/// The data set, and the reports that the row was coded from. Who is quoted in them is not their author.
fn sources(row: &dyn Cells, origin: &DataOrigin) -> Vec<String> {
    let mut sources = vec![origin.citation()];
    sources.extend(reports::of(row).iter().map(Citation::yaml));
    sources
}

/// What has no field of its own.
fn summary(row: &dyn Cells) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let parts_of = [
        ("conflict_name", "Conflict"),
        ("where_description", "Place"),
        ("adm_2", "District"),
        ("adm_1", "Province"),
        ("country", "Country"),
    ];
    for (column, label) in parts_of {
        let cell = row.cell(column);
        if !cell.is_empty() && !parts.iter().any(|part| part.ends_with(cell)) {
            parts.push(format!("{label}: {cell}"));
        }
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}
