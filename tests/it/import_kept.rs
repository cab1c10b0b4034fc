//! What an import must keep: the doubt of every date, what was held back, every text under a name of its own.

use std::fs;

use tempfile::{TempDir, tempdir};

use crate::front;
use crate::front::import::import;
use crate::front::program::{self, dateline};

/// A folder with a small site and inputs.
fn site(files: &str) -> TempDir {
    let folder = tempdir().unwrap();
    front::spread(
        folder.path(),
        "-- site.yaml --\ntitle: A test\n-- content/pages/about.md --\n---\ntitle: About\n---\nWe.\n",
    );
    front::spread(folder.path(), files);
    folder
}

/// The events of a table with the columns `day` and `what`, as the import writes them, and what it says.
fn table(rows: &[&str], map: &str) -> (String, program::Run) {
    let folder = site(&format!(
        "-- map.yaml --\nprefix: t\ntitle: what\nwhen: day\nsource: {{title: A register}}\n{map}\n-- t.csv --\nday;what\n{}\n",
        rows.iter().map(|row| format!("{row};x")).collect::<Vec<_>>().join("\n")
    ));
    let run = dateline(folder.path(), &["import", "t.csv", "--map", "map.yaml"]);
    fs::create_dir_all(folder.path().join("content/events")).unwrap();
    let events = program::files(&folder.path().join("content/events"));
    let text = events.into_values().map(|(bytes, _)| String::from_utf8(bytes).unwrap()).collect();
    (text, run)
}

#[test]
fn a_date_stays_as_doubtful_as_it_was() {
    for (cell, expected) in [
        ("1999-03-04~", "when: \"1999-03-04~\""),
        ("1999-03-04?", "when: \"1999-03-04?\""),
        ("1999-03-XX", "when: \"1999-03-XX\""),
        ("[1999-03-04..1999-03-06]", "when: \"[1999-03-04..1999-03-06]\""),
        ("1999-03-04/..", "when: \"1999-03-04/..\""),
        ("before 4 March 1999", "when: \"[..1999-03-03]\"  # from “before 4 March 1999”"),
        ("after March 1999", "when: \"[1999-04..]\""),
        ("no later than 4 March 1999", "when: \"[..1999-03-04]\""),
        ("not before 4 March 1999", "when: \"[1999-03-04..]\""),
        ("ca. 4 March 1999", "when: \"1999-03-04~\""),
        ("possibly 4 March 1999", "when: \"1999-03-04?\""),
        ("4 March 1999?", "when: \"1999-03-04?\""),
        ("between 4 March 1999 and 9 March 1999", "when: \"[1999-03-04..1999-03-09]\""),
        ("4 or 5 March 1999", "when: \"[1999-03-04,1999-03-05]\""),
        ("4/5 March 1999", "when: \"[1999-03-04,1999-03-05]\""),
        ("4-9 March 1999", "when: \"1999-03-04/1999-03-09\""),
        ("28 February - 9 March 1999", "when: \"1999-02-28/1999-03-09\""),
        ("March 4-9, 1999", "when: \"1999-03-04/1999-03-09\""),
        ("night of 31 March 1999", "when: \"[1999-03-31,1999-04-01]\""),
        ("the week of 1 March 1999", "when: \"[1999-03-01..1999-03-07]\""),
        ("1999-W09", "when: \"[1999-03-01..1999-03-07]\""),
        ("spring 1999", "when: \"1999-21\""),
        ("1990s", "when: \"199X\""),
        ("15 March 44 BC", "when: \"-0043-03-15\""),
        ("19990304", "when: \"1999-03-04\""),
        ("1999/03/04", "when: \"1999-03-04\""),
        ("4.3.1999", "when: \"1999-03-04\""),
        ("1999-03-04 (reported)", "when: \"1999-03-04?\"  # from “1999-03-04 (reported)”"),
        ("not known (list of 4 March 1999)", "when: \"1999-03-04?\""),
        ("1999-03-04T05:06+02:00", "start: \"1999-03-04T05:06+02:00\""),
        ("4 March 1999 5:06 PM", "start: \"1999-03-04T17:06\""),
    ] {
        let (events, run) = table(&[cell], "");
        assert!(events.contains(expected), "{cell}: {events}{}", run.stderr);
    }
}

