//! The names of one sort of thing, and what they stand for, without regard to case, accents, dashes and spacing.

use rustc_hash::FxHashMap;

use super::key;
use crate::text::Nearby;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'a, T> {
    /// One thing.
    One(T),
    /// Several, in order of registration.
    Several(&'a [T]),
    /// Nothing.
    None,
}

/// A table of names; stronger ones, such as ids, hide weaker ones, such as aliases.
///
/// What is near to a name that nothing has is found in a bounded time, however many names there are.
#[derive(Debug)]
pub struct NameTable<T> {
    /// Ids to the letter.
    ids: FxHashMap<String, T>,
    strong: FxHashMap<String, Vec<T>>,
    weak: FxHashMap<String, Vec<T>>,
    faint: FxHashMap<String, Vec<T>>,
    /// The names that are offered where another has a slip.
    offered: Nearby,
}

impl<T> Default for NameTable<T> {
    fn default() -> Self {
        let (strong, weak, faint) = Default::default();
        Self { ids: FxHashMap::default(), strong, weak, faint, offered: Nearby::default() }
    }
}

impl<T: Copy + PartialOrd> NameTable<T> {
    /// Registers an id that is compared to the letter; of two things of one id the later has it.
    pub fn id(&mut self, id: &str, of: T) {
        self.ids.insert(id.to_owned(), of);
    }

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
        let map = if self.strong.contains_key(&key(name)) { &mut self.strong } else { &mut self.weak };
        add(map, name, of);
    }

    /// Registers what others call it, which any name hides.
    pub fn faint(&mut self, name: &str, of: T) {
        add(&mut self.faint, name, of);
    }

    /// Says which names are offered where another has a slip.
    pub fn offer<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        self.offered = Nearby::of(names);
    }

    /// Looks a name up.
    pub fn find(&self, name: &str) -> Found<'_, T> {
        match self.all(name) {
            [] => Found::None,
            [one] => Found::One(*one),
            several => Found::Several(several),
        }
    }

    /// Lets names stand for something else than they were registered for.
    pub fn turn(&mut self, to: impl Fn(T) -> T) {
        for list in
            [&mut self.strong, &mut self.weak, &mut self.faint].into_iter().flat_map(|map| map.values_mut())
        {
            list.iter_mut().for_each(|of| *of = to(*of));
            let mut known: Vec<T> = Vec::with_capacity(list.len());
            list.retain(|of| {
                !known.contains(of) && {
                    known.push(*of);
                    true
                }
            });
        }
    }

    /// All that a name stands for, in order of registration.
    pub fn all(&self, name: &str) -> &[T] {
        let key = key(name);
        let list = self.strong.get(&key).or_else(|| self.weak.get(&key)).or_else(|| self.faint.get(&key));
        list.map_or(&[], Vec::as_slice)
    }

    /// What has an id, to the letter.
    pub fn of_id(&self, id: &str) -> Option<T> {
        self.ids.get(id).copied()
    }

    /// The first of all that a name stands for.
    pub fn first(&self, name: &str) -> Option<T> {
        self.all(name).first().copied()
    }

    /// What a name stands for, if it is one thing only.
    pub fn only(&self, name: &str) -> Option<T> {
        match self.find(name) {
            Found::One(one) => Some(one),
            Found::Several(_) | Found::None => None,
        }
    }

    /// The names that are offered for one that nothing has, best first, at most three.
    pub fn near(&self, name: &str) -> Vec<&str> {
        self.offered.nearest(name)
    }
}

fn add<T: Copy + PartialOrd>(map: &mut FxHashMap<String, Vec<T>>, name: &str, of: T) {
    let key = key(name);
    if key.is_empty() {
        return;
    }
    let list = map.entry(key).or_default();
    // Things mostly come in their order, and one name may be that of very many.
    if list.last().is_none_or(|last| *last < of) || !list.contains(&of) {
        list.push(of);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stronger_names_hide_weaker_ones() {
        let mut names = NameTable::default();
        names.strong("Ara Mirzoyan", 1);
        names.weak("Mirzoyan", 1);
        names.weak("Mirzoyan", 2);
        names.weak("ara mirzoyan", 3);
        names.faint("the minister", 4);
        names.id("a-m", 1);
        assert_eq!(names.find("Ara  MIRZOYAN"), Found::One(1));
        assert_eq!(names.find("Mirzoyan"), Found::Several(&[1, 2]));
        assert_eq!((names.first("Mirzoyan"), names.only("Mirzoyan")), (Some(1), None));
        assert_eq!(names.find("The minister"), Found::One(4));
        names.shared("Ara Mirzoyan", 5);
        assert_eq!(names.find("Ara Mirzoyan"), Found::Several(&[1, 5]));
        assert_eq!((names.of_id("a-m"), names.of_id("A-M")), (Some(1), None));
        assert_eq!(names.find("+"), Found::None);
    }
}
