//! Says why a text is no date, and how the same date is written.

use std::ops::Range;

use edtf_core::ParseError;

use super::repair::{self, Repair};
use crate::config::DateProblem;
use crate::diag::code;
use crate::model::Day;
use crate::text;

/// English names, for messages and for dates written with them.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const FORMS: &str =
    "write a day as `2020-09-27`, a month as `2020-09`, a year as `2020`, a span as `2020-09-27/2020-10-03`";

/// The problem with a text that EDTF does not take; `fits` says whether a repaired text is taken.
pub(super) fn of(text: &str, error: &ParseError, fits: impl Fn(&str) -> bool) -> DateProblem {
    if text.is_empty() {
        return DateProblem::new(code::INVALID_DATE, "the date is empty").hint(FORMS);
    }
    if let Some(problem) = wrong_order(text, error).or_else(|| no_such_part(text, error)) {
        return problem;
    }
    match repair::of(text, &fits) {
        Repair::Several(readings) => ambiguous(text, &readings),
        Repair::One(repaired) => {
            let problem = plain(text, reason(error));
            // A guess leaves out a part of what is written.
            match repair::whole(text, &fits) {
                Repair::One(whole) if whole == repaired => problem.instead(text, repaired),
                _ => problem.hint(format!("write `{repaired}`")),
            }
        }
        Repair::NoDay(day) => {
            no_such_day(&day).unwrap_or_else(|| plain(text, reason(error))).over(0..text.len())
        }
        Repair::None if is_time(text) => plain(text, "it is a time of day without a day")
            .hint("write the day before it, as in `2020-09-27T19:57`"),
        Repair::None => plain(text, reason(error)).over(span(text, error.offset)).hint(FORMS),
    }
}

/// A problem with the whole text and one reason.
pub(super) fn plain(text: &str, reason: &str) -> DateProblem {
    DateProblem::new(code::INVALID_DATE, format!("`{text}` is not a date that can be read: {reason}"))
        .over(0..text.len())
}

/// The problem of a text that has the form of a day and names none.
pub(super) fn no_such_day(text: &str) -> Option<DateProblem> {
    let (year, month, day) = numbers(text)?;
    let message = match Day::days_in_month(year, month) {
        None => format!("`{text}` is no day: there is no month {month:02}"),
        Some(last) if day == 0 || day > last => {
            let name = MONTHS[usize::from(month - 1)];
            format!("`{text}` is no day: {name} {year} has {last} days")
        }
        Some(_) => return None,
    };
    Some(DateProblem::new(code::INVALID_DATE, message).over(0..text.len()).hint(match (month, day) {
        (0, 0) if year == 0 => "leave the date out if nothing is known of it".to_owned(),
        (0, 0) => format!("write `{}` if only the year is known", &text[..4]),
        (1.., 0) => format!("write `{}` if the day is not known", &text[..7]),
        _ => "correct the day or the month".to_owned(),
    }))
}

fn numbers(text: &str) -> Option<(i64, u8, u8)> {
    super::clock::has_form_of_day(text).then_some(())?;
    Some((text.get(..4)?.parse().ok()?, text.get(5..7)?.parse().ok()?, text.get(8..)?.parse().ok()?))
}

/// Looks for a day that does not exist where the parser stopped, also inside spans and sets.
fn no_such_part(text: &str, error: &ParseError) -> Option<DateProblem> {
    let starts = [8, 5].into_iter().filter_map(|before| error.offset.checked_sub(before));
    starts
        .filter_map(|at| Some((at, no_such_day(text.get(at..at + 10)?)?)))
        .map(|(at, problem)| problem.shifted(at))
        .next()
}

/// Whether a text begins as a time of day does.
fn is_time(text: &str) -> bool {
    let hours = text.split(':').next().unwrap_or_default();
    text.len() > hours.len() && matches!(hours.len(), 1 | 2) && hours.bytes().all(|b| b.is_ascii_digit())
}

fn wrong_order(text: &str, error: &ParseError) -> Option<DateProblem> {
    error.message.contains("precedes").then_some(())?;
    let problem = DateProblem::new(code::END_BEFORE_START, format!("`{text}` ends before it starts"));
    let end = text.find('/').map_or_else(|| span(text, error.offset), |slash| slash + 1..text.len());
    let problem = problem.over(end);
    Some(match text.split_once('/') {
        Some((start, end)) => problem.hint(format!("write `{end}/{start}`, or correct one of the dates")),
        None => problem.hint("exchange the two dates, or correct one of them"),
    })
}

fn ambiguous(text: &str, readings: &[String]) -> DateProblem {
    let quoted: Vec<String> = readings.iter().map(|reading| format!("`{reading}`")).collect();
    DateProblem::new(code::AMBIGUOUS_DATE, format!("`{text}` may mean {}", readings.join(" or ")))
        .over(0..text.len())
        .hint(format!("write {}", quoted.join(" or ")))
}

fn reason(error: &ParseError) -> &'static str {
    match error.message {
        "EDTF permits ASCII characters only" => "dates are written with the digits 0–9 and plain hyphens",
        "month must be 01-12 or a sub-year code 21-41" => "months go from 01 to 12, seasons from 21 to 24",
        "whitespace is not allowed" => "it contains a space",
        message => message,
    }
}

/// From where the parser stopped to the end of that part.
fn span(text: &str, offset: usize) -> Range<usize> {
    let start = text::floor_boundary(text, offset);
    let rest = text.get(start..).unwrap_or_default();
    match rest.find(['-', '/', ',', ']', '}']) {
        _ if rest.is_empty() => 0..text.len(),
        Some(0) | None => start..text.len(),
        Some(end) => start..start + end,
    }
}
