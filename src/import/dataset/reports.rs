//! The reports that a row of UCDP was coded from: each a source with its publisher, day and headline.

use super::row::Cells;
use crate::import::source::Citation;

/// The reports of a row.
pub(super) fn of(row: &dyn Cells) -> Vec<Citation> {
    let articles = quoted(row.cell("source_article"));
    let columns = ["source_office", "source_date", "source_headline"].map(|name| row.cell(name));
    let parts = columns.map(parts);
    let count = parts.iter().map(Vec::len).max().unwrap_or(0);
    let is_even = count > 0 && parts.iter().all(|part| part.is_empty() || part.len() == count);
    // The three columns say the same in parts, where they are of one length.
    if is_even && (articles.len() <= count || articles.is_empty()) {
        let part = |column: usize, at: usize| parts[column].get(at).cloned().filter(|text| !text.is_empty());
        return (0..count).map(|at| report(part(0, at), part(1, at), part(2, at))).collect();
    }
    articles.iter().map(String::as_str).map(of_words).collect()
}

fn report(publisher: Option<String>, day: Option<String>, headline: Option<String>) -> Citation {
    let published = day.filter(|day| crate::parse::when(day).is_ok());
    Citation { title: headline, publisher, published, kind: Some("media"), ..Citation::default() }
}

/// `The Paper,2020-10-06,Two die at the bridge`.
fn of_words(text: &str) -> Citation {
    let mut parts = text.splitn(3, ',').map(|part| part.trim().to_owned());
    let (first, day, headline) = (parts.next(), parts.next(), parts.next());
    if day.as_ref().is_some_and(|day| crate::parse::when(day).is_ok()) {
        return report(first, day, headline.filter(|text| !text.is_empty()));
    }
    Citation { title: Some(text.to_owned()), kind: Some("media"), ..Citation::default() }
}

/// The parts of a cell between `;`.
fn parts(cell: &str) -> Vec<String> {
    if cell.is_empty() { Vec::new() } else { cell.split(';').map(|part| part.trim().to_owned()).collect() }
}

/// The texts of a cell in which each has quotation marks of its own; the cell itself where none has.
fn quoted(cell: &str) -> Vec<String> {
    let plain = cell.trim();
    if plain.is_empty() {
        return Vec::new();
    }
    let inner = plain.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) => inner.split("\";\"").map(|text| text.trim().replace("\"\"", "\"")).collect(),
        None => vec![plain.to_owned()],
    }
}
