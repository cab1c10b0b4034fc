//! How often an actor appears, in which roles, and who belongs to it.

use super::entries::Entry;
use crate::model::{ActorId, ArticleId, Role, Site};

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

/// A site with more actors than this has pages of each kind, of so many actors each.
pub const KIND_PAGE: usize = 250;

/// How many members an actor's page names.
pub const MEMBERS: usize = 120;

/// How many articles an actor's feed holds.
const FEED: usize = 20;

/// By actor: the newest articles that list it, the newest first.
pub(super) fn newest(site: &Site, latest: &[ArticleId]) -> Vec<Vec<ArticleId>> {
    let mut newest: Vec<Vec<ArticleId>> = vec![Vec::new(); site.actors.len()];
    for id in latest {
        for actor in listed(site, *id) {
            let list = &mut newest[actor.index()];
            if list.len() < FEED {
                list.push(*id);
            }
        }
    }
    newest
}

/// By actor: those that are affiliated to it, with the index of the affiliation, in order of time.
pub(super) fn members(site: &Site) -> Vec<Vec<(ActorId, u32)>> {
    let mut members: Vec<Vec<(ActorId, u32)>> = vec![Vec::new(); site.actors.len()];
    for (i, actor) in site.actors.iter().enumerate() {
        for (index, affiliation) in (0..).zip(&actor.affiliations) {
            members[affiliation.to.index()].push((ActorId::of(i), index));
        }
    }
    for list in &mut members {
        list.sort_by(|(a, i), (b, j)| {
            let valid = |actor: &ActorId, index: &u32| {
                let valid = &site.actor(*actor).affiliations[*index as usize].valid;
                (valid.is_none(), valid.clone())
            };
            valid(a, i).cmp(&valid(b, j)).then_with(|| (a, i).cmp(&(b, j)))
        });
    }
    members
}

/// By actor: in how many entries it has each role, in the order of the vocabulary.
pub(super) fn roles(site: &Site, entries: &[Entry]) -> Vec<Vec<(Role, u32)>> {
    let mut all: Vec<Vec<(Role, u32)>> = vec![Vec::new(); site.actors.len()];
    for entry in entries {
        let mut parts: Vec<(ActorId, Role)> =
            entry.actors(site).iter().filter_map(|part| Some((part.actor, part.role?))).collect();
        parts.sort_unstable();
        parts.dedup();
        for (actor, role) in parts {
            let roles = &mut all[actor.index()];
            match roles.iter_mut().find(|(known, _)| *known == role) {
                Some((_, count)) => *count += 1,
                None => roles.push((role, 1)),
            }
        }
    }
    all.iter_mut().for_each(|roles| roles.sort_unstable());
    all
}

/// How far up affiliations are followed: a person, their ministry, its state.
const REACH: usize = 3;

/// So many are looked at: nobody belongs to more.
const ABOVE: usize = 200;

/// An actor, then what it belongs to, level by level, each once.
pub(super) fn upwards(site: &Site, actor: ActorId) -> Vec<ActorId> {
    let mut all = vec![actor];
    let mut level = 0..1;
    for _ in 0..REACH {
        let above = all[level.clone()].iter().flat_map(|actor| &site.actor(*actor).affiliations);
        let above: Vec<ActorId> = above.map(|a| a.to).take(ABOVE).collect();
        let end = all.len();
        for actor in above {
            if all.len() < ABOVE && !all.contains(&actor) {
                all.push(actor);
            }
        }
        level = end..all.len();
    }
    all
}
