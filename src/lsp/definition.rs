//! Where a thing is described.

use std::ops::Range;

use super::references;
use crate::diag::FileId;
use crate::live::State;
use crate::names::Thing;
use crate::report;

/// The file and the bytes of the name or title by which a thing is described; `None` for what is only named.
pub(super) fn definition(state: &State, thing: Thing) -> Option<(FileId, Range<usize>)> {
    let own = references::all(state, thing).into_iter().find(|reference| reference.is_own);
    own.map(|own| (own.file, own.word)).or_else(|| {
        let at = references::of_report(state, thing)?;
        Some((at.file, report::range(&at, &state.snapshot.tree)))
    })
}
