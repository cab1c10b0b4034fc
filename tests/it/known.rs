//! What was known of a conflict on a day is what a site would say that was built of what had been published by then.

use std::collections::BTreeSet;

use dateline::derive::{ClaimAt, FigureAt, figures_on, known_on, open_on};
use dateline::model::{ConflictId, Day};

use crate::front::{self, Built, build};

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn some(&mut self, text: impl FnOnce(&mut Self) -> String) -> String {
        if self.below(2) == 0 { String::new() } else { text(self) }
    }
}

const FRAME: &str = "\
-- site.yaml --
title: T
-- content/actors.yaml --
- {id: north, name: North}
- {id: south, name: South}
-- content/conflicts/war.md --
---
name: The War
---
-- content/conflicts/raid.md --
---
name: The Raid
parent: war
---
-- content/conflicts/other.md --
---
name: Another
---
";

/// Articles that tell of some events, each with the day of its publication.
fn articles(chance: &mut Chance) -> Vec<(u64, String)> {
    let article = |number: u64, chance: &mut Chance| {
        let day = 1 + chance.below(60);
        let published = format!("2020-{:02}-{:02}", 9 + (day - 1) / 30, 1 + (day - 1) % 30);
        let conflict = |chance: &mut Chance| {
            let one = ["war", "raid", "other"][usize::try_from(chance.below(3)).unwrap()];
            format!("conflict: {one}\n")
        };
        let mut front = format!("title: Article {number}\npublished: {published}\n");
        front += &conflict(chance);
        if chance.below(3) > 0 {
            front += "events:\n";
            let mut told = BTreeSet::new();
            for _ in 0..=chance.below(2) {
                let event = chance.below(6);
                if !told.insert(event) {
                    continue;
                }
                front += &format!("  - id: e{event}\n");
                front += &chance.some(|_| format!("    title: Event {event} by {number}\n"));
                front += &chance.some(|chance| format!("    when: 2020-09-{:02}\n", 1 + chance.below(28)));
                front += &chance.some(|chance| format!("    {}", conflict(chance)));
            }
        }
        if chance.below(2) == 0 {
            front += &format!(
                "figures:\n  - {{id: f{number}, measure: killed, value: {number}, by: north, as_of: {published}{}}}\n",
                if number > 0 { format!(", supersedes: f{}", chance.below(number)) } else { String::new() }
            );
        }
        if chance.below(2) == 0 {
            let about = chance.below(3);
            front += &format!(
                "claims:\n  - about: Matter {about}\n    positions:\n      - {{by: north, stance: asserts, text: Yes, date: {published}}}\n      - {{by: south, stance: denies, text: So, date: {published}}}\n"
            );
        }
        (day, format!("-- content/articles/a{number}.md --\n---\n{front}---\nWords.\n"))
    };
    (0..14).map(|number| article(number, chance)).collect()
}

fn site(articles: &[(u64, String)], until: u64) -> String {
    let known = articles.iter().filter(|(day, _)| *day <= until).map(|(_, text)| text.as_str());
    FRAME.to_owned() + &known.collect::<String>()
}

fn conflict(built: &Built, id: &str) -> Option<ConflictId> {
    let conflicts = &built.snapshot.site.conflicts;
    conflicts.iter().position(|conflict| conflict.id == id).map(ConflictId::of)
}

fn entry_line(title: &str, when: &dateline::model::When) -> String {
    format!("{} {title}", when.written())
}

fn figure_lines(built: &Built, all: &[FigureAt]) -> BTreeSet<String> {
    let id = |at: &FigureAt| at.figure(&built.snapshot.site).id.clone().unwrap();
    all.iter().map(id).collect()
}

fn claim_lines(built: &Built, all: impl Iterator<Item = ClaimAt>) -> BTreeSet<String> {
    all.map(|at| at.claim(&built.snapshot.site).about.clone()).collect()
}

#[test]
fn the_known_of_a_day_is_the_site_of_that_day() {
    let mut chance = Chance(27);
    let (mut compared, mut partly) = (0, 0);
    for _ in 0..10 {
        let articles = articles(&mut chance);
        let whole = build(&site(&articles, u64::MAX));
        assert!(!whole.snapshot.site.conflicts.is_empty());
        for _ in 0..8 {
            let number = 1 + chance.below(60);
            let day: Day =
                front::day(&format!("2020-{:02}-{:02}", 9 + (number - 1) / 30, 1 + (number - 1) % 30));
            let then = build(&site(&articles, number));
            for id in ["war", "raid", "other"] {
                let (now_id, then_id) = (conflict(&whole, id).unwrap(), conflict(&then, id).unwrap());
                let (site, facts) = (&whole.snapshot.site, &whole.snapshot.facts);
                let known: Vec<String> = known_on(site, facts, now_id, day)
                    .iter()
                    .map(|known| entry_line(known.title(), known.when()))
                    .collect();
                let (site_then, facts_then) = (&then.snapshot.site, &then.snapshot.facts);
                let listed = &facts_then.lists.of_conflict[then_id.index()].entries;
                let listed: Vec<String> = listed
                    .iter()
                    .map(|id| &facts_then.time.entries[id.index()])
                    .map(|entry| entry_line(entry.title(site_then), &entry.when))
                    .collect();
                assert_eq!(known, listed, "{id} on {day}");
                compared += 1;
                partly += usize::from(known.len() < facts.lists.of_conflict[now_id.index()].entries.len());

                let figures = figure_lines(&whole, &figures_on(site, facts, now_id, day));
                let of_then = &facts_then.evidence.figures;
                let told: Vec<FigureAt> = of_then.of_conflict[then_id.index()]
                    .iter()
                    .filter(|at| of_then.successor(at.figure(site_then)).is_none())
                    .copied()
                    .collect();
                assert_eq!(figures, figure_lines(&then, &told), "{id} on {day}");

                let open = open_on(site, facts, now_id, day);
                let claims = claim_lines(&whole, open.iter().map(|(at, _)| *at));
                let is_ours = |at: &&ClaimAt| {
                    let mut above = std::iter::successors(at.owner.conflict(site_then), |id| {
                        site_then.conflict(*id).parent
                    });
                    above.any(|id| id == then_id)
                };
                let told = facts_then.evidence.claims.open.iter().filter(is_ours).copied();
                assert_eq!(claims, claim_lines(&then, told), "{id} on {day}");
            }
        }
    }
    assert!(compared >= 50 * 3 && partly > 50, "{compared} compared, {partly} of them not as today");
}

