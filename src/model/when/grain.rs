//! How exact a date is, and the mark that it gets in a timeline.

use edtf_core::{Date, Edtf, IntervalEndpoint, Precision as Component, SetElement, SetKind, YearKind};

use super::When;

/// How exactly a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the time of day.
    Minute,
    /// To the day.
    Day,
    /// To the month; the day may be marked as unknown.
    Month,
    /// To the season.
    Season,
    /// To the year.
    Year,
    /// To ten years.
    Decade,
    /// To a hundred years, or less exactly.
    Century,
    /// From one date to another, or open.
    Interval,
    /// One or all of several dates.
    Set,
}

/// The shape that stands for a date in a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A known day: solid.
    Day,
    /// Approximate: dashed.
    Approximate,
    /// Uncertain, not known to the last digit, or one of several: hollow.
    Uncertain,
    /// More than a day: a span, several days, or a whole month, season or year: a bar.
    Interval,
    /// The year is not known.
    Undated,
}

/// What a bar does not say: where its ends are not those of a finished span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpanEnds {
    /// From one day to another, both known.
    Closed,
    /// Several days apart from each other.
    Beads,
    /// It goes on, or nobody knows until when.
    Fades,
    /// Nobody knows since when, or it has always been.
    Rises,
    /// One end or both are approximate or uncertain.
    Loose,
}

impl Precision {
    /// The word for exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Day => "day",
            Self::Month => "month",
            Self::Season => "season",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Interval => "interval",
            Self::Set => "set",
        }
    }
}

impl When {
    /// How exactly it is given.
    pub fn precision(&self) -> Precision {
        match self.edtf() {
            Edtf::Date(date) => precision_of(date),
            Edtf::DateTime(_) => Precision::Minute,
            Edtf::Interval(_) if self.start().is_some() && self.end().is_some() => Precision::Minute,
            Edtf::Interval(_) => Precision::Interval,
            Edtf::Set(_) => Precision::Set,
        }
    }

    /// Whether the month of its beginning is known, so that a timeline can file it there.
    pub fn knows_month(&self) -> bool {
        match self.edtf() {
            Edtf::Date(date) => has_month(date),
            Edtf::DateTime(_) => true,
            Edtf::Interval(interval) => match &interval.start {
                IntervalEndpoint::Date(start) => has_month(start),
                _ => false,
            },
            Edtf::Set(set) => set.elements.iter().all(|element| match element {
                SetElement::Date(date) | SetElement::OnOrAfter(date) | SetElement::Range(date, _) => {
                    has_month(date)
                }
                SetElement::OnOrBefore(_) => false,
            }),
        }
    }

    /// The mark of its entry in a timeline.
    pub fn mark(&self) -> Mark {
        let one_day = self.earliest().is_some() && self.earliest() == self.latest();
        match self.edtf() {
            Edtf::Date(date) if !has_year(date) => Mark::Undated,
            Edtf::Interval(_) if !one_day => Mark::Interval,
            _ if self.uncertain() => Mark::Uncertain,
            _ if self.approximate() => Mark::Approximate,
            _ if one_day => Mark::Day,
            Edtf::Set(set) if set.kind == SetKind::OneMember => Mark::Uncertain,
            edtf if edtf.has_unspecified() => Mark::Uncertain,
            _ => Mark::Interval,
        }
    }

    /// What its ends are, where its mark is a bar.
    pub fn ends(&self) -> SpanEnds {
        match self.edtf() {
            Edtf::Set(set) if set.elements.iter().any(|e| matches!(e, SetElement::OnOrAfter(_))) => {
                SpanEnds::Fades
            }
            Edtf::Set(set) if set.elements.len() > 1 => SpanEnds::Beads,
            Edtf::Interval(interval) => match (&interval.start, &interval.end) {
                (IntervalEndpoint::Open | IntervalEndpoint::Unknown | IntervalEndpoint::OnOrBefore(_), _) => {
                    SpanEnds::Rises
                }
                (_, IntervalEndpoint::Open | IntervalEndpoint::Unknown | IntervalEndpoint::OnOrAfter(_)) => {
                    SpanEnds::Fades
                }
                _ if self.uncertain() || self.approximate() => SpanEnds::Loose,
                _ => SpanEnds::Closed,
            },
            _ => SpanEnds::Closed,
        }
    }
}

