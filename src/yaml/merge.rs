//! What stands in a map but is no field of it: merge keys, `<<`, bring in other maps' fields; tags are dropped.

use super::{Mapping, Value};

/// The key under which other maps are merged into one (YAML 1.1).
const MERGE: &str = "<<";

/// Merges maps into those that name them, and gives the paths of what cannot be merged, which is dropped.
///
/// A field of the map itself holds before those that it merges, and of several maps the first that has it.
pub(super) fn merge(value: &mut Value) -> Vec<String> {
    let mut wrong = Vec::new();
    within(value, &mut String::new(), &mut wrong);
    wrong
}

fn within(value: &mut Value, path: &mut String, wrong: &mut Vec<String>) {
    match value {
        Value::Mapping(map) => {
            for (key, inner) in map.iter_mut() {
                step(path, key.as_str().unwrap_or("?"), |path| within(inner, path, wrong));
            }
            if let Some(merged) = map.shift_remove(MERGE) {
                step(path, MERGE, |path| take_in(map, merged, path, wrong));
            }
        }
        Value::Sequence(list) => {
            for (i, inner) in list.iter_mut().enumerate() {
                step(path, &i.to_string(), |path| within(inner, path, wrong));
            }
        }
        Value::Tagged(tagged) => within(&mut tagged.value, path, wrong),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn step(path: &mut String, step: &str, then: impl FnOnce(&mut String)) {
    let length = path.len();
    if length > 0 {
        path.push('/');
    }
    path.push_str(step);
    then(path);
    path.truncate(length);
}

fn take_in(map: &mut Mapping, merged: Value, path: &mut String, wrong: &mut Vec<String>) {
    match merged {
        Value::Mapping(fields) => {
            for (key, value) in fields {
                map.entry(key).or_insert(value);
            }
        }
        Value::Sequence(list) => {
            for (i, one) in list.into_iter().enumerate() {
                step(path, &i.to_string(), |path| match one {
                    Value::Sequence(_) => wrong.push(path.clone()),
                    one => take_in(map, one, path, wrong),
                });
            }
        }
        Value::Null => {}
        _ => wrong.push(path.clone()),
    }
}

/// Drops the tags of values, such as `!note`: what they stand before is read as it is written.
pub(super) fn untag(value: &mut Value) {
    if let Value::Tagged(tagged) = value {
        *value = std::mem::take(&mut tagged.value);
        return untag(value);
    }
    match value {
        Value::Mapping(map) => map.iter_mut().for_each(|(_, inner)| untag(inner)),
        Value::Sequence(list) => list.iter_mut().for_each(untag),
        _ => {}
    }
}
