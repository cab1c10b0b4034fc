//! Feeds of lists, the feed as JSON, and the list of all feeds.

use crate::front;

const SITE: &str = "\
-- site.yaml --
title: An archive
base_url: https://example.org/a/
-- content/conflicts/war.md --
---
name: The war
sides: [{name: North, actors: [Northland]}, {name: South, actors: [Southland]}]
---
-- content/events/lone.yaml --
- {id: lone, title: Told by nobody, when: 2020-10-02, place: Elsewhere, type: legal}
-- content/articles/перемирие.md --
---
title: A truce
published: 2020-10-10T10:00Z
when: 2020-10-09
summary: It holds.
type: ceasefire
place: The bridge
tags: [truces]
actors: [Northland]
authors: [A. Writer]
---
Words with a [link](b.md).
-- content/articles/b.md --
---
title: Later words
published: 2020-10-12
type: ceasefire
actors: [Northland]
---
More.
";

#[test]
fn lists_that_articles_tell_of_have_a_feed() {
    let built = front::build(SITE);
    for (feed, titles) in [
        ("conflicts/war.xml", vec!["Later words", "A truce"]),
        ("conflicts/war--north.xml", vec!["Later words", "A truce"]),
        ("types/ceasefire.xml", vec!["Later words", "A truce"]),
        ("places/the-bridge.xml", vec!["A truce"]),
        ("tags/truces.xml", vec!["A truce"]),
    ] {
        let text = built.page(feed);
        let found: Vec<&str> =
            text.split("<title>").skip(2).filter_map(|rest| rest.split('<').next()).collect();
        assert_eq!(found, titles, "{feed}");
        assert!(
            text.is_ascii()
                || !text.split("<id>").any(|rest| !rest.split('<').next().unwrap_or("").is_ascii()),
            "{text}"
        );
        let page = feed.replace(".xml", ".html");
        let link = feed.rsplit('/').next().unwrap_or("");
        assert!(built.page(&page).contains("type=\"application/atom+xml\" title=\""), "{page}");
        assert!(built.page(&page).contains(link), "{page}");
    }
    for none in ["types/legal.xml", "places/elsewhere.xml", "conflicts/war--south.xml"] {
        assert!(!built.has(none), "{none}");
    }
    let all = built.page("feeds.opml");
    for feed in ["feed.xml", "conflicts/war.xml", "tags/truces.xml", "actors/northland.xml"] {
        assert!(all.contains(&format!("xmlUrl=\"https://example.org/a/{feed}\"")), "{feed}: {all}");
    }
    let without = front::build(&SITE.replace("base_url: https://example.org/a/\n", ""));
    assert!(!without.has("feeds.opml") && !without.has("feed.json") && !without.has("tags/truces.xml"));
}

#[test]
fn the_feed_is_json_too() {
    let built = front::build(SITE);
    let feed: serde_json::Value = serde_json::from_str(built.page("feed.json")).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://example.org/a/feed.json");
    let item = &feed["items"][1];
    assert_eq!((&item["title"], &item["summary"]), (&"A truce".into(), &"It holds.".into()));
    let id = item["id"].as_str().expect("an id");
    assert!(id.starts_with("tag:example.org,2020-10-10:") && id.is_ascii(), "{id}");
    assert!(built.page("feed.xml").contains(id), "both feeds name an article alike");
    assert_eq!(item["date_published"], "2020-10-10T10:00:00Z");
    assert_eq!((&item["authors"][0]["name"], &item["tags"][0]), (&"A. Writer".into(), &"truces".into()));
    let html = item["content_html"].as_str().expect("a text");
    assert!(html.contains("https://example.org/a/articles/b.html"), "{html}");
}

#[test]
fn an_id_stays_when_the_address_and_the_headline_change() {
    let id = |site: &str, title: &str| {
        let built = front::build(site);
        let feed: serde_json::Value = serde_json::from_str(built.page("feed.json")).expect("JSON");
        let items = feed["items"].as_array().expect("a list");
        let item = items.iter().find(|item| item["title"] == title).expect("the article");
        item["id"].as_str().expect("an id").to_owned()
    };
    let before = id(SITE, "Later words");
    let moved = SITE
        .replace(
            "title: Later words\n",
            "title: Other words\nslug: c\naliases: [old/1.html, articles/b.html, articles/z.html]\n",
        )
        .replace("(b.md)", "(c.md)")
        .replace("articles/b.md --", "articles/c.md --");
    assert_eq!(id(&moved, "Other words"), before);
    let elsewhere = moved
        .replace("old/1.html, articles/b.html, articles/z.html", "https://example.org/a/articles/b.html");
    assert_eq!(id(&elsewhere, "Other words"), before, "a whole address of the site");
    let alone = moved.replace("old/1.html, articles/b.html, articles/z.html", "old/1.html");
    assert!(
        id(&alone, "Other words").ends_with("/c"),
        "an address that was never one of this program's articles"
    );
}
