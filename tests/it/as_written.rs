//! Texts: a page says what its file says, and its links lead where the file says.

use crate::front::{self, article, body, same};

fn rows<const N: usize>(cases: [(&str, &str); N]) {
    same(cases.map(|(text, expected)| (text.to_owned(), body(text), expected.to_owned())));
}

#[test]
fn numbers_of_lists_stay_as_written() {
    rows([
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("1. a\n1. b\n1. c", "<ol>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ol>"),
        ("1. a\n1. b\n2. c", "<ol>\n<li>a</li>\n<li value=\"1\">b</li>\n<li>c</li>\n</ol>"),
        (
            "1960) a\n1964) b\n1965) c",
            "<ol start=\"1960\">\n<li>a</li>\n<li value=\"1964\">b</li>\n<li>c</li>\n</ol>",
        ),
        ("1960. a\n1960. b", "<ol start=\"1960\">\n<li>a</li>\n<li value=\"1960\">b</li>\n</ol>"),
        (
            "> 3. a\n> 7. b",
            "<blockquote>\n<ol start=\"3\">\n<li>a</li>\n<li value=\"7\">b</li>\n</ol>\n</blockquote>",
        ),
        (
            "- 4. a\n  9. b",
            "<ul>\n<li><ol start=\"4\">\n<li>a</li>\n<li value=\"9\">b</li>\n</ol>\n</li>\n</ul>",
        ),
    ]);
    let raw = body("2. <b>a</b>\n5. b");
    assert!(raw.contains("<li value=\"5\">"), "{raw}");
}

#[test]
fn typographic_signs_stay_out_of_names_that_are_typed() {
    rows([
        ("by @night--desk, reel--3.mov -- \"so\"", "<p>by @night--desk, reel--3.mov – “so”</p>"),
        ("in a/b--c and RA--8614, 1914--1918", "<p>in a/b--c and RA--8614, 1914–1918</p>"),
        ("5'11\" tall, a 40\" gun, the 1990's, don't", "<p>5'11\" tall, a 40\" gun, the 1990’s, don’t</p>"),
        ("\"It was 1999\" and wait...", "<p>“It was 1999” and wait…</p>"),
        ("40°12.5'N, 44.3'E; 7'' of rain, 9''", "<p>40°12.5'N, 44.3'E; 7'' of rain, 9''</p>"),
        ("He said: \"a 30\" pipe\" and \"of 5\"\".", "<p>He said: “a 30\" pipe” and “of 5\"”.</p>"),
        ("\"In 1918\" and \"in 1919\"", "<p>“In 1918” and “in 1919”</p>"),
        ("\"Open\n\nThe 40\" gun", "<p>“Open</p>\n<p>The 40\" gun</p>"),
    ]);
}

#[test]
fn bare_addresses_are_links() {
    rows([
        (
            "See https://p.example/a_(b).",
            "<p>See <a href=\"https://p.example/a_(b)\">https://p.example/a_(b)</a>.</p>",
        ),
        ("(www.p.example)", "<p>(<a href=\"http://www.p.example\">www.p.example</a>)</p>"),
        ("a_b@p.example!", "<p><a href=\"mailto:a_b@p.example\">a_b@p.example</a>!</p>"),
        ("`https://p.example`", "<p><code>https://p.example</code></p>"),
        (
            "[https://p.example](https://p.example)",
            "<p><a href=\"https://p.example\">https://p.example</a></p>",
        ),
        ("ftp://p.example/a", "<p>ftp://p.example/a</p>"),
    ]);
}

#[test]
fn brackets_after_letters_of_any_width_are_read() {
    for text in
        ["”ß[A caption. Credit: NPA", "ß](x.pdf ß", "(ß)[ß.pdf", "ß{ß}(https://ß.example", "”--ß.pdf'ß"]
    {
        body(text);
    }
}

#[test]
fn brackets_that_are_no_link_are_reported_whole() {
    let wrong = [
        "[a] (https://p.example)",
        "[a]\n(https://p.example)",
        "[a]https://p.example)",
        "[a(https://p.example)]",
        "(https://p.example)[a]",
        "【a】(https://p.example)",
        "{a}(https://p.example)",
        "<https://p.example /b>",
        "! [a](town.jpg)",
    ];
    for text in wrong {
        let built = article(&format!("Words. [x]\n\n{text} so.\n"));
        let said = built.short();
        assert!(said.contains("unknown-reference"), "{text}: {said}");
        assert!(said.contains(&format!("`{}` is no link", text.replace('\n', "\\u{a}"))), "{text}: {said}");
    }
    let right = [
        "[sic] (so)",
        "(https://p.example)[^a]\n\n[^a]: b",
        "(https://p.example)[1]",
        "So! [a](https://p.example)",
    ];
    for text in right {
        assert!(!article(text).codes().contains(&"unknown-reference"), "{text}");
    }
}

