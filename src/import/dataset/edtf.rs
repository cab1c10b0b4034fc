//! Dates of data sets as EDTF: bounds stay bounds and never become a duration.

use super::moment;
use super::row::Cells;
use crate::import::when::Reading;
use crate::model::Day;

/// The day of a column; a time of day behind it is a program's.
pub(super) fn day(row: &dyn Cells, column: &str, reading: Reading) -> Result<Day, String> {
    let cell = row.cell(column);
    let plain = moment::without_midnight(cell);
    reading.day(plain).map_err(|why| {
        let way = if why.contains(" or `") { "; `--date-order dmy` or `mdy` says which" } else { "" };
        format!("`{column}` is `{cell}`, which is no certain day: {why}{way}")
    })
}

/// Reports a day that lies in another year than the row says beside it: one of the two is wrong.
pub(super) fn same_year(row: &dyn Cells, column: &str, days: &[Day]) -> Result<(), String> {
    let said = row.cell("year").trim_end_matches(".0");
    let (Ok(year), Some(first)) = (said.parse::<i64>(), days.first()) else { return Ok(()) };
    if days.iter().any(|day| day.year() == year) {
        return Ok(());
    }
    Err(format!("`{column}` is {first}, and the `year` beside it {year}: one of the two is wrong"))
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
    use crate::config::Zones;

    #[test]
    fn bounds_stay_bounds() {
        let day = |text| crate::parse::stamp(text, &Zones::default()).unwrap().day();
        for (first, last, expected) in [
            ("2020-09-27", "2020-09-27", "2020-09-27"),
            ("2020-09-27", "2020-10-02", "[2020-09-27..2020-10-02]"),
            ("2020-10-01", "2020-10-31", "2020-10-XX"),
            ("2020-01-01", "2020-12-31", "2020-XX-XX"),
        ] {
            let written = between(day(first), day(last));
            assert_eq!(written, expected);
            assert!(crate::parse::when(&written).is_ok(), "{written}");
        }
        assert_eq!(within(day("2020-10-02"), 3), "[2020-09-29..2020-10-05]");
    }
}
