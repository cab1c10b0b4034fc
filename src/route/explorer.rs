//! The files that the explorer of the timeline loads.

/// What the explorer of the timeline loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `timeline/data.js`: what it starts with.
    Data,
    /// `timeline/names-1.js`: the actors and places of a long list, which take most room.
    Names,
    /// `timeline/entries-<n>.js`, from 1: entries as its results show them.
    Entries(u32),
    /// `timeline/words-<n>.js`, from 1: what it searches for words.
    Words(u32),
}

impl Part {
    /// With fewer entries there is nothing to explore.
    pub const LEAST: usize = 2;
    /// With more entries, actors and places are in a file of their own.
    pub const NAMES: usize = 500;
    /// So many entries are in one file of entries: a result that shows few of them loads little.
    pub const ENTRIES: usize = 128;
    /// So many in one file of words.
    pub const WORDS: usize = 2500;

    /// All parts for a timeline of so many entries.
    pub fn all(entries: usize) -> Vec<Self> {
        if entries < Self::LEAST {
            return Vec::new();
        }
        let files = |of: usize| 1..=u32::try_from(entries.div_ceil(of)).unwrap_or(u32::MAX);
        let words = files(Self::WORDS).map(Self::Words);
        let names = (entries > Self::NAMES).then_some(Self::Names);
        std::iter::once(Self::Data)
            .chain(names)
            .chain(files(Self::ENTRIES).map(Self::Entries))
            .chain(words)
            .collect()
    }
}
