//! The names under `never_publish:`, in whatever way a file may write them.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use super::{Found, Kind};
use crate::text::{composed, decomposed, slug};

/// The names, ready to be looked for.
pub(super) struct Names {
    names: Vec<String>,
    /// For texts that were brought into the one plain form.
    plain: AhoCorasick,
    of_plain: Vec<usize>,
    /// For bytes as they are: UTF-8 and UTF-16 in the usual cases.
    raw: AhoCorasick,
    of_raw: Vec<usize>,
}

impl Names {
    /// Makes the automata.
    pub(super) fn new(names: &[String]) -> Result<Self, BuildError> {
        let names: Vec<String> = names.iter().filter(|name| !name.trim().is_empty()).cloned().collect();
        let (mut plain, mut raw) = (Vec::new(), Vec::new());
        for (at, name) in names.iter().enumerate() {
            let form = plain_form(name);
            let form = form.trim().to_owned();
            // Addresses and file names join the words in their own ways.
            plain.extend(["-", "_", "+", "."].map(|joint| (form.replace(' ', joint), at)));
            plain.extend([slug(name), slug(&name.replace(['\'', '’'], " "))].map(|form| (form, at)));
            plain.push((form, at));
            raw.extend(raw_forms(name).into_iter().map(|form| (form, at)));
        }
        plain.retain(|(form, _)| !form.is_empty());
        plain.sort();
        plain.dedup();
        let (plain, of_plain): (Vec<String>, Vec<usize>) = plain.into_iter().unzip();
        let (raw, of_raw): (Vec<Vec<u8>>, Vec<usize>) = raw.into_iter().unzip();
        let raw = AhoCorasick::builder().ascii_case_insensitive(true).build(raw)?;
        Ok(Self {
            names,
            plain: AhoCorasick::builder().match_kind(MatchKind::Standard).build(plain)?,
            of_plain,
            raw,
            of_raw,
        })
    }

    /// Names in the path of a file.
    pub(super) fn in_path(&self, path: &str) -> Vec<Found> {
        let patterns = self.patterns(&plain_form(path));
        patterns.into_iter().map(|at| found(self.name(at), 0, "the file's name holds")).collect()
    }

    /// Names in a text.
    pub(super) fn in_text(&self, bytes: &[u8]) -> Vec<Found> {
        let text = String::from_utf8_lossy(bytes);
        let mut all = Vec::new();
        for pattern in self.patterns(&plain_form(&text)) {
            all.push(found(self.name(pattern), self.place(&text, pattern), "the file holds"));
        }
        all.extend(self.in_bytes(bytes));
        all
    }

    /// Names in bytes of any sort.
    pub(super) fn in_bytes(&self, bytes: &[u8]) -> Vec<Found> {
        let hits = self.raw.find_iter(bytes);
        let name = |pattern: usize| &self.names[self.of_raw[pattern]];
        hits.map(|hit| found(name(hit.pattern().as_usize()), hit.start(), "the file holds")).collect()
    }

    fn name(&self, pattern: usize) -> &str {
        &self.names[self.of_plain[pattern]]
    }

    fn patterns(&self, form: &str) -> BTreeSet<usize> {
        self.plain.find_overlapping_iter(form).map(|hit| hit.pattern().as_usize()).collect()
    }

    /// Where the first line with a pattern begins; the beginning of the text, if it goes over several lines.
    fn place(&self, text: &str, pattern: usize) -> usize {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if self.patterns(&plain_form(line)).contains(&pattern) {
                return at;
            }
            at += line.len();
        }
        0
    }
}

fn found(name: &str, at: usize, verb: &str) -> Found {
    Found::new(
        at,
        Kind::Name,
        format!("{verb} `{name}`, which `never_publish` lists"),
        "take it out of what the file is made from; `never_publish` in site.yaml lists what must never leave",
    )
}

/// A name as bytes may have it: composed and decomposed, in small letters, capitals and as written, in UTF-8 and UTF-16.
fn raw_forms(name: &str) -> Vec<Vec<u8>> {
    let cases = [name.to_owned(), name.to_lowercase(), name.to_uppercase()];
    let texts = cases.iter().flat_map(|text| [composed(text), decomposed(text)]);
    let mut forms: Vec<Vec<u8>> = texts
        .flat_map(|text| {
            let units: Vec<u16> = text.encode_utf16().collect();
            let little = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            [text.into_bytes(), little, big]
        })
        .collect();
    forms.sort();
    forms.dedup();
    forms
}

