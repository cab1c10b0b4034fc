//! Claims and figures: who holds what against whom, who has said nothing, and numbers that nobody adds up.

use crate::front::{Built, build};

const SIDES: &str = "\
-- content/conflicts/war.md --
---
name: The war
sides:
  - {name: North, actors: [northland]}
  - {name: South, actors: [southland], supporters: [westland]}
figures:
  - {measure: killed, who: {side: northland, status: military}, low: 90, high: 120, as_of: 2021, by: A watcher}
---
-- content/actors.yaml --
- {id: northland, name: Northland}
- {id: southland, name: Southland}
- {id: westland, name: Westland}
- {id: ministry, name: Ministry of the North, affiliations: [{to: northland}]}
- {id: watcher, name: A watcher}
- {id: envoy, name: The envoy}
";

fn article(front: &str) -> String {
    format!("-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n{front}---\nWords.\n")
}

/// The claims of a page: of each its matter, then its positions as `speaker (side): what`.
fn claims(built: &Built, page: &str) -> Vec<String> {
    let main = built.main(page);
    let from = main.split("\n## ").filter(|part| part.contains("\n### ["));
    from.map(|part| part.split("\n## ").next().unwrap_or("").trim_end().to_owned()).collect()
}

#[test]
fn positions_stand_in_order_of_date_then_id_and_never_of_the_file() {
    let built = build(&format!(
        "{SIDES}{}",
        article(
            "claims:\n  - about: Northland fired\n    positions:\n      - {by: westland, stance: partly}\n      - {by: southland, stance: denies, text: Not us, date: 2020-10-02}\n      - {by: envoy, stance: no-comment, date: 2020-10-02}\n      - {by: northland, stance: asserts, text: They did, date: 2020-10-01T10:00}\n    assessment: {verdict: unresolved, basis: Nobody else saw it, date: 2020-11-01}\n"
        )
    ));
    assert_eq!(
        claims(&built, "articles/a.html"),
        ["\
Northland fired
### [Northland](../actors/northland.html)
Claim · 1 October 2020, 10:00
They did
### [The envoy](../actors/envoy.html)
No comment · 2 October 2020
### [Southland](../actors/southland.html)
Counter-claim · 2 October 2020
Not us
### [Westland](../actors/westland.html)
Partly confirmed
Our assessment: unresolved. Nobody else saw it 1 November 2020"]
    );
}

#[test]
fn who_has_not_answered_is_named() {
    let silent = |claim: &str| {
        let built = build(&format!("{SIDES}{}", article(&format!("claims:\n  - {claim}\n"))));
        let main = built.main("articles/a.html");
        let lines: Vec<&str> = main.lines().collect();
        let before = lines.windows(2).filter(|two| two[1] == "no statement found");
        before.map(|two| two[0].trim_start_matches("### ").to_owned()).collect::<Vec<_>>()
    };
    let south = "[South](../conflicts/war--south.html)";
    assert_eq!(silent("{about: W, positions: [{by: northland}]}"), [south]);
    // A ministry speaks for its state, a supporter for its side.
    assert_eq!(silent("{about: W, positions: [{by: ministry}]}"), [south]);
    assert_eq!(silent("{about: W, positions: [{by: ministry}, {by: westland}]}"), [""; 0]);
    // What others disagree about is not the sides' matter.
    assert_eq!(silent("{about: W, positions: [{by: envoy}, {by: watcher}]}"), [""; 0]);
    let envoy = "[The envoy](../actors/envoy.html)";
    assert_eq!(silent("{about: W, parties: [envoy, northland], positions: [{by: ministry}]}"), [envoy]);
    assert_eq!(silent("{about: W, parties: [], positions: [{by: northland}]}"), [""; 0]);
    let built = build(&article("claims: [{about: W, positions: [{by: Northland}]}]\n"));
    assert!(!built.main("articles/a.html").contains("no statement"), "without sides nobody is missing");
}

#[test]
fn every_position_has_the_same_markup() {
    let built = build(&format!(
        "{SIDES}{}",
        article(
            "claims: [{about: W, positions: [{by: northland, stance: asserts, text: A, date: 2020-10-01}, {by: southland, stance: denies, text: B, date: 2020-10-02}]}]\n"
        )
    ));
    let page = built.page("articles/a.html");
    let blocks: Vec<&str> = page
        .split("<div class=\"position")
        .skip(2)
        .map(|rest| rest.split("</div>").next().unwrap_or(""))
        .collect();
    let plain = |block: &str| {
        let mut plain = block.to_owned();
        for word in ["northland", "southland", "Northland", "Southland"] {
            plain = plain.replace(word, "X");
        }
        for (from, to) in [
            (" s1\"", " sN\""),
            (" s2\"", " sN\""),
            ("Counter-claim", "S"),
            ("Claim", "S"),
            (">A<", ">T<"),
            (">B<", ">T<"),
            ("2020-10-02", "D"),
            ("2020-10-01", "D"),
            ("1 October 2020", "W"),
            ("2 October 2020", "W"),
        ] {
            plain = plain.replace(from, to);
        }
        plain
    };
    assert_eq!(blocks.len(), 2);
    assert_eq!(plain(blocks[0]), plain(blocks[1]));
}

const DISPUTES: &str = "\
-- content/articles/a.md --
---
title: The first
published: 2020-10-01
when: 2020-10-01
claims: [{about: Open, positions: [{by: northland, stance: asserts, text: Yes}, {by: southland, stance: denies}]}]
events:
  - {id: e, title: The event, claims: [{id: c, about: Told twice, positions: [{by: northland, stance: asserts, text: One}]}]}
---
Words.
-- content/articles/b.md --
---
title: The second
published: 2020-10-02
when: 2020-10-02
claims:
  - {about: Settled, positions: [{by: northland, stance: asserts}, {by: southland, stance: denies}], assessment: {verdict: 'false'}}
  - {about: Taken back, positions: [{by: northland, stance: asserts, date: 2020-10-01}, {by: southland, stance: denies}, {by: northland, stance: retracts, date: 2020-10-05}]}
  - {about: Alone, positions: [{by: northland, stance: asserts}, {by: southland, stance: no-comment}]}
events:
  - {id: e, claims: [{id: c, about: Told twice again, positions: [{by: southland, stance: denies, text: Two}, {by: northland, stance: asserts, text: One}]}]}
---
Words.
-- content/articles/c.md --
---
title: Taken back
published: 2020-10-03
status: retracted
claims: [{about: Of a retracted one, positions: [{by: northland, stance: asserts}, {by: southland, stance: denies}]}]
---
Words.
";

#[test]
fn open_contradictions_have_a_page() {
    let built = build(&format!("{SIDES}{DISPUTES}"));
    let main = built.main("claims.html");
    let matters: Vec<&str> = main.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(matters, ["Open", "Told twice again"], "{main}");
    assert!(main.contains("From [The first](articles/a.html#claim-1)"), "{main}");
    assert!(main.contains("From [The second](articles/b.html#claim-4)"), "{main}");
    assert!(built.page("articles/b.html").contains("id=\"claim-4\""));
    assert!(built.holding("Of a retracted one").is_empty());
    assert!(!build(&article("")).has("claims.html"));
}

#[test]
fn one_claim_of_two_articles_stands_once_on_the_event() {
    let built = build(&format!("{SIDES}{DISPUTES}"));
    let told = claims(&built, "events/e.html");
    let twice: Vec<&String> = told.iter().filter(|claim| claim.starts_with("Told twice")).collect();
    assert_eq!(twice.len(), 1, "{told:?}");
    let words: Vec<&str> = twice[0].lines().filter(|line| matches!(*line, "One" | "Two")).collect();
    assert_eq!(words, ["One", "Two"], "{told:?}");
}

#[test]
fn an_actors_page_leads_to_what_it_claims() {
    let built = build(&format!("{SIDES}{DISPUTES}"));
    let main = built.main("actors/southland.html");
    let held = main.split("## Positions\n").nth(1).expect("a section");
    assert!(held.contains("- [Taken back](../articles/b.html#claim-2)\nDenies it\n"), "{held}");
    assert!(held.contains("- [Told twice again](../articles/b.html#claim-4)\nTwo\nCounter-claim"), "{held}");
}

// ---- figures

const FIGURES: &str = "\
figures:
  - {id: f1, measure: killed, who: {side: northland, status: military}, value: 1009, as_of: 2020-10-03, by: northland, scope: As printed}
  - {id: f2, measure: killed, who: {side: northland, status: military}, value: 1013, as_of: 2020-11-03, by: northland, supersedes: f1}
  - {measure: killed, who: {side: northland, status: military}, low: 2003, high: 4001, best: 3001, as_of: 2020-10-28, by: southland}
  - {measure: killed, who: {side: northland, status: civilian}, low: 17, as_of: 2020-10-20, by: watcher}
  - {measure: injured, who: {side: southland}, high: 19, by: southland}
";

#[test]
fn figures_stand_by_measure_and_people_with_their_history() {
    let built = build(&format!("{SIDES}{}", article(FIGURES)));
    let main = built.main("articles/a.html");
    let table = main.split("Figures are never added together.\n").nth(1).expect("figures");
    let lines: Vec<&str> = table.lines().take_while(|line| !line.starts_with("## ")).collect();
    let text = lines.join("\n");
    // What says more as a picture comes first, its table folded under it; then the others, in the order of their measures.
    let order = [
        "Killed – Northland, military",
        "All figures as a table: Killed – Northland, military",
        "Killed – Northland, civilian",
        "Injured – Southland",
    ];
    let places: Vec<usize> = order.iter().map(|group| text.find(group).expect("a group")).collect();
    assert!(places.is_sorted(), "{text}");
    let table = text.split("All figures as a table").nth(1).expect("a table");
    let first = table.find("1,009").expect("f1");
    let other = table.find("3,001 (2,003–4,001)").expect("the other side's");
    let last = table.find("1,013").expect("f2");
    assert!(first < other && other < last, "by what they are as of: {text}");
    assert!(text.contains("replaced by the figure as of 3 November 2020"), "{text}");
    assert!(
        text.contains("at least 17") && text.contains("at most 19") && text.contains("As printed"),
        "{text}"
    );
}

#[test]
fn ranges_are_drawn_on_the_scale_of_their_group() {
    let built = build(&format!("{SIDES}{}", article(FIGURES)));
    let page = built.page("articles/a.html");
    // 2003 to 4001 of 4001, the best at 3001; 1009 of 4001; at least 17 of 17; at most 19 of 19.
    for drawn in [
        "x=\"501\" y=\"8\" width=\"499\"",
        "class=\"range open\" x=\"833\" y=\"8\" width=\"167\"",
        "class=\"best\" x=\"742\"",
        "class=\"best\" x=\"244\"",
        "class=\"range open\" x=\"0\" y=\"8\" width=\"1000\"",
    ] {
        assert!(page.contains(drawn), "{drawn}");
    }
    assert!(!page.contains("style="), "nothing is drawn with styles");
}

#[test]
fn figures_are_on_the_pages_of_event_conflict_and_actor() {
    let events = "events:\n  - {id: e, title: The event, figures: [{measure: missing, value: 7, as_of: 2020-10-02, by: northland}]}\n";
    let built = build(&format!("{SIDES}{}", article(&format!("{FIGURES}{events}conflict: The war\n"))));
    let event = built.main("events/e.html");
    assert!(event.contains("Missing\n") && event.contains("(../actors/northland.html) | 7 |"), "{event}");
    let conflict = built.main("conflicts/war.html");
    for told in ["90–120", "1,013", "3,001 (2,003–4,001)", "Reported in [The first](../articles/a.html)"]
    {
        assert!(conflict.contains(told), "{told}: {conflict}");
    }
    let actor = built.main("actors/southland.html");
    assert!(actor.contains("3,001 (2,003–4,001)") && !actor.contains("1,013"), "{actor}");
}

#[test]
fn nothing_is_ever_added_up() {
    // Numbers no two or more of which have a sum that is one of them, or a sum that another pair has.
    let numbers: Vec<u64> = (0..8).map(|n| 100_003 * 3_u64.pow(n) + 7).collect();
    let figures: String = numbers
        .iter()
        .enumerate()
        .map(|(i, n)| {
            let by = ["northland", "southland", "watcher"][i % 3];
            format!("  - {{measure: killed, who: {{side: northland}}, value: {n}, as_of: 2020-10-{:02}, by: {by}}}\n", i + 1)
        })
        .collect();
    let built = build(&format!("{SIDES}{}", article(&format!("conflict: The war\nfigures:\n{figures}"))));
    let all: String = built.files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    let digits: String = all.chars().filter(|c| !matches!(c, '\u{202f}' | ' ' | ',' | '.')).collect();
    for n in &numbers {
        assert!(digits.contains(&n.to_string()), "{n} is shown");
    }
    for chosen in 1_u32..1 << numbers.len() {
        if chosen.count_ones() < 2 {
            continue;
        }
        let sum: u64 = numbers.iter().enumerate().filter(|(i, _)| chosen >> i & 1 == 1).map(|(_, n)| n).sum();
        assert!(!digits.contains(&sum.to_string()), "{sum} is a sum of what several say");
    }
}

// ---- balance

#[test]
fn the_balance_counts_what_there_is_of_each_side() {
    let site = format!(
        "{SIDES}{}",
        "\
-- content/sources.yaml --
- {id: s1, title: One, side: northland, lang: en}
- {id: s2, title: Two, side: North, lang: hy}
- {id: s3, title: Three, side: southland, lang: en}
- {id: s4, title: Four, side: neutral}
- {id: s5, title: Not cited, side: southland}
-- content/articles/a.md --
---
title: The first
published: 2020-10-01
actors: [ministry, southland]
sources: [s1, s2, s3, s4]
claims:
  - {about: One, positions: [{by: ministry}, {by: westland}, {by: envoy}]}
  - {about: Two, positions: [{by: northland}]}
figures: [{measure: killed, value: 3, by: ministry}, {measure: killed, value: 4, by: watcher}]
---
Words.

> Words.
> — Westland
-- content/articles/b.md --
---
title: The second
published: 2020-10-04
actors: [northland]
---
Words.
-- content/articles/c.md --
---
title: The third
published: 2020-10-04
actors: [envoy]
---
Words.
"
    );
    let built = build(&site);
    let report = |format| dateline::report::balances(&built.snapshot, format);
    assert_eq!(
        report(dateline::report::Format::Human),
        "\
The war, 4 days
           events  sources  quotations  figures  answered  unanswered  days without  languages
North           2        2           0        1         2           0             2  en 1, hy 1
South           1        1           1        0         1           1             3  en 1
(no side)       1        1           0        2         1           0             3  ? 1
"
    );
    let json: serde_json::Value =
        serde_json::from_str(&report(dateline::report::Format::Json)).expect("JSON");
    assert_eq!(json[0]["sides"][1]["claims_unanswered"], 1);
    assert_eq!(json[0]["sides"][0]["languages"]["hy"], 1);
    assert_eq!(report(dateline::report::Format::Short).lines().count(), 3);
    let none = build(&article(""));
    let text = dateline::report::balances(&none.snapshot, dateline::report::Format::Human);
    assert!(text.starts_with("there is no conflict with sides"), "{text}");
}

#[test]
fn pages_of_many_figures_stay_light() {
    let articles: String = (0..400)
        .map(|n| {
            let day = format!("2020-{:02}-{:02}", 1 + n % 12, 1 + n % 28);
            format!("-- content/articles/n{n}.md --\n---\ntitle: Article number {n} of a long list of articles\npublished: {day}\nactors: [northland]\nconflict: The war\nfigures: [{{measure: killed, who: {{side: northland}}, value: {n}, as_of: {day}, by: northland, scope: As printed}}]\nclaims: [{{about: Matter {n} of many, positions: [{{by: northland, text: Words that say what is held}}, {{by: southland}}]}}]\n---\nWords.\n")
        })
        .collect();
    let built = build(&format!("{SIDES}{articles}"));
    for path in built.pages() {
        assert!(built.page(path).len() < 150_000, "{path}: {}", built.page(path).len());
    }
    assert!(built.main("actors/northland.html").contains("more in the reports."));
    assert!(built.has("claims-2.html"));
}
