//! YAML's one home: text → values, and back from a value's path to its bytes.

mod added;
mod depth;
mod fields;
mod locate;
mod merge;
mod read;
mod refusals;
mod shape;
mod slips;

pub use added::{Added, added};
pub use fields::{Fields, Written, within};
pub use locate::{DEPTH, Part, Spans};
pub use read::read;
pub use serde_yaml::{Mapping, Value};
pub use shape::{Holds, Shape, ShapeKey};

/// Why a text is not YAML, and where.
#[derive(Debug)]
pub struct YamlError {
    /// What the parser says.
    pub message: String,
    /// The byte where it stopped.
    pub byte: usize,
    /// What to do.
    pub hint: Option<String>,
}

/// Reads one YAML document; an empty one is null. Merge keys are followed, tags dropped.
///
/// Lists and maps in each other deeper than [`DEPTH`] are refused before they are read.
pub fn parse(text: &str) -> Result<Value, YamlError> {
    parse_merged(text).map(|(value, _)| value)
}

/// The same, with the paths of merge keys that hold no map.
fn parse_merged(text: &str) -> Result<(Value, Vec<String>), YamlError> {
    depth::check(text)?;
    let mut value: Value = serde_yaml::from_str(text).map_err(|error| explain(text, &error))?;
    if text.contains('!') {
        merge::untag(&mut value);
    }
    let wrong = if text.contains("<<") { merge::merge(&mut value) } else { Vec::new() };
    Ok((value, wrong))
}

/// A text as a scalar that can be pasted anywhere: plain where that is safe, else in quotation marks.
pub fn scalar(text: &str) -> String {
    let is_word = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '.');
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(is_word)
        && text.trim() == text
        && !reserved.iter().any(|word| word.eq_ignore_ascii_case(text));
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// How a text is written in the place of another scalar, in its quotation marks if it has such; `None` where that one goes over lines.
pub fn in_place_of(written: &str, text: &str) -> Option<String> {
    if written.starts_with(['|', '>']) || written.contains('\n') {
        return None;
    }
    let is_date = |c: char| c.is_ascii_alphanumeric() || "-/.~%?+:".contains(c);
    Some(match written.chars().next() {
        Some('"') => serde_json::Value::from(text).to_string(),
        Some('\'') => format!("'{}'", text.replace('\'', "''")),
        // Dates are never anything else.
        _ if text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(is_date) => text.to_owned(),
        _ => scalar(text),
    })
}

fn explain(text: &str, error: &serde_yaml::Error) -> YamlError {
    // The parser counts characters.
    let byte =
        |at: serde_yaml::Location| text.char_indices().nth(at.index()).map_or(text.len(), |(at, _)| at);
    let byte = error.location().map_or(text.len(), byte);
    let whole = error.to_string();
    let message = whole.split(" at line ").next().unwrap_or(&whole).to_owned();
    slips::behind(text, byte).or_else(|| refusals::named(text, &message, byte)).unwrap_or_else(|| YamlError {
        hint: hint(text, &message, byte),
        message,
        byte,
    })
}

/// The way out of the mistakes that people make most.
fn hint(text: &str, message: &str, byte: usize) -> Option<String> {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let indent = &line[..line.len() - line.trim_start().len()];
    let says = |part: &str| message.contains(part);
    let hint = if indent.contains('\t') || (says("cannot start any token") && line.contains('\t')) {
        "YAML is indented with spaces: replace the tab"
    } else if says("mapping values are not allowed") {
        "a text that contains `: ` must stand in quotation marks"
    } else if says("expected ',' or") {
        "the list or map that begins before this place is not closed"
    } else if says("cannot start any token") {
        "a text that begins with `%`, `@` or a backtick must stand in quotation marks"
    } else if says("unexpected end of stream") || says("found unexpected end") {
        "a quotation mark is not closed"
    } else if says("block sequence entries are not allowed") {
        "a list begins on the line below its key; a text that begins with `- ` stands in quotation marks"
    } else if says("unknown escape") || says("hexadecimal") {
        "inside double quotation marks a backslash is written twice; single ones take it as it is"
    } else if says("expected key") || says("expected <block end>") {
        "check the indentation, and quotation marks inside quotation marks"
    } else if says("undefined alias") || says("unknown anchor") {
        "a text that begins with `*` or `&` must stand in quotation marks"
    } else {
        return None;
    };
    Some(hint.to_owned())
}
