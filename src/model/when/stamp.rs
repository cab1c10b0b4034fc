//! When a text was published or changed: a day, or an instant with its offset.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, Utc};

use super::{Day, When, machine_time};

/// A publication or update time. The order is by instant; of equal ones a plain day comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    start: DateTime<FixedOffset>,
    timed: bool,
}

impl Stamp {
    /// A plain day, given by its first instant in the site's zone.
    pub fn of_day(start: DateTime<FixedOffset>) -> Self {
        Self { start, timed: false }
    }

    /// A day with a time.
    pub fn of_time(time: DateTime<FixedOffset>) -> Self {
        Self { start: time, timed: true }
    }

    /// The time as written, with its offset; `None` for a plain day.
    pub fn time(&self) -> Option<DateTime<FixedOffset>> {
        self.timed.then_some(self.start)
    }

    /// The instant; a plain day counts from its start in the site's zone.
    pub fn instant(&self) -> DateTime<Utc> {
        self.start.to_utc()
    }

    /// Whether a time of day is given.
    pub fn has_time(&self) -> bool {
        self.timed
    }

    /// The calendar date where it was written.
    pub fn date(&self) -> NaiveDate {
        self.start.date_naive()
    }

    /// The calendar day where it was written.
    pub fn day(&self) -> Day {
        Day::of_date(self.date())
    }

    /// The day as the time of an event, for an article that does not say when.
    pub fn when(&self) -> When {
        When::of_day(self.date())
    }

    /// The instant for feeds, as in RFC 3339.
    pub fn rfc3339(&self) -> String {
        self.start.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// The instant in UTC, to the second, as books have it: `2020-09-28T20:00:00Z`.
    pub fn utc(&self) -> String {
        self.instant().to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// The value for machines, no more exact than what was written: `2020-09-29` or `2020-09-29T19:57+04:00`.
    pub fn html_datetime(&self) -> String {
        if self.timed { machine_time(&self.start) } else { self.day().to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_day_counts_from_its_start_where_the_site_is() {
        let start = DateTime::parse_from_rfc3339("2020-09-29T00:00:00+04:00").unwrap();
        let (day, time) = (Stamp::of_day(start), Stamp::of_time(start));
        assert_eq!(day.rfc3339(), "2020-09-29T00:00:00+04:00");
        assert_eq!(day.instant().to_rfc3339(), "2020-09-28T20:00:00+00:00");
        assert_eq!(
            (day.html_datetime(), time.html_datetime()),
            ("2020-09-29".into(), "2020-09-29T00:00+04:00".into())
        );
        assert!(day < time);
    }

    #[test]
    fn order_is_by_instant_whatever_the_offset() {
        let at = |text| Stamp::of_time(DateTime::parse_from_rfc3339(text).unwrap());
        assert!(at("2020-09-29T02:00:00+04:00") < at("2020-09-28T23:00:00Z"));
        assert_eq!(at("2020-09-29T02:00:00+04:00"), at("2020-09-28T22:00:00Z"));
        assert_eq!(at("2020-09-29T02:00:00+04:00").day().to_string(), "2020-09-29");
        assert_eq!(at("2020-09-28T22:00:00Z").html_datetime(), "2020-09-28T22:00Z");
    }
}
