//! What a name stands for, behind it, where it is written otherwise: an alias, an id, a former title.

use std::ops::Range;

use super::references;
use super::rename::{main_name, own_source};
use crate::diag::FileId;
use crate::live::State;
use crate::names::{Thing, key};

/// So many letters of a name are shown.
const LONGEST: usize = 60;

/// The hints in some bytes of a file: behind which byte, and the words.
pub(super) fn hints(state: &State, file: FileId, asked: &Range<usize>) -> Vec<(usize, String)> {
    let Some(text) = state.snapshot.tree.file(file).map(|file| file.text()) else { return Vec::new() };
    let uses = references::in_file(state, file).into_iter();
    let here = uses.filter(|(_, word, is_own)| !is_own && asked.start <= word.end && word.start <= asked.end);
    let hint = |(thing, word, _): (Thing, Range<usize>, bool)| {
        let (written, shown) = (text.get(word.clone())?, shown(state, thing)?);
        (key(written) != key(shown)).then(|| (word.end, cut(shown)))
    };
    let mut hints: Vec<(usize, String)> = here.filter_map(hint).collect();
    hints.sort();
    hints.dedup();
    hints
}

/// What pages call it, or a source by its title.
fn shown(state: &State, thing: Thing) -> Option<&str> {
    match thing {
        Thing::Source(id) => state.snapshot.site.source(id).title.as_deref(),
        Thing::OwnSource(..) => own_source(state, thing)?.title.as_deref(),
        _ => main_name(state, thing),
    }
}

fn cut(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("→ {}…", name[..at].trim_end()),
        None => format!("→ {name}"),
    }
}
