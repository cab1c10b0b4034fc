//! The schemas describe what the readers of files ask for, and these then read it.

use std::collections::BTreeSet;

use dateline::schema::{Subject, schema};
use serde_json::Value;

use crate::front;

/// The file that a subject is read from, with a text around its YAML.
fn file(subject: Subject, yaml: &str) -> (String, String) {
    let front = |yaml: &str| format!("---\n{yaml}---\nText.\n");
    let list = |yaml: &str| {
        yaml.lines()
            .enumerate()
            .map(|(i, line)| format!("{} {line}\n", if i == 0 { "-" } else { " " }))
            .collect()
    };
    let (path, text): (&str, String) = match subject {
        Subject::Article => ("content/articles/2020-09-27-x.md", front(yaml)),
        Subject::Page => ("content/pages/x.md", front(yaml)),
        Subject::Actor => ("content/actors/x.md", front(yaml)),
        Subject::Place => ("content/places/x.md", front(yaml)),
        Subject::Event => ("content/events/x.md", front(yaml)),
        Subject::Conflict => ("content/conflicts/x.md", front(yaml)),
        Subject::Actors => ("content/actors.yaml", list(yaml)),
        Subject::Places => ("content/places.yaml", list(yaml)),
        Subject::Events => ("content/events.yaml", list(yaml)),
        Subject::Sources => ("content/sources.yaml", list(yaml)),
        Subject::Glossary => ("content/glossary.yaml", list(yaml)),
        Subject::Site => ("site.yaml", yaml.to_owned()),
    };
    (path.to_owned(), text)
}

/// What the parser says to a YAML.
fn said(subject: Subject, yaml: &str) -> String {
    let (path, text) = file(subject, yaml);
    let site = [("site.yaml", "title: X\n"), (path.as_str(), text.as_str())];
    let site = site.into_iter().skip(usize::from(subject == Subject::Site));
    front::build_files(site, &front::options()).report()
}

fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(path) => root.pointer(path.trim_start_matches('#')).expect("what a reference names"),
        None => schema,
    }
}

/// The maps that a schema holds, itself or as one of several.
fn maps<'a>(root: &'a Value, schema: &'a Value, found: &mut Vec<&'a Value>) {
    let schema = resolved(root, schema);
    if schema.get("properties").is_some() {
        found.push(schema);
    }
    for one in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
        maps(root, one, found);
    }
    if let Some(items) = schema.get("items") {
        maps(root, items, found);
    }
}

/// Every way from a root to a map: the keys, and the map's properties.
fn ways(root: &Value, schema: &Value, way: &[String], all: &mut Vec<(Vec<String>, BTreeSet<String>)>) {
    let mut found = Vec::new();
    maps(root, schema, &mut found);
    for map in found {
        let properties = map["properties"].as_object().expect("properties");
        all.push((way.to_vec(), properties.keys().cloned().collect()));
        for (key, value) in properties {
            let mut longer = way.to_vec();
            longer.push(key.clone());
            if longer.len() < 4 {
                ways(root, value, &longer, all);
            }
        }
    }
}

/// YAML of one map inside others.
fn nested(way: &[String], inner: &str) -> String {
    let mut yaml = String::new();
    for (depth, key) in way.iter().enumerate() {
        yaml.push_str(&format!("{}{key}:\n", "  ".repeat(depth)));
    }
    for line in inner.lines() {
        yaml.push_str(&format!("{}{line}\n", "  ".repeat(way.len())));
    }
    yaml
}

#[test]
fn the_parser_knows_every_key_of_the_schemas() {
    let mut seen = 0;
    for (name, subject) in Subject::ALL {
        let root = schema(*subject);
        let mut all = Vec::new();
        ways(&root, &root, &[], &mut all);
        assert!(!all.is_empty(), "{name} has maps");
        for (way, keys) in all {
            let inner: String = keys.iter().map(|key| format!("{key}:\n")).collect();
            let report = said(*subject, &nested(&way, &inner));
            assert!(!report.contains("unknown-key"), "{name} {way:?}: {report}");
            // Whether the map is read at all: a key that nobody knows is reported.
            let report = said(*subject, &nested(&way, &(inner + "zzz: 1\n")));
            assert!(report.contains("`zzz` is not a known key"), "{name} {way:?}: {report}");
            seen += keys.len();
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn words_and_descriptions_are_in_the_schemas() {
    let article = schema(Subject::Article);
    assert_eq!(article["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(article["additionalProperties"], false);
    assert_eq!(article["required"], serde_json::json!(["title"]));
    let words = &article["properties"]["status"]["anyOf"][0]["enum"];
    assert_eq!(*words, serde_json::json!(["published", "draft", "unverified", "retracted"]));
    for (name, subject) in Subject::ALL {
        let root = schema(*subject);
        let mut found = Vec::new();
        maps(&root, &root, &mut found);
        for map in found {
            for (key, property) in map["properties"].as_object().unwrap() {
                assert!(property["description"].is_string(), "{name}: {key} has a description");
            }
        }
    }
}