fn precision_of(date: &Date) -> Precision {
    match unknown_year_digits(date) {
        0 => precision_in_year(date),
        1 => Precision::Decade,
        _ => Precision::Century,
    }
}

fn precision_in_year(date: &Date) -> Precision {
    let unknown_month = date.month.is_none_or(|month| month.has_unspecified());
    let unknown_day = date.day.is_none_or(|day| day.has_unspecified());
    match date.precision() {
        Component::Season => Precision::Season,
        _ if unknown_month => Precision::Year,
        _ if unknown_day => Precision::Month,
        _ => Precision::Day,
    }
}

/// The number of digits from the first unknown one of the year on: how much of it is open.
fn unknown_year_digits(date: &Date) -> usize {
    let YearKind::Standard { digits, .. } = date.year.kind else { return 0 };
    digits.iter().position(Option::is_none).map_or(0, |first| digits.len() - first)
}

fn has_month(date: &Date) -> bool {
    matches!(precision_of(date), Precision::Day | Precision::Month)
}

pub(super) fn has_year(date: &Date) -> bool {
    unknown_year_digits(date) < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_and_mark_of_every_form() {
        for (text, precision, mark) in [
            ("2020-10-05", Precision::Day, Mark::Day),
            ("2020-10-05T10:00:00", Precision::Minute, Mark::Day),
            ("2020-10-05?", Precision::Day, Mark::Uncertain),
            ("2020-10-05~", Precision::Day, Mark::Approximate),
            ("2020-10-05%", Precision::Day, Mark::Uncertain),
            ("2020-10", Precision::Month, Mark::Interval),
            ("2020-10-XX", Precision::Month, Mark::Uncertain),
            ("2020-10-1X", Precision::Month, Mark::Uncertain),
            ("2020-22", Precision::Season, Mark::Interval),
            ("2020", Precision::Year, Mark::Interval),
            ("2020-XX-XX", Precision::Year, Mark::Uncertain),
            ("2020-XX-27", Precision::Year, Mark::Uncertain),
            ("202X", Precision::Decade, Mark::Uncertain),
            ("20XX", Precision::Century, Mark::Uncertain),
            ("1X32", Precision::Century, Mark::Uncertain),
            ("XXXX-10-05", Precision::Century, Mark::Undated),
            ("2020-09-27/2020-10-03", Precision::Interval, Mark::Interval),
            ("2020-09-27/2020-09-27", Precision::Interval, Mark::Day),
            ("2020-09-27/..", Precision::Interval, Mark::Interval),
            ("[2020-09-27,2020-09-28]", Precision::Set, Mark::Uncertain),
            ("{2020-09-27,2020-09-28}", Precision::Set, Mark::Interval),
            ("Y20200", Precision::Year, Mark::Interval),
        ] {
            let when = When::new(text, Edtf::parse(text).unwrap());
            assert_eq!((when.precision(), when.mark()), (precision, mark), "{text}");
        }
    }

    #[test]
    fn only_a_known_month_files_a_value_there() {
        for (text, known) in [
            ("2020-10-05", true),
            ("2020-10-XX", true),
            ("2020-10", true),
            ("2020-10/2021", true),
            ("2020-10-05T10:00:00", true),
            ("{2020-10-04,2020-11}", true),
            ("2020", false),
            ("2020-21", false),
            ("2020-XX-05", false),
            ("2020-1X", false),
            ("201X-10-05", false),
            ("2020/2020-10", false),
            ("[2020,2020-10]", false),
            ("../2020-10", false),
        ] {
            assert_eq!(When::new(text, Edtf::parse(text).unwrap()).knows_month(), known, "{text}");
        }
    }
}
