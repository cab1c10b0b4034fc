//! Stage 4, derive: facts about the whole, computed once from the `Site`.

mod actors;
mod backlinks;
mod calendar;
mod entries;
mod related;

pub use actors::{Companion, Said};
pub use calendar::{Calendar, Month, SPLIT, Slice, Year};
pub use entries::Entry;
pub use related::{Kinship, Related};

use rayon::prelude::*;

use crate::model::{ArticleId, EntryId, Site, Status};

/// Facts about the whole site.
#[derive(Debug, Default)]
pub struct Facts {
    /// The timeline, in its order; an [`EntryId`] is an index into it.
    pub entries: Vec<Entry>,
    /// By article: the entry of the timeline that shows it; `None` for a retracted one.
    pub entry_of: Vec<Option<EntryId>>,
    /// The whole timeline by year and month.
    pub calendar: Calendar,
    /// By actor: its entries by year and month.
    pub of_actor: Vec<Calendar>,
    /// By place.
    pub of_place: Vec<Calendar>,
    /// By tag.
    pub of_tag: Vec<Calendar>,
    /// Published articles in order of what they report.
    pub in_time: Vec<ArticleId>,
    /// By article: its place in `in_time`; `None` for a retracted one.
    pub position: Vec<Option<u32>>,
    /// Published articles, the newest publication first.
    pub latest: Vec<ArticleId>,
    /// By article: the articles whose Read lines name it, in order of time.
    pub backlinks: Vec<Vec<ArticleId>>,
    /// By article: related stories, best first.
    pub related: Vec<Vec<Related>>,
    /// By actor: what it said, in order of time.
    pub said: Vec<Vec<Said>>,
    /// By actor: the actors it appears with most.
    pub companions: Vec<Vec<Companion>>,
    /// By actor: how many articles list it.
    pub articles_of: Vec<u32>,
    /// By actor: the actors that are affiliated to it, with the index of the affiliation.
    pub members: Vec<Vec<(crate::model::ActorId, u32)>>,
}

/// Computes the facts.
pub fn derive(site: &Site) -> Facts {
    let shown: Vec<ArticleId> = (0..site.articles.len())
        .map(ArticleId::of)
        .filter(|id| site.article(*id).status != Status::Retracted)
        .collect();
    let in_time = in_time(site, &shown);
    let position = positions(site, &in_time);
    // The one fact that takes long; the others are found meanwhile.
    let (related, facts) =
        rayon::join(|| related::related(site, &in_time, &position), || lists(site, &shown, &in_time));
    Facts { related, in_time, position, ..facts }
}

/// What stands in lists: entries, statements, companions.
fn lists(site: &Site, shown: &[ArticleId], in_time: &[ArticleId]) -> Facts {
    let entries = entries::sorted(site, shown);
    let everything: Vec<EntryId> = (0..entries.len()).map(EntryId::of).collect();
    let lists = entries::Lists::of(site, &entries);
    let calendars = |lists: Vec<Vec<EntryId>>| -> Vec<Calendar> {
        lists.into_par_iter().map(|list| Calendar::of(&entries, list)).collect()
    };
    Facts {
        calendar: Calendar::of(&entries, everything),
        of_actor: calendars(lists.actors),
        of_place: calendars(lists.places),
        of_tag: calendars(lists.tags),
        said: actors::said(site, in_time),
        companions: actors::companions(site, shown),
        articles_of: actors::article_counts(site, shown),
        members: actors::members(site),
        latest: latest(site, shown),
        backlinks: backlinks::backlinks(site, in_time),
        entry_of: entries::of_articles(site, &entries),
        entries,
        ..Facts::default()
    }
}

fn in_time(site: &Site, shown: &[ArticleId]) -> Vec<ArticleId> {
    let mut order = shown.to_vec();
    order.sort_by(|a, b| {
        let (x, y) = (site.article(*a), site.article(*b));
        x.when
            .cmp(&y.when)
            .then_with(|| x.published.instant().cmp(&y.published.instant()))
            .then_with(|| x.slug.cmp(&y.slug))
    });
    order
}

fn positions(site: &Site, in_time: &[ArticleId]) -> Vec<Option<u32>> {
    let mut positions = vec![None; site.articles.len()];
    for (place, id) in (0..).zip(in_time) {
        positions[id.index()] = Some(place);
    }
    positions
}

fn latest(site: &Site, shown: &[ArticleId]) -> Vec<ArticleId> {
    let mut order = shown.to_vec();
    order.sort_by(|a, b| {
        let (x, y) = (site.article(*a), site.article(*b));
        y.published.instant().cmp(&x.published.instant()).then_with(|| x.slug.cmp(&y.slug))
    });
    order
}
