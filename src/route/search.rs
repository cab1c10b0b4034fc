//! The files that the search loads.

use crate::derive::{Findables, Shelf};

/// What the script of the search loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchPart {
    /// `search/root.js`: what it starts with.
    Root,
    /// `search/names.js`: the names that occur most.
    Names,
    /// `search/words-<shelf><n>.js`, from 0: words, and what they stand in.
    Words(Shelf, u32),
    /// `search/found-<shelf><n>.js`, from 0: what is found, as results show it.
    Found(Shelf, u32),
}

impl SearchPart {
    /// All parts.
    pub fn all(findables: &Findables) -> Vec<Self> {
        let mut parts = vec![Self::Root, Self::Names];
        for shelf in Shelf::ALL {
            let shelved = findables.on(shelf);
            parts.extend((0..shelved.word_files).map(|n| Self::Words(shelf, n)));
            parts.extend(shelved.found_files().into_iter().map(|n| Self::Found(shelf, n)));
        }
        parts
    }

    /// Its address.
    pub(super) fn file(self) -> String {
        match self {
            Self::Root => "search/root.js".to_owned(),
            Self::Names => "search/names.js".to_owned(),
            Self::Words(shelf, n) => format!("search/words-{}{n}.js", shelf.sign()),
            Self::Found(shelf, n) => format!("search/found-{}{n}.js", shelf.sign()),
        }
    }
}