#[test]
fn paths_of_windows_are_named_with_the_path_to_write() {
    let site = |text: &str| format!("{}-- content/articles/img/a.png --\nx\n", front::with_body(text));
    let rows = [
        ("![a](img\\a.png \"Credit: B\")", "write `img/a.png`"),
        ("[a](..\\media\\articles\\img\\a.png)", "write `../media/articles/img/a.png`"),
        ("<img src=\"..\\media\\articles\\img\\a.png\" alt=\"a\">", "write `../media/articles/img/a.png`"),
        ("![a][b]\n\n[b]: img\\a.png?x\\y", "write `img/a.png?x\\y`"),
    ];
    for (text, hint) in rows {
        let built = front::build(&site(text));
        assert!(built.codes().contains(&"windows-path"), "{text}: {}", built.short());
        assert!(built.report().contains(hint), "{text}: {}", built.report());
    }
    let right = front::build(&site("![a](img/a.png \"Credit: B\") and [b](https://p.example/?a\\b)"));
    assert!(!right.codes().contains(&"windows-path"), "{}", right.short());
}

#[test]
fn every_place_of_a_dead_address_is_shown() {
    let built =
        article("![a](town.png \"Credit: B\")\n\n<img src=\"../media/articles/town.png\" alt=\"a\">\n");
    let lines: Vec<u32> = built
        .short()
        .lines()
        .filter(|line| line.contains("missing-image"))
        .filter_map(|line| line.split(':').nth(1)?.parse().ok())
        .collect();
    assert_eq!(lines, [5, 7], "{}", built.short());
}

#[test]
fn only_a_colon_and_a_blank_define() {
    rows([
        ("Word.\n\n:wave: so", "<p>Word.</p>\n<p>:wave: so</p>"),
        ("Word\n: Meaning", "<dl>\n<dt>Word</dt>\n<dd>Meaning</dd>\n</dl>"),
    ]);
    let both = body("Word\n: Meaning\n\nText\n\n::: note\n\n[a](https://p.example\n:b)");
    assert!(both.contains("<dd>Meaning</dd>") && both.contains("<p>::: note</p>"), "{both}");
}

#[test]
fn headings_are_found_by_their_own_letters() {
    let text = "## Işıklı Çarşı\n\n[a](#işıklı-çarşı) [b](#I%C5%9F%C4%B1kl%C4%B1%20%C3%87ar%C5%9F%C4%B1) [c](#isikli-carsi)";
    let built = article(text);
    assert_eq!(built.codes(), Vec::<&str>::new(), "{}", built.short());
    assert_eq!(built.body("articles/a.html").matches("href=\"#isikli-carsi\"").count(), 3);
    let other = front::with_body("## Őszi vásár")
        + "-- content/articles/b.md --\n---\ntitle: Two\npublished: 2020-10-02\n---\n[[The first#Őszi vásár]] [x](a.html#őszi-vásár)\n";
    let built = front::build(&other);
    assert!(built.body("articles/b.html").contains("a.html#oszi-vasar"));
    assert!(built.report().contains("write `#oszi-vasar`"), "{}", built.report());
}

#[test]
fn a_dead_link_is_shown_where_it_stands() {
    let text = "It is called note.pdf.\n\n`[a](note.pdf)` [good](../media/articles/note.pdf) [bad](note.pdf) [worse][r]\n\n[r]: <none here.pdf>\n";
    let built = front::build(&(front::with_body(text) + "-- content/articles/note.pdf --\nx\n"));
    let report = built.short();
    assert!(report.contains("a.md:7:58: warning[dead-link]: `note.pdf`"), "{report}");
    assert!(report.contains("a.md:9:7: warning[dead-link]: `none here.pdf`"), "{report}");
    assert!(built.report().contains("linked as `../media/articles/note.pdf`"), "{}", built.report());
}

