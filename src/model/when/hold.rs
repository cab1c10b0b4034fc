//! When something such as an office was held: the days that it may cover, and those that it surely covers.

use edtf_core::{Edtf, IntervalEndpoint};

use super::{Day, When, day_of};

impl When {
    /// Whether it may cover a day; an end that is open or unknown does not bound it.
    pub fn may_cover(&self, day: Day) -> bool {
        self.earliest().is_none_or(|first| first <= day) && self.latest().is_none_or(|last| day <= last)
    }

    /// The first and the last day, as numbers, of the time that it surely covers; `None` if no day is sure.
    ///
    /// A year in which something began or ended covers none of its days for sure.
    pub fn surely(&self) -> Option<(i64, i64)> {
        let Edtf::Interval(interval) = self.edtf() else { return None };
        let bounds = |end: &IntervalEndpoint| match end {
            IntervalEndpoint::Date(date)
            | IntervalEndpoint::OnOrBefore(date)
            | IntervalEndpoint::OnOrAfter(date) => {
                let bounds = Edtf::Date(*date).bounds();
                day_of(bounds.earliest).map(Day::number).zip(day_of(bounds.latest).map(Day::number))
            }
            IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
        };
        let (start, end) = (bounds(&interval.start), bounds(&interval.end));
        let first = match (&interval.start, start) {
            (IntervalEndpoint::Open, _) => i64::MIN,
            (_, Some((_, latest))) => latest,
            _ => end?.0,
        };
        let last = match (&interval.end, end) {
            (IntervalEndpoint::Open, _) => i64::MAX,
            (_, Some((earliest, _))) => earliest,
            _ => start?.1,
        };
        (first <= last).then_some((first, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        When::new(text, Edtf::parse(text).unwrap())
    }

    #[test]
    fn a_year_of_change_is_not_sure() {
        let days = |text: &str| when(text).surely().map(|(first, last)| last.saturating_sub(first) + 1);
        assert_eq!(days("2020-10-01/2020-10-03"), Some(3));
        assert_eq!(days("2018/2020"), Some(367), "from the end of 2018 to the beginning of 2020");
        assert_eq!(days("2018"), None);
        assert_eq!(days("2018/2018"), None);
        assert_eq!(when("../2020-10-03").surely().map(|(first, _)| first), Some(i64::MIN));
        assert!(when("2014-08-28/..").may_cover(Day::new(2026, 1, 1).unwrap()));
        assert!(!when("2014-08-28/..").may_cover(Day::new(2014, 8, 27).unwrap()));
    }
}
