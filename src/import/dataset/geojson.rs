//! The features of a GeoJSON collection, one by one, however many there are.

use std::fmt;
use std::io::{BufReader, Read};

use rustc_hash::FxHashMap;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::row::{Broken, Cells, Ran};
use crate::diag::Failure;

/// A feature's properties as cells.
struct Feature(FxHashMap<String, String>);

impl Cells for Feature {
    fn cell(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |cell| cell.trim())
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// Gives every feature with its number, from 1.
pub(super) fn each(
    reader: Box<dyn Read>,
    mut take: impl FnMut(u64, &dyn Cells) -> Result<(), Failure>,
) -> Ran {
    let mut failure = None;
    let mut number = 0;
    let mut each = |feature: &Value| {
        number += 1;
        if failure.is_none() {
            failure = take(number, &cells(feature)).err();
        }
        failure.is_none()
    };
    let mut deserializer =
        serde_json::Deserializer::from_reader(BufReader::with_capacity(256 * 1024, reader));
    let read = Collection(&mut each).deserialize(&mut deserializer);
    match (failure, read) {
        (Some(failure), _) => Err(failure),
        (None, Ok(())) => Ok(Ok(())),
        (None, Err(error)) => Ok(Err(Broken { row: number + 1, reason: error.to_string() })),
    }
}

/// The properties of a feature, and its position where they lack one.
fn cells(feature: &Value) -> Feature {
    let mut cells = FxHashMap::default();
    if let Some(Value::Object(properties)) = feature.get("properties") {
        for (key, value) in properties {
            let text = match value {
                Value::Null => continue,
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            cells.insert(key.to_lowercase(), text);
        }
    }
    let position =
        feature.get("geometry").and_then(|geometry| geometry.get("coordinates")).and_then(Value::as_array);
    if let Some([lon, lat, ..]) = position.map(Vec::as_slice) {
        cells.entry("longitude".to_owned()).or_insert_with(|| lon.to_string());
        cells.entry("latitude".to_owned()).or_insert_with(|| lat.to_string());
    }
    Feature(cells)
}

type Each<'a> = &'a mut dyn FnMut(&Value) -> bool;

struct Collection<'a>(Each<'a>);

impl<'de> DeserializeSeed<'de> for Collection<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a collection of features")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "features" {
                map.next_value_seed(Features(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Features<'a>(Each<'a>);

impl<'de> DeserializeSeed<'de> for Features<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(feature) = list.next_element::<Value>()? {
            // After a failure of the disk the rest is only passed over.
            let _ = (self.0)(&feature);
        }
        Ok(())
    }
}
