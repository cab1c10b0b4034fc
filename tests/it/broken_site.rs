//! A site with forty broken files, one mistake each: one run reports all, at the right place, and builds the rest.

use std::collections::BTreeSet;

use tempfile::{TempDir, tempdir};

use crate::front;
use crate::front::program::{dateline, files};

/// Code, line, column, and the front matter after `title` and `published` (from line 4 on) with the text below it.
const ARTICLES: &[(&str, usize, usize, &str, &str)] = &[
    ("invalid-yaml", 4, 17, "summary: He said: no", "Words."),
    ("invalid-yaml", 5, 1, "tags:\n\t- truce", "Words."),
    ("invalid-yaml", 4, 10, "summary: %d killed", "Words."),
    ("duplicate-key", 5, 1, "lang: en\ntitle: Again", "Words."),
    ("unknown-key", 4, 1, "sumary: x", "Words."),
    ("wrong-type", 4, 10, "summary: [a, b]", "Words."),
    ("wrong-type", 4, 9, "claims: yes", "Words."),
    ("unknown-value", 4, 7, "type: shooting", "Words."),
    ("unknown-value", 5, 28, "actors:\n  - {actor: Armenia, role: partie}", "Words."),
    ("missing-key", 5, 5, "actors:\n  - {role: party}", "Words."),
    ("out-of-range", 5, 28, "figures:\n  - {measure: killed, low: 30, high: 20}", "Words."),
    ("invalid-date", 4, 7, "when: 14 Jul 2022", "Words."),
    ("invalid-date", 4, 10, "updated: 2020-02-30", "Words."),
    ("ambiguous-date", 4, 7, "when: 05/06/2018", "Words."),
    ("unknown-zone", 4, 27, "updated: 2020-10-02 14:00 XYZ", "Words."),
    ("ambiguous-zone", 4, 27, "updated: 2020-10-02 14:00 IST", "Words."),
    ("no-such-local-time", 4, 10, "updated: 2021-03-28 02:30 Europe/Berlin", "Words."),
    ("updated-before-published", 4, 10, "updated: 2020-09-30", "Words."),
    ("end-before-start", 5, 6, "start: 2020-10-02 10:00\nend: 2020-10-01 12:00", "Words."),
    ("unknown-actor", 5, 5, "actors:\n  - Armenya", "Words."),
    ("unknown-place", 4, 8, "place: Nowhere", "Words."),
    ("unknown-source", 4, 11, "sources: [s9]", "Words."),
    ("unknown-article", 4, 10, "related: None of them", "Words."),
    ("unknown-template", 4, 11, "template: artcle.html", "Words."),
    ("read-not-found", 7, 7, "lang: en", "\nRead: A town that never was"),
    ("wikilink-not-found", 6, 7, "lang: en", "Շուշի [[Neverland]]."),
    ("unknown-footnote", 6, 6, "lang: en", "Said.[^s9]"),
    ("missing-alt", 6, 6, "lang: en", "Look ![](/icon.svg)."),
    ("missing-credit", 6, 1, "lang: en", "![A town](/icon.svg)"),
    ("unsafe-html", 6, 3, "lang: en", "A <b onclick=\"x()\">word</b>."),
    ("unsafe-link", 6, 3, "lang: en", "A [link](javascript:x)."),
    ("dead-link", 6, 10, "lang: en", "A [page](nowhere.html)."),
    ("dead-anchor", 6, 10, "lang: en", "A [part](#nowhere)."),
    ("held-back", 3, 12, "lang: en", "Words."),
];

/// Code, line, column, path and the whole file.
const OTHERS: &[(&str, usize, usize, &str, &str)] = &[
    ("no-front-matter", 1, 1, "content/articles/bare.md", "Words.\n"),
    ("toml-front-matter", 1, 1, "content/articles/toml.md", "+++\ntitle = \"x\"\n+++\nWords.\n"),
    ("missing-date", 1, 1, "content/articles/dateless.md", "---\ntitle: Dateless\n---\nWords.\n"),
    ("missing-title", 1, 1, "content/articles/2020-10-01-nameless.md", "---\nlang: en\n---\nWords.\n"),
    (
        "shared-alias",
        3,
        13,
        "content/actors.yaml",
        "- name: Armenia\n- name: Azerbaijan\n  aliases: [Armenia]\n",
    ),
    ("missing-key", 2, 3, "content/places.yaml", "- name: Shusha\n- {lat: 40.18, lon: 44.51}\n"),
];

fn path_of(index: usize) -> String {
    format!("content/articles/broken-{index:02}.md")
}

