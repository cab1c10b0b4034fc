//! What the entries of a list are told apart by: the side that takes part, or the sort of event.

use super::entries::Entry;
use super::sides::{Sides, Stand, sided};
use crate::model::{ConflictId, EntryId, EventType, Site};

/// What entries are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layers {
    /// The sides of a conflict.
    Sides(ConflictId),
    /// Groups of types of events.
    Types,
}

/// What some entries have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Actors of that side only take part.
    Side(usize),
    /// Actors of several sides.
    Several,
    /// Nobody of any side, or no known sort of event.
    Others,
    /// Fighting, and attacks on civilians.
    Violence,
    /// Talks, statements, agreements and truces.
    Diplomacy,
    /// Aid, flight and protest.
    People,
}

/// Sides tell a list apart when at least a third of its entries are of one side alone.
const ALONE: usize = 3;

const TYPES: [Layer; 4] = [Layer::Violence, Layer::Diplomacy, Layer::People, Layer::Others];

impl Layers {
    /// The sides of a conflict, or of the nearest above it that names some, if they tell the entries of a list apart;
    /// else types. Where both sides take part in nearly everything, a picture by sides would be of one colour.
    pub fn of(
        site: &Site,
        (all, sides): (&[Entry], &Sides),
        list: &[EntryId],
        conflict: Option<ConflictId>,
    ) -> Self {
        let Some(conflict) = sided(site, conflict) else { return Self::Types };
        let (mut alone, mut typed) = (0, 0);
        for entry in list.iter().map(|id| &all[id.index()]) {
            alone += usize::from(matches!(sides.stand(site, conflict, entry), Stand::One(_)));
            typed += usize::from(entry.kind(site).is_some_and(|kind| group(kind) != Layer::Others));
        }
        if alone * ALONE >= list.len() || typed * 2 < list.len() {
            Self::Sides(conflict)
        } else {
            Self::Types
        }
    }

    /// The layers, from the lowest.
    pub fn all(self, site: &Site) -> Vec<Layer> {
        match self {
            Self::Sides(conflict) => {
                let sides = (0..site.conflict(conflict).sides.len()).map(Layer::Side);
                sides.chain([Layer::Several, Layer::Others]).collect()
            }
            Self::Types => TYPES.to_vec(),
        }
    }

    /// How many there are.
    pub fn count(self, site: &Site) -> usize {
        match self {
            Self::Sides(conflict) => site.conflict(conflict).sides.len() + 2,
            Self::Types => TYPES.len(),
        }
    }

    /// The layer of an entry, by its index among all.
    pub fn of_entry(self, site: &Site, sides: &Sides, entry: &Entry) -> usize {
        match self {
            Self::Sides(conflict) => {
                let several = site.conflict(conflict).sides.len();
                match sides.stand(site, conflict, entry) {
                    Stand::One(side) => side,
                    Stand::Several => several,
                    Stand::Nobody => several + 1,
                }
            }
            Self::Types => {
                let layer = entry.kind(site).map_or(Layer::Others, group);
                TYPES.iter().position(|known| *known == layer).unwrap_or(TYPES.len() - 1)
            }
        }
    }
}

/// The group of a type of events.
fn group(kind: EventType) -> Layer {
    match kind {
        EventType::Battle | EventType::Shelling | EventType::Airstrike | EventType::AttackOnCivilians => {
            Layer::Violence
        }
        EventType::Diplomacy | EventType::Statement | EventType::Agreement | EventType::Ceasefire => {
            Layer::Diplomacy
        }
        EventType::Humanitarian | EventType::Displacement | EventType::Protest => Layer::People,
        EventType::Legal | EventType::Other => Layer::Others,
    }
}
