//! A day of the proleptic Gregorian calendar, with astronomical years (0 is 1 BC).

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

/// Days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// Years beyond this are no dates of events; the limit keeps seconds in 64 bits.
const FARTHEST_YEAR: i64 = 9_999_999_999;

impl Day {
    /// The day of that date; `None` if there is none, or if its year has more than ten digits.
    pub fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        let exists = year.abs() <= FARTHEST_YEAR && day >= 1 && day <= Self::days_in_month(year, month)?;
        exists.then(|| Self(days_from_civil(year, i64::from(month), i64::from(day))))
    }

    /// The number of days of a month; `None` if there is no such month.
    pub fn days_in_month(year: i64, month: u8) -> Option<u8> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        match month {
            2 => Some(if leap { 29 } else { 28 }),
            4 | 6 | 9 | 11 => Some(30),
            1..=12 => Some(31),
            _ => None,
        }
    }

    /// Year, month and day.
    pub fn ymd(self) -> (i64, u8, u8) {
        // 1 March of year 0 starts an era of 400 years; March-based years put 29 February last.
        let shifted = self.0 + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let calendar_month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(calendar_month <= 2);
        (year, small(calendar_month), small(day))
    }

    /// The year; 0 is 1 BC.
    pub fn year(self) -> i64 {
        self.ymd().0
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        self.ymd().1
    }

    /// The day of a calendar date.
    pub fn of_date(date: NaiveDate) -> Self {
        Self(days_from_civil(i64::from(date.year()), i64::from(date.month()), i64::from(date.day())))
    }

    /// The day after.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The day before.
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i64 {
        self.0
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday::try_from(small((self.0 + 3).rem_euclid(7))).unwrap_or(Weekday::Mon)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self::of_date(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.abs())
    }
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn small(n: i64) -> u8 {
    u8::try_from(n).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree_with_chrono() {
        let mut date = NaiveDate::from_ymd_opt(-50, 1, 1).unwrap();
        let end = NaiveDate::from_ymd_opt(2450, 1, 1).unwrap();
        while date < end {
            let day = Day::from(date);
            let (year, month, of_month) = day.ymd();
            assert_eq!(
                (i64::from(date.year()), date.month(), date.day()),
                (year, month.into(), of_month.into())
            );
            assert_eq!(day.weekday(), date.weekday());
            assert_eq!(Day::new(year, month, of_month), Some(day));
            date = date.checked_add_days(chrono::Days::new(13)).unwrap();
        }
    }

    #[test]
    fn impossible_days_are_none() {
        for (year, month, day) in [(2014, 2, 30), (1900, 2, 29), (2020, 13, 1), (2020, 0, 1), (2020, 1, 0)] {
            assert_eq!(Day::new(year, month, day), None, "{year}-{month}-{day}");
        }
        assert_eq!(Day::new(i64::MIN + 1, 1, 1), None);
    }

    #[test]
    fn days_are_written_as_iso_dates() {
        assert_eq!(Day(0).to_string(), "1970-01-01");
        assert_eq!(Day::new(-43, 3, 15).unwrap().to_string(), "-0043-03-15");
        assert_eq!(Day::new(170_000_002, 1, 1).unwrap().to_string(), "170000002-01-01");
    }
}
