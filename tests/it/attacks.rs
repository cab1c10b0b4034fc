//! No words of a text become a part of the page, and no address leads where it should not.

use std::collections::BTreeSet;

use crate::front::{self, article, body, build};

/// Ways to write an event handler by something that the site weaves in.
const WOVEN: &[&str] = &[
    "[[Land#a\" onclick=\"go()|words]]",
    "[[Land# onclick=go() |words]]",
    "[^s]",
    "Read: The first",
    "> Words.\n> — Land, \" onclick=go() x=\"",
    "> [!NOTE]\n> Words.",
    "Land and \" onclick=go()",
    "[^n]\n\n[^n]: Land",
];

fn site(text: &str) -> String {
    let actor = "-- content/actors/land.md --\n---\nname: Land\nkind: state\n---\n";
    let sources = "-- content/sources.yaml --\n- {id: s, title: A source}\n";
    front::with_body(text) + actor + text + "\n" + sources
}

/// Every attribute of a page that handles an event, and every script that is none of the theme's.
pub fn handlers(page: &str) -> Vec<String> {
    let tags = page.split('<').skip(1).filter_map(|rest| {
        let mut quoted = false;
        let end = rest.find(|c: char| {
            quoted ^= c == '"';
            !quoted && c == '>'
        })?;
        Some(rest[..end].to_owned())
    });
    let names = tags.filter(|tag| {
        let outside: String = tag.split('"').step_by(2).collect();
        outside.to_ascii_lowercase().contains(" on")
    });
    names.collect()
}

#[test]
fn nothing_that_is_woven_in_stands_inside_a_tag() {
    for quote in ["\"", "'", ""] {
        for attribute in ["alt", "title", "class", "id", "lang", "src"] {
            for woven in WOVEN {
                let text = format!(
                    "Before.\n\n<div><img {attribute}={quote}\n\n{woven}\n\n<p title={quote}>after</p></div>"
                );
                let built = build(&site(&text));
                for path in built.pages() {
                    assert_eq!(handlers(built.page(path)), [""; 0], "{path} of {text}");
                }
            }
        }
    }
}

#[test]
fn what_is_lost_in_a_tag_is_reported_where_it_stands() {
    let built = article("<div><img alt=\"\n\n[[The first]]\n\n\"></div>");
    assert_eq!(
        built.short(),
        "content/articles/a.md:7:1: warning[unsafe-html]: nothing is made of this, as raw HTML around it is not closed\n"
    );
}

#[test]
fn reserved_signs_are_words_of_nobody() {
    let signs =
        ["&#1;", "&#2;", "&#x3;", "&#0002", "&#&#2;2;", "&amp;#2;", "\u{1}", "\u{2}m0\u{3}", "&#&#&#2;2;2;"];
    for sign in signs {
        let text = format!(
            "[[Land# onclick=go() |x]] <img alt=\"{sign}m0{sign}\" src=\"{sign}/a.png\"> {sign} <b title='{sign}'>{sign}</b>"
        );
        let built = build(&site(&text));
        for (path, bytes) in &built.files {
            assert!(!bytes.iter().any(|b| (1..4).contains(b)), "{path} of {sign:?}");
        }
        assert_eq!(handlers(built.page("articles/a.html")), [""; 0], "{sign:?}");
    }
    let field = "-- content/articles/a.md --\n---\ntitle: \"A\\x01b\\x02m0\\x03\"\npublished: 2020-10-01\nactors: [\"L\\x01and\"]\n---\n<b>x</b>\n";
    let built = build(field);
    assert!(built.files.values().all(|bytes| !bytes.iter().any(|b| (1..4).contains(b))));
}

#[test]
fn marks_stay_in_raw_html_that_is_closed() {
    let text = body("<div class=\"x\">\n\n[[The first|words]] and [this](/about.html).\n\n</div>");
    assert_eq!(
        text,
        "<div class=\"x\">\n<p><a href=\"../articles/a.html\">words</a> and <a href=\"../about.html\">this</a>.</p>\n</div>"
    );
}

#[test]
fn no_path_of_a_page_at_the_root_becomes_a_scheme_or_a_host() {
    let schemes = [
        "javascript:go()",
        "data:text/html,x",
        "vbscript:x",
        "https://other.example/x",
        "/other.example/x",
        "\\other.example/x",
    ];
    for scheme in schemes {
        for path in ["/", "./", "x/../", "/./", "/x/..//", "/%2e/", ".//"] {
            let text = format!(
                "[a](<{path}{scheme}>)\n\n![b](<{path}{scheme}>)\n\n<a href=\"{path}{scheme}\">c</a>\n"
            );
            let built = build(&format!("-- content/pages/about.md --\n---\ntitle: About\n---\n{text}"));
            let page = built.page("about.html");
            let values = page
                .split("href=\"")
                .chain(page.split("src=\""))
                .skip(1)
                .filter_map(|rest| rest.split('"').next());
            let base = url::Url::parse("https://site.example/about.html").unwrap();
            for value in values.filter(|value| {
                value.contains("other") || value.contains("script") || value.contains("data:")
            }) {
                let led = base.join(&value.replace("&amp;", "&")).unwrap();
                // A link may lead to another host where it is written as one, a picture never.
                let outside = matches!(
                    dateline::address::read(&format!("{path}{scheme}")),
                    dateline::address::Address::Web(_)
                );
                assert!(led.origin() == base.origin() || outside, "{path}{scheme} gave {value}");
                assert!(matches!(led.scheme(), "https"), "{path}{scheme} gave {value}");
            }
        }
    }
}

