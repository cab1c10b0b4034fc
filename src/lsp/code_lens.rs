//! Lines over what a file describes: how often it is named or cited, and over Read lines that lead nowhere how many want the same.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diag::{At, FileId};
use crate::live::State;
use crate::names::Thing;
use crate::report;
use crate::text::count;

/// A line over a place of a file.
pub(super) struct Lens {
    pub bytes: Range<usize>,
    pub title: String,
    /// The places that it leads to, where no request for references finds them.
    pub places: Vec<At>,
}

/// How often something is named, and in which files.
#[derive(Default)]
struct TimesNamed {
    times: usize,
    files: FxHashSet<FileId>,
}

/// The lenses of a file, in order.
pub(super) fn lenses(state: &State, file: FileId) -> Vec<Lens> {
    let tree = &state.snapshot.tree;
    let mut tallies: FxHashMap<Thing, TimesNamed> = FxHashMap::default();
    let mut own: Vec<(Thing, Range<usize>)> = Vec::new();
    for one in state.uses.in_file(file).filter(|one| one.is_own) {
        let is_new = tallies.insert(one.to, TimesNamed::default()).is_none();
        if is_new {
            own.push((one.to, report::range(&one.at, tree)));
        }
    }
    for one in state.uses.all().filter(|one| !one.is_own) {
        if let Some(tally) = tallies.get_mut(&one.to) {
            tally.times += 1;
            tally.files.insert(one.at.file);
        }
    }
    let mut lenses: Vec<Lens> = Vec::new();
    for (thing, bytes) in own {
        if let Some(tally) = tallies.get(&thing) {
            lenses.push(Lens { bytes, title: said(thing, tally), places: Vec::new() });
        }
    }
    for wanted in &state.snapshot.facts.evidence.wanted {
        for here in wanted.places.iter().filter(|one| one.at.file == file) {
            let title = match wanted.places.len() {
                1 => "no article has this title".to_owned(),
                times => format!("no article has this title, which {} want", count(times, "line")),
            };
            let places = wanted.places.iter().map(|one| one.at.clone()).collect();
            lenses.push(Lens { bytes: report::range(&here.at, tree), title, places });
        }
    }
    lenses.sort_by_key(|lens| (lens.bytes.start, lens.bytes.end));
    lenses
}

fn said(thing: Thing, tally: &TimesNamed) -> String {
    let verb = match thing {
        Thing::Source(_) | Thing::OwnSource(..) => "cited",
        Thing::Article(_) | Thing::Page(_) => "linked",
        Thing::Actor(_) | Thing::Place(_) | Thing::Event(_) | Thing::Conflict(_) => "named",
    };
    match tally.times {
        0 => format!("not {verb} anywhere"),
        times => format!("{verb} {} in {}", count(times, "time"), count(tally.files.len(), "file")),
    }
}
