//! Rows as objects of JSON, one by one, however many there are: a list, a list inside of an object, an object a line,
//! the features of GeoJSON, the bindings of SPARQL.

use std::fmt;
use std::io::{BufReader, Read};

use rustc_hash::FxHashMap;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::row::{Broken, Cells, Ran, Take};
use crate::diag::Failure;

/// How deep a list may lie.
const DEPTH: usize = 4;

/// An object's fields as cells, those of objects inside by their paths.
#[derive(Default)]
pub(super) struct Object(FxHashMap<String, String>);

impl Cells for Object {
    fn cell(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |cell| cell.trim())
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn is_empty(&self) -> bool {
        self.0.values().all(|cell| cell.trim().is_empty())
    }
}

impl Object {
    /// The names of its fields.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.0.keys().cloned().collect();
        names.sort();
        names
    }
}

/// Gives every object with its number, from 1.
pub(super) fn each(reader: Box<dyn Read>, take: &mut dyn FnMut(u64, &Object) -> Result<(), Failure>) -> Ran {
    let mut failure = None;
    let mut number = 0;
    let mut one = |value: Value| {
        number += 1;
        if failure.is_none() {
            failure = take(number, &object(value)).err();
        }
    };
    let reader = BufReader::with_capacity(256 * 1024, reader);
    let mut stream = serde_json::Deserializer::from_reader(reader);
    let mut found = FoundObjects { take: &mut one, in_list: false };
    // One value, or one a line.
    let mut read = Ok(());
    while read.is_ok() {
        match stream.end() {
            Ok(()) => break,
            Err(_) => read = Any { found: &mut found, depth: 0 }.deserialize(&mut stream).map(drop),
        }
    }
    match (failure, read) {
        (Some(failure), _) => Err(failure),
        (None, Ok(())) => Ok(Ok(())),
        (None, Err(error)) => Ok(Err(Broken { row: number + 1, reason: error.to_string() })),
    }
}

/// The names of the columns of the first rows.
pub(super) fn columns(reader: Box<dyn Read>) -> Vec<String> {
    let mut names = Vec::new();
    let head = Box::new(reader.take(1024 * 1024));
    let _ = each(head, &mut |_, object| {
        names.extend(object.names());
        Ok(())
    });
    names.sort();
    names.dedup();
    names
}

struct FoundObjects<'a> {
    take: &'a mut dyn FnMut(Value),
    /// Whether the list of rows has been found: another one beside it holds something else.
    in_list: bool,
}

struct Any<'a, 'b> {
    found: &'a mut FoundObjects<'b>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Any<'_, '_> {
    type Value = Option<Value>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any<'_, '_> {
    /// What is left of it when its rows have been taken.
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        if self.found.in_list {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(None);
        }
        let mut others = Vec::new();
        let mut any = false;
        while let Some(element) = list.next_element::<Value>()? {
            if element.is_object() {
                any = true;
                (self.found.take)(element);
            } else {
                others.push(element);
            }
        }
        self.found.in_list = any;
        Ok((!any).then_some(Value::Array(others)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut own = Map::new();
        let mut took_rows = false;
        while let Some(key) = map.next_key::<String>()? {
            let value = if self.depth < DEPTH && LISTS.contains(&key.to_lowercase().as_str()) {
                let rest = map.next_value_seed(Any { found: &mut *self.found, depth: self.depth + 1 })?;
                took_rows |= rest.is_none();
                rest
            } else {
                Some(map.next_value::<Value>()?)
            };
            own.extend(value.map(|value| (key, value)));
        }
        if took_rows {
            return Ok(None);
        }
        if self.depth > 0 {
            return Ok(Some(Value::Object(own)));
        }
        // An object of its own, perhaps on a line of its own, or one that calls its list in words of its own.
        match own.values().find_map(rows_inside) {
            Some(rows) => rows.into_iter().for_each(|row| (self.found.take)(row)),
            None => (self.found.take)(Value::Object(own)),
        }
        Ok(None)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }
}

/// What interfaces call the list of their rows, or what holds it.
const LISTS: &[&str] = &[
    "features",
    "result",
    "results",
    "bindings",
    "data",
    "rows",
    "records",
    "items",
    "events",
    "incidents",
    "articles",
    "entries",
    "posts",
];

/// The list of objects that a value is.
fn rows_inside(value: &Value) -> Option<Vec<Value>> {
    let list = value.as_array()?;
    (list.len() > 1 && list.iter().all(Value::is_object)).then(|| list.clone())
}

/// The fields of an object; of a feature its properties, and its position where they lack one.
fn object(value: Value) -> Object {
    let mut cells = Object::default();
    let is_feature = value.get("type").and_then(Value::as_str) == Some("Feature");
    if is_feature {
        if let Some(properties) = value.get("properties") {
            flatten(&mut cells, "", properties);
        }
        cells.0.entry("id".to_owned()).or_insert_with(|| value.get("id").map(plain).unwrap_or_default());
        position(&mut cells, &value);
    } else {
        flatten(&mut cells, "", &value);
    }
    cells
}

fn position(cells: &mut Object, feature: &Value) {
    let position = feature.pointer("/geometry/coordinates").and_then(Value::as_array);
    if let Some([lon, lat, ..]) = position.map(Vec::as_slice)
        && lon.is_number()
        && lat.is_number()
    {
        cells.0.entry("longitude".to_owned()).or_insert_with(|| lon.to_string());
        cells.0.entry("latitude".to_owned()).or_insert_with(|| lat.to_string());
    }
}

fn flatten(cells: &mut Object, path: &str, value: &Value) {
    match value {
        Value::Object(map) => {
            // `{"type": "literal", "value": "x"}`, as SPARQL answers.
            if let (Some(value), Some(_)) =
                (map.get("value").filter(|_| map.len() <= 4), map.get("type").filter(|_| !path.is_empty()))
            {
                return flatten(cells, path, value);
            }
            for (key, value) in map {
                let key = key.to_lowercase();
                let path = if path.is_empty() { key } else { format!("{path}.{key}") };
                flatten(cells, &path, value);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| flatten(cells, path, value)),
        Value::Null => {}
        other => {
            let cell = cells.0.entry(path.to_owned()).or_default();
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(&plain(other));
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The same for what takes cells of any form.
pub(super) fn each_row(reader: Box<dyn Read>, take: &mut Take) -> Ran {
    each(reader, &mut |number, object| take(number, object))
}
