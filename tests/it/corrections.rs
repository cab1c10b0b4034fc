//! Corrections, retractions and the time of the last change.

use serde_json::{Value, json};

use crate::front::{self, xml};

const SITE: &str = "\
-- site.yaml --
title: T
base_url: https://example.org/
-- content/articles/a.md --
---
title: The first
published: 2020-10-01T10:00+00:00
corrections:
  - {date: 2020-10-03, text: The number was wrong, was: '15', now: '12'}
  - {kind: clarification, text: It was said in Geneva}
---
Words.
-- content/articles/b.md --
---
title: Taken back
published: 2020-10-02
status: retracted
summary: A summary that is gone
tags: [gone-tag]
actors: [A gone actor]
corrections: [{date: 2020-10-09, kind: retraction, text: None of it was so}]
---
Words that are gone.
";

/// The texts of the elements of a name.
fn texts(feed: &str, name: &str) -> Vec<String> {
    let all = xml::elements(feed).into_iter();
    all.filter(|element| element.path.ends_with(&format!("/{name}"))).map(|element| element.text).collect()
}

#[test]
fn the_note_stands_before_the_text() {
    let built = front::build(SITE);
    let main = built.main("articles/a.html").replace("now:\n", "now: ");
    let note =
        main.find("Correction, 3 October 2020. The number was wrong Was: 15 · now: 12").expect("a note");
    assert!(note < main.find("Words.").expect("the text"), "{main}");
    assert!(main.contains("Clarification. It was said in Geneva"), "{main}");
}

#[test]
fn all_corrections_have_a_page() {
    let built = front::build(SITE);
    assert_eq!(
        built.main("corrections.html").replace("now:\n", "now: "),
        "\
# Corrections
Corrections, clarifications and retractions, newest first.
3 corrections · [Feed](corrections.xml)
- Retraction · 9 October 2020
## [Taken back](articles/b.html#correction-2020-10-09-49eb86cd)
None of it was so
- Correction · 3 October 2020
## [The first](articles/a.html#correction-2020-10-03-b4b8e02b)
The number was wrong Was: 15 · now: 12
.
- Clarification
## [The first](articles/a.html#correction-undated-8d135e78)
It was said in Geneva
"
    );
    let none = front::build(&front::with_body("Words."));
    assert!(!none.has("corrections.html") && none.holding("corrections.html").is_empty());
}

#[test]
fn the_feed_of_corrections_is_atom() {
    let built = front::build(SITE);
    let feed = built.page("corrections.xml");
    let all = |name: &str| texts(feed, name);
    assert_eq!(
        all("title"),
        ["T: Corrections", "Retraction: Taken back", "Correction: The first", "Clarification: The first"]
    );
    assert_eq!(
        all("updated"),
        ["2020-10-09T00:00:00Z", "2020-10-09T00:00:00Z", "2020-10-03T00:00:00Z", "2020-10-03T00:00:00Z"]
    );
    assert_eq!(all("content")[1], "The number was wrong Was: “15” now: “12”");
    let ids = all("id");
    assert!(ids[1].starts_with("tag:example.org,2020-10-02:b#correction-2020-10-09-"), "{}", ids[1]);
}

#[test]
fn an_entry_of_the_feed_keeps_its_id_when_others_come() {
    let site = |corrections: &str| {
        format!(
            "-- site.yaml --\nbase_url: https://archive.example/\n-- content/articles/2020-10-10-a.md --\n---\ntitle: Перемирие\nslug: перемирие\ncorrections:\n{corrections}---\nWords, <a href=\"../x.pdf\">a file</a>.\n"
        )
    };
    let first = "  - {date: 2020-10-11, text: The first.}\n";
    let before = front::build(&site(first));
    let after = front::build(&site(&format!("  - {{date: 2020-10-12, text: The second.}}\n{first}{first}")));
    let (before, after) =
        (texts(before.page("corrections.xml"), "id"), texts(after.page("corrections.xml"), "id"));
    let ids = |list: &[String]| list[1..].to_vec();
    assert!(ids(&after).contains(&before[1]), "{after:?}");
    let unlike: std::collections::BTreeSet<String> = ids(&after).into_iter().collect();
    assert_eq!(unlike.len(), 3);
    for id in unlike {
        assert!(id.is_ascii() && id.starts_with("tag:archive.example,2020-10-10:%D0%BF"), "{id}");
    }
}

#[test]
fn addresses_in_a_feed_are_whole() {
    let site = "-- site.yaml --\nbase_url: https://archive.example/\n-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n---\nWords, <a href=\"files/x.pdf\">a file</a>.\n-- content/articles/files/x.pdf --\nx\n";
    let feed = front::build(site).page("feed.xml").to_owned();
    assert!(!feed.contains("href=&quot;files") && !feed.contains("href=\"files"), "{feed}");
}

#[test]
fn machines_are_told_of_corrections() {
    let built = front::build(SITE);
    let page = built.page("articles/a.html");
    let json = page
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .and_then(|rest| rest.split("</script>").next());
    let json: Value = serde_json::from_str(json.expect("JSON-LD")).expect("JSON");
    assert_eq!(
        json["correction"],
        json!([
            {"@type": "CorrectionComment", "text": "The number was wrong", "datePublished": "2020-10-03T00:00:00Z"},
            {"@type": "CorrectionComment", "text": "It was said in Geneva"},
        ])
    );
    assert_eq!(json["dateModified"], "2020-10-03T00:00:00Z");
}

#[test]
fn a_retracted_article_leaves_a_notice_and_nothing_else() {
    let built = front::build(SITE);
    let notice = built.main("articles/b.html");
    assert!(
        notice.contains("This article has been retracted") && notice.contains("None of it was so"),
        "{notice}"
    );
    for gone in ["Words that are gone", "A summary that is gone", "gone-tag", "A gone actor"] {
        assert_eq!(built.holding(gone), [""; 0], "{gone}");
    }
    let allowed = ["articles/b.html", "corrections.html", "corrections.xml"];
    let found: Vec<&str> = built.holding("Taken back");
    assert_eq!(found, allowed, "no timeline, feed, search or export");
}

#[test]
fn the_last_change_is_shown_when_the_text_changed() {
    let updated = |fields: &str| {
        let built = front::build(&format!(
            "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\n-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01T10:00+00:00\n{fields}---\nWords.\n"
        ));
        let main = built.main("articles/a.html");
        let shown = main.lines().find_map(|line| line.split("Updated: ").nth(1)).map(str::to_owned);
        let feed = built.page("feed.xml");
        let changed = texts(feed, "updated").pop().expect("an entry");
        (shown.unwrap_or_default(), changed)
    };
    let at = |shown: &str, changed: &str| (shown.to_owned(), changed.to_owned());
    let first = "2020-10-01T10:00:00Z";
    assert_eq!(updated(""), at("", first));
    assert_eq!(updated("updated: 2020-10-01T10:00+00:00\n"), at("", first));
    assert_eq!(updated("updated: 2020-10-01\n").0, "", "the day of publication");
    assert_eq!(updated("corrections: [{text: A comma}]\n"), at("", first));
    assert_eq!(updated("updated: 2020-10-05\n"), at("5 October 2020", "2020-10-05T00:00:00Z"));
    let corrected = "updated: 2020-10-05\ncorrections: [{date: 2020-11-02, text: A number}]\n";
    assert_eq!(updated(corrected), at("2 November 2020", "2020-11-02T00:00:00Z"));
}
