//! Which line is the headline: marked, or the one that reads most like one before the text.

use rustc_hash::FxHashSet;

use super::head::is_paragraph;
use super::role::{Placed, Role};
use crate::text::fold;

/// How many lines the beginning of a page may have.
const LONGEST: usize = 60;

/// The line that is the headline.
pub(super) fn find(placed: &[Placed]) -> Option<usize> {
    let marked = placed.iter().take(LONGEST).position(|p| matches!(p.role, Role::Heading(1)));
    if marked.is_some() {
        return marked;
    }
    let text =
        placed.iter().position(|p| p.is_prose() && is_paragraph(&p.line.plain)).unwrap_or(placed.len());
    let window = text.min(LONGEST);
    let about = words_of(placed.get(text..).unwrap_or(&[]));
    let score = |at: usize| score(placed, at, &about);
    let prose = |at: &usize| placed.get(*at).is_some_and(Placed::is_prose);
    // Of equal ones the first is the headline.
    let best = (0..window).filter(prose).rev().max_by_key(|at| score(*at));
    let heading = || placed.iter().take(LONGEST).position(|p| matches!(p.role, Role::Heading(_)));
    best.filter(|at| score(*at) > 0)
        .or_else(heading)
        .or(best)
        .or_else(|| placed.iter().position(Placed::is_prose))
}

/// Whether a headline needs no look: it is marked as one, or it reads like one and text follows it.
pub(super) fn is_certain(placed: &[Placed], title: usize) -> bool {
    let line = &placed[title];
    let words = line.line.plain.split_whitespace().count();
    let marked = matches!(line.role, Role::Heading(1));
    marked || ((4..=30).contains(&words) && !line.line.plain.ends_with('.') && placed.len() > title + 1)
}

/// How much a line reads like a headline.
fn score(placed: &[Placed], at: usize, about: &FxHashSet<String>) -> i64 {
    let line = &placed[at].line.plain;
    let count = line.split_whitespace().count();
    let length = match count {
        5..=18 => 30,
        3..=4 => 15,
        19..=40 => 10,
        _ => -20,
    };
    let followed = placed.iter().skip(at + 1).take(3).any(Placed::is_about);
    let shared = long_words(line).filter(|word| about.contains(word)).take(5).count();
    let shared = i64::try_from(shared * 8).unwrap_or(0);
    let open = if line.ends_with(['.', ':', ',']) { -25 } else { 0 };
    let menu = if line.contains('|') || line.contains(" & ") && count <= 5 { -40 } else { 0 };
    let early = -i64::try_from(at / 2).unwrap_or(0);
    length + shared + open + menu + early + if followed { 10 } else { 0 }
}

fn long_words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    folded
        .split(' ')
        .filter(|word| word.chars().count() > 3)
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

/// The longer words of the text.
fn words_of(placed: &[Placed]) -> FxHashSet<String> {
    placed.iter().filter(|p| p.is_prose()).flat_map(|p| long_words(&p.line.plain)).collect()
}
