//! A list of entries by year and month; one that is too long for a page is split by it.
//!
//! Above 500 entries, or where their markup has no room on a page, the first page becomes an overview; the list's slices are its pages.
//! Other lists are numbered `Pages`. Both are cut by the weights of `weight.rs`, so that no page grows with the archive without bound.

use super::entries::Entry;
use super::pages::{PageRoom, Pages};
use super::weight::ROOM;
use crate::model::EntryId;

/// A list longer than this is split: by year, years longer than this by month, and longer months into parts.
pub const SPLIT: usize = 500;

/// Entries in order of time, with where years and months begin.
#[derive(Debug, Default)]
pub struct Calendar {
    /// All entries, undated ones last.
    pub entries: Vec<EntryId>,
    /// The years, in order.
    pub years: Vec<Year>,
    /// The entries at the end that have no known beginning.
    pub undated: Pages,
    /// Whether the list fits one page.
    pub is_whole: bool,
    /// How many bytes entries may take on the first page.
    pub room: u32,
}

/// A year's entries.
#[derive(Debug)]
pub struct Year {
    /// The year, astronomical.
    pub year: i64,
    /// Its months, in order.
    pub months: Vec<Month>,
    /// Whether they fit one page.
    pub is_whole: bool,
}

/// A month's entries.
#[derive(Clone, Debug)]
pub struct Month {
    /// The month; `None` for entries that are known to the year only.
    pub month: Option<u8>,
    /// Its entries, as a run of the calendar's.
    pub pages: Pages,
}

/// A part of a list that is a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slice {
    /// The first page: the whole list, or the overview of the others.
    Whole,
    /// A year.
    Year(i64),
    /// A month of a year, or a part of one, from 1; `None` for entries that are known to the year only.
    Month(i64, Option<u8>, u32),
    /// Entries whose beginning is open or unknown, or a part of them, from 1.
    Undated(u32),
}

