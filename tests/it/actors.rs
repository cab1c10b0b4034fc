//! Actors: one page each however they are written, what they said and held, and with whom they appear.

use crate::front::{self, Built, build, same};

/// People and a ministry, with names in several scripts.
const REGISTER: &str = "\
-- content/actors.yaml --
- id: turkey
  name: Turkey
  kind: state
  names: {tr: Türkiye}
- id: erdogan
  name: Recep Tayyip Erdoğan
  kind: person
  aliases:
    - Erdogan
    - Erdoğan
    - {text: Эрдоган, lang: ru}
    - {text: the Sultan, kind: characterisation, used_by: critics}
  affiliations:
    - {to: turkey, role: Prime Minister, valid: 2003-03-14/2014-08-28}
    - {to: turkey, role: President, valid: 2014-08-28/..}
- id: armenia
  name: Armenia
  kind: state
  names: {hy: Հայաստան, ru: Армения, ar: أرمينيا}
- id: office
  name: General Prosecutor's Office
  kind: ministry
";

fn site(sections: &str) -> Built {
    build(&format!("{REGISTER}{sections}"))
}

/// One article with that text and those lines of front matter.
fn article(front: &str, text: &str) -> Built {
    site(&format!(
        "-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n{front}---\n{text}\n"
    ))
}

/// The text of an article, links as `[words](actor)`.
fn linked(text: &str) -> String {
    let words = article("", text).text("articles/a.html");
    words.replace("](../actors/", "](").replace(".html)", ")").trim().to_owned()
}

#[test]
fn every_spelling_leads_to_one_page() {
    for name in [
        "Recep Tayyip Erdoğan",
        "recep tayyip erdogan",
        "Recep Tayyip  ERDOĞAN",
        "Erdog\u{306}an",
        "Эрдоган",
        "erdogan",
        "President Erdogan",
        "Turkish President Recep Tayyip Erdogan",
        "the Sultan",
    ] {
        let built = article(&format!("actors: [{name}]\n"), "Words.");
        assert_eq!(built.codes(), [""; 0], "{name}: {}", built.report());
        assert!(built.main("actors/erdogan.html").contains("The first"), "{name}");
    }
    for other in ["a cousin of Erdogan", "Emine Erdoğan"] {
        let built = article(&format!("actors: [{other}]\n"), "Words.");
        assert_eq!(built.codes(), ["unknown-actor"], "only an office may stand before a name");
    }
}

#[test]
fn every_spelling_in_a_text_is_found() {
    same(
        [
            ("Then Recep Tayyip Erdoğan spoke.", "Then [Recep Tayyip Erdoğan](erdogan) spoke."),
            ("President Erdogan spoke.", "President [Erdogan](erdogan) spoke."),
            ("Эрдоган сказал.", "[Эрдоган](erdogan) сказал."),
            ("Erdog\u{306}an spoke.", "[Erdog\u{306}an](erdogan) spoke."),
            ("Then Recep\nTayyip Erdoğan spoke.", "Then [Recep Tayyip Erdoğan](erdogan) spoke."),
            ("Recep\u{a0}Tayyip\u{a0}Erdoğan spoke.", "[Recep\u{a0}Tayyip\u{a0}Erdoğan](erdogan) spoke."),
            ("The General Prosecutor's Office said.", "The [General Prosecutor’s Office](office) said."),
            ("The General Prosecutor’s Office said.", "The [General Prosecutor’s Office](office) said."),
            ("Erdoğan’ın sözü.", "[Erdoğan](erdogan)’ın sözü."),
            ("Critics call him the Sultan.", "Critics call him the Sultan."),
        ]
        .map(|(text, expected)| (text.to_owned(), linked(text), expected.to_owned())),
    );
}

#[test]
fn nothing_is_linked_inside_another_word() {
    same(
        [
            "Armenian, PanArmenia, Armenia2020, _x_Armenia_, Armenia\u{301}.",
            "Армениян и Проармения.",
            "Հայաստանը, Հայաստա՞նը, ՆորՀայաստան։",
            "وأرمينيا والأرمينيا أرمينيان أرمينيا\u{200c}ها",
            "Erdogans, Xe\u{301}Erdogan, Erdo\u{ad}ganismus.",
        ]
        .map(|text| (text.to_owned(), linked(text), reduced(text))),
    );
}

/// What the words of a text are when nothing in it is linked.
fn reduced(text: &str) -> String {
    build(&front::with_body(text)).text("articles/a.html").trim().to_owned()
}

