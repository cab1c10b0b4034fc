//! The words that pages have of their own: in each language of the program no English one is left, whatever the page.

use std::collections::BTreeSet;

use dateline::phrase::{self, Phrases};

use crate::front::{self, Built};

/// A site with everything that has words of the frame, whose own words are of no language.
const SITE: &str = r#"-- content/conflicts/zorim.md --
---
name: Zorim
when: 2020-09-27/2020-11-10
summary: Zorim katul.
result: Pexo.
sides:
  - {name: Katul, actors: [Mavo], supporters: [Lumo]}
  - {name: Pexo, actors: [Ravi]}
mediators: [Sido]
phases:
  - {name: Vuno, when: 2020-09-27/2020-10-09, summary: Vuno.}
  - {name: Vudo, when: 2020-10-10/2020-11-10}
---
-- content/conflicts/katul.md --
---
name: Katul vuno
parent: zorim
when: 2020-10-01/2020-10-05
---
-- content/actors.yaml --
- {id: mavo, name: Mavo, kind: state, aliases: [{text: Mavu, kind: former}, {text: Mavi, kind: characterisation, used_by: [Ravi]}], summary: Mavo., links: {website: "https://example.org/"}}
- {id: ravi, name: Ravi, kind: armed-force, former_ids: [rava], affiliations: [{to: mavo, role: vuno, valid: 2019/..}]}
- {id: lumo, name: Lumo, kind: person, affiliations: [{to: mavo, role: vudo, valid: 2010/2019}]}
- {id: sido, name: Sido, kind: media}
- {id: tavo, name: Tavo, kind: population}
-- content/places.yaml --
- {name: Zorkat, lat: 39.8, lon: 46.7, precision: vicinity, names: {la: Zorkata}}
- {name: Pexkat, parent: Zorkat, lat: 39.9, lon: 46.8, precision: region}
-- content/sources.yaml --
- {id: s1, title: Vuno zorim, url: "https://example.org/1", kind: official, publisher: Sido, lang: la, accessed: 2021-01-02, archived: {url: "https://web.archive.org/web/20210102000000/https://example.org/1", date: 2021-01-02}}
- {id: s2, title: Vudo zorim, kind: witness, lost: true}
-- content/events.yaml --
- {id: kat-1, title: Katul ravo, when: "2020-09-28~", type: battle, key: true, place: Zorkat, actors: [{actor: Mavo, role: party}, {actor: Ravi, role: perpetrator, alleged: true}]}
- {id: kat-2, title: Katul ravu, when: "2020-10", type: shelling, actors: [Mavo]}
- {id: kat-3, title: Katul ravi, when: "XXXX-10-05", type: displacement, actors: [Ravi]}
- {id: kat-4, title: Katul rave, when: "2022-01-01/..", type: diplomacy, key: true, actors: [Mavo, Ravi, Lumo, Sido, Tavo, Mavo]}
- {id: kat-5, title: Katul raxo, when: "2020-10-01/2020-10-03", type: ceasefire}
- {id: kat-6, title: Katul rauno, when: "", type: other}
-- content/articles/one.md --
---
title: Zorim vuno
summary: Zorim.
published: 2020-10-08T10:00+04:00
updated: 2020-10-12
when: 2020-10-08
authors: [Lumo Mavo]
type: battle
place: Zorkat
tags: [kax, kex]
key: true
actors: [{actor: Mavo, role: party}, {actor: Ravi, role: commander}, Lumo]
events: [{id: kat-1, when: "2020-09-29", summary: Vuno.}]
claims:
  - about: Vuno vudo
    positions:
      - {by: Mavo, text: Vuno., stance: asserts, sources: [s1], date: 2020-10-08}
      - {by: Ravi, text: Vudo., stance: denies}
      - {by: Lumo, stance: asserts}
    assessment: {verdict: unresolved, text: Vuno.}
figures:
  - {measure: killed, who: {side: Katul, status: civilian}, value: 12, by: Mavo, as_of: 2020-10-08, sources: [s1]}
  - {measure: killed, who: {side: Katul, status: civilian}, low: 15, by: Mavo, as_of: 2020-10-20, sources: [s1]}
  - {measure: displaced, who: {side: both, status: all}, low: 100, high: 200, by: Sido, as_of: 2020-11, sources: [s2]}
statements:
  - {by: Lumo, date: 2020-10-08, text: Vuno zorim., lang: la, translation: Vudo., to: [Ravi]}
corrections:
  - {date: 2020-10-12, kind: correction, text: Vuno., was: vuno, now: vudo}
  - {date: 2020-10-13, kind: clarification, text: Vudo.}
sources: [s1, s2]
original: {publisher: Sido, url: "https://example.org/9"}
---
Zorim.[^s1] Ravi vuno.

## Katul

> [!NOTE]
> Vuno.

> [!WARNING]
> Vudo.

| A | B |
|---|---|
| 1 | 2 |

## Pexo

Vuno.

## Vudo

Read: Zorim vudo

