//! Signs and letters by which a text reads otherwise than it is written: turned directions, look-alike letters.

use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::source::SourceFile;
use crate::text::{direction_name, disguised, looks};

/// Reports them in a file's name and text.
pub(super) fn report(id: FileId, file: &SourceFile, out: &mut Diagnostics) {
    let text = file.text();
    for (at, length, name) in directions(text) {
        out.push(turned(name).at(At::bytes(id, at..at + length)));
    }
    if let Some((.., name)) = directions(&file.path).first() {
        out.push(turned(name).at(At::file(id)));
    }
    let mut told: Vec<&str> = Vec::new();
    for found in disguised(text) {
        if !told.contains(&found.word) {
            told.push(found.word);
            out.push(mixed(&found).at(At::bytes(id, found.at..found.at + found.word.len())));
        }
    }
    if let Some(found) = disguised(&file.path).first() {
        out.push(mixed(found).at(At::file(id)));
    }
}

fn turned(name: &str) -> Diagnostic {
    let message = format!(
        "{name} turns the direction of what follows it, so that it reads otherwise than it is written"
    );
    Diagnostic::new(code::HIDDEN_DIRECTION, message)
        .hint("delete it; letters of right-to-left scripts need none")
}

fn mixed(found: &crate::text::Disguised) -> Diagnostic {
    let message = format!(
        "`{}` mixes letters of two scripts: its `{}` is {} (U+{:04X})",
        found.word,
        found.letter,
        found.script,
        u32::from(found.letter)
    );
    let plain = looks(found.word);
    let hint = if plain.is_ascii() {
        format!("write `{plain}`")
    } else {
        "type the word anew in one script".to_owned()
    };
    Diagnostic::new(code::MIXED_SCRIPTS, message).hint(hint)
}

/// Signs that turn the direction, raw or escaped, in lines without a letter of a right-to-left script: first byte,
/// length and name.
fn directions(text: &str) -> Vec<(usize, usize, &'static str)> {
    let bytes = text.as_bytes();
    let raw = memchr::memmem::find(bytes, b"\xe2\x80").is_some()
        || memchr::memmem::find(bytes, b"\xe2\x81").is_some();
    let escaped = ["\\u20", "&#x20", "&#X20", "&#82"].iter().any(|start| text.contains(start));
    if !raw && !escaped {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.chars().any(is_right_to_left) {
            found.extend(in_line(line).map(|(at, length, name)| (start + at, length, name)));
        }
        start += line.len();
    }
    found
}

fn in_line(line: &str) -> impl Iterator<Item = (usize, usize, &'static str)> {
    line.char_indices().filter_map(|(at, c)| match c {
        '\\' => escape(&line[at..], "\\u", 16, "").map(|(length, name)| (at, length, name)),
        '&' => ["&#x", "&#X"]
            .into_iter()
            .find_map(|start| escape(&line[at..], start, 16, ";"))
            .or_else(|| escape(&line[at..], "&#", 10, ";"))
            .map(|(length, name)| (at, length, name)),
        c => direction_name(c).map(|name| (at, c.len_utf8(), name)),
    })
}

/// A sign by its number, as YAML and HTML write it.
fn escape(text: &str, start: &str, radix: u32, end: &str) -> Option<(usize, &'static str)> {
    let digits = text.strip_prefix(start)?;
    let digits = digits.get(..4)?;
    let name = char::from_u32(u32::from_str_radix(digits, radix).ok()?).and_then(direction_name)?;
    let length = start.len() + 4;
    text[length..].starts_with(end).then_some((length + end.len(), name))
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ff}' | '\u{620}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