#[test]
fn a_text_that_speaks_of_a_link_has_none() {
    let text = "Write <a title=\"b > a\" href=\"gone.html\">so</a>, and not `<img src=none.jpg>` or src=none.jpg or a href=\"none.html\" alone.\n";
    let site =
        front::with_body(text).replace("published:", "summary: \"<img src=none.jpg id=x>\"\npublished:");
    let report = front::build(&site).short();
    let dead: Vec<&str> = report.lines().filter(|line| line.contains("dead-link")).collect();
    assert!(dead.len() == 1 && dead[0].contains("gone.html"), "{report}");
}

/// Texts of every kind, and the folder of their pages.
const KINDS: [(&str, &str, &str); 6] = [
    ("articles", "title: A text\npublished: 2020-10-01", "articles"),
    ("actors", "name: B text", "actors"),
    ("places", "name: C text", "places"),
    ("events", "title: D text\nwhen: 2020-10-01", "events"),
    ("conflicts", "name: E text", "conflicts"),
    ("pages", "title: F text", ""),
];

#[test]
fn relative_links_count_from_the_folder_of_the_page() {
    let to = |from: &str, folder: &str| match (from == folder, from, folder) {
        (true, ..) => "x.html".to_owned(),
        (_, "", _) => format!("{folder}/x.html"),
        (.., "") => "../x.html".to_owned(),
        _ => format!("../{folder}/x.html"),
    };
    let mut site = String::new();
    for (folder, front, page) in KINDS {
        let links: String = KINDS.iter().map(|(_, _, other)| format!("[x]({})\n", to(page, other))).collect();
        site += &format!("-- content/{folder}/x.md --\n---\n{front}\n---\n{links}[y](none.html)\n");
    }
    let built = front::build(&site);
    let report = built.short();
    let dead: Vec<&str> = report.lines().filter(|line| line.contains("dead-link")).collect();
    assert_eq!(dead.len(), KINDS.len(), "{report}");
    for (folder, ..) in KINDS {
        assert!(dead.iter().any(|line| line.starts_with(&format!("content/{folder}/x.md:"))), "{report}");
    }
}

/// More names than are searched for at once: each is found, and the longest at its place.
#[test]
fn thousands_of_names_are_all_found() {
    let aliases: Vec<String> = (1000..10_000).map(|i| format!("Name {i}")).collect();
    let register = format!(
        "- {{id: many, name: Many, aliases: [{}]}}\n- {{id: first, name: Aaron}}\n- {{id: last, name: Zed}}\n\
         - {{id: long, name: Name 9500 Harbour}}\n",
        aliases.join(", ")
    );
    let site = front::with_body("From Aaron by Name 9500 Harbour to Zed, and Name 9999.");
    let built = front::build(&format!("-- content/actors.yaml --\n{register}{site}"));
    let html = built.body("articles/a.html");
    for (id, words) in
        [("first", "Aaron"), ("long", "Name 9500 Harbour"), ("last", "Zed"), ("many", "Name 9999")]
    {
        let link = format!("actors/{id}.html\">{words}</a>");
        assert!(html.contains(&link), "{link}: {html}");
    }
}

#[test]
fn names_within_longer_names_are_no_mentions() {
    let of = |text: &str| {
        let actors = "-- content/actors.yaml --\n- {name: Anna Doe, kind: person, aliases: [Doe]}\n- {name: Georgia, kind: state}\n- {name: Ann May, kind: person, aliases: [May]}\n- {name: WHO}\n";
        front::build(&(actors.to_owned() + &front::with_body(text)))
            .body("articles/a.html")
            .matches("<a ")
            .count()
    };
    for (text, links) in [
        ("It stands in John Doe Street.", 0),
        ("The Doe Prize. Mary Doe came. In May it rained.", 0),
        ("He met Georgia Doe.", 0),
        ("THE MAN WHO LEFT.", 0),
        ("The University of Georgia.", 0),
        ("President Doe met Anna Doe, and Georgia agreed.", 2),
        ("Yesterday Doe left. The WHO and Georgia.", 3),
        ("France, Georgia and others.", 1),
        ("It was Poland. Doe said so. J. Doe did not.", 1),
        ("They belong to the Nation of Georgia and the Sons of Doe.", 0),
        ("St. Georgia was martyred. Mount Georgia is high.", 0),
        ("He won the \"Doe\" prize on board the ship “Georgia”.", 0),
        ("“Doe” is how they called him, in “Georgia”, they said.", 2),
        ("The Republic of Georgia and the government of Georgia.", 1),
    ] {
        assert_eq!(of(text), links, "{text}");
    }
}
