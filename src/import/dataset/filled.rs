//! A text with cells in braces, such as `{what} in {town}`.

use super::row::Cells;

/// The cell of a column, or a text with cells in braces, or the text itself. Where a cell is empty, the words that
/// lead to it are left out too.
pub(super) fn filled(text: &str, row: &dyn Cells) -> String {
    if row.has(&text.to_lowercase()) {
        return row.cell(&text.to_lowercase()).to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    let mut lost = false;
    while let Some((before, inside, after)) =
        rest.split_once('{').and_then(|(b, r)| r.split_once('}').map(|(i, a)| (b, i, a)))
    {
        let cell = row.cell(&inside.trim().to_lowercase());
        if lost && out.is_empty() {
            // What stood first is empty: the words after it lead nowhere.
        } else if cell.is_empty() {
            out.push_str(without_lead(closed(before, lost)));
        } else {
            out.push_str(closed(before, lost));
        }
        out.push_str(cell);
        lost = cell.is_empty();
        rest = after;
    }
    if !(lost && out.is_empty()) {
        out.push_str(closed(rest, lost));
    }
    out.trim().to_owned()
}

/// The words after an empty cell, without the bracket that would have closed it.
fn closed(text: &str, lost: bool) -> &str {
    if lost { text.trim_start_matches([')', ']', '”', '»']) } else { text }
}

/// The words before an empty cell, without those that lead to it: `Strike in ` is `Strike`.
fn without_lead(text: &str) -> &str {
    let signs = |c: char| !c.is_alphanumeric();
    let mut text = text.trim_end_matches(signs);
    while let Some((start, word)) =
        text.rsplit_once(' ').or(Some(("", text)).filter(|(_, word)| !word.is_empty()))
    {
        let small = word.chars().count() <= 4 && word.chars().all(char::is_lowercase);
        if !small {
            break;
        }
        text = start.trim_end_matches(signs);
    }
    text
}

/// The columns that such a text names; the text itself where it names none.
pub(super) fn columns(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, inside, after)) =
        rest.split_once('{').and_then(|(b, r)| r.split_once('}').map(|(i, a)| (b, i, a)))
    {
        found.push(inside.trim().to_lowercase());
        rest = after;
    }
    if found.is_empty() {
        found.push(text.to_lowercase());
    }
    found
}