#[test]
fn nothing_is_linked_in_links_code_headings_and_attributions() {
    same(
        [
            ("[Armenia](https://example.com) x", "[Armenia](https://example.com) x"),
            ("`Հայաստան` x", "Հայաստան x"),
            ("## Армения\n\nx", "## Армения\nx"),
            ("## أرمينيا\n\nx", "## أرمينيا\nx"),
            ("<a href=\"https://example.com\">Armenia</a> x", "[Armenia](https://example.com) x"),
            ("<code>Armenia</code> x", "Armenia x"),
        ]
        .map(|(text, expected)| (text.to_owned(), linked(text), expected.to_owned())),
    );
    let quoted = linked("> We hold.\n> — A soldier, Armenia");
    assert!(!quoted.contains("](armenia)"), "{quoted}");
}

#[test]
fn a_name_that_two_share_is_reported_with_both_places_and_nobody_is_taken() {
    let text = "\
-- content/actors.yaml --
- {id: georgia, name: Georgia, kind: state, aliases: [PM]}
- {id: georgia-us, name: State of Georgia, aliases: [Georgia, {text: pm, lang: en}]}
-- content/articles/a.md --
---
title: The first
published: 2020-10-01
actors: [Pm]
---
PM and pm.
";
    let built = build(text);
    assert_eq!(built.codes(), ["shared-alias", "shared-alias", "ambiguous-name"], "{}", built.report());
    assert!(built.diagnostics.0.iter().all(|problem| !problem.labels.is_empty()), "{}", built.report());
    assert_eq!(built.text("articles/a.html").trim(), "PM and pm.");
    for id in ["georgia", "georgia-us"] {
        assert!(!built.page(&format!("actors/{id}.html")).contains("The first"), "{id} was taken");
    }
}

#[test]
fn an_ambiguous_name_is_whom_the_article_lists() {
    let register = "\
-- content/actors.yaml --
- {id: georgia, name: Georgia, kind: state}
- {id: georgia-us, name: State of Georgia, aliases: [{text: Georgia, ambiguous: true}]}
";
    for (listed, expected) in [("georgia", "georgia"), ("State of Georgia", "georgia-us")] {
        let built = build(&format!(
            "{register}-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nactors: [{listed}]\nstatements:\n  - {{by: Georgia, text: We stay.}}\n---\nGeorgia spoke.\n\n> We go.\n> — Georgia\n"
        ));
        assert_eq!(built.codes(), [""; 0], "{}", built.report());
        let page = built.main(&format!("actors/{expected}.html"));
        assert!(page.contains("We stay.") && page.contains("We go."), "{expected}: {page}");
        assert!(
            built.text("articles/a.html").contains(&format!("[Georgia](../actors/{expected}.html) spoke"))
        );
    }
    let built = build(&format!(
        "{register}-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\n---\nGeorgia spoke.\n\n> We go.\n> — Georgia\n"
    ));
    assert_eq!(built.codes(), ["ambiguous-name"], "{}", built.report());
    assert!(!built.text("articles/a.html").contains("](../actors/"));
}

#[test]
fn a_slip_in_the_name_of_a_speaker_is_reported_and_a_passer_by_is_not() {
    let built = article("", "> We stay.\n> — Recep Tayip Erdoğan, Ankara");
    assert_eq!(built.codes(), ["unknown-actor"]);
    assert!(built.report().contains("did you mean `Recep Tayyip Erdoğan`"), "{}", built.report());
    let built = article("", "> We stay.\n> — A woman of Martuni, in a cellar");
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
}

#[test]
fn an_unknown_name_comes_with_what_to_paste() {
    let built = article("actors: [Armenja, \"Group: 7\"]\n", "Words.");
    let report = built.report();
    for hint in [
        "did you mean `Armenia`?",
        "if it is another name of `armenia`, add `- Armenja` to its `aliases`",
        "a new actor goes into `content/actors.yaml` as `- {name: Armenja}`",
        "as `- {name: \"Group: 7\"}`",
    ] {
        assert!(report.contains(hint), "{hint} is not in\n{report}");
    }
}

#[test]
fn former_ids_lead_to_the_actor() {
    let built = build(
        "-- content/actors.yaml --\n- {id: artsakh, name: Artsakh, former_ids: [nkr, Old Name]}\n-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nactors: [nkr]\n---\nWords.\n",
    );
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    assert!(built.page("actors/nkr.html").contains("url=../actors/artsakh.html"));
    assert!(built.page("actors/old-name.html").contains("url=../actors/artsakh.html"));
    assert!(built.main("actors/artsakh.html").contains("The first"));
    let built = build("-- content/actors.yaml --\n- {id: a, name: A}\n- {id: b, name: B, former_ids: [a]}\n");
    assert!(built.codes().contains(&"duplicate-id"), "{}", built.report());
}

