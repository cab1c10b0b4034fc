//! The colours of names and dates.

use std::ops::Range;

use super::references;
use crate::diag::FileId;
use crate::live::State;
use crate::names::Thing;
use crate::source::split;
use crate::yaml::Spans;

/// What there are colours for, by the protocol's names.
pub(super) const LEGEND: [&str; 8] =
    ["class", "struct", "event", "namespace", "function", "interface", "variable", "number"];

/// Its place in the legend for a date.
const DATE: u32 = 7;

/// The tokens of a file, in order and apart from each other: their bytes and their places in the legend.
pub(super) fn tokens(state: &State, file: FileId) -> Vec<(Range<usize>, u32)> {
    let Some(source) = state.snapshot.tree.file(file) else { return Vec::new() };
    let text = source.text();
    let front = if source.kind.is_yaml() { 0..text.len() } else { split(text).yaml };
    let spans = Spans::of(text.get(front.clone()).unwrap_or(""));
    let is_date = |path: &str| {
        path.rsplit('/').find(|step| step.parse::<usize>().is_err()).is_some_and(super::keys::is_date)
    };
    let dates = spans.scalars().filter(|(path, _)| is_date(path));
    let dates = dates.map(|(_, bytes)| (front.start + bytes.start..front.start + bytes.end, DATE));
    let names = references::in_file(state, file).into_iter().map(|(thing, word, _)| (word, sort_of(thing)));
    let mut tokens: Vec<(Range<usize>, u32)> = names.chain(dates).collect();
    tokens.retain(|(bytes, _)| {
        text.get(bytes.clone()).is_some_and(|word| !word.is_empty() && !word.contains('\n'))
    });
    tokens.sort_by_key(|(bytes, sort)| (bytes.start, bytes.end, *sort));
    let mut end = 0;
    tokens.retain(|(bytes, _)| {
        bytes.start >= end && {
            end = bytes.end;
            true
        }
    });
    tokens
}

fn sort_of(thing: Thing) -> u32 {
    match thing {
        Thing::Actor(_) => 0,
        Thing::Place(_) => 1,
        Thing::Event(_) => 2,
        Thing::Conflict(_) => 3,
        Thing::Article(_) => 4,
        Thing::Page(_) => 5,
        Thing::Source(_) | Thing::OwnSource(..) => 6,
    }
}
