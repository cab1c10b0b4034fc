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
    let best = best.map(|best| above(placed, best));
    best.filter(|at| score(*at) > 0)
        .or_else(heading)
        .or(best)
        .or_else(|| placed.iter().position(Placed::is_prose))
}

/// The line right above the likeliest one, where that reads like a headline too: a longer line below it is its standfirst.
fn above(placed: &[Placed], best: usize) -> usize {
    let Some(above) = (0..best).rev().find(|at| placed[*at].is_prose()) else { return best };
    // Nothing that tells of the text, such as a stamp, stands between the two.
    let joined = placed[above + 1..best].iter().all(|between| !between.is_about());
    let (line, below) = (&placed[above].line.plain, &placed[best].line.plain);
    let words = |text: &str| text.split_whitespace().count();
    let is_shorter = words(line) <= words(below);
    if joined && is_shorter && reads_like_one(line) { above } else { best }
}

/// Whether a short line reads like a headline and not like a label, a menu or a call to the reader.
fn reads_like_one(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let small = words.iter().skip(1).filter(|word| word.starts_with(char::is_lowercase)).count();
    // Words that are no labels: at least three, of which one is small, or five of any sort.
    let is_sentence = words.len() >= 5 || (words.len() >= 3 && small > 0) || (words.len() == 2 && small == 1);
    let is_open =
        line.ends_with(['.', ':', ',', '!', '…']) || line.contains(['|', '›', '»']) || line.contains(" & ");
    is_sentence && !is_open && !is_call(line) && !line.contains(':')
}

/// Words that call upon the reader.
const CALLS: &[&str] = &[
    "support",
    "subscribe",
    "sign up",
    "join",
    "donate",
    "download",
    "follow us",
    "get our",
    "get the",
    "become a",
    "click here",
    "listen to",
    "watch live",
    "read more",
    "share this",
    "help us",
    "reading time",
    "time to read",
    "turn on",
    "enable",
    "log in",
    "comments are",
    "skip to",
    "contact us",
    "advertise",
    "unterstützen sie",
    "abonnieren",
    "soutenez",
    "abonnez",
    "suscríbase",
    "подпишитесь",
    "поддержите",
    "подписывайтесь",
    "підтримайте",
    "підписуйтесь",
];

/// Whether a line calls upon the reader, or tells of the page and not of the text.
pub(super) fn is_call(line: &str) -> bool {
    let lower = line.to_lowercase();
    CALLS.iter().any(|call| lower.starts_with(call))
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
    // `Story: shelling of the harbour` is a label of the page.
    let labelled = line.find(':').is_some_and(|at| line[..at].split_whitespace().count() == 1 && at < 12);
    let call = if labelled && at > 0 { -15 } else { 0 } + if is_call(line) { -60 } else { 0 };
    let menu = if line.contains('|') || line.contains(" & ") && count <= 5 { -40 } else { 0 };
    let early = -i64::try_from(at / 2).unwrap_or(0);
    length + shared + open + menu + call + early + if followed { 10 } else { 0 }
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
