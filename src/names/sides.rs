//! The sides of conflicts by their own names: a source may stand on, and a figure may count, what is no actor.

use rustc_hash::FxHashMap;

use super::key;
use crate::model::ConflictId;
use crate::parse::ConflictDraft;

/// A side: its conflict, and its index there.
type SideId = (ConflictId, u32);

/// The names of all sides.
#[derive(Debug, Default)]
pub struct SideNames {
    by_name: FxHashMap<String, Vec<SideId>>,
    by_slug: FxHashMap<String, Vec<SideId>>,
}

impl SideNames {
    /// Registers the sides of conflicts.
    pub fn of(drafts: &[ConflictDraft]) -> Self {
        let mut names = Self::default();
        for (i, draft) in drafts.iter().enumerate() {
            for (at, side) in (0..).zip(&draft.sides) {
                let side_id = (ConflictId::of(i), at);
                names.by_name.entry(key(&side.name)).or_default().push(side_id);
                names.by_slug.entry(side.slug.clone()).or_default().push(side_id);
            }
        }
        names
    }

    /// The sides that words stand for, the first of each conflict: by a side's name, or by its slug.
    pub fn called(&self, words: &str) -> Vec<SideId> {
        let named = self.by_name.get(&key(words)).into_iter();
        let mut all: Vec<SideId> = named.chain(self.by_slug.get(words)).flatten().copied().collect();
        all.sort_unstable();
        all.dedup_by_key(|(conflict, _)| *conflict);
        all
    }
}
