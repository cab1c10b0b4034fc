//! Tables in CSV (RFC 4180), and what says how they belong together, `data/datapackage.json` (Frictionless Data Package 2).
//!
//! A cell that a spreadsheet would run, because it begins with `=`, `+`, `-`, `@` or a tab, begins with an apostrophe.

mod claims;
mod events;
mod evidence;
mod figures;
mod package;
mod sources;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::render::context::Context;
use crate::route::Export;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnKind {
    /// A name of the row, its own within the table.
    Id,
    /// A text of anybody's.
    Text,
    /// A date in EDTF, a time or a day.
    Date,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// The id of a row of that table, or nothing.
    Key(&'static str),
}

/// A column: its name, what it holds, and what that means.
struct TableColumn(&'static str, ColumnKind, &'static str);

/// A table: its columns, and how its rows are made.
struct ExportTable {
    name: &'static str,
    about: &'static str,
    columns: &'static [TableColumn],
    rows: fn(Context<'_>) -> Vec<Vec<String>>,
}

const TABLES: [&ExportTable; 7] = [
    &events::EVENTS,
    &events::ACTORS,
    &events::PLACES,
    &sources::SOURCES,
    &claims::CLAIMS,
    &figures::FIGURES,
    &evidence::EVIDENCE,
];

/// The table of an export; empty for one that is no table.
pub fn file(cx: Context<'_>, export: Export) -> String {
    let name = export.file().trim_start_matches("data/").trim_end_matches(".csv");
    TABLES.iter().find(|table| table.name == name).map(|table| table.csv(cx)).unwrap_or_default()
}

pub use package::package;

impl ExportTable {
    fn csv(&self, cx: Context<'_>) -> String {
        let mut table = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(Vec::new());
        // A list of bytes takes everything.
        let _ = table.write_record(self.columns.iter().map(|column| column.0));
        for row in (self.rows)(cx) {
            let _ = table.write_record(
                row.iter().zip(self.columns).map(|(cell, column)| harmless(cell, column.1).into_owned()),
            );
        }
        table.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// A cell that no spreadsheet runs; numbers stay numbers, dates stay dates.
fn harmless(cell: &str, kind: ColumnKind) -> std::borrow::Cow<'_, str> {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    match kind {
        ColumnKind::Text | ColumnKind::Id | ColumnKind::Key(_) if runs => format!("'{cell}").into(),
        _ => cell.into(),
    }
}

/// A text, or nothing.
fn or_empty(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

/// A number as tables write it, or nothing.
fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn flag(value: bool) -> String {
    value.to_string()
}
