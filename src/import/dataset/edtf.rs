//! Dates of data sets as EDTF: bounds stay bounds and never become a duration.

use crate::config::Zones;
use crate::model::Day;
use crate::parse;

/// The day that a cell begins with, such as `2020-09-27 00:00:00.000`.
pub(super) fn day(cell: &str) -> Option<Day> {
    let day = cell.get(..10)?;
    let plain =
        day.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if !plain {
        return None;
    }
    parse::stamp(day, &Zones::default()).ok().map(|stamp| stamp.day())
}

/// One day somewhere between two: a month or year that is filled exactly is written as that.
pub(super) fn between(first: Day, last: Day) -> String {
    let ((y, m, d), (y2, m2, d2)) = (first.ymd(), last.ymd());
    if first == last {
        return first.to_string();
    }
    let whole_month = y == y2 && m == m2 && d == 1 && Day::days_in_month(y2, m2) == Some(d2);
    let whole_year = y == y2 && (m, d) == (1, 1) && (m2, d2) == (12, 31);
    if whole_month {
        format!("{y:04}-{m:02}-XX")
    } else if whole_year {
        format!("{y:04}-XX-XX")
    } else {
        format!("[{first}..{last}]")
    }
}

/// A day in the same month.
pub(super) fn some_day_of_month(day: Day) -> String {
    let (year, month, _) = day.ymd();
    format!("{year:04}-{month:02}-XX")
}

/// A day within so many days of another.
pub(super) fn within(day: Day, days: i64) -> String {
    between(Day(day.number() - days), Day(day.number() + days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_stay_bounds() {
        let day = |text| day(text).unwrap();
        for (first, last, expected) in [
            ("2020-09-27", "2020-09-27", "2020-09-27"),
            ("2020-09-27 00:00:00.000", "2020-10-02 00:00:00.000", "[2020-09-27..2020-10-02]"),
            ("2020-10-01", "2020-10-31", "2020-10-XX"),
            ("2020-01-01", "2020-12-31", "2020-XX-XX"),
        ] {
            let written = between(day(first), day(last));
            assert_eq!(written, expected);
            assert!(crate::parse::when(&written).is_ok(), "{written}");
        }
        assert_eq!(within(day("2020-10-02"), 3), "[2020-09-29..2020-10-05]");
        assert_eq!(super::day("soon"), None);
    }
}
