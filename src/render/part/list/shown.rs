//! Which part of a list stands on a page, and which years the page leads to.

use std::ops::Range;

use crate::derive::{Calendar, Month, Slice, Year};

/// So many years stand on each page of a list of more than twice as many.
const NEAR: usize = 31;

/// The years that a page leads to: all, where there are not too many to stand on each page.
pub fn near(calendar: &Calendar, slice: Slice) -> &[Year] {
    let years = &calendar.years;
    let at = match slice {
        Slice::Year(year) | Slice::Month(year, ..) => calendar.place_of(year).unwrap_or(0),
        Slice::Undated(_) => years.len(),
        Slice::Whole => return years,
    };
    if years.len() <= 2 * NEAR {
        return years;
    }
    let first = at.saturating_sub(NEAR / 2).min(years.len() - NEAR);
    &years[first..first + NEAR]
}

/// So many entries of a month stand on the page of a year that has no room for all.
pub const SAMPLE: usize = 3;

/// So many stand on the first page of a list that is split: the newest.
pub const NEWEST: usize = 20;

/// A month on a page.
pub struct Shown {
    pub year: i64,
    pub month: Option<u8>,
    /// The calendar's entries that stand there.
    pub run: Range<usize>,
    /// How many it has, as far as this page counts them.
    pub of: usize,
    /// The page that has them all, if that is another.
    pub page: Option<Slice>,
}

/// The months on a page, each with its run of the calendar's entries.
pub fn shown(calendar: &Calendar, slice: Slice) -> Vec<Shown> {
    let years = match slice {
        Slice::Year(year) | Slice::Month(year, ..) => match calendar.place_of(year) {
            Some(place) => &calendar.years[place..=place],
            None => &[],
        },
        Slice::Whole if calendar.is_whole => calendar.years.as_slice(),
        Slice::Whole | Slice::Undated(_) => &[],
    };
    let months = years.iter().flat_map(|year| year.months.iter().map(move |month| (year, month)));
    let run = |(year, month): (&Year, &Month)| {
        let whole = month.pages.start..month.pages.end;
        let (run, of, page) = match slice {
            Slice::Whole if calendar.is_whole => (whole.clone(), whole.len(), None),
            Slice::Year(wanted) if wanted == year.year && year.is_whole => (whole.clone(), whole.len(), None),
            Slice::Year(wanted) if wanted == year.year => {
                let page = Slice::Month(year.year, month.month, 1);
                (whole.start..whole.end.min(whole.start + SAMPLE), whole.len(), Some(page))
            }
            Slice::Month(wanted, number, part) if wanted == year.year && number == month.month => {
                let run = month.pages.part(part);
                (run.clone(), run.len(), None)
            }
            _ => return None,
        };
        Some(Shown { year: year.year, month: month.month, run, of, page })
    };
    months.filter_map(run).collect()
}

/// The newest entries, on the first page of a split list.
pub fn newest(calendar: &Calendar, slice: Slice) -> Range<usize> {
    let end = calendar.undated.start;
    if calendar.is_whole || slice != Slice::Whole { end..end } else { end.saturating_sub(NEWEST)..end }
}

/// The entries without a known beginning on a page.
pub fn undated(calendar: &Calendar, slice: Slice) -> Range<usize> {
    match slice {
        Slice::Whole if calendar.is_whole => calendar.undated.part(1),
        Slice::Undated(part) => calendar.undated.part(part),
        _ => 0..0,
    }
}

/// How many entries a month of a year has on a page.
pub fn count(year: &Year, slice: Slice) -> usize {
    let Slice::Month(_, number, part) = slice else { return 0 };
    let months = year.months.iter().filter(|month| month.month == number);
    months.map(|month| month.pages.part(part).len()).sum()
}