Read: Zorim rauno
-- content/articles/two.md --
---
title: Zorim vudo
published: 2020-10-20
tags: [kax]
place: Zorkat
actors: [Mavo, Ravi]
events: [{id: kat-4}]
---
Vuno.
-- content/articles/three.md --
---
title: Zorim pexo
published: 2021-03-01
timeline: false
related: [Zorim vuno]
---
Vuno.
-- content/articles/four.md --
---
title: Zorim rado
published: 2020-10-22
status: retracted
corrections: [{date: 2020-10-23, kind: retraction, text: Vuno.}]
---
Vuno.
-- content/pages/vuno.md --
---
title: Vuno pexo
---
Vudo.
"#;

fn built(tag: &str) -> Built {
    front::build(&format!(
        "{SITE}-- site.yaml --\ntitle: Zorim pexo katul\nlanguage: {tag}\nbase_url: https://example.org/\npublisher: Sido\ntimezone: Etc/GMT-4\n"
    ))
}

/// Words of letters, in lower case.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic() && c != '\u{200c}')
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase)
}

fn of_table(tag: &str) -> BTreeSet<String> {
    let phrases = Phrases::of(tag);
    let texts = phrases.all().flat_map(|(_, phrase)| {
        let forms: Vec<String> = phrase.forms().map(|(_, text)| text.to_owned()).collect();
        forms.into_iter().chain([phrase.text().to_owned()])
    });
    texts.flat_map(|text| words(&text).collect::<Vec<_>>()).collect()
}

/// What a reader or listener gets of a page: its text, and the attributes that are spoken.
fn said(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page.split_once("<body").map_or(page, |(_, body)| body);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        for name in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\"", "label=\""] {
            for part in tag.split(name).skip(1) {
                text.push(' ');
                text.push_str(part.split('"').next().unwrap());
            }
        }
        text.push(' ');
        // Code says nothing.
        let skipped = ["script", "style", "pre"].iter().find(|name| tag.starts_with(**name));
        rest = match skipped {
            Some(name) => after.split_once(&format!("</{name}")).map_or("", |(_, after)| after),
            None => after,
        };
    }
    text += rest;
    // Addresses and names of files are no words.
    let is_name = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).contains(['.', '/']);
    text.split_whitespace().filter(|word| !is_name(word)).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_page_of_any_kind_has_an_english_word_of_the_frame() {
    let english = of_table("en");
    // Names of forms, programs and languages, and what is written alike.
    let alike: BTreeSet<&str> = [
        "dateline",
        "json",
        "csv",
        "opml",
        "rss",
        "utc",
        "sha",
        "timelinejs",
        "libreoffice",
        "excel",
        "pandas",
        "qgis",
        "zotero",
        "crate",
        "frictionless",
        "data",
        "bibtex",
        "csl",
        "geojson",
        "atom",
        "ics",
        "https",
        "title",
        "read",
        "loading",
        "lazy",
        "example",
        "org",
        "hashed",
        "html",
    ]
    .into();
    let content: BTreeSet<String> = words(SITE).collect();
    let content: BTreeSet<&String> =
        content.iter().filter(|word| !english.contains(*word) || word.len() < 4).collect();
    let mut seen = 0;
    for (tag, ..) in phrase::languages().filter(|(tag, ..)| *tag != "en") {
        let built = built(tag);
        let own = of_table(tag);
        for page in built.pages() {
            let left: BTreeSet<String> = words(&said(built.page(page)))
                .filter(|word| {
                    english.contains(word)
                        && !own.contains(word)
                        && !content.contains(word)
                        && !alike.contains(word.as_str())
                })
                .collect();
            assert!(left.is_empty(), "{tag}: {page} says {left:?}");
            seen += 1;
        }
        for data in ["timeline/data.js", "search/root.js"] {
            let text = built.page(data);
            let phrases = &text[text.rfind("\"phrases\":").unwrap()..];
            let values = phrases.split("\":\"").skip(1).map(|value| value.split('"').next().unwrap());
            let left: BTreeSet<String> =
                values.flat_map(words).filter(|word| english.contains(word) && !own.contains(word)).collect();
            assert!(left.is_empty(), "{tag}: {data} says {left:?}");
        }
    }
    assert!(seen > 12 * 30, "{seen}");
}

#[test]
fn a_phrase_is_not_its_english_one() {
    // Signs, names of things that are called alike, and words that two languages share.
    let of_signs = |text: &str| {
        !phrase::gaps(text)
            .fold(text.to_owned(), |text, gap| text.replace(&format!("{{{gap}}}"), ""))
            .chars()
            .any(char::is_alphabetic)
    };
    for (tag, ..) in phrase::languages().filter(|(tag, ..)| *tag != "en") {
        let (own, english) = (Phrases::of(tag), Phrases::of("en"));
        let same: Vec<&str> = own
            .all()
            .zip(english.all())
            .filter(|((_, a), (_, b))| a == b && !of_signs(b.text()))
            .map(|((key, _), _)| key)
            .collect();
        assert!(same.len() <= 32, "{tag}: {same:?}");
    }
}
