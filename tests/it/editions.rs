//! A site in several languages: one set of facts, an edition for each, and links between them.

use std::collections::{BTreeMap, BTreeSet};

use dateline::live::PageFound;
use dateline::report::Format;

use crate::front::followed::Folder;
use crate::front::{Built, build};

const SITE: &str = r#"-- site.yaml --
title: The war
description: A small war.
base_url: https://example.org/
languages:
  - en
  - {tag: hy, title: Պատերազմը, description: Փոքր պատերազմ։}
  - ar
tag_names:
  ceasefire: {hy: հրադադար, ar: وقف إطلاق النار}
-- content/actors.yaml --
- name: Armenia
  kind: state
  names: {hy: Հայաստան, ar: أرمينيا}
  summary: A state.
  summaries: {hy: Պետություն։}
- name: Azerbaijan
  kind: state
  names: {hy: Ադրբեջան, ar: أذربيجان}
-- content/conflicts/war.md --
---
name: The war
names: {hy: Պատերազմ}
when: 2020-09-27/2020-11-10
summary: It lasted long.
sides:
  - {name: One side, names: {hy: Մի կողմ}, actors: [Armenia]}
  - {name: Other side, actors: [Azerbaijan]}
phases:
  - {name: Opening, names: {hy: Սկիզբ}, when: 2020-09-27/2020-10-09, summary: It begins., summaries: {hy: Սկսվում է։}}
---
-- content/articles/ceasefire-agreed.md --
---
title: Ceasefire agreed
summary: Both sides agree.
published: 2020-10-10
updated: 2020-10-20
when: 2020-10-10
type: ceasefire
actors: [Armenia, Azerbaijan]
tags: [ceasefire]
events:
  - {id: ceasefire-1, title: The first ceasefire, summary: In Moscow.}
claims:
  - about: Who broke it
    positions:
      - {by: Armenia, text: They did., stance: asserts, sources: [s1]}
sources:
  - {id: s1, title: A statement, url: "https://example.com/1"}
---
The sides agreed.[^s1]

Read: Second day of war
-- content/articles/ceasefire-agreed.hy.md --
---
title: Հրադադար է հաստատվել
summary: Երկու կողմերը համաձայնել են։
published: 2020-10-11
events:
  - {title: Առաջին հրադադարը}
---
Կողմերը համաձայնել են։[^s1]

Read: Second day of war
-- content/articles/second-day.md --
---
title: Second day of war
published: 2020-09-28
when: 2020-09-28
actors: [Armenia]
---
Fighting went on.

Read: Հրադադար է հաստատվել
-- content/articles/from-yerevan.md --
---
title: Լուր Երևանից
lang: hy
published: 2020-10-12
---
Տեքստ։
-- content/pages/about.md --
---
title: About
---
Who we are.
-- content/pages/about.hy.md --
---
title: Մեր մասին
---
Ովքեր ենք մենք։
"#;

fn main_of(page: &str) -> &str {
    let from = page.find("<main").unwrap();
    &page[from..page.find("</main>").unwrap()]
}

/// The links of a page of that relation, by `hreflang`.
fn alternates(page: &str) -> BTreeMap<String, String> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("<link rel=\"alternate\" hreflang=\""));
    lines
        .map(|line| {
            let (tag, rest) = line.split_once("\" href=\"").unwrap();
            (tag.to_owned(), rest.split('"').next().unwrap().to_owned())
        })
        .collect()
}

#[test]
fn every_edition_has_every_page_and_a_text_stands_in_one() {
    let built = build(SITE);
    for page in [
        "index.html",
        "timeline/index.html",
        "actors/armenia.html",
        "events/ceasefire-1.html",
        "conflicts/war.html",
        "tags/ceasefire.html",
        "search.html",
    ] {
        for edition in ["", "hy/", "ar/"] {
            assert!(built.has(&format!("{edition}{page}")), "{edition}{page}");
        }
    }
    let articles: BTreeSet<&str> =
        built.files.keys().map(String::as_str).filter(|path| path.contains("articles/")).collect();
    let expected = [
        "articles/ceasefire-agreed.html",
        "articles/second-day.html",
        "hy/articles/ceasefire-agreed.html",
        "hy/articles/from-yerevan.html",
    ];
    assert_eq!(articles, expected.into());
    assert!(built.has("about.html") && built.has("hy/about.html") && !built.has("ar/about.html"));
    // What all editions share stands once.
    assert!(built.has("404.html") && !built.has("hy/404.html") && !built.has("hy/sitemap.xml"));
}

