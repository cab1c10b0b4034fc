//! Dates through the whole site: as a reader sees them, or as an editor is told of them.
//!
//! The tables of what is read and refused stand in `src/parse/when/tests.rs`.

use crate::front::{self, build};

/// What a page says of a date that is published: its words and its `datetime`, or what is reported instead.
fn published(written: &str) -> String {
    shown(&format!("published: {written}\n"), "Published: ")
}

/// The same of a date on which something happened.
fn when(written: &str) -> String {
    shown(&format!("published: 2021-01-01\nwhen: {written}\n"), "Happened: ")
}

fn shown(fields: &str, label: &str) -> String {
    let site = format!(
        "-- site.yaml --\ntimezone: Asia/Yerevan\n-- content/articles/a.md --\n---\ntitle: The first\n{fields}---\nWords.\n"
    );
    let built = build(&site);
    if !built.codes().is_empty() {
        let short = built.short().replace("content/articles/a.md:", "");
        return short.lines().next().unwrap_or("").to_owned();
    }
    let main = built.main("articles/a.html");
    let words = main
        .lines()
        .find_map(|line| line.trim_start_matches("- ").strip_prefix(label))
        .unwrap_or("")
        .to_owned();
    let page = built.page("articles/a.html");
    let field = page.find(&format!("<dt>{}</dt>", label.trim_end_matches(": "))).map_or("", |at| &page[at..]);
    let field = &field[..field.find("</dd>").unwrap_or(0)];
    let datetime = front::reduce::attributes(field, "datetime")
        .first()
        .cloned()
        .unwrap_or_else(|| "no datetime".to_owned());
    format!("{words} ({datetime})")
}

#[test]
fn the_dates_that_editors_write_as_published() {
    for (written, expected) in [
        ("2014-02-30", "3:12: error[invalid-date]: `2014-02-30` is no day: February 2014 has 28 days"),
        ("2014", "3:12: error[invalid-date]: `2014` is not one day, and a publication date needs one"),
        ("2014-03", "3:12: error[invalid-date]: `2014-03` is not one day, and a publication date needs one"),
        (
            "14 Jul 2022",
            "3:12: error[invalid-date]: `14 Jul 2022` is not a date that can be read: it contains a space",
        ),
        (
            "05/31/2018",
            "3:12: error[invalid-date]: `05/31/2018` is not a date that can be read: interval must contain exactly one '/'",
        ),
        ("2015-03-17 14:00:00 -4", "17 March 2015, 14:00 (UTC-4) (2015-03-17T14:00-04:00)"),
        ("2015-03-17", "17 March 2015 (2015-03-17)"),
        ("\"2015-03-17\"", "17 March 2015 (2015-03-17)"),
        ("2015-03-17T14:00", "17 March 2015, 14:00 (UTC+4) (2015-03-17T14:00+04:00)"),
    ] {
        assert_eq!(published(written).replace('−', "-"), expected, "{written}");
    }
}

#[test]
fn the_dates_that_editors_write_as_when() {
    for (written, expected) in [
        ("2014-02-30", "4:7: error[invalid-date]: `2014-02-30` is no day: February 2014 has 28 days"),
        ("2014", "2014 (2014)"),
        ("2014-03", "March 2014 (2014-03)"),
        (
            "14 Jul 2022",
            "4:7: error[invalid-date]: `14 Jul 2022` is not a date that can be read: it contains a space",
        ),
        (
            "05/31/2018",
            "4:7: error[invalid-date]: `05/31/2018` is not a date that can be read: interval must contain exactly one '/'",
        ),
        ("2015-03-17 14:00:00 -4", "17 March 2015, 14:00 (UTC-4) (2015-03-17T14:00-04:00)"),
        ("2020-10-05~", "about 5 October 2020 (2020-10-05)"),
        ("[2020-09-27..2020-09-28]", "between 27 and 28 September 2020 (no datetime)"),
        ("2020-09-27/2020-09-28", "27 to 28 September 2020 (2020-09-27)"),
        ("2020-10-10/..", "since 10 October 2020 (2020-10-10)"),
        ("2020-21?", "spring 2020, uncertain (2020)"),
    ] {
        assert_eq!(when(written).replace('−', "-"), expected, "{written}");
    }
}

