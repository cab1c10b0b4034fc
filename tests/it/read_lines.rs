//! Read lines: every form, the order in which titles are matched, and what only looks like one.

use dateline::report::Format;

use crate::front;

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

/// Lines of real pages that refer to another story: prefix, title.
const REAL: &[(&str, &str)] = &[
    ("Read:", "EU Raises Concern Over Nagorno-Karabakh Conflict, Calls For 'immediate Negotiations'"),
    ("Read:", "Armenia-Azerbaijan Conflict: UN Chief Urges Leaders Of Both Sides To Stop Fighting"),
    ("Read:", "Tensions Mount As Armenia, Azerbaijan Continue Fighting"),
    ("Read:", "Turkey FM: Armenia Must Leave Nagorno-Karabakh"),
    ("READ |", "Armenia-Azerbaijan war rages on for fourth day, question looms 'has World War III started?'"),
    ("READ |", "France and Turkey at odds as war between Azerbaijan and Armenia divides NATO allies"),
    ("READ |", "Pakistani troops fighting in Azerbaijan against Armenia, says report"),
    ("Also read:", "Explainer | Who's fighting in Nagorno-Karabakh, and why does it matter?"),
    (
        "Also read:",
        "Nagorno – Karabakh | The developments of the bloody conflicts – The Greek ambassador to Azerbaijan was recalled – VIDEO",
    ),
    ("Related Story:", "Clashes Continue on the Armenian-Azerbaijani Border"),
    ("Also read:", "The keys to the escalation of violence between Armenia and Azerbaijan"),
    ("Also read:", "Why are Armenia and Azerbaijan looming into a full-scale war?"),
    ("Also read:", "How does the pandemic influence the great wars of the world?"),
    ("Also Read:", "Taliban negotiating team says Afghan govt unwilling to accept US peace deal"),
    ("RELATED:", "U.S. stepping up diplomatic efforts to try to end fighting between Armenia and Azerbaijan"),
];

/// Lines of real pages that only look so: counters, a paywall, the end of a sentence, a heading without its links.
const REAL_PROSE: &[&str] =
    &["Read: 355", "Read: 981", "To Read The Full Story", "read the statement", "Read also"];

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
fn a_slip_in_a_slug_is_asked_about() {
    let other = "-- content/articles/ceasefire-agreed.md --\n---\ntitle: The guns fall silent after ten hours in Moscow\n\
                 published: 2020-10-10\n---\nWords.\n";
    for line in ["Read: Ceasefire agred", "Read: ceasefire-agread", "Read: The ceasefire agreed"] {
        let built = front::build(&format!("{}{other}", front::with_body(line)));
        let report = built.report();
        let hint = "did you mean `The guns fall silent after ten hours in Moscow`?";
        assert!(report.contains("read-not-found") && report.contains(hint), "{line}: {report}");
    }
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
        format!("Words.\nRead\nHeld back for now\n{ABSENT}\nRead\n[Taken back since](c.html)\nRetracted\n")
    );
    let built = front::build_with(&text, &front::with_drafts());
    assert!(near(&built.text("articles/a.html")).contains("[Held back for now](b.html)"));
}

/// The forms in which a line may stand; `{}` is the line.
const FORMS: &[&str] = &[
    "{}",
    "[{}]",
    "({})",
    "**{}**",
    "*{}*",
    "• {}",
    "- {}",
    "1. {}",
    "> {}",
    "Words.\n\n{}\n\nMore words.",
    "Words.\n\n{}",
    "- Words\n- {}\n- Words",
    "{}\n{}",
    "{}\n\n{}\n",
];

