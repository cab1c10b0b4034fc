//! The tables that Dateline publishes itself, `data/events.csv`, `.json` and `.geojson`: their columns need no map.

use std::fmt::Write;

use super::map::Map;

/// Columns that stand together in no other table.
const SIGNS: [&str; 6] = ["id", "title", "earliest", "latest", "precision", "url"];

/// The map of a table with these columns, in small letters; `None` for a table of others.
pub(super) fn map(names: &[String]) -> Option<Map> {
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
