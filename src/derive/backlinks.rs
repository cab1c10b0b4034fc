//! Which articles' Read lines name an article.

use super::input::TextInput;
use crate::model::{ArticleId, Site};

/// By article: the articles that refer to it, in order of time, each once.
pub(super) fn backlinks(site: &Site, in_time: &[ArticleId]) -> Vec<Vec<ArticleId>> {
    let mut backlinks: Vec<Vec<ArticleId>> = vec![Vec::new(); site.articles.len()];
    for from in in_time {
        for to in TextInput::of(&site.article(*from).body).refers_to() {
            let list = &mut backlinks[to.index()];
            if to != *from && list.last() != Some(from) {
                list.push(*from);
            }
        }
    }
    backlinks
}
