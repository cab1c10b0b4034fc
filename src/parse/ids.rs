//! Ids that the pages around texts use or will use; no text can take one.

use crate::source::Kind;

/// Ids of every page with a text.
const FRAME: &[&str] = &["content", "claims", "sources"];

/// Beginnings of ids that every page with a text numbers.
const NUMBERED: &[&str] = &["source-", "quote-", "note-", "noteref-"];

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
        Kind::Conflict => (&["timeline", "undated"], &["claim-", "statement-"]),
        Kind::Place | Kind::PlaceList => (&["timeline", "undated"], &[]),
        _ => (&[], &[]),
    };
    let counted = |beginning: &&str| id.strip_prefix(*beginning).is_some_and(is_number);
    FRAME.contains(&id)
        || fixed.contains(&id)
        || numbered.iter().any(counted)
        || (has_list(kind) && is_of_list(id))
}

/// Whether a page shows entries of the timeline below its text.
fn has_list(kind: Kind) -> bool {
    matches!(kind, Kind::Actor | Kind::ActorList | Kind::Conflict | Kind::Place | Kind::PlaceList)
}

/// Sections of months, days and events: `m2020`, `m2020-10`, `d2020-10-01`, `event--name`.
fn is_of_list(id: &str) -> bool {
    let Some(date) = id.strip_prefix(['m', 'd']) else { return id.starts_with("event--") };
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