#[test]
fn other_hosts_are_asked_for_nothing() {
    let other = "//other.example/a.png";
    for (text, shown) in [
        (format!("<img src=\" {other}\" alt=\"A b\">"), "<a href=\"https://other.example/a.png\">A b</a>"),
        (
            "<img src=\"\\\\other.example/a.png\">".to_owned(),
            "<a href=\"https://other.example/a.png\">\\\\other.example/a.png</a>",
        ),
        (
            format!("<img src=\"/m.png\" srcset=\"/m.png 1x, {other} 2x\">"),
            "<img src=\"/m.png\" srcset=\"/m.png 1x\">",
        ),
        (format!("<video poster=\"{other}\" src=\"/m.mp4\"></video>"), "<video src=\"/m.mp4\"></video>"),
        (
            format!("<video poster=\"{other}\" src=\"https://other.example/m.mp4\"></video>"),
            "<a href=\"https://other.example/m.mp4\">https://other.example/m.mp4</a>",
        ),
        (
            format!("<audio controls><source src=\"{other}\"><source src=\"/m.mp3\">No.</audio>"),
            "<audio controls=\"\"><source src=\"/m.mp3\">No.</audio>",
        ),
        (
            format!("<picture><source srcset=\"{other}\"><img src=\"/m.png\"></picture>"),
            "<picture><img src=\"/m.png\"></picture>",
        ),
        (format!("<a href=\"/\"><img src=\"{other}\" alt=\"A\"></a>"), "<a href=\"/\">A</a>"),
    ] {
        let built = article(&format!("So: {text}"));
        assert_eq!(built.body("articles/a.html"), format!("<p>So: {shown}</p>"), "{text}");
        assert!(built.codes().contains(&"third-party-image"), "{text}: {}", built.short());
    }
}

#[test]
fn every_picture_that_an_attribute_names_is_published_or_missed() {
    let files = "-- content/articles/b.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>\n-- content/articles/c.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>\n";
    let text = "<picture><source srcset=\"../media/articles/c.svg 2x, ../media/articles/d.svg 3x\"><img alt=\"a\" src=\"../media/articles/b.svg\"></picture> <video poster=\"../media/articles/e.svg\"></video>";
    let built = build(&(front::with_body(text) + files));
    assert!(
        ["b", "c"]
            .iter()
            .all(|name| built.files.keys().any(|path| path.starts_with(&format!("media/{name}-"))))
    );
    assert_eq!(built.codes(), ["missing-image", "missing-image"]);
}

#[test]
fn headings_and_raw_html_take_no_id_of_the_page() {
    let words = [
        "Content",
        "Claim 1",
        "Statement 1",
        "Statements",
        "Correction 1",
        "Timeline",
        "Sources",
        "Claims",
        "Undated",
        "m2020",
        "m2020-10",
        "d1",
    ];
    let headings: String = words.iter().map(|word| format!("## {word}\n\n")).collect();
    let raw: String = words
        .iter()
        .map(|word| format!("<b id=\"{}\">x</b>\n", word.to_lowercase().replace(' ', "-")))
        .collect();
    let text = format!(
        "{headings}\n{raw}\n<i id=\"quote-1\">x</i> <i id=\"source-1\">x</i>\n\n> ## Inside\n> Words.\n> — Land\n"
    );
    let front = "claims: [{about: X, positions: [{by: Land, text: y, stance: asserts}, {by: Other, text: z, stance: denies}]}]\nstatements: [{by: Land, text: Yes.}]\nsources: [{title: S}]\ncorrections: [{date: 2020-11-01, text: C}]\nactors: [Land]\nplace: Town\n";
    let built = build(&format!(
        "-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n{front}---\n{text}\
         -- content/actors/land.md --\n---\nname: Land\nkind: state\n---\n{text}\
         -- content/places/town.md --\n---\nname: Town\n---\n{text}\
         -- content/pages/about.md --\n---\ntitle: About\n---\n{text}\
         -- content/conflicts/war.md --\n---\nname: War\nwhen: 2020\nsides: [{{name: One, actors: [Land]}}, {{name: Two, actors: [Other]}}]\n---\n{text}"
    ));
    for path in built.pages() {
        let page = built.page(path);
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{path}: {ids:?}");
    }
    assert!(built.page("about.html").contains("<h2 id=\"claim-1\">"));
    assert!(
        built.short().contains("`id=\"claim-1\"` is taken out of raw HTML: the page has that id already")
    );
}

