//! The sides of conflicts by their own names: a source may stand on, and a figure may count, what is no actor.

use rustc_hash::FxHashMap;

use super::key;
use crate::model::ConflictId;
use crate::parse::{ConflictDraft, SideDraft};
use crate::text;

/// A side: its conflict, and its index there.
type Side = (ConflictId, u32);

/// The names of all sides.
#[derive(Debug, Default)]
pub struct SideNames {
    by_name: FxHashMap<String, Vec<Side>>,
    by_slug: FxHashMap<String, Vec<Side>>,
}

impl SideNames {
    /// Registers the sides of conflicts.
    pub fn of(drafts: &[ConflictDraft]) -> Self {
        let mut names = Self::default();
        for (i, draft) in drafts.iter().enumerate() {
            for ((at, side), slug) in (0..).zip(&draft.sides).zip(Self::slugs(&draft.sides)) {
                let side_id = (ConflictId::of(i), at);
                names.by_name.entry(key(&side.name)).or_default().push(side_id);
                names.by_slug.entry(slug).or_default().push(side_id);
            }
        }
        names
    }

    /// The parts of addresses that stand for the sides of one conflict, each its own within it.
    pub fn slugs(drafts: &[SideDraft]) -> Vec<String> {
        let mut slugs: Vec<String> = Vec::with_capacity(drafts.len());
        for (number, draft) in (1..).zip(drafts) {
            let slug = text::name_slug(&draft.name);
            let taken = slug.is_empty() || slugs.contains(&slug);
            slugs.push(if taken { format!("side-{number}") } else { slug });
        }
        slugs
    }

    /// The sides that words stand for, the first of each conflict: by a side's name, or by its slug.
    pub fn called(&self, words: &str) -> Vec<Side> {
        let named = self.by_name.get(&key(words)).into_iter();
        let mut all: Vec<Side> = named.chain(self.by_slug.get(words)).flatten().copied().collect();
        all.sort_unstable();
        all.dedup_by_key(|(conflict, _)| *conflict);
        all
    }
}
