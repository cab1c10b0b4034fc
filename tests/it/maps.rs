//! Maps: where it happened, as exactly as it is known and may be shown, and what they must not tell.

use std::fmt::Write as _;
use std::io::Write as _;

use dateline::publish::leak::Known;
use dateline::source::SourceTree;

use crate::front::{Built, build, reduce, sections};

const TOWN: &str = "\
-- content/articles/a.md --
---
title: First report
published: 2020-10-02
place: Town
---
Words.
";

/// A site with these places, and an article of the first.
fn site(settings: &str, places: &str) -> String {
    format!(
        "-- site.yaml --\ntitle: A war\nbase_url: https://example.org/\n{settings}\n-- content/places.yaml --\n{places}\n{TOWN}"
    )
}

fn map<'a>(built: &'a Built, path: &str) -> &'a str {
    let page = built.page(path);
    let start = page.find("<figure class=\"map\"").unwrap_or_else(|| panic!("{path} has no map"));
    let end = page[start..].find("</figure>").unwrap();
    &page[start..start + end]
}

fn classes(map: &str) -> Vec<String> {
    reduce::attributes(map, "class")
}

/// Every byte that a build would publish, as one text.
fn everything(built: &Built) -> String {
    built.files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect::<Vec<_>>().join("\n")
}

#[test]
fn places_events_and_the_timeline_have_a_map() {
    let built = build(&site(
        "",
        "- {name: Town, lat: 39.82, lon: 46.75}\n- {name: Lake, lat: 40.3, lon: 45.4, precision: region, radius: 30}",
    ));
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    for path in ["places/town.html", "places/lake.html", "places/index.html", "timeline/index.html"] {
        let map = map(&built, path);
        assert!(map.contains("class=\"land\""), "{path}");
        assert!(map.contains("href=\"") && map.contains("town.html"), "{path}: {map}");
        assert!(!map.contains("https://"), "{path}");
    }
    assert!(!built.page("articles/a.html").contains("class=\"map\""));
    // How exactly it is known is the sort of its mark, with a key in words.
    let of_town = map(&built, "places/town.html");
    assert!(classes(of_town).contains(&"dot own".to_owned()), "{of_town}");
    let of_lake = map(&built, "places/lake.html");
    assert!(
        classes(of_lake).contains(&"region own".to_owned()) && of_lake.contains("somewhere in the circle")
    );
}

#[test]
fn a_site_without_positions_or_without_maps_has_none() {
    let without = build(&site("", "- {name: Town}"));
    let off = build(&site("map: {off: true}", "- {name: Town, lat: 39.82, lon: 46.75}"));
    for built in [without, off] {
        assert_eq!(built.holding("class=\"map\""), [""; 0]);
    }
}

