//! Texts: quotations, mentions, wikilinks, pictures, footnotes, callouts, quotation marks, raw HTML, headings.

use crate::front::{self, article, body, reduce};

const ACTORS: &str = "\
-- content/actors.yaml --
- name: Armenia
  aliases: [RA, Республика Армения, Հայաստան, أرمينيا]
- name: Armenian Army
- name: Ministry of Defence of Armenia
  aliases: [{text: Defence Ministry, ambiguous: true}]
- name: Ministry of Defence of Azerbaijan
  aliases: [{text: Defence Ministry, ambiguous: true}]
- name: Georgia
  mentions: tagged
- name: Smith & Sons
- name: Dmitry Peskov
  aliases: [{text: the mouthpiece, kind: characterisation}, {text: D. Peskov, kind: former}]
";

/// A text on a site with actors, as words.
fn with_actors(front: &str, text: &str) -> String {
    let site = format!(
        "{ACTORS}-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n{front}---\n{text}\n"
    );
    front::build(&site).text("articles/a.html")
}

fn mentions(text: &str) -> String {
    with_actors("", text).replace("../actors/", "").replace(".html", "").trim_end().to_owned()
}

// ---- quotations

#[test]
fn an_attributed_quotation_is_a_figure_with_its_speaker() {
    let site = format!(
        "{ACTORS}-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n---\n> We call on *both* sides.\n> — Dmitry Peskov, Kremlin, 1 October\n"
    );
    let built = front::build(&site);
    assert_eq!(
        built.body("articles/a.html"),
        "<figure class=\"quotation\" id=\"quote-1\"><blockquote>\n<p>We call on <em>both</em> sides.</p>\n</blockquote><figcaption>— <a href=\"../actors/dmitry-peskov.html\">Dmitry Peskov</a>, Kremlin, 1 October</figcaption></figure>"
    );
    let profile = built.main("actors/dmitry-peskov.html");
    assert!(profile.contains("> We call on both sides.\n1 October 2020 · [The first]("), "{profile}");
}

#[test]
fn attributions_have_many_forms() {
    let cases = [
        ("> Words.\n> — Dmitry Peskov", "— [Dmitry Peskov](../actors/dmitry-peskov.html)"),
        ("> Words.\n> -- Dmitry Peskov", "— [Dmitry Peskov](../actors/dmitry-peskov.html)"),
        ("> Words.\n> --- Dmitry Peskov", "— [Dmitry Peskov](../actors/dmitry-peskov.html)"),
        ("> Words.\n> – D. Peskov (Moscow)", "— [D. Peskov](../actors/dmitry-peskov.html), Moscow"),
        ("> Words.\n>\n> — Dmitry Peskov, Moscow", "— [Dmitry Peskov](../actors/dmitry-peskov.html), Moscow"),
        ("> Words.\n>\n> More.\n— Dmitry Peskov", "— [Dmitry Peskov](../actors/dmitry-peskov.html)"),
        ("> Words.\n> — A passer-by, Stepanakert", "— A passer-by, Stepanakert"),
        (
            "> Words.\n> — **Dmitry Peskov**, Moscow",
            "— [Dmitry Peskov](../actors/dmitry-peskov.html), Moscow",
        ),
        (
            "> Words.\n> — [Dmitry Peskov](https://example.com), Moscow",
            "— [Dmitry Peskov](../actors/dmitry-peskov.html), Moscow",
        ),
        (
            "> Words.\n> — [[Dmitry Peskov]], Moscow",
            "— [Dmitry Peskov](../actors/dmitry-peskov.html), Moscow",
        ),
        ("- > Words.\n  > — Dmitry Peskov", "— [Dmitry Peskov](../actors/dmitry-peskov.html)"),
    ];
    let last = |source: &str| with_actors("", source).lines().last().unwrap_or("").to_owned();
    front::same(cases.map(|(source, speaker)| (source.to_owned(), last(source), speaker.to_owned())));
}

