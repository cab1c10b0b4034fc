//! Lists that were written as one text: `war, peace; border`.

use crate::diag::{At, Diagnostic, code};
use crate::text;
use crate::yaml::{self, Fields, Written};

/// What the entries of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entries {
    /// Words, which hold no comma.
    Tags,
    /// Names, which may be written `Writer, Ann`.
    People,
}

/// Takes a list of texts; an entry that looks like several is reported with the list to write.
pub(super) fn texts(
    fields: &mut Fields,
    key: &'static str,
    about: &'static str,
    entries: Entries,
) -> Vec<String> {
    let list = fields.list(key, about);
    for Written { value, path } in &list {
        let is_lone = **path == *fields.path_of(key);
        let Some(parts) = parts(value, entries, is_lone) else { continue };
        let written: Vec<String> = parts.iter().map(|part| yaml::scalar(part)).collect();
        let message =
            format!("`{}` is one entry; it looks like {}", value.trim(), text::count(parts.len(), "entry"));
        let problem = Diagnostic::new(code::LIST_IN_TEXT, message).at(At::value(fields.file, path.clone()));
        fields.out.push(problem.hint(format!("write `{key}: [{}]`", written.join(", "))));
    }
    list.into_iter().map(|written| written.value).collect()
}

/// The entries that a text looks like; `None` for one. A list has its commas already, so that those of its entries
/// belong to them.
fn parts(text: &str, entries: Entries, is_lone: bool) -> Option<Vec<&str>> {
    let is_sign =
        |c: char| matches!(c, ';' | '|' | '；' | '،' | '、' | '\n') || (is_lone && matches!(c, ',' | '，'));
    let parts: Vec<&str> =
        text.split(is_sign).flat_map(|part| people(part, entries)).map(str::trim).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let fits = match entries {
        Entries::Tags => true,
        Entries::People => text.contains([';', '|', '\n']) || parts.iter().all(|part| part.contains(' ')),
    };
    (parts.len() > 1 && fits).then_some(parts)
}

/// `Ann Writer and Bo Writer`.
fn people(part: &str, entries: Entries) -> Vec<&str> {
    match part.split_once(" and ").or_else(|| part.split_once(" & ")) {
        Some((one, other))
            if entries == Entries::People && one.trim().contains(' ') && other.trim().contains(' ') =>
        {
            vec![one, other]
        }
        _ => vec![part],
    }
}
