//! Dates and times as news pages write them: found in a line, read with the help of flags, never guessed silently.

mod clock;
mod date;
mod digits;
mod months;
mod reading;
mod relative;
mod token;
mod zone;

use std::ops::Range;

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

use crate::config::{DateProblem, Zones};
use crate::diag::Diagnostic;
use crate::model::Day;

pub use crate::parse::DayMonth as Order;
pub(in crate::import) use months::is_month;
pub use reading::read;

/// What dates are read against.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The zones that abbreviations stand for.
    pub zones: Zones,
    /// Whether times without a zone are in the default zone for certain, since a flag says so.
    pub zone_given: bool,
    /// The order of day and month, if it is known.
    pub order: Option<Order>,
    /// The moment that "3 hours ago" counts from.
    pub now: Now,
}

/// The moment that relative times count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    at: NaiveDateTime,
    /// Whether a flag gave it; else it is the machine's and tells nothing about the page.
    pub given: bool,
}

impl Now {
    /// The moment of a date or date-time such as `2020-09-29T18:00`.
    ///
    /// # Errors
    /// Fails when the text is no date.
    pub fn parse(written: &str, given: bool) -> Result<Self, DateProblem> {
        let stamp = crate::parse::stamp(written, &Zones::default())?;
        let local = stamp.time().map(|time| time.naive_local());
        let at = local.unwrap_or_else(|| stamp.date().and_time(NaiveTime::MIN));
        Ok(Self { at, given })
    }

    /// The moment at which a page was saved, as its container says it.
    pub(in crate::import) fn of_saved(words: &str, clock: &Clock) -> Option<Self> {
        let spelled = find(words, 0, clock).filter(|spelled| !spelled.is_relative())?;
        let stamp = read(words, &spelled, clock);
        let local = stamp.day.and_time(stamp.time?);
        // As the clocks of the site's zone showed it: in that zone its times are read.
        let utc = stamp.offset.map(|offset| local - offset);
        let own = utc.and_then(|utc| Some(utc + *clock.zones.default.at(utc).ok()?.offset()));
        Some(Self { at: own.unwrap_or(local), given: true })
    }

    /// Its day.
    pub fn day(&self) -> Day {
        self.at.date().into()
    }
}

/// A date that stands in a line, perhaps with a time and zones, as it is written there.
#[derive(Clone, Debug, PartialEq)]
pub struct Spelled {
    /// The bytes of the line that it takes.
    pub range: Range<usize>,
    day: SpelledDay,
    /// Whether its year has two digits: it is then in this century, and may be in the last.
    short: bool,
    time: Option<NaiveTime>,
    zones: Vec<SpelledZone>,
}

impl Spelled {
    /// Whether it counts from the moment at which it was written.
    pub fn is_relative(&self) -> bool {
        matches!(self.day, SpelledDay::Ago(..))
    }
}

/// A day as written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum SpelledDay {
    Known(NaiveDate),
    /// Day first, month first.
    Either(NaiveDate, NaiveDate),
    /// Counted from now; to the minute where the words say so.
    Ago(NaiveDateTime, bool),
}

/// A zone as written, with its own time where a line gives the time in two zones.
#[derive(Clone, Debug, PartialEq)]
struct SpelledZone {
    name: String,
    time: Option<NaiveTime>,
}

/// A date that was read, with what is doubtful about it.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Its day.
    day: NaiveDate,
    time: Option<NaiveTime>,
    offset: Option<FixedOffset>,
    zone_word: Option<String>,
    /// What is doubtful, with the choices.
    pub doubts: Vec<Diagnostic>,
    /// The words that it was read from.
    pub words: String,
    /// What a reader should know of how it was read.
    pub note: Option<String>,
}

impl Stamp {
    /// The day.
    pub fn day(&self) -> Day {
        self.day.into()
    }

