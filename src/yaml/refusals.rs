//! Refusals of the parser whose words do not say what is wrong: a sign between key and value, a mark that is not closed.

use super::YamlError;

/// What is wrong in truth, with its place and the way to write it.
pub(super) fn named(text: &str, message: &str, byte: usize) -> Option<YamlError> {
    if message.contains("control characters") {
        let (byte, sign) =
            text.char_indices().find(|(_, c)| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))?;
        let message = format!("a sign that cannot be seen stands here (U+{:04X})", u32::from(sign));
        return Some(YamlError { message, byte, hint: Some("delete it".to_owned()) });
    }
    let is_separator = |(_, c): &(usize, char)| matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
    if let Some((at, sign)) = text.char_indices().find(is_separator).filter(|(at, _)| *at <= byte) {
        let message = format!("a line separator (U+{:04X}) ends the line here for YAML", u32::from(sign));
        let hint = "delete it, and type the line's end anew where one belongs";
        return Some(YamlError { message, byte: at, hint: Some(hint.to_owned()) });
    }
    if message.contains("expected ':'") {
        return without_colon(text, byte);
    }
    if message.contains("unexpected end") {
        return open_mark(text);
    }
    if message.contains("expected key") {
        return behind_value(text, byte);
    }
    if message.contains("unknown anchor") || message.contains("undefined alias") {
        return star(text, byte);
    }
    None
}

/// `date = 2020-10-10`, `role attacker`: a line without the colon between key and value, at or before a byte.
fn without_colon(text: &str, byte: usize) -> Option<YamlError> {
    let (mut start, mut found) = (0, None);
    for line in text.split_inclusive('\n').take_while(|line| !line.is_empty()) {
        if start > byte {
            break;
        }
        let inner = line.trim();
        let has_colon = inner.ends_with(':') || inner.contains(": ");
        if !inner.is_empty() && !inner.starts_with(['#', '-']) && !has_colon {
            found = Some((start + line.len() - line.trim_start().len(), inner));
        }
        start += line.len();
    }
    let (byte, line) = found?;
    let end = line.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(line.len());
    let (key, value) = line.split_at(end);
    let value = value.trim_start_matches([' ', '=', ';', ':', '：', '→', '>', '-', ',']).trim();
    let hint = match (key.is_empty(), value.is_empty()) {
        (false, false) => format!("write `{key}: {value}`"),
        _ => "write a key, `: ` and its value; a text that goes on stands further to the right".to_owned(),
    };
    let message = format!("`{line}` has no `: ` between a key and its value");
    Some(YamlError { message, byte, hint: Some(hint) })
}

/// The last value that begins with a quotation mark and does not end with one.
fn open_mark(text: &str) -> Option<YamlError> {
    let (mut start, mut found) = (0, None);
    for line in text.split_inclusive('\n') {
        if let Some((at, value)) = value_of(line)
            && let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
        {
            found = (value.matches(mark).count() % 2 == 1).then_some((start + at, mark));
        }
        start += line.len();
    }
    let (byte, mark) = found?;
    let hint = format!("write a second `{mark}` at the end of the text");
    Some(YamlError { message: format!("the quotation mark `{mark}` is not closed"), byte, hint: Some(hint) })
}

/// A value in quotation marks or brackets with more behind it, such as `'It's'`, `"one" two`, `[a] b`.
fn behind_value(text: &str, byte: usize) -> Option<YamlError> {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let (at, value) = value_of(line)?;
    let first = value.chars().next()?;
    if !matches!(first, '"' | '\'' | '[' | '{') {
        return None;
    }
    let quoted = super::scalar(inner(value, first));
    let hint = match first {
        '[' | '{' if text[byte..].starts_with([']', '}']) => {
            "remove the bracket, which nothing opens".to_owned()
        }
        '\'' => format!("an apostrophe stands in double quotation marks: write `{quoted}`"),
        _ => format!("put the whole text in quotation marks if `{first}` belongs to it: write `{quoted}`"),
    };
    let message = format!("something stands behind the end of what begins with `{first}`");
    (start + at < byte).then_some(YamlError { message, byte, hint: Some(hint) })
}

/// The text within a pair of the same marks; else all of it.
fn inner(value: &str, mark: char) -> &str {
    let within = value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    within.filter(|_| mark == '\'').unwrap_or(value)
}

/// `title: *word`: a star begins the name of another value.
fn star(text: &str, byte: usize) -> Option<YamlError> {
    let rest = text.get(byte..)?.lines().next()?.strip_prefix('*')?;
    let name = rest.split([' ', ',', ']', '}']).next()?;
    let message = format!("`*{name}` stands for a value that is called `&{name}`, and none before it is");
    let line = &text[text[..byte].rfind('\n').map_or(0, |at| at + 1)..];
    let whole = line.lines().next().and_then(value_of).filter(|(_, value)| value.starts_with('*'));
    let hint = match whole {
        Some((_, value)) => format!("write `{}` if the text begins with a star", super::scalar(value)),
        None => format!("write `&{name}` before the value that is meant, or correct the name"),
    };
    Some(YamlError { message, byte, hint: Some(hint) })
}

/// The value in a line: behind the key's colon or the entry's dash.
fn value_of(line: &str) -> Option<(usize, &str)> {
    let entry = line.trim_start().strip_prefix("- ").map_or(line, str::trim_start);
    let lead = line.len() - entry.len();
    let at = match entry.find(": ") {
        Some(colon) if entry[..colon].chars().all(|c| c.is_alphanumeric() || c == '_') => lead + colon + 2,
        _ if lead > 0 => lead,
        _ => return None,
    };
    let value = line[at..].trim_start();
    let at = line.len() - value.len();
    Some((at, value.trim_end())).filter(|(_, value)| !value.is_empty())
}
