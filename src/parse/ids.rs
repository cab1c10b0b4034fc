//! Ids that the pages around texts use or will use; no text can take one, and no entry of a list.

use crate::source::Kind;

/// Ids of every page with a text.
const FRAME: &[&str] = &["content", "claims", "sources"];

/// Beginnings of ids that every page with a text numbers.
const NUMBERED: &[&str] = &["source-", "quote-", "note-", "noteref-"];

/// Ids of the pages of lists.
const LISTS: &[&str] = &["timeline", "undated", "statements", "figures", "phases"];

/// What the entries of a list are called there, where the slug alone is the id of something else.
const APART: &str = "entry--";

/// The id of an article's entry in lists: its slug, unless a page may have that id without it.
pub fn of_entry(slug: &str) -> String {
    let is_taken = FRAME.contains(&slug)
        || LISTS.contains(&slug)
        || is_of_list(slug)
        || ["explore-", "claim-", "statement-"].iter().any(|beginning| slug.starts_with(beginning));
    if is_taken { apart(slug) } else { slug.to_owned() }
}

/// The id of an entry whose own one is that of a heading on the same page. No slug holds two dashes.
pub fn apart(id: &str) -> String {
    format!("{APART}{id}")
}

/// Whether an id begins like those that every page numbers.
pub(super) fn is_numbered(id: &str) -> bool {
    NUMBERED.iter().any(|beginning| id.starts_with(beginning))
}

/// Whether the page that a file becomes has this id without its text.
pub(super) fn is_taken(kind: Kind, id: &str) -> bool {
    let (fixed, numbered): (&[&str], &[&str]) = match kind {
        Kind::Article => (&["statements"], &["claim-", "statement-", "correction-"]),
        Kind::Event | Kind::EventList => (&["statements"], &["claim-", "statement-"]),
        Kind::Actor | Kind::ActorList => (&["statements", "timeline", "undated"], &["claim-", "statement-"]),
        Kind::Conflict => (&["timeline", "undated", "figures", "phases"], &["claim-", "statement-"]),
        Kind::Place | Kind::PlaceList => (&["timeline", "undated"], &[]),
        _ => (&[], &[]),
    };
    let counted = |beginning: &&str| id.strip_prefix(*beginning).is_some_and(is_number);
    FRAME.contains(&id)
        || fixed.contains(&id)
        || numbered.iter().any(|beginning| counted(beginning) || is_named(id, beginning))
        || (has_list(kind) && is_of_list(id))
}

/// `correction-2020-10-12-1a2b3c4d`: a day, then a part made of the words.
fn is_named(id: &str, beginning: &str) -> bool {
    let Some((day, sum)) = id.strip_prefix(beginning).and_then(|rest| rest.split_once('-')) else {
        return false;
    };
    let sum = sum.split('-').find(|part| part.len() == 8).unwrap_or("");
    (day == "undated" || is_number(day)) && !sum.is_empty() && sum.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether a page shows entries of the timeline below its text.
fn has_list(kind: Kind) -> bool {
    matches!(kind, Kind::Actor | Kind::ActorList | Kind::Conflict | Kind::Place | Kind::PlaceList)
}

/// Sections of months, days and events: `m2020`, `m2020-10`, `d2020-10-01`, `event--name`.
fn is_of_list(id: &str) -> bool {
    let Some(date) = id.strip_prefix(['m', 'd']) else {
        return id.starts_with("event--") || id.starts_with(APART);
    };
    let mut parts = date.trim_start_matches('-').split('-');
    // Numbers that are counted on leave this form, so that each id is free some time.
    let of = |part: Option<&str>, digits: usize| {
        part.is_none_or(|part| is_number(part) && (digits == 0 || part.len() == digits))
    };
    of(parts.next(), 0) && of(parts.next(), 2) && of(parts.next(), 2) && parts.next().is_none()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
