//! Stage 5, check: the list of lints, one a file with its code, and beside it what the code means; the file's name is the code. `shown` has the pictures that several ask about.
//!
//! Editorial questions are no mistakes: lints that would nag on every site (no archived copy, no source) run in `check` only and
//! never fail it.

mod conflict_not_named;
mod contradicting_affiliations;
mod copy_differs;
mod dates_out_of_order;
mod denied_question;
mod doubtful_position;
mod duplicate_id;
mod duplicate_title;
mod empty_article;
mod event_after_report;
mod far_from_parent;
mod future_date;
mod impossible_travel;
mod lost_credentials;
mod low_contrast;
mod many_actors;
mod missing_copy;
mod missing_image;
mod missing_theme_file;
mod near_duplicate;
mod no_articles;
mod no_captions;
mod no_copy;
mod no_license;
mod no_position;
mod one_sided_sources;
mod proof_differs;
mod same_picture;
mod shown;
mod small_picture;
mod unarchived_source;
mod unchecked_proof;
mod uncited_event;
mod unknown_figure;
mod unknown_menu_item;
mod untagged_actor;
mod unreadable_picture;
mod unreadable_proof;
mod unused_actor;
mod updated_before_published;

use rayon::prelude::*;

use crate::derive::{Facts, Kin};
use crate::diag::{At, Code, Diagnostics, Spot, Topic, code};
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

/// A question to the whole site, and the code of what it finds.
#[derive(Clone, Copy, Debug)]
struct Lint {
    code: Code,
    run: fn(&Checked, &mut Diagnostics),
}

const LINTS: &[Lint] = &[
    conflict_not_named::LINT,
    contradicting_affiliations::LINT,
    copy_differs::LINT,
    dates_out_of_order::LINT,
    denied_question::LINT,
    doubtful_position::LINT,
    duplicate_id::LINT,
    duplicate_title::LINT,
    empty_article::LINT,
    event_after_report::LINT,
    far_from_parent::LINT,
    future_date::LINT,
    impossible_travel::LINT,
    lost_credentials::LINT,
    low_contrast::LINT,
    many_actors::LINT,
    missing_copy::LINT,
    missing_image::LINT,
    missing_theme_file::LINT,
    near_duplicate::LINT,
    no_articles::LINT,
    no_captions::LINT,
    no_copy::LINT,
    no_license::LINT,
    no_position::LINT,
    one_sided_sources::LINT,
    proof_differs::LINT,
    same_picture::LINT,
    small_picture::LINT,
    unarchived_source::LINT,
    unchecked_proof::LINT,
    uncited_event::LINT,
    unknown_figure::LINT,
    unknown_menu_item::LINT,
    untagged_actor::LINT,
    unreadable_picture::LINT,
    unreadable_proof::LINT,
    unused_actor::LINT,
    updated_before_published::LINT,
];

/// Every code there is, by topic.
pub fn codes() -> Vec<Code> {
    let of_lints = LINTS.iter().map(|lint| lint.code);
    let mut codes: Vec<Code> = code::OF_STAGES.iter().copied().chain(of_lints).collect();
    codes.sort_by_key(|code| code.topic);
    let mut seen = std::collections::BTreeSet::new();
    codes.retain(|code| seen.insert(code.name));
    codes
}

/// Runs the lints, all of those that are asked for.
pub fn check(checked: &Checked, depth: Depth, out: &mut Diagnostics) {
    let run = |lint: &Lint| {
        let mut own = Diagnostics::default();
        (lint.run)(checked, &mut own);
        own
    };
    let is_asked = |lint: &&Lint| depth == Depth::Editorial || lint.code.topic != Topic::Editors;
    let found: Vec<Diagnostics> = LINTS.par_iter().filter(is_asked).map(run).collect();
    found.into_iter().for_each(|own| out.extend(own));
}

/// The path of a field of the map that stands at a place.
fn inside(at: &At, field: &str) -> String {
    match &at.spot {
        Spot::Value(path) if !path.is_empty() => format!("{path}/{field}"),
        _ => field.to_owned(),
    }
}
