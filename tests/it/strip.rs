//! The overview strip: what it counts, how it is drawn, and where it stands.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::front::{Built, build, reduce, same};

/// A site of events: when, and more fields of YAML's flow form.
fn events<'a>(settings: &str, events: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut site = format!("-- site.yaml --\ntitle: A war\n{settings}\n-- content/events.yaml --\n");
    for (index, (when, more)) in events.into_iter().enumerate() {
        writeln!(site, "- {{id: e{index}, title: Event {index}, when: \"{when}\"{more}}}").unwrap();
    }
    site
}

/// The strips of a page.
fn strips<'a>(built: &'a Built, path: &str) -> Vec<&'a str> {
    let page = built.page(path);
    let ends = |from: usize| page[from..].find("</figure>").map(|length| &page[from..from + length]);
    page.match_indices("<figure class=\"strip").filter_map(|(at, _)| ends(at)).collect()
}

fn strip<'a>(built: &'a Built, path: &str) -> &'a str {
    let strips = strips(built, path);
    assert_eq!(strips.len(), 1, "{path}");
    strips[0]
}

fn attribute(markup: &str, wanted: &str) -> String {
    reduce::attributes(markup, wanted).into_iter().next().unwrap_or_default()
}

/// The heights of the bars of each layer, by step.
fn bars(strip: &str) -> BTreeMap<String, Vec<(i64, i64)>> {
    let mut found = BTreeMap::new();
    for piece in reduce::pieces(strip) {
        let reduce::Piece::Tag(tag) = piece else { continue };
        if reduce::name(tag) != "path" {
            continue;
        }
        let (mut x, mut heights) = (0, Vec::new());
        for line in reduce::attribute(tag, "d").unwrap().split('m').skip(1) {
            let (moved, up) = line.split_once("v-").unwrap();
            let end = moved.find([' ', '-']).unwrap();
            x += moved[..end].parse::<i64>().unwrap();
            heights.push((x, up.parse().unwrap()));
        }
        found.insert(reduce::attribute(tag, "class").unwrap(), heights);
    }
    found
}

const SIDES: &str = "\
-- content/conflicts/war.md --
---
name: The war
sides:
  - {name: North, actors: [northland]}
  - {name: South, actors: [southland]}
phases:
  - {name: Opening, when: 2020-09-27/2020-09-30}
  - {name: Truces, when: 2020-10-01/2020-10-31}
---
";

#[test]
fn the_step_follows_from_the_time_that_is_covered() {
    let cases = [
        ("2020-01-01 2020-01-02", "day"),
        ("2020-01-01 2020-07-18", "day"),
        ("2020-01-01 2020-07-19", "week"),
        ("2020-01-01 2023-10-29", "week"),
        ("2020-01-01 2023-10-30", "month"),
        ("2004-01-01 2020-08-31", "month"),
        ("2004-01-01 2020-09-01", "year"),
        ("1821-01-01 2020-09-01", "year"),
        ("1820-01-01 2020-09-01", "years"),
        ("-5000-01-01 2020-09-01", "years"),
        ("Y-170000002 2020", "years"),
    ];
    same(cases.iter().map(|(dates, unit)| {
        let built = build(&events("", dates.split(' ').map(|date| (date, ""))));
        let found = attribute(strip(&built, "timeline/index.html"), "data-unit");
        ((*dates).to_owned(), found, (*unit).to_owned())
    }));
}

#[test]
fn weeks_begin_on_monday() {
    // 6 January 2020 was a Monday.
    let dates =
        ["2020-01-01", "2020-01-05", "2020-01-06", "2020-01-12", "2020-01-13", "2020-06-20", "2020-12-31"];
    let built = build(&events("", dates.map(|date| (date, ""))));
    let bars = &bars(strip(&built, "timeline/index.html"))["rest"];
    assert_eq!(bars.iter().map(|(x, _)| *x).collect::<Vec<_>>(), [0, 1, 2, 24, 52]);
    assert_eq!(bars[0].1, 2 * bars[2].1, "two entries are twice as high as one");
}

