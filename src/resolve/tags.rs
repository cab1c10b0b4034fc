//! Tags: one for every spelling that differs only in case, accents or dashes.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{Tag, TagId};
use crate::parse::ArticleDraft;
use crate::text;

/// The tags of a site.
pub(super) struct Tags {
    /// In order of their slugs.
    pub list: Vec<Tag>,
    by_slug: FxHashMap<String, TagId>,
}

impl Tags {
    /// Collects the tags of all articles; the first spelling is the one shown.
    pub fn of(articles: &[Arc<ArticleDraft>]) -> Self {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for tag in articles.iter().flat_map(|a| &a.tags) {
            let slug = text::name_slug(tag);
            if !slug.is_empty() {
                names.entry(slug).or_insert_with(|| tag.trim().to_owned());
            }
        }
        let list: Vec<Tag> = names.into_iter().map(|(slug, name)| Tag { slug, name }).collect();
        let by_slug = list.iter().enumerate().map(|(i, tag)| (tag.slug.clone(), TagId::of(i))).collect();
        Self { list, by_slug }
    }

    /// The spelling in which a tag is shown; `None` if no article has it.
    pub fn shown(&self, tag: &str) -> Option<&str> {
        let id = self.by_slug.get(&text::name_slug(tag))?;
        Some(self.list[id.index()].name.as_str())
    }

    /// The ids of an article's tags, each once, in order.
    pub fn ids(&self, tags: &[String]) -> Vec<TagId> {
        let mut ids: Vec<TagId> =
            tags.iter().filter_map(|tag| self.by_slug.get(&text::name_slug(tag)).copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
