//! Events, conflicts and the timeline that they make: what is one entry, where it stands, and how long lists are split.

use std::fmt::Write;

use crate::front::{Built, build};

/// The largest page that a reader on a slow network should have to load, in bytes.
const LARGEST: usize = 150_000;

const TWO_REPORTS: &str = r#"
-- content/articles/a.md --
---
title: The bridge is hit
published: 2020-10-05
events:
  - id: bridge
    when: 2020-10-04
    title: A bridge is hit
    summary: A bridge over the river was hit.
    type: shelling
    actors: [{actor: North, role: perpetrator, alleged: true}]
    claims:
      - about: North fired
        positions:
          - {by: North, stance: denies, date: 2020-10-04, sources: [{title: A denial}]}
          - {by: South, stance: asserts, date: 2020-10-05}
    sources: [{title: A statement}]
---
Words.
-- content/articles/b.md --
---
title: Another paper on the bridge
published: 2020-10-06
place: Old Town
events:
  - {id: Bridge, when: 2020-10-04, actors: [South], figures: [{measure: injured, value: 3, by: South}]}
---
Words.
"#;

/// The lines of a page's words that hold a text.
fn lines(built: &Built, page: &str, wanted: &str) -> Vec<String> {
    built.main(page).lines().filter(|line| line.contains(wanted)).map(str::to_owned).collect()
}

