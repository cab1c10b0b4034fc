//! The ids of one register: each belongs to one thing.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::text;

/// The ids that are taken, with the places that give them; a made one has none.
pub struct Ids {
    noun: &'static str,
    taken: FxHashMap<String, Option<At>>,
    /// The last number that was given to a name of which there are several.
    numbered: FxHashMap<String, usize>,
}

impl Ids {
    /// No ids yet, of things that are called `noun`.
    pub fn of(noun: &'static str) -> Self {
        Self { noun, taken: FxHashMap::default(), numbered: FxHashMap::default() }
    }

    /// Takes an id that a file gives; `false` for one that stands twice, which is reported.
    pub fn take(&mut self, id: &str, at: At, out: &mut Diagnostics) -> bool {
        match self.taken.entry(id.to_owned()) {
            Entry::Vacant(free) => {
                free.insert(Some(at));
                true
            }
            Entry::Occupied(first) => {
                let message = format!("the id `{id}` belongs to two {}s", self.noun);
                let mut problem = Diagnostic::new(code::DUPLICATE_ID, message).at(at);
                if let Some(first) = first.get() {
                    problem = problem.label(first.clone(), "the first one");
                }
                out.push(problem.hint("give one of them another `id`"));
                false
            }
        }
    }

    /// Takes an id made from a name, with a number where others have it.
    pub fn make(&mut self, name: &str) -> String {
        let slug = text::name_slug(name);
        let base = if slug.is_empty() { self.noun.to_owned() } else { slug };
        let mut id = base.clone();
        if self.taken.contains_key(&id) {
            let number = self.numbered.entry(base.clone()).or_insert(1);
            while self.taken.contains_key(&id) {
                *number += 1;
                id = format!("{base}-{number}");
            }
        }
        self.taken.insert(id.clone(), None);
        id
    }
}
