//! Sides and actors side by side: each entry stands in the column of those who take part in it.

use crate::front::{build, reduce};

const SITE: &str = "\
-- site.yaml --
title: T
-- content/actors.yaml --
- {id: north, name: Northland}
- {id: south, name: Southland}
- {id: envoy, name: The envoy}
-- content/conflicts/war.md --
---
name: The War
sides:
  - {name: The North, actors: [north]}
  - {name: The South, actors: [south]}
---
-- content/articles/a.md --
---
title: Shells fall
published: 2020-10-01
type: shelling
place: Port
actors: [north]
statements: [{by: north, date: 2020-10-01, text: We struck no town}]
claims:
  - about: A school was hit
    positions:
      - {by: south, stance: asserts, text: It was a <b>school</b>, date: 2020-10-01}
---
Words.
-- content/articles/b.md --
---
title: Answer
published: 2020-10-01
actors: [south]
---
Words.
-- content/articles/c.md --
---
title: They meet
published: 2020-10-03
when: 2020-10-03/2020-10-05
actors: [north, south, envoy]
---
Words.
-- content/articles/d.md --
---
title: The envoy travels
published: 2020-10-04
actors: [envoy]
---
Words.
-- content/articles/e.md --
---
title: Some time in October
published: 2020-11-01
when: 2020-10
actors: [north, south]
---
Words.
-- content/articles/f.md --
---
title: Both again
published: 2020-11-03
actors: [north, south]
---
Words.
-- content/articles/gone.md --
---
title: Taken back by us
published: 2020-10-01
status: retracted
actors: [north]
---
Words.
";

/// The words of the part of a page from one place to the next of its sort.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    let rest = &page[start..];
    &rest[..rest[1..].find(to).map_or(rest.len(), |end| end + 1)]
}

#[test]
fn each_side_has_its_column_and_what_they_share_stands_across() {
    let built = build(SITE);
    assert_eq!(built.report(), "");
    let page = built.page("conflicts/war--sides.html");
    let day = part(page, "id=\"d2020-10-01\"", "<div class=\"day\"");
    let north = part(day, "class=\"col c1 s1\"", "class=\"col");
    let south = part(day, "class=\"col c2 s2\"", "class=\"col");
    assert!(north.contains("Shells fall") && north.contains("We struck no town"), "{north}");
    assert!(north.contains("shelling · Port"), "{north}");
    assert!(
        south.contains("Answer") && south.contains("It was a &lt;b&gt;school&lt;&#x2F;b&gt;")
            || south.contains("It was a &lt;b&gt;school&lt;/b&gt;"),
        "{south}"
    );
    let meeting = part(page, "id=\"d2020-10-03\"", "<div class=\"day\"");
    assert!(meeting.contains("col all several") && meeting.contains("5 October 2020</time>"), "{meeting}");
    let envoy = part(page, "id=\"d2020-10-04\"", "<div class=\"day\"");
    assert!(envoy.contains("col all others") && envoy.contains("The envoy travels"), "{envoy}");
    assert!(!page.contains("Taken back"));
    assert!(built.main("conflicts/war.html").contains("[Side by side](../conflicts/war--sides.html)"));
}

#[test]
fn two_actors_have_the_same_columns() {
    let built = build(SITE);
    let page = built.page(
        "actors/northland--southland--sides.html"
            .replace("northland", "north")
            .replace("southland", "south")
            .as_str(),
    );
    let main = reduce::main(page);
    for words in ["Northland and Southland: Side by side", "Shells fall", "Answer", "They meet", "Both again"]
    {
        assert!(main.contains(words), "{words}\n{main}");
    }
    assert!(!main.contains("The envoy travels"), "neither takes part: {main}");
    assert!(built.main("actors/north--south.html").contains("Side by side"));
}

#[test]
fn a_site_can_do_without_columns() {
    let built = build(&SITE.replace("title: T\n", "title: T\ntools: []\n"));
    assert!(!built.pages().iter().any(|page| page.contains("--sides")));
    let one_side = build(&SITE.replace("  - {name: The South, actors: [south]}\n", ""));
    assert!(!one_side.has("conflicts/war--sides.html"));
}

#[test]
fn long_lists_are_split_and_stay_light() {
    let mut site = SITE.to_owned();
    for number in 0..1300 {
        let (year, month, day) = (2010 + number / 360, 1 + number / 30 % 12, 1 + number % 28);
        let actor = ["north", "south", "envoy"][number % 3];
        site += &format!(
            "-- content/articles/n{number}.md --\n---\ntitle: 'A title of the usual length with the number {number}'\npublished: {year}-{month:02}-{day:02}\nactors: [{actor}]\ntype: battle\nplace: Port\n---\nWords.\n"
        );
    }
    let built = build(&site);
    let pages: Vec<&str> =
        built.pages().into_iter().filter(|page| page.starts_with("conflicts/war--sides")).collect();
    assert!(pages.len() > 4, "{pages:?}");
    for page in &pages {
        assert!(built.page(page).len() < 120_000, "{page}: {}", built.page(page).len());
    }
    let all: usize = pages
        .iter()
        .filter(|page| **page != "conflicts/war--sides.html")
        .map(|page| built.page(page).matches("with the number").count())
        .sum();
    assert!(all >= 1300, "{all}");
    assert!(built.main("conflicts/war--sides.html").contains("2012"), "the way to the years");
}
