//! A guided path through a conflict: the editor's order, each step with its sentence.

use crate::front::{build, reduce};

const SITE: &str = "\
-- site.yaml --
title: T
-- content/places.yaml --
- {id: port, name: Port, lat: 40.1, lon: 46.2}
-- content/conflicts/war.md --
---
name: The War
story:
  - {event: fire, text: It began at the <b>port</b>.}
  - {event: Second report, text: Then it spread.}
  - {event: talks, text: It ended at a table.}
---
-- content/events.yaml --
- {id: fire, title: The fire, when: 2020-10-02, place: port, conflict: war}
- {id: talks, title: Talks, when: 2020-10-09, conflict: war}
-- content/articles/b.md --
---
title: Second report
published: 2020-10-05
---
Words.
-- content/articles/c.md --
---
title: Hushed report
published: 2020-10-06
status: draft
---
Words.
";

#[test]
fn steps_stand_in_the_editors_order() {
    let built = build(SITE);
    assert_eq!(built.report(), "");
    let page = built.page("conflicts/war--story.html");
    let main = reduce::main(page);
    let at = |words: &str| main.find(words).unwrap_or_else(|| panic!("no {words} in {main}"));
    assert!(
        at("It began at the") < at("Then it spread.") && at("Then it spread.") < at("It ended at a table.")
    );
    for words in ["The fire", "2 October 2020", "Port", "Second report", "Talks"] {
        at(words);
    }
    for id in ["step-1", "step-2", "step-3"] {
        assert!(page.contains(&format!("<li id=\"{id}\"")), "{id}");
    }
    assert!(!page.contains("<b>port"), "{page}");
    assert!(page.contains("<figure class=\"map\">"), "a map of the steps");
    assert!(
        page.contains("story-") && page.contains("cx=\"0.0%\"") && page.contains("cx=\"100.0%\""),
        "{page}"
    );
    assert!(built.main("conflicts/war.html").contains("Step by step"));
}

#[test]
fn a_step_that_names_nothing_is_reported_and_left_out() {
    let built = build(&SITE.replace("event: talks", "event: tlaks"));
    assert_eq!(built.codes(), ["unknown-article"]);
    assert!(!built.page("conflicts/war--story.html").contains("step-3"));
    let held = build(&SITE.replace("event: talks", "event: Hushed report"));
    assert_eq!(held.codes(), ["unknown-article"]);
    assert!(held.holding("Hushed report").is_empty());
    let without = build(&SITE.replace("event: talks, text", "text"));
    assert_eq!(without.codes(), ["missing-key"]);
}

#[test]
fn a_step_speaks_the_language_of_the_edition() {
    let site = SITE
        .replace("title: T\n", "title: T\nlanguages: [en, de]\n")
        .replace("text: Then it spread.", "text: Then it spread., texts: {de: Dann weitete es sich aus.}");
    let built = build(&site);
    let page = built.page("de/conflicts/war--story.html");
    assert!(page.contains("Dann weitete es sich aus."), "{page}");
    assert!(page.contains("lang=\"en\" dir=\"ltr\">It ended at a table."), "{page}");
}
