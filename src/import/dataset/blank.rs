//! Cells that say that there is nothing in them: placeholders, and errors and formulas of spreadsheets.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::row::Cells;

/// What people and programs write into a cell that has no value, in small letters.
const WORDS: &[&str] = &[
    "n/a",
    "n.a.",
    "n. a.",
    "na",
    "n/d",
    "s/d",
    "n.d.",
    "null",
    "nil",
    "none",
    "nan",
    "-nan",
    "<na>",
    "unknown",
    "unk",
    "undefined",
    "not available",
    "not known",
    "not applicable",
    "no data",
    "tbd",
    "tba",
    "k.a.",
    "k. a.",
    "unbekannt",
    "inconnu",
    "desconocido",
    "sin datos",
    "неизвестно",
    "н/д",
    "нет данных",
    "невідомо",
    "bilinmiyor",
    "անհայտ",
];

/// Whether a cell has no value.
pub(in crate::import) fn is_blank(cell: &str) -> bool {
    let cell = cell.trim();
    if cell.chars().all(|c| {
        matches!(c, '-' | '–' | '—' | '―' | '−' | '?' | '.' | '…' | '_' | '*' | '#' | '/')
            || c.is_whitespace()
    }) {
        return true;
    }
    // `#REF!`, `#N/A`, `#NAME?` and their like in every language of a spreadsheet; formulas that were not worked out.
    let error = cell.starts_with('#')
        && (cell.ends_with(['!', '?']) || matches!(cell, "#N/A" | "#NV" | "#N/D" | "#Н/Д"));
    let formula = cell.strip_prefix('=').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '+' | '-' | '(' | '$'))
    });
    error || formula || (cell.len() < 40 && WORDS.contains(&cell.to_lowercase().as_str()))
}

/// A row whose placeholders are empty cells, each counted once.
pub(super) struct Filled<'a> {
    row: &'a dyn Cells,
    blank: RefCell<BTreeSet<String>>,
}

impl<'a> Filled<'a> {
    /// The cells of a row.
    pub fn of(row: &'a dyn Cells) -> Self {
        Self { row, blank: RefCell::default() }
    }

    /// How many placeholders were asked for.
    pub fn count(&self) -> usize {
        self.blank.borrow().len()
    }
}

impl Cells for Filled<'_> {
    fn cell(&self, name: &str) -> &str {
        let cell = self.row.cell(name);
        if cell.is_empty() || !is_blank(cell) {
            return cell;
        }
        self.blank.borrow_mut().insert(name.to_owned());
        ""
    }

    fn has(&self, name: &str) -> bool {
        self.row.has(name)
    }

    fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    fn surplus(&self) -> isize {
        self.row.surplus()
    }
}

#[cfg(test)]
mod tests {
    use super::is_blank;

    #[test]
    fn placeholders_have_no_value() {
        for cell in [
            "N/A",
            "NULL",
            "#REF!",
            "#NAME?",
            "-",
            "--",
            "?",
            "nan",
            "None",
            "Unknown",
            "=HYPERLINK(\"http://a.example\")",
            "…",
        ] {
            assert!(is_blank(cell), "{cell}");
        }
        for cell in ["0", "Na Ma", "North", "+1", "Nana", "=", "#1", "C+"] {
            assert!(!is_blank(cell), "{cell}");
        }
    }
}
