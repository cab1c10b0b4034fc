//! The search: what is in its files and what never is, where names lead, and which files a new article changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::front::{self, Built, build, build_with};

/// Everything that the files of the search hold.
fn files(built: &Built) -> BTreeMap<&str, &str> {
    let of_search = |path: &&String| path.starts_with("search/") || *path == "search.html";
    built.files.keys().filter(of_search).map(|path| (path.as_str(), built.page(path))).collect()
}

fn all(built: &Built) -> String {
    files(built).into_values().collect()
}

const SITE: &str = "\
-- content/articles/open.md --
---
title: The open report
published: 2020-10-01
summary: Summaryword of it.
authors: [Authorword]
actors: [Nikol Testonyan]
place: Placeword
statements: [{by: Nikol Testonyan, text: Statementword was said.}]
claims: [{about: Claimword, positions: [{by: Nikol Testonyan, text: Positionword}]}]
image: {src: a.jpg, alt: Altword, caption: Sensitiveword, credit: AP, sensitive: true}
sources: [{title: Sourceword, publisher: Publisherword}]
---
Bodyword stands here, and in Straße. </script><b>Bold</b>word.

![x](a.jpg \"Captionword. Credit: AP\")
-- content/articles/a.jpg --
x
-- content/articles/draft.md --
---
title: Draftword
published: 2020-10-02
status: draft
actors: [Nikol Testonyan]
---
Draftword body.
-- content/articles/unverified.md --
---
title: Unverifiedword
published: 2020-10-02
status: unverified
---
Unverifiedword body.
-- content/articles/retracted.md --
---
title: Retractedword
published: 2020-10-02
status: retracted
summary: Retractedword
---
Retractedword body.
-- content/actors/testonyan.md --
---
name: Nikol Testonyan
aliases: [Никол Тестонян, {text: Nickword, kind: characterisation}]
names: {hy: Նիկոլ Թեստոնյան}
---
Profileword.
-- content/places.yaml --
- {name: Placeword, lat: 40.123456, lon: 46.654321, precision: rounded}
";

#[test]
fn what_pages_show_is_found() {
    let built = build(SITE);
    let words: String = files(&built)
        .iter()
        .filter(|(path, _)| path.starts_with("search/words-"))
        .map(|(_, text)| *text)
        .collect();
    for word in [
        "summaryword",
        "authorword",
        "testonyan",
        "placeword",
        "statementword",
        "claimword",
        "positionword",
        "sourceword",
        "publisherword",
        "bodyword",
        "strasse",
        "boldword",
        "profileword",
        "nickword",
        "тестонян",
        "թեստոնյան",
        "2020",
    ] {
        let found = words.contains(&format!("\\n{word}\\n"))
            || words.contains(&format!("\"{word}\\n"))
            || words.contains(&format!("\\n{word}\""));
        assert!(found, "{word}");
    }
}

#[test]
fn what_pages_do_not_show_is_in_no_byte() {
    for options in [front::options(), front::with_drafts()] {
        let built = build_with(SITE, &options);
        let search = all(&built).to_lowercase();
        for word in [
            "draftword",
            "unverifiedword",
            "retractedword",
            "sensitiveword",
            "captionword",
            "altword",
            "40.12",
            "46.65",
            "</script><b>",
        ] {
            let own = files(&built)
                .into_iter()
                .filter(|(_, text)| text.to_lowercase().contains(word))
                .map(|(path, _)| path);
            let own: Vec<&str> = own.filter(|_| search.contains(word)).collect();
            assert_eq!(own, [""; 0], "{word}");
        }
    }
}

#[test]
fn texts_of_enemies_end_no_script() {
    let site = "-- content/articles/a.md --\n---\ntitle: \"</script><script>alert(1)</script>\"\npublished: 2020-10-01\nsummary: \"a\u{2028}b \u{202e}c <!-- \"\nactors: [\"<img src=x>\"]\n---\nwords `</script>` %3Cscript%3E\n";
    let built = build(site);
    for (path, text) in files(&built).into_iter().filter(|(path, _)| path.ends_with(".js")) {
        assert!(!text.contains('<') && !text.contains(['\u{2028}', '\u{2029}']), "{path}: {text}");
        assert_eq!(text.lines().count(), 1, "{path}");
    }
    let page = built.page("search.html");
    assert!(!page.contains("<img src=x"), "{page}");
}

#[test]
fn texts_without_a_word_and_words_without_end_are_taken() {
    let mut site = String::from(
        "-- content/articles/a.md --\n---\ntitle: …\npublished: 2020-10-01\n---\n…\n-- content/articles/b.md --\n---\ntitle: Long\npublished: 2020-10-01\n---\n",
    );
    site += &"y".repeat(10_000);
    for n in 0..20_000 {
        write!(site, " w{n}").unwrap();
    }
    let built = build(&(site + "\n"));
    assert!(all(&built).contains("w19999"));
    let words = files(&built).into_iter().filter(|(path, _)| path.starts_with("search/words-"));
    assert!(words.into_iter().all(|(_, text)| !text.contains(&"y".repeat(41))));
}

#[test]
fn a_site_with_nothing_has_no_search() {
    let built = build("-- site.yaml --\ntitle: Empty\n");
    assert_eq!(files(&built).keys().filter(|path| path.starts_with("search/")).count(), 0);
    assert!(!built.page("index.html").contains("search.html"));
}

/// So many reports, a day each.
fn reports(n: usize) -> String {
    let mut site = String::new();
    for i in 0..n {
        let (year, month, day) = (2000 + i / 336, i / 28 % 12 + 1, i % 28 + 1);
        write!(
            site,
            "-- content/articles/r{i}.md --\n---\ntitle: Report {i}\npublished: {year}-{month:02}-{day:02}\nactors: [Actor {}]\n---\nWords of the {i} report, about matter{} and thing{}.\n",
            i % 20,
            i % 97,
            i % 101
        )
        .unwrap();
    }
    site
}

#[test]
fn a_new_article_leaves_what_is_settled() {
    let (before, after) = (build(&reports(1010)), build(&reports(1011)));
    let changed = |before: &Built, after: &Built| -> BTreeSet<String> {
        let paths: BTreeSet<&String> = before.files.keys().chain(after.files.keys()).collect();
        let differs = |path: &&&String| before.files.get(**path) != after.files.get(**path);
        let of_search = |path: &&&String| path.starts_with("search");
        paths.iter().filter(of_search).filter(differs).map(|path| (*path).clone()).collect()
    };
    let changed = changed(&before, &after);
    assert!(changed.contains("search/root.js") && changed.contains("search/found-r0.js"), "{changed:?}");
    assert!(!changed.iter().any(|path| path.contains("-s")), "{changed:?}");
    assert!(before.files.keys().filter(|path| path.starts_with("search/words-s")).count() > 1);
}

#[test]
fn an_edited_article_changes_few_files() {
    let site = reports(1000);
    let edited = site.replace("Words of the 500 report", "Words and one more of the 500 report");
    let (before, after) = (build(&site), build(&edited));
    let differs = |path: &&String| before.files.get(*path) != after.files.get(*path);
    let changed: Vec<&String> =
        before.files.keys().filter(|path| path.starts_with("search/words-")).filter(differs).collect();
    assert!((1..=4).contains(&changed.len()), "{changed:?}");
}
