//! Texts that share most of their words in the same order: the same wire copy under another headline.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{checksum, fold};

/// How many words make a run.
const RUN: usize = 6;
/// Of the runs every so-manieth is kept, chosen by its own hash, so that the same ones are kept everywhere.
const KEPT: u64 = 4;
/// From this share on, in per cent, two texts are nearly the same.
const NEAR: usize = 50;
/// A text with fewer kept runs says too little.
const FEWEST: usize = 5;

/// The runs of words of an archive's texts.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    holders: FxHashMap<u64, Vec<u32>>,
    sizes: Vec<usize>,
}

impl Likeness {
    /// Adds a text; its number is the count of those before it.
    pub fn add(&mut self, words: &str) {
        let index = u32::try_from(self.sizes.len()).unwrap_or(u32::MAX);
        let runs = runs(words);
        self.sizes.push(runs.len());
        for run in runs {
            self.holders.entry(run).or_default().push(index);
        }
    }

    /// The text that shares most runs with this one, if it shares enough of the shorter one's: its number and the share.
    pub fn nearest(&self, words: &str) -> Option<(usize, u32)> {
        let runs = runs(words);
        if runs.len() < FEWEST {
            return None;
        }
        let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
        for run in &runs {
            self.holders
                .get(run)
                .into_iter()
                .flatten()
                .for_each(|index| *shared.entry(*index).or_default() += 1);
        }
        let share = |(index, count): (u32, usize)| {
            let size = self.sizes.get(index as usize).copied().unwrap_or(0).min(runs.len());
            (size >= FEWEST).then(|| (count * 100 / size.max(1), index))
        };
        let best = shared
            .into_iter()
            .filter_map(share)
            .max_by_key(|(share, index)| (*share, std::cmp::Reverse(*index)))?;
        (best.0 >= NEAR).then(|| (best.1 as usize, u32::try_from(best.0).unwrap_or(100)))
    }
}

fn runs(words: &str) -> FxHashSet<u64> {
    let folded = fold(words);
    let words: Vec<&str> = folded.split(' ').collect();
    words.windows(RUN).map(|run| checksum(run.join(" ").as_bytes())).filter(|hash| hash % KEPT == 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_copy_is_found_under_another_headline() {
        let text = |from: usize| (from..from + 120).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
        let mut likeness = Likeness::default();
        likeness.add(&text(1000));
        likeness.add(&text(0));
        assert_eq!(likeness.nearest(&text(0)), Some((1, 100)));
        assert_eq!(
            likeness.nearest(&format!("{} Another end.", text(0).to_uppercase())).map(|(i, _)| i),
            Some(1)
        );
        assert!(likeness.nearest(&text(20)).is_some_and(|(i, share)| i == 1 && share > 70));
        assert_eq!(likeness.nearest(&text(5000)), None);
        assert_eq!(likeness.nearest("few words"), None);
    }
}
