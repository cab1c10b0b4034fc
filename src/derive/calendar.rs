//! A list of entries by year and month; long lists are split into pages by it.

use super::Entry;
use crate::model::EntryId;

/// A list longer than this is split: by year, and years longer than this by month.
pub const SPLIT: usize = 500;

/// Entries in order of time, with where years and months begin.
#[derive(Debug, Default)]
pub struct Calendar {
    /// All entries, undated ones last.
    pub entries: Vec<EntryId>,
    /// The years, in order.
    pub years: Vec<Year>,
    /// How many entries at the end have no known beginning.
    pub undated: usize,
}

/// A year's entries.
#[derive(Debug)]
pub struct Year {
    /// The year, astronomical.
    pub year: i64,
    /// Its months, in order.
    pub months: Vec<Month>,
}

/// A month's entries: `entries[start..end]` of the calendar.
#[derive(Clone, Copy, Debug)]
pub struct Month {
    /// The month; `None` for entries that are known to the year only.
    pub month: Option<u8>,
    /// The index of the first.
    pub start: usize,
    /// The index after the last.
    pub end: usize,
}

/// A part of a list that is a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slice {
    /// The first page: the whole list, or the overview of the others.
    Whole,
    /// A year.
    Year(i64),
    /// A month of a year; `None` for entries that are known to the year only.
    Month(i64, Option<u8>),
    /// Entries whose beginning is open or unknown.
    Undated,
}

impl Year {
    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.months.iter().map(|m| m.end - m.start).sum()
    }

    /// Whether it has none; a year of a calendar always has some.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Calendar {
    /// Groups entries, which must be in order of time.
    pub(super) fn of(all: &[Entry], entries: Vec<EntryId>) -> Self {
        let (mut dated, undated): (Vec<EntryId>, Vec<EntryId>) =
            entries.into_iter().partition(|id| all[id.index()].when.earliest().is_some());
        // What is known to the year only stands before the year's first month, not in the midst of it.
        dated.sort_by_key(|id| start_of(&all[id.index()]));
        let mut years: Vec<Year> = Vec::new();
        for (index, id) in dated.iter().enumerate() {
            let Some((year, month)) = start_of(&all[id.index()]) else { continue };
            if years.last().is_none_or(|last| last.year != year) {
                years.push(Year { year, months: Vec::new() });
            }
            let Some(last) = years.last_mut() else { continue };
            match last.months.last_mut() {
                Some(open) if open.month == month => open.end = index + 1,
                _ => last.months.push(Month { month, start: index, end: index + 1 }),
            }
        }
        let count = undated.len();
        dated.extend(undated);
        Self { entries: dated, years, undated: count }
    }

    /// Whether the list fits one page.
    pub fn is_whole(&self) -> bool {
        self.entries.len() <= SPLIT
    }

    /// The pages of the list, the first one first.
    pub fn slices(&self) -> Vec<Slice> {
        let mut slices = vec![Slice::Whole];
        if self.is_whole() {
            return slices;
        }
        for year in &self.years {
            slices.push(Slice::Year(year.year));
            if year.len() > SPLIT {
                let mut months: Vec<Option<u8>> = year.months.iter().map(|m| m.month).collect();
                months.sort_unstable();
                months.dedup();
                slices.extend(months.into_iter().map(|month| Slice::Month(year.year, month)));
            }
        }
        if self.undated > 0 {
            slices.push(Slice::Undated);
        }
        slices
    }

    /// The slice on which an entry that begins at a date stands.
    pub fn slice_of(&self, entry: &Entry) -> Slice {
        if self.is_whole() {
            return Slice::Whole;
        }
        let Some((year, month)) = start_of(entry) else { return Slice::Undated };
        match self.years.iter().find(|y| y.year == year) {
            Some(found) if found.len() > SPLIT => Slice::Month(year, month),
            _ => Slice::Year(year),
        }
    }
}

/// Year and month of an entry's beginning; the month only where it is known.
fn start_of(entry: &Entry) -> Option<(i64, Option<u8>)> {
    let (year, month, _) = entry.when.earliest()?.ymd();
    Some((year, entry.when.knows_month().then_some(month)))
}
