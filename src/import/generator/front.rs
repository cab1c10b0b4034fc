//! Front matter of other generators: YAML between `---`, TOML between `+++`.

use crate::source::{Fence, split as split_yaml};
use crate::yaml::{self, Mapping, Value};

/// The fields of a text, and the byte at which its body begins; why they cannot be read.
pub(super) fn split(text: &str) -> Result<(Mapping, usize), String> {
    let parts = split_yaml(text);
    match parts.fence {
        Fence::Yaml => {
            let value = yaml::parse(&text[parts.yaml.clone()])
                .map_err(|error| format!("its front matter is no YAML: {}", error.message))?;
            match value {
                Value::Mapping(map) => Ok((map, parts.body.start)),
                Value::Null => Ok((Mapping::new(), parts.body.start)),
                _ => Err("its front matter is no map of fields".to_owned()),
            }
        }
        Fence::Toml => toml(text),
        Fence::Unclosed => Err("its front matter is not closed".to_owned()),
        Fence::None => Ok((Mapping::new(), 0)),
    }
}

fn toml(text: &str) -> Result<(Mapping, usize), String> {
    let start = text.find("+++").map_or(0, |at| at + 3);
    let end = text[start..].find("\n+++").map(|at| start + at + 1).ok_or("its front matter is not closed")?;
    let body = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let table: toml::Table = text[start..end]
        .parse()
        .map_err(|error: toml::de::Error| format!("its front matter is no TOML: {}", error.message()))?;
    Ok((of_table(table), body))
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
