//! Names and what they stand for, without regard to case, accents, dashes and spacing.

use rustc_hash::FxHashMap;

use crate::text::name_fold;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<'a, T> {
    /// One thing.
    One(T),
    /// Several, in order of registration.
    Several(&'a [T]),
    /// Nothing.
    None,
}

/// A register of names; stronger ones, such as ids, hide weaker ones, such as aliases.
#[derive(Debug)]
pub(super) struct Names<T> {
    strong: FxHashMap<String, Vec<T>>,
    weak: FxHashMap<String, Vec<T>>,
    faint: FxHashMap<String, Vec<T>>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { strong: FxHashMap::default(), weak: FxHashMap::default(), faint: FxHashMap::default() }
    }
}

impl<T: Copy + PartialEq> Names<T> {
    /// Registers an id or a main name.
    pub fn strong(&mut self, name: &str, of: T) {
        add(&mut self.strong, name, of);
    }

    /// Registers another name.
    pub fn weak(&mut self, name: &str, of: T) {
        add(&mut self.weak, name, of);
    }

    /// Registers a name that is known to be shared: nothing hides it, not even a main name of that spelling.
    pub fn shared(&mut self, name: &str, of: T) {
        let map = if self.strong.contains_key(&name_fold(name)) { &mut self.strong } else { &mut self.weak };
        add(map, name, of);
    }

    /// Registers what others call it, which any name hides.
    pub fn faint(&mut self, name: &str, of: T) {
        add(&mut self.faint, name, of);
    }

    /// Looks a name up as written.
    pub fn find(&self, name: &str) -> Found<'_, T> {
        self.find_folded(&name_fold(name))
    }

    /// Looks a folded name up.
    pub fn find_folded(&self, key: &str) -> Found<'_, T> {
        let list = self.strong.get(key).or_else(|| self.weak.get(key)).or_else(|| self.faint.get(key));
        match list.map(Vec::as_slice) {
            None | Some([]) => Found::None,
            Some([one]) => Found::One(*one),
            Some(several) => Found::Several(several),
        }
    }
}

fn add<T: Copy + PartialEq>(map: &mut FxHashMap<String, Vec<T>>, name: &str, of: T) {
    let key = name_fold(name);
    if key.is_empty() {
        return;
    }
    let list = map.entry(key).or_default();
    if !list.contains(&of) {
        list.push(of);
    }
}
