//! What the timeline's explorer loads.

use serde_json::Value;

use crate::front::{self, build};

const SITE: &str = "\
-- site.yaml --
title: North
base_url: https://example.org/north/
-- content/actors.yaml --
- {name: Northland, kind: state}
- {name: Southland, kind: state}
- {id: third, name: Third <party>}
-- content/conflicts/war.md --
---
name: The war
sides:
  - {name: North, actors: [Northland]}
  - {name: South, actors: [Southland]}
phases:
  - {name: Opening, when: 2020-10-01/2020-10-04}
---
-- content/articles/a.md --
---
title: Éclair – the first
published: 2020-10-01
type: battle
place: Border
actors: [Northland, Southland, third]
---
-- content/articles/b.md --
---
title: The second </script>
published: 2020-10-03
when: 2020-10-03/2020-10-05
type: battle
actors: [Southland]
---
-- content/articles/c.md --
---
title: The third
published: 2020-11-09
when: /2020-11-08
type: statement
---
";

/// The value that a file hands over.
fn value(built: &front::Built, file: &str) -> Value {
    let text = built.page(file);
    let json = text.split_once('(').and_then(|(_, rest)| rest.split_once(',')).map(|(_, json)| json);
    let json = json.and_then(|json| json.trim_end().strip_suffix(");")).unwrap_or_default();
    serde_json::from_str(json).unwrap_or_else(|e| panic!("{file}: {e}: {text}"))
}

fn facet<'a>(data: &'a Value, key: &str) -> &'a Value {
    let facets = data["facets"].as_array().expect("facets");
    facets.iter().find(|facet| facet["key"] == key).unwrap_or_else(|| panic!("no facet {key}"))
}

#[test]
fn data_hold_days_and_facets_in_the_order_of_the_timeline() {
    let built = build(SITE);
    let data = value(&built, "timeline/data.js");
    assert_eq!(data["count"], 3);
    // 2020-10-01, two days later; the last has no known beginning.
    assert_eq!(data["days"], serde_json::json!([18_536, 2]));
    assert_eq!(data["spans"], serde_json::json!([1, 2]));
    assert_eq!(data["phases"], serde_json::json!([[18_536, 18_539, "Opening"]]));
    assert_eq!(
        (facet(&data, "type")["names"].as_str(), facet(&data, "type")["of"].as_str()),
        (Some("battle\nstatement"), Some("!!\""))
    );
    let actors = facet(&data, "actor");
    assert_eq!(
        (&actors["names"], &actors["ids"]),
        (&"Southland\nNorthland\nThird <party>".into(), &"\n\nthird".into())
    );
    assert_eq!(actors["of"], "!\"# !  ");
    let sides = facet(&data, "side");
    assert_eq!((&sides["names"], &sides["ids"]), (&"North\nSouth".into(), &"\n".into()));
    assert_eq!((&sides["of"], &sides["classes"]), (&"!\" \"  ".into(), &serde_json::json!(["s1", "s2"])));
    assert_eq!(data["phrases"]["actor"], "Actor");
}

#[test]
fn entries_come_with_their_headings_and_lead_to_their_pages() {
    let built = build(SITE);
    let part = value(&built, "timeline/entries-1.js");
    assert_eq!(part["heads"], serde_json::json!([[0, "October 2020"], [2, "Undated"]]));
    let entries: Vec<&str> =
        part["entries"].as_array().expect("entries").iter().filter_map(Value::as_str).collect();
    assert_eq!(entries.len(), 3);
    assert!(
        entries[0].contains("href=\"\u{1}timeline/index.html#a\"")
            && entries[0].starts_with("<li class=\"e day\" id=\"a\">")
    );
    assert_eq!(value(&built, "timeline/words-1.js"), "eclair the first\nthe second script\nthe third");
}

#[test]
fn what_is_loaded_cannot_end_a_script_and_is_no_page() {
    let built = build(SITE);
    for file in ["timeline/data.js", "timeline/entries-1.js", "timeline/words-1.js"] {
        assert!(!built.page(file).contains('<'), "{file}");
        assert!(!built.page("sitemap.xml").contains(file), "{file}");
    }
    let pages = built.files.keys().filter(|file| file.ends_with(".html")).count();
    assert_eq!(built.snapshot.pages(), pages);
}

#[test]
fn the_timeline_and_the_page_to_embed_load_it_with_marks_of_its_content() {
    let built = build(SITE);
    let mark = value(&built, "timeline/data.js")["mark"].as_str().expect("a mark").to_owned();
    for file in ["timeline/index.html", "embed/timeline.html"] {
        let page = built.page(file);
        assert!(
            page.contains(&format!("<script defer src=\"../timeline/data.js?v={mark}\"></script>")),
            "{file}"
        );
        let copies: Vec<&String> = built.files.keys().filter(|path| path.starts_with("explorer-")).collect();
        assert_eq!(copies.len(), 2, "{copies:?}");
        for copy in copies {
            assert!(page.contains(&format!("=\"../{copy}\">")), "{file} {copy}");
        }
        assert!(page.contains("data-explore=\"../\""), "{file}");
    }
    let other = build(&SITE.replace("The third", "The last"));
    assert_ne!(value(&other, "timeline/data.js")["mark"], mark.as_str());
}

#[test]
fn the_way_to_the_data_is_right_from_every_folder() {
    let built = build(&SITE.replace("title: North\n", "title: North\naddresses: folders\n"));
    for (file, up) in [("timeline/index.html", "../"), ("embed/timeline/index.html", "../../")] {
        let page = built.page(file);
        assert!(page.contains(&format!("data-explore=\"{up}\"")), "{file}");
        assert!(page.contains(&format!("src=\"{up}timeline/data.js?v=")), "{file}");
    }
}

#[test]
fn actors_and_places_of_a_long_list_are_in_a_file_of_their_own() {
    let articles: Vec<String> = (0..501)
        .map(|n| {
            format!(
                "-- content/articles/{n}.md --\n---\ntitle: Number {n}\npublished: 2020-10-01\ntype: {}\nactors: [A{n}]\nplace: Here\n---\n",
                if n == 0 { "battle" } else { "protest" }
            )
        })
        .collect();
    let built = build(&articles.concat());
    let (data, names) = (value(&built, "timeline/data.js"), value(&built, "timeline/names-1.js"));
    // A place where everything happens parts nothing.
    assert_eq!(data["keys"], serde_json::json!(["type", "actor"]));
    let keys = |list: &Value| -> Vec<Value> {
        list.as_array().into_iter().flatten().map(|facet| facet["key"].clone()).collect()
    };
    assert_eq!((keys(&data["facets"]), keys(&names)), (vec!["type".into()], vec!["actor".into()]));
    assert!(!build(SITE).has("timeline/names-1.js"));
}

#[test]
fn one_entry_alone_is_not_explored() {
    let built = front::article("Words.");
    assert!(!built.files.contains_key("timeline/data.js"));
    assert!(!built.page("timeline/index.html").contains("explore"));
}