const SITE: &str = "\
-- site.yaml --
title: T
base_url: https://archive.example/
-- content/actors.yaml --
- {id: north, name: North}
- {id: south, name: South}
-- content/conflicts/war.md --
---
name: The War
phases: [{name: First, when: 2020-09-01/2020-09-15}]
---
-- content/events.yaml --
- {id: quiet, title: Nobody reports this, when: 2020-09-02, conflict: war}
-- content/articles/a.md --
---
title: The bridge fell
published: 2020-09-10
corrections: [{date: 2020-10-20, text: It was the other bridge}]
claims:
  - about: The north broke it
    positions:
      - {by: south, stance: asserts, text: It did, date: 2020-09-10}
      - {by: north, stance: denies, text: We did not, date: 2020-09-12}
    assessment: {verdict: confirmed, date: 2020-10-25}
figures:
  - {id: f1, measure: killed, value: 15, by: north, as_of: 2020-09-10}
---
Words.
-- content/articles/b.md --
---
title: The port burned
published: 2020-10-05
updated: 2020-11-02
events: [{id: port, when: 2020-09-09}]
---
Words.
-- content/articles/c.md --
---
title: A later account
published: 2020-11-01
events: [{id: port, title: The port was burned down}]
figures:
  - {id: f2, measure: killed, value: 21, by: north, as_of: 2020-10-30, supersedes: f1}
---
Words.
-- content/articles/gone.md --
---
title: Taken back by us
published: 2020-09-11
status: retracted
corrections: [{date: 2020-10-01, kind: retraction, text: None of it}]
---
Gone words.
-- content/articles/held.md --
---
title: Not told yet
published: 2020-09-11
status: draft
---
Held words.
";

#[test]
fn a_conflict_has_a_page_for_ends_of_phases_and_months() {
    let built = build(SITE);
    assert_eq!(built.report(), "");
    let pages: Vec<&str> = built.pages().into_iter().filter(|page| page.contains("--known-")).collect();
    assert_eq!(
        pages,
        ["2020-09-15", "2020-09-30", "2020-10-31"].map(|day| format!("conflicts/war--known-{day}.html"))
    );
    let first = built.main(pages[0]);
    for words in [
        "# The War: as known on 15 September 2020",
        "1 entry",
        "published 10 September 2020",
        "corrected later, 20 October 2020",
        "The north broke it",
        "We did not",
        "15",
        "replaced by the figure as of",
        "1 event of the register bears no day of publication",
    ] {
        assert!(first.contains(words), "{words}\n{first}");
    }
    let last = built.main(pages[2]);
    assert!(last.contains("The port burned") && !last.contains("burned down"), "{last}");
    assert!(last.contains("changed later, 2 November 2020"), "{last}");
    assert!(!last.contains("The north broke it"), "it was settled on 25 October: {last}");
    assert!(built.main("conflicts/war.html").contains("(../conflicts/war--known-2020-09-15.html)"));
}

#[test]
fn nothing_that_is_gone_or_held_back_was_known() {
    let built = build(SITE);
    for words in ["Taken back by us", "Gone words", "Not told yet", "Held words", "None of it"] {
        let pages = built.holding(words);
        assert!(!pages.iter().any(|page| page.contains("--known-")), "{words}: {pages:?}");
    }
}

#[test]
fn a_site_can_do_without_known_days() {
    let built = build(&SITE.replace("base_url:", "tools: [cite]\nbase_url:"));
    assert!(!built.pages().iter().any(|page| page.contains("--known-")));
    assert!(!built.page("conflicts/war.html").contains("As it was known"));
}

#[test]
fn long_times_have_bounded_pages() {
    let mut site = SITE.to_owned();
    for number in 0..400 {
        let (year, month) = (2000 + number / 12 % 20, 1 + number % 12);
        site += &format!(
            "-- content/articles/n{number}.md --\n---\ntitle: 'Number {number} <b>&\"'\npublished: {year}-{month:02}-03\n---\nWords.\n"
        );
    }
    let built = build(&site);
    let pages: Vec<&str> = built.pages().into_iter().filter(|page| page.contains("--known-")).collect();
    assert!((20..=36).contains(&pages.len()), "{}", pages.len());
    for page in &pages {
        let text = built.page(page);
        assert!(text.len() < 80_000, "{page}: {}", text.len());
        assert!(!text.contains("<b>&\""), "{page}");
    }
}