#[test]
fn what_names_no_certain_date_is_an_error_with_the_words() {
    for (cell, words) in [
        ("36223", "`numbers: spreadsheet`"),
        ("920523960", "`numbers: spreadsheet`, `seconds`"),
        ("3/4/1999", "may be `1999-04-03` or `1999-03-04`"),
        ("3.4.99", "may be `1999-04-03` or `2099-04-03`"),
        ("1999-02-30", "1999-02-30"),
        ("soon", "`soon` is no date"),
    ] {
        let (events, run) = table(&[cell], "");
        assert!(run.code == 1 && run.stderr.contains(words), "{cell}: {}", run.stderr);
        assert!(events.is_empty(), "{cell}: {events}");
    }
    for (cell, map, expected) in [
        ("36223", "numbers: spreadsheet", "when: \"1999-03-04\""),
        ("920523960", "numbers: seconds", "start: \"1999-03-04T05:06:00Z\""),
        ("920523960000", "numbers: milliseconds", "start: \"1999-03-04T05:06:00Z\""),
        ("3/4/1999", "date_order: mdy", "when: \"1999-03-04\""),
        ("4/3/99", "date_order: dmy\nshort_years: 1930", "when: \"1999-03-04\""),
        ("1999-03-04 05:06", "zone: Asia/Yerevan", "start: 1999-03-04 05:06 Asia/Yerevan"),
    ] {
        let (events, run) = table(&[cell], map);
        assert!(
            events.replace('"', "").contains(&expected.replace('"', "")),
            "{cell}: {events}{}",
            run.stderr
        );
        assert_eq!(run.code, 0, "{cell}: {}", run.stderr);
    }
}

#[test]
fn one_date_settles_the_order_of_all_and_midnight_is_no_time() {
    let (events, run) = table(&["3/4/1999 0:00", "3/25/1999 0:00"], "");
    assert!(events.contains("when: \"1999-03-04\"") && events.contains("when: \"1999-03-25\""), "{events}");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (events, _) = table(&["1999-03-04 00:00", "1999-03-04 05:06"], "");
    assert!(events.contains("start: \"1999-03-04 00:00\""), "{events}");
}

#[test]
fn start_and_end_are_an_interval_and_times_are_kept() {
    let folder = site(
        "-- map.yaml --\nprefix: t\ntitle: what\nwhen: {start: from, end: to, time: clock}\nsource: {title: A register}\n-- t.csv --\nfrom,to,clock,what\n1999-03-04,1999-03-06,,Siege\n1999-03-07,,05:06,Shells\n1999-03-09,1999-03-08,,Slip\n",
    );
    let run = dateline(folder.path(), &["import", "t.csv", "--map", "map.yaml"]);
    let events = fs::read_to_string(folder.path().join("content/events/t-1999.yaml")).unwrap();
    assert!(events.contains("when: \"1999-03-04/1999-03-06\""), "{events}");
    assert!(
        events.contains("start: \"1999-03-07 05:06\"") || events.contains("start: \"1999-03-07T05:06\""),
        "{events}"
    );
    assert!(run.code == 1 && run.stderr.contains("lies before its start"), "{}", run.stderr);
    assert!(run.stderr.contains("unzoned-time"), "{}", run.stderr);
}

#[test]
fn an_unknown_key_of_a_map_is_reported_at_every_depth() {
    for (map, key) in [
        ("title: what\nwhen: day\nplaces: x", "line 3: `places` is not a known key; did you mean `place`?"),
        ("title: what\nwhen: {start: day, and: day}", "`and` is not a known key of `when`"),
        (
            "title: what\nwhen: day\nfigures: [{measure: killed, value: n, scoop: x}]",
            "line 3: `scoop` is not a known key of `figures`",
        ),
        ("title: what\nwhen: day\nsource: {name: x}", "`name` is not a known key of `source`"),
    ] {
        let folder = site(&format!("-- map.yaml --\n{map}\n-- t.csv --\nday,what,n\n1999-03-04,x,1\n"));
        let run = dateline(folder.path(), &["import", "t.csv", "--map", "map.yaml"]);
        assert!(run.code == 2 && run.stderr.contains(key), "{}", run.stderr);
    }
}

