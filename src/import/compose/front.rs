//! The fields of an article's front matter, each with its words and how sure it is.

use super::scalar::{comment, scalar};
use crate::import::guess::{Confidence, Guess};
use crate::yaml::Value;

/// A field as it goes into the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key.
    pub key: String,
    /// Its value as YAML: on the line of the key, or lines below it.
    pub yaml: String,
    /// The comment behind a value on one line, or above several.
    pub comment: Option<String>,
    /// The words that it came from.
    pub words: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Where an input came from, for the file's own record.
#[derive(Clone, Debug)]
pub struct FrontOrigin {
    /// The name of the input.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

impl Field {
    /// A field that holds one text.
    pub fn text(key: &str, guess: &Guess<String>) -> Self {
        Self {
            key: key.to_owned(),
            yaml: scalar(&guess.value),
            comment: remark(&guess.words, guess.note.as_deref(), guess.confidence),
            words: guess.words.clone(),
            confidence: guess.confidence,
        }
    }

    /// A field that holds a list of texts; `None` for an empty one.
    pub fn list(key: &str, guesses: &[Guess<String>]) -> Option<Self> {
        let first = guesses.first()?;
        let values: Vec<String> = guesses.iter().map(|guess| scalar(&guess.value)).collect();
        let mut words: Vec<&str> = guesses.iter().map(|guess| guess.words.as_str()).collect();
        words.dedup();
        let words = words.join("”, “");
        let confidence = guesses.iter().map(|guess| guess.confidence).min().unwrap_or(first.confidence);
        Some(Self {
            key: key.to_owned(),
            yaml: format!("[{}]", values.join(", ")),
            comment: remark(&words, first.note.as_deref(), confidence),
            words,
            confidence,
        })
    }

    /// A field whose value is known.
    pub fn given(key: &str, yaml: String) -> Self {
        Self { key: key.to_owned(), yaml, comment: None, words: String::new(), confidence: Confidence::Sure }
    }
}

/// What the comment of a guess says.
pub fn remark(words: &str, note: Option<&str>, confidence: Confidence) -> Option<String> {
    let mut parts = Vec::new();
    if confidence == Confidence::Doubtful {
        parts.push("doubtful".to_owned());
    }
    if !words.is_empty() {
        let place = words.starts_with("line ") && words.len() < 12;
        parts.push(if place { format!("from {words}") } else { format!("from “{words}”") });
    }
    parts.extend(note.map(str::to_owned));
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The front matter of a file, fences included.
pub fn front_matter(fields: &[Field]) -> String {
    let mut out = "---\n".to_owned();
    for field in fields {
        let below = field.yaml.starts_with('\n');
        let remark = field.comment.as_deref().map(comment);
        if below {
            out.extend(remark.map(|remark| format!("{remark}\n")));
            out.push_str(&format!("{}:{}\n", field.key, field.yaml.trim_end()));
        } else {
            let behind = remark.map(|remark| format!("  {remark}")).unwrap_or_default();
            out.push_str(&format!("{}: {}{behind}\n", field.key, field.yaml));
        }
    }
    out.push_str("---\n\n");
    out
}

/// A value as YAML in one line.
pub fn flow(value: &Value) -> String {
    match value {
        Value::Null => "~".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => scalar(text),
        Value::Sequence(list) => format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Mapping(map) => {
            let entries = map.iter().map(|(key, value)| format!("{}: {}", flow(key), flow(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Tagged(tagged) => flow(&tagged.value),
    }
}