#[test]
fn each_statement_stands_once_in_order_with_every_place() {
    let built = site(
        "-- content/articles/b.md --\n---\ntitle: The second\npublished: 2020-10-05\n---\n> The Turkish nation stands by its brothers.\n> — Эрдоган\n\n> A later word.\n> — Erdogan\n\
-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nstatements:\n  - {by: Erdoğan, date: 2020-09-28, text: \"The Turkish nation, stands by its brothers\", lang: tr, translation: In English, to: [armenia], kind: speech}\n---\n> The Turkish nation stands by its brothers.\n> — President Erdogan, Ankara\n",
    );
    assert_eq!(built.codes(), [""; 0], "{}", built.report());
    let page = built.main("actors/erdogan.html");
    assert_eq!(page.matches("Turkish nation").count(), 1, "{page}");
    assert!(page.find("Turkish nation") < page.find("A later word"), "{page}");
    for part in [
        "[The first](../articles/a.html#quote-1)",
        "[The second](../articles/b.html#quote-1)",
        "28 September 2020",
        "In English",
        "[Armenia](../actors/armenia.html)",
        "speech",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    assert!(built.page("actors/erdogan.html").contains("lang=\"tr\""));
    assert!(!built.page("articles/a.html").contains("id=\"statement-"), "the text quotes it already");
    let index = built.main("statements/index.html");
    assert_eq!(index.matches("Turkish nation").count(), 1, "{index}");
    assert!(index.contains("[Recep Tayyip Erdoğan](../actors/erdogan.html), President, Turkey"), "{index}");
}

#[test]
fn a_statement_that_no_text_quotes_stands_on_the_page_of_its_article() {
    let built = article("statements:\n  - {by: Armenia, text: We answer.}\n", "Words.");
    assert!(built.page("articles/a.html").contains("id=\"statement-"));
    assert!(built.main("actors/armenia.html").contains("[The first](../articles/a.html#statement-"));
}

#[test]
fn an_article_says_which_office_a_person_held_on_its_day() {
    for (when, office) in [
        ("2010-05-05", "then Prime Minister, Turkey"),
        ("2020-09-28", "President, Turkey"),
        ("2000-01-01", ""),
    ] {
        let built = article(&format!("when: {when}\nactors: [Erdogan]\n"), "Words.");
        let page = built.main("articles/a.html");
        match office {
            "" => assert!(!page.contains("Prime Minister") && !page.contains("President"), "{page}"),
            office => assert!(page.contains(office), "{when}: {page}"),
        }
    }
    let page = article("actors: [Erdogan]\n", "Words.").page("actors/erdogan.html").to_owned();
    assert_eq!(page.matches("class=\"bar").count(), 2, "a bar for each office");
    assert!(article("", "x").main("actors/turkey.html").contains("Prime Minister"), "members of the state");
}

#[test]
fn pairs_have_a_page_of_what_they_share() {
    let articles: String = (1..=4)
        .map(|n| {
            format!("-- content/articles/a{n}.md --\n---\ntitle: Report {n}\npublished: 2020-10-0{n}\nactors: [Armenia, Turkey]\n---\nWords.\n")
        })
        .collect();
    let built = site(&articles);
    let page = built.main("actors/armenia--turkey.html");
    assert!(
        page.contains("Armenia and Turkey\n")
            && page.contains("4 articles mention both")
            && page.contains("Report 4"),
        "{page}"
    );
    assert!(built.page("actors/armenia.html").contains("href=\"../actors/armenia--turkey.html\""));
    assert!(!site("").has("actors/armenia--turkey.html"));
}

#[test]
fn the_export_and_the_feed_tell_of_each_actor() {
    let built = build(&format!(
        "-- site.yaml --\nbase_url: https://example.org/\n{REGISTER}-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nactors: [erdogan]\nevents: [{{id: e, when: 2020-09-30, title: It, actors: [erdogan]}}]\nstatements: [{{by: erdogan, text: A word.}}]\n---\nWords.\n"
    ));
    let export: serde_json::Value = serde_json::from_str(built.page("data/actors.json")).expect("JSON");
    let ids: Vec<&str> = export["actors"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|actor| actor["id"].as_str())
        .collect();
    assert_eq!(ids, ["armenia", "erdogan", "office", "turkey"]);
    let erdogan = &export["actors"][1];
    assert_eq!(erdogan["url"], "https://example.org/actors/erdogan.html");
    assert_eq!(
        (erdogan["articles"].as_u64(), erdogan["events"].as_u64(), erdogan["statements"].as_u64()),
        (Some(1), Some(1), Some(1))
    );
    let names = erdogan["aliases"].to_string();
    assert!(names.contains("Эрдоган") && !names.contains("Sultan"), "{names}");
    let feed = built.page("actors/erdogan.xml");
    assert!(
        feed.contains("<title>The first</title>") && feed.contains("https://example.org/actors/erdogan.xml")
    );
    assert!(built.page("actors/erdogan.html").contains("href=\"../actors/erdogan.xml\""));
    assert!(!built.has("actors/armenia.xml"), "nothing is told of it");
}

#[test]
fn an_actor_describes_itself_to_machines() {
    let built = build(&format!("-- site.yaml --\nbase_url: https://example.org/\n{REGISTER}"));
    let page = built.page("actors/erdogan.html");
    let json = page.split("application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let json: serde_json::Value = serde_json::from_str(json.expect("JSON-LD")).expect("JSON");
    assert_eq!(json["@type"], "Person");
    assert!(json["alternateName"].to_string().contains("Эрдоган"));
    let role = &json["affiliation"][0];
    assert_eq!(
        (role["@type"].as_str(), role["roleName"].as_str()),
        (Some("OrganizationRole"), Some("Prime Minister"))
    );
    assert_eq!(
        (role["startDate"].as_str(), role["endDate"].as_str()),
        (Some("2003-03-14"), Some("2014-08-28"))
    );
    // A state, and for its offices an organisation.
    assert_eq!(role["affiliation"]["@type"], serde_json::json!(["Country", "GovernmentOrganization"]));
}

#[test]
fn an_actor_of_five_thousand_statements_keeps_its_pages_small() {
    let quotations: String = (0..1000).map(|n| format!("> Word number {n} of a long speech that goes on for a while and says little.\n> — Erdogan\n\n")).collect();
    let articles: String = (1..=5)
        .map(|n| format!("-- content/articles/a{n}.md --\n---\ntitle: Report {n}\npublished: 2020-10-0{n}\nactors: [erdogan]\n---\n{}\n", quotations.replace("Word", &format!("Word {n}"))))
        .collect();
    let built = site(&articles);
    let mut shown = 0;
    for page in built
        .pages()
        .into_iter()
        .filter(|page| page.starts_with("actors/erdogan") || page.starts_with("statements/"))
    {
        assert!(built.files[page].len() < 150_000, "{page} has {} bytes", built.files[page].len());
        if page.starts_with("actors/") {
            shown += built.page(page).matches("<figure class=\"quotation\"").count();
        }
    }
    assert_eq!(shown, 5000, "every statement stands on one of the actor's pages");
}

/// A register of so many people, and an article for each, listed with its neighbours.
fn crowd(people: usize) -> String {
    let register: String = (0..people)
        .map(|n| {
            format!(
                "- {{id: p{n}, name: Person {n}, kind: person, summary: {}}}\n",
                "Words of a summary ".repeat(20)
            )
        })
        .collect();
    let articles: String = (0..people)
        .map(|n| {
            let others: Vec<String> = (0..4).map(|k| format!("p{}", (n + k * k) % people)).collect();
            format!("-- content/articles/a{n}.md --\n---\ntitle: Report {n}\npublished: 2020-10-01\nactors: [{}]\n---\nWords.\n", others.join(", "))
        })
        .collect();
    format!("-- content/actors.yaml --\n{register}{articles}")
}

#[test]
fn a_large_register_is_split_by_kind_and_every_page_stays_small() {
    let built = build(&crowd(620));
    let index = built.main("actors/index.html");
    assert!(index.contains("[Show all](../kinds/person.html)"), "{index}");
    let mut names = 0;
    for page in ["kinds/person.html", "kinds/person-2.html", "kinds/person-3.html"] {
        assert!(built.files[page].len() < 150_000, "{page} has {} bytes", built.files[page].len());
        names += built.page(page).matches("<a href=\"../actors/p").count();
    }
    assert_eq!(names, 620, "each stands on one page");
    assert!(built.files["actors/index.html"].len() < 150_000);
    assert!(!build(&crowd(40)).has("kinds/person.html"));
}

#[test]
fn the_network_is_a_picture_with_a_list_beside_it() {
    let built = build(&crowd(40));
    let page = built.page("actors/index.html");
    assert!(page.contains("<svg class=\"net\"") && page.matches("<line class=\"w").count() > 20, "{page}");
    assert_eq!(built.files, build(&crowd(40)).files, "the same in every build");
    let picture = page.split("<svg class=\"net\"").nth(1).and_then(|rest| rest.split("</svg>").next());
    let picture = picture.expect("a picture");
    assert!(picture.contains("aria-hidden=\"true\"") && !picture.contains("style="));
    let links = picture.matches("<a href=").count();
    assert_eq!(picture.matches("tabindex=\"-1\"").count(), links, "the lists are the way for the keyboard");
    assert!(built.page("actors/p3.html").contains("class=\"self\""), "each actor has a picture of its own");
}

#[test]
fn sides_have_their_own_colours_in_a_stylesheet_and_shapes_always() {
    let site = |color: &str| {
        build(&format!(
            "{REGISTER}-- content/conflicts/war.md --\n---\nname: A war\nsides:\n  - {{name: One, actors: [Armenia]{color}}}\n  - {{name: Two, actors: [Turkey]}}\n---\n-- content/articles/a.md --\n---\ntitle: The first\npublished: 2020-10-01\nactors: [Armenia, Erdogan, Turkey]\n---\nWords.\n"
        ))
    };
    let built = site(", color: \"#7a1f5c\"");
    let style = built.page("sides.css");
    assert!(style.contains("--side-1: #7a1f5c;") && !style.contains("--side-2"), "{style}");
    let dark = style.split("dark").nth(1).expect("a dark part");
    assert!(dark.contains("--side-1: #") && !dark.contains("#7a1f5c"), "{dark}");
    assert!(built.page("actors/index.html").contains("href=\"../sides.css\""));
    assert!(!built.page("actors/index.html").contains(" style="));
    let plain = site("");
    assert!(!plain.has("sides.css") && !plain.page("index.html").contains("sides.css"));
    for (id, mark) in [("armenia", "mark s1"), ("turkey", "mark s2"), ("erdogan", "mark s2")] {
        assert!(plain.page(&format!("actors/{id}.html")).contains(mark), "{id}");
    }
}

#[test]
fn an_actor_of_five_thousand_articles_keeps_its_pages_small() {
    let articles: Vec<(String, String)> = (0..5000)
        .map(|n| {
            let day = n % 28 + 1;
            let (year, month) = (2001 + n / 500, n / 28 % 12 + 1);
            let text = format!("---\ntitle: Report number {n} of a long archive\npublished: {year}-{month:02}-{day:02}\nactors: [armenia, {{actor: erdogan, role: speaker}}]\nsummary: A sentence that says what the report is about, at some length.\nclaims: [{{about: A matter {n}, positions: [{{by: armenia, stance: asserts, text: It was so.}}]}}]\n---\n> Words {n} of a speech.\n> — Armenia\n");
            (format!("content/articles/a{n}.md"), text)
        })
        .collect();
    let register = front::sections(REGISTER);
    let files = register.iter().chain(&articles).map(|(path, text)| (path.as_str(), text.as_str()));
    let built = front::build_files(files, &front::options());
    for page in built
        .pages()
        .into_iter()
        .filter(|page| page.starts_with("actors/") || page.starts_with("statements/"))
    {
        assert!(built.files[page].len() < 150_000, "{page} has {} bytes", built.files[page].len());
    }
    assert!(built.page("actors/armenia.html").contains("actors/armenia-2001.html"));
    assert!(built.main("actors/erdogan.html").contains("as speaker in 5,000 entries"));
}

/// The arithmetic of the drawing is that of the program, whatever the processor and the system: these numbers are known.
#[test]
fn the_network_is_drawn_alike_on_every_machine() {
    let article = |day: u32, actors: &str| {
        format!(
            "-- content/articles/{day}.md --\n---\ntitle: On day {day}\npublished: 2020-10-{day:02}\nactors: [{actors}]\n---\nWords.\n"
        )
    };
    let pairs = ["A, B", "A, B, C", "B, C", "C, D", "D, E", "A, E", "A, B, E", "C, D, E", "A, C", "B, D"];
    let site: String = (1..).zip(pairs).map(|(day, actors)| article(day, actors)).collect();
    let built = front::build(&site);
    let page = built.page("actors/index.html");
    let svg = &page[page.find("<svg class=\"net\"").expect("a drawing")..];
    let marks: Vec<&str> =
        svg.split("<path d=\"").skip(1).filter_map(|rest| rest.split('l').next()).collect();
    assert_eq!(marks, ["M1010 100.7", "M153.5 153.3", "M655.5 23.5", "M703.1 183.5", "M110 55.8"], "{svg}");
}
