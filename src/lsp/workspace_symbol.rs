//! Everything of the site that has a name, by a part of it.

use rustc_hash::FxHashSet;

use super::rename::main_name;
use crate::diag::At;
use crate::live::State;
use crate::names::Thing;
use crate::text::fold;

/// So many are shown; the editor asks again as more is written.
const MOST: usize = 200;

/// The things whose name has a text in it, the shortest names first, each with the place where it is described.
pub(super) fn symbols<'a>(state: &'a State, wanted: &str) -> Vec<(Thing, &'a str, &'a At)> {
    let wanted = fold(wanted);
    let mut seen = FxHashSet::default();
    let own = state.uses.all().filter(|one| one.is_own && !matches!(one.to, Thing::OwnSource(..)));
    let named = own.filter_map(|one| Some((one.to, main_name(state, one.to)?, &one.at)));
    let fits = |name: &str| wanted.is_empty() || fold(name).contains(&wanted);
    let mut found: Vec<(Thing, &str, &At)> =
        named.filter(|(thing, name, _)| fits(name) && seen.insert(*thing)).collect();
    found.sort_by(|a, b| {
        a.1.chars().count().cmp(&b.1.chars().count()).then_with(|| (a.1, a.0).cmp(&(b.1, b.0)))
    });
    found.truncate(MOST);
    found
}
