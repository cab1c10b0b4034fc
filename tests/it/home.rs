//! The home page tells the story: phases with key moments, sides, the newest reports, in the order that the site wants.

use crate::front::{self, Built};

const WAR: &str = "\
-- content/conflicts/war.md --
---
name: The war
when: 2020-10-01/2020-10-31
result: A truce ended it.
sides: [{name: North, actors: [Northland]}, {name: South, actors: [Southland]}]
phases:
  - {name: Opening, when: 2020-10-01/2020-10-09, summary: It began.}
  - {name: Ending, when: 2020-10-10/2020-10-31}
---
-- content/events/list.yaml --
- {id: first, title: It begins, when: 2020-10-01, key: true, actors: [Northland]}
- {id: second, title: A small thing, when: 2020-10-02, actors: [Northland]}
- {id: third, title: A large thing, when: 2020-10-03, key: true, actors: [Southland]}
";

const TRUCE: &str = "\
-- content/articles/truce.md --
---
title: A truce is told
published: 2020-10-12
key: true
events: [{id: truce, title: A truce, when: 2020-10-10}]
---
Words.
-- content/articles/why.md --
---
title: Why it came
published: 2020-10-13
timeline: false
---
Words.
";

fn site(settings: &str) -> Built {
    front::build(&format!("{WAR}{TRUCE}-- site.yaml --\ntitle: An archive\n{settings}"))
}

#[test]
fn phases_are_the_spine_with_their_key_moments() {
    let built = site("");
    assert_eq!(built.report(), "");
    let home = built.main("index.html");
    let story = home.split("## [The war]").nth(1).expect("the story");
    for (before, after) in [
        ("Opening", "It begins"),
        ("It begins", "A large thing"),
        ("A large thing", "Ending"),
        ("Ending", "A truce]"),
    ] {
        assert!(story.find(before).expect(before) < story.find(after).expect(after), "{story}");
    }
    assert!(!story.contains("A small thing"), "no key moment: {story}");
    assert!(story.contains("Result. A truce ended it."), "{story}");
    let newest = home.split("## Newest reports").nth(1).expect("reports");
    assert!(newest.find("Why it came") < newest.find("A truce is told"), "by publication: {newest}");
    assert!(newest.contains("published 12 October 2020"), "{newest}");
}

#[test]
fn key_moments_have_a_list_and_are_larger_in_every_other() {
    let built = site("");
    let list = built.main("timeline/key-moments.html");
    assert!(list.contains("3 entries") && !list.contains("A small thing"), "{list}");
    assert_eq!(built.page("timeline/index.html").matches(" major\" id=").count(), 3);
    assert!(built.page("timeline/index.html").contains("<g class=\"keys\""));
    assert!(!front::build(TRUCE.replace("key: true\n", "").as_str()).has("timeline/key-moments.html"));
}

#[test]
fn an_explainer_has_a_page_and_no_entry() {
    let built = site("base_url: https://example.org/\n");
    assert!(!built.page("timeline/index.html").contains("Why it came"));
    assert!(
        built.has("articles/why.html")
            && String::from_utf8_lossy(&built.files["feed.xml"]).contains("Why it came")
    );
    assert!(!built.page("articles/why.html").contains("In the timeline"));
}

#[test]
fn the_site_chooses_the_sections_and_their_order() {
    let built = site("home: [newest, story]\n");
    let home = built.main("index.html");
    assert!(home.find("## Newest reports") < home.find("## [The war]"), "{home}");
    assert!(!home.contains("## Sides") && !home.contains("one bar a"), "{home}");
    let wrong = site("home: [newest, stories]\n");
    assert_eq!(wrong.codes(), ["unknown-value"]);
}

#[test]
fn a_site_of_events_shows_them_and_an_empty_one_says_what_to_do() {
    let built = front::build(WAR);
    assert_eq!(built.report(), "");
    let home = built.main("index.html");
    let newest = home.split("## Newest entries").nth(1).expect("entries");
    assert!(newest.find("A large thing") < newest.find("A small thing"), "{newest}");
    assert!(!home.contains("0 articles"), "{home}");
    assert!(home.contains("[Northland](actors/northland.html) 2"), "{home}");
    assert!(!built.main("events/first.html").contains("No article"), "there are none to speak of");
    let empty = front::build("-- site.yaml --\ntitle: Timeline\n");
    let home = empty.main("index.html");
    assert!(home.contains("dateline new article") && !home.contains("0 entries"), "{home}");
    assert!(empty.page("timeline/index.html").contains("<title>Timeline</title>"));
}
