//! Dates for machines: the longest prefix that HTML, JSON-LD and feeds take as a date.

use chrono::{SecondsFormat, Timelike};
use edtf_core::{Date, DateField, DateTime, Edtf, IntervalEndpoint, Precision as Component};

use super::{Moment, When};

impl When {
    /// The longest part that is a valid date for machines: `2020`, `2020-10`, `2020-10-05` or a time.
    ///
    /// `None` for years outside 1 to 9999, unknown digits in the year, intervals and sets.
    pub fn html_datetime(&self) -> Option<String> {
        match self.edtf() {
            Edtf::Date(date) => machine_date(date),
            Edtf::DateTime(value) => {
                self.start().map(|start| machine_time(&start)).or_else(|| local_time(value))
            }
            Edtf::Interval(_) | Edtf::Set(_) => None,
        }
    }

    /// Both ends of an interval in the same form; `None` at an end that is open, unknown or has no such form.
    pub fn html_interval(&self) -> Option<(Option<String>, Option<String>)> {
        let Edtf::Interval(interval) = self.edtf() else { return None };
        let side =
            |time: Option<Moment>, end| time.map(|time| machine_time(&time)).or_else(|| machine_end(end));
        Some((side(self.start(), &interval.start), side(self.end(), &interval.end)))
    }
}

/// An instant to the minute, or to the second where it has seconds: `2020-10-10T12:00+04:00`.
pub(super) fn machine_time(time: &Moment) -> String {
    if time.second() != 0 {
        return time.to_rfc3339_opts(SecondsFormat::Secs, true);
    }
    let offset = if time.offset().local_minus_utc() == 0 { "Z".into() } else { time.offset().to_string() };
    format!("{}{offset}", time.format("%Y-%m-%dT%H:%M"))
}

fn local_time(value: &DateTime) -> Option<String> {
    let seconds =
        if value.time.second == 0 { String::new() } else { format!(":{:02}", value.time.second.min(59)) };
    let time = format!("T{:02}:{:02}{seconds}", value.time.hour, value.time.minute);
    machine_date(&value.date).map(|date| date + &time)
}

fn machine_end(end: &IntervalEndpoint) -> Option<String> {
    match end {
        IntervalEndpoint::Date(date) => machine_date(date),
        _ => None,
    }
}

fn machine_date(date: &Date) -> Option<String> {
    let year = date.year.value().filter(|year| (1..=9999).contains(year))?;
    let month = date.month.filter(|_| date.precision() != Component::Season).and_then(DateField::value);
    let day = date.day.and_then(DateField::value);
    Some(match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        When::new(text, Edtf::parse(text).unwrap())
    }

    #[test]
    fn the_longest_valid_part_is_taken() {
        for (text, expected) in [
            ("2020-10-05~", Some("2020-10-05")),
            ("2020-10-XX", Some("2020-10")),
            ("2020-10-1X", Some("2020-10")),
            ("2020-XX-27", Some("2020")),
            ("2020-21", Some("2020")),
            ("2020?", Some("2020")),
            ("0044", Some("0044")),
            ("2020-10-10T12:00:00", Some("2020-10-10T12:00")),
            ("2020-10-10T12:00:30", Some("2020-10-10T12:00:30")),
            ("202X", None),
            ("-0044-03-15", None),
            ("0000", None),
            ("Y17000", None),
            ("[2020,2021]", None),
            ("2020/2021", None),
        ] {
            assert_eq!(when(text).html_datetime().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn intervals_have_two_ends() {
        for (text, start, end) in [
            ("2020-09-27/2020-10-03?", Some("2020-09-27"), Some("2020-10-03")),
            ("2020-09/..", Some("2020-09"), None),
            ("/2020-10-05", None, Some("2020-10-05")),
        ] {
            let pair = when(text).html_interval().unwrap();
            assert_eq!((pair.0.as_deref(), pair.1.as_deref()), (start, end), "{text}");
        }
        assert_eq!(when("2020").html_interval(), None);
    }
}
