//! The rows of a spreadsheet: XLSX, XLS, XLSB and ODS. Its first sheet with rows is the table.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::row::{self, Broken, Ran, Row, Take};

/// The first bytes of archives, which XLSX and ODS are, and of the older container.
const MARKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// Whether bytes may be a spreadsheet.
pub(in crate::import) fn is_workbook(head: &[u8]) -> bool {
    MARKS.iter().any(|mark| head.starts_with(mark))
}

/// A table of a spreadsheet.
pub(super) struct Workbook {
    /// The names of the columns, in small letters.
    pub names: Vec<String>,
    /// Other sheets with rows, which are not read.
    pub others: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Workbook {
    /// Reads a spreadsheet; why it cannot be read.
    pub fn read(mut reader: Box<dyn Read>) -> Result<Self, String> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let mut found: Option<Self> = None;
        let mut others = Vec::new();
        for name in book.sheet_names() {
            let Ok(range) = book.worksheet_range(&name) else { continue };
            let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(text).collect()).collect();
            let is_empty = |row: &Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
            // Titles above the table stand alone in their rows.
            let start =
                rows.iter().position(|row| row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1);
            let Some(start) = start.filter(|start| rows[start + 1..].iter().any(|row| !is_empty(row))) else {
                continue;
            };
            if found.is_some() {
                others.push(name);
                continue;
            }
            let names = rows[start].iter().map(|cell| row::name(cell)).collect();
            found =
                Some(Self { names, others: Vec::new(), rows: rows.into_iter().skip(start + 1).collect() });
        }
        let sheet = found.ok_or("no sheet of it has a row of names and rows below")?;
        Ok(Self { others, ..sheet })
    }

    /// Gives every row with its number, the first after the names being 2.
    pub fn each(&self, take: &mut Take) -> Ran {
        let (columns, names) = (row::columns(&self.names), self.names.len());
        for (number, cells) in (2..).zip(&self.rows) {
            let cells = cells.iter().map(String::as_str).collect();
            take(number, &Row { columns: &columns, names, cells })?;
        }
        Ok(Ok::<(), Broken>(()))
    }
}

/// A cell as text: a date as its day, with its time where it has one.
fn text(cell: &Data) -> String {
    match cell {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        // A whole number has no decimals that anybody wrote.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let time = format!("{hour:02}:{minute:02}:{second:02}");
            match (moment.as_f64() < 1.0, time.as_str()) {
                (true, time) => time.trim_end_matches(":00").to_owned(),
                (false, "00:00:00") => format!("{year:04}-{month:02}-{day:02}"),
                (false, time) => format!("{year:04}-{month:02}-{day:02}T{time}"),
            }
        }
        Data::Error(_) | Data::Empty => String::new(),
    }
}
