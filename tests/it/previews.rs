//! What links to a page and listeners get of it: pictures with their sizes, descriptions, JSON-LD, names of sides, dates in headings.

use serde_json::Value;

use crate::front::{Built, build};

const SITE: &str = "\
-- site.yaml --
title: The Archive
description: What happened on the river.
base_url: https://archive.example/
publisher: The Archive Press
image: {src: share.svg, alt: A river}
logo: /static/logo.svg
authors:
  River desk: {kind: organisation}
  Ann Ashe: {url: https://archive.example/ann}
-- static/share.svg --
<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 630'/>
-- static/logo.svg --
<svg xmlns='http://www.w3.org/2000/svg' width='60' height='60'/>
-- content/conflicts/river-war.md --
---
name: River war
when: 2020-09-01/2020-12-01
sides:
  - {name: Northern side, actors: [Northland]}
  - {name: Southern side, actors: [Southland]}
---
-- content/actors/northland.md --
---
name: Northland
kind: state
image: {src: face.svg, alt: A face, credit: C}
---
-- content/actors/ann.md --
---
name: Ann Grey
kind: person
affiliations: [{to: Northland, role: minister}]
---
-- content/actors/face.svg --
<svg viewBox='0 0 300 900'/>
-- content/articles/tall.svg --
<svg viewBox='0 0 300 900'/>
-- content/articles/a b.svg --
<svg viewBox='0 0 80 60'/>
-- content/articles/a.md --
---
title: Shots at the bridge
published: 2020-10-10
when: 2020-10-08/2020-10-09
authors: [River desk, Ann Ashe, Ben Low, The Archive Press]
actors: [Northland, Southland, Somebody]
image: {src: tall.svg, alt: The bridge, credit: C}
claims:
  - about: Who fired
    positions: [{by: Northland, stance: denies, text: Not we.}]
sources:
  - {title: One, author: Ann Grey, url: https://one.example/}
  - {title: Two, author: Nobody Known, publisher: The Paper, url: https://two.example/}
---
![A boat](<a b.svg> \"A boat. Credit: C\")

<p><img src=\"../media/articles/tall.svg\" alt=\"The bridge\" width=\"100\"></p>
-- content/articles/b.md --
---
title: Talks are held
published: 2020-10-12
summary: They talk.
events:
  - {id: talks, when: 2020-10-11, title: Talks, type: diplomacy, place: Rivertown}
  - {id: nowhere, when: 2020-10-12, title: A call, type: diplomacy}
---
Words.
";

fn json_ld(built: &Built, path: &str) -> Value {
    let page = built.page(path);
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("JSON-LD");
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

fn meta<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    let (_, rest) = page.split_once(&format!("=\"{name}\" content=\""))?;
    rest.split('"').next()
}

#[test]
fn every_picture_of_the_site_says_how_large_it_is() {
    let built = build(SITE);
    let page = built.page("articles/a.html");
    assert!(page.contains("width=\"300\" height=\"900\" alt=\"The bridge\""), "{page}");
    assert!(page.contains(".svg\" width=\"80\" height=\"60\""), "{page}");
    assert!(page.contains("<img src=\"../media/tall-d5fc9aa691.svg\" height=\"300\""), "{page}");
    assert!(built.page("actors/northland.html").contains("width=\"300\" height=\"900\" alt=\"A face\""));
}

#[test]
fn a_link_to_a_page_shows_its_own_picture_or_that_of_the_site() {
    let built = build(SITE);
    let image = |path: &str| meta(built.page(path), "og:image").map(str::to_owned);
    assert_eq!(image("articles/a.html").unwrap(), "https://archive.example/media/tall-d5fc9aa691.svg");
    assert!(image("actors/northland.html").unwrap().starts_with("https://archive.example/media/face-"));
    for path in ["index.html", "articles/b.html", "timeline/index.html", "events/talks.html"] {
        assert_eq!(image(path).unwrap(), "https://archive.example/share.svg", "{path}");
        assert_eq!(meta(built.page(path), "og:image:width"), Some("1200"));
        assert_eq!(meta(built.page(path), "og:image:alt"), Some("A river"));
    }
    assert_eq!(
        json_ld(&built, "articles/a.html")["image"]["contentUrl"],
        "https://archive.example/media/tall-d5fc9aa691.svg"
    );
    assert!(
        json_ld(&built, "articles/b.html").get("image").is_none(),
        "the site's picture is not the story's"
    );
    let distressing =
        build(&SITE.replace("alt: The bridge, credit: C", "alt: The bridge, credit: C, sensitive: true"));
    assert_eq!(
        meta(distressing.page("articles/a.html"), "og:image"),
        Some("https://archive.example/share.svg")
    );
    let missing = build(&SITE.replace("logo: /static/logo.svg", "logo: no.svg"));
    assert!(
        missing.report().contains("warning[missing-image]: `no.svg` is no file of `static/`"),
        "{}",
        missing.report()
    );
}

#[test]
fn machines_are_told_who_somebody_is_only_where_it_is_known() {
    let built = build(SITE);
    let article = json_ld(&built, "articles/a.html");
    let kinds: Vec<&str> =
        article["author"].as_array().unwrap().iter().map(|a| a["@type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["Organization", "Person", "Person", "Organization"]);
    assert_eq!(article["author"][1]["url"], "https://archive.example/ann");
    assert_eq!(article["publisher"]["logo"]["url"], "https://archive.example/logo.svg");
    assert_eq!(article["citation"][0]["author"]["@type"], "Person");
    assert_eq!(article["citation"][1]["creditText"], "Nobody Known");
    assert!(article["citation"][1].get("author").is_none());
    assert_eq!(article["about"][2]["@type"], "Thing");
    let person = json_ld(&built, "actors/ann.html");
    let state = &person["affiliation"][0]["affiliation"];
    assert_eq!(state["@type"], serde_json::json!(["Country", "GovernmentOrganization"]));
    assert_eq!(json_ld(&built, "events/talks.html")["@type"], "Event");
    let call = json_ld(&built, "events/nowhere.html");
    assert_eq!((&call["@type"], &call["about"][0]["name"]), (&"WebPage".into(), &"A call".into()));
}

#[test]
fn every_page_describes_itself_and_the_home_page_has_one_address() {
    let built = build(SITE);
    for path in built.pages() {
        let said = meta(built.page(path), "description").unwrap_or_default();
        assert!(!said.is_empty(), "{path}");
    }
    assert_eq!(
        meta(built.page("articles/a.html"), "description"),
        Some("8–9 October 2020 · Northland, Southland, Somebody")
    );
    let home = built.page("index.html");
    assert!(home.contains("<link rel=\"canonical\" href=\"https://archive.example/\">"), "{home}");
    assert!(built.page("sitemap.xml").contains("<loc>https://archive.example/</loc>"));
    assert!(!built.page("sitemap.xml").contains("example/index.html"));
}

#[test]
fn listeners_get_the_side_the_date_and_the_dash() {
    let built = build(SITE);
    let page = built.page("timeline/index.html");
    let heading = "<h3><span class=\"d\"><a href=\"#a\"><time datetime=\"2020-10-08\">8<span aria-hidden=\"true\">–</span>\
                   <span class=\"v\"> to </span>9 October</time></a></span> <a href=\"../articles/a.html\">Shots";
    assert!(page.contains(heading), "{page}");
    assert!(page.contains(">Northland</a><span class=\"v\"> (Northern side)</span></li>"), "{page}");
    assert!(page.contains("<li class=\"s1\">Northern side</li>"), "{page}");
    let in_turkish = build(&SITE.replace("base_url", "language: tr\nbase_url"));
    assert!(!in_turkish.page("timeline/index.html").contains(" to </span>"), "no single word stands there");
}
