//! Reads what editors write as dates: `when`, `start` and `end`, and publication times.

mod calendars;
mod clock;
mod doubt;
mod loose;
mod meant;
mod months;
mod refusal;
mod repair;
mod spoken;
mod stamp;

use chrono::{DateTime, FixedOffset};
use edtf_core::{Bound, Date, DateField, Edtf, Interval, IntervalEndpoint, SetElement, YearKind};

use crate::config::{DateProblem, Zones};
use crate::diag::code;
use crate::model::{Day, Moment, When};

use clock::ClockParts;

pub use calendars::{NamedMonth, month_named, of_persian};
pub use meant::{DayMonth, Meant, meant};
pub use months::month_of;
pub use stamp::stamp;

const TIMED_SPAN: &str = "write the two times as `start` and `end`";

/// Reads an EDTF value (ISO 8601-2:2019, profile of the Library of Congress): levels 0 and 1, and of level
/// 2 sets, qualified components and unspecified digits anywhere. A time may lack its seconds
/// and may stand after a blank.
pub fn when(written: &str) -> Result<When, DateProblem> {
    let blanks = written.len() - written.trim_start().len();
    read(written.trim()).map_err(|problem| problem.shifted(blanks))
}

/// Reads a start and perhaps an end, each a date, a date with a time of day, `..` (open) or nothing (unknown).
///
/// Times without a zone are in the site's. A problem says in its `key` which of the two it is about.
pub fn moment_range(start: &str, end: Option<&str>, zones: &Zones) -> Result<When, DateProblem> {
    let Some(end) = end else { return within(start, "start", |text| lone_start(text, zones)) };
    let from = within(start, "start", |text| side(text, zones))?;
    let to = within(end, "end", |text| side(text, zones))?;
    let (start, end) = (start.trim(), end.trim());
    if from.date.is_none() && to.date.is_none() {
        return Err(
            DateProblem::new(code::INVALID_DATE, "neither `start` nor `end` is a date").of_key("start")
        );
    }
    if ends_early(&from, &to) {
        let message = format!("the end `{end}` lies before the start `{start}`");
        let problem = DateProblem::new(code::END_BEFORE_START, message).of_key("end");
        return Err(problem.hint("exchange them, or correct one of them"));
    }
    let edtf = Edtf::Interval(Interval { start: from.endpoint(), end: to.endpoint() });
    Ok(When::with_times(&format!("{start}/{end}"), edtf, from.time, to.time))
}

/// Reads the text of one key without the blanks around it.
fn within<T>(
    written: &str,
    key: &'static str,
    read: impl Fn(&str) -> Result<T, DateProblem>,
) -> Result<T, DateProblem> {
    let blanks = written.len() - written.trim_start().len();
    read(written.trim()).map_err(|problem| problem.shifted(blanks).of_key(key))
}

fn read(text: &str) -> Result<When, DateProblem> {
    if clock::is_timed_span(text) {
        return Err(refusal::plain(text, "a span holds days without times").hint(TIMED_SPAN));
    }
    if let Some(parts) = ClockParts::of(text) {
        return timed(text, &parts);
    }
    let edtf = Edtf::parse(text).map_err(|error| refusal::of(text, &error, is_taken))?;
    check_limits(text, &edtf)?;
    Ok(When::new(text, edtf))
}

/// Whether a text would be read, without a look for ways out.
fn is_taken(text: &str) -> bool {
    let plain = || Edtf::parse(text).is_ok_and(|edtf| check_limits(text, &edtf).is_ok());
    ClockParts::of(text).map_or_else(plain, |parts| timed(text, &parts).is_ok())
}

/// A date with a time of day, whose zone is an offset or missing.
fn timed(text: &str, parts: &ClockParts) -> Result<When, DateProblem> {
    let (day, time) = (parts.day()?, parts.time()?);
    let offset = parts.offset()?;
    let local = day.and_time(time);
    let shift = offset.map_or(String::new(), |offset| offset.to_string());
    let normal = format!("{}{shift}", local.format("%Y-%m-%dT%H:%M:%S"));
    let edtf = Edtf::parse(&normal).map_err(|error| refusal::plain(text, error.message))?;
    let start = offset.and_then(|offset| local.and_local_timezone(offset).single());
    Ok(When::with_times(text, edtf, start, None))
}