#[test]
fn one_id_in_two_articles_is_one_event() {
    let built = build(TWO_REPORTS);
    assert_eq!(built.report(), "");
    let timeline = built.main("timeline/index.html");
    assert_eq!(timeline.matches("A bridge is hit").count(), 1, "{timeline}");
    assert!(timeline.contains("[A bridge is hit](../events/bridge.html)"), "{timeline}");
    assert!(timeline.contains("2 accounts differ") && timeline.contains("2 reports"), "{timeline}");
    let page = built.main("events/bridge.html");
    for wanted in [
        "# A bridge is hit",
        "A bridge over the river was hit.",
        "4 October 2020",
        "[Old Town](../places/old-town.html)",
        "[The bridge is hit](../articles/a.html)",
        "[Another paper on the bridge](../articles/b.html)",
        "North fired",
        "A denial",
        "A statement",
        "Injured",
        "alleged perpetrator",
        "[In the timeline](../timeline/index.html#event--bridge)",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    assert!(built.main("articles/b.html").contains("[A bridge is hit](../events/bridge.html)"));
    // The event is in the lists of everyone whom some report names.
    for page in ["actors/north.html", "actors/south.html", "places/old-town.html", "types/shelling.html"] {
        assert!(built.main(page).contains("[A bridge is hit](../events/bridge.html)"), "{page}");
    }
}

#[test]
fn sources_of_several_reports_are_numbered_in_one_list() {
    let page = build(TWO_REPORTS).page("events/bridge.html").to_owned();
    let list = page.split("<ol class=\"sources\"").nth(1).expect("a list of sources");
    let (statement, denial) = (list.find("A statement").unwrap(), list.find("A denial").unwrap());
    assert!(statement < denial, "a report's own sources come first");
    assert!(page.contains("href=\"#source-2\""), "the position cites the second of the list");
}

#[test]
fn an_address_does_not_depend_on_the_headline() {
    let site = |title: &str| {
        format!(
            "-- content/articles/2020-10-05-bridge.md --\n---\ntitle: {title}\nevents:\n  - {{when: 2020-10-04, title: {title} at dawn}}\n  - {{when: 2020-10-04, title: {title} at dusk}}\n---\nWords.\n"
        )
    };
    let (before, after) = (build(&site("A bridge is hit")), build(&site("Bridge destroyed")));
    assert_eq!(before.pages(), after.pages());
    assert!(after.main("events/bridge--2.html").contains("# Bridge destroyed at dusk"));
}

#[test]
fn the_register_settles_what_reports_tell_differently() {
    let reports = r#"
-- content/articles/a.md --
---
title: Prisoners come home
published: 2020-12-14
events:
  - {id: exchange, when: 2020-12-14, title: Prisoners are exchanged}
---
Words.
-- content/articles/b.md --
---
title: A later account
published: 2020-12-20
events:
  - {id: exchange, when: 2020-12-15}
---
Words.
"#;
    let open = build(reports);
    assert_eq!(open.codes(), ["contradicting-reports"]);
    let register = "-- content/events.yaml --\n- {id: exchange, title: Prisoners are exchanged, when: \"[2020-12-14,2020-12-15]\"}\n";
    let settled = build(&format!("{register}{reports}"));
    assert_eq!(settled.report(), "");
    let page = settled.main("events/exchange.html");
    assert!(page.contains("14 or 15 December 2020"), "{page}");
    assert_eq!(lines(&settled, "events/exchange.html", "By this account:").len(), 2, "{page}");
    // What the register does not say is still reported.
    let silent = "-- content/events.yaml --\n- {id: exchange, title: Exchange, when: 2020-12-14, type: humanitarian}\n";
    assert_eq!(build(&format!("{silent}{reports}")).report(), "");
}

#[test]
fn what_is_told_more_exactly_is_no_contradiction() {
    let site = |a: &str, b: &str| {
        format!(
            "-- content/places.yaml --\n- {{name: Old Town, parent: District}}\n- {{name: District}}\n-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-05\nevents: {{id: e, title: E, {a}}}\n---\nWords.\n-- content/articles/b.md --\n---\ntitle: B\npublished: 2020-10-06\nevents: {{id: e, {b}}}\n---\nWords.\n"
        )
    };
    for (a, b, contradicts) in [
        ("when: 2020-10", "when: 2020-10-04", false),
        ("when: 2020-10-04", "when: 2020-10-03/2020-10-04", false),
        ("when: 2020-10-04/2020-10-06", "when: 2020-10-05/2020-10-07", true),
        ("when: 2020-10-04~", "when: 2020-10-04", false),
        ("when: 2020-10-04/..", "when: 2020-10-08", false),
        ("when: 2020-10-04", "when: 2020-10-05", true),
        ("start: 2020-10-04T12:00Z", "start: 2020-10-04T16:00+04:00", false),
        ("start: 2020-10-04T12:00Z", "start: 2020-10-04T13:00Z", true),
        ("when: 2020-10-04, place: Old Town", "when: 2020-10-04, place: District", false),
        ("when: 2020-10-04, type: battle", "when: 2020-10-04, type: other", false),
        ("when: 2020-10-04, type: battle", "when: 2020-10-04, type: airstrike", true),
        ("when: 2020-10-04, type: battle", "when: 2020-10-04", false),
    ] {
        let built = build(&site(a, b));
        assert_eq!(built.codes() == ["contradicting-reports"], contradicts, "{a} and {b}: {}", built.short());
    }
}

#[test]
fn what_was_taken_back_tells_of_no_event() {
    let site = |status: &str| {
        format!(
            "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-05\nstatus: {status}\nevents: [{{id: strike, when: 2020-10-04, title: A strike at dawn}}]\n---\nWords.\n-- content/articles/b.md --\n---\ntitle: B\npublished: 2020-10-06\n---\nWords.\n"
        )
    };
    assert!(build(&site("published")).has("events/strike.html"));
    for status in ["retracted", "draft", "unverified"] {
        let built = build(&site(status));
        assert!(!built.has("events/strike.html"), "{status}");
        assert_eq!(built.holding("A strike at dawn"), [""; 0], "{status}");
    }
}

#[test]
fn an_event_of_the_register_needs_no_article() {
    let built = build(
        "-- content/events/siege.md --\n---\ntitle: The siege\nwhen: 1992-05-08/1992-05-09\n---\nThe siege lasted two days. See [[vote]].\n-- content/events/1988/list.yaml --\n- {id: vote, title: A vote, when: 1988-02-20}\n-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-05\n---\nSee [[siege]] and [[The siege|what came of it]].\n",
    );
    assert_eq!(built.report(), "");
    let page = built.main("events/siege.html");
    assert!(page.contains("The siege lasted two days. See [A vote](../events/vote.html)."), "{page}");
    assert!(page.contains("No article of this archive reports this event."), "{page}");
    assert!(page.contains("[Before · 20 February 1988 A vote](../events/vote.html)"), "{page}");
    let text = built.text("articles/a.html");
    assert!(text.contains("[The siege](../events/siege.html)"), "{text}");
    assert!(text.contains("[what came of it](../events/siege.html)"), "{text}");
}

#[test]
fn an_event_of_the_register_must_have_a_title_and_a_date() {
    let built = build(
        "-- content/events.yaml --\n- {id: a, when: 2020-10-04}\n- {id: b, title: B}\n- {id: c, title: C, when: 2020-13-01}\n- {id: c, title: C, when: 2020-10-01}\n-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-05\n---\nWords.\n",
    );
    assert_eq!(
        built.codes(),
        ["missing-title", "missing-date", "invalid-date", "duplicate-id"],
        "{}",
        built.short()
    );
}

#[test]
fn a_date_that_cannot_be_read_is_not_replaced_by_another() {
    let built = build(
        "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-05\nwhen: 2020-02-30\n---\nWords.\n",
    );
    assert_eq!(built.codes(), ["invalid-date"]);
    let page = built.main("articles/a.html");
    assert!(page.contains("date unknown"), "{page}");
    assert!(built.page("timeline/index.html").contains("id=\"undated\""));
}

const WAR: &str = r#"
-- content/actors.yaml --
- {name: North, kind: state}
- {name: South, kind: state}
- {name: West, kind: state}
- {name: General Aram, kind: person, affiliations: [{to: North Army, role: commander}]}
- {name: North Army, kind: armed-force, affiliations: [{to: North}]}
- {name: Mediator, kind: organization}
-- content/conflicts/dispute.md --
---
name: The dispute
aliases: [The long war]
when: 1988/..
sides:
  - {name: Northern side, actors: [North], supporters: [West]}
  - {name: Southern side, actors: [South]}
mediators: [Mediator]
phases:
  - {name: Ceasefire, when: 1994-05-12/2020-09-26, summary: No peace.}
  - {name: Second war, when: 2020-09-27/2020-11-10}
figures:
  - {measure: killed, who: {side: north, status: military}, low: 100, high: 200, by: South}
---
How it began. See [[war-2020]].
-- content/conflicts/war-2020.md --
---
name: The war of 2020
when: 2020-09-27/2020-11-10
parent: The long war
---
-- content/articles/a.md --
---
title: A shot at the line
published: 2020-07-12
actors: [General Aram]
---
Words.
-- content/articles/b.md --
---
title: War begins
published: 2020-09-27
conflict: war-2020
type: battle
actors: [North, South]
---
Words. See [[The dispute]].
-- content/articles/c.md --
---
title: Talks
published: 2020-10-01
type: diplomacy
actors: [Mediator]
---
Words.
"#;

#[test]
fn a_conflict_has_sides_phases_parts_and_a_timeline() {
    let built = build(WAR);
    assert_eq!(built.report(), "");
    let page = built.main("conflicts/dispute.html");
    for wanted in [
        "# The dispute",
        "The long war",
        "since 1988",
        "[Northern side](../conflicts/dispute--northern-side.html)",
        "[North](../actors/north.html)",
        "Supported by",
        "[West](../actors/west.html)",
        "[Mediator](../actors/mediator.html)",
        "[The war of 2020](../conflicts/war-2020.html)",
        "100–200",
        "No peace.",
        "[Second war](../conflicts/dispute.html#d2020-09-27)",
        "[A shot at the line](../articles/a.html)",
        "[War begins](../articles/b.html)",
        "[Talks](../articles/c.html)",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    let part = built.main("conflicts/war-2020.html");
    assert!(part.contains("Part of [The dispute](../conflicts/dispute.html)"), "{part}");
    assert!(part.contains("War begins") && !part.contains("A shot at the line"), "{part}");
    assert!(built.text("articles/b.html").contains("[The dispute](../conflicts/dispute.html)"));
    assert!(built.main("conflicts/index.html").contains("[The war of 2020](../conflicts/war-2020.html)"));
}

#[test]
fn a_side_has_what_its_actors_and_their_people_take_part_in() {
    let built = build(WAR);
    let north = built.main("conflicts/dispute--northern-side.html");
    assert!(north.contains("A shot at the line") && north.contains("War begins"), "{north}");
    assert!(!north.contains("Talks"), "{north}");
    let south = built.main("conflicts/dispute--southern-side.html");
    assert!(!south.contains("A shot at the line") && south.contains("War begins"), "{south}");
}

#[test]
fn phases_are_marked_where_they_begin() {
    let built = build(WAR);
    let page = built.main("timeline/index.html");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text} in\n{page}"));
    assert!(at("Ceasefire") < at("A shot at the line"), "{page}");
    assert!(at("[A shot at the line]") < at("Second war") && at("Second war") < at("[War begins]"), "{page}");
    // October begins within a phase.
    assert!(built.page("timeline/index.html").contains("<p class=\"in-phase\">Second war</p>"));
}

#[test]
fn a_conflict_that_only_articles_name_has_a_page() {
    let built = build(
        "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-05\nconflict: The siege\n---\nWords.\n",
    );
    assert_eq!(built.report(), "");
    assert!(built.main("conflicts/the-siege.html").contains("[A](../articles/a.html)"));
}

#[test]
fn the_same_choices_exist_without_a_script() {
    let page = build(WAR).main("timeline/index.html");
    for wanted in [
        "[The dispute](../conflicts/dispute.html) 3",
        "[The war of 2020](../conflicts/war-2020.html) 1",
        "[Northern side](../conflicts/dispute--northern-side.html) 2",
        "[battle](../types/battle.html) 1",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
}

#[test]
fn an_embedded_timeline_leads_out_of_its_frame() {
    let built = build(TWO_REPORTS);
    let page = built.page("embed/timeline.html");
    assert!(page.contains("<base target=\"_blank\">"));
    assert!(page.contains("href=\"../timeline/index.html#event--bridge\""), "{page}");
    assert!(!page.contains("href=\"#"), "a link would stay in the frame");
    assert!(!page.contains("class=\"mast\"") && !page.contains("class=\"foot\""));
}

/// A site of articles on given days, with titles of a given length.
fn archive(days: impl Iterator<Item = String>, title: &str) -> String {
    days.enumerate().fold(String::new(), |mut site, (i, when)| {
        write!(site, "-- content/articles/n{i}.md --\n---\ntitle: {title} {i}\npublished: 2021-01-01\nwhen: \"{when}\"\nplace: Shusha\nactors: [Armenia, Azerbaijan]\nsummary: {title}\n---\nWords.\n").expect("memory");
        site
    })
}

fn sizes(built: &Built, folder: &str) -> Vec<(String, usize)> {
    let pages = built.files.iter().filter(|(path, _)| path.starts_with(folder) && path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.clone(), bytes.len())).collect()
}

#[test]
fn no_page_of_a_timeline_is_too_large() {
    // Two bytes a letter, and long headlines: a month of these has no room on one page.
    let title =
        "Հայաստանի պաշտպանության նախարարության հայտարարությունը սահմանի վրա տեղի ունեցած միջադեպի մասին";
    let built = build(&archive((0..900).map(|i| format!("2020-10-{:02}", i / 30 + 1)), title));
    let pages = sizes(&built, "timeline/");
    assert!(pages.len() > 3, "{pages:?}");
    let large: Vec<_> = pages.iter().filter(|(_, bytes)| *bytes > LARGEST).collect();
    assert!(large.is_empty(), "{large:?}");
    let month = built.main("timeline/2020-10.html");
    assert!(
        month.contains("October 2020, part 2"),
        "the next part is named: {}",
        &month[month.len() - 300..]
    );
    let leads_on = |page: &str| page.contains("<p class=\"more\">") || page.contains("class=\"newest\"");
    let of = |path: &str| {
        let page = built.page(path);
        if leads_on(page) { 0 } else { page.matches("<li class=\"e ").count() }
    };
    let parts = pages.iter().map(|(path, _)| of(path)).sum::<usize>();
    assert_eq!(parts, 900, "every entry stands on one page of the timeline");
    // Whatever leads to an entry leads to its part.
    let article = built.page("articles/n899.html");
    let link =
        article.split("class=\"up\" href=\"../").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let (page, anchor) = link.split_once('#').expect("an anchor");
    assert!(built.page(page).contains(&format!("id=\"{anchor}\"")), "{link}");
}

#[test]
fn undated_entries_have_pages_of_their_own() {
    let built =
        build(&archive((0..1100).map(|i| if i < 50 { "2020-10-01" } else { "XXXX" }.to_owned()), "A report"));
    let pages: Vec<String> = sizes(&built, "timeline/").into_iter().map(|(path, _)| path).collect();
    assert!(pages.contains(&"timeline/undated.html".to_owned()), "{pages:?}");
    assert!(pages.contains(&"timeline/undated-part-2.html".to_owned()), "{pages:?}");
}

#[test]
fn entries_of_one_day_stand_together() {
    let built = build(&archive(
        ["2020-10-01", "2020-10-01", "2020-10-03"].map(str::to_owned).into_iter(),
        "A report",
    ));
    let page = built.page("timeline/index.html");
    let day = page.split("id=\"d2020-10-01\">").nth(1).and_then(|rest| rest.split("</ol>").next()).unwrap();
    assert_eq!(day.matches("<li class=\"e ").count(), 2);
    assert!(page.contains("id=\"d2020-10-03\">"));
}

#[test]
fn what_may_have_been_meant_to_be_held_back_is() {
    for line in
        ["status: drafft", "status: [draft]", "statuss: draft", "Status: draft", "draft: true", "draft: yes"]
    {
        let built = build(&format!(
            "-- content/articles/a.md --\n---\ntitle: A leak\npublished: 2020-10-05\n{line}\n---\nWords.\n-- content/articles/b.md --\n---\ntitle: B\npublished: 2020-10-06\n---\nWords.\n"
        ));
        assert_eq!(built.holding("A leak"), [""; 0], "{line}");
        assert!(built.report().contains("not built"), "{line}: {}", built.report());
    }
    let built = build(
        "-- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-05\ndraft: false\n---\nWords.\n",
    );
    assert_eq!(built.codes(), ["unknown-key"]);
    assert!(built.has("articles/a.html"));
}

#[test]
fn a_page_has_each_id_once() {
    let built = build(&archive(
        ["2020", "2020-01-01", "2020-01-01/2020-01-03"].map(str::to_owned).into_iter(),
        "A report",
    ));
    let page = built.page("timeline/index.html");
    assert_eq!(page.matches("id=\"d2020-01-01\"").count(), 1);
}

#[test]
fn a_second_conflict_does_not_take_articles_away_in_silence() {
    let second = "-- content/conflicts/other.md --\n---\nname: Another war\n---\n";
    let built = build(&format!("{WAR}{second}"));
    assert_eq!(built.codes(), ["conflict-not-named"], "{}", built.report());
    assert!(built.report().contains("2 articles belong to no conflict"), "{}", built.report());
}
