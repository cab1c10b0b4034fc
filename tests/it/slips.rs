//! What editors write by a slip: it is read as it was meant, or reported at its place, and never published as something else.

use crate::front;

fn article(front: &str) -> String {
    format!("-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n{front}---\nWords.\n")
}

fn said(front: &str) -> String {
    front::build(&article(front)).short()
}

#[test]
fn merge_keys_bring_in_the_fields_of_other_maps() {
    let site = "-- content/articles/a.md --
---
title: Two raids
published: 2020-01-03
_common: &common {place: Old Town, type: battle}
_day: &day {when: 2019-12-30, type: shelling}
events:
  - &first {<<: [*common, *day], id: first-raid, title: First raid}
  - {<<: *first, id: second-raid, title: Second raid}
  - {<<: *day, when: 2019, id: third-raid, title: Third raid}
figures:
  - {<<: {measure: killed, by: North}, value: 3}
---
Text.
";
    let built = front::build(site);
    assert_eq!(built.short(), "");
    for raid in ["first-raid", "second-raid"] {
        let page = built.main(&format!("events/{raid}.html"));
        assert!(page.contains("30 December 2019") && page.contains("Old Town"), "{page}");
    }
    assert!(built.main("events/third-raid.html").contains("2019"));
    assert!(built.main("articles/a.html").contains('3'));
}

#[test]
fn a_mistake_in_a_merged_map_stands_at_its_place() {
    assert_eq!(
        said("_who: &who {actor: [x]}\nactors:\n  - {<<: *who}\n"),
        "content/articles/a.md:4:20: error[wrong-type]: `actor` must be a text, found a list\n"
    );
    let wrong = said("events:\n  - {<<: soon, id: e, when: 2020, title: E}\n");
    assert!(wrong.contains("a.md:5:10: error[wrong-type]: `<<` takes the fields of a map"), "{wrong}");
}

#[test]
fn entries_that_run_together_are_reported() {
    for front in ["actors:\n- North\n - South\n", "tags:\n  - war\n    - peace\n", "related: one\n  - two\n"]
    {
        let said = said(front);
        assert!(said.contains("warning[list-indentation]"), "{front}: {said}");
    }
    assert!(!said("summary: one - two\ntags:\n  - a - b\n  - c\n").contains("list-indentation"));
    let maps = said("events:\n  - {id: a, title: A, when: 2020}\n    - {id: b, title: B, when: 2020}\n");
    assert!(maps.contains(":6:5: error[invalid-yaml]: this entry of a list does not begin"), "{maps}");
    let maps = said("events:\n  - id: a\n    when: 2020\n   - id: b\n");
    assert!(maps.contains(":7:4: error[invalid-yaml]: this entry of a list does not begin"), "{maps}");
    let hash = said("tags: [one, #two]\n");
    assert!(hash.contains(":4:13: error[invalid-yaml]: `#` begins a comment"), "{hash}");
}

#[test]
fn lists_in_one_text_are_reported_with_the_list_to_write() {
    for (front, hint) in [
        ("tags: war, peace; border\n", "write `tags: [war, peace, border]`"),
        ("tags: [war | peace]\n", "write `tags: [war, peace]`"),
        ("authors: Ann Writer, Bo Writer\n", "write `authors: [Ann Writer, Bo Writer]`"),
    ] {
        let report = front::build(&article(front)).report();
        assert!(report.contains("list-in-text") && report.contains(hint), "{report}");
    }
    for front in [
        "authors: Writer, Ann\n",
        "tags: [\"Washington, D.C.\", war and peace]\n",
        "authors: Smith and Sons\n",
    ] {
        assert!(!said(front).contains("list-in-text"), "{front}");
    }
    let others = "-- content/articles/b.md --\n---\ntitle: The second\npublished: 2020-10-02\nactors: [North, South]\n---\nWords.\n";
    let report = front::build(&(article("actors: North; South\n") + others)).report();
    assert!(report.contains("list-in-text") && report.contains("write `[North, South]`"), "{report}");
    let register =
        "-- content/actors.yaml --\n- {name: North}\n- {name: South}\n- {name: \"Bank, Trust and Loan\"}\n";
    let site =
        article("actors: North, South\nsources: [{title: T, side: \"Bank, Trust and Loan\"}]\n") + register;
    let report = front::build(&site).report();
    assert!(report.contains("write `[North, South]`"), "{report}");
    let named = article("actors: \"Bank, Trust and Loan\"\n") + register;
    assert_eq!(front::build(&named).short(), "");
}

