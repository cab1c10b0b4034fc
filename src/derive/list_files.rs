//! A list in files for programs that take no more than so much at once: one file, or one with the newest and others by year and month.

use std::ops::Range;

use super::calendar::{Calendar, Slice};
use super::entries::Entry;
use super::pages::{PageRoom, Pages};

/// How much a program takes at once.
#[derive(Clone, Copy, Debug)]
pub struct FileRoom {
    /// In bytes, as pages are weighed.
    pub bytes: u32,
    /// So many entries at most.
    pub entries: usize,
}

/// A file of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFile {
    /// What it holds: a month's number is 0 for what is known to the year only.
    pub slice: Slice,
    /// Its entries, as a run of the calendar's.
    pub run: Range<usize>,
}

impl Calendar {
    /// The files of the list. The first holds all of it or, where that is too much, the last in time that it has room for; the
    /// others then hold a year, a month or a part of one each. What has no known beginning is in the first alone, if it holds all.
    pub fn files(&self, all: &[Entry], room: FileRoom) -> Vec<ListFile> {
        let whole = 0..self.entries.len();
        if self.fits_file(all, &whole, room) {
            return vec![ListFile { slice: Slice::Whole, run: whole }];
        }
        let mut files = vec![ListFile { slice: Slice::Whole, run: self.newest(all, room) }];
        for year in &self.years {
            let (Some(first), Some(last)) = (year.months.first(), year.months.last()) else { continue };
            let run = first.pages.start..last.pages.end;
            if self.fits_file(all, &run, room) {
                files.push(ListFile { slice: Slice::Year(year.year), run });
                continue;
            }
            for month in &year.months {
                let weights = self.weights(all, month.pages.start..month.pages.end);
                let room = PageRoom { most: room.entries, ..PageRoom::of(room.bytes) };
                let parts = Pages::cut_from(month.pages.start, weights, room);
                files.extend(parts.numbers().map(|number| ListFile {
                    slice: Slice::Month(year.year, month.month, number),
                    run: parts.part(number),
                }));
            }
        }
        files
    }

    /// The file of a slice, if the list has it.
    pub fn file(&self, all: &[Entry], room: FileRoom, slice: Slice) -> Option<ListFile> {
        self.files(all, room).into_iter().find(|file| file.slice == slice)
    }

    /// The last in time that there is room for.
    fn newest(&self, all: &[Entry], room: FileRoom) -> Range<usize> {
        let dated = self.undated.start;
        let (mut start, mut bytes) = (dated, 0_u32);
        while start > 0 && dated - start < room.entries {
            bytes = bytes.saturating_add(all[self.entries[start - 1].index()].bulk.full);
            if bytes > room.bytes {
                break;
            }
            start -= 1;
        }
        start..dated
    }

    fn fits_file(&self, all: &[Entry], run: &Range<usize>, room: FileRoom) -> bool {
        let bytes = || self.weights(all, run.clone()).fold(0, u32::saturating_add);
        run.len() <= room.entries && bytes() <= room.bytes
    }

    fn weights(&self, all: &[Entry], run: Range<usize>) -> impl Iterator<Item = u32> {
        self.entries[run].iter().map(|id| all[id.index()].bulk.full)
    }
}
