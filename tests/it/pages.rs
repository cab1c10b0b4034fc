//! Finished pages and files: what stands on them, what they lead to, and what must not be in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use dateline::diag::Diagnostics;
use dateline::route::{Addressing, EMBED, Route, RouteClass};
use dateline::source::{self, Filter};

use crate::front::xml::elements;
use crate::front::{self, Built, build, build_with, reduce};

/// Every page of each site in `cases/pages`, as text. `UPDATE=1` writes the texts anew.
#[test]
fn every_kind_of_page_shows_what_it_should() {
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/pages");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let start = text.find("\n== ").expect("a case has lines `== page ==`") + 1;
        let (site, expected) = text.split_at(start);
        let built = build(site);
        assert_eq!(built.report(), "");
        let wanted = expected.lines().filter_map(|line| line.strip_prefix("== ")?.strip_suffix(" =="));
        let found: String = wanted.map(|page| format!("== {page} ==\n{}", built.main(page))).collect();
        if update {
            fs::write(&path, format!("{site}{found}")).unwrap();
        } else {
            assert!(found == expected, "{} differs:\n{}", path.display(), difference(expected, &found));
        }
    }
}

/// The lines that only one of two texts has.
fn difference(expected: &str, found: &str) -> String {
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (expected.lines().collect(), found.lines().collect());
    let gone = expected.lines().filter(|line| !new.contains(line)).map(|line| format!("- {line}\n"));
    let come = found.lines().filter(|line| !old.contains(line)).map(|line| format!("+ {line}\n"));
    gone.chain(come).collect()
}

fn sample() -> Built {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/pages/site.txt");
    let text = fs::read_to_string(path).unwrap();
    build(&text[..text.find("\n== ").unwrap() + 1])
}

// ---- links

/// Every internal link and anchor of every page that leads nowhere.
fn dead_links(built: &Built) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<String>> = built
        .pages()
        .into_iter()
        .map(|path| (path, reduce::attributes(built.page(path), "id").into_iter().collect()))
        .collect();
    let mut dead = Vec::new();
    for path in built.pages() {
        for link in reduce::links(built.page(path)) {
            let scheme = link.split(['/', '?', '#']).next().unwrap_or("");
            if scheme.contains(':') || link.starts_with("//") {
                continue;
            }
            let (target, fragment) =
                link.split_once('#').map_or((link.as_str(), ""), |(target, fragment)| (target, fragment));
            let file = file_of(path, target.split('?').next().unwrap_or(""));
            // What lists all files is made by the sink, when they are there.
            let is_there = file.as_ref().is_some_and(|file| built.has(file) || file == "data/manifest.json");
            let has_id = fragment.is_empty()
                || file
                    .as_ref()
                    .and_then(|file| ids.get(file.as_str()))
                    .is_some_and(|ids| ids.contains(&percent(fragment)));
            if !is_there || !has_id {
                dead.push(format!("{path}: {link}"));
            }
        }
    }
    dead
}

/// The file that a relative address leads to, as a browser and a plain web server find it.
fn file_of(page: &str, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(page.to_owned());
    }
    assert!(!address.starts_with('/'), "{page}: links inside the site are relative, not {address}");
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let path = percent(&parts.join("/"));
    let is_folder = path.is_empty() || address.ends_with(['/', '.']);
    Some(if !is_folder {
        path
    } else if path.is_empty() {
        "index.html".to_owned()
    } else {
        format!("{path}/index.html")
    })
}