/// A text in one plain form: references, escapes and percent signs read, small letters, composed, one blank for many.
fn plain_form(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr3(b'&', b'\\', b'%', rest.as_bytes()) {
        push_small(&mut out, &rest[..at]);
        let (read, length) = escaped(&rest[at..]);
        push_small(&mut out, &read);
        rest = &rest[at + length..];
    }
    push_small(&mut out, rest);
    composed(&out)
}

fn push_small(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii() && !c.is_ascii_whitespace() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') {
            out.extend(c.to_lowercase());
        }
    }
}

/// What an escape at the beginning of a text stands for, and its length.
fn escaped(text: &str) -> (String, usize) {
    let read = match text.as_bytes()[0] {
        b'&' => reference(text),
        b'\\' => json(text),
        _ => percent(text),
    };
    read.unwrap_or_else(|| (text[..1].to_owned(), 1))
}

/// A character reference of HTML.
fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = &text[1..end];
    let c = if let Some(hex) = name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
        char::from_u32(u32::from_str_radix(hex, 16).ok()?)?
    } else if let Some(digits) = name.strip_prefix('#') {
        char::from_u32(digits.parse().ok()?)?
    } else {
        match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            _ => return None,
        }
    };
    Some((c.to_string(), end + 1))
}

/// `\uXXXX` of JSON and scripts, two of them for what lies beyond the basic plane; `\n` and `\t` are blanks.
fn json(text: &str) -> Option<(String, usize)> {
    match text.as_bytes().get(1)? {
        b'n' | b't' | b'r' => return Some((" ".to_owned(), 2)),
        b'u' => {}
        _ => return None,
    }
    let unit = |from: usize| u16::from_str_radix(text.get(from..from + 4)?, 16).ok();
    let first = unit(2)?;
    let second = text.get(6..8).filter(|sign| *sign == "\\u").and_then(|_| unit(8));
    let pair = second
        .and_then(|second| char::decode_utf16([first, second]).next()?.ok().filter(|c| c.len_utf16() == 2));
    match pair {
        Some(c) => Some((c.to_string(), 12)),
        None => Some((char::decode_utf16([first]).next()?.ok()?.to_string(), 6)),
    }
}

/// A run of `%XX`, which is UTF-8.
fn percent(text: &str) -> Option<(String, usize)> {
    let mut bytes = Vec::new();
    while let Some(hex) =
        text.get(bytes.len() * 3..bytes.len() * 3 + 3).and_then(|part| part.strip_prefix('%'))
    {
        let Ok(byte) = u8::from_str_radix(hex, 16) else { break };
        bytes.push(byte);
    }
    let length = bytes.len() * 3;
    Some((String::from_utf8(bytes).ok().filter(|read| !read.is_empty())?, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let names = Names::new(&["José O'Neil".to_owned(), "Վարդան".to_owned()]).unwrap();
        for text in [
            "by JOSÉ O'NEIL.",
            "jose\u{301} o'neil",
            "Jos&eacute; X; Jos&#233; O&#39;Neil",
            "Jos&#xE9;&nbsp;O&#x27;Neil",
            "\"Jos\\u00e9 O'Neil\"",
            "?q=Jos%C3%A9%20O%27Neil",
            "José\n  O'Neil",
            "jose-o-neil",
            "ՎԱՐԴԱՆ",
            "%D5%8E%D5%A1%D6%80%D5%A4%D5%A1%D5%B6",
        ] {
            assert!(!names.in_text(text.as_bytes()).is_empty(), "{text}");
        }
        assert!(names.in_text("Jose, Neil & %4, \\u12 &#xZ; %E9".as_bytes()).is_empty());
        let wide: Vec<u8> = "x José O'Neil".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(names.in_bytes(&wide).len(), 1);
        assert_eq!(names.in_path("media/Jose\u{301}_O'Neil.jpg").len(), 1);
    }
}
