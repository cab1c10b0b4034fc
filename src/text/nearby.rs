//! A list of names in which the nearest to a word are found without comparing it with all of them.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::{fold, nearest};

/// A shorter list is compared whole.
const FEW: usize = 200;

/// So many names are compared of a longer one: those that share the most, and the rarest, pieces with the word.
const COMPARED: usize = 40;

/// So many places of pieces are looked at for a word.
const LOOKED_AT: usize = 1000;

/// Names with an index of their pieces, which is made when the first word is looked for.
#[derive(Debug, Default)]
pub struct Nearby {
    names: Vec<String>,
    pieces: OnceLock<FxHashMap<[char; 3], Vec<u32>>>,
    /// The first place of each name; made when it is first asked for.
    places: OnceLock<FxHashMap<String, usize>>,
}

impl Nearby {
    /// Takes the names.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { names: names.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// The names nearest to a word, best first, at most three.
    pub fn nearest(&self, word: &str) -> Vec<&str> {
        if self.names.len() <= FEW {
            return nearest(word, self.names.iter().map(String::as_str));
        }
        nearest(word, self.candidates(word).into_iter().map(|i| self.names[i].as_str()))
    }

    /// The places of those in the list; of a name that stands twice the first.
    pub fn nearest_places(&self, word: &str) -> Vec<usize> {
        self.nearest(word).into_iter().filter_map(|name| self.first_places().get(name).copied()).collect()
    }

    /// Whether a name of the list is this to the letter.
    pub fn has(&self, name: &str) -> bool {
        self.first_places().contains_key(name)
    }

    fn first_places(&self) -> &FxHashMap<String, usize> {
        self.places.get_or_init(|| {
            self.names.iter().enumerate().rev().map(|(place, name)| (name.clone(), place)).collect()
        })
    }

    fn candidates(&self, word: &str) -> Vec<usize> {
        let index = self.pieces.get_or_init(|| index(&self.names));
        let mut lists: Vec<&Vec<u32>> = pieces(word).iter().filter_map(|piece| index.get(piece)).collect();
        lists.sort_by_key(|list| list.len());
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        let mut looked_at = 0;
        for list in lists {
            if looked_at > 0 && looked_at + list.len() > LOOKED_AT {
                break;
            }
            // Of what most names have, any are as good as others.
            let part = &list[..list.len().min(LOOKED_AT)];
            part.iter().for_each(|name| *shared.entry(*name).or_default() += 1);
            looked_at += part.len();
        }
        let mut best: Vec<(u32, u32)> = shared.into_iter().map(|(name, pieces)| (pieces, name)).collect();
        best.sort_unstable_by_key(|(pieces, name)| (std::cmp::Reverse(*pieces), *name));
        best.truncate(COMPARED);
        best.into_iter().map(|(_, name)| name as usize).collect()
    }
}

/// The runs of three letters of a folded name, its ends being blanks; each once.
fn pieces(name: &str) -> Vec<[char; 3]> {
    let letters: Vec<char> = std::iter::once(' ').chain(fold(name).chars().take(200)).chain([' ']).collect();
    let mut pieces: Vec<[char; 3]> = letters.windows(3).map(|three| [three[0], three[1], three[2]]).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

fn index(names: &[String]) -> FxHashMap<[char; 3], Vec<u32>> {
    let mut index: FxHashMap<[char; 3], Vec<u32>> = FxHashMap::default();
    for (number, name) in (0..).zip(names) {
        pieces(name).into_iter().for_each(|piece| index.entry(piece).or_default().push(number));
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_in_long_lists_too() {
        let many: Vec<String> = (0..5000).map(|i| format!("Brigade {i}")).collect();
        let names = many.iter().map(String::as_str).chain(["Azerbaijan", "Ilham Aliyev", "Հայաստան"]);
        let nearby = Nearby::of(names);
        assert_eq!(nearby.nearest("Azerbaidjan"), ["Azerbaijan"]);
        assert_eq!(nearby.nearest("Ilham Alijev"), ["Ilham Aliyev"]);
        assert_eq!(nearby.nearest("Հայստան"), ["Հայաստան"]);
        assert!(nearby.nearest("zzz").is_empty());
        assert!(nearby.candidates("Brigade").len() <= COMPARED);
    }
}
