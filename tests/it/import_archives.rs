//! Whole archives of other tools: exports of blogging services, settings of generators, chronicles in one file, tables
//! of one name; and the report of what was left out.

use std::fs;
use std::io::{Cursor, Write};

use tempfile::TempDir;

use crate::front;
use crate::front::program::dateline;

fn site(files: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    front::spread(folder.path(), "-- site.yaml --\ntitle: A test\n");
    front::spread(folder.path(), files);
    fs::create_dir_all(folder.path().join("content")).unwrap();
    folder
}

fn read(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn an_export_of_substack_is_read_as_it_is_packed() {
    let folder = site("");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "posts.csv",
            "post_id,post_date,is_published,title,subtitle,audience,type\n1.bridge,2020-10-05T08:00:00.000Z,true,Bridge opens,Lorries first,everyone,newsletter\n2.plan,,false,Plan,,everyone,newsletter\n3.talk,2020-10-06T08:00:00.000Z,true,Talk,,everyone,thread\n",
        ),
        ("posts/1.bridge.html", "<p>Lorries rolled over the <em>bridge</em>.</p>"),
        ("posts/2.plan.html", "<p>Not yet.</p>"),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    fs::write(folder.path().join("export.zip"), zip.finish().unwrap().into_inner()).unwrap();
    let run = dateline(folder.path(), &["import", "export.zip"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let article = read(&folder, "content/articles/2020/2020-10-05-bridge.md");
    for part in [
        "title: Bridge opens",
        "summary: Lorries first",
        "status: published",
        "aliases: [p/bridge]",
        "*bridge*",
    ] {
        assert!(article.contains(part), "{part} of {article}");
    }
    assert!(read(&folder, "content/pages/plan.md").contains("status: draft"));
    assert!(run.stderr.contains("3 rows: 2 taken, 1 left out"), "{}", run.stderr);
    let again = dateline(folder.path(), &["import", "export.zip"]);
    assert!(again.code == 0 && again.stderr.contains("0 files written"), "{}", again.stderr);
}

#[test]
fn a_zip_without_posts_is_refused_with_a_way_out() {
    let folder = site("");
    fs::write(folder.path().join("a.zip"), b"PK\x03\x04broken").unwrap();
    let run = dateline(folder.path(), &["import", "a.zip"]);
    assert!(run.code == 1 && run.stderr.contains("cannot be unpacked"), "{}", run.stderr);
}

#[test]
fn the_settings_of_an_old_site_become_those_of_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content")).unwrap();
    front::spread(
        folder.path(),
        "-- old/hugo.toml --\nbaseURL = 'https://roads.example/'\ntitle = 'Roads'\nlanguageCode = 'de'\ntimeZone = 'Europe/Vienna'\n-- old/content/log/a.md --\n+++\ntitle = 'A'\ndate = 2020-10-05T12:00:00\n+++\nWorte.\n",
    );
    let run = dateline(folder.path(), &["import", "old"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let settings = read(&folder, "site.yaml");
    assert!(settings.contains("title: Roads") && settings.contains("timezone: Europe/Vienna"), "{settings}");
    let article = read(&folder, "content/articles/2020/2020-10-05-a.md");
    assert!(article.contains("2020-10-05T12:00+02:00") && article.contains("log/a/"), "{article}");
}

#[test]
fn each_dated_heading_of_a_file_is_an_event_of_its_own() {
    let town = "## Westbury\n\n### Shop closed | 2020-10-05\n\nThe owners of two shops closed them.\n\ntags: shop\n\nid: westbury-1\n\n**Links**\n\n* https://post.example/1\n* [Post](https://post.example/2)\n\n### 7 October 2020: Bus stopped\n\nA bus was stopped at the bridge.\n";
    let folder = site(&format!("-- content/places.yaml --\n- {{name: Westbury}}\n-- town.md --\n{town}"));
    let run = dateline(folder.path(), &["import", "town.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let events = read(&folder, "content/events/town.yaml");
    let (first, second) = events.split_once("- id: town-2").unwrap();
    for part in [
        "- id: westbury-1",
        "title: Shop closed",
        "when: \"2020-10-05\"",
        "tags: shop",
        "place: Westbury",
        "post.example/1",
        "title: Post",
        "summary: The owners",
    ] {
        assert!(first.contains(part), "{part} of {first}");
    }
    for part in ["title: Bus stopped", "when: \"2020-10-07\"", "summary: A bus was stopped"] {
        assert!(second.contains(part) && !first.contains("Bus"), "{part} of {second}");
    }
    let check = dateline(folder.path(), &["check"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
    // A text with one dated heading stays one text.
    let one =
        site("-- a.md --\n# A walk\n\n5 October 2020\n\n## What happened on 4 October 2020\n\nWe walked.\n");
    let run = dateline(one.path(), &["import", "a.md", "--dry-run"]);
    assert!(run.stdout.contains("content/articles/2020/"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn two_tables_of_one_name_have_files_and_ids_of_their_own() {
    let table = "what,day\nBoat,2020-10-05\n";
    let folder = site(&format!(
        "-- a/list.csv --\n{table}-- b/list.csv --\n{table}-- map.yaml --\ntitle: what\nwhen: day\nsource: {{title: List}}\n"
    ));
    let arguments = ["import", "a/list.csv", "b/list.csv", "--map", "map.yaml"];
    let run = dateline(folder.path(), &arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(read(&folder, "content/events/list-2020.yaml").contains("- id: list-2\n"));
    assert!(read(&folder, "content/events/list-2-2020.yaml").contains("- id: list-2-2\n"));
    let again = dateline(folder.path(), &arguments);
    assert!(again.code == 0 && again.stderr.contains("0 files written"), "{}", again.stderr);
}

#[test]
fn what_was_left_out_is_written_into_a_folder() {
    let folder = site(
        "-- page.txt --\nBridge opens for lorries again\n\nPublished 5 October 2020\n\nAdvertisement\n\nLorries rolled over the bridge on Monday, the office of the town said, and cars are to follow.\n",
    );
    let run = dateline(folder.path(), &["import", "page.txt", "--report", "told"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let left = read(&folder, "told/left-out.txt");
    assert!(left.contains("line | advertisement | Advertisement"), "{left}");
    assert!(read(&folder, "told/report.json").contains("\"inputs\""));
}

#[test]
fn no_imported_text_shows_the_code_of_a_template() {
    let page = "<html><head><title>Bridge opens again</title><meta property=\"article:published_time\" content=\"2020-10-05\"></head><body><article><h1>Bridge opens again</h1><p>Lorries rolled over the bridge on Monday, {{ office.name }} said, and cars are to follow soon.</p><p>{% if more %}Nobody was on the bridge when the pier fell in September.{% endif %}</p></article></body></html>";
    let folder = site(&format!("-- page.html --\n{page}\n"));
    let run = dateline(folder.path(), &["import", "page.html", "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut shown = String::new();
    let mut rest = run.stdout.as_str();
    while let Some((before, after)) = rest.split_once("<!--") {
        shown.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    shown.push_str(rest);
    assert!(!shown.contains("{{") && !shown.contains("{%") && !shown.contains("\\{\\{"), "{shown}");
    assert!(run.stderr.contains("foreign-shortcode"), "{}", run.stderr);
}

#[test]
fn a_site_of_events_alone_is_whole() {
    let folder = site(
        "-- content/events/e.yaml --\n- {id: e1, title: Boats sail, when: 2020-10-05, actors: [Northland]}\n- {id: e2, title: Boats rest, when: 2020-10-06, actors: [Northland]}\n-- content/actors.yaml --\n- {name: Northland, kind: state}\n",
    );
    let build = dateline(folder.path(), &["build"]);
    assert_eq!(build.code, 0, "{}", build.stderr);
    assert!(!build.stderr.contains("no-articles"), "{}", build.stderr);
    let home = read(&folder, "public/index.html");
    assert!(home.contains("Boats rest") && home.find("Boats rest") < home.find("Boats sail"), "{home}");
    assert!(!read(&folder, "public/events/e1.html").contains("No article"));
}

#[test]
fn a_loose_file_that_is_no_article_is_an_error_and_a_readme_is_none() {
    let folder = tempfile::tempdir().unwrap();
    front::spread(
        folder.path(),
        "-- a.md --\n---\ntitle: A\ndate: 2020-10-05\n---\nWords.\n-- town.md --\n## Town\n\nWords.\n-- README.md --\n# How to\n",
    );
    for command in ["check", "build"] {
        let run = dateline(folder.path(), &[command]);
        assert!(
            run.code == 1 && run.stderr.contains("no-front-matter") && run.stderr.contains("town.md"),
            "{}",
            run.stderr
        );
        assert!(!run.stderr.contains("README"), "{}", run.stderr);
    }
}
