//! The lines of a text and the columns in them, found without reading the text from its beginning.
//!
//! Of our own hand: rust-analyzer's line-index walks all letters of a line that are not ASCII for each column, so that many mistakes
//! in one long Armenian line would cost the square of its length.

/// Where the lines of a text begin, and how many characters stand before each of its blocks.
#[derive(Debug)]
pub struct Lines {
    starts: Vec<usize>,
    blocks: Vec<Count>,
}

/// Bytes between two counts: so many are read for a column.
const BLOCK: usize = 1024;

/// What stands before a byte.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    chars: usize,
    /// Units of UTF-16.
    units: usize,
}

impl Count {
    fn of(bytes: &[u8]) -> Self {
        let chars = bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
        let pairs = bytes.iter().filter(|byte| **byte >= 0xf0).count();
        Self { chars, units: chars + pairs }
    }

    fn and(self, other: Self) -> Self {
        Self { chars: self.chars + other.chars, units: self.units + other.units }
    }
}

impl Lines {
    /// Reads a text once.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1)).collect();
        let (mut blocks, mut before) = (Vec::with_capacity(bytes.len() / BLOCK + 1), Count::default());
        for block in bytes.chunks(BLOCK) {
            blocks.push(before);
            before = before.and(Count::of(block));
        }
        blocks.push(before);
        Self { starts, blocks }
    }

    /// The number of the line of a byte, from 0.
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The byte at which a line begins; the end of the text, where there are not so many.
    pub fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line).copied()
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn line_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let (line, column) = self.place(text, byte);
        (line + 1, column.chars + 1)
    }

    /// Line and column of a byte, both from 0, the column in units of UTF-16.
    pub fn line_units(&self, text: &str, byte: usize) -> (usize, usize) {
        let (line, column) = self.place(text, byte);
        (line, column.units)
    }

    fn place(&self, text: &str, byte: usize) -> (usize, Count) {
        let byte = super::floor_boundary(text, byte);
        let line = self.line(byte);
        let (start, here) = (self.before(text, self.starts[line]), self.before(text, byte));
        (line, Count { chars: here.chars - start.chars, units: here.units - start.units })
    }

    fn before(&self, text: &str, byte: usize) -> Count {
        let block = byte / BLOCK;
        let counted = self.blocks.get(block).copied().unwrap_or_default();
        counted.and(Count::of(&text.as_bytes()[block * BLOCK..byte]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let line = "ab Շուշի 😀 x\n";
        let text = line.repeat(300) + "end";
        let lines = Lines::of(&text);
        for number in [0, 1, 99, 299] {
            let byte = number * line.len() + line.find('x').unwrap_or(0);
            assert_eq!(lines.line_column(&text, byte), (number + 1, 12));
            assert_eq!(lines.line_units(&text, byte), (number, 12));
            assert_eq!(lines.start(number), Some(number * line.len()));
        }
        assert_eq!(lines.line_column(&text, text.len()), (301, 4));
        assert_eq!(lines.line_column(&text, text.len() + 9), (301, 4));
        assert_eq!(Lines::of("").line_column("", 0), (1, 1));
    }
}
