//! Live pages: a stamp above each update. The time goes into the heading of its update, and each becomes an event.

use super::lines::ends_sentence;
use super::role::{Placed, Role};
use super::{TextLens, stamp_line};
use crate::import::guess::Guess;
use crate::import::page::ImportedPage;
use crate::import::stamp::Stamp;
use crate::yaml::Value;

/// So many updates make a live page.
const FEWEST: usize = 3;

/// Gives each update its time; does nothing on other pages.
pub(super) fn settle(placed: &mut [Placed], from: usize, page: &mut ImportedPage, lens: &TextLens) {
    let stamps: Vec<(usize, Stamp)> =
        (from..placed.len()).filter_map(|at| Some((at, time_of(&placed[at])?))).collect();
    let updates: Vec<(usize, Stamp)> =
        stamps.into_iter().filter(|(at, _)| text_after(placed, *at).is_some()).collect();
    if updates.len() < FEWEST || lens.keep_all {
        return;
    }
    let mut events = Vec::new();
    for (at, stamp) in &updates {
        let Some(text) = text_after(placed, *at) else { continue };
        events.extend(update(placed, *at, text, stamp));
    }
    if page.published.is_empty() && !earlier_stamp(placed, updates[0].0) {
        // The first that was written stands last on most pages.
        if let Some(first) = updates.iter().map(|(_, stamp)| stamp).min_by_key(|stamp| stamp.day()) {
            page.published
                .push(Guess::likely(first.day_only(), first.words.clone()).note("of the first update"));
        }
    }
    if let Some((_, stamp)) = updates.iter().find(|(_, stamp)| !stamp.doubts.is_empty()) {
        page.doubts.extend(stamp.doubts.iter().cloned().map(|doubt| (doubt, stamp.words.clone())));
    }
    page.given.push(("events".to_owned(), Value::Sequence(events)));
}

/// Lines that are nothing but a time of day, on a page that says its day: each is a stamp of that day.
pub(super) fn times(placed: &mut [Placed], lens: &TextLens) {
    let day = placed.iter().find_map(|p| match &p.role {
        Role::Stamp(stamps) => stamps.days().next(),
        _ => None,
    });
    let Some(day) = day else { return };
    let time = |p: &Placed| {
        let line = p.line.plain.as_str();
        let is_short =
            line.len() <= 16 && line.contains(':') && line.starts_with(|c: char| c.is_ascii_digit());
        let may_be = is_short && matches!(p.role, Role::Prose | Role::Heading(_) | Role::Caption(_));
        may_be.then(|| stamp_line::read(&format!("{day} {line}"), lens.clock)).flatten()
    };
    let found: Vec<(usize, stamp_line::Stamps)> = placed
        .iter()
        .enumerate()
        .filter_map(|(at, p)| Some((at, time(p).filter(|stamps| stamps.alone().is_some())?)))
        .collect();
    if found.len() >= FEWEST {
        found.into_iter().for_each(|(at, stamps)| placed[at].role = Role::Stamp(stamps));
    }
}

/// The time of an update: a stamp without a word, to the minute.
fn time_of(placed: &Placed) -> Option<Stamp> {
    let Role::Stamp(stamps) = &placed.role else { return None };
    stamps.alone().filter(|stamp| stamp.has_time()).cloned()
}

/// The first line of text after a stamp and before the next one.
fn text_after(placed: &[Placed], at: usize) -> Option<usize> {
    let next = placed[at + 1..].iter().position(|p| matches!(p.role, Role::Stamp(_)));
    let end = next.map_or(placed.len(), |next| at + 1 + next);
    (at + 1..end).find(|at| matches!(placed[*at].role, Role::Prose | Role::Heading(_) | Role::Caption(_)))
}

fn earlier_stamp(placed: &[Placed], at: usize) -> bool {
    placed[..at].iter().any(|p| matches!(p.role, Role::Stamp(_)))
}

/// Makes the heading of an update, and its event.
fn update(placed: &mut [Placed], at: usize, text: usize, stamp: &Stamp) -> Option<Value> {
    let written = stamp.written();
    let time = written.split_once('T').map(|(_, time)| time.get(..5).unwrap_or(time).to_owned())?;
    let words = placed[text].line.plain.clone();
    let headed = !ends_sentence(&words) && words.chars().count() <= 120;
    let title = if headed { words.clone() } else { super::head::first_sentence(&words) };
    let (heading, silent) = if headed { (text, at) } else { (at, text) };
    if headed {
        placed[silent].role = Role::Repeated("the time of an update, which is in its heading");
        placed[heading].line.markdown = format!("{time} {}", placed[heading].line.markdown);
    }
    placed[heading].role = Role::Heading(2);
    let entry = |key: &str, value: String| (Value::String(key.to_owned()), Value::String(value));
    Some(Value::Mapping([entry("title", title), entry("when", written)].into_iter().collect()))
}
