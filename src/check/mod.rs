//! Stage 5, check: the list of lints, one a file; a file's name is its code.

mod contradicting_affiliations;
mod duplicate_title;
mod empty_article;
mod future_date;
mod low_contrast;
mod no_articles;
mod untagged_actor;
mod unused_actor;
mod updated_before_published;

use rayon::prelude::*;

use crate::derive::Facts;
use crate::diag::Diagnostics;
use crate::model::{Day, Site};

/// What a lint may look at.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The site.
    pub site: &'a Site,
    /// The facts about it.
    pub facts: &'a Facts,
    /// The day of the build.
    pub today: Day,
    /// How many errors the stages before have found.
    pub errors: usize,
}

type Lint = fn(&Checked, &mut Diagnostics);

const LINTS: &[Lint] = &[
    contradicting_affiliations::lint,
    duplicate_title::lint,
    empty_article::lint,
    future_date::lint,
    low_contrast::lint,
    no_articles::lint,
    updated_before_published::lint,
];

/// What only an editor who asks is told: it may well be meant.
const ADVICE: &[Lint] = &[untagged_actor::lint, unused_actor::lint];

/// Runs every lint.
pub fn check(checked: &Checked, out: &mut Diagnostics) {
    run(LINTS, checked, out);
}

/// Gives advice.
pub fn advise(checked: &Checked, out: &mut Diagnostics) {
    run(ADVICE, checked, out);
}

fn run(lints: &[Lint], checked: &Checked, out: &mut Diagnostics) {
    let run = |lint: &Lint| {
        let mut own = Diagnostics::default();
        lint(checked, &mut own);
        own
    };
    let found: Vec<Diagnostics> = lints.par_iter().map(run).collect();
    found.into_iter().for_each(|own| out.extend(own));
}