/// Percent signs read.
fn percent(text: &str) -> String {
    let (bytes, mut read, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        read.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(read).unwrap()
}

/// Names of every script, an old address, places, tags, events and a long title.
const MANY_SCRIPTS: &str = "\
-- site.yaml --
title: T & <T>
base_url: https://example.org/архив/
-- content/actors.yaml --
- name: Հայաստան
- name: \"A \\\"quoted\\\" & <marked> name\"
- name: Ruritania / Upper
-- content/pages/о-нас.md --
---
title: О нас
---
To [[Հայաստան]], [home](index.html), [the list](timeline/index.html).
-- content/pages/how/we-work.md --
---
title: How we work
---
Back to [[О нас]] and [the first](../articles/война.html).
-- content/articles/2020-10-10-война.md --
---
title: Война & <мир>
place: Շուշի
tags: [\"перемирие & мир\", \"100% sure?\"]
actors: [Հայաստան, \"A \\\"quoted\\\" & <marked> name\", \"Ruritania / Upper\"]
aliases: [/news/война.html, news/2020/, /%D0%B0.html]
events:
  - {title: One, when: 2020-10-09}
  - {title: Two, when: 2020-10-10}
---
## Часть первая

To [the part](#часть-первая), [[a-b]] and [the same](a-b.html#p).
-- content/articles/a-b.md --
---
title: \"A: b? #c\"
published: 2020-10-11
when: 2020
---
## Part {#p}

Read: Война & мир
-- content/articles/c.md --
---
title: Without a date
published: 2020-10-11
when: /2020-10
---
Words.
";

#[test]
fn every_internal_link_resolves() {
    for (name, built) in [
        ("sample", sample()),
        ("many scripts", build(MANY_SCRIPTS)),
        ("nothing", build("")),
        ("demo", demo()),
    ] {
        assert_eq!(dead_links(&built), [""; 0], "{name}");
        assert!(built.pages().len() > 1, "{name}");
    }
    assert!(
        dead_links(&build(&front::with_body("[x](nowhere.html) [y](#nowhere)"))).len() == 2,
        "the scanner finds dead links"
    );
}

#[test]
fn addresses_in_the_form_of_folders_resolve_too() {
    let text = MANY_SCRIPTS.replace("title: T & <T>\n", "title: T & <T>\naddresses: folders\n");
    // Relative addresses of pages are written as the browser sees them; names need no change.
    let text = text
        .replace("[home](index.html), [the list](timeline/index.html)", "words")
        .replace("[the first](../articles/война.html)", "words");
    let built = build(&text.replace("[the same](a-b.html#p)", "words"));
    assert_eq!(built.report(), "");
    assert_eq!(dead_links(&built), [""; 0]);
    for path in [
        "index.html",
        "articles/война/index.html",
        "actors/հայաստան/index.html",
        "actors/index.html",
        "о-нас/index.html",
        "404.html",
        "timeline/index.html",
    ] {
        assert!(built.has(path), "{path} is not among {:?}", built.pages());
    }
    let links = reduce::links(built.page("articles/a-b/index.html"));
    assert!(!links.iter().any(|link| link.ends_with("index.html")), "{links:?}");
}

#[test]
fn a_page_whose_name_ends_in_index_has_its_folder() {
    let built = build(
        "-- site.yaml --\naddresses: folders\n-- content/articles/a.md --\n---\ntitle: A\nslug: price-index\npublished: 2020-10-01\n---\nWords.\n",
    );
    assert!(built.has("articles/price-index/index.html"), "{:?}", built.pages());
    assert_eq!(dead_links(&built), [""; 0]);
}

#[test]
fn addresses_keep_the_letters_of_every_script() {
    let cases = [
        ("Shusha / Shushi", "shusha-shushi"),
        ("Erdoğan’s “visit”", "erdogans-visit"),
        ("Война и мир", "война-и-мир"),
        ("Київ", "київ"),
        ("Պատերազմ Արցախում", "պատերազմ-արցախում"),
        ("الحرب في قره باغ", "الحرب-في-قره-باغ"),
        ("ガザの停戦", "ガザの停戦"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("停火协议", "停火协议"),
        ("정전 협정", "정전-협정"),
        ("שביתת נשק", "שביתת-נשק"),
    ];
    let address = |title: &str| {
        let built =
            build(&format!("-- 2020-10-10-{}.md --\n# {title}\n\nWords.\n", title.replace([' ', '/'], "-")));
        let path =
            built.pages().into_iter().find(|path| path.starts_with("articles/")).unwrap_or("none").to_owned();
        path.trim_start_matches("articles/").trim_end_matches(".html").to_owned()
    };
    front::same(cases.map(|(title, slug)| (title.to_owned(), address(title), slug.to_owned())));
}

fn demo() -> Built {
    let mut out = Diagnostics::default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = source::read(root, &Filter { output: Some(root.join("public")) }, &mut out).unwrap();
    front::build_tree(tree, &dateline::Options { today: front::day("2026-12-01"), ..front::options() }, out)
}

#[test]
fn the_demonstration_has_no_mistakes() {
    let built = demo();
    // Its texts keep some Read lines whose stories are not in the archive, as real ones do.
    let lines: Vec<&str> = built
        .diagnostics
        .0
        .iter()
        .filter(|d| &*d.code != "read-not-found")
        .map(|d| d.message.as_str())
        .collect();
    assert_eq!(lines, [""; 0], "{}", built.short());
    assert!(built.snapshot.site.articles.len() >= 20, "it is a site worth showing");
}

#[test]
fn every_page_is_whole() {
    for built in [sample(), build(MANY_SCRIPTS), build("")] {
        for path in
            built.pages().into_iter().filter(|path| !built.page(path).contains("http-equiv=\"refresh\""))
        {
            let page = built.page(path);
            assert!(
                page.to_lowercase().starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"),
                "{path}"
            );
            for once in ["<h1", "<main", "<html lang="] {
                assert_eq!(page.matches(once).count(), 1, "{path}: {once}");
            }
            let head = page.split("<body").next().unwrap();
            assert_eq!(head.matches("<title>").count(), 1, "{path}");
            let ids = reduce::attributes(page, "id");
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: {ids:?}");
            assert!(!page.contains(['\u{1}', '\u{2}', '\u{3}']), "{path}: no sign of the engine's own stays");
            let tags = reduce::pieces(page);
            let opened = |name: &str| {
                tags.iter()
                    .filter(|p| matches!(p, reduce::Piece::Tag(tag) if reduce::name(tag) == name))
                    .count()
            };
            for name in [
                "div", "section", "article", "ul", "ol", "li", "p", "a", "figure", "aside", "nav", "table",
                "span", "small",
            ] {
                assert_eq!(opened(name), opened(&format!("/{name}")), "{path}: <{name}>");
            }
        }
    }
}

#[test]
fn pages_ask_nobody_else_for_anything() {
    for built in [sample(), build(MANY_SCRIPTS)] {
        for path in built.pages() {
            for piece in reduce::pieces(built.page(path)) {
                let reduce::Piece::Tag(tag) = piece else { continue };
                let asks = match reduce::name(tag) {
                    "img" | "script" | "iframe" | "source" | "video" | "audio" => {
                        reduce::attribute(tag, "src")
                    }
                    "link"
                        if reduce::attribute(tag, "rel").is_some_and(|rel| {
                            rel == "stylesheet" || rel == "icon" || rel.contains("pre")
                        }) =>
                    {
                        reduce::attribute(tag, "href")
                    }
                    _ => None,
                };
                // The page that a host shows at any address names the site itself in full.
                let own =
                    |address: &String| path == "404.html" && address.starts_with("https://example.org/");
                assert!(
                    !asks.as_ref().is_some_and(|address| address.contains("//") && !own(address)),
                    "{path}: {tag}"
                );
            }
        }
    }
}

// ---- what a route is

#[test]
fn the_class_of_a_route_agrees_with_its_file() {
    let built = sample();
    let snapshot = &built.snapshot;
    let addressing = Addressing::of(&snapshot.site, &snapshot.facts);
    let map = built.page("sitemap.xml");
    for route in snapshot.routes.iter() {
        let (class, file) = (route.class(), addressing.file(route));
        let endings: &[&str] = match class {
            RouteClass::Page | RouteClass::Frame | RouteClass::Error | RouteClass::Redirect(_) => &["html"],
            RouteClass::Feed => &["xml", "json"],
            RouteClass::Map => &["xml", "txt"],
            RouteClass::Data => &["json", "bib", "ris", "csv", "geojson", "ics", "opml"],
            RouteClass::Style => &["css"],
            RouteClass::Script => &["js"],
            RouteClass::Unlisted => &["html"],
            RouteClass::Picture => &["webp", "jpg", "png", "gif", "svg"],
        };
        assert!(endings.contains(&file.rsplit('.').next().unwrap()), "{file}: {class:?}");
        assert_eq!(class == RouteClass::Frame, file.starts_with(EMBED), "{file}");
        let stands_there = map.contains(&format!("/{file}</loc>"));
        assert!(class.is_listed() || !stands_there, "{file}: {class:?} in the map");
    }
    let made = built.pages().len();
    let moved =
        snapshot.routes.iter().filter(|route| matches!(route.class(), RouteClass::Redirect(_))).count();
    assert_eq!(snapshot.pages() + moved, made, "every page is counted");
}

// ---- feed, sitemap, JSON-LD

fn is_rfc3339(text: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

#[test]
fn the_feed_is_atom() {
    for (built, base) in
        [(sample(), "https://example.org/north/"), (build(MANY_SCRIPTS), "https://example.org/")]
    {
        let feed = elements(built.page("feed.xml"));
        assert_eq!(
            (feed[0].path.as_str(), feed[0].attribute("xmlns")),
            ("feed", Some("http://www.w3.org/2005/Atom"))
        );
        let texts =
            |path: &str| feed.iter().filter(|e| e.path == path).map(|e| e.text.clone()).collect::<Vec<_>>();
        for one in ["feed/id", "feed/title", "feed/updated"] {
            assert_eq!(texts(one).len(), 1, "{one}");
        }
        let ids: Vec<String> = [texts("feed/id"), texts("feed/entry/id")].concat();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
        assert!(ids.iter().all(|id| id.contains(':') && !id.contains(' ')), "an id is an IRI: {ids:?}");
        let entries = texts("feed/entry").len();
        assert_eq!(entries, built.snapshot.facts.time.articles.in_time.len());
        for required in ["title", "updated", "published", "content", "id"] {
            assert_eq!(texts(&format!("feed/entry/{required}")).len(), entries, "{required}");
        }
        for date in ["feed/updated", "feed/entry/updated", "feed/entry/published"].map(texts).concat() {
            assert!(is_rfc3339(&date), "{date}");
        }
        for link in feed.iter().filter(|e| e.path.ends_with("/link")) {
            let href = link.attribute("href").unwrap();
            assert!(href.starts_with(base) && !href.contains(' '), "{href}");
        }
        for content in texts("feed/entry/content") {
            for link in reduce::links(&content) {
                assert!(link.starts_with("https://"), "links in the feed are absolute: {link}");
            }
        }
    }
}

#[test]
fn entries_of_the_feed_stand_newest_first() {
    let feed = elements(sample().page("feed.xml")).into_iter();
    let dates: Vec<_> = feed
        .filter(|e| e.path == "feed/entry/published")
        .map(|e| chrono::DateTime::parse_from_rfc3339(&e.text).unwrap())
        .collect();
    assert!(dates.len() > 1 && dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
}

#[test]
fn the_ids_of_two_sites_on_one_host_differ() {
    let id = |base: &str| {
        let built = build(&format!("-- site.yaml --\nbase_url: {base}\n{}", front::with_body("Words.")));
        let feed = elements(built.page("feed.xml"));
        feed.iter().find(|e| e.path == "feed/entry/id").unwrap().text.clone()
    };
    assert_ne!(id("https://example.org/north/"), id("https://example.org/south/"));
}

#[test]
fn the_sitemap_lists_every_page_that_should_be_found() {
    for built in [sample(), build(MANY_SCRIPTS)] {
        let map = elements(built.page("sitemap.xml"));
        assert_eq!(
            (map[0].path.as_str(), map[0].attribute("xmlns")),
            ("urlset", Some("http://www.sitemaps.org/schemas/sitemap/0.9"))
        );
        let of =
            |path: &str| map.iter().filter(|e| e.path == path).map(|e| e.text.clone()).collect::<Vec<_>>();
        let places = of("urlset/url/loc");
        assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), places.len());
        assert!(of("urlset/url/lastmod").iter().all(|date| is_rfc3339(date)));
        let canonical: BTreeSet<String> = built
            .pages()
            .into_iter()
            .filter(|path| !built.page(path).contains("content=\"noindex\""))
            .map(|path| {
                let page = built.page(path);
                let tags = reduce::pieces(page);
                let link = tags.iter().find_map(|piece| match piece {
                    reduce::Piece::Tag(tag)
                        if reduce::attribute(tag, "rel").as_deref() == Some("canonical") =>
                    {
                        reduce::attribute(tag, "href")
                    }
                    _ => None,
                });
                link.unwrap_or_else(|| panic!("{path} has no canonical address"))
            })
            .collect();
        assert_eq!(
            places.iter().map(|place| percent(place)).collect::<BTreeSet<_>>(),
            canonical.iter().map(|c| percent(c)).collect()
        );
        assert!(
            places.iter().all(|place| place.is_ascii() && place.starts_with("https://example.org/")),
            "{places:?}"
        );
    }
    assert!(sample().page("robots.txt").contains("Sitemap: https://example.org/north/sitemap.xml"));
    let without = build(&front::with_body("Words."));
    assert!(!without.has("feed.xml") && !without.has("sitemap.xml"), "both need absolute addresses");
    assert!(!without.page("robots.txt").contains("Sitemap"));
}

#[test]
fn articles_describe_themselves_to_machines() {
    let built = sample();
    let json = |path: &str| {
        let page = built.page(path);
        let start = page.find("<script type=\"application/ld+json\">").expect("JSON-LD")
            + "<script type=\"application/ld+json\">".len();
        let end = start + page[start..].find("</script>").unwrap();
        serde_json::from_str::<serde_json::Value>(&page[start..end]).expect("JSON")
    };
    let article = json("articles/truce.html");
    let expected = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "A truce is agreed",
        "description": "Ten hours of talks.",
        "url": "https://example.org/north/articles/truce.html",
        "mainEntityOfPage": "https://example.org/north/articles/truce.html",
        "datePublished": "2020-10-10T03:00:00+04:00",
        "dateModified": "2020-10-11T00:00:00+04:00",
        "temporalCoverage": "2020-10-10",
        "inLanguage": "en",
        "author": [{"@type": "Person", "name": "Maria Ross"}, {"@type": "Person", "name": "Ben Low"}],
        "publisher": {"@type": "Organization", "name": "The Archive"},
        "isBasedOn": {
            "@type": "CreativeWork",
            "url": "https://paper.example/truce",
            "publisher": {"@type": "Organization", "name": "A paper"},
        },
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&article[key], value, "{key}");
    }
    assert_eq!(article["contentLocation"]["geo"]["latitude"], 40.18);
    assert_eq!(article["about"][0]["url"], "https://example.org/north/actors/northland.html");
    assert_eq!(article["citation"][0]["url"], "https://north.example/decree");
    assert_eq!(json("articles/broken.html")["temporalCoverage"], "2020-10-10/2020-10-11");
    let nasty = build(
        "-- content/articles/a.md --\n---\ntitle: \"</script><script>alert(1)//\"\npublished: 2020-10-01\n---\nWords.\n",
    );
    assert!(!nasty.page("articles/a.html").contains("<script>alert"));
}

// ---- what is held back

const HELD_BACK: &str = "\
-- site.yaml --
title: T
base_url: https://example.org/
-- content/articles/a.md --
---
title: Open words
published: 2020-10-01
---
Open. [[Draughtword one]] and [a file](b.md).

Read: Draughtword one
-- content/articles/b.md --
---
title: Draughtword one
summary: Draughtword summary
published: 2020-10-02
status: draft
tags: [draughtwordtag]
place: Draughtwordplace
actors: [Draughtwordactor]
aliases: [/draughtword.html]
former_titles: [Draughtword former]
statements:
  - {by: Anna Grey, date: 2020-10-02, text: Draughtword said}
image: {src: town.jpg, alt: Draughtword, credit: AP}
---
Draughtword body.

> Draughtword quoted.
> — Anna Grey

Read: Open words
-- content/articles/c.md --
---
title: Draughtword two
published: 2020-10-03
status: unverified
events:
  - {title: Draughtword event, when: 2020-10-03, place: Draughtwordtown}
---
Draughtword body.
-- content/actors/anna-grey.md --
---
name: Anna Grey
---
Words.
";

#[test]
fn drafts_reach_no_byte_of_the_site() {
    // The words of the open article's own links are its author's to show; take them out first.
    let text = HELD_BACK.replace(" [[Draughtword one]] and [a file](b.md).\n\nRead: Draughtword one", "");
    let built = build(&text);
    for word in ["raughtword", "articles/b.html", "articles/c.html"] {
        assert_eq!(built.holding(word), [""; 0], "{word}");
    }
    assert!(!built.files.keys().any(|path| path.contains("draughtword")));
    let pages = |built: &Built| {
        built.snapshot.routes.iter().filter(|route| !matches!(route, Route::SearchData(_))).count()
    };
    let without = build(&text[..text.find("-- content/articles/b.md").unwrap()]);
    assert_eq!(pages(&built), pages(&without) + 1, "one more actor");
    let with = build_with(&text, &front::with_drafts());
    for path in [
        "articles/b.html",
        "articles/c.html",
        "tags/draughtwordtag.html",
        "places/draughtwordtown.html",
        "draughtword.html",
    ] {
        assert!(with.has(path), "{path}");
    }
    assert!(
        with.main("articles/b.html").contains("Draft") || with.main("articles/b.html").contains("draft"),
        "a draft says that it is one"
    );
}

#[test]
fn links_to_drafts_lead_nowhere() {
    let built = build(HELD_BACK);
    assert_eq!(dead_links(&built), [""; 0]);
    assert!(!built.body("articles/a.html").contains("<a "), "{}", built.body("articles/a.html"));
    let with = build_with(HELD_BACK, &front::with_drafts());
    assert_eq!(
        with.body("articles/a.html").matches("<a href=\"b.html\">").count()
            + with.body("articles/a.html").matches("<a href=\"../articles/b.html\">").count(),
        3
    );
}

#[test]
fn images_of_drafts_stay_at_home() {
    let built = build(&format!("{HELD_BACK}-- content/articles/town.jpg --\npixels\n"));
    assert!(!built.has("media/articles/town.jpg"), "only the draft uses it");
}

#[test]
fn a_retracted_article_leaves_a_notice_only() {
    let site = format!(
        "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\n{}-- content/articles/b.md --\n---\ntitle: Taken back\nsummary: Wrongsummary\npublished: 2020-10-02\nstatus: retracted\nactors: [Anna Grey]\nplace: Wrongplace\ntags: [wrongtag]\nauthors: [Wrongauthor]\nimage: {{src: wrong.jpg, alt: Wrongalt, credit: AP}}\nstatements:\n  - {{by: Anna Grey, date: 2020-10-02, text: Wrongsaid}}\ncorrections:\n  - {{date: 2020-10-05, kind: retraction, text: The source was false.}}\n---\nWrongbody of [[Anna Grey]].\n\n> Wrongquote.\n> — Anna Grey\n\nRead: The first\n",
        front::with_body("Words.\n\nRead: Taken back")
    );
    let built = build(&site);
    assert_eq!(built.report(), "");
    let main = built.main("articles/b.html");
    assert!(
        main.starts_with(
            "Retracted\n# Taken back\nThis article has been retracted. Its text is no longer shown.\n"
        ),
        "{main}"
    );
    assert!(main.contains("Retraction, 5 October 2020. The source was false.\n"), "{main}");
    for word in ["Wrongbody", "Wrongsummary", "Wrongquote", "Wrongsaid", "Wrongalt"] {
        assert_eq!(built.holding(word), [""; 0], "{word}");
    }
    assert_eq!(
        built.holding("Taken back"),
        ["articles/a.html", "articles/b.html", "corrections.html", "corrections.xml"],
        "timeline, feed, home, actors and map do not name it"
    );
    assert!(!built.page("sitemap.xml").contains("articles/b.html"));
    assert!(!built.main("articles/a.html").contains("Referred to by"), "a retracted text refers to nothing");
    assert!(built.page("articles/b.html").contains("noindex"));
}

// ---- other forms of a site

#[test]
fn a_site_with_nothing_still_stands() {
    let built = build("");
    assert_eq!(built.codes(), ["no-articles"]);
    for path in
        ["index.html", "timeline/index.html", "actors/index.html", "404.html", "robots.txt", "style.css"]
    {
        assert!(built.has(path), "{path}");
    }
    assert_eq!(built.main("timeline/index.html").lines().next(), Some("# Timeline"));
}

#[test]
fn loose_files_without_settings_are_a_site() {
    let built = build(
        "-- 2020-10-10-truce.md --\n# A truce\n\nWords about it.\n\nRead: The war begins\n-- notes/war.md --\n---\ntitle: The war begins\ndate: 2020-09-27\n---\nWords.\n-- README.md --\n# How to use this\n\nNothing of the site.\n-- notes/town.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    );
    assert_eq!(built.report(), "");
    assert_eq!(
        built.text("articles/truce.html"),
        "Words about it.\nRead\n[The war begins](../articles/war.html)\n27 September 2020\n"
    );
    assert!(
        built.main("timeline/index.html").find("The war begins")
            < built.main("timeline/index.html").find("A truce")
    );
    assert_eq!(built.holding("How to use this"), [""; 0]);
    assert_eq!(dead_links(&built), [""; 0]);
}

#[test]
fn templates_of_the_site_replace_the_built_in_ones() {
    let built = build(&format!(
        "{}-- templates/home.html --\n<main><h1>{{{{ site.title }}}} by hand</h1></main>\n-- static/style.css --\nbody {{}}\n-- static/own/data.txt --\nmine\n",
        front::with_body("Words.")
    ));
    assert_eq!(built.report(), "");
    assert_eq!(built.page("index.html"), "<main><h1>Timeline by hand</h1></main>\n");
    assert_eq!(built.page("style.css"), "body {}\n");
    assert_eq!(built.page("own/data.txt"), "mine\n");
    assert!(built.page("articles/a.html").contains("</html>"));
}

#[test]
fn pages_name_stylesheets_and_scripts_by_what_is_in_them() {
    let copy = |built: &front::Built, stem: &str| {
        let named = |path: &&String| path.starts_with(&format!("{stem}-"));
        let found: Vec<&String> = built.files.keys().filter(named).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].clone()
    };
    let text = front::with_body("Words.").replace("published", "actors: [Armenia]\npublished");
    let theirs = build(&text);
    let own = build(&format!("{text}-- static/style.css --\nbody {{}}\n"));
    let other = build(&format!("{text}-- static/style.css --\nbody {{ color: red }}\n"));
    for built in [&theirs, &own, &other] {
        assert_eq!(built.report(), "");
        for (stem, ending, page) in
            [("style", "css", "articles/a.html"), ("filter", "js", "actors/index.html")]
        {
            let copy = copy(built, stem);
            assert!(built.page(page).contains(&format!("=\"../{copy}\"")), "{copy}");
            assert_eq!(built.page(&copy), built.page(&format!("{stem}.{ending}")));
        }
        assert!(built.page("index.html").contains(&format!("href=\"{}\"", copy(built, "style"))));
    }
    assert_eq!(copy(&own, "filter"), copy(&theirs, "filter"));
    let names = [&theirs, &own, &other].map(|built| copy(built, "style"));
    assert!(names[0] != names[1] && names[1] != names[2] && names[0] != names[2]);
    // A file that the site has under that name is not replaced, and is not what the pages want.
    let odd = build(&format!("{text}-- static/{} --\nodd\n", names[0].to_uppercase().replace("CSS", "css")));
    assert!(!odd.has(&names[0]) && odd.page("index.html").contains("href=\"style.css\""));
}

#[test]
fn a_broken_template_gives_way_to_the_built_in_one() {
    let built = build(&format!("{}-- templates/article.html --\n{{% if %}}\n", front::with_body("Words.")));
    assert_eq!(built.codes(), ["template-error"]);
    assert!(built.page("articles/a.html").contains("Words."));
}

/// A site of many short articles, three a day.
fn many(count: usize) -> String {
    let mut site = String::from("-- site.yaml --\ntitle: T\nbase_url: https://example.org/\n");
    for n in 0..count {
        // 600 in 2018, the rest in 2019; every hundredth is known to the year only, one has no beginning.
        let (year, day) = if n < 600 { (2018, n / 3) } else { (2019, (n - 600) / 3) };
        let (month, day) = (day / 28 + 1, day % 28 + 1);
        let when = match n {
            700 => "when: /2019-05\n".to_owned(),
            n if n % 100 == 50 => format!("when: {year}\n"),
            _ => String::new(),
        };
        let _ = write!(
            site,
            "-- content/articles/n{n}.md --\n---\ntitle: Report {n}\npublished: {year}-{month:02}-{day:02}\n{when}actors: [Armenia]\nplace: Shusha\ntags: [war]\n---\nWords.\n"
        );
    }
    site
}

static LONG: LazyLock<Built> = LazyLock::new(|| build(&many(1200)));

/// The headings of entries on a page: the title of each.
fn entries(built: &Built, path: &str) -> Vec<String> {
    let main = built.main(path);
    let heads = main.lines().filter_map(|line| line.strip_prefix("### ["));
    // The date's link stands before it in the heading.
    let title = |line: &str| {
        Some(line.rsplit_once("](")?.0.rsplit_once('[').map_or(line, |(_, title)| title).to_owned())
    };
    heads.filter_map(title).collect()
}

/// Whether a page shows some entries of others: the newest, or the first of each month.
fn is_overview(built: &Built, path: &str) -> bool {
    let page = built.page(path);
    page.contains("<p class=\"more\">") || page.contains("class=\"newest\"")
}

#[test]
fn a_long_timeline_is_split_and_every_entry_stands_once() {
    let built = &*LONG;
    assert_eq!(built.report(), "");
    for list in ["timeline/", "actors/armenia", "places/shusha", "tags/war"] {
        let pages: Vec<&str> = built
            .pages()
            .into_iter()
            .filter(|path| path.starts_with(list) && *path != "actors/index.html")
            // What leads to other pages shows some of theirs.
            .filter(|path| !is_overview(built, path))
            .collect();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for page in &pages {
            entries(built, page).into_iter().for_each(|entry| *seen.entry(entry).or_default() += 1);
        }
        assert_eq!(seen.len(), 1200, "{list}: {pages:?}");
        let twice: Vec<_> = seen.iter().filter(|(_, count)| **count != 1).collect();
        assert!(twice.is_empty(), "{list}: {twice:?}");
    }
    assert!(
        built.has("timeline/2018.html")
            && built.has("timeline/2018-03.html")
            && built.has("timeline/2019-00.html")
    );
    let year = built.main("timeline/2018.html");
    let months = built.pages().into_iter().filter(|path| path.starts_with("timeline/2018-")).count();
    let some = entries(built, "timeline/2018.html").len();
    assert!((months..=months * 3).contains(&some), "some of each of {months} months: {some}");
    assert!(year.contains("entries\n") && !year.contains("\n0 entries"), "{year}");
    let newest = entries(built, "timeline/index.html");
    assert_eq!(newest.len(), 20, "the first page begins with the newest: {newest:?}");
    assert_eq!(dead_links(built), [""; 0]);
    let longest =
        built.files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(_, bytes)| bytes.len()).max();
    assert!(longest < Some(150_000), "no page grows with the archive: {longest:?}");
}

#[test]
fn five_hundred_entries_are_one_page() {
    let built = build(&many(500));
    assert_eq!(entries(&built, "timeline/index.html").len(), 500);
    assert!(!built.has("timeline/2018.html"));
    let built = build(&many(501));
    assert!(built.has("timeline/2018.html"));
}

#[test]
fn entries_for_which_a_page_has_no_room_are_shown_in_brief() {
    let full = build(&many(150));
    let main = full.main("timeline/index.html");
    assert_eq!(entries(&full, "timeline/index.html").len(), 150);
    assert!(main.contains("actors/armenia.html"), "an entry in full names its actors");
    let brief = build(&many(320));
    let main = brief.main("timeline/index.html");
    assert_eq!(entries(&brief, "timeline/index.html").len(), 320);
    assert!(main.contains("Shusha") && !main.contains("actors/armenia.html"), "{main}");
    assert_eq!(dead_links(&brief), [""; 0]);
}

#[test]
fn a_long_timeline_turns_from_page_to_page() {
    // Following "later" from the first page of the list leads through all of them.
    let built = &*LONG;
    let next = |path: &str| {
        let page = built.page(path);
        let tags = reduce::pieces(page);
        let link = tags.iter().find_map(|piece| match piece {
            reduce::Piece::Tag(tag) if reduce::attribute(tag, "rel").as_deref() == Some("next") => {
                reduce::attribute(tag, "href")
            }
            _ => None,
        });
        link.and_then(|link| file_of(path, &link))
    };
    let first = built.pages().into_iter().filter(|path| path.starts_with("timeline/2018-")).min().unwrap();
    let (mut at, mut walked) = (Some(first.to_owned()), Vec::new());
    while let Some(path) = at {
        assert!(!walked.contains(&path), "{walked:?} goes round to {path}");
        at = next(&path);
        walked.push(path);
    }
    let total: usize = walked.iter().map(|path| entries(built, path).len()).sum();
    assert_eq!(total, 1200, "{walked:?}");
}

#[test]
fn the_style_of_an_unknown_address_is_the_one_that_policies_allow() {
    use base64::Engine;
    use sha2::Digest;
    let built = sample();
    let page = built.page("404.html");
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let sum = base64::prelude::BASE64_STANDARD.encode(sha2::Sha256::digest(style.as_bytes()));
    let allowed = format!("sha256-{sum}");
    assert!(page.replace("&#x2F;", "/").contains(&allowed), "{allowed}");
    assert!(dateline::policy::served().contains(&allowed), "{allowed}");
}
