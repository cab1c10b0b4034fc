//! A list cut into pages: each takes what comes next until there is no room for it.

use std::ops::Range;

/// A run `start..end` of a list, in parts that fit a page each.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// The index of the first.
    pub start: usize,
    /// The index after the last.
    pub end: usize,
    /// Where further parts begin.
    breaks: Vec<usize>,
}

/// What there is room for on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageRoom {
    /// In bytes, on the first page.
    pub first: u32,
    /// The same on each other.
    pub other: u32,
    /// So many at most, however small they are.
    pub most: usize,
}

impl PageRoom {
    /// So many bytes on each page.
    pub fn of(bytes: u32) -> Self {
        Self { first: bytes, other: bytes, most: usize::MAX }
    }
}

impl Pages {
    /// A run that is one page.
    pub(super) fn whole(run: Range<usize>) -> Self {
        Self { start: run.start, end: run.end, breaks: Vec::new() }
    }

    /// Cuts a list of so many, given how many stand on a page.
    pub fn of(count: usize, most: usize) -> Self {
        Self { start: 0, end: count, breaks: (most..count).step_by(most).collect() }
    }

    /// Cuts a list, given by how many bytes each of it takes.
    pub(super) fn cut(weights: impl IntoIterator<Item = u32>, room: PageRoom) -> Self {
        Self::cut_from(0, weights, room)
    }

    /// Cuts a run of a list that begins at an index. What is too large for any page has one of its own.
    pub(super) fn cut_from(start: usize, weights: impl IntoIterator<Item = u32>, room: PageRoom) -> Self {
        let mut pages = Self::whole(start..start);
        let (mut count, mut bytes) = (0, 0_u32);
        for next in weights {
            let free = if pages.breaks.is_empty() { room.first } else { room.other };
            if count > 0 && (count == room.most || bytes.saturating_add(next) > free) {
                pages.breaks.push(pages.end);
                (count, bytes) = (0, 0);
            }
            count += 1;
            bytes = bytes.saturating_add(next);
            pages.end += 1;
        }
        pages
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The numbers of the parts, from 1; none where there is nothing.
    pub fn numbers(&self) -> std::ops::RangeInclusive<u32> {
        let last = if self.is_empty() { 0 } else { self.breaks.len() + 1 };
        1..=u32::try_from(last).unwrap_or(u32::MAX)
    }

    /// A part, counted from 1, as a range of the list.
    pub fn part(&self, number: u32) -> Range<usize> {
        let before = (number as usize).checked_sub(2);
        let start = before.map_or(self.start, |before| self.breaks.get(before).copied().unwrap_or(self.end));
        start..self.breaks.get((number as usize).saturating_sub(1)).copied().unwrap_or(self.end)
    }

    /// All parts.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.numbers().map(|number| self.part(number))
    }

    /// The number of the part in which something stands, by its index in the list.
    pub fn part_of(&self, index: usize) -> u32 {
        let before = self.breaks.partition_point(|start| *start <= index);
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{PageRoom, Pages};

    #[test]
    fn a_page_ends_where_the_next_would_not_fit() {
        let parts = |weights: &[u32], room| -> Vec<usize> {
            Pages::cut(weights.iter().copied(), room).parts().map(|part| part.len()).collect()
        };
        let room = PageRoom::of(10);
        assert!(parts(&[], room).is_empty());
        assert_eq!(parts(&[4, 4, 4, 99, 1], room), [2, 1, 1, 1]);
        assert_eq!(parts(&[4, 4, 4, 4], PageRoom { first: 5, ..room }), [1, 2, 1]);
        assert_eq!(parts(&[1, 1, 1, 1, 1], PageRoom { most: 2, ..room }), [2, 2, 1]);
    }

    #[test]
    fn pages_of_one_size_hold_all() {
        let sizes = |count| -> Vec<usize> { Pages::of(count, 3).parts().map(|part| part.len()).collect() };
        assert!(sizes(0).is_empty());
        assert_eq!(sizes(3), [3]);
        assert_eq!(sizes(7), [3, 3, 1]);
    }

    #[test]
    fn everything_stands_on_the_page_that_is_said() {
        let pages = Pages::cut_from(7, [4, 4, 4, 4, 4], PageRoom::of(10));
        assert_eq!((pages.part(1), pages.part(2), pages.part(3)), (7..9, 9..11, 11..12));
        assert_eq!([7, 8, 9, 11].map(|index| pages.part_of(index)), [1, 1, 2, 3]);
        assert!(pages.part(9).is_empty(), "a page that is not there has nothing");
    }
}
