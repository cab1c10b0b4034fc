//! Files of a site in which mistakes are mended: the rest of a file stays to the byte.

#![expect(clippy::disallowed_methods, reason = "a file is read as it is now, and exchanged in one step")]

use std::fs;
use std::ops::Range;
use std::path::Path;

use crate::diag::Failure;

const MARK: &[u8] = "\u{feff}".as_bytes();

/// Replaces bytes of a file that was read as `text`; gives which of the edits were made. Where two overlap the first is, and none
/// where the file is no longer what was read.
///
/// # Errors
/// Fails when the file cannot be read or written; it then stands as it was.
pub fn mend(path: &Path, text: &str, edits: &[(Range<usize>, String)]) -> Result<Vec<usize>, Failure> {
    let failed = |verb| move |error| Failure::new(verb, path, error);
    let raw = fs::read(path).map_err(failed("read"))?;
    // Offsets count without the mark; an old line end has as many bytes as what is read for it.
    let lead = if raw.starts_with(MARK) { MARK.len() } else { 0 };
    let is_same = |range: &Range<usize>| {
        raw.get(lead + range.start..lead + range.end) == text.as_bytes().get(range.clone())
    };
    if raw.len() != lead + text.len() || !edits.iter().all(|(range, _)| is_same(range)) {
        return Ok(Vec::new());
    }
    let mut order: Vec<usize> = (0..edits.len()).collect();
    order.sort_by_key(|at| (edits[*at].0.start, edits[*at].0.end));
    let (mut mended, mut made, mut until) = (raw[..lead].to_vec(), Vec::new(), lead);
    for at in order {
        let (range, new) = &edits[at];
        if lead + range.start < until {
            continue;
        }
        mended.extend_from_slice(&raw[until..lead + range.start]);
        mended.extend_from_slice(new.as_bytes());
        until = lead + range.end;
        made.push(at);
    }
    mended.extend_from_slice(&raw[until..]);
    // A link stays one: what it leads to is exchanged.
    let real = fs::canonicalize(path).map_err(failed("read"))?;
    let beside = real.with_extension("dateline-new");
    fs::write(&beside, &mended).map_err(failed("write"))?;
    let permissions = fs::metadata(&real).map_err(failed("read"))?.permissions();
    let exchanged = fs::set_permissions(&beside, permissions).and_then(|()| fs::rename(&beside, &real));
    if exchanged.is_err() {
        let _ = fs::remove_file(&beside);
    }
    exchanged.map_err(failed("write"))?;
    Ok(made)
}
