//! Mistakes of one sort that would bury all others: the first of them are shown, and how many more there are.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ColourChoice, frame};
use crate::diag::{At, Diagnostic, Diagnostics, FileId};
use crate::source::SourceTree;
use crate::text::count;

/// How much people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowMuch {
    /// Of each code the first ones.
    First {
        /// What shows the others.
        rest: &'static str,
    },
    /// Everything.
    All,
}

/// So many of a code are all shown.
const FEW: usize = 20;

/// So many of a code that say the same of one file are all shown.
const FEW_ALIKE: usize = 5;

/// Of more than that, so many are shown, and the places of so many others are named.
const FIRST: usize = 3;

/// What is not shown of a code.
#[derive(Default)]
struct Rest<'a> {
    number: usize,
    files: FxHashSet<Option<FileId>>,
    first: Vec<&'a At>,
}

/// The frames that are shown, and a line for each code of which there are more.
pub(super) fn print(
    diagnostics: &Diagnostics,
    tree: &SourceTree,
    colour: ColourChoice,
    amount: HowMuch,
) -> String {
    let (shown, rest) = match amount {
        HowMuch::All => (diagnostics.0.iter().collect(), BTreeMap::new()),
        HowMuch::First { .. } => first(diagnostics),
    };
    let mut text: String = shown.into_iter().map(|one| frame::human(one, tree, colour) + "\n\n").collect();
    if let HowMuch::First { rest: way } = amount {
        text.extend(rest.iter().map(|(code, rest)| rest.line(code, way, tree)));
    }
    if !rest.is_empty() {
        text.push('\n');
    }
    text
}

impl Rest<'_> {
    fn line(&self, code: &str, way: &str, tree: &SourceTree) -> String {
        let (files, number) = (count(self.files.len(), "file"), count(self.number, "mistake"));
        let number = number.split(' ').next().unwrap_or_default();
        let places: Vec<String> = self.first.iter().filter_map(|at| super::line_of(at, tree)).collect();
        let places =
            if places.is_empty() { String::new() } else { format!(", next at {}", places.join(", ")) };
        format!("… and {number} more `{code}` in {files}{places}: {way}\n")
    }
}

/// The first of each code, and what there is more of it.
fn first(diagnostics: &Diagnostics) -> (Vec<&Diagnostic>, BTreeMap<&str, Rest<'_>>) {
    let (mut left, mut left_alike) = (FxHashMap::default(), FxHashMap::default());
    for one in &diagnostics.0 {
        *left.entry(&*one.code).or_insert(0) += 1;
        *left_alike.entry(alike(one)).or_insert(0) += 1;
    }
    left.values_mut().filter(|total| **total > FEW).for_each(|total| *total = FIRST);
    left_alike.values_mut().filter(|total| **total > FEW_ALIKE).for_each(|total| *total = FIRST);
    let (mut shown, mut rest) = (Vec::new(), BTreeMap::<&str, Rest>::new());
    for one in &diagnostics.0 {
        let (left, left_alike) =
            (left.entry(&*one.code).or_default(), left_alike.entry(alike(one)).or_default());
        if *left > 0 && *left_alike > 0 {
            (*left, *left_alike) = (*left - 1, *left_alike - 1);
            shown.push(one);
            continue;
        }
        let rest = rest.entry(&one.code).or_default();
        rest.number += 1;
        rest.files.insert(one.at.as_ref().map(|at| at.file));
        if rest.first.len() < FIRST {
            rest.first.extend(&one.at);
        }
    }
    (shown, rest)
}

/// What diagnostics that are alike share: the code, the file and what is said.
fn alike(one: &Diagnostic) -> (&str, Option<FileId>, &str) {
    (&one.code, one.at.as_ref().map(|at| at.file), &one.message)
}
