//! A date with a time of day and perhaps a zone: `2020-09-29T19:57`, `2015-03-17 14:00:00 -4`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::refusal;
use crate::config::{DateProblem, Zone, Zones};
use crate::diag::code;
use crate::text;

/// The three parts, as written.
pub(super) struct ClockParts<'a> {
    whole: &'a str,
    date: &'a str,
    time: &'a str,
    zone: &'a str,
}

impl<'a> ClockParts<'a> {
    /// Splits a text that has the outer form of a day with a time; what is in the parts is not looked at.
    pub(super) fn of(whole: &'a str) -> Option<Self> {
        let (date, rest) = whole.split_at_checked(10)?;
        let rest = rest.strip_prefix('T').or_else(|| rest.strip_prefix(' '))?.trim_start();
        let timed = has_form_of_day(date) && rest.as_bytes().get(2) == Some(&b':');
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | ':' | '.' | ',')).unwrap_or(rest.len());
        let (time, zone) = rest.split_at_checked(end)?;
        let zone = zone.trim();
        (timed && !is_spoken(zone)).then_some(Self { whole, date, time, zone })
    }

    /// The day, if the calendar has it.
    pub(super) fn day(&self) -> Result<NaiveDate, DateProblem> {
        day(self.date)
    }

    /// The time of day.
    pub(super) fn time(&self) -> Result<NaiveTime, DateProblem> {
        read_time(self.time).map_err(|reason| {
            let problem =
                DateProblem::new(code::INVALID_DATE, format!("`{}` is no time of day: {reason}", self.time));
            self.over(problem.hint("write hours and minutes from 00:00 to 23:59, as in `19:57`"), self.time)
        })
    }

    /// The zone, if it is an offset; names of places belong to `start` and publication times.
    pub(super) fn offset(&self) -> Result<Option<FixedOffset>, DateProblem> {
        if self.zone.is_empty() {
            return Ok(None);
        }
        let offset = Zone::offset(self.zone).unwrap_or_else(|| {
            Err(DateProblem::new(code::INVALID_DATE, format!("`{}` is no offset from UTC", self.zone)).hint(
                format!(
                    "write an offset such as `{}T{}+04:00`, or use `start`, which takes zones",
                    self.date, self.time
                ),
            ))
        });
        offset.map(Some).map_err(|problem| self.over(problem, self.zone))
    }

    /// The instant, in the zone that is written or else in the site's.
    pub(super) fn moment(&self, zones: &Zones) -> Result<DateTime<FixedOffset>, DateProblem> {
        let local = self.day()?.and_time(self.time()?);
        let zone = if self.zone.is_empty() { Ok(zones.default) } else { zones.find(self.zone) };
        let zone = zone.map_err(|problem| self.over(problem, self.zone))?;
        zone.at(local).map_err(|problem| problem.over(0..self.whole.len()))
    }

    fn over(&self, problem: DateProblem, part: &str) -> DateProblem {
        let range = text::range_in(self.whole, part).unwrap_or(0..self.whole.len());
        problem.over(range)
    }
}

/// Whether what follows a time belongs to a clock of twelve hours, or is the same time in another zone.
fn is_spoken(zone: &str) -> bool {
    let lower = zone.to_ascii_lowercase();
    let half = ["am", "pm", "a.m", "p.m"].iter().any(|half| {
        lower.strip_prefix(half).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    });
    let digit = zone.find(|c: char| c.is_ascii_alphabetic()).is_some_and(|at| zone[at..].contains(':'));
    half || digit && !lower.starts_with("utc") && !lower.starts_with("gmt")
}

/// Whether a text is a span with a time of day at one end; a zone's name has no digit after its slash.
pub(super) fn is_timed_span(text: &str) -> bool {
    let after = |(_, end): (&str, &str)| end.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    text.contains(':') && text.split_once('/').is_some_and(after)
}

/// Whether a text has the form of a day, whatever its numbers.
pub(super) fn has_form_of_day(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
}

/// The day of a text that has the form of one.
pub(super) fn day(text: &str) -> Result<NaiveDate, DateProblem> {
    let day = has_form_of_day(text).then(|| text.parse().ok()).flatten();
    day.ok_or_else(|| refusal::no_such_day(text).unwrap_or_else(|| refusal::plain(text, "it is no day")))
}

fn read_time(text: &str) -> Result<NaiveTime, &'static str> {
    let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let fields: Vec<Option<u32>> = clock.split(':').map(two_digits).collect();
    let (hour, minute, second) = match fields.as_slice() {
        [Some(hour), Some(minute)] if !text.contains(['.', ',']) => (*hour, *minute, 0),
        [Some(hour), Some(minute), Some(second)] => (*hour, *minute, *second),
        _ => return Err("it has the form `19:57` or `19:57:30`"),
    };
    let nanos = nanoseconds(fraction).ok_or("the part of a second has at most nine digits")?;
    match (hour, minute, second) {
        (24.., _, _) => Err("hours go from 00 to 23"),
        (_, 60.., _) => Err("minutes go from 00 to 59"),
        _ => NaiveTime::from_hms_nano_opt(hour, minute, second, nanos).ok_or("seconds go from 00 to 59"),
    }
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn nanoseconds(fraction: &str) -> Option<u32> {
    if fraction.is_empty() {
        return Some(0);
    }
    let plain = fraction.len() <= 9 && fraction.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| format!("{fraction:0<9}").parse().ok()).flatten()
}
