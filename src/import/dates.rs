//! Which of a page's dates is the one of publication, and which the one of the last change.

use super::article::Input;
use super::guess::{Confidence, Guess};
use super::options::Options;
use super::page::{Block, Dropped, ImportedPage};
use super::stamp::{self, Clock, Stamp};
use crate::diag::{At, Diagnostic, Diagnostics, Severity, code};

/// The date of first publication; its doubts are reported, none at all is an error.
pub(super) fn published(
    page: &mut ImportedPage,
    options: &Options,
    input: Input,
    out: &mut Diagnostics,
) -> Option<Guess<Stamp>> {
    let chosen = chosen(std::mem::take(&mut page.published), "first publication", page, input, out)
        .map(|guess| with_day_of_name(guess, page, input, out))
        .or_else(|| of_flag(options))
        .or_else(|| of_name(page))
        .or_else(|| of_address(page, options, input, out))
        .or_else(|| of_update(page, input, out))
        .or_else(|| of_text(page, &options.clock, input, out));
    if chosen.is_none() {
        let problem =
            Diagnostic::new(code::MISSING_DATE, "no date of publication was found").at(At::file(input.file));
        out.push(problem.hint("`--date 2020-09-27` gives it; nothing was written for this page"));
    }
    chosen
}

/// The date of the last change; one that lies before the first publication is reported.
pub(super) fn updated(
    page: &mut ImportedPage,
    published: &Guess<Stamp>,
    input: Input,
    out: &mut Diagnostics,
) -> Option<Guess<Stamp>> {
    let mut chosen = chosen(std::mem::take(&mut page.updated), "the last change", page, input, out)?;
    if chosen.value.is_before(&published.value) {
        let message = "the page says that it was updated before it was published";
        let doubt = Diagnostic::new(code::UPDATED_BEFORE_PUBLISHED, message).at(input.at(&chosen.words));
        let doubt = doubt.label(input.at(&published.words), "published here");
        out.push(doubt.hint("both stamps are kept as they are written; correct the one that is wrong"));
        chosen.confidence = Confidence::Doubtful;
        chosen.note = join(chosen.note, "before `published`");
    }
    Some(chosen)
}

fn join(note: Option<String>, more: &str) -> Option<String> {
    Some(note.map_or_else(|| more.to_owned(), |note| format!("{note}; {more}")))
}

/// Of several dates the one that says most; those that say another day are reported.
fn chosen(
    mut list: Vec<Guess<Stamp>>,
    of: &str,
    page: &mut ImportedPage,
    input: Input,
    out: &mut Diagnostics,
) -> Option<Guess<Stamp>> {
    // What counts from the moment of reading says less than a day that is written out.
    let relative =
        |guess: &Guess<Stamp>| guess.value.note.as_ref().is_some_and(|note| note.starts_with("counted from"));
    if list.iter().any(|guess| !relative(guess)) {
        list.retain(|guess| !relative(guess));
    }
    let rank =
        |guess: &Guess<Stamp>| (guess.confidence, guess.value.has_time(), guess.value.doubts.is_empty());
    let first = list.first()?;
    let same_day = list.iter().all(|guess| guess.value.agrees(&first.value));
    // Of one day the most exact is best; of several days the first that is labelled.
    let best = (0..list.len()).rev().max_by_key(|i| {
        let (confidence, timed, plain) = rank(&list[*i]);
        if same_day {
            (timed, plain, confidence)
        } else {
            (confidence == Confidence::Sure, false, confidence)
        }
    })?;
    let mut best = list.remove(best);
    for doubt in &best.value.doubts {
        out.push(doubt.clone().at(input.at(&best.value.words)));
    }
    if !best.value.doubts.is_empty() {
        best.confidence = Confidence::Doubtful;
        best.note = best.note.or_else(|| best.value.doubts.first().map(|doubt| doubt.message.clone()));
    }
    if !same_day {
        several(&best, &list, of, input, out);
        best.confidence = Confidence::Doubtful;
        best.note = join(best.note, "the page has other dates too");
    }
    let in_text = |words: &str| !["JSON-LD ", "meta ", "<time"].iter().any(|mark| words.starts_with(mark));
    for other in list.into_iter().filter(|other| other.words != best.words && in_text(&other.words)) {
        page.dropped.push(Dropped { text: other.words, why: "another date", range: None });
    }
    Some(best)
}