#[test]
fn what_yaml_makes_of_dates_is_understood() {
    for (written, same) in [
        ("2020", "\"2020\""),
        ("-0044", "\"-0044\""),
        ("12345", "\"12345\""),
        ("2020-10-05", "\"2020-10-05\""),
        ("[2020-09-27,2020-09-28]", "\"[2020-09-27,2020-09-28]\""),
        ("[2020-09-27, 2020-09-28]", "\"[2020-09-27,2020-09-28]\""),
        ("[..2020-10-05]", "\"[..2020-10-05]\""),
        ("{2020-10-04,2020-10-08}", "\"{2020-10-04,2020-10-08}\""),
        ("2020-10-05T12:00:00Z", "\"2020-10-05T12:00:00Z\""),
        ("../2020", "\"../2020\""),
        ("2020?", "\"2020?\""),
        ("1_000", "\"1_000\""),
        ("0x7E4", "\"0x7E4\""),
        ("2020.0", "\"2020.0\""),
        ("1985-04-12 # the first", "1985-04-12"),
    ] {
        // A mistake is the same one, wherever the quotation marks move it.
        let plain =
            |text: String| text.split_once(" error[").map_or(text.clone(), |(_, rest)| rest.to_owned());
        assert_eq!(plain(when(written)), plain(when(same)), "{written}");
    }
}

#[test]
fn a_comment_inside_a_flow_list_is_no_part_of_the_date() {
    assert_eq!(when("[2020-09-27, # begin\n  2020-09-28]"), when("\"[2020-09-27,2020-09-28]\""));
}

#[test]
fn a_tilde_alone_or_nothing_is_no_date() {
    for written in ["~", "null", ""] {
        assert_eq!(
            when(written),
            "1 January 2021 (2021-01-01)",
            "without `when` the day of `published` counts: {written:?}"
        );
    }
    assert_eq!(published("~"), "1:1: error[missing-date]: there is no date of publication");
}

#[test]
fn start_and_end_are_told_apart() {
    for (fields, expected) in [
        (
            "start: 2020-10-02 25:00\nend: 2020-10-03 10:00",
            "4:19: error[invalid-date]: `25:00` is no time of day: hours go from 00 to 23",
        ),
        (
            "start: 2020-10-02 10:00\nend: 2020-10-03 25:00",
            "5:17: error[invalid-date]: `25:00` is no time of day: hours go from 00 to 23",
        ),
        (
            "start: 2020-10-02 10:00\nend: 2020-10-01 10:00",
            "5:6: error[end-before-start]: the end `2020-10-01 10:00` lies before the start `2020-10-02 10:00`",
        ),
    ] {
        assert_eq!(shown(&format!("published: 2021-01-01\n{fields}\n"), ""), expected, "{fields}");
    }
}

#[test]
fn an_end_alone_is_not_lost() {
    let found = shown("published: 2021-01-01\nend: 2020-10-03 10:00\n", "Happened: ");
    assert!(!found.starts_with("1 January 2021"), "an `end` without `start` is reported or counts: {found}");
}

#[test]
fn the_timeline_is_ordered_by_what_happened() {
    let article = |name: &str, when: &str| {
        format!(
            "-- content/articles/{name}.md --\n---\ntitle: {name}\npublished: 2021-01-01\nwhen: \"{when}\"\n---\nWords.\n"
        )
    };
    let order = [
        "-0044-03-15",
        "2020-09-27",
        "2020-09-27/2020-09-28",
        "2020-10",
        "2020-10-02",
        "2020-10-03T09:00+04:00",
        "2020-10-03T10:00+04:00",
        "[2020-10-05,2020-10-07]",
        "2020-10-06~",
    ];
    let names: Vec<String> = (0..order.len()).map(|n| format!("n{}", (n * 5 + 3) % order.len())).collect();
    let site: String = names.iter().zip(order).map(|(name, when)| article(name, when)).collect();
    let main = build(&site).main("timeline/index.html");
    // The heading of an entry has the date first, then the title.
    let found: Vec<&str> = main
        .lines()
        .filter_map(|line| line.strip_prefix("### ")?.rsplit('[').next()?.split(']').next())
        .collect();
    assert_eq!(found, names);
}

#[test]
fn zones_of_the_site_decide() {
    let site = |zones: &str| {
        format!(
            "-- site.yaml --\n{zones}\n-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-02 14:00 IST\n---\nWords.\n"
        )
    };
    let named = build(&site("timezones: {IST: Asia/Kolkata}"));
    assert_eq!(named.report(), "");
    assert!(named.page("articles/a.html").contains("datetime=\"2020-10-02T14:00+05:30\""));
    let unknown = build(&site("timezone: UTC"));
    assert_eq!(unknown.codes(), ["ambiguous-zone"]);
    let report = unknown.report();
    assert!(
        ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"].iter().all(|zone| report.contains(zone)),
        "{report}"
    );
}
