//! Lines that hold dates of publication and change, perhaps with a byline or a section label beside them.

use super::byline;
use super::head;
use super::lines::Line;
use crate::import::guess::Guess;
use crate::import::page::{Dropped, ImportedPage};
use crate::import::stamp::{self, Clock, Stamp};
use crate::text::fold;

/// What a date of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Published,
    Updated,
    /// A date without a word.
    None,
}

/// The dates of a line, and what stands beside them.
#[derive(Clone, Debug)]
pub(super) struct Stamps {
    dates: Vec<(Label, Stamp)>,
    names: Vec<String>,
    /// A section label.
    pub section: Option<String>,
}

impl Stamps {
    /// Whether they are dates without a word.
    pub fn is_bare(&self) -> bool {
        self.dates.iter().all(|(label, _)| *label == Label::None) && self.names.is_empty()
    }
}

/// Words that say what a date is, longest first.
const LABELS: &[(&str, Label)] = &[
    ("first published", Label::Published),
    ("last updated", Label::Updated),
    ("last modified", Label::Updated),
    ("last edited", Label::Updated),
    ("date published", Label::Published),
    ("published", Label::Published),
    ("publication date", Label::Published),
    ("updated", Label::Updated),
    ("update", Label::Updated),
    ("modified", Label::Updated),
    ("edited", Label::Updated),
    ("revised", Label::Updated),
    ("posted", Label::Published),
    ("created", Label::Published),
    ("issued", Label::Published),
    ("uploaded", Label::Published),
    ("released", Label::Published),
    ("обновлено", Label::Updated),
    ("опубликовано", Label::Published),
    ("aktualisiert", Label::Updated),
    ("veröffentlicht", Label::Published),
    ("publié", Label::Published),
    ("mis à jour", Label::Updated),
    ("date", Label::Published),
];

/// Small words beside dates that say nothing.
const SMALL: &[&str] = &[
    "on", "at", "le", "am", "um", "the", "of", "time", "local", "uhr", "est", "and", "by", "hrs", "hours",
    "h", "г", "года", "році", "року", "р", "в", "о", "об", "у", "ci", "cı", "cu", "cü", "il", "ili", "saat",
    "à", "ore", "alle", "de",
];

