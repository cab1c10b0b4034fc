//! Fields that Dateline has too: taken where their values fit, judged by the reader of articles itself.

use super::fields::{text, texts};
use crate::diag::{Diagnostics, Spot};
use crate::import::compose::{flow, scalar};
use crate::import::source::Citation;
use crate::parse;
use crate::source::SourceTree;
use crate::yaml::{Mapping, Value};

/// The fields of an article that nothing else here reads.
const KEYS: &[&str] = &[
    "actors",
    "place",
    "sources",
    "type",
    "events",
    "conflict",
    "claims",
    "figures",
    "statements",
    "when",
    "start",
    "end",
    "original",
    "corrections",
    "related",
    "unrelated",
    "former_titles",
    "translation_of",
];

/// Other names of such fields in registers.
const NAMES: &[(&str, &str)] = &[
    ("participants", "actors"),
    ("location", "place"),
    ("coordinates", "place"),
    ("source", "sources"),
    ("references", "sources"),
    ("url", "sources"),
];

/// A field that was not taken, and why.
pub(super) struct Refused {
    pub key: String,
    pub value: Value,
    pub why: Option<String>,
}

/// Whether a key may be a field of an article.
pub(super) fn is_own(key: &str) -> bool {
    KEYS.contains(&key) || NAMES.iter().any(|(name, _)| *name == key)
}

/// Takes what fits; gives the fields and what did not.
pub(super) fn take(fields: Vec<(String, Value)>) -> (Vec<(String, Value)>, Vec<Refused>) {
    let mut taken: Vec<(String, Value)> = Vec::new();
    let mut refused = Vec::new();
    let (own, renamed): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|(key, _)| KEYS.contains(&key.as_str()));
    for (key, value) in own.into_iter().chain(renamed) {
        let field =
            NAMES.iter().find(|(name, _)| *name == key).map_or(key.as_str(), |(_, field)| *field).to_owned();
        let Some(formed) = formed(&field, &key, &value) else {
            refused.push(Refused { key, value, why: None });
            continue;
        };
        if taken.iter().any(|(known, _)| *known == field) {
            // What says the same again is no loss; else it is kept.
            let is_same = taken.iter().any(|(known, other)| *known == field && *other == formed);
            if !is_same {
                refused.push(Refused { key, value, why: None });
            }
            continue;
        }
        match fitted(&field, formed) {
            Ok(value) => taken.push((field, value)),
            Err(why) => refused.push(Refused { key, value, why }),
        }
    }
    (taken, refused)
}

/// A value in the form that the field has here.
fn formed(field: &str, key: &str, value: &Value) -> Option<Value> {
    match (field, key) {
        ("sources", "url") => {
            text(value).filter(|url| url.starts_with("http")).map(|url| sources(&[Value::String(url)]))
        }
        ("sources", _) => Some(sources(&items(value))),
        ("place", "coordinates") => position(value, None),
        ("place", _) => match value {
            Value::Mapping(map) => {
                position(value, map.get("name").and_then(text)).or_else(|| Some(value.clone()))
            }
            other => text(other).map(Value::String),
        },
        ("actors", "participants") => {
            Some(Value::Sequence(texts(value).into_iter().map(Value::String).collect()))
        }
        ("type", _) => text(value).map(|word| Value::String(word.to_lowercase())),
        _ => Some(value.clone()),
    }
}