#[test]
fn nothing_is_drawn_where_a_picture_says_nothing() {
    for dates in [&[][..], &["2020-01-01"], &["2020-01-01", "2020-01-01"], &["2020-01-01", "../2020"]] {
        let built = build(&events("", dates.iter().map(|date| (*date, ""))));
        for page in ["index.html", "timeline/index.html"] {
            assert_eq!(strips(&built, page), [""; 0], "{dates:?}");
        }
    }
}

#[test]
fn layers_are_the_sides_of_the_conflict() {
    let built = build(
        &(events(
            "",
            [
                ("2020-09-27", ", actors: [northland]"),
                ("2020-09-28", ", actors: [northland, southland]"),
                ("2020-09-28", ", actors: [southland]"),
                ("2020-10-02/2020-10-05", ", actors: [mediator]"),
            ],
        ) + SIDES),
    );
    let large = strip(&built, "conflicts/war.html");
    assert_eq!(
        large,
        strip(&built, "timeline/index.html"),
        "the site's one conflict is that of the timeline"
    );
    let bars = bars(large);
    let at = |class: &str| bars[class].iter().map(|(x, _)| *x).collect::<Vec<_>>();
    // Six days are drawn amid 28.
    assert_eq!([at("s1"), at("s2"), at("several"), at("others")], [[11], [12], [12], [16]]);
    assert_eq!(
        reduce::words(large),
        "\
4 entries, one bar a day; September 2020 has most (3).
- North 1
- South 1
- Both sides 1
- Others 1
Show as table
| Period | North | South | Both sides | Others | All
| [September 2020](#m2020-09) | 1 | 1 | 1 | 0 | 3
| [October 2020](#m2020-10) | 0 | 0 | 0 | 1 | 1
"
    );
    assert!(large.contains("<span>Opening</span>") && large.contains("<span>Truces</span>"));
    // Actors of a side are marked where an entry lists them, others are not.
    let page = built.page("timeline/index.html");
    assert_eq!(page.matches("<li class=\"s1\"><a ").count(), 2);
    assert_eq!(page.matches("<li class=\"s2\"><a ").count(), 2);
    assert!(page.contains("<li><a href=\"../actors/mediator.html\">"));
    // Small ones on the pages of an actor and a side.
    for (page, entries) in
        [("actors/southland.html", 0), ("actors/northland.html", 2), ("conflicts/war--north.html", 2)]
    {
        let strips = strips(&built, page);
        assert_eq!(strips.len(), usize::from(entries > 0), "{page}");
        for small in strips {
            assert_eq!(attribute(small, "class"), "strip small", "{page}");
            assert!(small.contains(&format!("<p>{entries} entries, one mark each")), "{page}: {small}");
        }
    }
}

#[test]
fn layers_are_types_where_sides_tell_nothing_apart() {
    let both = ", actors: [northland, southland], type: ";
    let more = |kind: &str| format!("{both}{kind}");
    let kinds = ["shelling", "statement", "displacement", "legal"].map(more);
    let dates = ["2020-09-27", "2020-09-28", "2020-09-29", "2020-09-30"];
    let built = build(&(events("", dates.into_iter().zip(kinds.iter().map(String::as_str))) + SIDES));
    let bars = bars(strip(&built, "timeline/index.html"));
    let classes: Vec<&str> = bars.keys().map(String::as_str).collect();
    assert_eq!(classes, ["diplomacy", "people", "rest", "violence"]);
}

#[test]
fn a_few_that_lie_far_away_are_counted_and_not_drawn() {
    let dates: Vec<String> = ["1988-02-20".to_owned()]
        .into_iter()
        .chain((1..=30).map(|day| format!("2020-09-{day:02}")))
        .chain(["2021-11-26".to_owned()])
        .collect();
    let built = build(&events("", dates.iter().map(|date| (date.as_str(), ""))));
    let strip = strip(&built, "timeline/index.html");
    assert_eq!(attribute(strip, "data-unit"), "day");
    let said = reduce::words(strip);
    let first = said.lines().next().unwrap();
    assert_eq!(
        first,
        "32 entries, one bar a day; September 2020 has most (30). \
Outside this view: [1 earlier](#m1988-02), [1 later](#m2021-11)."
    );
    assert!(said.ends_with("| [September 2020](#m2020-09) | 30 | 30\n"), "{said}");
}

#[test]
fn time_runs_from_the_right_where_writing_does() {
    let dates = ["2020-01-01", "2020-03-01", "2020-03-31"];
    let site = |settings| build(&events(settings, dates.map(|date| (date, ""))));
    let (ltr, rtl) = (site("language: en"), site("language: ar"));
    let (ltr, rtl) = (strip(&ltr, "timeline/index.html"), strip(&rtl, "timeline/index.html"));
    assert!(rtl.contains("transform=\"matrix(-1 0 0 1 90 0)\"") && !ltr.contains("transform"), "91 days");
    let regions = |strip: &str| -> Vec<(f64, f64)> {
        let tags =
            reduce::pieces(strip.split("<a ").nth(1).map_or("", |_| &strip[strip.find("<a ").unwrap()..]));
        let number = |tag: &str, name| -> Option<f64> {
            reduce::attribute(tag, name)?.trim_end_matches('%').parse().ok()
        };
        let rect = |piece: &reduce::Piece| match piece {
            reduce::Piece::Tag(tag) if reduce::name(tag) == "rect" => {
                Some((number(tag, "x")?, number(tag, "width")?))
            }
            _ => None,
        };
        tags.iter().filter_map(rect).collect()
    };
    for ((x, width), (mirrored, same)) in regions(ltr).into_iter().zip(regions(rtl)) {
        assert!(
            (width - same).abs() < 0.011 && (100.0 - x - width - mirrored).abs() < 0.011,
            "{x} {mirrored}"
        );
    }
    assert_eq!(regions(ltr).len(), 2);
}

#[test]
fn a_long_list_has_a_small_picture_that_leads_to_its_pages() {
    let dates: Vec<String> = (0..5000)
        .map(|n| format!("20{:02}-{:02}-{:02}", 14 + n * 7 % 8, 1 + n / 3 % 12, 1 + n * 11 % 28))
        .collect();
    let kinds = ["battle", "statement", "protest", "legal"];
    let who = ["northland", "southland", "northland, southland", "mediator"];
    let more: Vec<String> = (0..5000)
        .map(|n| format!(", type: {}, actors: [{}], place: Town", kinds[n * 13 / 7 % 4], who[n * 3 / 5 % 4]))
        .collect();
    let all = dates.iter().zip(&more).map(|(date, more)| (date.as_str(), more.as_str()));
    let built = build(&(events("", all) + SIDES));
    assert_eq!(built.codes(), [""; 0]);
    for (page, most) in [
        ("timeline/index.html", 8192),
        ("conflicts/war.html", 8192),
        ("embed/timeline.html", 8192),
        ("index.html", 8192),
        ("actors/northland.html", 4096),
        ("places/town.html", 4096),
        ("conflicts/war--south.html", 4096),
    ] {
        let strip = strip(&built, page);
        assert!(strip.len() < most, "{page}: {} bytes", strip.len());
        let folder = page.split_once('/').map_or("", |(folder, _)| folder);
        let links = reduce::links(strip);
        assert!(links.len() > 5, "{page}: {links:?}");
        for link in links {
            let (file, anchor) = link.split_once('#').unwrap();
            let file = match file.strip_prefix("../") {
                Some(file) => file.to_owned(),
                None if folder.is_empty() => file.to_owned(),
                None => format!("{folder}/{file}"),
            };
            assert!(built.page(&file).contains(&format!("id=\"{anchor}\"")), "{page}: {link}");
        }
        for forbidden in [" style=", "<style", "<script", " id="] {
            assert!(!strip.contains(forbidden), "{page}: {forbidden}");
        }
    }
    assert_eq!(strips(&built, "timeline/2016.html"), [""; 0], "a page of a period has none");
}

#[test]
fn no_bar_is_too_low_to_be_seen() {
    let mut dates = vec!["2020-01-01"; 400];
    dates.push("2020-01-20");
    let built = build(&events("", dates.into_iter().map(|date| (date, ""))));
    assert_eq!(bars(strip(&built, "timeline/index.html"))["rest"], [(4, 100), (23, 2)]);
}
