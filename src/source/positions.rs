//! Where the lines and the YAML of a file stand: found out once for all that is reported of it.

use std::ops::Range;
use std::sync::OnceLock;

use super::{SourceFile, split};
use crate::text::Lines;
use crate::yaml::{Part, Spans};

/// The lines of a file, and the places of its YAML.
#[derive(Debug)]
pub struct Positions {
    lines: Lines,
    yaml: Range<usize>,
    places: OnceLock<Spans>,
}

impl Positions {
    /// Reads the lines; the YAML only when it is asked for.
    pub(super) fn of(file: &SourceFile) -> Self {
        let text = file.text();
        let yaml = if file.kind.is_yaml() { 0..text.len() } else { split(text).yaml };
        Self { lines: Lines::of(text), yaml, places: OnceLock::new() }
    }

    /// The lines.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The bytes of a key or value of the YAML; the start of it where the path does not exist.
    pub fn in_yaml(&self, text: &str, path: &str, part: Part) -> Range<usize> {
        let places = self.places.get_or_init(|| Spans::of(text.get(self.yaml.clone()).unwrap_or("")));
        let start = self.yaml.start;
        places.locate(path, part).map_or(start..start, |found| start + found.start..start + found.end)
    }
}

/// The text with every line ended as the rest of the program expects it: a carriage return alone, as old Macs wrote it,
/// becomes a line feed, so that every byte keeps its place.
pub fn with_plain_line_ends(text: String) -> String {
    let is_alone = |bytes: &[u8], at: usize| bytes.get(at + 1) != Some(&b'\n');
    let alone: Vec<usize> =
        memchr::memchr_iter(b'\r', text.as_bytes()).filter(|at| is_alone(text.as_bytes(), *at)).collect();
    if alone.is_empty() {
        return text;
    }
    let mut bytes = text.into_bytes();
    alone.into_iter().for_each(|at| bytes[at] = b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_old_macs_become_line_feeds_in_their_places() {
        let of = |text: &str| with_plain_line_ends(text.to_owned());
        assert_eq!(of("a\rb\r\nc\nd\r"), "a\nb\r\nc\nd\n");
        assert_eq!(of("\r\r\n\r"), "\n\r\n\n");
        assert_eq!(of("a\r\n"), "a\r\n");
    }
}
