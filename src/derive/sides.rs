//! Which side of a conflict an actor is on: its own, or that of what it belongs to.

use rustc_hash::FxHashMap;

use super::actors::upwards;
use super::entries::Entry;
use super::entries::above;
use crate::model::{ActorId, Allegiance, ConflictId, Site};

/// Who is on which side of which conflict. It is looked up and not listed: all that belongs to a state is on its side
/// in each of its conflicts.
#[derive(Debug, Default)]
pub struct Sides {
    /// By conflict: those that its sides name.
    named: Vec<FxHashMap<ActorId, usize>>,
    /// By actor that sides name: the conflicts.
    conflicts: FxHashMap<ActorId, Vec<ConflictId>>,
    /// By actor: itself, then what it belongs to, level by level.
    upwards: Vec<Box<[ActorId]>>,
}

/// So many conflicts of one actor are looked at: no page names more.
const MANY: usize = 200;

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
        let mut sides = Self::default();
        for (i, conflict) in site.conflicts.iter().enumerate() {
            let mut named: FxHashMap<ActorId, usize> = FxHashMap::default();
            for (index, side) in conflict.sides.iter().enumerate() {
                for actor in side.actors.iter().chain(&side.supporters) {
                    named.entry(*actor).or_insert(index);
                }
            }
            let of = ConflictId::of(i);
            named.keys().for_each(|actor| sides.conflicts.entry(*actor).or_default().push(of));
            sides.named.push(named);
        }
        if !sides.conflicts.is_empty() {
            sides.upwards = (0..site.actors.len()).map(|i| upwards(site, ActorId::of(i)).into()).collect();
        }
        sides
    }

    /// The side of an actor, by index; `None` for one of no side.
    pub fn of(&self, conflict: ConflictId, actor: ActorId) -> Option<usize> {
        let named = self.named.get(conflict.index()).filter(|named| !named.is_empty())?;
        self.upwards.get(actor.index())?.iter().find_map(|actor| named.get(actor).copied())
    }

    /// The conflicts in which an actor is on a side; of very many the first.
    fn conflicts(&self, actor: ActorId) -> Vec<ConflictId> {
        let above = self.upwards.get(actor.index()).into_iter().flatten();
        let mut list: Vec<ConflictId> = above
            .filter_map(|actor| self.conflicts.get(actor))
            .flat_map(|list| list.iter().take(MANY))
            .copied()
            .collect();
        list.sort_unstable();
        list.dedup();
        list
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

/// The conflict whose sides an entry is told by: its own, or the nearest above that names sides.
pub fn sided(site: &Site, conflict: Option<ConflictId>) -> Option<ConflictId> {
    above(site, conflict).find(|id| !site.conflict(*id).sides.is_empty())
}

/// The conflicts of a site in which an actor is on a side, each with the side's index.
pub fn sides_of(site: &Site, sides: &Sides, actor: ActorId) -> Vec<(ConflictId, usize)> {
    let conflicts = sides.conflicts(actor);
    let sided = conflicts.iter().filter_map(|conflict| Some((*conflict, sides.of(*conflict, actor)?)));
    let list: Vec<(ConflictId, usize)> = sided.collect();
    // A part whose whole is in the list too says nothing new.
    let is_in = |id: ConflictId| conflicts.binary_search(&id).is_ok();
    let news = |(id, _): &&(ConflictId, usize)| !above(site, site.conflict(*id).parent).any(is_in);
    list.iter().filter(news).copied().collect()
}
