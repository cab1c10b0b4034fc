//! Titles that are nearly the same: found by shared words, judged by edit distance.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::fold;

/// A likeness from which a single candidate is taken for the one that was meant.
const SAME: f64 = 0.88;
/// A likeness from which a candidate differs by a slip or two.
const CLOSE: f64 = 0.8;
/// A likeness from which a candidate is worth a hint.
const LIKE: f64 = 0.45;
/// How many candidates are judged at most.
const JUDGED: usize = 40;

/// An index of titles by their words, made when the first title is not found.
pub(super) struct Near {
    titles: Vec<String>,
    index: OnceLock<FxHashMap<String, Vec<u32>>>,
}

impl Near {
    /// Takes the titles; nothing is computed yet.
    pub fn of<'a>(titles: impl Iterator<Item = &'a str>) -> Self {
        Self { titles: titles.map(str::to_owned).collect(), index: OnceLock::new() }
    }

    /// The one title that is nearly the wanted one.
    pub fn unique(&self, folded: &str) -> Option<usize> {
        // Short titles differ by meaning when they differ by a letter.
        if folded.chars().count() < 12 {
            return None;
        }
        let judged = self.judged(folded);
        let mut near = judged.iter().filter(|(likeness, _)| *likeness >= SAME);
        let (_, best) = near.next()?;
        near.next().is_none().then_some(*best)
    }

    /// The nearest titles, best first, at most three.
    pub fn nearest(&self, folded: &str) -> Vec<usize> {
        self.ranked(folded).into_iter().map(|(_, i)| i).collect()
    }

    /// The same, each with its likeness.
    pub fn ranked(&self, folded: &str) -> Vec<(f64, usize)> {
        let judged = self.judged(folded);
        judged.into_iter().filter(|(likeness, _)| *likeness >= LIKE).take(3).collect()
    }

    /// The best of the titles that differ by a slip or two.
    pub fn close(&self, folded: &str) -> Option<usize> {
        self.judged(folded).first().filter(|(likeness, _)| *likeness >= CLOSE).map(|(_, best)| *best)
    }

    /// The titles, in their order.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// Candidates with their likeness, best first.
    fn judged(&self, folded: &str) -> Vec<(f64, usize)> {
        let mut judged: Vec<(f64, usize)> = self
            .candidates(folded)
            .into_iter()
            .map(|i| (strsim::normalized_damerau_levenshtein(folded, &fold(&self.titles[i])), i))
            .collect();
        judged.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        judged
    }

    /// The titles that share the most rare words with the wanted one.
    fn candidates(&self, folded: &str) -> Vec<usize> {
        let index = self.index.get_or_init(|| index(&self.titles));
        let mut score: FxHashMap<u32, f64> = FxHashMap::default();
        for word in folded.split(' ') {
            let Some(posting) = index.get(word).filter(|p| p.len() <= 2000) else { continue };
            #[expect(clippy::cast_precision_loss, reason = "a count of titles")]
            let weight = 1.0 / (posting.len() as f64 + 1.0);
            posting.iter().for_each(|i| *score.entry(*i).or_default() += weight);
        }
        let mut scored: Vec<(f64, u32)> = score.into_iter().map(|(i, s)| (s, i)).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.truncate(JUDGED);
        scored.into_iter().map(|(_, i)| i as usize).collect()
    }
}

fn index(titles: &[String]) -> FxHashMap<String, Vec<u32>> {
    let mut index: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (i, title) in (0..).zip(titles) {
        let folded = fold(title);
        let mut words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            index.entry(word.to_owned()).or_default().push(i);
        }
    }
    index
}
