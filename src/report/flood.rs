//! Mistakes of one sort that would bury all others: the first of them are shown, and how many more there are.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ColourChoice, frame};
use crate::diag::{Diagnostic, Diagnostics, FileId};
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

/// So many of a code are shown.
const SHOWN: usize = 20;

/// So many of a code are shown that say the same of one file.
const ALIKE: usize = 5;

/// What is not shown of a code.
#[derive(Default)]
struct Rest {
    number: usize,
    files: FxHashSet<Option<FileId>>,
}

/// The frames that are shown, and a line for each code of which there are more.
pub(super) fn print(
    diagnostics: &Diagnostics,
    tree: &SourceTree,
    colour: ColourChoice,
    amount: HowMuch,
) -> String {
    let (shown, rest) = chosen(diagnostics, amount);
    let mut text: String = shown.into_iter().map(|one| frame::human(one, tree, colour) + "\n\n").collect();
    for (code, rest) in &rest {
        let (files, number) = (count(rest.files.len(), "file"), count(rest.number, "mistake"));
        let number = number.split(' ').next().unwrap_or_default();
        let HowMuch::First { rest: way } = amount else { continue };
        text.push_str(&format!("… and {number} more `{code}` in {files}: {way}\n"));
    }
    if !rest.is_empty() {
        text.push('\n');
    }
    text
}

fn chosen(diagnostics: &Diagnostics, amount: HowMuch) -> (Vec<&Diagnostic>, BTreeMap<&str, Rest>) {
    let (mut shown, mut rest) = (Vec::new(), BTreeMap::<&str, Rest>::new());
    let mut of_code: FxHashMap<&str, usize> = FxHashMap::default();
    let mut alike: FxHashMap<(&str, Option<FileId>, &str), usize> = FxHashMap::default();
    for one in &diagnostics.0 {
        let file = one.at.as_ref().map(|at| at.file);
        let alike = alike.entry((&one.code, file, &one.message)).or_default();
        let number = of_code.entry(&one.code).or_default();
        *alike += 1;
        if amount == HowMuch::All || (*number < SHOWN && *alike <= ALIKE) {
            *number += 1;
            shown.push(one);
        } else {
            let rest = rest.entry(&one.code).or_default();
            rest.number += 1;
            rest.files.insert(file);
        }
    }
    (shown, rest)
}