#[test]
fn a_sign_that_cannot_be_seen_is_named_at_its_place() {
    let site = |front: &str| format!("-- content/articles/a.md --\n---\n{front}---\nText.\n");
    for (front, place, name) in [
        ("title:\u{a0}Talks\npublished: 2020-01-14\n", "2:7", "a no-break space (U+00A0)"),
        (
            "title: Talks\npublished: 2020-01-15\nactors:\n\u{a0}\u{a0}- North\n",
            "5:1",
            "a no-break space (U+00A0)",
        ),
        ("title: Talks\npublished:\u{202f}2020-01-15\n", "3:11", "a narrow no-break space (U+202F)"),
    ] {
        let said = front::build(&site(front)).short();
        let expected = format!("a.md:{place}: error[invalid-yaml]: {name} stands where YAML needs a blank");
        assert!(said.contains(&expected), "{said}");
    }
    let said =
        front::build(&site("title: Talks\npublished: 2020-01-15\nactors:\n  - {name:North}\nplace:Town\n"))
            .short();
    assert!(said.contains("a blank is missing behind `place:`"), "{said}");
}

#[test]
fn people_are_whole_and_not_below_zero() {
    for key in ["value", "low", "best", "high"] {
        for measure in ["killed", "injured", "missing", "captured", "displaced"] {
            for number in ["-3", "12.5", "1.200", "2.000"] {
                let front = format!("figures:\n  - {{measure: {measure}, {key}: {number}, by: North}}\n");
                let built = front::build(&article(&front));
                assert_eq!(built.codes(), ["out-of-range"], "{front}");
                assert!(!built.main("articles/a.html").contains("Figures"), "{front}");
            }
        }
    }
    let report = front::build(&article("figures: [{measure: killed, value: 1.200, by: North}]\n")).report();
    assert!(report.contains("write `1200` if that is meant"), "{report}");
    assert_eq!(
        said(
            "figures: [{measure: equipment, value: 12.5, by: North}, {measure: killed, value: 12.0, by: North}]\n"
        ),
        ""
    );
}

#[test]
fn the_side_of_a_source_and_of_a_figure_is_an_actor_by_any_of_its_names() {
    let register =
        "-- content/actors.yaml --\n- {id: north, name: Northland, aliases: [Republic of the North]}\n";
    for side in ["north", "Northland", "Republic of the North"] {
        let front = format!(
            "sources: [{{title: A decree, side: {side}}}]\nfigures: [{{measure: killed, who: {{side: {side}}}, value: 3, by: north}}]\n"
        );
        let built = front::build(&(article(&front) + register));
        let page = built.main("articles/a.html");
        assert_eq!(built.short(), "");
        assert!(page.contains("Northland") && !page.contains("Republic"), "{page}");
    }
}

#[test]
fn names_of_signs_are_shown_and_listed() {
    let built =
        front::build(&article("tags: [🇺🇦, ok, \"—\", C++, C]\nactors: [🇺🇦, 🇷🇺, \"???\"]\nplace: \"№ ★\"\n"));
    assert_eq!(built.short(), "");
    for page in [
        "tags/u1f1fa-u1f1e6",
        "tags/u2014",
        "tags/c-u2b-u2b",
        "tags/c",
        "actors/u1f1fa-u1f1e6",
        "actors/u3f-u3f-u3f",
    ] {
        assert!(built.has(&format!("{page}.html")), "{page}");
    }
    let page = built.main("articles/a.html");
    for name in ["🇺🇦", "🇷🇺", "???", "—", "C++"] {
        assert!(page.contains(name), "{name} in {page}");
    }
}

#[test]
fn names_longer_than_a_file_name_stay_apart() {
    let long = |end: &str| format!("{}{end}", "Министерство обороны ".repeat(8));
    let built = front::build(&article(&format!(
        "tags: [\"{0}\", \"{1}\"]\nactors: [\"{0}\", \"{1}\"]\nplace: \"{0}\"\n",
        long("юга"),
        long("севера")
    )));
    assert_eq!(built.short(), "");
    for folder in ["actors/", "tags/", "places/"] {
        let paths: Vec<&str> = built.pages().into_iter().filter(|path| path.starts_with(folder)).collect();
        assert!(paths.iter().all(|path| path.split('/').all(|part| part.len() <= 255)), "{paths:?}");
        let own = paths
            .iter()
            .filter(|path| path.contains("министерство") && path.ends_with(".html") && !path.contains("--"));
        assert_eq!(own.count(), if folder == "places/" { 1 } else { 2 }, "{folder}");
    }
}

