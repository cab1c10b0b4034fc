//! Which side of a conflict an actor is on: its own, or that of what it belongs to.

use rustc_hash::FxHashMap;

use super::actors::upwards;
use super::entries::Entry;
use super::entries::above;
use crate::model::{ActorId, Allegiance, ConflictId, Site};

/// The sides of all conflicts, by actor.
#[derive(Debug, Default)]
pub struct Sides {
    by_conflict: Vec<FxHashMap<ActorId, usize>>,
}

/// Whose entry it is in a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// Actors of one side only take part, by its index.
    One(usize),
    /// Actors of several sides.
    Several,
    /// Nobody of any side.
    Nobody,
}

impl Sides {
    pub(super) fn of_site(site: &Site) -> Self {
        let one = |conflict: &crate::model::Conflict| {
            let mut direct: FxHashMap<ActorId, usize> = FxHashMap::default();
            for (index, side) in conflict.sides.iter().enumerate() {
                for actor in side.actors.iter().chain(&side.supporters) {
                    direct.entry(*actor).or_insert(index);
                }
            }
            if direct.is_empty() {
                return direct;
            }
            let all = (0..site.actors.len()).map(ActorId::of);
            let sided: Vec<(ActorId, usize)> =
                all.filter_map(|actor| Some((actor, found(site, &direct, actor)?))).collect();
            sided.into_iter().collect()
        };
        Self { by_conflict: site.conflicts.iter().map(one).collect() }
    }

    /// The side of an actor, by index; `None` for one of no side.
    pub fn of(&self, conflict: ConflictId, actor: ActorId) -> Option<usize> {
        self.by_conflict.get(conflict.index())?.get(&actor).copied()
    }

    /// The side that a source or figure names: by an actor of it, or by its own name or slug.
    pub fn named(&self, conflict: ConflictId, standing: &Allegiance) -> Option<usize> {
        let own = standing.sides.iter().find(|(of, _)| *of == conflict);
        own.map(|(_, side)| *side as usize).or_else(|| self.of(conflict, standing.who.actor()?))
    }

    /// Whose entry it is, by the sides of that conflict.
    pub fn stand(&self, site: &Site, conflict: ConflictId, entry: &Entry) -> Stand {
        let mut sides = entry.actors(site).iter().filter_map(|involved| self.of(conflict, involved.actor));
        let Some(first) = sides.next() else { return Stand::Nobody };
        if sides.all(|side| side == first) { Stand::One(first) } else { Stand::Several }
    }
}

fn found(site: &Site, direct: &FxHashMap<ActorId, usize>, actor: ActorId) -> Option<usize> {
    upwards(site, actor, |level| level.iter().find_map(|actor| direct.get(actor).copied()))
}

/// The conflict whose sides an entry is told by: its own, or the nearest above that names sides.
pub fn sided(site: &Site, conflict: Option<ConflictId>) -> Option<ConflictId> {
    above(site, conflict).find(|id| !site.conflict(*id).sides.is_empty())
}

/// The conflicts of a site in which an actor is on a side, each with the side's index.
pub fn sides_of(site: &Site, sides: &Sides, actor: ActorId) -> Vec<(ConflictId, usize)> {
    let all = (0..site.conflicts.len()).map(ConflictId::of);
    let sided = all.filter_map(|conflict| Some((conflict, sides.of(conflict, actor)?)));
    let list: Vec<(ConflictId, usize)> = sided.collect();
    // A part whose whole is in the list too says nothing new.
    let is_in = |id: ConflictId| list.iter().any(|(conflict, _)| *conflict == id);
    let news = |(id, _): &&(ConflictId, usize)| !above(site, site.conflict(*id).parent).any(is_in);
    list.iter().filter(news).copied().collect()
}
