//! Cells of a table's row for which its header has no column.

use std::ops::Range;

use super::Writer;
use crate::diag::{Diagnostic, code};
use crate::text;

impl Writer<'_, '_> {
    /// Shows what Markdown would leave out of a row, and reports it.
    pub(super) fn lost_cells(&mut self, row: &Range<usize>) {
        let body = self.doc.body;
        let rest = body.get(self.table.cell_end..row.end).unwrap_or("").trim();
        let rest = rest.strip_prefix('|').unwrap_or(rest);
        let lost = if rest.ends_with("\\|") { rest } else { rest.strip_suffix('|').unwrap_or(rest) }.trim();
        if lost.trim_matches(['|', ' ', '\t']).is_empty() {
            return;
        }
        for cell in cells(lost) {
            self.push("<td>");
            self.push_text(&cell.trim().replace("\\|", "|"));
            self.push("</td>");
        }
        let columns = text::count(self.table.columns(), "column");
        let message = format!("`{lost}` lies beyond the table's header, which has {columns}");
        let problem = Diagnostic::new(code::LOST_CELLS, message).hint(
            "give the header a column more, or write `\\|` for a stroke that belongs to a cell, also in code",
        );
        self.warn(problem, &text::range_in(body, lost).unwrap_or_else(|| row.clone()));
    }
}

/// The cells of the rest of a row; an escaped stroke ends none.
fn cells(rest: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut from = 0;
    for (at, _) in rest.match_indices('|').filter(|(at, _)| !rest[..*at].ends_with('\\')) {
        cells.push(&rest[from..at]);
        from = at + 1;
    }
    cells.push(&rest[from..]);
    cells
}