#[test]
fn an_event_is_one_entry_called_as_the_language_calls_it() {
    let built = build(SITE);
    for (page, titles) in [
        ("timeline/index.html", ["The first ceasefire", "Second day of war", "Լուր Երևանից"]),
        ("hy/timeline/index.html", ["Առաջին հրադադարը", "Second day of war", "Լուր Երևանից"]),
        ("ar/timeline/index.html", ["The first ceasefire", "Second day of war", "Լուր Երևանից"]),
    ] {
        let main = main_of(built.page(page));
        assert_eq!(main.matches("<li class=\"e ").count(), 3, "{page}");
        for title in titles {
            assert_eq!(main.matches(&format!(">{title}</a>")).count(), 1, "{page}: {title}");
        }
    }
    // What is in another language says so, to the eye and to a screen reader.
    let armenian = main_of(built.page("hy/timeline/index.html"));
    assert!(armenian.contains("href=\"../../articles/second-day.html\" lang=\"en\" dir=\"ltr\" hreflang=\"en\">Second day of war</a> <small>("), "{armenian}");
    let english = main_of(built.page("timeline/index.html"));
    assert!(
        english.contains(
            "lang=\"hy\" dir=\"ltr\" hreflang=\"hy\">Լուր Երևանից</a> <small>(in Armenian)</small>"
        ),
        "{english}"
    );
}

#[test]
fn names_summaries_phases_and_tags_are_those_of_the_language() {
    let built = build(SITE);
    let conflict = main_of(built.page("hy/conflicts/war.html"));
    for text in ["Պատերազմ</h1>", "Մի կողմ", "Սկիզբ", "Սկսվում է։", "Հայաստան"]
    {
        assert!(conflict.contains(text), "{text}: {conflict}");
    }
    assert!(
        conflict.contains("<p class=\"stand\" lang=\"en\" dir=\"ltr\">It lasted long.</p>"),
        "{conflict}"
    );
    assert!(built.page("hy/actors/armenia.html").contains("<p class=\"stand\">Պետություն։</p>"));
    assert!(
        built
            .page("ar/actors/armenia.html")
            .contains("<p class=\"stand\" lang=\"en\" dir=\"ltr\">A state.</p>")
    );
    assert!(built.page("ar/tags/ceasefire.html").contains("وقف إطلاق النار</h1>"));
    let head = built.page("hy/index.html");
    assert!(head.contains("<html lang=\"hy\" dir=\"ltr\">") && head.contains("<title>Պատերազմը</title>"));
    assert!(built.page("ar/index.html").contains("<html lang=\"ar\" dir=\"rtl\">"));
}

#[test]
fn a_translation_takes_what_is_known_from_its_original_and_says_when_that_is_newer() {
    let built = build(SITE);
    let page = built.page("hy/articles/ceasefire-agreed.html");
    let main = main_of(page);
    // Its own words, the original's evidence.
    for text in
        ["Կողմերը համաձայնել են։<sup", "Who broke it", "A statement", "datetime=\"2020-10-10\"", "Ադրբեջան"]
    {
        assert!(main.contains(text), "{text}: {main}");
    }
    assert!(main.contains("<a href=\"../../articles/ceasefire-agreed.html\" lang=\"en\" dir=\"ltr\" rel=\"alternate\">Ceasefire agreed</a> <b>"), "{main}");
    assert!(page.contains("\"translationOfWork\":\"https://example.org/articles/ceasefire-agreed.html\""));
    let original = built.page("articles/ceasefire-agreed.html");
    assert!(
        original.contains("\"workTranslation\":[\"https://example.org/hy/articles/ceasefire-agreed.html\"]")
    );
    // As new as its original it says nothing of that.
    let fresh = build(&SITE.replace("published: 2020-10-11", "published: 2020-10-21"));
    assert!(
        !fresh
            .page("hy/articles/ceasefire-agreed.html")
            .contains("rel=\"alternate\">Ceasefire agreed</a> <b>")
    );
}

