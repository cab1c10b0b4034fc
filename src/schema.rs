//! JSON Schema (draft 2020-12) of the files of a site, for editors that complete and check YAML: what their readers ask for.

use serde_json::{Map, Value, json};

use crate::config;
use crate::parse;
use crate::source::Kind;
use crate::yaml::{Holds, Shape};

/// A sort of file, or of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Front matter of an article.
    Article,
    /// Front matter of a page such as "About".
    Page,
    /// Front matter of an actor.
    Actor,
    /// Front matter of a place.
    Place,
    /// Front matter of an event.
    Event,
    /// Front matter of a conflict.
    Conflict,
    /// `actors.yaml`.
    Actors,
    /// `places.yaml`.
    Places,
    /// `events.yaml` and other lists of events.
    Events,
    /// `sources.yaml`.
    Sources,
    /// `glossary.yaml`.
    Glossary,
    /// `site.yaml`.
    Site,
}

impl Subject {
    /// All of them, with their names.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("article", Self::Article),
        ("page", Self::Page),
        ("actor", Self::Actor),
        ("place", Self::Place),
        ("event", Self::Event),
        ("conflict", Self::Conflict),
        ("actors", Self::Actors),
        ("places", Self::Places),
        ("events", Self::Events),
        ("sources", Self::Sources),
        ("glossary", Self::Glossary),
        ("site", Self::Site),
    ];

    /// Its name, such as `article`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, subject)| *subject == self).map_or("", |(name, _)| name)
    }

    /// What its reader asks for, and whether the file is a list of such maps.
    fn shape(self) -> (Shape, bool) {
        let (kind, list) = match self {
            Self::Site => return (config::shape(), false),
            Self::Article => (Kind::Article, false),
            Self::Page => (Kind::Page, false),
            Self::Actor => (Kind::Actor, false),
            Self::Place => (Kind::Place, false),
            Self::Event => (Kind::Event, false),
            Self::Conflict => (Kind::Conflict, false),
            Self::Actors => (Kind::ActorList, true),
            Self::Places => (Kind::PlaceList, true),
            Self::Events => (Kind::EventList, true),
            Self::Sources => (Kind::SourceList, true),
            Self::Glossary => (Kind::Glossary, true),
        };
        (parse::shape(kind), list)
    }
}

/// The schema of a sort of file.
pub fn schema(subject: Subject) -> Value {
    let mut maps = Map::new();
    let (shape, list) = subject.shape();
    let mut root = if list {
        let items = reference(&shape, &mut maps);
        json!({ "title": format!("Array_of_{}", shape.name), "type": "array", "items": items })
    } else {
        let mut root = map(&shape, &mut maps);
        root["title"] = shape.name.into();
        root
    };
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    if !maps.is_empty() {
        root["$defs"] = maps.into();
    }
    root
}

/// The schema as a file.
pub fn printed(subject: Subject) -> String {
    serde_json::to_string_pretty(&schema(subject)).unwrap_or_default() + "\n"
}

/// A map with known keys; those inside it go to `maps`, by their names.
fn map(shape: &Shape, maps: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in &shape.keys {
        let mut property = value(&key.holds, maps);
        if key.required && key.holds == Holds::Text {
            property = json!({ "type": ["string", "number", "boolean"] });
        }
        property["description"] = key.about.into();
        properties.insert(key.name.to_owned(), property);
    }
    let required: Vec<&str> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut map = json!({
        "description": shape.about,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        map["required"] = required.into();
    }
    map
}

fn reference(shape: &Shape, maps: &mut Map<String, Value>) -> Value {
    if !maps.contains_key(shape.name) {
        let inner = map(shape, maps);
        maps.insert(shape.name.to_owned(), inner);
    }
    json!({ "$ref": format!("#/$defs/{}", shape.name) })
}

fn value(holds: &Holds, maps: &mut Map<String, Value>) -> Value {
    match holds {
        Holds::Text => json!({ "type": ["string", "number", "boolean", "null"] }),
        Holds::Date => json!({
            "type": ["string", "number", "array", "object", "null"],
            "examples": ["2020-09-27", "2020-09", "2020-09-27?", "2020-10-05/2020-10-09", "[2020-09-27,2020-09-28]"],
        }),
        Holds::Number => json!({ "type": ["number", "string", "null"] }),
        Holds::Flag => json!({ "type": ["boolean", "null"] }),
        Holds::Word(words) => json!({ "anyOf": [{ "enum": words }, { "type": "null" }] }),
        Holds::Anything => json!({}),
        Holds::Map(_) => json!({ "anyOf": [one(holds, maps), { "type": "null" }] }),
        Holds::TextOr(_) => one(holds, maps),
        Holds::Many(inner) => {
            let one = one(inner, maps);
            let list = json!({ "type": "array", "items": { "anyOf": [one, { "type": "null" }] } });
            json!({ "anyOf": [one, list, { "type": "null" }] })
        }
        Holds::Free(inner) => {
            json!({ "type": ["object", "null"], "additionalProperties": one(inner, maps) })
        }
        Holds::Either(several) => {
            let any: Vec<Value> = several.iter().map(|holds| value(holds, maps)).collect();
            json!({ "anyOf": any })
        }
    }
}

/// A value that stands in a list or map, or for itself.
fn one(holds: &Holds, maps: &mut Map<String, Value>) -> Value {
    match holds {
        Holds::Map(shape) => reference(shape, maps),
        Holds::TextOr(shape) => json!({ "anyOf": [value(&Holds::Text, maps), reference(shape, maps)] }),
        other => value(other, maps),
    }
}
