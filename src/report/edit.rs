//! Fixes as edits: which bytes of a file are replaced, and by what.

use std::ops::Range;

use crate::diag::{At, Diagnostic, FileId, Fix, Spot};
use crate::source::SourceTree;
use crate::yaml;

/// Bytes of a file, and what takes their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub file: FileId,
    /// Its bytes.
    pub range: Range<usize>,
    /// What is written instead, as it stands in the file.
    pub text: String,
}

/// The edits that the fixes of a mistake come to, each with its fix; those that cannot be made are left out.
pub fn edits<'a>(diagnostic: &'a Diagnostic, tree: &'a SourceTree) -> impl Iterator<Item = (&'a Fix, Edit)> {
    let at = diagnostic.at.as_ref();
    diagnostic.fixes.iter().filter_map(move |fix| Some((fix, edit(at?, fix, tree)?)))
}

/// The edit of the only fix of a mistake that means the same as what is written.
pub fn certain(diagnostic: &Diagnostic, tree: &SourceTree) -> Option<Edit> {
    let [Fix { certain: true, .. }] = diagnostic.fixes.as_slice() else { return None };
    edits(diagnostic, tree).map(|(_, edit)| edit).next()
}

fn edit(at: &At, fix: &Fix, tree: &SourceTree) -> Option<Edit> {
    let text = tree.file(at.file)?.text();
    let spot = super::range(at, tree);
    let scalar = match &at.spot {
        Spot::File => return None,
        Spot::Inside(path, ..) => {
            Some(super::range(&At { file: at.file, spot: Spot::Value(path.clone()) }, tree))
        }
        Spot::Value(_) => Some(spot.clone()),
        Spot::Key(_) | Spot::Bytes(..) => None,
    };
    let within = scalar.clone().unwrap_or(spot.clone());
    let range = match &fix.of {
        Some(of) => only(text.get(within.clone())?, of)?,
        None => spot.start - within.start..spot.end - within.start,
    };
    match scalar {
        None => {
            let range = within.start + range.start..within.start + range.end;
            Some(Edit { file: at.file, range, text: fix.text.clone() })
        }
        Some(whole) => {
            let written = text.get(whole.clone())?;
            let text = yaml::in_place_of(written, &replaced(written, range, &fix.text)?)?;
            Some(Edit { file: at.file, range: whole, text })
        }
    }
}

/// Where a part stands in a text that has it once.
fn only(text: &str, part: &str) -> Option<Range<usize>> {
    let mut places = text.match_indices(part).map(|(at, _)| at..at + part.len());
    places.next().filter(|_| !part.is_empty() && places.next().is_none())
}

/// The text of a scalar in which a part is replaced, without its quotation marks.
fn replaced(written: &str, range: Range<usize>, text: &str) -> Option<String> {
    let quotes = usize::from(written.starts_with(['"', '\'']));
    if quotes > 0 && range == (0..written.len()) {
        return Some(text.to_owned());
    }
    let before = written.get(quotes.min(range.start)..range.start)?;
    let after = written.get(range.end..written.len() - quotes)?;
    // What is escaped would have to be read first.
    (quotes == 0 || ![before, after].iter().any(|part| part.contains(['\\', '\''])))
        .then(|| format!("{before}{text}{after}"))
}