#[test]
fn a_person_is_found_behind_an_office() {
    let site = |speaker: &str| {
        format!(
            "-- content/actors.yaml --\n- {{name: Dmitry Peskov, kind: person}}\n- {{name: Armenian Army, kind: armed-force}}\n-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n---\n> Words.\n>\n> — {speaker}\n"
        )
    };
    let caption = |speaker: &str| {
        let html = front::build(&site(speaker)).body("articles/a.html");
        reduce::inner(&html, "<figcaption>", "figcaption").to_owned()
    };
    for (speaker, expected) in [
        (
            "Kremlin spokesman Dmitry Peskov, in Moscow",
            "— <a href=\"../actors/dmitry-peskov.html\">Kremlin spokesman Dmitry Peskov</a>, in Moscow",
        ),
        ("a friend of the Armenian Army", "— a friend of the Armenian Army"),
        ("Dmitry Peskov and others", "— Dmitry Peskov and others"),
    ] {
        assert_eq!(caption(speaker), expected, "{speaker}");
    }
}

#[test]
fn quotations_without_a_speaker_stay_plain() {
    for source in [
        "> Words.",
        "> Words.\n> - an item",
        "> — Dmitry Peskov",
        "> Words.\n> ---",
        "> Words – a dash in the midst.\n> More.",
    ] {
        let html = body(source);
        assert!(html.starts_with("<blockquote>") && !html.contains("figcaption"), "{source}: {html}");
    }
}

#[test]
fn a_quotation_inside_a_quotation_is_kept() {
    let words = with_actors("", "> Outer words.\n>\n> > Inner words.\n> > — A witness\n>\n> — Dmitry Peskov");
    assert_eq!(
        words,
        "> Outer words.\n> Inner words.\n— A witness\n— [Dmitry Peskov](../actors/dmitry-peskov.html)\n"
    );
}

// ---- mentions

#[test]
fn the_first_mention_of_each_actor_is_linked() {
    for (text, expected) in [
        ("Armenia and Armenia.", "[Armenia](armenia) and Armenia."),
        ("Armenians, PanArmenia, Armenia’s.", "Armenians, PanArmenia, [Armenia](armenia)’s."),
        ("The Armenian Army of Armenia.", "The [Armenian Army](armenian-army) of [Armenia](armenia)."),
        (
            "The Ministry of Defence of Armenia.",
            "The [Ministry of Defence of Armenia](ministry-of-defence-of-armenia).",
        ),
        ("*Armenia*, **Dmitry Peskov**.", "[Armenia](armenia), [Dmitry Peskov](dmitry-peskov)."),
        ("RA is short. GRAND is not.", "[RA](armenia) is short. GRAND is not."),
        ("Call it the mouthpiece.", "Call it the mouthpiece."),
        ("D. Peskov then.", "[D. Peskov](dmitry-peskov) then."),
        ("Smith & Sons sold it.", "[Smith & Sons](smith-sons) sold it."),
        ("Armenia.Dmitry Peskov!", "[Armenia](armenia).[Dmitry Peskov](dmitry-peskov)!"),
    ] {
        assert_eq!(mentions(text), expected, "{text}");
    }
}

#[test]
fn nothing_is_linked_inside_links_code_and_headings() {
    for (text, expected) in [
        (
            "[Armenia today](https://example.com), Armenia.",
            "[Armenia today](https://example.com), [Armenia](armenia).",
        ),
        ("`Armenia`, Armenia.", "Armenia, [Armenia](armenia)."),
        ("```\nArmenia\n```\n\nArmenia.", "Armenia\n[Armenia](armenia)."),
        ("## Armenia\n\nArmenia.", "## Armenia\n[Armenia](armenia)."),
        ("[[Armenia|They]] said; Armenia did.", "[They](armenia) said; [Armenia](armenia) did."),
        ("![Armenia](a.jpg \"Credit: AP\")", "![Armenia](../media/articles/a.jpg)\nAP"),
    ] {
        assert_eq!(mentions(text), expected, "{text}");
    }
}

#[test]
fn words_end_where_their_script_says() {
    let cases = [
        ("Հայաստան և Հայաստանը։", "[Հայաստան](armenia) և Հայաստանը։"),
        ("Հայաստանը, Հայաստան։", "Հայաստանը, [Հայաստան](armenia)։"),
        ("Республика Армения, Армения.", "[Республика Армения](armenia), Армения."),
        ("«Республика Армения»", "«[Республика Армения](armenia)»"),
        ("قالت أرمينيا، أمس", "قالت [أرمينيا](armenia)، أمس"),
        ("وأرمينيا أرمينيا", "وأرمينيا [أرمينيا](armenia)"),
        (
            "Armenia\u{301} is another word, Armenia is not.",
            "Armenia\u{301} is another word, [Armenia](armenia) is not.",
        ),
    ];
    front::same(cases.map(|(text, expected)| (text.to_owned(), mentions(text), expected.to_owned())));
}