#[test]
fn lines_of_real_pages_are_told_from_prose_in_every_form() {
    let articles: String = (1..)
        .zip(REAL)
        .map(|(n, (_, title))| {
            let title = title.replace('\'', "''");
            format!(
                "-- content/articles/r{n}.md --\n---\ntitle: '{title}'\npublished: 2020-09-29\n---\nWords.\n"
            )
        })
        .collect();
    let lines = REAL.iter().map(|(prefix, title)| format!("{prefix} {title}"));
    let lines: Vec<(String, usize)> =
        lines.map(|line| (line, 1)).chain(REAL_PROSE.iter().map(|line| ((*line).to_owned(), 0))).collect();
    assert_eq!(lines.len(), 20);
    for form in FORMS {
        let mut files = articles.clone();
        for (n, (line, _)) in (1..).zip(&lines) {
            let text = form.replace("{}", line);
            let head = format!("title: A{n}\npublished: 2020-10-01");
            files.push_str(&format!("-- content/articles/a{n}.md --\n---\n{head}\n---\n{text}\n"));
        }
        let built = front::build(&files);
        assert_eq!(built.codes(), [""; 0], "{form:?}\n{}", built.report());
        for (n, (line, cards)) in (1..).zip(&lines) {
            let body = built.body(&format!("articles/a{n}.html"));
            let found = body.matches("<div class=\"read\">").count();
            assert_eq!(found, cards * form.matches("{}").count(), "{form:?} {line:?}\n{body}");
            assert!(!body.contains("absent"), "{form:?} {line:?}\n{body}");
            if *cards > 0 {
                assert!(body.contains(&format!("/r{n}.html\"")), "{body}");
            }
        }
    }
}

#[test]
fn a_card_says_when_where_and_who() {
    let built = front::build(&format!(
        "{}-- content/articles/b.md --\n---\ntitle: The second\npublished: 2020-10-02\nplace: Old Town\nactors: [A, B, C, D]\n---\nWords.\n-- content/articles/c.md --\n---\ntitle: The third\npublished: 2020-10-02\nstatus: retracted\nplace: Old Town\n---\nWords.\n",
        front::with_body("Read: The second\n\nRead: The third")
    ));
    assert_eq!(
        near(&built.text("articles/a.html")),
        "Read\n[The second](b.html)\n2 October 2020 · Old Town · A, B, C\nRead\n[The third](c.html)\nRetracted\n"
    );
}

/// Two articles of one title, and articles at several distances that name it.
fn shared(setting: &str) -> front::Built {
    let article = |name: &str, title: &str, when: &str, text: &str| {
        format!(
            "-- content/articles/{name}.md --\n---\ntitle: {title}\npublished: 2021-01-01\nwhen: {when}\n---\n{text}\n"
        )
    };
    let read = "Read: Truce agreed";
    let articles = [
        article("b", "Truce agreed", "2020-10-10", "Read: Truce agreed"),
        article("c", "Truce agreed", "2020-10-18", "Words."),
        article("early", "Early", "2020-10-11", read),
        article("late", "Late", "2020-10-17", read),
        article("between", "Between", "2020-10-14", read),
        article("undated", "Undated", "XXXX", read),
    ];
    front::build(&format!("-- site.yaml --\ntitle: T\n{setting}{}", articles.concat()))
}

#[test]
fn a_shared_title_goes_by_time_only_where_the_site_says_so() {
    let target = |built: &front::Built, name: &str| {
        let text = near(&built.text(&format!("articles/{name}.html")));
        text.split("](").nth(1).and_then(|rest| rest.split(')').next()).unwrap_or("").to_owned()
    };
    let names = ["b", "early", "late", "between", "undated"];
    let built = shared("");
    assert_eq!(names.map(|name| target(&built, name)), ["", "", "", "", ""]);
    assert_eq!(built.codes().iter().filter(|code| **code == "read-ambiguous").count(), 5);
    let built = shared("shared_titles: nearest\n");
    assert_eq!(names.map(|name| target(&built, name)), ["c.html", "b.html", "c.html", "", ""]);
    assert_eq!(built.codes(), ["read-ambiguous"; 2], "{}", built.report());
}