#[test]
fn rows_of_json_are_a_table_as_those_of_csv_are() {
    let map = "prefix: t\ntitle: what\nwhen: day\nplace: {name: at.name, lat: at.lat, lon: at.lon}\nlink: urls\nsource: {title: A register}";
    let row = "{\"day\": \"1999-03-04\", \"what\": \"Fire\", \"at\": {\"name\": \"Port\", \"lat\": 39.5, \"lon\": 46.5}, \"urls\": [\"https://a.example/1\", \"https://b.example/2\"]}";
    for (name, text) in [
        ("list.json", format!("[{row}]")),
        ("inside.json", format!("{{\"count\": 1, \"results\": [{row}]}}")),
        ("deep.json", format!("{{\"results\": {{\"bindings\": [{row}]}}}}")),
        ("lines.jsonl", format!("{row}\n")),
        (
            "feature.geojson",
            format!(
                "{{\"type\": \"FeatureCollection\", \"features\": [{{\"type\": \"Feature\", \"properties\": {row}}}]}}"
            ),
        ),
    ] {
        let folder = site(&format!("-- map.yaml --\n{map}\n-- {name} --\n{text}"));
        let run = dateline(folder.path(), &["import", name, "--map", "map.yaml"]);
        let events = fs::read_to_string(folder.path().join("content/events/t-1999.yaml")).unwrap_or_default();
        for part in [
            "title: Fire",
            "when: \"1999-03-04\"",
            "lat: 39.5, lon: 46.5",
            "https://a.example/1",
            "https://b.example/2",
        ] {
            assert!(events.contains(part), "{name}: {part}: {events}{}", run.stderr);
        }
    }
}

#[test]
fn every_way_of_holding_back_makes_a_draft_that_is_named() {
    for head in [
        "draft: true",
        "draft: yes",
        "draft: \"True\"",
        "published: false",
        "published: no",
        "published: \"false\"",
        "isDraft: true",
        "private: true",
        "unlisted: true",
        "hidden: true",
        "publishDate: 2999-01-01",
        "expiryDate: 2000-01-01",
        "embargo: 2999-01-01",
        "visibility: private",
        "status: pending",
        "status: private",
        "build: {render: never}",
        "_build: {list: false}",
        "permalink: false",
        "eleventyExcludeFromCollections: true",
        "password: secret",
        "date: 2999-01-01",
    ] {
        for dated in ["date: 2020-01-03\n", ""] {
            let dated = if head.starts_with("date") { "" } else { dated };
            let made =
                import(&format!("-- inbox/posts/a.md --\n---\ntitle: A text\n{dated}{head}\n---\nWords.\n"));
            let text = String::from_utf8(made.files[0].bytes.clone()).unwrap();
            assert!(text.contains("status: draft"), "{head}: {text}");
            assert!(made.report.contains("posts/a.md"), "{head}: {}", made.report);
        }
    }
    for head in [
        "draft: false",
        "published: true",
        "publishDate: 2000-01-01",
        "expiryDate: 2999-01-01",
        "status: publish",
    ] {
        let made = import(&format!(
            "-- inbox/posts/a.md --\n---\ntitle: A text\ndate: 2020-01-03\n{head}\n---\nWords.\n"
        ));
        let text = String::from_utf8(made.files[0].bytes.clone()).unwrap();
        assert!(text.contains("status: published"), "{head}: {text}");
    }
    let made = import("-- inbox/_drafts/a.md --\n---\ntitle: A text\ndate: 2020-01-03\n---\nWords.\n");
    assert!(String::from_utf8_lossy(&made.files[0].bytes).contains("status: draft"), "{}", made.report);
}