#[test]
fn an_ambiguous_alias_is_decided_by_the_articles_list() {
    let text = "The Defence Ministry said so.";
    let link = |id: &str| format!("The [Defence Ministry](../actors/{id}.html) said so.\n");
    assert_eq!(with_actors("", text), format!("{text}\n"));
    assert_eq!(
        with_actors("actors: [Ministry of Defence of Azerbaijan]\n", text),
        link("ministry-of-defence-of-azerbaijan")
    );
    assert_eq!(
        with_actors("actors: [Ministry of Defence of Armenia]\n", text),
        link("ministry-of-defence-of-armenia")
    );
    let both =
        with_actors("actors: [Ministry of Defence of Armenia, Ministry of Defence of Azerbaijan]\n", text);
    assert_eq!(both, format!("{text}\n"), "with both in the list nobody knows which");
}

#[test]
fn tagged_actors_are_linked_where_they_are_listed() {
    assert_eq!(with_actors("", "In Georgia."), "In Georgia.\n");
    assert_eq!(with_actors("actors: [Georgia]\n", "In Georgia."), "In [Georgia](../actors/georgia.html).\n");
}

#[test]
fn a_profile_does_not_link_to_itself() {
    let site = "-- content/actors/armenia.md --\n---\nname: Armenia\n---\nArmenia borders Georgia.\n-- content/actors/georgia.md --\n---\nname: Georgia\n---\n";
    assert_eq!(
        front::build(site).text("actors/armenia.html"),
        "Armenia borders [Georgia](../actors/georgia.html).\n"
    );
}

#[test]
fn auto_link_none_turns_mentions_off() {
    let site = format!("-- site.yaml --\nauto_link: none\n{ACTORS}{}", front::with_body("Armenia."));
    assert_eq!(front::build(&site).text("articles/a.html"), "Armenia.\n");
}

// ---- wikilinks and links

#[test]
fn wikilinks_find_everything_of_the_site() {
    let site = format!(
        "{ACTORS}-- content/places.yaml --\n- name: Shusha\n  aliases: [Shushi]\n-- content/sources.yaml --\n- {{id: s1, title: A decree}}\n-- content/pages/about.md --\n---\ntitle: About us\n---\nWe.\n-- content/articles/2020/2020-10-10-truce.md --\n---\ntitle: The Moscow truce\n---\nWords.\n{}",
        front::with_body(
            "[[Հայաստան]], [[shushi|the town]], [[About us]], [[The Moscow truce]], [[truce#part|it]], [[s1]], [a file](2020/2020-10-10-truce.md), [another](../pages/about.md#x)."
        )
    );
    let built = front::build(&site);
    assert_eq!(
        built.text("articles/a.html"),
        "[Հայաստան](../actors/armenia.html), [the town](../places/shusha.html), [About us](../about.html), [The Moscow truce](truce.html), [it](truce.html#part), [s1](#source-1), [a file](truce.html), [another](../about.html#x).\n"
            .replace("](truce.html", "](../articles/truce.html")
    );
    assert_eq!(built.codes(), ["dead-anchor", "dead-anchor"], "{}", built.report());
}

#[test]
fn a_wikilink_by_id_shows_the_name() {
    let site = format!(
        "{ACTORS}-- content/places.yaml --\n- {{name: Shusha, display: Shusha / Shushi}}\n{}",
        front::with_body("[[armenia]], [[shusha]], [[a]], [[armenia|it]], [[dmitry peskov]].")
    );
    let html = front::build(&site).text("articles/a.html");
    assert_eq!(
        html,
        "[Armenia](../actors/armenia.html), [Shusha / Shushi](../places/shusha.html), [The first](../articles/a.html), [it](../actors/armenia.html), [dmitry peskov](../actors/dmitry-peskov.html).\n"
    );
}

#[test]
fn a_wikilink_to_nothing_stays_as_it_is_written() {
    let built = article("In [[Ruritania]] and [[Ruritania|there]].");
    assert_eq!(built.text("articles/a.html"), "In [[Ruritania]] and [[Ruritania|there]].\n");
    assert_eq!(built.codes(), ["wikilink-not-found", "wikilink-not-found"]);
}