/// One end of a range.
struct RangeSide {
    date: Option<Date>,
    time: Option<Moment>,
    open: bool,
}

impl RangeSide {
    fn endpoint(&self) -> IntervalEndpoint {
        match (self.date, self.open) {
            (Some(date), _) => IntervalEndpoint::Date(date),
            (None, true) => IntervalEndpoint::Open,
            (None, false) => IntervalEndpoint::Unknown,
        }
    }
}

fn side(text: &str, zones: &Zones) -> Result<RangeSide, DateProblem> {
    if text.is_empty() || text == ".." {
        return Ok(RangeSide { date: None, time: None, open: text == ".." });
    }
    if let Some(parts) = ClockParts::of(text) {
        let time = parts.moment(zones)?;
        return Ok(RangeSide { date: plain_date(&time), time: Some(time), open: false });
    }
    match read(text)?.edtf() {
        Edtf::Date(date) => Ok(RangeSide { date: Some(*date), time: None, open: false }),
        _ => Err(DateProblem::new(code::INVALID_DATE, format!("`{text}` is not one date but several"))
            .hint("write one day or time here, or the whole as `when`")),
    }
}

fn plain_date(time: &DateTime<FixedOffset>) -> Option<Date> {
    match Edtf::parse(&time.format("%Y-%m-%d").to_string()) {
        Ok(Edtf::Date(date)) => Some(date),
        _ => None,
    }
}

fn lone_start(text: &str, zones: &Zones) -> Result<When, DateProblem> {
    let Some(parts) = ClockParts::of(text) else { return read(text) };
    let time = parts.moment(zones)?;
    let normal = time.format("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let edtf = Edtf::parse(&normal).map_err(|error| refusal::plain(text, error.message))?;
    Ok(When::with_times(text, edtf, Some(time), None))
}

fn ends_early(from: &RangeSide, to: &RangeSide) -> bool {
    if let (Some(from), Some(to)) = (from.time, to.time) {
        return to < from;
    }
    let (Some(from), Some(to)) = (from.date, to.date) else { return false };
    match (Edtf::Date(from).bounds().earliest, Edtf::Date(to).bounds().latest) {
        (Bound::Date(first), Bound::Date(last)) => last < first,
        _ => false,
    }
}

/// Refuses what EDTF knows and a timeline of events has no use for.
fn check_limits(text: &str, edtf: &Edtf) -> Result<(), DateProblem> {
    dates(edtf).into_iter().find_map(beyond).map_or(Ok(()), |reason| {
        Err(DateProblem::new(code::INVALID_DATE, format!("`{text}`: {reason}")).over(0..text.len()))
    })
}

fn beyond(date: Date) -> Option<&'static str> {
    let grouping = date.month.and_then(DateField::value).is_some_and(|month| month > 24);
    let too_far = || date.year.value().is_some_and(|year| Day::new(year, 1, 1).is_none());
    match date.year.kind {
        YearKind::Exponential { .. } => Some("exponential years are not read; write the year out"),
        _ if date.year.significant_digits.is_some() => {
            Some("significant digits are not read; write `195X` for a decade")
        }
        _ if grouping => {
            Some("of the parts of a year only 21 (spring), 22 (summer), 23 (autumn) and 24 (winter) are read")
        }
        _ if too_far() => Some("years have at most ten digits"),
        _ => None,
    }
}

fn dates(edtf: &Edtf) -> Vec<Date> {
    match edtf {
        Edtf::Date(date) => vec![*date],
        Edtf::DateTime(value) => vec![value.date],
        Edtf::Interval(interval) => [interval.start, interval.end].iter().filter_map(end_date).collect(),
        Edtf::Set(set) => set.elements.iter().flat_map(element_dates).collect(),
    }
}

fn end_date(end: &IntervalEndpoint) -> Option<Date> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(*date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn element_dates(element: &SetElement) -> Vec<Date> {
    match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => vec![*date],
        SetElement::Range(first, last) => vec![*first, *last],
    }
}

#[cfg(test)]
mod tests;