#[test]
fn a_read_line_leads_to_the_text_of_the_edition() {
    let built = build(SITE);
    // The title of a translation stands for the article, which English readers read in English.
    let english = main_of(built.page("articles/second-day.html"));
    assert!(
        english.contains(
            "<p class=\"read-title\"><a href=\"../articles/ceasefire-agreed.html\">Ceasefire agreed</a></p>"
        ),
        "{english}"
    );
    let armenian = main_of(built.page("hy/articles/ceasefire-agreed.html"));
    assert!(armenian.contains("<a href=\"../../articles/second-day.html\" lang=\"en\" dir=\"ltr\" hreflang=\"en\">Second day of war</a>"), "{armenian}");
}

#[test]
fn every_page_names_its_languages_and_each_names_it_back() {
    let built = build(SITE);
    let mut pairs = 0;
    let pages: Vec<&str> =
        built.files.keys().map(String::as_str).filter(|path| path.ends_with(".html")).collect();
    let url = |path: &str| {
        format!(
            "https://example.org/{}",
            path.strip_suffix("index.html")
                .filter(|rest| rest.is_empty() || *rest == "hy/" || *rest == "ar/")
                .unwrap_or(path)
        )
    };
    let of: BTreeMap<String, BTreeMap<String, String>> =
        pages.iter().map(|path| (url(path), alternates(built.page(path)))).collect();
    for (page, languages) in &of {
        for (tag, other) in languages {
            let back = of.get(other).unwrap_or_else(|| panic!("{page} names {other}, which is no page"));
            assert_eq!(back, languages, "{page} and {other} ({tag}) name each other");
            pairs += 1;
        }
        if !languages.is_empty() {
            assert!(languages.values().any(|other| other == page), "{page} names itself");
            assert!(languages.contains_key("x-default"), "{page}");
        }
    }
    assert!(pairs > 60, "{pairs}");
    assert_eq!(of["https://example.org/articles/ceasefire-agreed.html"].len(), 3);
    assert!(of["https://example.org/articles/second-day.html"].is_empty());
    // The map of the site says the same.
    let map = built.page("sitemap.xml");
    assert!(map.contains("<loc>https://example.org/hy/</loc>"));
    let entry = map
        .split("<url>")
        .find(|entry| entry.contains("<loc>https://example.org/hy/articles/ceasefire-agreed.html</loc>"))
        .unwrap();
    assert_eq!(entry.matches("xhtml:link").count(), 3, "{entry}");
    // The choice for readers lists what this page has.
    let choice = |path: &str| {
        built
            .page(path)
            .split("<details class=\"languages\"")
            .nth(1)
            .map(|nav| nav.split("</details>").next().unwrap().matches("<a ").count())
    };
    assert_eq!(
        (
            choice("index.html"),
            choice("hy/articles/ceasefire-agreed.html"),
            choice("articles/second-day.html")
        ),
        (Some(2), Some(1), None)
    );
}

#[test]
fn the_feed_of_an_edition_has_what_is_in_its_language() {
    let built = build(SITE);
    let titles = |path: &str| built.page(path).matches("<entry").count();
    assert_eq!((titles("feed.xml"), titles("hy/feed.xml"), titles("ar/feed.xml")), (2, 2, 0));
    let armenian = built.page("hy/feed.xml");
    assert!(
        armenian.contains("https://example.org/hy/articles/ceasefire-agreed.html")
            && armenian.contains("Պատերազմը")
    );
}

#[test]
fn what_is_found_is_found_once_and_names_are_those_of_the_edition() {
    let built = build(SITE);
    assert!(built.has("search/root.js") && built.has("hy/search/root.js") && built.has("hy/search/names.js"));
    assert!(
        !built
            .files
            .keys()
            .map(String::as_str)
            .any(|path| path.starts_with("hy/search/words") || path.starts_with("hy/search/found"))
    );
    assert!(
        built.page("hy/search/names.js").contains("Հայաստան")
            && built.page("hy/search/root.js").contains("Որոն")
    );
    let found: String = built
        .files
        .keys()
        .map(String::as_str)
        .filter(|path| path.starts_with("search/found"))
        .map(|path| built.page(path))
        .collect();
    for address in [
        "hy/articles/ceasefire-agreed.html",
        "\"articles/ceasefire-agreed.html\"",
        "hy/articles/from-yerevan.html",
    ] {
        assert!(found.contains(address), "{address}: {found}");
    }
}

