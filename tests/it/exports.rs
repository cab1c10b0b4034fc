//! The events for other programs: JSON, tables, maps, calendars, TimelineJS; and what import makes of them again.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::front;
use crate::front::program::dateline;

const SITE: &str = "-- site.yaml --
title: \"An archive, with a comma; and more\"
base_url: https://archive.example/
-- content/places.yaml --
- {id: port, name: Port, lat: 40.5, lon: -3.25}
- {id: hill, name: The Hill}
-- content/actors.yaml --
- {id: north, name: \"North; the state\", kind: state}
- {id: south, name: South}
-- content/conflicts/war.md --
---
name: The War
phases:
  - {name: First, when: 2020-01/2020-03}
  - {name: One day, when: 2020-05-01}
---
-- content/events.yaml --
- {id: exact, title: \"+Exact, \\\"quoted\\\"\", when: 2020-01-02, place: port, type: battle, actors: [North; the state, south, north], conflict: war}
- {id: about, title: About a month, when: 2020-02~, place: hill}
- {id: span, title: A span, when: 2020-02-27/2020-03-02}
- {id: set, title: One of two, when: \"[2020-03-05,2020-03-09]\"}
- {id: open, title: From a day on, when: 2020-04-01/..}
- {id: old, title: Long ago, when: -0043-03-15}
- {id: timed, title: At noon, start: 2020-05-01T12:00+04:00}
-- content/articles/2020-06-01-alone.md --
---
title: \"Մենակ: alone, and a word that is far too long for one line of seventy-five bytes\"
published: 2020-06-01
when: 2020-06-01
summary: \"A summary; with, signs\"
---
Words.
-- content/articles/2020-06-02-held.md --
---
title: A hushed thing
status: draft
events: [{id: hushed, title: A hushed event, when: 2020-06-02}]
---
Words.
";

fn json(built: &front::Built, path: &str) -> Value {
    serde_json::from_str(built.page(path)).unwrap()
}

#[test]
fn events_are_told_with_all_that_is_known_of_their_dates() {
    let built = front::build(SITE);
    let events = json(&built, "data/events.json");
    let by_id: BTreeMap<&str, &Value> = events["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| (event["id"].as_str().unwrap(), event))
        .collect();
    assert_eq!(by_id.len(), 8, "{events}");
    let dates = |id: &str| {
        let event = by_id[id];
        ["when", "earliest", "latest", "precision"].map(|key| event[key].as_str().unwrap_or("-").to_owned())
    };
    assert_eq!(dates("exact"), ["2020-01-02", "2020-01-02", "2020-01-02", "day"]);
    assert_eq!(dates("about"), ["2020-02~", "2020-02-01", "2020-02-29", "month"]);
    assert_eq!(dates("open"), ["2020-04-01/..", "2020-04-01", "-", "interval"]);
    assert_eq!(dates("old"), ["-0043-03-15", "-0043-03-15", "-0043-03-15", "day"]);
    assert_eq!(by_id["timed"]["start"], "2020-05-01T12:00:00+04:00");
    assert_eq!(by_id["exact"]["url"], "https://archive.example/events/exact.html");
    assert_eq!(by_id["exact"]["place"]["lon"], -3.25);
    let actors: Vec<&str> = by_id["exact"]["actors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|actor| actor["id"].as_str())
        .collect();
    assert_eq!(actors, ["north", "south"], "each once");
    assert_eq!(by_id["alone"]["published"], "2020-06-01T00:00:00Z");
    assert_eq!(built.holding("hushed"), [""; 0], "what is held back is in no file");
}

#[test]
fn tables_hold_one_row_an_entry_and_no_cell_that_runs() {
    let built = front::build(SITE);
    let table = built.page("data/events.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), 8);
    let exact = rows.iter().find(|row| row["id"] == "exact").unwrap();
    assert_eq!((&*exact["title"], &*exact["place"], &*exact["lat"]), ("'+Exact, \"quoted\"", "port", "40.5"));
    let old = rows.iter().find(|row| row["id"] == "old").unwrap();
    assert_eq!(old["when"], "-0043-03-15", "a year before our era is no formula");
    let package = json(&built, "data/datapackage.json");
    for resource in package["resources"].as_array().unwrap() {
        let table = built.page(&format!("data/{}", resource["path"].as_str().unwrap()));
        let columns: Vec<&str> = table.lines().next().unwrap().split(',').collect();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        assert_eq!(fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(), columns);
    }
}

#[test]
fn maps_have_every_entry_with_a_point_or_without() {
    let built = front::build(SITE);
    let all = json(&built, "data/events.geojson");
    let features = all["features"].as_array().unwrap();
    assert_eq!(features.len(), 8);
    let placed: Vec<&Value> = features.iter().filter(|feature| !feature["geometry"].is_null()).collect();
    assert_eq!(placed.len(), 1);
    assert_eq!(placed[0]["geometry"]["coordinates"], serde_json::json!([-3.25, 40.5]), "east first");
    assert_eq!(all["bbox"], serde_json::json!([-3.25, 40.5, -3.25, 40.5]));
}

#[test]
fn calendars_have_whole_days_and_say_what_is_not_exact() {
    let built = front::build(SITE);
    let text = built.page("events.ics");
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    assert!(!text.replace("\r\n", "").contains('\n'), "lines end as the standard says");
    let unfolded = text.replace("\r\n ", "");
    let events: Vec<&str> = unfolded.split("BEGIN:VEVENT\r\n").skip(1).collect();
    // What has no end, and what calendars have no year for, is left out.
    assert_eq!(events.len(), 6, "{unfolded}");
    let of = |title: &str| events.iter().find(|event| event.contains(title)).unwrap();
    assert!(of("+Exact").contains("DTSTART;VALUE=DATE:20200102\r\nDTEND;VALUE=DATE:20200103\r\n"));
    assert!(!of("+Exact").contains("TRANSP"));
    assert!(of("SUMMARY:About a month (").contains("DTEND;VALUE=DATE:20200301\r\nTRANSP:TRANSPARENT"));
    assert!(of("Մենակ").contains("DESCRIPTION:A summary\\; with\\, signs\r\n"));
    assert!(unfolded.contains("X-WR-CALNAME:An archive\\, with a comma\\; and more"));
    assert_eq!(text, front::build(SITE).page("events.ics"), "the same bytes every time");
}

#[test]
fn timelines_have_a_slide_an_entry_and_an_era_a_phase_of_some_length() {
    let built = front::build(SITE);
    let all = json(&built, "data/timelinejs.json");
    let slides = all["events"].as_array().unwrap();
    assert_eq!(slides.len(), 8);
    let of = |id: &str| slides.iter().find(|slide| slide["unique_id"] == id).unwrap();
    assert_eq!(of("old")["start_date"], serde_json::json!({"year": -43, "month": 3, "day": 15}));
    assert_eq!(of("about")["start_date"], serde_json::json!({"year": 2020, "month": 2}));
    assert_eq!(of("about")["display_date"], "about February 2020");
    assert!(of("about").get("end_date").is_none() && of("open").get("end_date").is_none());
    assert_eq!(of("exact")["text"]["headline"], "+Exact, &quot;quoted&quot;");
    let eras = all["eras"].as_array().unwrap();
    assert_eq!(eras.len(), 1, "of one day none can be drawn: {eras:?}");
}

#[test]
fn what_is_exported_comes_back_by_import() {
    let built = front::build(SITE);
    let facts = |events: &Value| -> BTreeMap<String, Vec<String>> {
        let all = events["events"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        all.map(|event| {
            let names = event["actors"].as_array().unwrap().iter().map(|actor| text(&actor["name"]));
            let place = &event["place"];
            let point = format!("{} {} {}", place["name"], place["lat"], place["lon"]);
            let plain = ["edtf", "type", "summary"].map(|key| text(&event[key]));
            (text(&event["title"]), plain.into_iter().chain([point]).chain(names).collect())
        })
        .collect()
    };
    // A list of actors stands in a cell with `;` between, which a name of a table must not hold.
    let site = SITE.replace("North; the state", "North");
    let built_plain = front::build(&site);
    let expected = facts(&json(&built_plain, "data/events.json"));
    assert_eq!(built.page("data/events.json").matches("\"id\":\"exact\"").count(), 1);
    for file in ["events.json", "events.csv", "events.geojson"] {
        let folder = tempfile::tempdir().unwrap();
        front::put(folder.path(), "site.yaml", b"title: Again\n");
        front::put(folder.path(), file, built_plain.page(&format!("data/{file}")).as_bytes());
        let run = dateline(folder.path(), &["import", file]);
        assert_eq!(run.code, 0, "{file}: {}", run.stderr);
        let run = dateline(folder.path(), &["build"]);
        assert_eq!(run.code, 0, "{file}: {}", run.stderr);
        let again = std::fs::read_to_string(folder.path().join("public/data/events.json")).unwrap();
        let found = facts(&serde_json::from_str(&again).unwrap());
        assert_eq!(found, expected, "{file}");
    }
}

#[test]
fn a_site_without_an_event_has_no_export() {
    let built = front::build("-- site.yaml --\ntitle: A\n");
    assert!(
        !built.has("data/events.json") && !built.has("events.ics") && !built.has("data/datapackage.json")
    );
}
