//! What an actor said, with whom it appears, and who belongs to it.

use rustc_hash::FxHashMap;

use crate::model::{ActorId, ArticleId, Site};

/// Something that an actor said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A quotation in an article's text, by index.
    Quotation(ArticleId, u32),
    /// A statement of an article's front matter, by index.
    Statement(ArticleId, u32),
}

impl Said {
    /// The article that it stands in.
    pub fn article(self) -> ArticleId {
        match self {
            Self::Quotation(id, _) | Self::Statement(id, _) => id,
        }
    }
}

/// An actor that appears in the same articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Who.
    pub actor: ActorId,
    /// In how many articles.
    pub articles: u32,
}

/// How many companions an actor's page shows.
const COMPANIONS: usize = 8;

/// By actor: quotations and statements, in order of the articles' time.
pub(super) fn said(site: &Site, in_time: &[ArticleId]) -> Vec<Vec<Said>> {
    let mut said: Vec<Vec<Said>> = vec![Vec::new(); site.actors.len()];
    for id in in_time {
        let article = site.article(*id);
        for (index, quotation) in (0..).zip(&article.body.quotations) {
            if let Some(by) = quotation.by {
                said[by.index()].push(Said::Quotation(*id, index));
            }
        }
        for (index, statement) in (0..).zip(&article.statements) {
            said[statement.by.index()].push(Said::Statement(*id, index));
        }
    }
    said
}

/// The actors of an article, each once.
pub(super) fn listed(site: &Site, id: ArticleId) -> Vec<ActorId> {
    let mut list: Vec<ActorId> = site.article(id).actors.iter().map(|involved| involved.actor).collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// By actor: how many articles list it.
pub(super) fn article_counts(site: &Site, shown: &[ArticleId]) -> Vec<u32> {
    let mut counts = vec![0; site.actors.len()];
    for id in shown {
        for actor in listed(site, *id) {
            counts[actor.index()] += 1;
        }
    }
    counts
}

/// By actor: those it appears with most, the most frequent first.
pub(super) fn companions(site: &Site, shown: &[ArticleId]) -> Vec<Vec<Companion>> {
    let mut together: FxHashMap<(ActorId, ActorId), u32> = FxHashMap::default();
    for id in shown {
        let actors = listed(site, *id);
        for (i, a) in actors.iter().enumerate() {
            for b in &actors[i + 1..] {
                *together.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let mut companions: Vec<Vec<Companion>> = vec![Vec::new(); site.actors.len()];
    for ((a, b), articles) in together {
        companions[a.index()].push(Companion { actor: b, articles });
        companions[b.index()].push(Companion { actor: a, articles });
    }
    for list in &mut companions {
        list.sort_unstable_by_key(|c| (std::cmp::Reverse(c.articles), c.actor));
        list.truncate(COMPANIONS);
    }
    companions
}

/// By actor: those that are affiliated to it, with the index of the affiliation.
pub(super) fn members(site: &Site) -> Vec<Vec<(ActorId, u32)>> {
    let mut members: Vec<Vec<(ActorId, u32)>> = vec![Vec::new(); site.actors.len()];
    for (i, actor) in site.actors.iter().enumerate() {
        for (index, affiliation) in (0..).zip(&actor.affiliations) {
            members[affiliation.to.index()].push((ActorId::of(i), index));
        }
    }
    members
}