impl Year {
    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.months.iter().map(|month| month.pages.len()).sum()
    }

    /// The pages of its months, if it is split.
    pub fn parts(&self) -> impl Iterator<Item = Slice> + '_ {
        self.months.iter().flat_map(|month| {
            let (year, number) = (self.year, month.month);
            month.pages.numbers().map(move |part| Slice::Month(year, number, part))
        })
    }

    /// Whether it has none; a year of a calendar always has some.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Calendar {
    /// Groups entries, which must be in order of time.
    pub(super) fn of(all: &[Entry], entries: Vec<EntryId>) -> Self {
        Self::beside(all, entries, 0)
    }

    /// Groups entries whose first page has other things too, which take so many bytes.
    pub(super) fn beside(all: &[Entry], entries: Vec<EntryId>, taken: u32) -> Self {
        let room = ROOM.saturating_sub(taken);
        let (mut dated, undated): (Vec<EntryId>, Vec<EntryId>) =
            entries.into_iter().partition(|id| all[id.index()].start.is_some());
        // What is known to the year only stands before the year's first month, not in the midst of it.
        dated.sort_by_key(|id| all[id.index()].start);
        let mut years: Vec<Year> = Vec::new();
        for (index, id) in dated.iter().enumerate() {
            let Some((year, month)) = all[id.index()].start else { continue };
            if years.last().is_none_or(|last| last.year != year) {
                years.push(Year { year, months: Vec::new(), is_whole: true });
            }
            let Some(last) = years.last_mut() else { continue };
            match last.months.last_mut() {
                Some(open) if open.month == month => open.pages.end = index + 1,
                _ => last.months.push(Month { month, pages: Pages::whole(index..index + 1) }),
            }
        }
        let first_undated = dated.len();
        dated.extend(undated);
        let undated = Pages::whole(first_undated..dated.len());
        let is_whole = fits(all, &dated, room);
        let mut calendar = Self { is_whole, entries: dated, years, undated, room };
        calendar.split(all);
        calendar
    }

    fn split(&mut self, all: &[Entry]) {
        if self.is_whole {
            return;
        }
        for year in &mut self.years {
            let (Some(first), Some(last)) = (year.months.first(), year.months.last()) else { continue };
            year.is_whole = fits(all, &self.entries[first.pages.start..last.pages.end], ROOM);
            if !year.is_whole {
                year.months.iter_mut().for_each(|month| cut(&mut month.pages, all, &self.entries));
            }
        }
        cut(&mut self.undated, all, &self.entries);
    }

    /// The pages of the list, the first one first.
    pub fn slices(&self) -> Vec<Slice> {
        let mut slices = vec![Slice::Whole];
        if self.is_whole {
            return slices;
        }
        for year in &self.years {
            slices.push(Slice::Year(year.year));
            if !year.is_whole {
                slices.extend(year.parts());
            }
        }
        if !self.undated.is_empty() {
            slices.extend(self.undated.numbers().map(Slice::Undated));
        }
        slices
    }

    /// The pages before and after one in time, of those that hold entries.
    pub fn around(&self, slice: Slice) -> (Option<Slice>, Option<Slice>) {
        let at = match slice {
            Slice::Whole => return (None, None),
            Slice::Year(year) | Slice::Month(year, ..) => self.place_of(year),
            Slice::Undated(_) => Some(self.years.len()),
        };
        let Some(at) = at else { return (None, None) };
        let own = self.pages_of(at);
        let Some(place) = own.iter().position(|page| *page == slice) else { return (None, None) };
        let before = || at.checked_sub(1).and_then(|before| self.pages_of(before).pop());
        let after = || self.pages_of(at + 1).first().copied();
        let previous = place.checked_sub(1).map(|previous| own[previous]).or_else(before);
        (previous, own.get(place + 1).copied().or_else(after))
    }

    /// The place of a year in the list of years.
    pub fn place_of(&self, year: i64) -> Option<usize> {
        self.years.binary_search_by_key(&year, |known| known.year).ok()
    }

    /// The pages that hold the entries of a year, by its place; those of undated entries behind the last.
    fn pages_of(&self, place: usize) -> Vec<Slice> {
        match self.years.get(place) {
            Some(year) if year.is_whole => vec![Slice::Year(year.year)],
            Some(year) => year.parts().collect(),
            None if place == self.years.len() && !self.undated.is_empty() => {
                self.undated.numbers().map(Slice::Undated).collect()
            }
            None => Vec::new(),
        }
    }

    /// The slice on which an entry stands; the first page for one that is not in the list.
    pub fn slice_of(&self, all: &[Entry], id: EntryId) -> Slice {
        if self.is_whole {
            return Slice::Whole;
        }
        let at = |pages: &Pages| {
            let list = &self.entries[pages.start..pages.end];
            list.binary_search(&id).ok().map(|index| pages.part_of(pages.start + index))
        };
        let Some((year, month)) = all[id.index()].start else {
            return at(&self.undated).map_or(Slice::Whole, Slice::Undated);
        };
        match self.place_of(year).map(|place| &self.years[place]) {
            Some(found) if !found.is_whole => {
                let found = found.months.iter().find(|m| m.month == month);
                found.and_then(|m| at(&m.pages)).map_or(Slice::Whole, |part| Slice::Month(year, month, part))
            }
            Some(_) => Slice::Year(year),
            None => Slice::Whole,
        }
    }
}

/// Whether entries, at least in brief, fit one page.
fn fits(all: &[Entry], entries: &[EntryId], room: u32) -> bool {
    entries.len() <= SPLIT && brief(all, entries) <= room
}

fn brief(all: &[Entry], entries: &[EntryId]) -> u32 {
    entries.iter().fold(0, |sum: u32, id| sum.saturating_add(all[id.index()].bulk.brief))
}

/// Cuts a run where the next entry would not fit; entries of one day may part.
fn cut(pages: &mut Pages, all: &[Entry], entries: &[EntryId]) {
    let brief = entries[pages.start..pages.end].iter().map(|id| all[id.index()].bulk.brief);
    *pages = Pages::cut_from(pages.start, brief, PageRoom { most: SPLIT, ..PageRoom::of(ROOM) });
}
