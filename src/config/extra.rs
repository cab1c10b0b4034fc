//! `extra`: an editor's own fields, in the order in which they stand, for templates.

use serde::{Serialize, Serializer};

use crate::yaml::{Mapping, Value};

/// A value of an editor's own field.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Extra {
    /// Nothing.
    #[default]
    None,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(serde_json::Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// A map, its keys in their order.
    Map(Vec<(String, Self)>),
}

impl Extra {
    /// What stands under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(map) = self else { return None };
        map.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text that it is.
    pub fn as_str(&self) -> Option<&str> {
        let Self::Text(text) = self else { return None };
        Some(text)
    }

    /// The value that YAML gives; a key that is no text becomes one.
    pub fn of(value: Value) -> Self {
        match value {
            Value::Null => Self::None,
            Value::Bool(flag) => Self::Flag(flag),
            Value::Number(number) => {
                let whole = || number.as_i64().map(Into::into).or_else(|| number.as_u64().map(Into::into));
                let found = whole().or_else(|| serde_json::Number::from_f64(number.as_f64()?));
                found.map_or(Self::None, Self::Number)
            }
            Value::String(text) => Self::Text(text),
            Value::Sequence(list) => Self::List(list.into_iter().map(Self::of).collect()),
            Value::Mapping(map) => Self::of_map(map),
            Value::Tagged(tagged) => Self::of(tagged.value),
        }
    }

    fn of_map(map: Mapping) -> Self {
        let key = |key: Value| match Self::of(key) {
            Self::None => "null".to_owned(),
            Self::Text(text) => text,
            other => serde_json::to_string(&other).unwrap_or_default(),
        };
        Self::Map(map.into_iter().map(|(name, value)| (key(name), Self::of(value))).collect())
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_unit(),
            Self::Flag(flag) => flag.serialize(serializer),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => text.serialize(serializer),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(map) => serializer.collect_map(map.iter().map(|(key, value)| (key, value))),
        }
    }
}
