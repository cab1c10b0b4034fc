//! Two dates in words, with what they share said once: "27–28 September 2020".

use edtf_core::{Date, Interval, IntervalEndpoint, Precision};

use super::{DateStyle, Words, fill};
use crate::model::{Day, Moment};
use crate::text;

impl Words {
    /// An interval, open or closed.
    pub(super) fn interval(&self, interval: &Interval, style: DateStyle) -> String {
        use IntervalEndpoint::{Date, Open, Unknown};
        match (&interval.start, &interval.end) {
            (Date(start), Date(end)) => self.dashed(start, end, style),
            (Open, end) => self.phrase(until(end), &self.endpoint(end, style)),
            (Unknown, end) => self.phrase("date.start-unknown", &self.endpoint(end, style)),
            (start, Open) => self.phrase(since(start), &self.endpoint(start, style)),
            (start, Unknown) => self.phrase("date.end-unknown", &self.endpoint(start, style)),
            (start, end) => format!("{} – {}", self.endpoint(start, style), self.endpoint(end, style)),
        }
    }

    /// A span with times of day at one end or both.
    pub(super) fn times(
        &self,
        interval: &Interval,
        start: Option<Moment>,
        end: Option<Moment>,
        style: DateStyle,
    ) -> String {
        let said = |time: Option<Moment>, end: &IntervalEndpoint| {
            time.map_or_else(|| self.endpoint(end, style), |time| self.moment(&time, style))
        };
        match (start, end) {
            (Some(a), Some(b)) if a.date_naive() == b.date_naive() && a.offset() == b.offset() => {
                self.hours(&a, &b, style)
            }
            (Some(_), None) if interval.end == IntervalEndpoint::Open => {
                self.phrase("date.since", &said(start, &interval.start))
            }
            (Some(_), None) if interval.end == IntervalEndpoint::Unknown => {
                self.phrase("date.end-unknown", &said(start, &interval.start))
            }
            (None, Some(_)) if interval.start == IntervalEndpoint::Open => {
                self.phrase("date.until", &said(end, &interval.end))
            }
            (None, Some(_)) if interval.start == IntervalEndpoint::Unknown => {
                self.phrase("date.start-unknown", &said(end, &interval.end))
            }
            _ => format!("{} – {}", said(start, &interval.start), said(end, &interval.end)),
        }
    }

    fn hours(&self, a: &Moment, b: &Moment, style: DateStyle) -> String {
        let day = self.calendar_day(a.date_naive().into(), style);
        let clocks = if a == b { self.clock(a) } else { format!("{}–{}", self.clock(a), self.clock(b)) };
        self.clocked(&day, &clocks, a, style)
    }

    fn endpoint(&self, end: &IntervalEndpoint, style: DateStyle) -> String {
        match end {
            IntervalEndpoint::Date(date) => self.date(date, style),
            IntervalEndpoint::OnOrBefore(date) => self.phrase("date.or-earlier", &self.date(date, style)),
            IntervalEndpoint::OnOrAfter(date) => self.phrase("date.or-later", &self.date(date, style)),
            IntervalEndpoint::Open | IntervalEndpoint::Unknown => String::new(),
        }
    }

    /// From one date to another, joined by a dash.
    pub(super) fn dashed(&self, start: &Date, end: &Date, style: DateStyle) -> String {
        if start == end {
            return self.date(start, style);
        }
        if is_within_the_month_of(start, end) {
            return self.phrase("date.later-that-month", &self.date(start, style));
        }
        let (a, b) = self.pair(start, end, style);
        self.with_dash(&a, &b, start.precision() == end.precision())
    }

    /// Two texts with a dash, without blanks where one of like texts is a single word.
    pub(super) fn with_dash(&self, a: &str, b: &str, alike: bool) -> String {
        let moved = if self.forms.year_first() { b } else { a };
        if alike && !moved.contains(char::is_whitespace) {
            format!("{a}–{b}")
        } else {
            format!("{a} – {b}")
        }
    }

    /// Somewhere between two dates, both included.
    pub(super) fn between(&self, first: &Date, last: &Date, style: DateStyle) -> String {
        let (a, b) = self.pair(first, last, style);
        let key = if first.day.is_some() { "date.between" } else { "date.between-part" };
        fill(self.phrases.get(key), &[("a", &a), ("b", &b)])
    }