#[test]
fn what_is_wanted_is_listed_with_the_nearest_titles() {
    let files = "-- content/articles/b.md --\n---\ntitle: Truce is agreed in Geneva\npublished: 2020-10-02\n---\nRead: A town that never was\n-- content/pages/p.md --\n---\ntitle: P\n---\nRead: Truce was signed at Geneva\n-- content/articles/c.md --\n---\ntitle: Held back\npublished: 2020-10-02\nstatus: draft\n---\nRead: Only a draft wants this\n";
    let text = "Words.\n\nRead: a TOWN that never was\n\nRead: Truce was signed at Geneva\n\nRead: A town that never was";
    let built = front::build(&format!("{}{files}", front::with_body(text)));
    let list = |format| dateline::report::wanted(&built.snapshot, format);
    assert_eq!(
        list(Format::Human),
        "\
3 × a TOWN that never was
    content/articles/a.md:7:7
    content/articles/a.md:11:7
    content/articles/b.md:5:7
2 × Truce was signed at Geneva
    content/articles/a.md:9:7
    content/pages/p.md:4:7
    near: Truce is agreed in Geneva (content/articles/b.md)
2 titles, wanted by 5 Read lines
"
    );
    assert_eq!(list(Format::Short), "3\ta TOWN that never was\n2\tTruce was signed at Geneva\n");
    let json: serde_json::Value = serde_json::from_str(&list(Format::Json)).expect("JSON");
    assert_eq!(json[1]["nearest"][0]["file"], "content/articles/b.md");
    assert_eq!((&json[0]["times"], &json[0]["places"][2]["line"]), (&3.into(), &5.into()));
    let none = front::build(&front::with_body("Words."));
    assert_eq!(
        dateline::report::wanted(&none.snapshot, Format::Human),
        "every Read line leads to an article\n"
    );
}

#[test]
fn the_graph_of_read_lines_is_a_file() {
    let files = "-- site.yaml --\ntitle: T\nbase_url: https://example.org/x\n-- content/articles/b.md --\n---\ntitle: The second\npublished: 2020-10-02\n---\nAlso read: The first\n-- content/articles/c.md --\n---\ntitle: Alone\npublished: 2020-10-02\n---\nWords.\n-- content/articles/d.md --\n---\ntitle: Taken back\npublished: 2020-10-02\nstatus: retracted\n---\nRead: The first\n";
    let text = "Read: The second\n\nRead: Taken back\n\nRead: The first\n\nRead: A town that never was";
    let built = front::build(&format!("{files}{}", front::with_body(text)));
    let graph: serde_json::Value = serde_json::from_str(built.page("data/read-links.json")).expect("JSON");
    assert_eq!(
        graph,
        serde_json::json!({
            "nodes": [
                {"id": "a", "title": "The first", "url": "https://example.org/x/articles/a.html", "when": "2020-10-01"},
                {"id": "b", "title": "The second", "url": "https://example.org/x/articles/b.html", "when": "2020-10-02"},
            ],
            "links": [
                {"source": "a", "target": "b", "label": "Read"},
                {"source": "b", "target": "a", "label": "Also read"},
            ],
            "wanted": [{"title": "A town that never was", "sources": ["a"]}],
        })
    );
    assert!(!front::build(&front::with_body("Words.")).has("data/read-links.json"));
}

#[test]
fn a_title_that_is_held_back_is_told_with_its_file() {
    let site = "-- content/articles/2020-10-10-a.md --\n---\ntitle: The truce\nstatus: draft\n---\nWords.\n\
        -- content/articles/2020-10-11-b.md --\n---\ntitle: The truces\nrelated: [the truce]\n---\n\
        Read: The Truce\n\nSee [[The truce]].\n";
    let built = front::build(site);
    let report = built.report();
    let told = "`content/articles/2020-10-10-a.md` has that title and is not built";
    assert_eq!(report.matches(told).count(), 3, "{report}");
    assert!(!report.contains("did you mean"), "{report}");
    assert_eq!(built.holding("2020-10-10-a"), [""; 0], "readers are told nothing of it");
}
