//! Titles that are nearly the same: found by shared words, judged by edit distance.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use crate::text::{fold, start};

/// A likeness from which a single candidate is taken for the one that was meant.
const SAME: f64 = 0.88;
/// A likeness from which a candidate differs by a slip or two.
const CLOSE: f64 = 0.8;
/// A likeness from which a candidate is worth a hint.
const LIKE: f64 = 0.45;
/// How many candidates are judged at most.
const JUDGED: usize = 40;
/// So many titles are looked at; the words of which there would be more are the common ones, and tell the least.
const LOOKED_AT: usize = 1000;
/// A word of more titles tells nothing.
const COMMON: usize = 2000;

/// Candidates with their likeness.
type Judged = Arc<[(f64, usize)]>;

/// An index of titles by their words, made when the first title is not found.
pub struct Near {
    titles: Vec<String>,
    index: OnceLock<FxHashMap<String, Vec<u32>>>,
    /// What has been asked before: a wanted title is often wanted again.
    asked: Mutex<FxHashMap<String, Judged>>,
}

impl Near {
    /// Takes the titles; nothing is computed yet.
    pub fn of<'a>(titles: impl Iterator<Item = &'a str>) -> Self {
        Self { titles: titles.map(str::to_owned).collect(), index: OnceLock::new(), asked: Mutex::default() }
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
        judged.iter().copied().filter(|(likeness, _)| *likeness >= LIKE).take(3).collect()
    }

    /// The best of the titles that differ by a slip or two.
    pub fn close(&self, folded: &str) -> Option<usize> {
        self.judged(folded).first().filter(|(likeness, _)| *likeness >= CLOSE).map(|(_, best)| *best)
    }

    /// Candidates with their likeness, best first.
    fn judged(&self, folded: &str) -> Judged {
        let asked = || self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(judged) = asked().get(folded) {
            return Arc::clone(judged);
        }
        let wanted = start(folded.to_owned());
        let likeness =
            |i: usize| strsim::normalized_damerau_levenshtein(&wanted, &start(fold(&self.titles[i])));
        let mut judged: Vec<(f64, usize)> =
            self.candidates(folded).into_iter().map(|i| (likeness(i), i)).collect();
        judged.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let judged: Judged = judged.into();
        asked().insert(folded.to_owned(), Arc::clone(&judged));
        judged
    }

    /// The titles that share the most rare words with the wanted one.
    fn candidates(&self, folded: &str) -> Vec<usize> {
        let index = self.index.get_or_init(|| index(&self.titles));
        let mut score: FxHashMap<u32, f64> = FxHashMap::default();
        let known = folded.split(' ').filter_map(|word| index.get(word));
        let mut postings: Vec<&Vec<u32>> = known.filter(|posting| posting.len() <= COMMON).collect();
        postings.sort_by_key(|posting| posting.len());
        let mut looked_at = 0;
        for posting in postings {
            if looked_at > 0 && looked_at + posting.len() > LOOKED_AT {
                break;
            }
            looked_at += posting.len();
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
