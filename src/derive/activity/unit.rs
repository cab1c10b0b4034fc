//! Steps of time, each with a number of its own: days, weeks, months, years, decades, …

use crate::model::Day;

/// How long a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// So many years: 1, 10, 100, …; those of ten begin with one that ends in 0.
    Years(i64),
}

impl Unit {
    /// The units, from the shortest; each is longer than the one before, without end.
    pub fn all() -> impl Iterator<Item = Self> {
        let years = (0..).map(|power| Self::Years(10_i64.saturating_pow(power)));
        [Self::Day, Self::Week, Self::Month].into_iter().chain(years)
    }

    /// Its name in markup.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Years(1) => "year",
            Self::Years(_) => "years",
        }
    }

    /// The number of the step that a day lies in.
    pub fn step(self, day: Day) -> i64 {
        match self {
            Self::Day => day.number(),
            // Day 0 was a Thursday.
            Self::Week => (day.number() + 3).div_euclid(7),
            Self::Month => {
                let (year, month, _) = day.ymd();
                year * 12 + i64::from(month) - 1
            }
            Self::Years(years) => day.year().div_euclid(years),
        }
    }

    /// The first day of a step.
    pub fn first_day(self, step: i64) -> Day {
        match self {
            Self::Day => Day(step),
            Self::Week => Day(step * 7 - 3),
            Self::Month => {
                let month = u8::try_from(step.rem_euclid(12) + 1).unwrap_or(1);
                Day::new(step.div_euclid(12), month, 1).unwrap_or(Day(i64::MAX))
            }
            Self::Years(years) => Day::new(step * years, 1, 1).unwrap_or(Day(i64::MAX)),
        }
    }

    /// Where the beginning of a day lies, counted in steps.
    pub fn position(self, day: Day) -> f64 {
        let step = self.step(day);
        let (first, next) = (self.first_day(step).number(), self.first_day(step.saturating_add(1)).number());
        let part = day.number().saturating_sub(first) as f64 / next.saturating_sub(first).max(1) as f64;
        step as f64 + part
    }
}
