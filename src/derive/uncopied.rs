//! Sources on the web of which nobody keeps a copy, by address, with every place that describes one.

use std::collections::BTreeMap;

use super::works::{described, texts};
use crate::diag::At;
use crate::model::{ArticleId, Site};

/// An address that published texts rest on, without a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncopied {
    /// The maps that name it and have no `archived`.
    pub places: Vec<UncopiedAt>,
    /// Whether it is known to be gone.
    pub lost: bool,
    /// A copy that another place names.
    pub copy: Option<String>,
    /// What is said of it: titles and names.
    pub said: Vec<String>,
}

/// A map that names an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UncopiedAt {
    /// The map.
    pub at: At,
    /// Whether its `archived` is an address and nothing else.
    pub plain: bool,
}

/// What has no copy; sources that only drafts cite are not among them, nor those of which a copy is kept.
pub fn uncopied(site: &Site, in_time: &[ArticleId]) -> BTreeMap<String, Uncopied> {
    let mut all: BTreeMap<String, Uncopied> = BTreeMap::new();
    let cited = texts(site, in_time).flat_map(|(_, text)| text.sources());
    for source in cited.map(|citation| described(site, citation)) {
        let (Some(url), Some(at)) = (&source.url, &source.at) else { continue };
        let found = all.entry(url.clone()).or_default();
        found.lost |= source.lost;
        found.said.extend([&source.title, &source.publisher, &source.author].into_iter().flatten().cloned());
        if let Some((copy, _)) = source.copy() {
            found.copy = Some(copy.to_owned());
        } else if source.archived.is_none() && source.local.is_none() {
            found.places.push(UncopiedAt { at: at.clone(), plain: false });
        }
    }
    for article in in_time.iter().map(|id| site.article(*id)) {
        let Some((original, url)) = article.original.as_ref().and_then(|o| Some((o, o.url.as_ref()?))) else {
            continue;
        };
        let found = all.entry(url.clone()).or_default();
        found.said.extend([&original.publisher, &original.author].into_iter().flatten().cloned());
        found.said.push(article.title.clone());
        if let Some(copy) = original.copy() {
            found.copy = Some(copy.to_owned());
        } else if original.archived.is_none() {
            found.places.push(UncopiedAt { at: At::value(article.file, "original"), plain: true });
        }
    }
    for found in all.values_mut() {
        found.places.sort();
        found.places.dedup();
    }
    all.retain(|_, found| !found.places.is_empty());
    all
}