#[test]
fn links_that_can_do_harm_lose_their_address() {
    for link in [
        "javascript:alert",
        "JaVaScRiPt:alert",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "java\tscript:x",
        "&#106;avascript:alert",
    ] {
        let built = article(&format!("A [link](<{link}>)."));
        assert_eq!(built.text("articles/a.html"), "A link.\n", "{link}");
        assert_eq!(built.codes(), ["unsafe-link"], "{link}");
    }
    for link in ["https://example.com/?a=1&b=2", "mailto:a@example.com", "tel:+374"] {
        assert_eq!(
            body(&format!("[x]({link})")),
            format!("<p><a href=\"{}\">x</a></p>", link.replace('&', "&amp;"))
        );
    }
}

// ---- pictures

#[test]
fn a_picture_alone_is_a_figure() {
    assert_eq!(
        body("![A town](town.svg \"The town in May. Credit: AP\")"),
        "<figure class=\"picture\"><img src=\"../media/articles/town.svg\" alt=\"A town\" loading=\"lazy\" decoding=\"async\"><figcaption>The town in May. · <span class=\"credit\">AP</span></figcaption></figure>"
    );
    assert_eq!(
        body("A ![map](/maps/a.svg) in a line."),
        "<p>A <img src=\"../maps/a.svg\" alt=\"map\" loading=\"lazy\" decoding=\"async\"> in a line.</p>"
    );
}

#[test]
fn a_picture_with_a_link_around_it_is_a_figure_too() {
    let html = body("[![A town](town.svg \"Credit: AP\")](https://example.com/)");
    assert!(html.contains("<a href=\"https://example.com/\"><img "), "{html}");
}

#[test]
fn pictures_lie_beside_their_article() {
    let site = "-- content/articles/2020/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nimage: {src: town.svg, alt: A town, credit: AP}\n---\n![A hill](../hill.svg \"Credit: AP\")\n-- content/articles/2020/town.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>\n-- content/articles/hill.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>\n";
    let built = front::build(site);
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    assert_eq!(
        pictures(built.page("articles/a.html")),
        ["../media/town-5ef49e2e0c.svg", "../media/hill-5ef49e2e0c.svg"]
    );
}

/// The addresses of what a page shows, without those of its scripts.
fn pictures(page: &str) -> Vec<String> {
    reduce::attributes(page, "src").into_iter().filter(|src| !src.ends_with(".js")).collect()
}

#[test]
fn a_picture_may_have_any_name() {
    let site = "-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nimage: {src: \"no 5? 100% #1.svg\", alt: A town, credit: AP}\n---\nWords.\n-- content/articles/b.md --\n---\ntitle: The second\npublished: 2020-10-01\nimage: {src: a%20b.svg, alt: A town, credit: AP}\n---\nWords.\n-- content/articles/no 5? 100% #1.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>\n-- content/articles/a b.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>\n";
    let built = front::build(site);
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    assert!(built.files.keys().any(|path| path.starts_with("media/a-b-")));
    assert_eq!(pictures(built.page("articles/a.html")), ["../media/no-5-100-1-5ef49e2e0c.svg"]);
}

#[test]
fn a_picture_of_a_harmful_address_is_none() {
    for src in ["javascript:alert", "data:text/html,x", "vbscript:x"] {
        let html = body(&format!("![x](<{src}> \"Credit: AP\")"));
        assert!(!html.contains("script:") && !html.contains("data:text"), "{html}");
    }
}

#[test]
fn addresses_in_fields_cannot_do_harm() {
    for bad in [
        "javascript:alert(1)",
        "JavaScript://example.com/%0aalert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
    ] {
        let site = format!(
            "-- content/actors.yaml --\n- name: Armenia\n  links: {{website: \"{bad}\", wikidata: \"{bad}\"}}\n  image: {{src: \"{bad}\", alt: x, credit: AP}}\n-- content/sources.yaml --\n- {{id: s1, title: A decree, url: \"{bad}\", archived: \"{bad}\"}}\n- {{id: s2, title: A law, url: \"https://example.com\", archived: {{url: \"{bad}\"}}}}\n-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nsources: [s1, s2, {{title: Own, url: \"{bad}\", archived: \"{bad}\"}}]\nactors: [Armenia]\nimage: {{src: \"{bad}\", alt: x, credit: AP}}\noriginal: {{publisher: P, url: \"{bad}\", archived: \"{bad}\"}}\naliases: [\"{bad}\"]\n---\nWords.[^s1][^s2]\n"
        );
        let built = front::build(&site);
        for path in built.pages() {
            for link in reduce::links(built.page(path)) {
                let scheme = link.trim().to_lowercase();
                assert!(
                    !["javascript:", "data:", "vbscript:"].iter().any(|bad| scheme.starts_with(bad)),
                    "{path}: {link}"
                );
            }
        }
    }
}