#[test]
fn entries_of_lists_share_no_id_with_the_text_or_the_frame() {
    let text = "## Bridge\n\n## Undated\n\n## Content\n\n<b id=\"ford\">x</b> [there](#bridge)\n";
    let article = |slug: &str| {
        format!(
            "-- content/articles/{slug}.md --\n---\ntitle: On {slug}\npublished: 2020-10-01\nactors: [Land]\nplace: Town\nconflict: war\n---\nWords.\n"
        )
    };
    let slugs = ["bridge", "ford", "content", "timeline", "undated", "statements", "m2020", "m2020-10"];
    let articles: String = slugs.iter().map(|slug| article(slug)).collect();
    let built = build(&format!(
        "{articles}-- content/actors/land.md --\n---\nname: Land\nkind: state\n---\n{text}\
         -- content/places/town.md --\n---\nname: Town\n---\n{text}\
         -- content/conflicts/war.md --\n---\nname: War\nwhen: 2020\n---\n{text}"
    ));
    for path in built.pages() {
        let page = built.page(path);
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{path}: {ids:?}");
    }
    assert!(built.page("timeline/index.html").contains("<li class=\"e day\" id=\"bridge\">"));
    let actor = built.page("actors/land.html");
    assert!(actor.contains("<h2 id=\"bridge\">") && actor.contains("<a href=\"#bridge\">there</a>"));
    assert!(actor.contains("id=\"entry--bridge\"") && actor.contains("href=\"#entry--bridge\""));
    assert!(!built.codes().contains(&"dead-anchor"), "{}", built.short());
}

#[test]
fn equal_headings_are_counted_once_each() {
    let page = body("## a\n\n## a 2\n\n## A\n\n## a!\n\n## !\n\n## ?\n");
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids, ["a", "a-2", "a-3", "a-4", "section", "section-2"]);
}

#[test]
fn what_nothing_defines_stays_as_it_is_written() {
    for (text, expected) in [
        ("He denied it.[^none] More.", "<p>He denied it.[^none] More.</p>"),
        ("They [[sic]] fled.", "<p>They [[sic]] fled.</p>"),
        ("They [[sic|so]] fled.", "<p>They [[sic|so]] fled.</p>"),
        (
            "A claim[[1]](https://example.org/a_(b) \"T\") of it.",
            "<p>A claim<a href=\"https://example.org/a_(b)\" title=\"T\">[1]</a> of it.</p>",
        ),
        (
            "[[*a* b]](https://example.org/) and [[sic]](no link).",
            "<p><a href=\"https://example.org/\">[<em>a</em> b]</a> and [[sic]](no link).</p>",
        ),
        ("[[a]]\n\n[a]: https://example.org/", "<p>[<a href=\"https://example.org/\">a</a>]</p>"),
        ("![[a]]", "<p>![[a]]</p>"),
    ] {
        assert_eq!(body(text), expected, "{text}");
    }
}

#[test]
fn a_note_with_a_quotation_is_shown_where_it_stands() {
    let built = build(&site(
        "Text.[^n]\n\n[^n]: A note.\n\n    > Öl, öl.\n    > — Land\n\nMore text, so that places move.",
    ));
    assert!(built.page("actors/land.html").contains("Öl, öl."));
}

#[test]
fn pages_say_what_they_may_do() {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; script-src &#39;self&#39; file:;";
    let built = article("x");
    assert!(built.page("articles/a.html").replace("&#x27;", "&#39;").contains(policy));
    let trusting = build(&(front::with_body("x") + "-- site.yaml --\ntitle: T\nraw_html: trust\n"));
    assert!(trusting.holding("Content-Security-Policy").is_empty());
}

#[test]
fn no_file_for_programs_holds_an_address_that_runs() {
    let evil = [
        "javascript:zap(1)",
        " JaVa\\tScript:zap(2)",
        "\\x01vbscript:zap(3)",
        "data:text/html,zap(4)",
        "blob:zap(5)",
        "file:///zap(6)",
    ];
    let sources: String = evil
        .iter()
        .enumerate()
        .map(|(i, url)| format!("- {{id: s{i}, title: S{i}, url: \"{url}\", archived: \"{url}\"}}\n"))
        .collect();
    let own = format!("{{title: Own, url: \"{}\", archived: {{url: \"{}\", date: 2020}}}}", evil[0], evil[3]);
    let ids: String = (0..evil.len()).map(|i| format!("s{i}, ")).collect();
    let site = format!(
        "-- site.yaml --\ntitle: T\nbase_url: https://site.example/\n-- content/sources.yaml --\n{sources}\
         -- content/actors.yaml --\n- {{name: Land, links: {{website: \"{}\", wikidata: \"{}\", x: \"{}\"}}}}\n\
         -- content/articles/a.md --\n---\ntitle: A\npublished: 2020-10-01\nactors: [Land]\nsources: [{ids}{own}]\n\
         original: {{publisher: P, url: \"{}\", archived: \"{}\"}}\n---\n[a]({})\n\nRead: [B]({})\n",
        evil[0], evil[1], evil[3], evil[0], evil[1], evil[0], evil[0]
    );
    let built = build(&site);
    assert_eq!(built.holding("zap("), [""; 0], "{}", built.report());
    let told = built.codes().iter().filter(|code| **code == "unsafe-link").count();
    assert_eq!(told, evil.len() + 3, "{}", built.report());
}
