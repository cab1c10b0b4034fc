//! Texts that are nearly the same, such as one agency's copy published twice: found by shingling, in time that grows with
//! the number of articles.
//!
//! Of every text the hashes of all runs of five words are taken, and the smallest of them make its sketch (bottom-k
//! min-wise hashing, Broder 1997). Texts that share a good part of their sketches are compared in full.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{ArticleId, Markup, Site};

/// Two articles, the earlier in the list of time first, and what part of the smaller text the other has, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearCopy {
    /// The earlier.
    pub first: ArticleId,
    /// The later.
    pub second: ArticleId,
    /// How much of the shorter one stands in the other, in percent.
    pub shared: u8,
}

/// How many words a shingle has.
const WORDS: usize = 5;
/// How many hashes a sketch holds.
const SKETCH: usize = 24;
/// A text with fewer shingles says too little to be somebody's copy.
const LEAST: usize = 20;
/// A hash that so many texts share is a set phrase of the site, such as the standing last paragraph.
const COMMON: usize = 12;
/// Sketches that share this many hashes are worth a closer look.
const PROMISING: u32 = 8;
/// Texts are copies if so much of the shorter one stands in the other, in percent.
const COPY: usize = 70;

/// The sketches of all texts; places in the list of time stand for articles.
#[derive(Debug, Default)]
pub(super) struct Sketches {
    base: Arc<Base>,
    /// Those of texts that have changed since.
    changed: BTreeMap<u32, Sketch>,
}

type Sketch = Arc<Markup>;

#[derive(Debug, Default)]
struct Base {
    of: Vec<Sketch>,
    /// Every hash with a text that has it, sorted.
    texts_of: Vec<(u64, u32)>,
}

impl Sketches {
    /// Makes the sketch of every text that has none yet.
    pub fn of(site: &Site, in_time: &[ArticleId]) -> Self {
        let of: Vec<Sketch> = in_time.par_iter().map(|id| sketched(site, *id)).collect();
        let pairs =
            (0..).zip(&of).flat_map(|(place, sketch)| hashes(sketch).iter().map(move |hash| (*hash, place)));
        let mut texts_of: Vec<(u64, u32)> = pairs.collect();
        texts_of.par_sort_unstable();
        Self { base: Arc::new(Base { of, texts_of }), changed: BTreeMap::new() }
    }

    /// The same after the texts at these places have changed.
    pub fn after(&self, site: &Site, places: impl Iterator<Item = (u32, ArticleId)>) -> Self {
        let mut changed = self.changed.clone();
        changed.extend(places.map(|(place, id)| (place, sketched(site, id))));
        Self { base: Arc::clone(&self.base), changed }
    }

    fn hashes_at(&self, place: u32) -> &[u64] {
        hashes(self.changed.get(&place).unwrap_or(&self.base.of[place as usize]))
    }

    /// The texts that have a hash; none if it is a set phrase of the site.
    fn with(&self, hash: u64) -> impl Iterator<Item = u32> {
        let texts_of = &self.base.texts_of;
        let old = texts_of[texts_of.partition_point(|(other, _)| *other < hash)..].iter();
        let old = old.take_while(move |(other, _)| *other == hash).map(|(_, place)| *place);
        let old = old.filter(|place| !self.changed.contains_key(place));
        let new = self.changed.iter().filter(move |(_, sketch)| hashes(sketch).contains(&hash));
        let texts = old.chain(new.map(|(place, _)| *place));
        let few = texts.clone().nth(COMMON).is_none();
        texts.filter(move |_| few)
    }

    /// The texts that may be copies of the one at a place, in time.
    fn promising(&self, place: u32, others: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        let hashes = self.hashes_at(place).iter();
        for other in hashes.flat_map(|hash| self.with(*hash)).filter(|other| others(*other)) {
            *shared.entry(other).or_default() += 1;
        }
        let mut promising: Vec<u32> =
            shared.into_iter().filter(|(_, n)| *n >= PROMISING).map(|(other, _)| other).collect();
        promising.sort_unstable();
        promising
    }
}

