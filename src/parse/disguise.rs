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
    let problem = Diagnostic::new(code::MIXED_SCRIPTS, message);
    match plain.is_ascii() {
        true => problem.instead(found.word, plain),
        false => problem.hint("type the word anew in one script"),
    }
}

/// Signs that turn the direction, raw or escaped, in lines without a letter of a right-to-left script: first byte,
/// length and name.
fn directions(text: &str) -> Vec<(usize, usize, &'static str)> {
    let starts = memchr::memchr3_iter(0xe2, b'\\', b'&', text.as_bytes());
    let found = starts.filter_map(|at| sign(&text[at..]).map(|(length, name)| (at, length, name)));
    found.filter(|(at, ..)| !line_around(text, *at).chars().any(is_right_to_left)).collect()
}

fn line_around(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..].lines().next().unwrap_or("")
}

/// The sign that a text begins with, and how many bytes it takes.
fn sign(text: &str) -> Option<(usize, &'static str)> {
    let first = text.chars().next()?;
    match first {
        '\\' => escape(text, "\\u", 16, ""),
        '&' => {
            let hexadecimal = ["&#x", "&#X"].into_iter().find_map(|start| escape(text, start, 16, ";"));
            hexadecimal.or_else(|| escape(text, "&#", 10, ";"))
        }
        c => direction_name(c).map(|name| (c.len_utf8(), name)),
    }
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
