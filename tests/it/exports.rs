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
fn a_calendar_comes_back_with_all_that_calendars_hold() {
    let built = front::build(SITE);
    let events = |json: &Value| -> BTreeMap<String, [String; 5]> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let all = json["events"].as_array().unwrap().iter();
        all.map(|event| {
            let place = &event["place"];
            let point = format!("{} {}", place["lat"], place["lon"]);
            let plain = ["edtf", "type", "summary"].map(|key| text(&event[key]));
            let [edtf, kind, summary] = plain;
            // Calendars have days.
            let edtf = edtf.split('T').next().unwrap_or_default().to_owned();
            (text(&event["title"]), [edtf, kind, summary, text(&place["name"]), point])
        })
        .collect()
    };
    let calendar = built.page("events.ics");
    let expected = events(&json(&built, "data/events.json"));
    let folder = tempfile::tempdir().unwrap();
    front::put(folder.path(), "site.yaml", b"title: Again\n");
    front::put(folder.path(), "events.ics", calendar.as_bytes());
    for arguments in [["import", "events.ics"].as_slice(), &["build"]] {
        let run = dateline(folder.path(), arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let again = std::fs::read_to_string(folder.path().join("public/data/events.json")).unwrap();
    let found = events(&serde_json::from_str(&again).unwrap());
    assert_eq!(found.len(), calendar.matches("BEGIN:VEVENT").count());
    for (title, event) in &found {
        assert_eq!(Some(event), expected.get(title), "{title}");
    }
    let left: Vec<&String> = expected.keys().filter(|title| !found.contains_key(*title)).collect();
    let is_open =
        |title: &&String| expected[*title][0].contains("..") || expected[*title][0].starts_with(['-', 'Y']);
    assert!(left.iter().all(is_open), "{left:?}: only what has no beginning or no end is not there");
}

#[test]
fn a_site_without_an_event_has_no_export() {
    let built = front::build("-- site.yaml --\ntitle: A\n");
    assert!(
        !built.has("data/events.json") && !built.has("events.ics") && !built.has("data/datapackage.json")
    );
}

const EVIDENCE: &str = "-- site.yaml --
title: Evidence
base_url: https://archive.example/
publisher: A desk
exports: {license: cc-by-4.0}
-- content/sources.yaml --
- {id: paper, title: \"=A paper\", publisher: P, url: \"https://p.example/1\", archived: \"https://web.archive.org/web/20201006101112/https://p.example/1\"}
- {id: other, title: Of another page, url: \"https://p.example/2\", archived: \"https://web.archive.org/web/20201006101112/https://p.example/3\", _who: HUSH-01}
-- content/actors.yaml --
- {id: north, name: North}
- {id: south, name: South}
-- content/conflicts/war.md --
---
name: War
figures: [{measure: killed, value: 12, by: North, sources: [paper]}]
---
-- content/articles/a.md --
---
title: Shells
published: 2021-05-31
conflict: war
sources: [paper, other]
claims:
  - about: Who fired
    positions:
      - {by: North, stance: denies, text: \"-1 of ours\", date: 2020-10-02, sources: [other]}
      - {by: South, stance: asserts}
    assessment: {verdict: likely, basis: As we see it}
figures: [{measure: injured, low: 2, high: 5, by: South, who: {side: North, status: civilian}, sources: [other, paper]}]
events: [{id: shelling, title: A shelling, when: 2020-10-01, claims: [{about: How many, positions: [{by: South, text: Four}]}]}]
---
Words.
-- content/articles/held.md --
---
title: HUSH-02
published: 2021-05-31
status: draft
claims: [{about: HUSH-03, positions: [{by: North, text: HUSH-04}]}]
figures: [{measure: killed, value: 4242, by: North}]
---
HUSH-05
";

fn rows(built: &front::Built, path: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(built.page(path).as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn claims_and_figures_are_rows_with_their_speakers_events_and_sources() {
    let built = front::build(EVIDENCE);
    let claims = rows(&built, "data/claims.csv");
    let said: Vec<[&str; 7]> = claims
        .iter()
        .map(|row| ["id", "row", "by", "stance", "text", "sources", "event"].map(|column| &*row[column]))
        .collect();
    assert_eq!(
        said,
        [
            ["a--claim-2--1", "position", "south", "", "Four", "", "shelling"],
            ["a--claim-1--1", "position", "north", "denies", "'-1 of ours", "other", "shelling"],
            ["a--claim-1--2", "position", "south", "asserts", "", "", "shelling"],
            ["a--claim-1--3", "assessment", "", "", "As we see it", "", "shelling"],
        ],
        "in order of what they are about in time"
    );
    assert_eq!(claims[3]["verdict"], "likely");
    let figures = rows(&built, "data/figures.csv");
    let counted: Vec<[&str; 7]> = figures
        .iter()
        .map(|row| ["measure", "whom", "low", "best", "high", "by", "sources"].map(|column| &*row[column]))
        .collect();
    assert_eq!(
        counted,
        [
            ["injured", "North", "2", "", "5", "south", "other; paper"],
            ["killed", "", "", "12", "", "north", "paper"]
        ]
    );
    let sources = rows(&built, "data/sources.csv");
    let kept = |id: &str| sources.iter().find(|row| row["id"] == id).unwrap()["archived"].clone();
    assert!(kept("paper").ends_with("/1") && kept("other").is_empty(), "a copy of another page is none");
    assert_eq!(built.holding("HUSH"), [""; 0]);
    assert_eq!(built.holding("4242"), [""; 0]);
}

#[test]
fn every_foreign_key_leads_to_a_row() {
    let built = front::build(EVIDENCE);
    let package = json(&built, "data/datapackage.json");
    assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
    let mut checked = 0;
    for resource in package["resources"].as_array().unwrap() {
        let table = rows(&built, &format!("data/{}", resource["path"].as_str().unwrap()));
        for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let other = rows(&built, &format!("data/{}.csv", key["reference"]["resource"].as_str().unwrap()));
            let column = key["fields"][0].as_str().unwrap();
            for cell in table.iter().map(|row| &row[column]).filter(|cell| !cell.is_empty()) {
                assert!(other.iter().any(|row| row["id"] == *cell), "{}: {cell}", resource["name"]);
                checked += 1;
            }
        }
    }
    assert!(checked >= 8, "{checked}");
}

#[test]
fn a_copy_of_another_page_is_shown_as_none() {
    let built = front::build(EVIDENCE);
    for page in ["articles/a.html", "sources.html", "data/sources.json", "data/sources.bib"] {
        let page = built.page(page);
        assert!(page.contains("20201006101112/https://p.example/1"), "{page}");
        assert!(!page.contains("20201006101112/https://p.example/3"), "{page}");
    }
}

#[test]
fn the_page_of_data_names_each_file_and_so_do_the_descriptions_of_the_site() {
    let built = front::build(EVIDENCE);
    let page = built.page("download.html");
    let links: Vec<&str> =
        page.split("class=\"work\"><a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() > 15, "{links:?}");
    for link in &links {
        assert!(*link == "data/manifest.json" || built.has(link), "{link}");
    }
    assert!(
        page.contains(
            "<a href=\"https://creativecommons.org/licenses/by/4.0/\" rel=\"license\">CC-BY-4.0</a>"
        )
    );
    assert!(page.contains("<p>A desk. Evidence. 31 May 2021. https://archive.example/</p>"), "{page}");
    assert!(built.page("index.html").contains("href=\"download.html\""));
    let described = page.split("ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let described: Value = serde_json::from_str(described).unwrap();
    assert_eq!(
        (&described["@type"], &described["temporalCoverage"]),
        (&"Dataset".into(), &"2020-10-01/2020-10-01".into())
    );
    assert_eq!(described["distribution"].as_array().unwrap().len(), links.len());
    assert_eq!(
        described["distribution"][0]["contentUrl"].as_str().unwrap().find("https://archive.example/"),
        Some(0)
    );
    let object = json(&built, "ro-crate-metadata.json");
    let graph = object["@graph"].as_array().unwrap();
    let named: Vec<&str> =
        graph[1]["hasPart"].as_array().unwrap().iter().map(|part| part["@id"].as_str().unwrap()).collect();
    assert_eq!(named.len() + 2, links.len(), "all but itself and the list of all files");
    assert!(named.iter().all(|name| built.has(name)), "{named:?}");
    for file in graph.iter().filter(|part| part["@type"] == "File") {
        let bytes = &built.files[file["@id"].as_str().unwrap()];
        assert_eq!(file["contentSize"], bytes.len().to_string());
        assert_eq!(file["sha256"], dateline::source::sum_of(bytes));
    }
    assert_eq!(
        (&graph[1]["datePublished"], &graph[1]["license"]["@id"]),
        (&"2021-05-31".into(), &"https://creativecommons.org/licenses/by/4.0/".into())
    );
}

#[test]
fn the_site_chooses_its_formats() {
    let built = front::build(&EVIDENCE.replace("{license: cc-by-4.0}", "{formats: [csv, ics]}"));
    assert!(built.has("data/claims.csv") && built.has("events.ics"));
    for other in [
        "data/events.json",
        "data/events.geojson",
        "data/timelinejs.json",
        "ro-crate-metadata.json",
        "news-sitemap.xml",
    ] {
        assert!(!built.has(other), "{other}");
        assert!(!built.page("download.html").contains(other), "{other}");
    }
    assert!(built.page("download.html").contains("not stated; ask before you use the data"));
    let none = front::build(&EVIDENCE.replace("{license: cc-by-4.0}", "{formats: []}"));
    assert!(!none.has("download.html") && !none.page("index.html").contains("download.html"));
    let wrong = front::build(
        &EVIDENCE.replace("{license: cc-by-4.0}", "{formats: [cvs], license: {name: N, url: x}}"),
    );
    let said: Vec<&str> = wrong.diagnostics.iter().map(|problem| &*problem.code).collect();
    assert!(said.contains(&"unknown-value") && said.contains(&"invalid-address"), "{said:?}");
}

#[test]
fn news_are_what_was_published_in_the_last_two_days() {
    let site = format!(
        "{EVIDENCE}-- content/articles/old.md --\n---\ntitle: Old\npublished: 2021-05-29\n---\nWords.\n-- content/articles/new.md --\n---\ntitle: New & <dear>\npublished: 2021-05-30T10:00+02:00\nlang: hy-AM\n---\nWords.\n"
    );
    let built = front::build(&site);
    let map = built.page("news-sitemap.xml");
    assert_eq!(map.matches("<news:news>").count(), 2, "{map}");
    assert!(
        map.contains("<news:title>New &amp; &lt;dear&gt;</news:title>")
            && map.contains("<news:language>hy</news:language>")
    );
    assert!(map.contains("<news:publication_date>2021-05-30T10:00:00+02:00</news:publication_date>"));
    assert!(built.page("robots.txt").contains("Sitemap: https://archive.example/news-sitemap.xml\n"));
    let later = dateline::Options { today: front::day("2021-06-20"), ..front::options() };
    let built = front::build_with(&site, &later);
    assert!(!built.has("news-sitemap.xml") && !built.page("robots.txt").contains("news"));
}

#[test]
fn lists_are_cut_where_their_programs_want_it() {
    let mut site = "-- site.yaml --\ntitle: Many\nbase_url: https://archive.example/\n-- content/conflicts/war.md --\n---\nname: War\n---\n-- content/events.yaml --\n".to_owned();
    let summary = "A word, and another; ".repeat(60);
    for n in 0..1300 {
        let (year, month, day) = (2019 + n / 650, 1 + n % 12, 1 + n % 28);
        site += &format!(
            "- {{id: e{n}, title: Event {n}, when: {year}-{month:02}-{day:02}, summary: \"{summary}\", key: {}, conflict: war}}\n",
            n % 100 == 0
        );
    }
    site += "- {id: undated, title: Undated, when: \"/2019-01-01\", conflict: war}\n";
    let built = front::build(&site);
    let slides = |path: &str| json(&built, path)["events"].as_array().unwrap().len();
    assert_eq!(slides("data/timelinejs.json"), 1000, "the latest of them");
    assert_eq!((slides("data/timelinejs-2019.json"), slides("data/timelinejs-2020.json")), (650, 650));
    assert_eq!(slides("timeline/key-moments.timelinejs.json"), 13);
    assert!(built.has("conflicts/war-2019.timelinejs.json"));
    let calendars: Vec<(&str, &str)> = built
        .files
        .keys()
        .filter(|path| path.ends_with(".ics"))
        .map(|path| (path.as_str(), built.page(path)))
        .collect();
    assert!(calendars.iter().all(|(_, text)| text.len() < 1_000_000), "no more than calendars take");
    let within = |prefix: &str| -> usize {
        let files = calendars.iter().filter(|(path, _)| path.starts_with(prefix));
        files.map(|(_, text)| text.matches("BEGIN:VEVENT").count()).sum()
    };
    assert_eq!((within("events-20"), within("conflicts/war-20")), (1300, 1300));
    assert!(built.page("events.ics").replace("\r\n ", "").contains("The latest of 1301 entries"));
}

#[test]
fn one_file_is_exported_without_a_build() {
    let folder = tempfile::tempdir().unwrap();
    front::spread(folder.path(), EVIDENCE);
    let built = front::build(EVIDENCE);
    for (format, path) in
        [("claims", "data/claims.csv"), ("ics", "events.ics"), ("conflicts/war.ics", "conflicts/war.ics")]
    {
        let run = dateline(folder.path(), &["export", format, "--now", front::TODAY]);
        assert_eq!((run.code, run.stdout.as_str()), (0, built.page(path)), "{}", run.stderr);
        let run = dateline(folder.path(), &["export", format, "-o", "out.txt", "--now", front::TODAY]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(std::fs::read_to_string(folder.path().join("out.txt")).unwrap(), built.page(path));
    }
    let run = dateline(folder.path(), &["export", "articles/a.html"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("or the path of a file of the site"), "{}", run.stderr);
    assert!(!folder.path().join("public").exists());
}

#[test]
fn findings_are_told_to_checkers_of_facts_where_the_publisher_asks() {
    let reviews = |site: &str| -> Vec<Value> {
        let built = front::build(site);
        let page = built.page("articles/a.html");
        let json = page.split("ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
        let json: Value = serde_json::from_str(json).unwrap();
        json.as_array()
            .cloned()
            .unwrap_or_default()
            .into_iter()
            .filter(|one| one["@type"] == "ClaimReview")
            .collect()
    };
    assert!(reviews(EVIDENCE).is_empty(), "nobody asked");
    let found = reviews(&EVIDENCE.replace("{license: cc-by-4.0}", "{claim_review: true}"));
    assert_eq!(found.len(), 1, "a claim without a finding has none: {found:?}");
    let review = &found[0];
    assert_eq!(review["claimReviewed"], "Who fired");
    assert_eq!(review["url"], "https://archive.example/articles/a.html#claim-1");
    assert_eq!(
        (&review["reviewRating"]["alternateName"], &review["reviewRating"]["ratingValue"]),
        (&"likely".into(), &4.into())
    );
    assert_eq!(review["itemReviewed"]["author"]["name"], "South", "who asserts it");
    assert_eq!(
        (&review["author"]["name"], &review["datePublished"]),
        (&"A desk".into(), &"2021-05-31T00:00:00Z".into())
    );
}
