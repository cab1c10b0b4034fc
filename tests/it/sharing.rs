//! How a page is cited, and how it stands in frames of other sites.

use serde_json::Value;

use crate::front::{self, Built, build};

const SITE: &str = "\
-- site.yaml --
title: The Archive
publisher: The House
base_url: https://archive.example/x/
authors:
  The Desk: {kind: organisation}
-- content/actors.yaml --
- {id: north, name: North, kind: state, summary: A state}
- {id: nobody, name: Nobody}
-- content/conflicts/war.md --
---
name: The War
when: 2020
sides: [{name: The North, actors: [north]}]
---
-- content/events.yaml --
- {id: fire, title: The fire, when: 2020-10-02, summary: It burned, actors: [north], conflict: war, key: true}
-- content/articles/a.md --
---
title: What burned
published: 2020-10-05T10:00+00:00
authors: [The Desk, Ann B]
events: [{id: fire}]
corrections: [{date: 2020-10-07, text: The hour}]
---
Words.
-- content/articles/gone.md --
---
title: Taken back by us
published: 2020-10-06
status: retracted
---
Gone.
-- content/articles/held.md --
---
title: Not told yet
published: 2020-10-06
status: draft
---
Held.
";

fn json(built: &Built, path: &str) -> Value {
    serde_json::from_str(built.page(path)).unwrap()
}

/// The words that stand below a page for those who cite it.
fn cited(built: &Built, path: &str) -> String {
    let main = built.main(path);
    main[main.find("Cite this page").expect("a way to cite")..].to_owned()
}

#[test]
fn an_article_is_cited_in_words_and_in_four_forms() {
    let built = build(SITE);
    let cited = cited(&built, "articles/a.html");
    for form in [
        "The Desk and Ann B, “What burned”, The Archive, The House, 5 October 2020, changed 7 October 2020, https://archive.example/x/articles/a.html",
        "{{cite web |url=https://archive.example/x/articles/a.html |title=What burned |author1=The Desk |author2=Ann B |date=2020-10-05 |website=The Archive |publisher=The House |language=en |access-date=}}",
        "author = {{The Desk} and Ann B},",
        "AU - Ann B",
        "\"issued\":{\"date-parts\":[[2020,10,5]]}",
    ] {
        assert!(cited.contains(form), "{form}\n{cited}");
    }
    let page = built.page("articles/a.html");
    for tag in [
        "<meta name=\"citation_title\" content=\"What burned\">",
        "<meta name=\"citation_author\" content=\"The Desk\">\n<meta name=\"citation_author\" content=\"Ann B\">",
        "<meta name=\"citation_publication_date\" content=\"2020/10/05\">",
        "<meta name=\"citation_public_url\" content=\"https:&#x2F;&#x2F;archive.example&#x2F;x&#x2F;articles&#x2F;a.html\">",
    ] {
        assert!(page.contains(tag) || page.contains(&tag.replace("&#x2F;", "/")), "{tag}");
    }
}

#[test]
fn an_event_is_cited_as_of_its_newest_report() {
    let cited = cited(&build(SITE), "events/fire.html");
    assert!(
        cited.contains("“The fire” (2 October 2020), The Archive, The House, 7 October 2020, https:"),
        "{cited}"
    );
}

#[test]
fn files_have_every_article_and_event_and_nothing_that_is_gone_or_held_back() {
    let built = build(SITE);
    let ids: Vec<String> = json(&built, "data/citations.json")
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["article-a", "event-fire"]);
    for file in ["data/citations.bib", "data/citations.ris"] {
        let text = built.page(file);
        assert!(text.contains("What burned") && text.contains("The fire"), "{text}");
        assert!(!text.contains("Taken back") && !text.contains("Not told"), "{text}");
    }
    assert!(!built.page("articles/gone.html").contains("citation_"));
    assert!(built.page("data/citations.ris").ends_with("ER  - \r\n\r\n"));
}

#[test]
fn no_words_of_a_title_become_a_field() {
    let title = "A | b = {{c}} [[d]] <ref> ''e'' }, \\nAU  - Evil\\nER  - \\n@misc{x, & \\u2028 \\\"f\\\"";
    let site = format!(
        "-- site.yaml --\ntitle: T\nbase_url: https://a.example/\n-- content/articles/a.md --\n---\ntitle: \"{title}\"\nauthors: [\"Ann and | Bob\\nUR  - https://evil.example/\"]\npublished: 2020-10-05\n---\nWords.\n"
    );
    let built = build(&site);
    let ris = built.page("data/citations.ris");
    let fields: Vec<&str> = ris.lines().filter_map(|line| line.get(..2)).collect();
    assert_eq!(fields, ["TY", "ID", "AU", "TI", "T2", "PY", "DA", "LA", "UR", "ER"], "{ris}");
    let bib = built.page("data/citations.bib");
    assert_eq!(bib.lines().filter(|line| line.starts_with('@')).count(), 1, "{bib}");
    assert!(bib.contains("author = {{Ann and | Bob UR - https"), "{bib}");
    assert_eq!(bib.matches('{').count(), bib.matches('}').count(), "{bib}");
    let page = built.page("articles/a.html");
    let line = page.split("{{cite web").nth(1).unwrap().split("</code>").next().unwrap();
    // Fields begin with `|`, the template ends once, and nothing else is a sign of wikitext.
    assert_eq!(line.replace("{{!}}", "").matches('|').count(), 7, "{line}");
    assert_eq!(line.replace("{{!}}", "").matches("}}").count(), 1, "{line}");
    assert!(!line.contains("[[") && !line.contains("&lt;ref"), "{line}");
    assert!(json(&built, "data/citations.json")[0]["title"].as_str().unwrap().contains("AU - Evil"));
}