#[test]
fn the_day_of_the_file_name_and_of_the_field_are_compared() {
    let site = |name: &str, front: &str| format!("-- {name} --\n---\ntitle: Talks\n{front}---\nText.\n");
    for (name, front, differs) in [
        ("content/articles/2020-03-04-talks.md", "date: 2021-03-04\n", true),
        ("content/articles/2020-03-04-talks.md", "published: 2020-03-05\n", true),
        ("content/articles/2020-03-04-talks.md", "published: 2020-03-04T23:30+04:00\n", false),
        ("content/articles/2020-03-04-talks.md", "published: 2020-03-09\nwhen: 2020-03\n", false),
        ("content/events/2020-03-04-talks.md", "when: 2020-03\n", false),
        ("content/events/2020-03-04-talks.md", "when: 2020-04-03\n", true),
    ] {
        let codes = front::build(&site(name, front)).codes().join(" ");
        assert_eq!(codes.contains("dates-differ"), differs, "{name} {front}: {codes}");
    }
    let list = |days: &[&str]| {
        let events: String =
            days.iter().map(|day| format!("- {{title: Talks {day}, when: {day}}}\n")).collect();
        front::build(&format!("-- content/events/2020-03-04.yaml --\n{events}")).codes().join(" ")
    };
    assert!(list(&["2020-04-03"]).contains("dates-differ"));
    assert!(!list(&["2020-03-04"]).contains("dates-differ"));
    assert!(
        !list(&["2020-04-03", "2020-04-05"]).contains("dates-differ"),
        "a list may be named by another day"
    );
}

#[test]
fn copies_in_archives_are_of_the_source_and_its_day() {
    let source =
        |rest: &str| said(&format!("sources:\n  - {{title: T, url: \"https://p.example/1\", {rest}}}\n"));
    for archived in [
        "archived: \"https://web.archive.org/web/*/https://p.example/1\"",
        "archived: \"https://p.example/1\"",
        "archived: \"https://web.archive.org/save/https://p.example/1\"",
        "archived: \"https://archive.today/\"",
        "archived: \"https://web.archive.org/web/20201006101112/https://p.example/2\"",
        "archived: {url: \"https://web.archive.org/web/20201006101112/https://p.example/1\", date: 2020-10-09}",
    ] {
        assert!(source(archived).contains("warning[no-copy]"), "{archived}");
    }
    let right = "archived: \"https://web.archive.org/web/20201006101112/http://www.p.example/1/\"";
    assert_eq!(source(right), "");
    let built = front::build(&article(&format!(
        "sources:\n  - {{title: T, url: \"https://p.example/1\", {right}}}\n"
    )));
    assert!(built.main("articles/a.html").contains("6 October 2020"), "the day of the address");
}

#[test]
fn old_addresses_are_files_that_servers_find() {
    let base = "-- site.yaml --\nbase_url: https://archive.example/\n";
    let aliases =
        "aliases: [/2020/caf%C3%A9/, /news/old%20story.html, \"https://archive.example/x/#part\"]\n";
    let built = front::build(&(article(aliases) + base));
    assert_eq!(built.short(), "");
    for path in ["2020/café/index.html", "news/old story.html", "x/index.html"] {
        assert!(built.has(path), "{path}");
    }
    for (aliases, place) in [
        ("[/ok/, \"/?p=12\"]", "4:17"),
        ("[/ok/, \"https://other.example/x\"]", "4:17"),
        ("[/ok/, \"/caf%E9/\"]", "4:17"),
        ("[/ok/, /ok/]", "4:17"),
    ] {
        let said = front::build(&(article(&format!("aliases: {aliases}\n")) + base)).short();
        assert!(said.starts_with(&format!("content/articles/a.md:{place}: error[")), "{said}");
    }
}

