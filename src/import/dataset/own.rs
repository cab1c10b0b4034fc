//! Tables whose columns need no map: those that Dateline publishes itself, `data/events.csv`, `.json` and `.geojson`, and auto-archiver's sheet.

use std::fmt::Write;

use super::map::Map;

/// Columns that stand together in no other table.
const SIGNS: [&str; 6] = ["id", "title", "earliest", "latest", "precision", "url"];

/// Columns of the sheet that Bellingcat's auto-archiver keeps, by the names that it gives them.
const SHEET: [&str; 4] = ["link", "archive status", "archive location", "archive date"];

/// What its other columns become: each is read if it is there.
const OF_SHEET: [(&str, &str); 2] = [("title", "upload title"), ("when", "upload timestamp")];

/// Those that only a comment can hold.
const REMARKS: [&str; 4] = ["archive status", "hash", "wacz", "screenshot"];

/// The map of a sheet of auto-archiver.
fn sheet(names: &[String]) -> Option<Map> {
    let has = |column: &&str| names.iter().any(|name| name == column);
    SHEET.iter().all(has).then_some(())?;
    let mut map =
        "into: sources\nlink: link\narchived: archive location\narchived_on: archive date\n".to_owned();
    for (key, column) in OF_SHEET.iter().filter(|(_, column)| has(column)) {
        let _ = writeln!(map, "{key}: {column}");
    }
    if !has(&"upload title") {
        map.push_str("title: link\n");
    }
    let remarks: Vec<&str> = REMARKS.into_iter().filter(|column| has(column)).collect();
    let _ = writeln!(map, "remarks: [{}]", remarks.join(", "));
    Map::parse(&map).ok()
}

/// The map of a table with these columns, in small letters; `None` for a table of others.
pub(super) fn map(names: &[String]) -> Option<Map> {
    sheet(names).or_else(|| events(names))
}

fn events(names: &[String]) -> Option<Map> {
    let has = |column: &&str| names.iter().any(|name| name == column);
    let first = |columns: &[&'static str]| columns.iter().copied().find(|column| has(column));
    let when = first(&["edtf", "when"]).filter(|_| SIGNS.iter().all(has))?;
    let mut map = format!("id: id\ntitle: title\nwhen: {when}\nlink: url\n");
    // Lists of JSON stand with line ends between.
    let (actors, separator) = (first(&["actors.name", "actors"]), if when == "edtf" { "\\n" } else { ";" });
    for (key, column) in [("type", first(&["type"])), ("summary", first(&["summary"])), ("actors", actors)] {
        if let Some(column) = column {
            let _ = writeln!(map, "{key}: {column}");
        }
    }
    let _ = writeln!(map, "separator: \"{separator}\"");
    if let Some(name) = first(&["place_name", "place.name", "place"]) {
        let point = first(&["lat", "place.lat", "latitude"]).zip(first(&["lon", "place.lon", "longitude"]));
        let point = point.map(|(lat, lon)| format!(", lat: {lat}, lon: {lon}")).unwrap_or_default();
        let _ = writeln!(map, "place: {{name: {name}{point}}}");
    }
    Map::parse(&map).ok()
}