    /// A plain day from elsewhere, such as a file's name.
    pub fn of_day(day: Day, words: &str) -> Option<Self> {
        let (year, month, of_month) = day.ymd();
        let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.into(), of_month.into())?;
        Some(Self {
            day,
            time: None,
            offset: None,
            zone_word: None,
            doubts: Vec::new(),
            words: words.to_owned(),
            note: None,
        })
    }

    /// The same day without its time and doubts about it.
    pub fn day_only(&self) -> Self {
        Self { time: None, offset: None, zone_word: None, doubts: Vec::new(), ..self.clone() }
    }

    /// Whether a time of day is known.
    pub fn has_time(&self) -> bool {
        self.time.is_some() && (self.offset.is_some() || self.zone_word.is_none())
    }

    /// The value for front matter: no more than what is known for certain.
    pub fn written(&self) -> String {
        let day = self.day.format("%Y-%m-%d").to_string();
        match (self.time.filter(|_| self.has_time()), self.offset) {
            (None, _) => day,
            (Some(time), None) => format!("{day}T{}", hours(time)),
            (Some(time), Some(offset)) if offset.local_minus_utc() == 0 => format!("{day}T{}Z", hours(time)),
            (Some(time), Some(offset)) => format!("{day}T{}{offset}", hours(time)),
        }
    }

    /// Whether another date means the same: the same day, or the same moment in another zone.
    pub fn agrees(&self, other: &Self) -> bool {
        let moment = |stamp: &Self| Some(stamp.day.and_time(stamp.time?) - stamp.offset?);
        self.day == other.day || moment(self).is_some_and(|at| moment(other) == Some(at))
    }

    /// Whether this one lies before another, as far as the two can be compared.
    pub fn is_before(&self, other: &Self) -> bool {
        let local = |stamp: &Self| stamp.time.map(|time| stamp.day.and_time(time));
        match (local(self), local(other)) {
            (Some(a), Some(b)) => match (self.offset, other.offset) {
                (Some(x), Some(y)) => a - x < b - y,
                _ if self.zone_word == other.zone_word => a < b,
                _ => self.day < other.day,
            },
            _ => self.day < other.day,
        }
    }
}

fn hours(time: NaiveTime) -> String {
    let form = if time.format("%S").to_string() == "00" { "%H:%M" } else { "%H:%M:%S" };
    time.format(form).to_string()
}

/// The first date of a line, at or after a byte.
pub fn find(line: &str, from: usize, clock: &Clock) -> Option<Spelled> {
    if let Some(latin) = digits::latin(line) {
        let found = find(&latin.text, latin.forth(from), clock)?;
        return Some(Spelled { range: latin.back(found.range.clone()), ..found });
    }
    let tokens = token::tokens(line);
    let starts = tokens.iter().enumerate().filter(|(_, token)| token.range.start >= from);
    for (at, _) in starts {
        if let Some(found) = relative::at(&tokens, at, clock.now).or_else(|| date::at(line, &tokens, at)) {
            return Some(found);
        }
    }
    None
}

/// A time without a day after a date of the same line, and how many bytes stand between the two.
pub fn time_after(line: &str, date: &Spelled) -> Option<(Spelled, usize)> {
    if digits::latin(line).is_some() {
        return None;
    }
    let tokens = token::tokens(line);
    let after = (0..tokens.len()).filter(|at| tokens[*at].range.start >= date.range.end);
    let (at, time) =
        after.filter_map(|at| Some((at, clock::at(line, &tokens, at)?))).find(|(_, time)| time.is_whole())?;
    let start = tokens[at].range.start;
    let spelled =
        Spelled { range: start..time.end, time: Some(time.time), zones: time.zones, ..date.clone() };
    Some((spelled, start - date.range.end))
}

/// All dates of a line.
pub fn find_all(line: &str, clock: &Clock) -> Vec<Spelled> {
    let mut found: Vec<Spelled> = Vec::new();
    while let Some(next) = find(line, found.last().map_or(0, |last| last.range.end), clock) {
        found.push(next);
    }
    found
}

/// The seconds of a moment such as `2020-10-05 19:57:00`, in no zone.
pub(in crate::import) fn seconds_of(text: &str) -> Option<i64> {
    let moment = NaiveDateTime::parse_from_str(text.trim(), "%Y-%m-%d %H:%M:%S").ok()?;
    Some(moment.and_utc().timestamp())
}

/// The order of day and month that the dates of a page settle: one that can be read in one way only speaks for all.
pub fn settled_order<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Order> {
    let mut orders: Vec<Order> = lines.flat_map(|line| date::orders(&token::tokens(line))).collect();
    orders.dedup();
    match orders.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// What a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedDay {
    /// No day, or one of several whose order is not known.
    Nothing,
    /// A day.
    Day(Day),
    /// A day of the last century or of this one, as its year has two digits.
    Short([Day; 2]),
}

/// The day that a text names, in an order of day and month.
pub fn day_in_order(text: &str, order: Option<Order>) -> NamedDay {
    let tokens = token::tokens(text);
    let Some(found) = (0..tokens.len()).find_map(|at| date::at(text, &tokens, at)) else {
        return NamedDay::Nothing;
    };
    let day = match (found.day, order) {
        (SpelledDay::Known(day), _) | (SpelledDay::Either(day, _), Some(Order::DayFirst)) => day,
        (SpelledDay::Either(_, day), Some(Order::MonthFirst)) => day,
        _ => return NamedDay::Nothing,
    };
    match (found.short, date::century_before(day)) {
        (true, Some(earlier)) => NamedDay::Short([earlier.into(), day.into()]),
        (true, None) | (false, _) => NamedDay::Day(day.into()),
    }
}

