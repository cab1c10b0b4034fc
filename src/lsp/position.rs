//! Bytes of a text, and the lines and columns of editors: from 0, in UTF-16 or UTF-8 units.

use std::ops::Range;

use tower_lsp_server::ls_types::{Position, Range as LspRange};

use crate::source::SourceFile;

/// In which units an editor counts columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Units {
    /// As the protocol has it if nothing is said.
    #[default]
    Utf16,
    /// Bytes.
    Utf8,
}

impl Units {
    /// The line and column of a byte.
    pub fn position(self, text: &str, byte: usize) -> Position {
        let byte = crate::text::floor_boundary(text, byte);
        let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count();
        let before = &text[start..byte];
        let column = match self {
            Self::Utf8 => before.len(),
            Self::Utf16 => before.encode_utf16().count(),
        };
        Position { line: clamp(line), character: clamp(column) }
    }

    /// The lines and columns of a range.
    pub fn range(self, text: &str, bytes: Range<usize>) -> LspRange {
        LspRange { start: self.position(text, bytes.start), end: self.position(text, bytes.end) }
    }

    /// The lines and columns of a range of a file, whose lines are known.
    pub fn in_file(self, file: &SourceFile, bytes: Range<usize>) -> LspRange {
        let (text, lines) = (file.text(), file.positions().lines());
        let position = |byte: usize| {
            let byte = crate::text::floor_boundary(text, byte);
            let (line, column) = match self {
                Self::Utf8 => {
                    let line = lines.line(byte);
                    (line, byte - lines.start(line).unwrap_or(byte))
                }
                Self::Utf16 => lines.line_units(text, byte),
            };
            Position { line: clamp(line), character: clamp(column) }
        };
        LspRange { start: position(bytes.start), end: position(bytes.end) }
    }

    /// The byte at a line and column; the end of the line or text, where there is no such.
    pub fn byte(self, text: &str, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let mut start = 0;
        for _ in 0..line {
            match memchr::memchr(b'\n', &text.as_bytes()[start..]) {
                Some(at) => start += at + 1,
                None => return text.len(),
            }
        }
        let rest = &text[start..];
        let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let rest = rest.strip_suffix('\r').unwrap_or(rest);
        let wanted = usize::try_from(position.character).unwrap_or(usize::MAX);
        let mut column = 0;
        for (at, c) in rest.char_indices() {
            if column >= wanted {
                return start + at;
            }
            column += match self {
                Self::Utf8 => c.len_utf8(),
                Self::Utf16 => c.len_utf16(),
            };
        }
        start + rest.len()
    }

    /// The bytes of a range of lines and columns.
    pub fn bytes(self, text: &str, range: LspRange) -> Range<usize> {
        let start = self.byte(text, range.start);
        start..self.byte(text, range.end).max(start)
    }
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_and_bytes_are_each_others_inverse() {
        let text = "title: Հայաստան\r\n😀 ab\n\nend";
        for units in [Units::Utf16, Units::Utf8] {
            for (byte, c) in text.char_indices().filter(|(_, c)| *c != '\n') {
                let at = units.position(text, byte);
                assert_eq!(units.byte(text, at), byte, "{c:?} at {byte} in {units:?}");
            }
        }
        let smile = text.find('a').unwrap();
        assert_eq!(Units::Utf16.position(text, smile), Position { line: 1, character: 3 });
        assert_eq!(Units::Utf8.position(text, smile), Position { line: 1, character: 5 });
        assert_eq!(Units::Utf16.byte(text, Position { line: 9, character: 9 }), text.len());
        assert_eq!(Units::Utf16.byte(text, Position { line: 0, character: 99 }), text.find('\r').unwrap());
    }
}
