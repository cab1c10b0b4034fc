//! Lines that hold dates of publication and change, perhaps with a byline or a section label beside them.

use super::byline;
use super::dateline::{self, title_case};
use super::head;
use super::lines::{Form, Line};
use crate::diag::Diagnostic;
use crate::import::guess::Guess;
use crate::import::page::{Dropped, ImportedPage};
use crate::import::stamp::{self, Clock, Stamp};
use crate::model::Day;
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

/// A line that holds a date beside a few other words.
pub(super) struct Beside {
    /// Its dates.
    pub stamps: Stamps,
    /// The other words.
    pub words: String,
}

impl Stamps {
    /// Whether they are dates without a word.
    pub fn is_bare(&self) -> bool {
        self.dates.iter().all(|(label, _)| *label == Label::None) && self.names.is_empty()
    }

    /// The one date that stands there without a word.
    pub fn alone(&self) -> Option<&Stamp> {
        let [(Label::None, stamp)] = self.dates.as_slice() else { return None };
        (self.names.is_empty() && self.section.is_none()).then_some(stamp)
    }

    /// Its days.
    pub fn days(&self) -> impl Iterator<Item = Day> + '_ {
        self.dates.iter().map(|(_, stamp)| stamp.day())
    }

    /// Adds a doubt to its first date.
    pub fn doubt(&mut self, doubt: Diagnostic) {
        self.dates.iter_mut().take(1).for_each(|(_, stamp)| stamp.doubts.push(doubt.clone()));
    }
}

/// Words that say what a date is, longest first.
const LABELS: &[(&str, Label)] = &[
    ("first published", Label::Published),
    ("last updated", Label::Updated),
    ("last update", Label::Updated),
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
    ("güncellenme tarihi", Label::Updated),
    ("son güncelleme", Label::Updated),
    ("güncelleme", Label::Updated),
    ("haber giriş tarihi", Label::Published),
    ("giriş tarihi", Label::Published),
    ("yayınlanma tarihi", Label::Published),
    ("yayın tarihi", Label::Published),
    ("yayınlanma", Label::Published),
    ("opublikowano", Label::Published),
    ("aktualizacja", Label::Updated),
    ("pubblicato", Label::Published),
    ("aggiornato", Label::Updated),
    ("publicado", Label::Published),
    ("actualizado", Label::Updated),
    ("atualizado", Label::Updated),
    ("gepubliceerd", Label::Published),
    ("bijgewerkt", Label::Updated),
    ("publicerad", Label::Published),
    ("uppdaterad", Label::Updated),
    ("опубліковано", Label::Published),
    ("оновлено", Label::Updated),
    ("дата публикации", Label::Published),
    ("публикувано", Label::Published),
    ("обновена", Label::Updated),
    ("dərc edilib", Label::Published),
    ("yenilənib", Label::Updated),
    ("objavljeno", Label::Published),
    ("ažurirano", Label::Updated),
    ("publikováno", Label::Published),
    ("aktualizováno", Label::Updated),
    ("publicat", Label::Published),
    ("actualizat", Label::Updated),
    ("δημοσιεύθηκε", Label::Published),
    ("ενημερώθηκε", Label::Updated),
    ("תאריך פרסום", Label::Published),
    ("פורסם", Label::Published),
    ("עודכן לאחרונה", Label::Updated),
    ("עודכן", Label::Updated),
    ("آخر تحديث", Label::Updated),
    ("تاريخ النشر", Label::Published),
    ("نشر في", Label::Published),
    ("تاریخ انتشار", Label::Published),
    ("آخرین به روزرسانی", Label::Updated),
    ("հրապարակվել է", Label::Published),
    ("թարմացվել է", Label::Updated),
    ("გამოქვეყნდა", Label::Published),
    ("განახლდა", Label::Updated),
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

/// Reads a line that holds a date beside a few words that say nothing of it: `Politics Materials 5 October 2020 12:58`,
/// `NPA, Portville Monday 05 October 2020`. Only lines between headline and text are read so.
pub(super) fn beside(line: &str, clock: &Clock) -> Option<Beside> {
    let found = stamp::find_all(line, clock);
    let first = found.iter().find(|spelled| !spelled.is_relative())?;
    if line.chars().count() > 110 || line.ends_with('.') && dateline::alone(line).is_none() {
        return None;
    }
    let (mut dates, mut words, mut from) = (Vec::new(), String::new(), 0);
    for spelled in found.iter().filter(|spelled| !spelled.is_relative()) {
        let (label, left) = label(line.get(from..spelled.range.start).unwrap_or(""));
        words.push_str(&left);
        words.push('|');
        dates.push((label, stamp::read(line, spelled, clock)));
        from = spelled.range.end;
    }
    // A word in small letters before a day makes it one of a sentence.
    let before = line.get(..first.range.start).unwrap_or("").trim_end();
    let (label, _) = label(before);
    let last = before.rsplit(' ').next().unwrap_or("");
    let in_sentence = label == Label::None
        && last.chars().next().is_some_and(char::is_lowercase)
        && last.chars().all(char::is_alphabetic);
    words.push_str(line.get(from..).unwrap_or(""));
    let few = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() <= 6;
    (few && !in_sentence)
        .then(|| Beside { stamps: Stamps { dates, names: Vec::new(), section: None }, words })
}

/// Parts a headline from the agency, the place and the stamps that stand on its line: `Ferries cross againNPA | Updated: …`.
pub(super) fn headline_apart(line: Line, clock: &Clock) -> Vec<Line> {
    let Some((first, rest)) = line.plain.split_once('|').filter(|_| line.form == Form::Line) else {
        return vec![line];
    };
    let dated = line.plain.matches('|').count() >= 2 && read(rest, clock).is_some();
    if !dated || first.split_whitespace().count() < 4 || stamp::find(first, 0, clock).is_some() {
        return vec![line];
    }
    let cut = glued(first).unwrap_or(first.len());
    let part = |text: &str, apart: bool| Line {
        plain: text.trim().to_owned(),
        markdown: crate::import::markdown::paragraph(text.trim()),
        apart,
        ..line.clone()
    };
    let behind = format!("{} | {}", first[cut..].trim(), rest.trim());
    vec![part(&first[..cut], line.apart), part(behind.trim_start_matches([' ', '|']), false)]
}

/// Where a name in capitals is glued to the word before it: `againNPA`.
fn glued(text: &str) -> Option<usize> {
    let tail = text.trim_end();
    let at = tail.char_indices().rev().take_while(|(_, c)| c.is_uppercase()).last().map(|(at, _)| at)?;
    let before = tail[..at].chars().next_back()?;
    (before.is_lowercase() && tail.len() - at >= 2).then_some(at)
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
    // Letters whose small form has another length stay, so that places in both texts are the same.
    let small =
        |c: char| c.to_lowercase().next().filter(|small| small.len_utf8() == c.len_utf8()).unwrap_or(c);
    let lower: String = before.chars().map(small).collect();
    for (word, label) in LABELS {
        let Some(at) = lower.rfind(word) else { continue };
        let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
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
            let place = title_case(&section);
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
