//! One more key for a map, written at its place: nothing else of the text changes, and nothing else of what it means.

use super::{Part, Spans, Value, parse, within};

/// What is written, and before which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The byte.
    pub at: usize,
    /// The text.
    pub text: String,
}

/// Adds `key: value` behind the key `after` of the map at a path; the value is written as it is given, on one line.
///
/// # Errors
/// Says why that cannot be done without a change of something else.
pub fn added(text: &str, path: &str, after: &str, key: &str, value: &str) -> Result<Added, &'static str> {
    let spans = Spans::of(text);
    let (Some(map), Some(before)) = (spans.locate(path, Part::Value), spans.written(&within(path, after)))
    else {
        return Err("it is not where it was");
    };
    let name = spans.locate(&within(path, after), Part::Key).ok_or("it is not where it was")?;
    if name.start < map.start || before.end > map.end || name.start >= before.start {
        return Err("it is taken from another place of the file (`*` or `<<`)");
    }
    if text.get(before.clone()).is_none_or(|written| written.contains('\n')) {
        return Err("its address goes over several lines");
    }
    let added = if text[map.start..].starts_with('{') {
        Added { at: before.end, text: format!(", {key}: {value}") }
    } else {
        on_its_own_line(text, name.start, before.end, &format!("{key}: {value}"))?
    };
    means_the_same(text, &added, path, key)?;
    Ok(added)
}

/// A line behind the one that ends at or after a byte, as far in as the key that begins at another.
fn on_its_own_line(text: &str, key: usize, end: usize, line: &str) -> Result<Added, &'static str> {
    let start = text[..key].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[start..key];
    if !before.bytes().all(|byte| matches!(byte, b' ' | b'-')) {
        return Err("its line begins in an unusual way");
    }
    let indent = " ".repeat(before.len());
    Ok(match text[end..].find('\n') {
        Some(at) => {
            let at = end + at;
            let line_end = if text[..at].ends_with('\r') { "\r\n" } else { "\n" };
            Added { at: at + 1, text: format!("{indent}{line}{line_end}") }
        }
        None => Added { at: text.len(), text: format!("\n{indent}{line}") },
    })
}

/// Whether the text with the key, without the key again, means what it meant.
fn means_the_same(text: &str, added: &Added, path: &str, key: &str) -> Result<(), &'static str> {
    const CHANGED: &str = "more would change than this key";
    let (Some(before), Some(after)) = (text.get(..added.at), text.get(added.at..)) else {
        return Err(CHANGED);
    };
    let new = format!("{before}{}{after}", added.text);
    let (Ok(old), Ok(mut new)) = (parse(text), parse(&new)) else { return Err(CHANGED) };
    let map = path.split('/').filter(|step| !step.is_empty()).try_fold(&mut new, |value, step| match value {
        Value::Sequence(list) => step.parse::<usize>().ok().and_then(|at| list.get_mut(at)),
        Value::Mapping(map) => map.get_mut(step),
        _ => None,
    });
    let Some(Value::Mapping(map)) = map else { return Err(CHANGED) };
    if map.remove(key).is_some() && old == new { Ok(()) } else { Err(CHANGED) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str, path: &str) -> Result<String, &'static str> {
        let added = added(text, path, "url", "archived", "{url: \"c\"}")?;
        Ok(format!("{}{}{}", &text[..added.at], added.text, &text[added.at..]))
    }

    #[test]
    fn a_key_is_added_and_nothing_else_changes() {
        let rows = [
            (
                "- id: a\n  url: https://p/1  # seen\n  lost: true\n# end\n",
                "0",
                "- id: a\n  url: https://p/1  # seen\n  archived: {url: \"c\"}\n  lost: true\n# end\n",
            ),
            ("- url: x\r\n- url: y\r\n", "0", "- url: x\r\n  archived: {url: \"c\"}\r\n- url: y\r\n"),
            ("- url: 'x'", "0", "- url: 'x'\n  archived: {url: \"c\"}"),
            ("-   - url: x\n", "0/0", "-   - url: x\n      archived: {url: \"c\"}\n"),
            ("sources:\n- url: x\n- b\n", "sources/0", "sources:\n- url: x\n  archived: {url: \"c\"}\n- b\n"),
            ("a: [{url: x, id: b}, c]", "a/0", "a: [{url: x, archived: {url: \"c\"}, id: b}, c]"),
            ("a: [{url: x}] # c", "a/0", "a: [{url: x, archived: {url: \"c\"}}] # c"),
            ("o:\n  url: x\n\n\nb: 1\n", "o", "o:\n  url: x\n  archived: {url: \"c\"}\n\n\nb: 1\n"),
            ("- é: 1\n  url: x\n", "0", "- é: 1\n  url: x\n  archived: {url: \"c\"}\n"),
        ];
        for (text, path, expected) in rows {
            assert_eq!(with(text, path).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_added_alone_is_not() {
        for (text, path) in [
            ("- url: >-\n    x\n    y\n", "0"),
            ("- url: \"a\n    b\"\n", "0"),
            ("a: &a {url: x}\nb: [*a]\n", "b/0"),
            ("a: &a {url: x}\nb: [*a]\n", "a"),
            ("a: &a\n  url: x\nb:\n  <<: *a\n  c: d\n", "b"),
            ("a: &a\n  url: x\nb:\n  <<: *a\n", "a"),
            ("- ? url\n  : x\n", "0"),
            ("- id: a\n", "0"),
            ("- url: x\n", "4"),
            ("- url: x\n  archived:\n", "0"),
            ("- url: [\n", "0"),
            ("", ""),
        ] {
            assert!(with(text, path).is_err(), "{text}");
        }
    }
}
