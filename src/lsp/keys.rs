//! What the schemas say of a place in YAML: the keys that may stand there, and the words.

use std::sync::OnceLock;

use serde_json::Value;

use crate::schema::{Subject, schema};
use crate::source::Kind;

/// A key that may stand somewhere.
pub(super) struct KnownKey {
    pub name: String,
    pub description: String,
    pub is_required: bool,
}

/// The schema of a sort of file.
pub(super) fn of(kind: Kind) -> Option<&'static Value> {
    let subject = match kind {
        Kind::Site => Subject::Site,
        Kind::Article => Subject::Article,
        Kind::Actor => Subject::Actor,
        Kind::ActorList => Subject::Actors,
        Kind::Place => Subject::Place,
        Kind::PlaceList => Subject::Places,
        Kind::SourceList => Subject::Sources,
        Kind::Glossary => Subject::Glossary,
        Kind::Conflict => Subject::Conflict,
        Kind::Event => Subject::Event,
        Kind::EventList => Subject::Events,
        Kind::Page => Subject::Page,
        Kind::Template | Kind::Phrases | Kind::Shape => return None,
    };
    static SCHEMAS: OnceLock<Vec<(Subject, Value)>> = OnceLock::new();
    let all = SCHEMAS.get_or_init(|| Subject::ALL.iter().map(|(_, one)| (*one, schema(*one))).collect());
    all.iter().find(|(one, _)| *one == subject).map(|(_, schema)| schema)
}

/// The keys of the maps below a path of keys.
pub(super) fn keys(root: &Value, path: &[String]) -> Vec<KnownKey> {
    let mut known: Vec<KnownKey> = Vec::new();
    for map in below(root, path).into_iter().flat_map(|schema| maps(root, schema)) {
        let required: Vec<&str> = map
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (name, property) in map.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let description =
                property.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
            let is_required = required.contains(&name.as_str());
            known.push(KnownKey { name: name.clone(), description, is_required });
        }
    }
    known
}

/// What the schema says of the last key of a path.
pub(super) fn description(root: &Value, path: &[String]) -> Option<String> {
    let (last, above) = path.split_last()?;
    keys(root, above).into_iter().find(|key| key.name == *last).map(|key| key.description)
}

/// The words that a value may be.
pub(super) fn words(root: &Value, path: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    for schema in below(root, path) {
        let choices = std::iter::once(schema).chain(parts(root, schema));
        for choice in choices {
            let list = choice.get("enum").and_then(Value::as_array).into_iter().flatten();
            words.extend(list.filter_map(Value::as_str).map(str::to_owned));
            let is_flag = choice.get("type").is_some_and(|kind| {
                kind == "boolean" || kind.as_array().is_some_and(|all| all.len() == 2 && all[0] == "boolean")
            });
            if is_flag {
                words.extend(["true".to_owned(), "false".to_owned()]);
            }
        }
    }
    words
}

/// Whether a key's value is a date.
pub(super) fn is_date(key: &str) -> bool {
    matches!(
        key,
        "when" | "start" | "end" | "published" | "date" | "updated" | "as_of" | "valid" | "accessed"
    )
}

/// The schemas that a path of keys leads to.
fn below<'a>(root: &'a Value, path: &[String]) -> Vec<&'a Value> {
    let mut here = vec![root];
    for key in path {
        let maps: Vec<&Value> = here.into_iter().flat_map(|schema| maps(root, schema)).collect();
        here = maps.into_iter().filter_map(|map| map.get("properties")?.get(key)).collect();
    }
    here
}

/// The maps that a schema is, or may be, or holds in a list.
fn maps<'a>(root: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    let schema = resolved(root, schema);
    let all = std::iter::once(schema).chain(parts(root, schema));
    let mut maps: Vec<&Value> = all.filter(|part| part.get("properties").is_some()).collect();
    maps.dedup_by(|a, b| std::ptr::eq(*a, *b));
    maps
}

/// What a schema may be, and what it holds if it is a list.
fn parts<'a>(root: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    let schema = resolved(root, schema);
    let choices = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let choices = choices.chain(schema.get("items")).map(|part| resolved(root, part));
    choices.flat_map(|part| std::iter::once(part).chain(parts(root, part))).collect()
}

fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let name = schema.get("$ref").and_then(Value::as_str);
    name.and_then(|name| root.pointer(name.trim_start_matches('#'))).unwrap_or(schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(path: &str) -> Vec<String> {
        path.split('/').filter(|key| !key.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn a_path_of_keys_leads_to_keys_and_words() {
        let article = of(Kind::Article).unwrap();
        let names = |path: &str| -> Vec<String> {
            keys(article, &steps(path)).into_iter().map(|key| key.name).collect()
        };
        assert!(names("").contains(&"former_titles".to_owned()));
        assert_eq!(names("actors"), ["actor", "alleged", "role"]);
        assert!(names("events/claims/positions").contains(&"stance".to_owned()));
        assert_eq!(words(article, &steps("status")), ["published", "draft", "unverified", "retracted"]);
        assert!(words(article, &steps("actors/role")).contains(&"mediator".to_owned()));
        assert_eq!(words(article, &steps("actors/alleged")), ["true", "false"]);
        assert_eq!(description(article, &steps("title")).as_deref(), Some("The headline"));
        let actors = of(Kind::ActorList).unwrap();
        assert!(words(actors, &steps("kind")).contains(&"armed-force".to_owned()));
    }
}