fn several(best: &Guess<Stamp>, others: &[Guess<Stamp>], of: &str, input: Input, out: &mut Diagnostics) {
    let mut days: Vec<String> = others.iter().map(|other| other.value.day().to_string()).collect();
    days.retain(|day| *day != best.value.day().to_string());
    days.sort();
    days.dedup();
    let days: Vec<String> = days.iter().map(|day| format!("`{day}`")).collect();
    let message = format!("the date of {of} may be `{}` or {}", best.value.day(), days.join(" or "));
    let mut doubt = Diagnostic::new(code::DOUBTFUL_DATE, message).at(input.at(&best.words));
    if let Some(other) = others.iter().find(|other| other.value.day() != best.value.day()) {
        doubt = doubt.label(input.at(&other.words), "another date");
    }
    out.push(doubt.hint("the first was taken; correct the new file if it is another"));
}

fn of_flag(options: &Options) -> Option<Guess<Stamp>> {
    let day = options.date?;
    Some(Guess::sure(Stamp::of_day(day, "")?, "").note("given with `--date`"))
}

/// The day of the file's name.
fn of_name(page: &ImportedPage) -> Option<Guess<Stamp>> {
    let day = page.named_day?;
    Some(Guess::likely(Stamp::of_day(day, "")?, "").note("from the name of the file"))
}

/// The day in the address of the page, such as `/2020/10/05/`; it is a doubt.
fn of_address(
    page: &ImportedPage,
    options: &Options,
    input: Input,
    out: &mut Diagnostics,
) -> Option<Guess<Stamp>> {
    let address = options.url.as_ref().or(page.url.as_ref().map(|url| &url.value))?;
    let day = super::day_in_path(address)?;
    let message = format!("no date of publication was found; `{day}` of the address was taken");
    let doubt = Diagnostic::new(code::DOUBTFUL_DATE, message).at(At::file(input.file));
    out.push(doubt.hint("`--date 2020-09-27` gives another"));
    Some(Guess::doubtful(Stamp::of_day(day, address)?, address.clone()).note("from the address"))
}

/// A page whose name has another day than its text is doubtful; the text holds.
fn with_day_of_name(
    mut guess: Guess<Stamp>,
    page: &ImportedPage,
    input: Input,
    out: &mut Diagnostics,
) -> Guess<Stamp> {
    let Some(day) = page.named_day.filter(|day| *day != guess.value.day()) else { return guess };
    let message = format!("the text says `{}`, the name of the file `{day}`", guess.value.day());
    let doubt = Diagnostic::new(code::DOUBTFUL_DATE, message).at(input.at(&guess.words));
    out.push(doubt.hint("the text was followed; correct the new file if it is wrong"));
    guess.confidence = guess.confidence.min(Confidence::Likely);
    guess
}

/// The day of the last change, where nothing else is said.
fn of_update(page: &ImportedPage, input: Input, out: &mut Diagnostics) -> Option<Guess<Stamp>> {
    let update = page.updated.first()?;
    let day = update.value.day();
    let message =
        format!("the page tells only when it was changed; `{day}` was taken for its publication too");
    let doubt = Diagnostic::new(code::DOUBTFUL_DATE, message).at(input.at(&update.words));
    out.push(doubt.hint("correct `published` in the new file if it was published before"));
    Some(
        Guess::doubtful(update.value.day_only(), update.words.clone())
            .note("only the day of the change is known"),
    )
}

/// A day that the text or a caption names.
fn of_text(page: &ImportedPage, clock: &Clock, input: Input, out: &mut Diagnostics) -> Option<Guess<Stamp>> {
    let (captions, rest): (Vec<&Block>, Vec<&Block>) =
        page.blocks.iter().partition(|block| matches!(block, Block::Caption(_)));
    let texts = captions.into_iter().chain(rest).filter_map(Block::words);
    let mut dates = Vec::new();
    for text in texts {
        let found = stamp::find_all(&text, clock);
        dates.extend(found.iter().map(|spelled| stamp::read(&text, spelled, clock)));
    }
    let first = dates.first()?.day_only();
    let mut others: Vec<String> = dates.iter().map(|date| format!("`{}`", date.day())).collect();
    others.sort();
    others.dedup();
    others.retain(|day| *day != format!("`{}`", first.day()));
    let message = format!("no date of publication was found; `{}` of the text was taken", first.day());
    let mut doubt = Diagnostic::new(code::DOUBTFUL_DATE, message).at(input.at(&first.words));
    if !others.is_empty() {
        doubt = doubt.hint(format!("the text also names {}", others.join(", ")));
    }
    doubt.severity = Severity::Warning;
    out.push(doubt.hint("`--date 2020-09-27` gives another"));
    let words = first.words.clone();
    Some(Guess::doubtful(first, words).note("a date in the text, not of the page"))
}
