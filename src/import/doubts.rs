//! Doubts about many rows or files: those alike are told in one line, with their number and the first places.

use std::collections::BTreeMap;

use crate::diag::{At, Code, Diagnostic, Diagnostics};

/// So many places are named.
const NAMED: usize = 3;

/// How much is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Telling {
    /// One line for all that are alike.
    #[default]
    Grouped,
    /// Each.
    Each,
}

/// What is doubtful about one thing.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    /// The code.
    pub code: Code,
    /// What those that are alike have in common: a column, a key, a name.
    pub name: String,
    /// What was found.
    pub message: String,
    /// The way out.
    pub hint: &'static str,
}

impl PartialEq for Doubt {
    fn eq(&self, other: &Self) -> bool {
        (self.code.name, &self.name, &self.message) == (other.code.name, &other.name, &other.message)
    }
}

/// The doubts of an import.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    telling: Telling,
    groups: BTreeMap<(&'static str, String), Group>,
}

#[derive(Debug)]
struct Group {
    code: Code,
    hint: &'static str,
    count: usize,
    /// The noun of what is counted, such as "row".
    told: Vec<(String, Option<At>, String)>,
}

impl Doubts {
    /// None yet.
    pub fn told(telling: Telling) -> Self {
        Self { telling, groups: BTreeMap::new() }
    }

    /// Adds what is doubtful at a place, such as `row 7`; says whether the place will be shown.
    pub fn add(&mut self, place: impl FnOnce() -> String, at: Option<At>, doubt: Doubt) -> bool {
        let Doubt { code, name, message, hint } = doubt;
        let group =
            self.groups.entry((code.name, name)).or_insert(Group { code, hint, count: 0, told: Vec::new() });
        group.count += 1;
        let is_shown = self.telling == Telling::Each || group.told.len() < NAMED;
        if is_shown {
            group.told.push((place(), at, message));
        }
        is_shown
    }

    /// Tells all; `noun` is what is counted.
    pub fn tell(self, noun: &str, out: &mut Diagnostics) {
        for group in self.groups.into_values() {
            let Group { code, hint, count, told } = group;
            if self.telling == Telling::Each || count == 1 {
                for (place, at, message) in told {
                    // The frame names the file.
                    let message = if noun == "file" { message } else { format!("{place}: {message}") };
                    out.push(placed(Diagnostic::new(code, message), at).hint(hint));
                }
                continue;
            }
            let first = told.first().and_then(|(_, at, _)| at.clone());
            let more = count - told.len();
            let mut named: Vec<String> =
                told.iter().map(|(place, _, message)| format!("{place}: {message}")).collect();
            named.extend((more > 0).then(|| format!("and {more} more")));
            let message = format!("{}: {}", crate::text::count(count, noun), named.join("; "));
            let mut problem = placed(Diagnostic::new(code, message), first).hint(hint);
            if more > 0 {
                problem = problem.hint("`--verbose` names all");
            }
            out.push(problem);
        }
    }
}

fn placed(problem: Diagnostic, at: Option<At>) -> Diagnostic {
    match at {
        Some(at) => problem.at(at),
        None => problem,
    }
}
