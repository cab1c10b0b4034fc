//! When something happened, as far as it is known: an EDTF value with its bounds and its place in the order.

mod day;
mod grain;
mod hold;
mod machine;
mod stamp;

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use edtf_core::{Bound, Date, DateField, Edtf, Qualifier, Year, YearKind};

pub use day::Day;
pub use grain::{Mark, Precision, SpanEnds};
pub use stamp::Stamp;

use machine::machine_time;

/// An instant with the offset of the place.
pub type Moment = DateTime<FixedOffset>;

/// When something happened. Cheap to clone.
///
/// The order is total and follows the earliest possible instant: first the values that are open
/// towards the past, then by earliest day. On one day, days and longer spans come before times,
/// and times go by instant. Equal starts are ordered by the narrower span, then by the written
/// text. A value whose start is unknown (`/2020-10-05`) stands at its end, the one day that is known.
#[derive(Clone, Debug)]
pub struct When(Arc<WhenFacts>);

#[derive(Debug)]
struct WhenFacts {
    written: Box<str>,
    edtf: Edtf,
    start: Option<Moment>,
    end: Option<Moment>,
    earliest: Option<Day>,
    latest: Option<Day>,
    order: TimeOrder,
}

/// What the order looks at before the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct TimeOrder {
    day: i64,
    instant: Option<i64>,
    width: i64,
}

const SECONDS_A_DAY: i64 = 86_400;

impl When {
    /// The value of a text that has been read as EDTF.
    pub fn new(written: &str, edtf: Edtf) -> Self {
        Self::with_times(written, edtf, None, None)
    }

    /// The value of a text with times of day; the EDTF value holds the days.
    pub fn with_times(written: &str, edtf: Edtf, start: Option<Moment>, end: Option<Moment>) -> Self {
        let bounds = edtf.bounds();
        let order = TimeOrder::of(&edtf, start, end);
        // Of a year without a single known digit nothing follows.
        let dated = !edtf_is_undated(&edtf);
        Self(Arc::new(WhenFacts {
            written: written.trim().into(),
            earliest: day_of(bounds.earliest).filter(|_| dated),
            latest: day_of(bounds.latest).filter(|_| dated),
            edtf,
            start,
            end,
            order,
        }))
    }

    /// A date of which nothing is known.
    pub fn unknown() -> Self {
        let year = Year {
            kind: YearKind::Standard { negative: false, digits: [None; 4] },
            significant_digits: None,
            qualifier: Qualifier::default(),
        };
        Self::new("XXXX", Edtf::Date(Date { year, month: None, day: None }))
    }

    /// A single day, for an article that does not say when.
    pub fn of_day(day: NaiveDate) -> Self {
        Self::new(&Day::from(day).to_string(), Edtf::Date(date_of(day)))
    }

    /// The text as written, without blanks around it.
    pub fn written(&self) -> &str {
        &self.0.written
    }

    /// The parsed value.
    pub fn edtf(&self) -> &Edtf {
        &self.0.edtf
    }

    /// The first day that it may touch; `None` if open or unknown.
    pub fn earliest(&self) -> Option<Day> {
        self.0.earliest
    }

    /// The last day that it may touch; `None` if open or unknown.
    pub fn latest(&self) -> Option<Day> {
        self.0.latest
    }

    /// The day under which a timeline files it: the earliest, or the latest where that is all there is.
    pub fn anchor(&self) -> Option<Day> {
        self.0.earliest.or(self.0.latest)
    }

    /// The instant of its start, where a time of day is given.
    pub fn start(&self) -> Option<Moment> {
        self.0.start
    }

    /// The instant of its end, where a time of day is given.
    pub fn end(&self) -> Option<Moment> {
        self.0.end
    }

    /// Whether any part of it is marked as uncertain (`?` or `%`).
    pub fn uncertain(&self) -> bool {
        self.0.edtf.is_uncertain()
    }

    /// Whether any part of it is marked as approximate (`~` or `%`).
    pub fn approximate(&self) -> bool {
        self.0.edtf.is_approximate()
    }
}

impl Default for When {
    fn default() -> Self {
        Self::unknown()
    }
}

impl TimeOrder {
    /// The end of the order, for what has no year.
    const LAST: Self = Self { day: i64::MAX, instant: None, width: i64::MAX };

    fn of(edtf: &Edtf, start: Option<Moment>, end: Option<Moment>) -> Self {
        if edtf_is_undated(edtf) {
            return Self::LAST;
        }
        let bounds = edtf.bounds();
        let latest = day_of(bounds.latest).map(|day| day.0);
        let day = match bounds.earliest {
            Bound::Date(_) => day_of(bounds.earliest).map_or(i64::MIN, |day| day.0),
            Bound::Unknown => latest.unwrap_or(i64::MAX),
            Bound::NegativeInfinity | Bound::PositiveInfinity => i64::MIN,
        };
        let instant = start.map(|start| start.timestamp()).or_else(|| local_seconds(edtf, day));
        let known = matches!(bounds.earliest, Bound::Date(_));
        let width = match (start, end, latest) {
            (Some(start), Some(end), _) => end.timestamp().saturating_sub(start.timestamp()),
            _ if is_timed(edtf) => 0,
            (_, _, Some(latest)) if known => (latest - day + 1).saturating_mul(SECONDS_A_DAY),
            _ => i64::MAX,
        };
        Self { day, instant, width }
    }
}

/// The time of day of a value without a zone, as if it were in UTC.
fn local_seconds(edtf: &Edtf, day: i64) -> Option<i64> {
    let Edtf::DateTime(value) = edtf else { return None };
    let time = &value.time;
    let seconds = i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + i64::from(time.second);
    Some(day.saturating_mul(SECONDS_A_DAY).saturating_add(seconds))
}

fn edtf_is_undated(edtf: &Edtf) -> bool {
    matches!(edtf, Edtf::Date(date) if !grain::has_year(date))
}

fn is_timed(edtf: &Edtf) -> bool {
    matches!(edtf, Edtf::DateTime(_))
}

/// The EDTF value of a calendar day.
fn date_of(day: NaiveDate) -> Date {
    let digit = |n: u32, place: u32| u8::try_from(n / place % 10).ok();
    let two = |n| DateField { digits: [digit(n, 10), digit(n, 1)], qualifier: Qualifier::default() };
    let size = day.year().unsigned_abs();
    let kind = match size {
        0..=9999 => YearKind::Standard {
            negative: day.year() < 0,
            digits: [1000, 100, 10, 1].map(|at| digit(size, at)),
        },
        _ => YearKind::Big { value: i64::from(day.year()) },
    };
    let year = Year { kind, significant_digits: None, qualifier: Qualifier::default() };
    Date { year, month: Some(two(day.month())), day: Some(two(day.day())) }
}

fn day_of(bound: Bound) -> Option<Day> {
    let Bound::Date(date) = bound else { return None };
    Day::new(date.year, date.month, date.day)
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.order.cmp(&other.0.order).then_with(|| self.written().cmp(other.written()))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for When {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for When {}

#[cfg(test)]
mod tests;