#[test]
fn digits_that_are_kept_back_are_in_no_byte() {
    let places = "\
- {name: Town, lat: 39.820631, lon: 46.751942, precision: exact}
- {name: Safe house, lat: 39.712345, lon: 46.654321, publish: rounded}
- {name: Hide, lat: 39.612347, lon: 46.954329, publish: hidden, area: hide.geojson}
- {name: Market, lat: 39.512349, lon: 46.454327, precision: vicinity}
-- content/maps/hide.geojson --
{\"type\": \"Polygon\", \"coordinates\": [[[46.95431, 39.61231], [46.95439, 39.61231], [46.95439, 39.61239], [46.95431, 39.61231]]]}
-- content/articles/b.md --
---
title: Second report
published: 2020-10-03
place: {name: Well, lat: 39.412341, lon: 46.354323, precision: vicinity}
events:
  - {id: x, when: 2020-10-01, title: At the house, place: Safe house}
  - {id: y, when: 2020-10-01, title: At the hide, place: Hide}
  - {id: z, when: 2020-10-01, title: At the market, place: Market}
  - {id: w, when: 2020-10-01, title: At the well}
---
Words.";
    let built = build(&site("map: {publish: {vicinity: rounded}}", places));
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let all = everything(&built);
    assert!(all.contains("39.820631"), "what may be shown is in the data");
    for digits in ["39.71", "46.65", "39.61", "46.95", "39.51", "46.45", "39.41", "46.35"] {
        let at = all.find(digits);
        assert!(at.is_none(), "{digits}: {}", &all[at.unwrap_or(0).saturating_sub(60)..at.unwrap_or(0) + 40]);
    }
    assert!(
        built.page("places/safe-house.html").contains("39.7° N"),
        "{}",
        built.page("places/safe-house.html")
    );
    assert!(built.page("data/events.geojson").contains("[46.7,39.7]"));
    assert!(map(&built, "places/safe-house.html").contains("rounded on purpose"));
    assert!(!built.page("places/hide.html").contains("class=\"map\""));
}

#[test]
fn the_check_for_leaks_looks_for_kept_positions() {
    let places = "- {name: Town, lat: 39.820631, lon: 46.751942, publish: rounded}\n- {name: Hide, lat: 10.5, lon: 20.25, publish: hidden}";
    let text = site("", places);
    let built = build(&text);
    let files = sections(&text);
    let tree = SourceTree::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let known = Known::of(&tree, &built.snapshot.site, &[]);
    let found = |page: &str| {
        let temporary = tempfile::tempdir().unwrap();
        let path = temporary.path().join("public");
        let folder = dateline::sink::folder::Folder::open(&path).unwrap();
        folder.put("index.html", page.as_bytes()).unwrap();
        folder.finish().unwrap();
        let bundle = dateline::publish::bundle::Bundle::open(&path).unwrap();
        dateline::publish::leak::check(&bundle, &known).unwrap().len()
    };
    assert_eq!(found("<p>They hid at 39.820631, 46.751942.</p>"), 1);
    assert_eq!(
        found("<script>{\"lat\":39.8206,\"lon\":46.7519}</script>"),
        1,
        "and for less than all digits"
    );
    assert_eq!(found("<p>39.8 and 46.8; 139.8206 and 46.7519; 39.8 of 46.7519</p>"), 0);
}

#[test]
fn a_text_that_gives_a_kept_position_is_a_leak_of_its_own() {
    let built = build(&site("", "- {name: Town, lat: 39.820631, lon: 46.751942, publish: rounded}"));
    assert!(built.snapshot.site.kept_positions.len() == 1);
    assert_eq!(built.holding("39.82"), [""; 0]);
}

const LINES: &str = "\
- {name: Town, lat: 39.82, lon: 46.75, precision: locality}
- {name: Other, lat: 39.6, lon: 46.5}
-- content/maps/front.geojson --
{\"type\": \"LineString\", \"coordinates\": [[46.4, 39.5], [46.9, 39.9]]}
-- content/maps/later.geojson --
{\"type\": \"LineString\", \"coordinates\": [[46.4, 39.4], [46.9, 39.8]]}
-- content/conflicts/war.md --
---
name: The war
phases:
  - {name: Early, when: 2020-10-01/2020-10-05}
  - {name: Late, when: 2020-10-06/2020-10-20}
lines:
  - {file: front.geojson, when: 2020-10-01/2020-10-03, by: North, label: The front}
  - {file: maps/later.geojson, when: 2020-10-10/.., by: South, label: The later front}
---
Words.
-- content/articles/b.md --
---
title: Later report
published: 2020-10-12
place: Other
---
Words.";

#[test]
fn each_phase_has_the_lines_of_its_time_with_whose_word_they_are() {
    let built = build(&site("", LINES));
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let page = built.page("conflicts/war--maps.html");
    let maps: Vec<&str> = page.split("<figure class=\"map\"").skip(1).collect();
    assert_eq!(maps.len(), 3, "the whole and two phases");
    let says = |map: &str| {
        (map.contains("The front, according to North"), map.contains("The later front, according to South"))
    };
    assert_eq!(
        maps.iter().map(|map| says(map)).collect::<Vec<_>>(),
        [(true, true), (true, false), (false, true)]
    );
    assert!(maps[0].contains("class=\"line solid\"") && maps[0].contains("class=\"line dashed\""));
    assert!(built.page("conflicts/war.html").contains("war--maps.html"));
    assert!(
        !built.has("maps/front.geojson") && !built.files.keys().any(|path| path.ends_with("front.geojson"))
    );
}

#[test]
fn boundaries_are_shown_with_whose_they_are_and_only_if_the_site_says_so() {
    let place = "- {name: Town, lat: 39.82, lon: 46.75}\n- {name: Far, lat: 41.7, lon: 44.8}";
    let none = build(&site("", place));
    assert!(!everything(&none).contains("class=\"boundaries\""));
    let theirs = build(&site("map: {borders: natural-earth}", place));
    let of_town = map(&theirs, "places/town.html");
    assert!(of_town.contains("class=\"boundaries\"") && of_town.contains("endorses no claim"));
    let shape =
        "\n-- content/maps/own.geojson --\n{\"type\": \"LineString\", \"coordinates\": [[45, 39], [48, 41]]}";
    let own = build(&site(
        "map: {borders: own.geojson, note: As the paper drew it in 2020}",
        &format!("{place}{shape}"),
    ));
    assert_eq!(own.codes(), [""; 0], "{}", own.report());
    assert!(map(&own, "places/town.html").contains("As the paper drew it in 2020"));
    let silent = build(&site("map: {borders: own.geojson}", &format!("{place}{shape}")));
    assert_eq!(silent.codes(), ["missing-key"], "{}", silent.report());
}

#[test]
fn an_event_may_be_in_several_places_and_lead_from_one_to_another() {
    let places = "\
- {name: Town, lat: 39.82, lon: 46.75}
- {name: City, lat: 40.18, lon: 44.51}
- {name: Pass, lat: 40.0, lon: 45.8}
-- content/events.yaml --
- {id: flight, title: Flight, when: 2020-10-05, place: Town, places: [Pass], from: Town, to: City, type: displacement}";
    let built = build(&site("", places));
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let page = built.page("events/flight.html");
    assert!(page.contains("class=\"arrow\"") && page.contains("movement of people"), "{page}");
    for place in ["town", "city", "pass"] {
        assert!(page.contains(&format!("places/{place}.html")), "{place}");
        assert!(built.page(&format!("places/{place}.html")).contains("Flight"), "{place} lists it");
    }
}

#[test]
fn a_place_lists_what_lies_in_it_and_stands_where_that_is() {
    let built = build(&site(
        "",
        "- {name: Town, lat: 39.82, lon: 46.75, parent: The land}\n- {name: The land}\n- {name: Village, lat: 39.5, lon: 46.9, parent: The land}",
    ));
    let page = built.page("places/the-land.html");
    assert!(page.contains("Places in it") && page.contains("town.html") && page.contains("village.html"));
    assert!(page.contains("class=\"map\""));
}

#[test]
fn far_places_are_in_the_list_and_not_on_the_map() {
    let mut places = "- {name: Town, lat: 39.82, lon: 46.75}\n- {name: New York, lat: 40.7, lon: -74}\n-- content/events.yaml --".to_owned();
    for day in 1..9 {
        places += &format!("\n- {{id: e{day}, title: Event {day}, when: 2020-10-0{day}, place: Town}}");
    }
    places += "\n- {id: un, title: At the UN, when: 2020-10-09, place: New York}";
    let built = build(&site("", &places));
    let map = map(&built, "timeline/index.html");
    assert!(map.contains("1 place on the map, 1 more not on it"), "{map}");
    assert!(map.contains("New York</a> <small>1 entry · off this map"), "{map}");
}

#[test]
fn ten_thousand_places_make_no_page_too_large() {
    let mut places = String::new();
    let mut events = String::from("-- content/events.yaml --\n");
    for i in 0..10_000 {
        let (lat, lon) = (38.0 + f64::from(i % 100) * 0.03, 44.0 + f64::from(i / 100) * 0.04);
        places += &format!("- {{name: Settlement number {i}, lat: {lat:.2}, lon: {lon:.2}}}\n");
        if i % 10 == 0 {
            events += &format!(
                "- {{id: e{i}, title: Event {i}, when: 2020-10-{:02}, place: Settlement number {i}}}\n",
                i % 28 + 1
            );
        }
    }
    let built = build(&site("", &format!("- {{name: Town, lat: 39.82, lon: 46.75}}\n{places}{events}")));
    let large: Vec<(&String, usize)> = built
        .files
        .iter()
        .filter(|(path, file)| path.ends_with(".html") && file.len() > 150_000)
        .map(|(path, file)| (path, file.len()))
        .collect();
    assert_eq!(large, []);
    assert!(built.has("places/index--17.html"), "the index has pages");
    let marks = map(&built, "places/index.html").matches("<title>").count();
    assert!((100..=300).contains(&marks), "{marks}");
}

/// The size of a text as Brotli sends it.
fn packed(text: &str) -> usize {
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    packed.write_all(text.as_bytes()).unwrap();
    packed.into_inner().len()
}

#[test]
fn a_locator_is_small() {
    let places = [
        ("Kyiv", 50.45, 30.52),
        ("Suva", -18.14, 178.42),
        ("Mopti", 14.49, -4.2),
        ("Split", 43.51, 16.44),
        ("Narvik", 68.44, 17.43),
    ];
    let yaml: String = places
        .iter()
        .map(|(name, lat, lon)| format!("- {{name: {name}, lat: {lat}, lon: {lon}}}\n"))
        .collect();
    let built = build(&site("", &format!("- {{name: Town, lat: 39.82, lon: 46.75}}\n{yaml}")));
    for (name, ..) in places {
        let map = map(&built, &format!("places/{}.html", name.to_lowercase()));
        assert!(packed(map) <= 3 * 1024, "{name}: {}", packed(map));
    }
}

#[test]
fn an_overview_of_three_hundred_places_is_small() {
    let mut places = String::from("- {name: Town, lat: 39.82, lon: 46.75}\n");
    let mut events = String::from("-- content/events.yaml --\n");
    for i in 0..299 {
        let (lat, lon) = (38.5 + f64::from(i * 7 % 100) * 0.03, 44.0 + f64::from(i * 13 % 100) * 0.05);
        writeln!(places, "- {{name: Village {i}, lat: {lat:.3}, lon: {lon:.3}}}").unwrap();
        writeln!(
            events,
            "- {{id: e{i}, title: Event {i}, when: 2020-10-{:02}, place: Village {i}}}",
            i % 28 + 1
        )
        .unwrap();
    }
    let built = build(&site("", &format!("{places}{events}")));
    let map = map(&built, "places/index.html");
    assert!(map.matches("<title>").count() > 290, "{}", map.matches("<title>").count());
    assert!(packed(map) <= 12 * 1024, "{}", packed(map));
}

#[test]
fn names_on_a_map_stay_words() {
    let built = build(&site(
        "",
        "- {name: 'Town', display: '<script>alert(1)</script> & \"x\"', lat: 39.82, lon: 46.75}\n- {name: مدينة, lat: 39.6, lon: 46.4}\n- {name: Ստեփանակերտ, lat: 39.9, lon: 46.9}",
    ));
    let map = map(&built, "places/town.html");
    assert!(!map.contains("<script>") && map.contains("&lt;script&gt;"), "{map}");
    assert!(map.contains("مدينة") && map.contains("Ստեփանակերտ"));
}

#[test]
fn positions_at_the_edges_of_the_world_are_drawn() {
    let built = build(&site(
        "",
        "- {name: Town, lat: 90, lon: 0}\n- {name: South, lat: -90, lon: 180}\n- {name: Line, lat: 66.3, lon: 180}\n- {name: Same, lat: 66.3, lon: -180}",
    ));
    for place in ["town", "south", "line", "same"] {
        let map = map(&built, &format!("places/{place}.html"));
        assert!(map.contains(" own\"") && !map.contains("NaN") && !map.contains("inf"), "{place}: {map}");
    }
}

#[test]
fn a_gazetteer_of_the_editor_s_own_suggests_positions() {
    let folder = tempfile::tempdir().unwrap();
    let text = site(
        "",
        "- {name: Town, aliases: [Şəhər]}\n- {name: Hide, publish: hidden}\n- {name: Known, lat: 1, lon: 2}\n- {name: Nowhere}",
    );
    crate::front::spread(folder.path(), &text);
    let row = |id: &str, name: &str, others: &str, lat: &str, lon: &str, people: &str| {
        format!("{id}\t{name}\t{name}\t{others}\t{lat}\t{lon}\tP\tPPL\tAZ\t\t\t\t\t\t{people}\t\t\t\t\n")
    };
    let rows = [
        row("1", "Seher", "ŞƏHƏR,Other", "39.82", "46.75", "500"),
        row("2", "TOWN", "", "51.5", "-0.1", "9000"),
        row("3", "Hide", "", "1.5", "2.5", "1"),
        "a line that is none\n".to_owned(),
        row("4", "Town", "", "91", "0", "1"),
    ];
    let gazetteer = folder.path().join("AZ.txt");
    std::fs::write(&gazetteer, rows.concat()).unwrap();
    let run = crate::front::program::dateline(folder.path(), &["places", "--suggest", "AZ.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let said = &run.stdout;
    assert!(said.starts_with("2 places without a position\n"), "{said}");
    let (large, small) =
        (said.find("lat: 51.5\n  lon: -0.1").unwrap(), said.find("lat: 39.82\n  lon: 46.75").unwrap());
    assert!(large < small, "those with most people first: {said}");
    assert!(said.contains("Nowhere (0 entries)\n  nothing of this name") && !said.contains("Hide"), "{said}");
    std::fs::write(&gazetteer, "no table").unwrap();
    let run = crate::front::program::dateline(folder.path(), &["places", "--suggest", "AZ.txt"]);
    assert!(
        run.code == 2 && run.stderr.contains("no line of it is a place of a gazetteer"),
        "{}",
        run.stderr
    );
    let run = crate::front::program::dateline(folder.path(), &["places", "--suggest", "none.txt"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
}

#[test]
fn the_preview_of_drafts_keeps_positions_back_too() {
    let text = site("", "- {name: Town, lat: 39.820631, lon: 46.751942, publish: rounded}");
    let text = text.replace("place: Town\n", "place: Town\nstatus: draft\n");
    let built = crate::front::build_with(&text, &crate::front::with_drafts());
    assert!(built.has("articles/a.html"));
    assert_eq!(built.holding("39.82"), [""; 0]);
}

#[test]
fn a_slip_in_what_is_kept_back_keeps_back() {
    let is_kept = |settings: &str, more: &str| {
        let built =
            build(&site(settings, &format!("- {{name: Town, lat: 39.820631, lon: 46.751942{more}}}")));
        assert!(!built.codes().is_empty(), "it is told: {settings} {more}");
        built.holding("39.82").is_empty()
    };
    for more in [", publish: secret", ", publsh: hidden", ", Publish: hidden", ", publish: [hidden]"] {
        assert!(is_kept("", more), "{more}");
    }
    for settings in [
        "map: {publish: {exactt: hidden}}",
        "map: {publish: {exact: maybe}}",
        "map: {publish: hidden}",
        "map: {publsh: {exact: hidden}}",
    ] {
        assert!(is_kept(settings, ", precision: exact"), "{settings}");
    }
    assert!(is_kept("map: {publish: {exact: hidden}}", ", precision: exat"), "a precision that is no word");
}
