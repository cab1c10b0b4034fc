//! Front matter of other generators: YAML between `---`, TOML between `+++`, an object of JSON, or lines `Key: value`.

use serde_json::Value as Json;

use crate::source::{Fence, split as split_yaml};
use crate::yaml::{self, Mapping, Value};

/// The head of a text.
pub(super) struct Front {
    /// Its fields.
    pub fields: Mapping,
    /// The byte at which the body begins.
    pub text_at: usize,
    /// Keys that stand twice; the last one counts.
    pub repeated: Vec<String>,
}

/// The fields of a settings file, by its ending; `None` where it is none.
pub(super) fn settings(text: &str, ending: &str) -> Option<Mapping> {
    match ending {
        "toml" => text.parse::<toml::Table>().ok().map(of_table),
        // JSON is YAML too.
        _ => yaml::parse(text).ok()?.as_mapping().cloned(),
    }
}

/// Whether a text begins with lines `Key: value`, as Pelican and MultiMarkdown write them.
pub(in crate::import) fn has_key_lines(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or("");
    let known = ["title", "date", "author", "authors", "slug", "category", "tags", "status", "published"];
    first.split_once(": ").is_some_and(|(key, _)| known.contains(&key.trim().to_lowercase().as_str()))
}

/// The fields of a text; why they cannot be read.
pub(super) fn split(text: &str) -> Result<Front, String> {
    let parts = split_yaml(text);
    match parts.fence {
        Fence::Yaml => {
            let (fields, repeated) = of_yaml(&text[parts.yaml.clone()])?;
            Ok(Front { fields, text_at: parts.body.start, repeated })
        }
        Fence::Toml => toml(text),
        Fence::Unclosed => Err("its front matter is not closed".to_owned()),
        Fence::None if text.trim_start().starts_with('{') => json(text),
        Fence::None if has_key_lines(text) => Ok(lines(text)),
        Fence::None => Ok(Front { fields: Mapping::new(), text_at: 0, repeated: Vec::new() }),
    }
}

fn of_yaml(text: &str) -> Result<(Mapping, Vec<String>), String> {
    let (value, repeated) = match yaml::parse(text) {
        Ok(value) => (value, Vec::new()),
        Err(error) => {
            let problem = || format!("its front matter is no YAML: {}", error.message);
            let (once, repeated) = without_repeated(text, ':');
            if repeated.is_empty() {
                return Err(problem());
            }
            (yaml::parse(&once).map_err(|_| problem())?, repeated)
        }
    };
    match value {
        Value::Mapping(mut map) => {
            binary(text, &mut map);
            Ok((map, repeated))
        }
        Value::Null => Ok((Mapping::new(), repeated)),
        _ => Err("its front matter is no map of fields".to_owned()),
    }
}

/// Reads the values that old exports have marked as `!binary`; what is no text stays as it is written.
fn binary(text: &str, map: &mut Mapping) {
    let marked = text.lines().filter_map(|line| line.split_once(':')).filter(|(_, value)| {
        let value = value.trim_start();
        value.starts_with("!binary") || value.starts_with("!!binary")
    });
    for (key, _) in marked {
        let Some(value) = map.get_mut(key.trim()) else { continue };
        if let Some(text) = value.as_str().and_then(super::binary::decoded) {
            *value = Value::String(text);
        }
    }
}

/// A head in which each key stands once, with its last value, and the keys that stood twice.
fn without_repeated(text: &str, sign: char) -> (String, Vec<String>) {
    let mut blocks: Vec<(Option<String>, String)> = vec![(None, String::new())];
    for line in text.split_inclusive('\n') {
        let key = line.split_once(sign).map(|(key, _)| key);
        let begins = line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '_'));
        if let Some(key) = key.filter(|_| begins) {
            blocks.push((Some(key.trim().trim_matches(['"', '\'']).to_owned()), String::new()));
        }
        if let Some((_, block)) = blocks.last_mut() {
            block.push_str(line);
        }
    }
    let mut repeated = Vec::new();
    let mut kept = String::new();
    for (at, (key, block)) in blocks.iter().enumerate() {
        let is_last = key.is_none() || !blocks[at + 1..].iter().any(|(other, _)| other == key);
        if is_last {
            kept.push_str(block);
        } else if let Some(key) = key.clone().filter(|key| !repeated.contains(key)) {
            repeated.push(key);
        }
    }
    (kept, repeated)
}

fn toml(text: &str) -> Result<Front, String> {
    let start = text.find("+++").map_or(0, |at| at + 3);
    let end = text[start..].find("\n+++").map(|at| start + at + 1).ok_or("its front matter is not closed")?;
    let body = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let head = &text[start..end];
    let problem = |error: toml::de::Error| format!("its front matter is no TOML: {}", error.message());
    let (table, repeated) = match head.parse::<toml::Table>() {
        Ok(table) => (table, Vec::new()),
        Err(error) => {
            let (once, repeated) = without_repeated(head, '=');
            if repeated.is_empty() {
                return Err(problem(error));
            }
            (once.parse().map_err(problem)?, repeated)
        }
    };
    Ok(Front { fields: of_table(table), text_at: body, repeated })
}

fn of_table(table: toml::Table) -> Mapping {
    table.into_iter().map(|(key, value)| (Value::String(key), of_toml(value))).collect()
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::Number(number.into()),
        toml::Value::Float(number) => Value::Number(number.into()),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(list) => Value::Sequence(list.into_iter().map(of_toml).collect()),
        toml::Value::Table(table) => Value::Mapping(of_table(table)),
    }
}

/// An object of JSON, then the text.
fn json(text: &str) -> Result<Front, String> {
    let start = text.len() - text.trim_start().len();
    let mut stream = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Json>();
    let read = stream.next().ok_or("its front matter is empty")?;
    let value = read.map_err(|error| format!("its front matter is no JSON: {error}"))?;
    let text_at = start + stream.byte_offset();
    // JSON is YAML too.
    let fields = yaml::parse(&value.to_string()).ok().and_then(|value| value.as_mapping().cloned());
    Ok(Front { fields: fields.ok_or("its front matter is no map of fields")?, text_at, repeated: Vec::new() })
}

/// Lines `Key: value` up to a blank one.
fn lines(text: &str) -> Front {
    let mut fields = Mapping::new();
    let mut text_at = 0;
    for line in text.split_inclusive('\n') {
        let plain = line.trim_start_matches('\u{feff}').trim_end();
        let Some((key, value)) = plain.split_once(':').filter(|(key, _)| !key.contains(char::is_whitespace))
        else {
            break;
        };
        text_at += line.len();
        let list = key.eq_ignore_ascii_case("authors");
        let one = |text: &str| Value::String(text.trim().to_owned());
        let value =
            if list { Value::Sequence(value.split([';', ',']).map(one).collect()) } else { one(value) };
        fields.insert(Value::String(key.to_owned()), value);
    }
    Front { fields, text_at, repeated: Vec::new() }
}
