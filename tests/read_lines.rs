//! Read lines: every form, the order in which titles are matched, and what only looks like one.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails, and sets up its own folders"
)]

mod front;

const SITE: &str = "\
-- site.yaml --
title: T
read_prefixes: [Читайте также, \"Կարդացեք նաև:\", اقرأ أيضا, 另见]
-- content/articles/2020/2020-10-10-truce.md --
---
title: The Moscow truce – ten hours of talks
former_titles: [Truce agreed]
---
Words.
-- content/articles/2020/2020-10-18-second.md --
---
title: “Second” truce fails
---
Words.
-- content/articles/2020/2020-09-27-voyna.md --
---
title: Война началась
---
Words.
";

const TRUCE: &str = "[The Moscow truce – ten hours of talks](truce.html) / 10 October 2020";
const SECOND: &str = "[“Second” truce fails](second.html) / 18 October 2020";
const WAR: &str = "[Война началась](voyna.html) / 27 September 2020";
const ABSENT: &str = "not in this archive";

fn site(text: &str) -> front::Built {
    front::build(&format!("{SITE}{}", front::with_body(text)))
}

/// What a text shows, its lines joined.
fn shown(text: &str) -> String {
    near(site(text).text("articles/a.html").trim_end()).replace('\n', " / ")
}

/// Addresses without the way through the folder that both pages are in.
fn near(text: &str) -> String {
    text.replace("](../articles/", "](")
}

fn check(cases: &[(&str, String)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = shown(text);
        if found != *expected {
            wrong.push(format!("{text:?}\n  expected {expected}\n  got      {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const TITLE: &str = "The Moscow truce – ten hours of talks";

#[test]
fn every_form_becomes_a_card() {
    let card = |label: &str| format!("{label} / {TRUCE}");
    let mut cases: Vec<(String, String)> = Vec::new();
    for label in
        ["Read", "READ", "read", "Also read", "Read also", "Read more", "Related", "See also", "SEE ALSO"]
    {
        for separator in [": ", " : ", ":", " | ", "|"] {
            cases.push((format!("{label}{separator}{TITLE}"), card(label)));
        }
    }
    for line in [
        format!("[Read: {TITLE}]"),
        format!("(Read: {TITLE})"),
        format!("**Read:** {TITLE}"),
        format!("**Read: {TITLE}**"),
        format!("*Read: {TITLE}*"),
        format!("***Read: {TITLE}***"),
        format!("• Read: {TITLE}"),
        format!("→ Read: {TITLE}"),
        format!("Read:\u{a0}{TITLE}"),
        format!("Read: [{TITLE}](2020/2020-10-10-truce.md)"),
        "Read: [other words](2020/2020-10-10-truce.md)".to_owned(),
        "Read: [other words](truce.html)".to_owned(),
        "Read: [other words](../articles/truce.html#a-part)".to_owned(),
        format!("[Read: {TITLE}](truce.html)"),
        format!("**[Read: {TITLE}](truce.html)**"),
        format!("Read: [[{TITLE}]]"),
        format!("Read: [[{TITLE}|other words]]"),
        "Read: [[truce]]".to_owned(),
        "Read: The Moscow truce –\nten hours of talks".to_owned(),
        "Read: The Moscow truce -- ten hours of talks".to_owned(),
        format!("Read: *{TITLE}*"),
        format!("Read: “{TITLE}”"),
        format!("Read: {TITLE}  "),
    ] {
        cases.push((line, card("Read")));
    }
    let cases: Vec<(&str, String)> = cases.iter().map(|(line, card)| (line.as_str(), card.clone())).collect();
    check(&cases);
}

#[test]
fn other_scripts_have_their_own_words() {
    check(&[
        ("Читайте также: Война началась", format!("Читайте также / {WAR}")),
        ("ЧИТАЙТЕ ТАКЖЕ | война началась", format!("ЧИТАЙТЕ ТАКЖЕ / {WAR}")),
        ("Կարդացեք նաև: Война началась", format!("Կարդացեք նաև / {WAR}")),
        ("اقرأ أيضا: Война началась", format!("اقرأ أيضا / {WAR}")),
        ("另见：Война началась", format!("另见 / {WAR}")),
        ("Читайте: Война началась", "Читайте: Война началась".to_owned()),
    ]);
}

#[test]
fn several_stand_in_a_row() {
    let both = format!("Read / {TRUCE} / Also read / {SECOND}");
    // In a list each card stays an item of it.
    let listed = format!("- Read / {TRUCE} / - Also read / {SECOND}");
    check(&[
        (&format!("Read: {TITLE}\nAlso read: Second truce fails"), both.clone()),
        (&format!("Read: {TITLE}\n\nAlso read: Second truce fails\n"), both.clone()),
        (&format!("Read: {TITLE}  \nAlso read: Second truce fails"), both.clone()),
        (&format!("- Read: {TITLE}\n- Also read: Second truce fails"), listed.clone()),
        (&format!("1. Read: {TITLE}\n\n2. Also read: Second truce fails"), listed.clone()),
        (&format!("* Read: {TITLE}\n* A plain item"), format!("- Read / {TRUCE} / - A plain item")),
        (
            &format!("Before.\n\nRead: {TITLE}\n\nBetween.\n\nRead: [Second truce fails]"),
            format!("Before. / Read / {TRUCE} / Between. / Read / {SECOND}"),
        ),
    ]);
}

#[test]
fn titles_are_matched_from_exact_to_near() {
    let case = |title: &str, card: &str| (format!("Read: {title}"), format!("Read / {card}"));
    let cases = [
        case("the moscow TRUCE - ten hours of talks", TRUCE),
        case("The  Moscow truce — ten   hours of talks", TRUCE),
        case("The Móscow truce: ten hours of talks", TRUCE),
        case("\"Second\" truce fails", SECOND),
        case("‘second’ TRUCE fails", SECOND),
        case("Truce agreed", TRUCE),
        case("TRUCE ‘agreed’", TRUCE),
        case("truce", TRUCE),
        case("second", SECOND),
        case("articles/2020/2020-10-10-truce.md", TRUCE),
        case("articles/2020/2020-10-10-truce", TRUCE),
        case("content/articles/2020/2020-10-18-second.md", SECOND),
        case("/articles/2020/2020-10-18-second.md", SECOND),
        case("The Moscow truce – ten hours of talk", TRUCE),
        case("The Moscow trcue - ten hours of talks", TRUCE),
        case("Война  НАЧАЛАСЬ", WAR),
    ];
    let cases: Vec<(&str, String)> = cases.iter().map(|(line, card)| (line.as_str(), card.clone())).collect();
    check(&cases);
}

#[test]
fn the_better_match_wins() {
    let article = |name: &str, title: &str, more: &str| {
        format!(
            "-- content/articles/{name}.md --\n---\ntitle: {title}\npublished: 2020-10-02\n{more}---\nWords.\n"
        )
    };
    let linked = |others: &[String], title: &str| {
        let built = front::build(&format!(
            "{}{}",
            front::with_body(&format!("Words.\n\nRead: {title}")),
            others.concat()
        ));
        let text = near(&built.text("articles/a.html"));
        text.split("](").nth(1).and_then(|rest| rest.split(')').next()).map(str::to_owned)
    };
    let exact = [article("b", "Truce agreed", ""), article("c", "TRUCE AGREED", "")];
    assert_eq!(linked(&exact, "TRUCE AGREED").as_deref(), Some("c.html"));
    assert_eq!(linked(&exact, "truce agreed"), None, "two match");
    let folded_over_former =
        [article("b", "The war", "former_titles: [Truce agreed]\n"), article("c", "truce – agreed", "")];
    assert_eq!(linked(&folded_over_former, "Truce agreed").as_deref(), Some("c.html"));
    let former_over_slug =
        [article("b", "The war", "former_titles: [Truce]\n"), article("c", "Peace", "slug: truce\n")];
    assert_eq!(linked(&former_over_slug, "Truce").as_deref(), Some("b.html"));
    let slug_over_near = [
        article("b", "Talks resume in Geneva now", ""),
        article("c", "Peace", "slug: talks-resume-in-geneva-no\n"),
    ];
    assert_eq!(
        linked(&slug_over_near, "talks-resume-in-geneva-no").as_deref(),
        Some("talks-resume-in-geneva-no.html")
    );
    let two_near = [
        article("b", "Talks resume in Geneva: day 1", ""),
        article("c", "Talks resume in Geneva: day 2", ""),
    ];
    assert_eq!(linked(&two_near, "Talks resume in Geneva: day"), None, "no unique near match");
    let short = [article("b", "Truce 1", "")];
    assert_eq!(linked(&short, "Truce 2"), None, "short titles differ by a letter");
}

#[test]
fn lookalikes_stay_prose() {
    for line in [
        "Read: 355",
        "Read: 1 234",
        "Read the statement",
        "Read the statement: The Moscow truce",
        "Reading: a habit",
        "Readers: write to us",
        "Related topics: war",
        "Topics | Armenia",
        "They read: nothing.",
        "Read",
        "Read:",
        "Read: …",
    ] {
        let built = site(line);
        assert_eq!(built.text("articles/a.html"), format!("{line}\n"));
        assert_eq!(built.codes(), [""; 0], "{line}");
    }
    let code = site("```\nRead: The Moscow truce\n```\n\n`Read: truce`\n\n# Read: truce");
    assert!(!code.body("articles/a.html").contains("class=\"read"), "{}", code.body("articles/a.html"));
    assert_eq!(code.codes(), [""; 0]);
}

#[test]
fn a_title_that_nothing_has_stays_as_text() {
    for (line, kept) in [
        ("Read: A town that never was", "Read / A town that never was"),
        ("Also read | A town that never was", "Also read / A town that never was"),
        ("[See also: A town (part 2)]", "See also / A town (part 2)"),
        ("(See also: A town (part 2))", "See also / A town (part 2)"),
        ("Read: A town & <its> \"river\"", "Read / A town & <its> “river”"),
    ] {
        let built = site(line);
        assert_eq!(shown(line), format!("{kept} / {ABSENT}"));
        assert_eq!(built.codes(), ["read-not-found"], "{line}");
        assert!(!built.body("articles/a.html").contains("<a "), "a dead line holds no link");
    }
}

#[test]
fn a_title_that_leads_elsewhere_keeps_its_link() {
    let built = site("Read: [A report of AFP](https://example.com/report)");
    assert_eq!(
        shown("Read: [A report of AFP](https://example.com/report)"),
        "Read / [A report of AFP](https://example.com/report) / on another site"
    );
    assert_eq!(built.codes(), [""; 0]);
}

#[test]
fn a_link_that_can_do_harm_is_none() {
    for line in [
        "Read: [A town that never was](javascript:alert)",
        "Read: [A town that never was](javascript://example.com/%0aalert(1))",
        "Read: [A town that never was](data:text/html,x)",
        "Read: [A town that never was](vbscript://x)",
    ] {
        let built = site(line);
        let body = built.body("articles/a.html");
        assert!(!body.contains("href"), "{line}: {body}");
    }
}

#[test]
fn two_matches_name_both() {
    let built = front::build(&format!(
        "{}-- content/articles/b.md --\n---\ntitle: Truce agreed\npublished: 2020-10-02\n---\nWords.\n-- content/articles/c.md --\n---\ntitle: Truce “agreed”\npublished: 2020-10-03\n---\nWords.\n",
        front::with_body("Words.\n\nRead: TRUCE AGREED")
    ));
    assert_eq!(built.text("articles/a.html"), format!("Words.\nRead\nTRUCE AGREED\n{ABSENT}\n"));
    let report = built.report();
    assert_eq!(built.codes(), ["read-ambiguous", "duplicate-title"], "{report}");
    assert!(report.contains("content/articles/b.md") && report.contains("content/articles/c.md"), "{report}");
}

/// The titles of a list's links.
fn titles(list: &str) -> String {
    let items = list.lines().map_while(|line| line.strip_prefix("- ["));
    items.map(|item| item.split(']').next().unwrap_or("")).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_linked_article_names_those_that_refer_to_it() {
    let built = front::build(&format!(
        "{SITE}{}-- content/articles/z.md --\n---\ntitle: The last\npublished: 2020-09-28\n---\nRead: Truce agreed\n\nRead: truce\n\nRead: The last\n",
        front::with_body("Words.\n\n- Read: Truce agreed")
    ));
    let facts = |path: &str| {
        let main = built.main(path);
        main.split_once("## Referred to by\n").map_or(String::new(), |(_, rest)| titles(rest))
    };
    assert_eq!(facts("articles/truce.html"), "The last, The first", "in order of time, each once");
    assert_eq!(facts("articles/second.html"), "");
    assert_eq!(facts("articles/z.html"), "", "an article does not refer to itself");
}

#[test]
fn articles_that_are_not_built_are_not_linked() {
    let text = format!(
        "{}-- content/articles/b.md --\n---\ntitle: Held back for now\npublished: 2020-10-02\nstatus: draft\n---\nWords.\n-- content/articles/c.md --\n---\ntitle: Taken back since\npublished: 2020-10-02\nstatus: retracted\n---\nWords.\n",
        front::with_body("Words.\n\nRead: Held back for now\n\nRead: Taken back since")
    );
    let built = front::build(&text);
    assert_eq!(
        near(&built.text("articles/a.html")),
        format!(
            "Words.\nRead\nHeld back for now\n{ABSENT}\nRead\n[Taken back since](c.html)\n2 October 2020\n"
        )
    );
    let built = front::build_with(&text, &front::with_drafts());
    assert!(near(&built.text("articles/a.html")).contains("[Held back for now](b.html)"));
}
