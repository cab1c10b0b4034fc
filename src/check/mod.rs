//! Stage 5, check: the list of lints, one a file; a file's name is its code.

mod conflict_not_named;
mod contradicting_affiliations;
mod copy_differs;
mod duplicate_id;
mod duplicate_title;
mod empty_article;
mod future_date;
mod low_contrast;
mod many_actors;
mod missing_copy;
mod missing_image;
mod near_duplicate;
mod no_articles;
mod no_copy;
mod one_sided_sources;
mod unarchived_source;
mod uncited_event;
mod unknown_figure;
mod untagged_actor;
mod unused_actor;
mod updated_before_published;

use rayon::prelude::*;

use crate::derive::{Facts, Kin};
use crate::diag::{At, Diagnostics, Spot};
use crate::model::{Day, Site};
use crate::resolve::Uses;
use crate::source::{Copies, SourceTree};

/// What a lint may look at.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The site.
    pub site: &'a Site,
    /// Where its names stand, for lints that an editor asks for.
    pub uses: &'a Uses,
    /// The facts about it.
    pub facts: &'a Facts,
    /// Stories that belong together.
    pub kin: &'a Kin,
    /// The day of the build.
    pub today: Day,
    /// How many errors the stages before have found.
    pub errors: usize,
    /// The files that it was read from.
    pub tree: &'a SourceTree,
    /// The hashes of local copies.
    pub copies: &'a Copies,
}

/// Which lints run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Those that find mistakes.
    #[default]
    Mistakes,
    /// Also those that an editor decides about, which would nag in every build.
    Editorial,
}

type Lint = fn(&Checked, &mut Diagnostics);

const LINTS: &[Lint] = &[
    conflict_not_named::lint,
    contradicting_affiliations::lint,
    copy_differs::lint,
    duplicate_id::lint,
    duplicate_title::lint,
    empty_article::lint,
    future_date::lint,
    low_contrast::lint,
    many_actors::lint,
    missing_copy::lint,
    missing_image::lint,
    near_duplicate::lint,
    no_articles::lint,
    no_copy::lint,
    unknown_figure::lint,
    updated_before_published::lint,
];

const EDITORIAL: &[Lint] = &[
    one_sided_sources::lint,
    unarchived_source::lint,
    uncited_event::lint,
    untagged_actor::lint,
    unused_actor::lint,
];

/// Runs the lints, all of those that are asked for.
pub fn check(checked: &Checked, depth: Depth, out: &mut Diagnostics) {
    let run = |lint: &Lint| {
        let mut own = Diagnostics::default();
        lint(checked, &mut own);
        own
    };
    let editorial = if depth == Depth::Editorial { EDITORIAL } else { &[] };
    let found: Vec<Diagnostics> = LINTS.par_iter().chain(editorial).map(run).collect();
    found.into_iter().for_each(|own| out.extend(own));
}

/// The path of a field of the map that stands at a place.
fn inside(at: &At, field: &str) -> String {
    match &at.spot {
        Spot::Value(path) if !path.is_empty() => format!("{path}/{field}"),
        _ => field.to_owned(),
    }
}