// ---- notes

#[test]
fn footnotes_are_lettered_and_lead_back() {
    let html = body(
        "One.[^x] Two.[^long-name] Again.[^x]\n\n[^long-name]: The *second* note.\n[^x]: The first note.",
    );
    assert_eq!(
        html,
        "<p>One.<sup id=\"noteref-a\"><a href=\"#note-a\">a</a></sup> Two.<sup id=\"noteref-b\"><a href=\"#note-b\">b</a></sup> Again.<sup><a href=\"#note-a\">a</a></sup></p>\n<ol class=\"notes\" type=\"a\">\n<li id=\"note-a\"><p>The first note. <a href=\"#noteref-a\">↩</a></p></li>\n<li id=\"note-b\"><p>The <em>second</em> note. <a href=\"#noteref-b\">↩</a></p></li>\n</ol>"
    );
}

#[test]
fn a_note_that_names_a_source_is_a_citation() {
    let site = format!(
        "-- content/sources.yaml --\n- {{id: s12, title: A decree, url: \"https://example.com/d\"}}\n{}",
        front::with_body("Said.[^s12] Said again.[^s12] A note.[^n]\n\n[^n]: Words.")
    );
    let built = front::build(&site);
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    assert_eq!(
        built.text("articles/a.html"),
        "Said.[1](#source-1) Said again.[1](#source-1) A note.[a](#note-a)\n- Words. [↩](#noteref-a)\n"
    );
    assert!(built.main("articles/a.html").contains("## Sources\n- [A decree](https://example.com/d)"));
}

#[test]
fn citations_stand_in_notes_and_quotations_too() {
    let site = format!(
        "-- content/sources.yaml --\n- {{id: s1, title: A decree}}\n- {{id: s2, title: A law}}\n{}",
        front::with_body(
            "A note.[^n]\n\n> Words.[^s1]\n> — A witness\n\n| a |\n|---|\n| b[^s2] |\n\n[^n]: Words.[^s2]"
        )
    );
    let built = front::build(&site);
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let html = built.body("articles/a.html");
    assert_eq!(html.matches("class=\"cite\"").count(), 3, "{html}");
}

// ---- callouts, marks, tables

#[test]
fn alerts_are_callouts() {
    for (kind, label) in [
        ("NOTE", "Note"),
        ("TIP", "Tip"),
        ("IMPORTANT", "Important"),
        ("WARNING", "Warning"),
        ("CAUTION", "Caution"),
    ] {
        let html = body(&format!("> [!{kind}]\n> Words."));
        let class = kind.to_lowercase();
        assert_eq!(
            html,
            format!(
                "<div role=\"note\" class=\"callout {class}\"><p class=\"callout-label\">{label}</p>\n<p>Words.</p>\n</div>"
            )
        );
    }
}

#[test]
fn quotation_marks_follow_the_language() {
    let cases = [
        ("en", "“He ‘said’ it’s” – so…"),
        ("de", "„He ‚said‘ it’s“ – so…"),
        ("fr", "«\u{202f}He “said” it’s\u{202f}» – so…"),
        ("ru", "«He “said” it’s» – so…"),
        ("hy", "«He “said” it’s» – so…"),
        ("az", "«He “said” it’s» – so…"),
        ("tr", "“He ‘said’ it’s” – so…"),
        ("pt-BR", "“He ‘said’ it’s” – so…"),
    ];
    let text = |lang: &str| {
        let site = format!(
            "-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nlang: {lang}\n---\n\"He 'said' it's\" -- so...\n"
        );
        front::build(&site).text("articles/a.html").trim_end().to_owned()
    };
    front::same(cases.map(|(lang, expected)| (lang.to_owned(), text(lang), expected.to_owned())));
}