#[test]
fn a_site_can_do_without() {
    let built = build(&SITE.replace("publisher:", "tools: []\npublisher:"));
    assert_eq!(built.report(), "");
    assert!(!built.has("data/citations.json") && !built.has("embed/events/fire.html"));
    assert!(built.has("embed/timeline.html"), "the timeline's own frame is older than this");
    assert!(!built.page("articles/a.html").contains("Cite this"));
    let wrong = build(&SITE.replace("publisher:", "tools: [cite, sighte]\npublisher:"));
    assert_eq!(wrong.codes(), ["unknown-value"]);
}

#[test]
fn an_event_an_actor_and_a_conflict_stand_in_frames() {
    let built = build(SITE);
    for (card, shows) in [
        ("embed/events/fire.html", &["The fire", "It burned", "2 October 2020", "North"][..]),
        ("embed/actors/north.html", &["North", "A state", "The fire", "1 entry"]),
        ("embed/conflicts/war.html", &["The War", "Key moments", "The fire"]),
    ] {
        let (page, main) = (built.page(card), built.main(card));
        assert!(shows.iter().all(|words| main.contains(words)), "{card}: {main}");
        assert!(page.contains("<base target=\"_blank\">") && !page.contains("<script"), "{card}");
        assert!(page.contains("noindex") && page.len() < 8000, "{card}: {}", page.len());
    }
    assert!(!built.has("embed/actors/nobody.html"), "of whom nothing is told");
}

#[test]
fn programs_find_the_frame_of_a_page() {
    let built = build(SITE);
    for (page, of) in [
        ("timeline/index.html", "timeline"),
        ("events/fire.html", "events/fire"),
        ("actors/north.html", "actors/north"),
        ("conflicts/war.html", "conflicts/war"),
    ] {
        let link = format!("href=\"https://archive.example/x/oembed/{of}.json\"");
        assert!(built.page(page).replace("&#x2F;", "/").contains(&link), "{page}");
        let answer = json(&built, &format!("oembed/{of}.json"));
        assert_eq!((&answer["version"], &answer["type"]), (&"1.0".into(), &"rich".into()));
        let html = answer["html"].as_str().unwrap();
        let src = format!("<iframe src=\"https://archive.example/x/embed/{of}.html\"");
        assert!(html.starts_with(&src), "{html}");
        assert!(html.contains("sandbox=\"") && !html.contains("allow-same-origin"), "{html}");
    }
    assert!(!built.page("articles/a.html").contains("oembed"));
    let local = build(&SITE.replace("base_url: https://archive.example/x/\n", ""));
    assert!(!local.has("oembed/timeline.json"), "an answer without an address is of no use");
    assert!(local.has("embed/events/fire.html"));
}

#[test]
fn no_title_leaves_its_attribute_in_a_frame() {
    let title = "A \\\" onload=x y=\\\"<script>alert(1)</script>";
    let site = SITE.replace("title: The fire", &format!("title: \"{title}\""));
    let built = build(&site);
    let html = json(&built, "oembed/events/fire.json")["html"].as_str().unwrap().to_owned();
    assert!(html.contains("title=\"A &quot; onload=x y=&quot;&lt;script&gt;"), "{html}");
    assert_eq!(html.matches('<').count(), 2, "{html}");
    for path in ["embed/events/fire.html", "events/fire.html"] {
        assert!(!built.page(path).contains("<script>alert"), "{path}");
    }
}

#[test]
fn an_edition_cites_in_its_own_words() {
    let site = SITE.replace("publisher:", "languages: [en, de]\npublisher:")
        + "-- content/articles/a.de.md --\n---\ntitle: Was brannte\npublished: 2020-10-05\n---\nWorte.\n";
    let built = front::build(&site);
    let main = built.main("de/articles/a.html");
    assert!(main.contains("„Was brannte“"), "{main}");
    assert!(main.contains("https://archive.example/x/de/articles/a.html"), "{main}");
    assert!(built.page("de/data/citations.ris").contains("TI  - Was brannte"));
    assert!(built.has("de/embed/events/fire.html") && built.has("de/oembed/events/fire.json"));
}
