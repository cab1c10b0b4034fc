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

/// The months on a page, each with its run of the calendar's entries.
pub fn shown(calendar: &Calendar, slice: Slice) -> Vec<(i64, Option<u8>, Range<usize>)> {
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
        let run = match slice {
            Slice::Whole => calendar.is_whole.then_some(whole),
            Slice::Year(wanted) => (wanted == year.year && year.is_whole).then_some(whole),
            Slice::Month(wanted, number, part) => {
                (wanted == year.year && number == month.month).then(|| month.pages.part(part))
            }
            Slice::Undated(_) => None,
        };
        Some((year.year, month.month, run?))
    };
    months.filter_map(run).collect()
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
