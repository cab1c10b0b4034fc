//! Names of places that a gazetteer is asked for.

use rustc_hash::FxHashMap;

use crate::model::Place;
use crate::text::name_fold;

/// The names of places, however they are written, with the numbers of the places that have them.
#[derive(Debug, Default)]
pub struct UnplacedNames(FxHashMap<String, Vec<usize>>);

impl UnplacedNames {
    /// All names of places, which are known by their order.
    pub fn of<'a>(places: impl Iterator<Item = &'a Place>) -> Self {
        let mut names: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, place) in places.enumerate() {
            let in_languages = place.names.iter().map(|name| name.text.as_str());
            let all = [place.name.as_str()].into_iter().chain(place.display.as_deref()).chain(in_languages);
            for name in all.chain(place.aliases.iter().map(String::as_str)) {
                let of = names.entry(name_fold(name)).or_default();
                if !of.contains(&at) {
                    of.push(at);
                }
            }
        }
        names.remove("");
        Self(names)
    }

    /// The places that have one of these names.
    pub fn having<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<usize> {
        let mut found: Vec<usize> =
            names.filter_map(|name| self.0.get(&name_fold(name))).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