#[test]
fn a_text_without_a_date_loses_nothing_as_a_page() {
    let made = import(
        "-- inbox/a.md --\n---\ntitle: A text\nauthors: [Bo]\ntags: [x]\nlastmod: 2020-01-03\naliases: [/old/]\ndate: Last Modified\n---\nWords.\n",
    );
    let text = String::from_utf8(made.files[0].bytes.clone()).unwrap();
    for part in [
        "authors: [Bo]",
        "tags: [x]",
        "updated: \"2020-01-03\"",
        "aliases: [old/]",
        "date: Last Modified",
        "imported:",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(made.report.contains("`date: Last Modified` is no date"), "{}", made.report);
}

#[test]
fn n_texts_are_n_files_and_the_site_has_no_mistake() {
    let post = |title: &str| {
        format!("---\ntitle: {title}\ndate: 2020-01-03\naliases: [/old/x/]\n---\nWords of {title}.\n")
    };
    let page = |title: &str| format!("---\ntitle: {title}\n---\nWords of {title}.\n");
    let mut files = String::new();
    for (name, text) in [
        ("a/news.md", post("One")),
        ("b/news.md", post("Two")),
        ("c/2020-01-04-news.md", post("Three").replace("date: 2020-01-03\n", "")),
        ("v1.1.md", post("Four")),
        ("v1.2.md", post("Five")),
        ("de/news.md", post("Six")),
        ("en/news.md", post("Seven")),
        ("talks.md", post("Eight")),
        ("talks.de.md", post("Nine")),
        ("a/about.md", page("Ten")),
        ("b/about.md", page("Eleven")),
        ("about.md", page("Twelve")),
    ] {
        files.push_str(&format!("-- old/{name} --\n{text}"));
    }
    let folder = site(&files);
    let run = dateline(folder.path(), &["import", "old"]);
    assert!(run.stderr.contains("12 inputs in T s: 12 files written"), "{}", run.stderr);
    let check = dateline(folder.path(), &["check", "--drafts"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
    assert!(folder.path().join("content/articles/2020/2020-01-03-talks.de.md").exists(), "{}", run.stderr);
    let again = dateline(folder.path(), &["import", "old"]);
    assert!(again.stderr.contains("0 files written"), "{}", again.stderr);
}

#[test]
fn no_path_of_the_disk_is_written() {
    let folder = site(
        "-- map.yaml --\nprefix: r\ntitle: what\nwhen: day\nfigures: [{measure: killed, value: n, scope: in the town, as_of: day}]\n-- t.csv --\nday,what,n\n1999-03-04,Fire,3\n",
    );
    let path = folder.path().join("t.csv");
    let run = dateline(folder.path(), &["import", path.to_str().unwrap(), "--map", "map.yaml"]);
    let files = program::files(&folder.path().join("content"));
    let all: String =
        files.into_values().map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(!all.contains(folder.path().to_str().unwrap()) && all.contains("title: t.csv"), "{all}");
    assert!(all.contains("{measure: killed, value: 3, as_of: \"1999-03-04\", scope: in the town}"), "{all}");
    assert!(run.stderr.contains("`source: {title: …"), "{}", run.stderr);
}

#[test]
fn what_a_slide_holds_is_kept() {
    let made = import(
        "-- inbox/t.json --\n{\"title\": {\"text\": {\"headline\": \"The siege\", \"text\": \"See <a href='https://a.example/how'>how</a> we count.\"}}, \"events\": [{\"start_date\": {\"year\": 1999, \"month\": 3, \"day\": 4, \"hour\": 5, \"minute\": 6, \"second\": 7}, \"text\": {\"headline\": \"Fire\", \"text\": \"A <a href='https://b.example/'>report</a>.\"}, \"location\": {\"name\": \"Port\", \"lat\": 39.5, \"lon\": 46.5, \"zoom\": 9}, \"background\": {\"url\": \"https://c.example/b.jpg\"}, \"media\": {\"url\": \"<iframe src='https://www.youtube.com/embed/x'></iframe>\", \"alt\": \"A quay\", \"link\": \"https://d.example/\"}}]}",
    );
    let all: String =
        made.files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).collect();
    for part in [
        "https://a.example/how",
        "https://b.example/",
        "https://c.example/b.jpg",
        "\"https://www.youtube.com/embed/x\", kind: social",
        "https://d.example/",
        "A quay",
        "{name: Port, lat: 39.5, lon: 46.5}",
        "location.zoom: 9",
        "1999-03-04T05:06:07",
        "[how](https://a.example/how)",
    ] {
        assert!(all.contains(part), "{part}: {all}");
    }
    assert!(made.report.contains("unzoned-time"), "{}", made.report);
}

#[test]
fn rows_of_one_day_stand_in_the_order_of_the_table() {
    let rows: Vec<String> = (1..13).map(|_| "1999-03-04".to_owned()).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let folder = site(&format!(
        "-- map.yaml --\nprefix: t\ntitle: what\nwhen: day\nsource: {{title: A register}}\n-- t.csv --\nday;what\n{}\n",
        rows.iter().enumerate().map(|(at, row)| format!("{row};Hour {at}")).collect::<Vec<_>>().join("\n")
    ));
    dateline(folder.path(), &["import", "t.csv", "--map", "map.yaml"]);
    let run = dateline(folder.path(), &["build", "--now", "2021-06-01"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = fs::read_to_string(folder.path().join("public/timeline/index.html")).unwrap();
    let places: Vec<usize> = (0..12).filter_map(|at| page.find(&format!(">Hour {at}<"))).collect();
    assert!(places.len() == 12 && places.is_sorted(), "{places:?}");
}

#[test]
fn pictures_that_lie_beside_a_single_page_are_taken() {
    let page = |picture: &str| {
        format!(
            "<!doctype html><html><head><title>A bridge is closed - The Paper</title><meta property=\"article:published_time\" \
             content=\"2020-10-01T10:00:00Z\"><link rel=\"canonical\" href=\"https://paper.example/bridge\"></head><body><article>\
             <h1>A bridge is closed</h1><p>The bridge over the river was closed on Thursday, and nobody said for how long.</p>\
             {picture}<p>Lorries wait on both banks, the drivers say, and have waited since the morning without any word from the police.</p>\
             <p>A second bridge stands some way down the river, but it carries no lorries.</p></article></body></html>"
        )
    };
    let figure = "<figure><img src=\"./bridge_files/a%20quay.jpg\" alt=\"Lorries on a quay\"><figcaption>Lorries \"wait\" \
        <span class=\"credit\">A. Name</span></figcaption></figure><figure><img src=\"../secret.jpg\" alt=\"Not beside\"></figure>";
    let folder = site("");
    fs::create_dir_all(folder.path().join("saved/bridge_files")).unwrap();
    let put = |path: &str, bytes: &[u8]| fs::write(folder.path().join(path), bytes).unwrap();
    put("saved/bridge.html", page(figure).as_bytes());
    put("saved/bridge_files/a quay.jpg", b"\xff\xd8 quay");
    put("saved/bridge_files/counter.js", b"go()");
    put("secret.jpg", b"\xff\xd8 secret");
    put(
        "saved/notes.md",
        b"# Notes of a day\n\n1 October 2020\n\nWords, and ![a map](map.png) and more words.\n",
    );
    put("saved/map.png", b"\x89PNG map");
    for (input, pictures) in [("saved/bridge.html", vec!["a-quay.jpg"]), ("saved/notes.md", vec!["map.png"])]
    {
        let run = dateline(folder.path(), &["import", input]);
        assert_eq!(run.code, 0, "{input}: {}", run.stderr);
        let content = program::files(&folder.path().join("content/articles"));
        for picture in pictures {
            assert!(content.keys().any(|path| path.ends_with(picture)), "{input}: {:?}", content.keys());
        }
        assert!(!content.keys().any(|path| path.ends_with("secret.jpg") || path.ends_with(".js")));
        let text: String = content
            .iter()
            .filter(|(path, _)| path.ends_with(".md"))
            .map(|(_, (bytes, _))| String::from_utf8_lossy(bytes))
            .collect();
        if input.ends_with("html") {
            let expected = "![Lorries on a quay](<a-quay.jpg> \"Lorries \\\"wait\\\". Credit: A. Name\")";
            assert!(text.contains(expected), "{text}");
            assert!(text.contains("Picture to place: Not beside"), "{text}");
        } else {
            assert!(text.contains("![a map](map.png)"), "{text}");
        }
    }
    // In a folder that is imported whole, what a browser saved with a page is found too.
    let whole = site("");
    fs::create_dir_all(whole.path().join("saved/bridge_files")).unwrap();
    fs::write(whole.path().join("saved/bridge.html"), page(figure)).unwrap();
    fs::write(whole.path().join("saved/bridge_files/a quay.jpg"), b"\xff\xd8 quay").unwrap();
    let run = dateline(whole.path(), &["import", "saved"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let content = program::files(&whole.path().join("content/articles"));
    assert!(content.keys().any(|path| path.ends_with("a-quay.jpg")), "{:?}", content.keys());
}