/// Hour and minute of a time such as `19:57` or `7:57 PM`.
pub fn time_of_day(text: &str) -> Option<(u32, u32)> {
    let found = clock::at(text, &token::tokens(text), 0)?;
    let minutes = u32::try_from((found.time - NaiveTime::MIN).num_minutes()).ok()?;
    Some((minutes / 60, minutes % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        let named = [("IST".to_owned(), "Asia/Kolkata".parse().unwrap())].into_iter().collect();
        let zones = Zones { named, ..Zones::default() };
        let now = Now::parse("2020-10-05T18:30", true).unwrap();
        Clock { zones, zone_given: false, order: None, now }
    }

    #[test]
    fn dates_of_news_pages_are_read() {
        for (line, expected) in [
            ("September 29th, 2020 at 19:57 IST", "2020-09-29T19:57+05:30"),
            ("Sept. 29, 2020, 7:57 p.m. (IST)", "2020-09-29T19:57+05:30"),
            ("Tue, 29 Sep 2020 14:27:00 +0000", "2020-09-29T14:27Z"),
            ("29th of September, 2020", "2020-09-29"),
            ("29. September 2020, 19.57 Uhr", "2020-09-29T19:57"),
            ("le 29 septembre 2020 à 19h57", "2020-09-29T19:57"),
            ("2020-09-29 19:57:05 GMT+5:30", "2020-09-29T19:57:05+05:30"),
            ("2020-09-29T19:57:00.123+05:30", "2020-09-29T19:57+05:30"),
            ("29.09.2020", "2020-09-29"),
            ("29/9/20 7pm UTC", "2020-09-29T19:00Z"),
            ("09/29/2020", "2020-09-29"),
            ("1427 GMT, September 29, 2020", "2020-09-29T14:27Z"),
            ("12:05 am on 29 September 2020", "2020-09-29T00:05"),
            ("noon UTC, 29 September 2020", "2020-09-29T12:00Z"),
            ("29 September 2020 19:57 Asia/Yerevan", "2020-09-29T19:57+04:00"),
            ("29 September 2020 19:57 Moscow time", "2020-09-29T19:57+03:00"),
            ("29 September 2020, 23:57 IST (18:27 GMT)", "2020-09-29T23:57+05:30"),
            ("30 September 2020, 01:00 XST / 1900 GMT", "2020-09-30T01:00+06:00"),
            ("October 5, 20206:24 PM UTC", "2020-10-05T18:24Z"),
            ("5 October 2020 12:58 (UTC +04:00)", "2020-10-05T12:58+04:00"),
            ("Monday, 05 October 2020 KSA 12:22 - GMT 09:22", "2020-10-05T12:22+03:00"),
            ("5 تشرين الأول 2020", "2020-10-05"),
            ("٥ أكتوبر ٢٠٢٠", "2020-10-05"),
            ("5 באוקטובר 2020", "2020-10-05"),
            ("۱۴ مهر ۱۳۹۹", "2020-10-05"),
            ("دوشنبه ۱۴ مهر ۱۳۹۹، ساعت ۱۲:۵۸", "2020-10-05"),
            ("5 października 2020", "2020-10-05"),
            ("5 octombrie 2020", "2020-10-05"),
            ("5. октобар 2020", "2020-10-05"),
            ("5 октомври 2020 г.", "2020-10-05"),
            ("5 кастрычніка 2020", "2020-10-05"),
            ("2020 ж. 5 қазан", "2020-10-05"),
            ("2020-yil 5-oktabr", "2020-10-05"),
            ("5 Οκτωβρίου 2020", "2020-10-05"),
            ("5 de outubro de 2020", "2020-10-05"),
            ("2020. október 5.", "2020-10-05"),
            ("5. října 2020", "2020-10-05"),
            ("2020年10月5日", "2020-10-05"),
            ("2020년 10월 5일", "2020-10-05"),
            ("5 अक्टूबर 2020", "2020-10-05"),
            ("5 اکتوبر 2020", "2020-10-05"),
            ("5 tháng 10, 2020", "2020-10-05"),
            ("2 hours ago", "2020-10-05T16:30"),
            ("yesterday at 8:15", "2020-10-04T08:15"),
        ] {
            let spelled = find(line, 0, &clock()).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(read(line, &spelled, &clock()).written(), expected, "{line}");
        }
    }

    #[test]
    fn numbers_that_are_no_dates_stay_prose() {
        for line in [
            "Resolution 1325 of 2000",
            "10.0.0.2020",
            "30 February 2020",
            "2,300 troops",
            "version 1.2.2020.4",
            "May 5",
        ] {
            assert!(find(line, 0, &clock()).is_none(), "{line}");
        }
    }
}
