//! A file's YAML as a value, with its mistakes reported.

use super::{Value, duplicates, parse};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};

/// Reads the YAML of a file, which begins at a byte of it; keys that stand twice are reported and the first one holds.
pub fn read(id: FileId, yaml: &str, offset: usize, out: &mut Diagnostics) -> Option<Value> {
    match parse(yaml) {
        Ok(value) => Some(value),
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

/// Reports duplicate keys and reads the text without them; `None` if that was not what is wrong.
fn without_duplicates(id: FileId, yaml: &str, offset: usize, out: &mut Diagnostics) -> Option<Value> {
    let found = duplicates(yaml);
    if found.is_empty() {
        return None;
    }
    let mut blanked = yaml.as_bytes().to_vec();
    for (.., entry) in &found {
        blanked[entry.clone()].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
    }
    let value = parse(std::str::from_utf8(&blanked).ok()?).ok()?;
    for (path, first, second, _) in found {
        let shift = |r: std::ops::Range<usize>| At::bytes(id, offset + r.start..offset + r.end);
        let key = path.rsplit('/').next().unwrap_or(&path);
        let problem = Diagnostic::new(code::DUPLICATE_KEY, format!("`{key}` stands twice"))
            .at(shift(second))
            .label(shift(first), "first here")
            .hint("the first one is taken; remove the other");
        out.push(problem);
    }
    Some(value)
}
