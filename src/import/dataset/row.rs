//! The rows of a table in CSV: separator found by itself, cells by the name of their column.

use std::io::{Cursor, Read};

use csv::{ByteRecord, ReaderBuilder};
use rustc_hash::FxHashMap;

use crate::diag::Failure;
use crate::import::encoding;

/// So many bytes of a table are looked at for its separator, and read at a time.
const HEAD: usize = 256 * 1024;

/// The cells of a row.
pub(in crate::import) trait Cells {
    /// The cell of a column, trimmed; empty if there is none.
    fn cell(&self, name: &str) -> &str;
    /// Whether there is such a column.
    fn has(&self, name: &str) -> bool;
    /// Whether nothing stands in any cell.
    fn is_empty(&self) -> bool;
    /// How many cells it has less or more than there are names; more are a row that has slipped.
    fn surplus(&self) -> isize {
        0
    }
}

/// Why a table cannot be read to its end.
#[derive(Debug)]
pub(in crate::import) struct Broken {
    /// The row.
    pub row: u64,
    /// The reason.
    pub reason: String,
}

/// How reading went: the inner result is about the table, the outer about the disk it is written to.
pub(in crate::import) type Ran = Result<Result<(), Broken>, Failure>;

/// What takes rows with their numbers.
pub(in crate::import) type Take<'a> = dyn FnMut(u64, &dyn Cells) -> Result<(), Failure> + 'a;

/// A table whose first row names its columns.
pub(in crate::import) struct Table {
    reader: csv::Reader<Box<dyn Read>>,
    columns: FxHashMap<String, usize>,
    names: Vec<String>,
    broken: Option<String>,
}

/// A row as text.
pub(super) struct Row<'a> {
    /// The places of the columns by their names.
    pub columns: &'a FxHashMap<String, usize>,
    /// How many columns have a name.
    pub names: usize,
    /// What stands in them.
    pub cells: Vec<&'a str>,
}

/// The places of columns by their names; of a name that stands twice the first.
pub(super) fn columns(names: &[String]) -> FxHashMap<String, usize> {
    names.iter().enumerate().rev().map(|(at, name)| (name.clone(), at)).collect()
}

impl Cells for Row<'_> {
    fn cell(&self, name: &str) -> &str {
        self.columns.get(name).and_then(|at| self.cells.get(*at)).map_or("", |cell| plain(cell.trim()))
    }

    fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    fn surplus(&self) -> isize {
        // Cells without content at the end of a row say nothing.
        let filled = self.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1);
        let more = filled.saturating_sub(self.names);
        let less = self.names.saturating_sub(self.cells.len());
        isize::try_from(more).unwrap_or(0) - if more == 0 { isize::try_from(less).unwrap_or(0) } else { 0 }
    }
}

impl Table {
    /// Opens a table; without a row of names where they are given.
    pub fn of(reader: Box<dyn Read>, names: Option<&[&str]>) -> Self {
        let (separator, reader) = separated(reader);
        let mut reader = ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .buffer_capacity(HEAD)
            .from_reader(reader);
        let mut broken = None;
        let names: Vec<String> = match names {
            Some(names) => names.iter().map(|name| (*name).to_owned()).collect(),
            None => {
                let mut record = ByteRecord::new();
                broken = reader.read_byte_record(&mut record).err().map(|error| error.to_string());
                record.iter().map(|cell| name(&encoding::decode(cell, None).text)).collect()
            }
        };
        Self { reader, columns: columns(&names), names, broken }
    }

    /// The names of the columns, in lower case.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Gives every row with its number, the first after the names being 2.
    pub fn each(&mut self, take: &mut Take) -> Ran {
        if let Some(reason) = self.broken.take() {
            return Ok(Err(Broken { row: 1, reason }));
        }
        let mut record = ByteRecord::new();
        let mut number = 1;
        let (columns, names) = (&self.columns, self.names.len());
        loop {
            number += 1;
            match self.reader.read_byte_record(&mut record) {
                Ok(false) => return Ok(Ok(())),
                Ok(true) => {}
                Err(error) => return Ok(Err(Broken { row: number, reason: error.to_string() })),
            }
            let plain: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
            match plain {
                Ok(cells) => take(number, &Row { columns, names, cells })?,
                Err(_) => {
                    // A table of another encoding, or a row that was pasted from one.
                    let texts: Vec<String> =
                        record.iter().map(|cell| encoding::decode(cell, None).text).collect();
                    let cells = texts.iter().map(String::as_str).collect();
                    take(number, &Row { columns, names, cells })?;
                }
            }
        }
    }
}

/// A cell without the apostrophe that keeps a spreadsheet from running what follows it.
fn plain(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'');
    rest.filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

/// The name of a column: lower case, without a byte order mark and quotation marks.
pub(super) fn name(cell: &str) -> String {
    cell.trim().trim_start_matches('\u{feff}').trim_matches('"').trim().to_lowercase()
}

/// The separator of a table, and the table without a line that names it.
fn separated(mut reader: Box<dyn Read>) -> (u8, Box<dyn Read>) {
    let mut head = Vec::new();
    // What cannot be read is met again with the rows.
    let _ = reader.by_ref().take(HEAD as u64).read_to_end(&mut head);
    let named = named_separator(&head);
    let separator = named.unwrap_or_else(|| separator(&head));
    if named.is_some() {
        let end = head.iter().position(|byte| *byte == b'\n').map_or(head.len(), |at| at + 1);
        head.drain(..end);
    }
    (separator, Box::new(Cursor::new(head).chain(reader)))
}

/// The separator of a first line `sep=;`, which spreadsheets write for each other.
fn named_separator(head: &[u8]) -> Option<u8> {
    let line = head.split(|byte| *byte == b'\n').next()?;
    let text = String::from_utf8_lossy(line.get(..line.len().min(20))?).into_owned();
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']).trim_matches('"');
    text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?.as_bytes().first().copied()
}

/// The separator that stands most often in the first line, outside of quotation marks.
fn separator(head: &[u8]) -> u8 {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or(head);
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in line {
        quoted ^= *byte == b'"';
        if !quoted {
            counts.iter_mut().filter(|(sign, _)| sign == byte).for_each(|(_, n)| *n += 1);
        }
    }
    counts.iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(sign, _)| *sign)
}