fn hashes(sketch: &Sketch) -> &[u64] {
    sketch.sketch.get().map_or(&[], AsRef::as_ref)
}

/// The sketch of an article's text, which keeps it.
fn sketched(site: &Site, id: ArticleId) -> Sketch {
    let body = &site.article(id).body;
    body.markup.sketch.get_or_init(|| sketch(shingles(&body.markup)).into_boxed_slice());
    Arc::clone(&body.markup)
}

/// The pairs of published articles whose texts are nearly the same.
pub(super) fn near_copies(site: &Site, in_time: &[ArticleId], sketches: &Sketches) -> Vec<NearCopy> {
    let places = 0..u32::try_from(in_time.len()).unwrap_or(u32::MAX);
    let compared = places.into_par_iter().map(|second| {
        let promising = sketches.promising(second, |other| other < second);
        let compare = |first: u32| compare(site, in_time[first as usize], in_time[second as usize]);
        promising.into_iter().filter_map(compare).collect::<Vec<NearCopy>>()
    });
    compared.flatten().collect()
}

/// Those pairs that one article is in, by its place.
pub(super) fn of_one(site: &Site, in_time: &[ArticleId], sketches: &Sketches, place: u32) -> Vec<NearCopy> {
    let compare = |other: u32| {
        let (first, second) = (place.min(other), place.max(other));
        compare(site, in_time[first as usize], in_time[second as usize])
    };
    sketches.promising(place, |other| other != place).into_iter().filter_map(compare).collect()
}

fn compare(site: &Site, first: ArticleId, second: ArticleId) -> Option<NearCopy> {
    let translates = |a: ArticleId, b: ArticleId| site.article(a).translation_of == Some(b);
    if translates(first, second) || translates(second, first) {
        return None;
    }
    let set =
        |id: ArticleId| -> FxHashSet<u64> { shingles(&site.article(id).body.markup).into_iter().collect() };
    let (a, b) = (set(first), set(second));
    let common = a.intersection(&b).count();
    let shared = common * 100 / a.len().min(b.len()).max(1);
    (shared >= COPY).then_some(NearCopy { first, second, shared: u8::try_from(shared).unwrap_or(100) })
}

/// The smallest hashes of a text, each once, sorted; none of a text that is too short.
fn sketch(mut shingles: Vec<u64>) -> Vec<u64> {
    if shingles.len() < LEAST {
        return Vec::new();
    }
    shingles.sort_unstable();
    shingles.dedup();
    shingles.truncate(SKETCH);
    shingles
}

/// The hashes of all runs of words in a markup, without its tags; case and signs do not matter.
fn shingles(markup: &str) -> Vec<u64> {
    let mut words: Vec<u64> = Vec::with_capacity(markup.len() / 6);
    let (mut word, mut open, mut in_tag) = (FNV, false, false);
    for byte in markup.bytes() {
        match byte {
            b'<' => in_tag = true,
            b'>' if in_tag => {
                in_tag = false;
                continue;
            }
            _ => {}
        }
        if !in_tag && (byte.is_ascii_alphanumeric() || byte >= 0x80) {
            word = (word ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
            open = true;
        } else if open && byte != b'\'' {
            words.push(word);
            (word, open) = (FNV, false);
        }
    }
    if open {
        words.push(word);
    }
    words.windows(WORDS).map(mixed).collect()
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// One hash of several, spread evenly, so that the smallest are a fair sample.
fn mixed(words: &[u64]) -> u64 {
    let joined = words.iter().fold(FNV, |hash, word| (hash.rotate_left(7) ^ word).wrapping_mul(PRIME));
    // The finaliser of SplitMix64.
    let mixed = (joined ^ (joined >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_case_and_signs_are_no_words() {
        let a = shingles("<p>The guns, it is said, must be <a href=\"x.html\">silent</a> from noon.</p>");
        let b = shingles("the GUNS it is said must be silent from noon");
        assert_eq!(a, b);
        assert_eq!(a.len(), 10 - WORDS + 1);
    }
}
