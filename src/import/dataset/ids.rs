//! The ids of a table's rows, by a number each: a table of many rows would fill the memory with their letters.

use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashSet;

/// Which ids are taken.
#[derive(Debug, Default)]
pub(super) struct Ids(FxHashSet<u64>);

impl Ids {
    /// Takes an id; whether it was free.
    pub fn take(&mut self, id: &str) -> bool {
        self.0.insert(number(id))
    }

    /// Whether an id is taken.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains(&number(id))
    }
}

/// A number of 64 bits, the same in every run; that two ids share one does not happen in tables of any size.
fn number(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