/// Reads a line that is made of dates; `None` for prose that holds one.
pub(super) fn read(line: &str, clock: &Clock) -> Option<Stamps> {
    let found = stamp::find_all(line, clock);
    if found.is_empty() {
        return None;
    }
    let mut dates = Vec::new();
    let (mut rest, mut from, mut labelled) = (String::new(), 0, false);
    for spelled in &found {
        let before = line.get(from..spelled.range.start).unwrap_or("");
        let (label, left) = label(before);
        labelled |= label != Label::None;
        rest.push_str(&left);
        rest.push(' ');
        dates.push((label, stamp::read(line, spelled, clock)));
        from = spelled.range.end;
    }
    // `5 October 2020 18:12 | Updated 19:56 IST`: a second time of the same day.
    let tail = line.get(from..).unwrap_or("");
    if let Some((spelled, before)) = found.last().and_then(|last| stamp::time_after(line, last)) {
        let (label, left) = label(tail.get(..before).unwrap_or(""));
        if label != Label::None {
            rest.push_str(&left);
            dates.push((label, stamp::read(line, &spelled, clock)));
            from = spelled.range.end;
        }
    }
    rest.push_str(line.get(from..).unwrap_or(""));
    let rest = rest.trim().trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(').trim();
    let words: Vec<String> =
        fold(rest).split(' ').filter(|w| !w.is_empty() && !SMALL.contains(w)).map(str::to_owned).collect();
    let stamps = |names, section| Some(Stamps { dates: dates.clone(), names, section });
    if words.is_empty() {
        return stamps(Vec::new(), None);
    }
    if let Some(names) =
        byline::names(rest.trim_matches(|c: char| matches!(c, '|' | ',' | ' ' | '-' | '–' | '•' | '·')))
    {
        return stamps(names, None);
    }
    let apart = line.contains(['|', '·', '•', '—', '–']) || labelled && fold(line).starts_with("date ");
    let begins = labelled && found.first().is_some_and(|first| label_begins(line, first.range.start));
    let few = words.len() <= 5 && !rest.ends_with('.');
    (few && (apart || begins)).then(|| Stamps { dates, names: Vec::new(), section: Some(rest.to_owned()) })
}

/// Whether a line is a label with a time and no day: `Updated at: 17:30`.
pub(super) fn is_time_only(line: &str) -> bool {
    let Some(at) = line.find(|c: char| c.is_ascii_digit()) else { return false };
    line.len() - at <= 12 && label_begins(line, at) && stamp::time_of_day(&line[at..]).is_some()
}

/// Whether nothing but a label stands before a date.
fn label_begins(line: &str, at: usize) -> bool {
    let (label, left) = label(line.get(..at).unwrap_or(""));
    label != Label::None && fold(&left).split(' ').all(|word| word.is_empty() || SMALL.contains(&word))
}

/// The label that ends a piece of text before a date, and the text without it.
fn label(before: &str) -> (Label, String) {
    let lower = before.to_lowercase();
    if lower.len() != before.len() {
        return (Label::None, before.to_owned());
    }
    for (word, label) in LABELS {
        let Some(at) = lower.rfind(word) else { continue };
        let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        // Letters may grow and shrink in lower case, so that the lengths agree by chance.
        let (Some(head), Some(after)) = (before.get(..at), before.get(at + word.len()..)) else { continue };
        let between = fold(after);
        let close = between.split(' ').all(|w| w.is_empty() || SMALL.contains(&w));
        if whole(head.chars().next_back()) && whole(after.chars().next()) && close {
            return (*label, head.to_owned());
        }
    }
    (Label::None, before.to_owned())
}

/// Gives the page the dates of a line.
pub(super) fn take(stamps: Stamps, line: &Line, page: &mut ImportedPage) {
    let words = line.plain.as_str();
    if !stamps.names.is_empty() {
        head::authors(stamps.names, words, page);
    }
    if let Some(section) = stamps.section {
        let shouted = section.chars().filter(|c| c.is_alphabetic()).count() > 3
            && !section.chars().any(char::is_lowercase);
        if shouted && page.place.is_none() && words.trim_end().ends_with(&section) {
            let place = byline::title_case(&section);
            page.place = Some(Guess::likely(place, words).note("beside the date"));
            return take_dates(stamps.dates, line, page);
        }
        // A person's name beside the date is that of the author.
        if let Some(names) = byline::bare(&section).filter(|names| names.iter().all(|name| is_cased(name))) {
            head::authors(names, words, page);
            return take_dates(stamps.dates, line, page);
        }
        let known = page.tags.iter().any(|tag| fold(&tag.value) == fold(&section));
        if !known {
            page.tags.push(Guess::likely(section, words).note("a label beside the date"));
        }
    }
    take_dates(stamps.dates, line, page);
}

/// Whether each word of a name has a capital and small letters: `Ann Writer`, not `WORLD NEWS`.
fn is_cased(name: &str) -> bool {
    name.split_whitespace().all(|word| word.chars().any(char::is_lowercase))
}

fn take_dates(dates: Vec<(Label, Stamp)>, line: &Line, page: &mut ImportedPage) {
    let words = line.plain.as_str();
    for (label, stamp) in dates {
        let list = if label == Label::Updated { &mut page.updated } else { &mut page.published };
        let mut guess =
            if label == Label::None { Guess::likely(stamp, words) } else { Guess::sure(stamp, words) };
        guess.note = guess.value.note.clone();
        if list
            .iter()
            .any(|other| other.words == guess.words && other.value.written() == guess.value.written())
        {
            let why = "repeated date";
            page.dropped.push(Dropped { text: words.to_owned(), why, range: Some(line.range.clone()) });
            continue;
        }
        list.push(guess);
    }
}
