//! A file's YAML as a value, with its mistakes reported and private keys taken out.

use super::{Spans, Value, parse_merged, slips};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};

/// Reads the YAML of a file, which begins at a byte of it; keys that stand twice are reported and the first one holds.
///
/// What stands under a key that begins with `_` is the editor's own, however deep, and goes no further than this; but for
/// `_build`, by which Hugo is told to make no page.
pub fn read(id: FileId, yaml: &str, offset: usize, out: &mut Diagnostics) -> Option<Value> {
    let mut value = with_private(id, yaml, offset, out)?;
    if yaml.contains('_') {
        take_out_private(&mut value);
    }
    Some(value)
}

fn take_out_private(value: &mut Value) {
    match value {
        Value::Mapping(map) => {
            map.retain(|key, _| !key.as_str().is_some_and(|key| key.starts_with('_') && key != "_build"));
            map.iter_mut().for_each(|(_, inner)| take_out_private(inner));
        }
        Value::Sequence(list) => list.iter_mut().for_each(take_out_private),
        Value::Tagged(tagged) => take_out_private(&mut tagged.value),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn with_private(id: FileId, yaml: &str, offset: usize, out: &mut Diagnostics) -> Option<Value> {
    match parse_merged(yaml) {
        Ok((value, wrong)) => {
            slips::report(id, yaml, offset, out);
            report_merges(id, wrong, out);
            Some(value)
        }
        Err(error) => {
            if let Some(value) = without_duplicates(id, yaml, offset, out) {
                return Some(value);
            }
            let at = At::bytes(id, offset + error.byte..offset + error.byte);
            out.push(Diagnostic::new(code::INVALID_YAML, error.message).at(at).hints(error.hint));
            None
        }
    }
}

fn report_merges(id: FileId, wrong: Vec<String>, out: &mut Diagnostics) {
    for path in wrong {
        let problem = Diagnostic::new(code::WRONG_TYPE, "`<<` takes the fields of a map, and this is none");
        let hint = "write `<<: *name` with the anchor `&name` before a map, or `<<: [*one, *other]`";
        out.push(problem.at(At::value(id, path)).hint(hint));
    }
}

/// Reports duplicate keys and reads the text without them; `None` if that was not what is wrong.
fn without_duplicates(id: FileId, yaml: &str, offset: usize, out: &mut Diagnostics) -> Option<Value> {
    let places = Spans::of(yaml);
    let found = places.duplicates();
    if found.is_empty() {
        return None;
    }
    let mut blanked = yaml.as_bytes().to_vec();
    for (.., entry) in &found {
        blanked[entry.clone()].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
    }
    let (value, wrong) = parse_merged(std::str::from_utf8(&blanked).ok()?).ok()?;
    report_merges(id, wrong, out);
    for (key, first, second, _) in found {
        let shift = |r: std::ops::Range<usize>| At::bytes(id, offset + r.start..offset + r.end);
        let problem = Diagnostic::new(code::DUPLICATE_KEY, format!("`{key}` stands twice"))
            .at(shift(second))
            .label(shift(first), "first here")
            .hint(if key == "<<" {
                "write one `<<: [*one, *other]`; the first one is taken"
            } else {
                "the first one is taken; remove the other"
            });
        out.push(problem);
    }
    Some(value)
}