    /// Somewhere between two days; whole months and years are said as such.
    pub(super) fn between_days(&self, first: Day, last: Day, style: DateStyle) -> String {
        let ((year, month, day), (to_year, to_month, to_day)) = (first.ymd(), last.ymd());
        let whole_months = day == 1 && Some(to_day) == Day::days_in_month(to_year, to_month);
        let (a, b, key) = match whole_months {
            true if month == 1 && to_month == 12 => {
                (self.forms.year(year), self.forms.year(to_year), "date.between-part")
            }
            true => (
                self.forms.month_year(year, month),
                self.forms.month_year(to_year, to_month),
                "date.between-part",
            ),
            false => (self.calendar_day(first, style), self.calendar_day(last, style), "date.between"),
        };
        let (a, b) = if year == to_year { self.shortened(&a, &b) } else { (a, b) };
        fill(self.phrases.get(key), &[("a", &a), ("b", &b)])
    }

    fn pair(&self, first: &Date, last: &Date, style: DateStyle) -> (String, String) {
        let (a, b) = (self.date(first, style), self.date(last, style));
        // "12 – July" would drop what only the day's month says.
        let alike = first.precision() == last.precision();
        if alike && share_a_year(first, last) {
            return self.shortened(&a, &b);
        }
        match self.forms.year_first() {
            false if alike && is_plain(first) && is_only_approximate(last) => {
                (self.shortened(&a, &self.plain(last, style)).0, b)
            }
            _ => (a, b),
        }
    }

    /// Drops what two dates of one year share: at the end of the first, or, where the year
    /// comes first, at the start of the second.
    pub(super) fn shortened(&self, a: &str, b: &str) -> (String, String) {
        let (words_a, words_b): (Vec<&str>, Vec<&str>) =
            (a.split_whitespace().collect(), b.split_whitespace().collect());
        if self.forms.year_first() {
            let shared = words_a.iter().zip(&words_b).take_while(|(a, b)| a == b).count();
            let rest = words_b.get(shared).and_then(|word| b.get(text::range_in(b, word)?.start..));
            return (a.to_owned(), kept(rest, b).to_owned());
        }
        let shared = words_a.iter().rev().zip(words_b.iter().rev()).take_while(|(a, b)| a == b).count();
        let last = words_a.len().checked_sub(shared + 1).and_then(|at| words_a.get(at));
        let rest = last.and_then(|word| a.get(..text::range_in(a, word)?.end));
        (kept(rest, a).trim_end_matches([',', '،']).to_owned(), b.to_owned())
    }
}

/// The shorter form, unless it lost the day.
fn kept<'a>(short: Option<&'a str>, whole: &'a str) -> &'a str {
    let numbers = |text: &str| text.split(|c: char| !c.is_numeric()).filter(|run| !run.is_empty()).count();
    let has_day = numbers(whole) > 1;
    short.filter(|short| !has_day || numbers(short) > 0).unwrap_or(whole)
}

/// Whether two dates are plain ones of one year.
pub(super) fn share_a_year(a: &Date, b: &Date) -> bool {
    is_plain(a) && is_plain(b) && a.year.value() == b.year.value()
}

/// Whether the first is a day and the last its whole month, of which only later days can be meant: `2020-07-12/2020-07`.
fn is_within_the_month_of(first: &Date, last: &Date) -> bool {
    let month = |date: &Date| date.month.map(|month| month.value());
    let precise = first.day.is_some() && last.day.is_none();
    precise && share_a_year(first, last) && month(first) == month(last)
}

/// Whether a date of a month or day has no doubt at all.
fn is_plain(date: &Date) -> bool {
    let doubted = date.is_uncertain() || date.is_approximate() || date.has_unspecified();
    !doubted && date.month.is_some() && date.precision() != Precision::Season
}

/// Whether a day is approximate as a whole, and no other doubt is on it: "about 8 November 2020".
fn is_only_approximate(date: &Date) -> bool {
    let mark = date.year.qualifier;
    let fields = [date.month, date.day].into_iter().flatten();
    mark.approximate
        && !mark.uncertain
        && !date.has_unspecified()
        && fields.into_iter().all(|f| f.qualifier == mark)
}

fn since(start: &IntervalEndpoint) -> &'static str {
    if is_day(start) { "date.since" } else { "date.since-part" }
}

fn until(end: &IntervalEndpoint) -> &'static str {
    if is_day(end) { "date.until" } else { "date.until-part" }
}

fn is_day(end: &IntervalEndpoint) -> bool {
    matches!(end, IntervalEndpoint::Date(date) if date.precision() == Precision::Day && !date.has_unspecified())
}