fn items(value: &Value) -> Vec<Value> {
    match value {
        Value::Sequence(list) => list.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

/// Sources as maps: words name one, and other tools call its parts otherwise.
fn sources(list: &[Value]) -> Value {
    const PARTS: &[(&str, &str)] = &[
        ("outlet", "publisher"),
        ("name", "title"),
        ("link", "url"),
        ("href", "url"),
        ("date", "published"),
        ("by", "author"),
    ];
    let one = |value: &Value| match value {
        Value::Mapping(map) => {
            let known = |key: &str| map.contains_key(key);
            let part = |(key, value): (&Value, &Value)| {
                let key = text(key)?;
                let other =
                    PARTS.iter().find(|(name, field)| *name == key && !known(field)).map(|(_, field)| *field);
                Some((Value::String(other.unwrap_or(&key).to_owned()), value.clone()))
            };
            Some(Value::Mapping(map.iter().filter_map(part).collect()))
        }
        other => {
            let cited = Citation::of_text(&text(other)?)?;
            crate::yaml::parse(&cited.yaml()).ok()
        }
    };
    Value::Sequence(list.iter().filter_map(one).collect())
}

/// A place with its position: `[39.5, 46.5]`, `"39.5, 46.5"`, `{lat: …, lng: …}`.
fn position(value: &Value, name: Option<String>) -> Option<Value> {
    let (lat, lon) = match value {
        Value::Mapping(map) => {
            let first = |keys: &[&str]| keys.iter().find_map(|key| map.get(*key).and_then(text));
            (first(&["lat", "latitude"])?, first(&["lon", "lng", "long", "longitude"])?)
        }
        other => {
            let parts: Vec<String> = match other {
                Value::String(both) => both.split(',').map(|part| part.trim().to_owned()).collect(),
                other => texts(other),
            };
            let [lat, lon] = parts.as_slice() else { return None };
            (lat.clone(), lon.clone())
        }
    };
    let (lat, lon) = crate::import::dataset::position(&lat, &lon)?;
    let name = name.unwrap_or_else(|| format!("{lat}, {lon}"));
    crate::yaml::parse(&format!("{{name: {}, lat: {lat}, lon: {lon}}}", scalar(&name))).ok()
}

/// The value as the reader of articles takes it; keys inside that it does not know become notes. Says why it does not fit.
fn fitted(field: &str, mut value: Value) -> Result<Value, Option<String>> {
    for _ in 0..8 {
        let Some((path, code, message)) = problem(field, &value) else { return Ok(value) };
        let inside: Vec<&str> = path.split('/').skip(1).collect();
        if code != "unknown-key" || inside.is_empty() || !renamed(&mut value, &inside) {
            return Err(Some(message));
        }
    }
    Err(None)
}

/// The first thing that is wrong with a field.
fn problem(field: &str, value: &Value) -> Option<(String, String, String)> {
    let front = format!("---\ntitle: x\npublished: 2020-01-01\n{field}: {}\n---\nx\n", flow(value));
    let mut tree = SourceTree::in_memory([("content/articles/x.md", front.as_str())]);
    let mut out = Diagnostics::default();
    parse::parse(&mut tree, &mut out);
    let first = out.0.into_iter().next();
    first.map(|problem| {
        let path = match problem.at.as_ref().map(|at| &at.spot) {
            Some(Spot::Key(path) | Spot::Value(path) | Spot::Inside(path, ..)) => path.to_string(),
            _ => field.to_owned(),
        };
        (path, problem.code.to_string(), problem.message)
    })
}

/// Puts an underscore before the key at a path: a note that nothing publishes.
fn renamed(value: &mut Value, path: &[&str]) -> bool {
    match (value, path) {
        (Value::Mapping(map), [key]) => {
            let Some(found) = map.get(*key).cloned() else { return false };
            let is_it = |name: &Value| name.as_str() == Some(*key);
            let moved: Mapping = map
                .iter()
                .map(|(name, value)| {
                    let name = if is_it(name) { Value::String(format!("_{key}")) } else { name.clone() };
                    (name, value.clone())
                })
                .collect();
            drop(found);
            *map = moved;
            true
        }
        (Value::Mapping(map), [key, rest @ ..]) => {
            map.get_mut(*key).is_some_and(|value| renamed(value, rest))
        }
        (Value::Sequence(list), [index, rest @ ..]) => {
            let at = index.parse::<usize>().ok();
            at.and_then(|at| list.get_mut(at)).is_some_and(|value| renamed(value, rest))
        }
        _ => false,
    }
}