fn site() -> TempDir {
    let folder = tempdir().unwrap();
    for (index, (code, _, _, front, text)) in ARTICLES.iter().enumerate() {
        let published = if *code == "held-back" { "2031-10-01" } else { "2020-10-01" };
        let text =
            format!("---\ntitle: Broken {index:02} {code}\npublished: {published}\n{front}\n---\n{text}\n");
        front::put(folder.path(), &path_of(index), text.as_bytes());
    }
    for (_, _, _, path, text) in OTHERS {
        front::put(folder.path(), path, text.as_bytes());
    }
    front::put(
        folder.path(),
        "content/articles/whole.md",
        b"---\ntitle: Whole\npublished: 2020-10-01\n---\nWords.\n",
    );
    folder
}

const NOW: [&str; 2] = ["--now", "2021-06-01"];

#[test]
fn all_forty_are_reported_in_one_run_at_their_places() {
    let folder = site();
    let run = dateline(folder.path(), &[&["check", "--format", "json"], NOW.as_slice()].concat());
    assert_eq!(run.code, 1);
    let list: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).expect("one JSON array");
    let said = |value: &serde_json::Value| {
        let number = |key: &str| value[key].as_u64().map_or(0, |n| n as usize);
        let text = |key: &str| value[key].as_str().unwrap_or("").to_owned();
        (text("file"), text("code"), number("line"), number("column"))
    };
    let found: BTreeSet<_> = list.iter().map(said).collect();
    let broken = ARTICLES
        .iter()
        .enumerate()
        .map(|(i, (code, line, column, ..))| (path_of(i), (*code).to_owned(), *line, *column));
    let others = OTHERS
        .iter()
        .map(|(code, line, column, path, _)| ((*path).to_owned(), (*code).to_owned(), *line, *column));
    let expected: BTreeSet<_> = broken.chain(others).collect();
    assert_eq!(expected.len(), 40);
    let missing: Vec<_> = expected.difference(&found).map(|e| format!("- {e:?}")).collect();
    let surplus: Vec<_> = found.difference(&expected).map(|e| format!("+ {e:?}")).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "\n{}\n{}", missing.join("\n"), surplus.join("\n"));
    assert_eq!(list.len(), 40, "each is said once");
}

#[test]
fn mistakes_stand_in_the_order_of_files_and_lines() {
    let folder = site();
    let run = dateline(folder.path(), &[&["check", "--format", "short"], NOW.as_slice()].concat());
    let places: Vec<(String, usize)> = run
        .stderr
        .lines()
        .filter_map(|line| {
            let mut parts = line.splitn(4, ':');
            Some((parts.next()?.to_owned(), parts.next()?.parse().ok()?))
        })
        .collect();
    assert_eq!(places.len(), 40);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn what_can_be_built_is_built() {
    let folder = site();
    let run = dateline(folder.path(), &[&["build"], NOW.as_slice()].concat());
    assert_eq!(run.code, 1, "{}", run.stderr);
    let written = files(&folder.path().join("public"));
    assert!(written.contains_key("articles/whole.html"));
    // A mistake in one field does not take the page away; only what has no title, date or fields has no page.
    let pageless = ["invalid-yaml", "held-back"];
    for (index, (code, ..)) in ARTICLES.iter().enumerate() {
        let page = format!("articles/broken-{index:02}.html");
        assert_eq!(written.contains_key(&page), !pageless.contains(code), "{code}: {page}");
    }
    for page in ["index.html", "timeline/index.html", "actors/armenia.html", "places/shusha.html", "404.html"]
    {
        assert!(written.contains_key(page), "{page}");
    }
}

#[test]
fn strict_writes_nothing_and_leaves_the_old_output() {
    let folder = site();
    let strict = || dateline(folder.path(), &[&["build", "--strict"], NOW.as_slice()].concat());
    let run = strict();
    assert_eq!(run.code, 1);
    assert!(!folder.path().join("public").exists(), "there was none before");
    assert!(run.stderr.trim_end().ends_with("nothing is written, as `--strict` asks"), "{}", run.stderr);
    dateline(folder.path(), &[&["build"], NOW.as_slice()].concat());
    let before = files(&folder.path().join("public"));
    front::put(
        folder.path(),
        "content/articles/whole.md",
        b"---\ntitle: Changed\npublished: 2020-10-01\n---\nOther words.\n",
    );
    assert_eq!(strict().code, 1);
    assert_eq!(files(&folder.path().join("public")), before, "bytes and times");
    // The same input again: what an earlier build left may not make a strict one pass or write.
    let again = strict();
    assert_eq!((again.code, files(&folder.path().join("public"))), (1, before));
}

#[test]
fn strict_says_so_even_when_nothing_changed() {
    let folder = site();
    dateline(folder.path(), &[&["build"], NOW.as_slice()].concat());
    let run = dateline(folder.path(), &[&["build", "--strict"], NOW.as_slice()].concat());
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[invalid-date]"), "the mistakes are said again");
}
