//! Which line is the headline: marked, or the one that reads most like one before the text.

use rustc_hash::FxHashSet;

use super::head::is_paragraph;
use super::lines::ends_sentence;
use super::role::{Placed, Role};
use crate::text::fold;

/// How many lines the beginning of a page may have.
pub(super) const LONGEST: usize = 60;

/// The line that is the headline.
pub(super) fn find(placed: &[Placed]) -> Option<usize> {
    let marked = placed.iter().take(LONGEST).position(|p| matches!(p.role, Role::Heading(1)));
    if marked.is_some() {
        return marked;
    }
    let text = text_start(placed);
    let window = text.min(LONGEST);
    let about = words_of(placed.get(text..).unwrap_or(&[]));
    let score = |at: usize| score(placed, at, &about);
    let prose = |at: &usize| placed.get(*at).is_some_and(Placed::is_prose);
    // Of equal ones the first is the headline.
    let best = (0..window).filter(prose).rev().max_by_key(|at| score(*at));
    let heading = || placed.iter().take(LONGEST).position(|p| matches!(p.role, Role::Heading(_)));
    let best = best.map(|best| above(placed, best, &about));
    best.filter(|at| score(*at) > 0)
        .or_else(heading)
        .or(best)
        .or_else(|| placed.iter().position(Placed::is_prose))
}

/// The line at which the text begins: a paragraph, a long sentence that another follows, or any that ends.
pub(super) fn text_start(placed: &[Placed]) -> usize {
    let lines = || (0..placed.len()).filter(|at| placed[*at].is_prose());
    let words = |at: usize| placed[at].line.plain.as_str();
    let goes_on = |at: usize| {
        let next = placed[at + 1..].iter().find(|p| p.is_prose() || p.is_about());
        next.is_some_and(|next| next.is_prose() && ends_sentence(&next.line.plain))
    };
    let ends = |at: usize, least: usize| {
        words(at).chars().count() >= least && words(at).ends_with(['.', '”', '"', '։', '。', '؟'])
    };
    lines()
        .find(|at| is_paragraph(words(*at)) || ends(*at, 60) && goes_on(*at))
        .or_else(|| lines().find(|at| ends(*at, 25) && goes_on(*at)))
        .or_else(|| lines().find(|at| ends(*at, 25)))
        .unwrap_or(placed.len())
}

/// The first of the lines above the likeliest one that read like headlines too: what stands below it is its standfirst,
/// however long, and whatever tells of the text between the two.
fn above(placed: &[Placed], best: usize, about: &FxHashSet<String>) -> usize {
    let mut at = best;
    while let Some(above) = (0..at).rev().find(|above| placed[*above].is_prose()) {
        let line = &placed[above].line.plain;
        let is_of_text = || long_words(line).any(|word| about.contains(&word));
        if !reads_like_one(line) || line.split_whitespace().count() < 5 && !is_of_text() {
            break;
        }
        at = above;
    }
    at
}

/// Whether a short line reads like a headline and not like a label, a menu or a call to the reader.
fn reads_like_one(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let small = words.iter().skip(1).filter(|word| word.starts_with(char::is_lowercase)).count();
    // Words that are no labels: at least three, of which one is small, or five of any sort.
    let is_sentence = words.len() >= 5 || (words.len() >= 3 && small > 0) || (words.len() == 2 && small == 1);
    let is_open =
        line.ends_with(['.', ':', ',', '!', '…']) || line.contains(['|', '›', '»']) || line.contains(" & ");
    is_sentence && !is_open && !is_call(line) && !is_label_of_page(line)
}

/// `Story: shelling of the harbour` is a label of the page; `Minister: we will not give up` is none.
fn is_label_of_page(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "story",
        "topic",
        "tag",
        "section",
        "subject",
        "category",
        "theme",
        "file",
        "video",
        "photos",
        "gallery",
        "watch",
        "listen",
        "read",
        "more",
        "also",
        "source",
        "by",
        "date",
        "тема",
        "сюжет",
        "thema",
        "sujet",
        "tema",
    ];
    line.split_once(':').is_some_and(|(label, _)| LABELS.contains(&label.trim().to_lowercase().as_str()))
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
    let labelled = at > 0 && is_label_of_page(line);
    let call = if labelled { -30 } else { 0 } + if is_call(line) { -60 } else { 0 };
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
