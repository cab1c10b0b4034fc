//! What was taken back or is held back says nothing any more: every field of the schema is filled, so that one that is new joins by
//! itself.

use std::collections::BTreeMap;

use dateline::schema::{Subject, schema};
use serde_json::{Map, Value, json};

use crate::front::{self, Built, build};

/// Which of several sorts of value a field gets.
#[derive(Clone, Copy, PartialEq)]
enum Prefer {
    Maps,
    Texts,
}

/// Values that stand nowhere else, by the way to the field that holds them.
struct Marked {
    prefer: Prefer,
    words: BTreeMap<String, Vec<String>>,
}

impl Marked {
    /// A new value for a field, and the forms in which it would show.
    fn mark(&mut self, way: &str, make: impl Fn(usize) -> (Value, Vec<String>)) -> Value {
        let (value, forms) = make(self.words.len());
        self.words.insert(way.to_owned(), forms);
        value
    }

    fn value(&mut self, root: &Value, schema: &Value, way: &str) -> Option<Value> {
        if let Some(path) = schema["$ref"].as_str() {
            return self.value(root, root.pointer(path.trim_start_matches('#'))?, way);
        }
        if let Some(words) = schema["enum"].as_array() {
            return words.first().cloned();
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            let is_map = |one: &&Value| one.get("$ref").is_some() || one["anyOf"].is_array();
            let choice = choices.iter().find(|one| is_map(one) == (self.prefer == Prefer::Maps));
            return self.value(root, choice.or(choices.first())?, way);
        }
        if let Some(fields) = schema["properties"].as_object() {
            let mut map = Map::new();
            for (key, field) in fields {
                if let Some(value) = self.value(root, field, &format!("{way}/{key}")) {
                    map.insert(key.clone(), value);
                }
            }
            return Some(Value::Object(map));
        }
        if schema.get("additionalProperties").is_some_and(Value::is_object) || schema == &json!({}) {
            return Some(json!({ "free": self.text(way) }));
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        let has = |name: &str| types.contains(&name);
        match () {
            () if schema.get("examples").is_some() => Some(self.mark(way, |n| {
                let year = 1601 + n;
                (json!(format!("{year}-02-03")), vec![format!("{year}-02-03"), format!("February {year}")])
            })),
            () if has("number") && !has("boolean") => Some(self.mark(way, |n| {
                let number = 7_100_000 + n;
                let (head, tail) = (7_100 + n / 1000, n % 1000);
                let grouped = format!("{},{:03},{tail:03}", head / 1000, head % 1000);
                (json!(number), vec![number.to_string(), grouped])
            })),
            () if has("string") => Some(self.text(way)),
            () if has("array") => Some(json!([self.value(root, &schema["items"], way)?])),
            () => None,
        }
    }

    fn text(&mut self, way: &str) -> Value {
        self.mark(way, |n| {
            let word = format!("qz{n}zq");
            let value = match way.rsplit('/').next() {
                Some("url" | "archived") => format!("https://{word}.example/"),
                Some("src" | "local") => format!("{word}.png"),
                Some("lang") => format!("x-{word}"),
                _ => word.clone(),
            };
            (json!(value), vec![word])
        })
    }

    /// The ways to the fields of which something stands in the output.
    fn shown(&self, built: &Built) -> Vec<&str> {
        let outputs: Vec<String> = built
            .files
            .iter()
            .map(|(path, bytes)| format!("{path}\n{}", String::from_utf8_lossy(bytes)))
            .collect();
        let is_shown =
            |forms: &Vec<String>| forms.iter().any(|form| outputs.iter().any(|o| o.contains(form)));
        self.words.iter().filter(|(_, forms)| is_shown(forms)).map(|(way, _)| way.as_str()).collect()
    }
}

/// A site with an article in which every field has values of its own, and one that names it.
fn site(subject: Subject, folder: &str, prefer: Prefer, own: &[(&str, Value)]) -> (String, Marked) {
    let root = schema(subject);
    let mut marked = Marked { prefer, words: BTreeMap::new() };
    let mut front = marked.value(&root, &root, "").unwrap();
    for (key, value) in own {
        front[*key] = value.clone();
        let inside = format!("/{key}/");
        marked.words.retain(|way, _| way[1..] != **key && !way.starts_with(&inside));
    }
    // What is said of one event of a text is not for it alone to hide.
    for event in front["events"].as_array_mut().into_iter().flatten() {
        event.as_object_mut().unwrap().remove("status");
    }
    let pictures: String = marked
        .words
        .keys()
        .filter(|way| way.ends_with("/src"))
        .map(|way| {
            let word = &marked.words[way][0];
            format!("-- content/{folder}/{word}.png --\n{word}\n")
        })
        .collect();
    let text = "bodyword\n\nRead: readword\n\n> quoteword\n> — speakerword\n\n[[wikiword]] [^noteword] ![altword](pictureword.png \"creditword\")\n\n## headword\n";
    let text = format!(
        "-- site.yaml --\ntitle: T\nbase_url: https://site.example/\n\
         -- content/{folder}/gone.md --\n---\n{front}\n---\n{text}\
         -- content/{folder}/pictureword.png --\npictureword\n{pictures}\
         -- content/articles/open.md --\n---\ntitle: The open one\npublished: 2020-10-01\n---\nWords.\n"
    );
    let of_text = ["body", "read", "quote", "speaker", "wiki", "note", "alt", "picture", "credit", "head"];
    for word in of_text {
        marked.words.insert(format!("text: {word}"), vec![format!("{word}word")]);
    }
    (text, marked)
}

#[test]
fn of_a_retracted_article_only_the_notice_is_left() {
    for prefer in [Prefer::Maps, Prefer::Texts] {
        let own = [
            ("title", json!("The gone one")),
            ("slug", json!("gone")),
            ("lang", json!("en")),
            ("published", json!("2020-10-02")),
            ("date", json!("2020-10-02")),
            ("updated", json!("2020-10-03")),
            ("lastmod", json!("2020-10-03")),
            ("template", Value::Null),
            ("status", json!("retracted")),
        ];
        let (text, marked) = site(Subject::Article, "articles", prefer, &own);
        let built = build(&text);
        assert!(built.page("articles/gone.html").contains("The gone one"), "{}", built.report());
        let kept = marked.shown(&built);
        // Readers are told what was wrong, and old addresses lead to the notice.
        let notice =
            ["/aliases", "/corrections/date", "/corrections/now", "/corrections/text", "/corrections/was"];
        let more: Vec<&&str> = kept.iter().filter(|way| !notice.contains(way)).collect();
        assert!(more.is_empty(), "{more:?}\n{}", built.report());
        // The fields are filled so that the article would show them.
        let built = build(&text.replace("\"retracted\"", "\"published\""));
        let shown = marked.shown(&built);
        assert!(shown.len() > notice.len() + 8, "{} {shown:?}", shown.len());
    }
}

#[test]
fn nothing_of_what_is_held_back_is_left() {
    for (subject, folder) in
        [(Subject::Article, "articles"), (Subject::Page, "pages"), (Subject::Event, "events")]
    {
        for (status, prefer) in ["draft", "unverified"].into_iter().zip([Prefer::Maps, Prefer::Texts]) {
            let mut own = vec![("status", json!(status)), ("lang", json!("en"))];
            if subject == Subject::Article {
                own.extend([("published", json!("2020-10-02")), ("date", json!("2020-10-02"))]);
            }
            let own: Vec<(&str, Value)> = own
                .into_iter()
                .filter(|(key, _)| schema(subject)["properties"].get(*key).is_some())
                .collect();
            let (text, marked) = site(subject, folder, prefer, &own);
            let built = build(&text);
            assert_eq!(marked.shown(&built), [""; 0], "{folder} {status}");
            let built = front::build_with(&text, &front::with_drafts());
            assert!(marked.shown(&built).len() > 8, "{folder} {status}: {}", built.report());
        }
    }
}