#[test]
fn nothing_is_lost_where_a_translation_says_more_or_less_than_its_original() {
    let more = SITE.replace("events:\n  - {title: Առաջին հրադադարը}", "sources:\n  - {id: own, title: Իմ աղբյուրը}\n  - {id: two, title: Երկրորդ}\ncorrections:\n  - {date: 2020-10-12, text: Ուղղում}");
    let built = build(&more);
    let main = main_of(built.page("hy/articles/ceasefire-agreed.html"));
    for text in ["A statement", "Իմ աղբյուրը", "Երկրորդ", "Ուղղում", "Who broke it"] {
        assert!(main.contains(text), "{text}: {main}");
    }
}

#[test]
fn what_cannot_be_a_translation_is_said_and_stays_an_article() {
    let with = |files: &str| {
        build(&format!("{SITE}{files}")).codes().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let article = |name: &str, lang: &str, of: &str, title: &str| {
        format!(
            "-- content/articles/{name}.md --\n---\ntitle: {title}\npublished: 2020-10-13\nlang: {lang}\ntranslation_of: {of}\n---\nText.\n"
        )
    };
    for (files, count) in [
        (article("second", "hy", "ceasefire-agreed", "Again"), 1),
        (article("same", "en", "second-day", "Same"), 1),
        (article("chain", "ar", "Հրադադար է հաստատվել", "Chain"), 1),
        (format!("{}{}", article("a", "hy", "b", "A"), article("b", "ar", "a", "B")), 2),
        (article("other", "sw", "second-day", "Other"), 0),
    ] {
        let codes = with(&files);
        assert_eq!(
            codes.iter().filter(|code| *code == "wrong-translation").count(),
            count,
            "{files}\n{codes:?}"
        );
    }
    // A translation of a draft has no original to name, in no byte.
    let draft = SITE
        .replace("title: Ceasefire agreed\n", "title: Ceasefire agreed\nstatus: draft\n")
        .replace("Read: Հրադադար է հաստատվել", "");
    let built = build(&draft);
    for path in built.files.keys().map(String::as_str) {
        assert!(!built.page(path).contains("Ceasefire agreed"), "{path}");
    }
    assert!(built.has("hy/articles/ceasefire-agreed-hy.html"));
    // Of what was taken back the translation goes too.
    let built =
        build(&SITE.replace("title: Ceasefire agreed\n", "title: Ceasefire agreed\nstatus: retracted\n"));
    assert!(!built.page("hy/articles/ceasefire-agreed.html").contains("Կողմերը համաձայնել են"));
}

#[test]
fn one_language_is_no_edition() {
    let built: Built =
        build(&SITE.replace("  - {tag: hy, title: Պատերազմը, description: Փոքր պատերազմ։}\n  - ar\n", ""));
    assert!(
        built.has("articles/ceasefire-agreed-hy.html")
            && !built.files.keys().map(String::as_str).any(|path| path.starts_with("hy/"))
    );
    assert!(!built.page("index.html").contains("class=\"languages\""));
    // A title in another language is marked as such there too.
    let timeline = main_of(built.page("timeline/index.html"));
    assert!(timeline.contains("lang=\"hy\" dir=\"ltr\" hreflang=\"hy\">Լուր Երևանից</a>"), "{timeline}");
    assert!(!timeline.contains("(in Armenian)"));
}

#[test]
fn what_each_language_has_and_lacks_is_listed() {
    let built = build(SITE);
    let told = dateline::report::languages(&built.snapshot, Format::Human);
    for line in [
        "Հայերեն (hy)",
        "  articles                2 of 3; missing: content/articles/second-day.md",
        "  titles of events        1 of 1",
        "  names of actors         2 of 2",
        "  names of tags           1 of 1",
        "  older than its original, which was changed on 2020-10-20: content/articles/ceasefire-agreed.hy.md",
        "العربية (ar)",
        "  pages                   0 of 1; missing: content/pages/about.md",
        "  names of conflicts      0 of 1; missing: war",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&dateline::report::languages(&built.snapshot, Format::Json)).unwrap();
    assert_eq!(json[0]["old"][0][1], "2020-10-20");
    assert!(dateline::report::languages(&built.snapshot, Format::Short).contains("hy\tarticles\t2\t3\n"));
    let one = build("-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\n---\nText.\n");
    assert!(
        dateline::report::languages(&one.snapshot, Format::Human).starts_with("the site is in one language")
    );
}

#[test]
fn phrases_digits_and_calendars_are_the_sites_choice() {
    let site = |settings: &str| {
        build(&format!(
            "-- site.yaml --\ntitle: T\n{settings}-- phrases/fa.yaml --\nfa:\n  timeline: گاه‌شمار ما\n-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-05\n---\nText.\n"
        ))
    };
    let page = |built: &Built| built.page("articles/a.html").to_owned();
    let native = page(&site("language: fa\n"));
    assert!(native.contains("گاه‌شمار ما") && native.contains("۵ اکتبر ۲۰۲۰"), "{native}");
    let latin = page(&site("language: fa\nnumbering: latn\ncalendar: persian\n"));
    assert!(latin.contains("5 اکتبر 2020 (14 مهر 1399)"), "{latin}");
    // One language may have what others have not.
    let two = site("languages: [en, {tag: fa, numbering: latn, calendar: persian}]\n");
    assert!(two.page("articles/a.html").contains("5 October 2020</time>"));
    assert!(two.page("fa/timeline/index.html").contains("گاه‌شمار ما"));
    let wrong = site("language: en\nlanguages: [hy, x!, hy, en]\nnumbering: roman\n");
    let mut codes = wrong.codes();
    codes.sort_unstable();
    assert_eq!(codes, ["duplicate-id", "unknown-value", "unknown-value", "unknown-value"]);
}

fn live_page(folder: &Folder, path: &str) -> String {
    let state = folder.live.state();
    let Some(PageFound::Page(route)) = state.find(path) else { panic!("no page at {path}") };
    String::from_utf8(state.render(route).0.unwrap().bytes).unwrap()
}

#[test]
fn a_live_site_follows_texts_in_every_language() {
    let mut folder = Folder::new(SITE);
    let page = "hy/articles/ceasefire-agreed.html";
    folder.replace(
        "content/articles/ceasefire-agreed.hy.md",
        "Կողմերը համաձայնել են։",
        "Կողմերը նոր բառեր ասացին։",
    );
    folder.check("a translation's text", &["content/articles/ceasefire-agreed.hy.md"]);
    assert!(live_page(&folder, page).contains("նոր բառեր"));
    folder.replace(
        "content/articles/ceasefire-agreed.hy.md",
        "title: Հրադադար է հաստատվել",
        "title: Նոր վերնագիր",
    );
    folder.check("its title", &["content/articles/ceasefire-agreed.hy.md"]);
    folder.replace("content/articles/ceasefire-agreed.md", "when: 2020-10-10", "when: 2020-10-09");
    folder.check("what its original knows", &["content/articles/ceasefire-agreed.md"]);
    assert!(
        live_page(&folder, page).contains("datetime=\"2020-10-09\"")
            && live_page(&folder, page).contains("Նոր վերնագիր")
    );
    folder.replace("site.yaml", "  - ar\n", "");
    folder.check("a language less", &["site.yaml"]);
}

#[test]
fn a_translation_may_cite_and_quote_less_than_its_original() {
    // Sources and quotations are known by their places in a text, which a translation need not have.
    let site = SITE
        .replace("-- content/pages/about.md --\n---\ntitle: About\n---\nWho we are.", "-- content/sources.yaml --\n- {id: shared, title: A shared report, url: \"https://example.com/shared\", author: Armenia}\n-- content/pages/about.md --\n---\ntitle: About\n---\nWho we are.[^shared]")
        .replace("The sides agreed.[^s1]", "The sides agreed.[^s1][^shared]\n\n> We stop.\n>\n> — Armenia\n\n> So do we.\n>\n> — Azerbaijan");
    let built = build(&site);
    for page in [
        "sources.html",
        "hy/sources.html",
        "ar/sources.html",
        "hy/data/sources.json",
        "evidence.html",
        "hy/evidence.html",
    ] {
        assert!(built.page(page).contains("A shared report"), "{page}");
    }
    assert!(built.page("hy/statements/index.html").contains("So do we."));
    let actor = main_of(built.page("hy/actors/azerbaijan.html"));
    assert!(actor.contains("So do we.") && !actor.contains("ceasefire-agreed.html#quote"), "{actor}");
    assert_eq!(built.codes(), Vec::<&str>::new(), "{}", built.report());
}
