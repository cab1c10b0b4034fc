//! Terms are explained where a text has them first, and on a page of their own.

use crate::front::{build, reduce};

const SITE: &str = "\
-- site.yaml --
title: T
base_url: https://archive.example/
-- content/actors.yaml --
- {id: guard, name: Line guard}
-- content/glossary.yaml --
- term: line of contact
  aliases: [contact line]
  summary: The front <b>since</b> 1994 & before.
- {term: MLRS, summary: Launchers of many rockets.}
- {term: line, summary: A row.}
-- content/articles/a.md --
---
title: The line of contact
published: 2020-10-01
---
## The line of contact

`MLRS` in code. Line of contact first, then the line of contact again and a [line of contact](/b) in a link. Outline, lined and MLRSs are other words.

The Line guard stood on the line with an MLRS.
";

#[test]
fn the_first_place_is_explained_and_no_other() {
    let built = build(SITE);
    assert_eq!(built.codes(), ["dead-link"]);
    let body = built.body("articles/a.html");
    let terms: Vec<&str> =
        body.split("<a class=\"term\"").skip(1).map(|rest| rest.split("</a>").next().unwrap()).collect();
    assert_eq!(terms.len(), 3, "{terms:?}");
    assert!(terms[0].ends_with("glossary.html#term--line-of-contact\">Line of contact"), "{terms:?}");
    assert!(terms[1].ends_with("\">line") && terms[2].ends_with("\">MLRS"), "{terms:?}");
    assert!(body.contains("aria-label=\"What “line of contact” means\""), "{body}");
    assert!(body.contains("<span popover class=\"gloss\" id=\"term--line-of-contact\"><b>line of contact</b> The front &lt;b&gt;since"), "{body}");
    assert!(body.contains("<code>MLRS</code>") && body.contains("\">Line guard</a>"), "{body}");
    assert!(built.page("articles/a.html").contains("glossary-"), "its stylesheet");
}

#[test]
fn the_glossary_has_each_term_with_its_meaning() {
    let built = build(SITE);
    let page = built.page("glossary.html");
    assert!(page.contains("<dt id=\"term--mlrs\">MLRS</dt>"), "{page}");
    assert!(!page.contains("<b>since"), "{page}");
    let main = reduce::main(page);
    assert!(main.find("line of contact").unwrap() < main.find("MLRS").unwrap(), "{main}");
    assert!(built.page("index.html").contains("glossary.html"));
    let none = build(&SITE.replace("content/glossary.yaml", "content/other.yaml"));
    assert!(!none.has("glossary.html") && !none.page("articles/a.html").contains("glossary"));
}

#[test]
fn feeds_have_no_buttons() {
    let built = build(SITE);
    for feed in ["feed.xml", "feed.json"] {
        assert!(!built.page(feed).contains("popover"), "{feed}");
    }
}

#[test]
fn mistakes_are_told() {
    for (terms, expected) in [
        ("- {term: A thing, summary: One.}\n- {term: a thing, summary: Two.}\n", "duplicate-id"),
        ("- {term: A thing}\n", "missing-key"),
        ("- {summary: A thing}\n", "missing-key"),
        ("- {term: X, summary: Y, sumary: Z}\n", "unknown-key"),
    ] {
        let site = format!("-- content/glossary.yaml --\n{terms}{}", crate::front::with_body("Words."));
        assert_eq!(build(&site).codes(), [expected], "{terms}");
    }
}

#[test]
fn nothing_of_a_term_becomes_markup() {
    let evil = "-- content/glossary.yaml --\n- {term: '\"><script>x()</script>', id: evil, aliases: ['shell\" onclick=x'], summary: '</span><script>y()</script>'}\n- {term: shell, summary: A <i>case</i>.}\n";
    let built = build(
        &(evil.to_owned()
            + &crate::front::with_body("A shell fell; shell\" onclick=x too. And \"><script>x()</script>.")),
    );
    for path in built.pages() {
        let page = built.page(path);
        assert!(!page.contains("<script>x") && !page.contains("<script>y"), "{path}");
        assert_eq!(crate::attacks::handlers(page), [""; 0], "{path}");
    }
}

#[test]
fn each_edition_has_its_own_words() {
    let site = "\
-- site.yaml --
title: T
languages: [en, de]
-- content/glossary.yaml --
- term: shell
  names: {de: Granate}
  summary: A round of a gun.
  summaries: {de: Ein Geschoss.}
- {term: truce, names: {de: Waffenruhe}, summary: A pause.}
-- content/articles/a.md --
---
title: One
published: 2020-10-01
---
A shell ended the truce.
-- content/articles/a.de.md --
---
title: Eins
published: 2020-10-01
---
Eine Granate beendete die Waffenruhe.
";
    let built = build(site);
    let body = built.body("de/articles/a.html");
    assert!(
        body.contains("glossary.html#term--shell\">Granate</a>") && body.contains("Ein Geschoss."),
        "{body}"
    );
    assert!(body.contains("<span lang=\"en\" dir=\"ltr\">A pause.</span>"), "{body}");
    assert!(built.page("de/glossary.html").contains("<dt id=\"term--shell\">Granate</dt>"));
    assert!(built.body("articles/a.html").contains("A round of a gun."));
}

#[test]
fn a_text_full_of_terms_stays_readable() {
    let terms: String =
        (0..300).map(|n| format!("- {{term: word{n}, summary: The meaning of it.}}\n")).collect();
    let text: String = (0..300).map(|n| format!("word{n} ")).collect();
    let built = build(&format!("-- content/glossary.yaml --\n{terms}{}", crate::front::with_body(&text)));
    assert_eq!(built.body("articles/a.html").matches("<button").count(), 12);
}
