//! The articles that readers see, in order of what they report.

use super::input::OrderInput;
use crate::model::{ArticleId, Site};

/// Published articles in order of what they report.
#[derive(Clone, Debug)]
pub struct ArticleOrder {
    /// The articles.
    pub in_time: Vec<ArticleId>,
    /// By article: its place there; `None` for a retracted one.
    pub position: Vec<Option<u32>>,
}

impl ArticleOrder {
    pub(super) fn of(site: &Site, shown: &[ArticleId]) -> Self {
        let in_time = in_time(site, shown);
        Self { position: positions(site, &in_time), in_time }
    }
}

fn in_time(site: &Site, shown: &[ArticleId]) -> Vec<ArticleId> {
    let mut order = shown.to_vec();
    order.sort_by(|a, b| OrderInput::of(site.article(*a)).order(&OrderInput::of(site.article(*b))));
    order
}

fn positions(site: &Site, in_time: &[ArticleId]) -> Vec<Option<u32>> {
    let mut positions = vec![None; site.articles.len()];
    for (place, id) in (0..).zip(in_time) {
        positions[id.index()] = Some(place);
    }
    positions
}