#[test]
fn texts_that_read_otherwise_than_they_are_written_are_reported() {
    for (front, code) in [
        ("summary: \"Army \\u202Edetsopxe\\u202C\"\n", "hidden-direction"),
        ("tags: [\"\u{2067}war\u{2069}\"]\n", "hidden-direction"),
        ("summary: N\u{43e}rthland says no\n", "mixed-scripts"),
        ("actors: [N\u{43e}rthland]\n", "mixed-scripts"),
    ] {
        assert!(said(front).contains(code), "{front}: {}", said(front));
    }
    assert_eq!(said("lang: he\nsummary: \"\u{2067}ממשלה\u{2069} אמרה\"\n"), "");
    assert_eq!(said("summary: Москва и Washington\n"), "");
    let register = "-- content/actors.yaml --\n- {name: Coco}\n";
    let report = front::build(&(article("actors: [\u{421}\u{43e}\u{441}\u{43e}]\n") + register)).report();
    assert!(report.contains("mixed-scripts") && report.contains("write `Coco`"), "{report}");
}

#[test]
fn extra_keeps_its_order_and_drops_tags() {
    let site = article("template: x.html\nextra: {z: 1, a: !local value, m: {y: 1, b: 2}}\n")
        + "-- templates/x.html --\n{% extends \"base.html\" %}{% block main %}{{ article.extra | json }}{% endblock main %}\n";
    let built = front::build(&site);
    assert_eq!(built.codes(), ["unknown-tag"], "{}", built.report());
    let page = built.page("articles/a.html").replace("&quot;", "\"");
    assert!(page.contains(r#"{"z":1,"a":"value","m":{"y":1,"b":2}}"#), "{page}");
}

fn reported(front: &str) -> String {
    front::build(&article(&format!("{front}\n"))).report()
}

#[test]
fn refusals_of_yaml_say_what_is_wrong_where_it_stands() {
    let rows = [
        ("place = Town", "4:1", "write `place: Town`"),
        ("place; Town", "4:1", "write `place: Town`"),
        ("place： Town", "4:1", "write `place: Town`"),
        ("actors:\n  - actor: Land\n    role attacker", "6:5", "write `role: attacker`"),
        ("summary: \"One", "4:10", "write a second `\"` at the end"),
        ("summary: 'It's'", "4:14", "write `\"It's\"`"),
        ("summary: [One] two", "4:16", "write `\"[One] two\"`"),
        ("summary: *one", "4:10", "write `\"*one\"`"),
        ("summary: - one", "4:10", "a list begins on the line below its key"),
        ("summary: a\u{1}b", "4:11", "delete it"),
        ("summary: a\u{2028}b", "4:11", "type the line's end anew"),
        ("summary: \"C:\\Users\"", "4:15", "a backslash is written twice"),
    ];
    for (front, place, hint) in rows {
        let said = reported(front);
        assert!(said.contains(&format!("a.md:{place}")) && said.contains(hint), "{front}: {said}");
    }
}

#[test]
fn slips_that_yaml_reads_are_reported() {
    let rows = [
        ("actors:\n  -Land", "5:3", "write `- Land`"),
        ("tags:\n- war\n -peace", "6:2", "write `- peace`"),
        ("summary: &a b", "4:10", "put the text in quotation marks if the `&` belongs to it"),
        (
            "actors: {Land: attacker, Other: mediator}",
            "4:9",
            "write `actors: [{actor: Land, role: attacker}, {actor: Other, role: mediator}]`",
        ),
        ("tags: |\n  war\n  peace", "5:3", "write `tags: [war, peace]`"),
    ];
    for (front, place, hint) in rows {
        let said = reported(front);
        assert!(said.contains(&format!("a.md:{place}")) && said.contains(hint), "{front}: {said}");
    }
    for front in
        ["sources: [{title: A, url: &u \"https://p.example\"}, {title: B, url: *u}]", "summary: a -b"]
    {
        let said = reported(front);
        assert!(!said.contains("unknown-tag") && !said.contains("list-indentation"), "{front}: {said}");
    }
}

#[test]
fn a_line_that_nearly_closes_the_front_matter_is_shown() {
    for fence in ["—--", "----", "–––", "--", "***"] {
        let built = front::build(&format!("-- content/articles/a.md --\n---\ntitle: A\n{fence}\nWords.\n"));
        let report = built.report();
        assert!(report.contains("this looks like the end"), "{fence}: {report}");
    }
}
