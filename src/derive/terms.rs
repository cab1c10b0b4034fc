//! The words of all that the search finds: which stands in what, and how much it says of it.
//!
//! Made of the texts as they are parsed, when somebody asks for the search: no page needs it. A word stands with its number of every
//! findable that has it, and a weight of three bits. Words are cut into files at places that stay when a text changes.

mod pile;
mod plain;

use std::ops::Range;
use std::sync::OnceLock;

use pile::Pile;
pub use pile::{actor_names, language_word, place_names};
pub use plain::plain_text;

use super::facts::Facts;
use super::findable::Shelf;
use crate::model::Site;
use crate::text::checksum;

/// The words of a site's search, made when they are first asked for.
#[derive(Debug, Default)]
pub struct SearchIndex(OnceLock<[ShelfTerms; 3]>);

impl SearchIndex {
    /// The words of a shelf.
    pub fn on(&self, shelf: Shelf, site: &Site, facts: &Facts) -> &ShelfTerms {
        let all = self.0.get_or_init(|| Shelf::ALL.map(|shelf| ShelfTerms::of(site, facts, shelf)));
        match shelf {
            Shelf::Settled => &all[0],
            Shelf::Recent => &all[1],
            Shelf::Register => &all[2],
        }
    }
}

/// The words of a shelf, in order of their letters.
#[derive(Debug, Default)]
pub struct ShelfTerms {
    /// All of them, one after the other.
    letters: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// What each stands in: eight times the number, and the weight.
    postings: Vec<u32>,
    /// Where those of each end.
    posting_ends: Vec<u32>,
    /// The words of each file.
    files: Vec<Range<usize>>,
    /// Words that stand in so many texts that they tell none apart: kept are names and titles with them.
    pub common: Vec<String>,
}

/// A word in a file.
#[derive(Clone, Copy, Debug)]
pub struct TermIn<'a> {
    /// The word.
    pub word: &'a str,
    /// What it stands in: eight times the number, and the weight; in order.
    pub postings: &'a [u32],
}

impl ShelfTerms {
    fn of(site: &Site, facts: &Facts, shelf: Shelf) -> Self {
        let shelved = facts.findables.on(shelf);
        let mut pile = Pile::of(site, facts);
        for (number, findable) in &shelved.list {
            pile.add(*number, *findable);
        }
        pile.sorted(shelved)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A word.
    fn word(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[index] as usize]
    }

    fn term(&self, index: usize) -> TermIn<'_> {
        let start = index.checked_sub(1).map_or(0, |before| self.posting_ends[before]);
        let postings = &self.postings[start as usize..self.posting_ends[index] as usize];
        TermIn { word: self.word(index), postings }
    }

    /// The words of a file, counted from 0.
    pub fn in_file(&self, file: u32) -> impl Iterator<Item = TermIn<'_>> {
        let range = self.files.get(file as usize).cloned().unwrap_or_default();
        range.map(|index| self.term(index))
    }

    /// The first word of each file; that of an empty one is the next that there is.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|range| if range.start < self.len() { self.word(range.start) } else { "" })
    }

    /// A sum of all of it.
    pub fn sum(&self) -> u64 {
        let postings = self
            .postings
            .iter()
            .fold(0, |sum: u64, posting| (sum ^ u64::from(*posting)).wrapping_mul(0x0100_0000_01b3));
        postings ^ checksum(self.letters.as_bytes()).rotate_left(17)
    }

    /// Cuts the words into so many files of about the same size. A file begins with the word, of those in the midst of a larger part,
    /// whose sum is the smallest: few changes of the texts make another one the smallest there.
    fn cut(&mut self, files: usize) {
        let mut sizes: Vec<u64> = Vec::with_capacity(self.len() + 1);
        sizes.push(0);
        for index in 0..self.len() {
            let term = self.term(index);
            let size = term.word.len() + 1 + term.postings.len() * 2;
            sizes.push(sizes[index] + size as u64);
        }
        self.files = Vec::with_capacity(files);
        self.halve(&sizes, 0..self.len(), files);
    }

    fn halve(&mut self, sizes: &[u64], range: Range<usize>, files: usize) {
        if files <= 1 {
            if files == 1 {
                self.files.push(range);
            }
            return;
        }
        let left = files / 2;
        let (start, whole) = (sizes[range.start], sizes[range.end] - sizes[range.start]);
        // A tenth of the smaller part to either side.
        let (aim, slack) = (whole * left as u64 / files as u64, whole / files as u64 * left as u64 / 10);
        let at = |size: u64| sizes.partition_point(|sum| *sum < start + size).clamp(range.start, range.end);
        let window = at(aim.saturating_sub(slack))..(at(aim + slack) + 1).min(range.end);
        let middle = window.min_by_key(|index| mixed(self.word(*index))).unwrap_or(range.end);
        self.halve(sizes, range.start..middle, left);
        self.halve(sizes, middle..range.end, files - left);
    }
}

/// A sum whose smallest are spread evenly.
fn mixed(word: &str) -> u64 {
    let sum = checksum(word.as_bytes());
    (sum ^ (sum >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}
