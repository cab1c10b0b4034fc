//! Titles that Read lines name and no article has: what editors might write, or correct.

use rustc_hash::FxHashMap;

use super::works::texts;
use crate::diag::At;
use crate::model::{ArticleId, Site, Target};
use crate::text::fold;

/// A title that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The title as it is written first.
    pub title: String,
    /// Where it is wanted: articles in order of their files, then other texts.
    pub places: Vec<WantedAt>,
    /// Articles that may be meant, the likeliest first.
    pub near: Vec<ArticleId>,
    /// Whether all of those have the title, so that none is meant more than another.
    pub shared: bool,
}

/// A place where a title is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedAt {
    /// The place in the file.
    pub at: At,
    /// The article whose text it is, if it is one's.
    pub article: Option<ArticleId>,
}

/// The wanted titles, the most wanted first; spellings that differ in case, accents and signs are one title.
pub(super) fn wanted(site: &Site, in_time: &[ArticleId]) -> Vec<Wanted> {
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    let mut list: Vec<Wanted> = Vec::new();
    for (target, text) in texts(site, in_time) {
        let article = if let Target::Article(id) = target { Some(id) } else { None };
        for read in text.reads().iter().filter(|read| read.is_wanted()) {
            let number = *index.entry(fold(&read.title)).or_insert(list.len());
            if number == list.len() {
                list.push(Wanted {
                    title: read.title.clone(),
                    places: Vec::new(),
                    near: read.near.clone(),
                    shared: read.shared,
                });
            }
            list[number].places.push(WantedAt { at: read.at.clone(), article });
        }
    }
    for wanted in &mut list {
        wanted.places.sort_by_key(|place| (place.article.is_none(), place.article));
    }
    list.sort_by(|a, b| (b.places.len().cmp(&a.places.len())).then_with(|| a.title.cmp(&b.title)));
    list
}
