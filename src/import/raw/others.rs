//! Blocks of other stories in the middle of a text: a label of the page, then lines that are no sentences.

use super::lines::ends_sentence;
use super::role::{Placed, Role};
use crate::text::fold;

/// Labels above such blocks, folded.
const LABELS: &[&str] = &[
    "trending news",
    "trending",
    "trending now",
    "trending stories",
    "related",
    "related stories",
    "related articles",
    "related news",
    "related topics",
    "related links",
    "read also",
    "read next",
    "read more",
    "also read",
    "also in the news",
    "more stories",
    "more news",
    "more on this story",
    "more on this topic",
    "most read",
    "most viewed",
    "most popular",
    "most shared",
    "latest news",
    "latest stories",
    "latest",
    "top stories",
    "top news",
    "editors picks",
    "editor s picks",
    "recommended",
    "recommended for you",
    "recommended stories",
    "you may also like",
    "you might also like",
    "popular",
    "popular stories",
    "dont miss",
    "don t miss",
    "keep reading",
    "other news",
    "see also",
    "monthly plan",
    "annual plan",
    "yearly plan",
    "choose your plan",
    "читайте также",
    "читайте також",
    "lesen sie auch",
    "mehr zum thema",
    "lire aussi",
    "à lire aussi",
    "lea también",
    "leggi anche",
];

/// Beginnings of such labels.
const BEGINS: &[&str] =
    &["best of ", "next in ", "more from ", "more in ", "more on ", "latest in ", "latest from "];

/// Leaves out the lines of such blocks that stand within the text or behind it.
pub(super) fn settle(placed: &mut [Placed], from: usize) {
    let mut at = from;
    while at < placed.len() {
        if !is_label(&placed[at]) {
            at += 1;
            continue;
        }
        let end = (at + 1..placed.len()).find(|next| is_text(&placed[*next])).unwrap_or(placed.len());
        let lines = placed[at + 1..end].iter().filter(|p| is_open(p)).count();
        // One line may be the heading of what follows.
        if lines >= 2 || lines == 1 && end == placed.len() {
            for line in &mut placed[at..end] {
                if is_open(line) || is_label(line) {
                    line.role = Role::Furniture("block of other stories");
                }
            }
        }
        at = end.max(at + 1);
    }
}

fn is_label(placed: &Placed) -> bool {
    if !matches!(placed.role, Role::Prose | Role::Heading(_) | Role::Furniture(_)) {
        return false;
    }
    let folded = fold(&placed.line.plain);
    let begins = |label: &&&str| folded.starts_with(**label) && folded.split(' ').count() <= 5;
    LABELS.contains(&folded.as_str())
        || BEGINS.iter().any(|label| begins(&label)) && !ends_sentence(&placed.line.plain)
}

/// A line that may belong to such a block: no sentence, or a short one.
fn is_open(placed: &Placed) -> bool {
    matches!(placed.role, Role::Prose | Role::Heading(_) | Role::Caption(_)) && !is_text(placed)
}

fn is_text(placed: &Placed) -> bool {
    let words = placed.line.plain.split_whitespace().count();
    match placed.role {
        Role::Prose => {
            ends_sentence(&placed.line.plain)
                && (words >= 9 || words >= 5 && placed.line.plain.ends_with('.'))
        }
        Role::Read | Role::Verbatim | Role::Stamp(_) | Role::Byline(_) => true,
        _ => false,
    }
}
