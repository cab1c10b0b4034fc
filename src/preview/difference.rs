//! What is new in a state: which mistakes have come, which have gone.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::live::State;

/// What has come and gone since the last state.
#[derive(Debug, Default)]
pub struct MistakesDifference {
    /// Mistakes that were not there before.
    pub new: Diagnostics,
    /// Mistakes that are no more.
    pub mended: Vec<Diagnostic>,
}

impl MistakesDifference {
    /// The news of a state. A mistake that has only moved within its file is no news.
    pub fn of(old: &State, new: &State) -> Self {
        Self { new: Diagnostics(beyond(new, old)), mended: beyond(old, new) }
    }
}

/// The mistakes of one state that another one does not have.
fn beyond(state: &State, other: &State) -> Vec<Diagnostic> {
    let mut there: HashMap<_, usize> = HashMap::new();
    for problem in other.diagnostics().iter() {
        *there.entry(key(problem, other)).or_default() += 1;
    }
    let mut beyond = Vec::new();
    for problem in state.diagnostics().iter() {
        match there.get_mut(&key(problem, state)) {
            Some(left) if *left > 0 => *left -= 1,
            _ => beyond.push(problem.clone()),
        }
    }
    beyond
}

fn key<'a>(problem: &'a Diagnostic, state: &'a State) -> (Option<&'a str>, &'a str, &'a str) {
    let file = problem.at.as_ref().and_then(|at| state.snapshot.tree.file(at.file));
    (file.map(|file| file.path.as_str()), &problem.code, &problem.message)
}