#[test]
fn tables_lists_and_marks_are_written() {
    assert_eq!(
        body("| a | b |\n|---|--:|\n| 1 | 2 |"),
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"number\">b</th></tr></thead><tbody>\n<tr><td>1</td><td class=\"number\">2</td></tr>\n</tbody></table></div>"
    );
    assert_eq!(body("- [x] done\n- [ ] open"), "<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>");
    assert_eq!(body("~~old~~ new"), "<p><del>old</del> new</p>");
    assert_eq!(body("Term\n: What it is"), "<dl>\n<dt>Term</dt>\n<dd>What it is</dd>\n</dl>");
    assert_eq!(
        body("```rust,x\na < b\n```"),
        "<pre role=\"group\" tabindex=\"0\" aria-label=\"Code\"><code class=\"language-rust\">a &lt; b\n</code></pre>"
    );
    assert_eq!(body("3. c\n4. d"), "<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n</ol>");
    assert_eq!(body("---\n\nWords."), "<hr>\n<p>Words.</p>");
}

// ---- headings

#[test]
fn headings_step_by_one_below_the_title() {
    let levels = |text: &str| {
        let html = body(text);
        let tags = reduce::pieces(&html);
        let of = |piece: &reduce::Piece| match piece {
            reduce::Piece::Tag(tag) if tag.starts_with('h') => tag[1..2].parse::<u8>().ok(),
            _ => None,
        };
        tags.iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(levels("# One\n\n# Two"), [2, 2]);
    assert_eq!(levels("## One\n\n### Two\n\n## Three"), [2, 3, 2]);
    assert_eq!(levels("## One\n\n##### Two\n\n###### Three"), [2, 3, 4]);
    assert_eq!(levels("#### One\n\n## Two"), [2, 2]);
}

#[test]
fn heading_ids_are_unique_and_of_every_script() {
    let built = article(
        "## A part\n\n## A part\n\n## Часть *первая*\n\n## …\n\n## Own {#own}\n\n## Content\n\n## Note a\n\n## Armenia’s\n\n## A part 2",
    );
    let ids = reduce::attributes(&built.body("articles/a.html"), "id");
    assert_eq!(ids[..6], ["a-part", "a-part-2", "часть-первая", "section", "own", "content-2"]);
    let all = reduce::attributes(built.page("articles/a.html"), "id");
    let unique: std::collections::BTreeSet<&String> = all.iter().collect();
    assert_eq!(unique.len(), all.len(), "{all:?}");
}

#[test]
fn ids_of_the_page_are_not_taken_by_headings() {
    let site = format!(
        "-- content/sources.yaml --\n- {{id: s1, title: A decree}}\n{}",
        front::with_body(
            "A note.[^n] Said.[^s1]\n\n> Words.\n> — A witness\n\n## Source 1\n\n## Note a\n\n## Noteref a\n\n## Quote 1\n\n## Content\n\n[^n]: Words."
        )
    );
    let built = front::build(&site);
    let all = reduce::attributes(built.page("articles/a.html"), "id");
    let unique: std::collections::BTreeSet<&String> = all.iter().collect();
    assert_eq!(unique.len(), all.len(), "{all:?}");
}

// ---- raw HTML

fn raw(mode: &str, text: &str) -> String {
    let site = format!("-- site.yaml --\nraw_html: {mode}\n{}", front::with_body(text));
    front::build(&site).body("articles/a.html")
}

#[test]
fn raw_html_is_made_harmless() {
    for (html, gone, kept) in [
        ("<script>alert(1)</script>", "script", ""),
        ("<b onclick=\"x()\">words</b>", "onclick", "<b>words</b>"),
        ("<a href=\"javascript:x()\">words</a>", "javascript", "words"),
        ("<a href=\" java&#10;script:x()\">words</a>", "script:", "words"),
        ("<div style=\"color:red\">words</div>", "style", "<div>words</div>"),
        ("<style>p{display:none}</style>", "<style", ""),
        ("<iframe src=\"https://example.com\"></iframe>", "iframe", ""),
        ("<img src=x onerror=x() alt=\"a\">", "onerror", "alt=\"a\""),
        ("<svg onload=x()><script>y()</script></svg>", "svg", ""),
        ("<form action=\"/x\"><input name=a></form>", "form", ""),
        ("<object data=x></object><embed src=x>", "object", ""),
        ("<meta http-equiv=refresh content=\"0;url=x\">", "meta", ""),
        ("<base href=\"https://example.com/\">", "base", ""),
        ("<link rel=stylesheet href=x>", "stylesheet", ""),
        (
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=x()&gt;\">",
            "<img src=1",
            "",
        ),
        (
            "<details open><summary>More</summary>words</details>",
            "open=x",
            "<summary>More</summary>words</details>",
        ),
        ("<mark>words</mark> and <sub>2</sub>", "script", "<mark>words</mark> and <sub>2</sub>"),
    ] {
        for text in [html.to_owned(), format!("Before {html} after.")] {
            let found = raw("sanitize", &text);
            assert!(
                !found.to_lowercase().contains(gone) || gone == "script" && !found.contains("<script"),
                "{text}: {found}"
            );
            assert!(found.contains(kept), "{text}: {found}");
        }
    }
}

#[test]
fn the_words_of_a_script_are_not_shown() {
    assert_eq!(
        raw("sanitize", "Before.\n\n<script>alert(1)</script>\n\nAfter."),
        "<p>Before.</p>\n\n<p>After.</p>"
    );
    let style = raw("sanitize", "Before.\n\n<style>p { display: none }</style>\n\nAfter.");
    assert!(!style.contains("display"), "{style}");
}

#[test]
fn raw_html_keeps_what_markdown_made_around_it() {
    let text = "<mark>Armenia</mark> said.[^n] Read on.\n\n> Words <sub>1</sub>.\n> — Dmitry Peskov\n\n> [!NOTE]\n> Look.\n\n| a |\n|--:|\n| 1 |\n\n- [x] done\n\n```rust\nlet a;\n```\n\n![A town](town.svg \"Credit: AP\")\n\n[[Armenia]] and [out](https://example.com/?a=1&b=2).\n\n## A part\n\n[^n]: A note.";
    let built = |mode: &str| {
        let site = format!("-- site.yaml --\nraw_html: {mode}\n{ACTORS}{}", front::with_body(text));
        front::build(&site).text("articles/a.html")
    };
    assert_eq!(built("sanitize"), built("trust"));
}

#[test]
fn raw_html_is_shown_or_trusted_where_the_site_says_so() {
    assert_eq!(
        raw("escape", "A <b onclick=\"x()\">word</b>."),
        "<p>A &lt;b onclick=\"x()\"&gt;word&lt;/b&gt;.</p>"
    );
    assert_eq!(raw("trust", "A <b onclick=\"x()\">word</b>."), "<p>A <b onclick=\"x()\">word</b>.</p>");
    let silent = front::build(&format!(
        "-- site.yaml --\nraw_html: trust\n{}",
        front::with_body("<script>x()</script>\n")
    ));
    assert_eq!(silent.codes(), [""; 0], "{}", silent.report());
}

#[test]
fn what_is_taken_out_is_reported() {
    let cases = [
        "<script>x</script>",
        "<p onmouseover=x()>a</p>",
        "<p style='color:red'>a</p>",
        "<svg><circle/></svg>",
        "<button>a</button>",
    ];
    let codes = |html: &str| article(&format!("Words.\n\n{html}\n")).codes().join(" ");
    front::same(cases.map(|html| (html.to_owned(), codes(html), "unsafe-html".to_owned())));
    assert_eq!(article("A <mark>word</mark> and <sub>2</sub>.").codes(), [""; 0]);
}

#[test]
fn markdown_in_titles_and_names_is_no_markup() {
    let site = "-- content/articles/a.md --\n---\ntitle: A <script>alert(1)</script> & \"b\"\npublished: 2020-10-01\nsummary: <img src=x onerror=y()>\nauthors: [\"<b>A</b>\"]\ntags: [\"<i>t</i>\"]\nplace: \"<u>p</u>\"\nactors: [\"<s>q</s>\"]\n---\nWords.\n";
    let built = front::build(site);
    for path in built.pages() {
        let page = built.page(path);
        for tag in ["<script>alert", "<img src=x", "<b>A</b>", "<i>t</i>", "<u>p</u>", "<s>q</s>"] {
            assert!(!page.contains(tag), "{path}: {tag}");
        }
    }
}
