//! What stands side by side: the sides of a conflict, or two actors.

use crate::config::ReaderTool;
use crate::derive::{Calendar, Facts};
use crate::model::{ConflictId, Site};

/// What a page shows in columns, day by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Abreast {
    /// The sides of a conflict.
    Sides(ConflictId),
    /// Two actors that often appear together, by the pair's index.
    Pair(u32),
}

/// So many columns have room beside each other.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=4;

impl Abreast {
    /// All that a site has.
    pub fn all(site: &Site, facts: &Facts) -> Vec<Self> {
        let conflicts = (0..site.conflicts.len()).map(|i| Self::Sides(ConflictId::of(i)));
        let pairs = (0..).zip(&facts.people.together.pairs).map(|(index, _)| Self::Pair(index));
        conflicts.chain(pairs).filter(|of| of.is_there(site, facts)).collect()
    }

    /// Whether a site has it: columns that have room, with something to show that they do not all share.
    pub fn is_there(self, site: &Site, facts: &Facts) -> bool {
        let differs = match self {
            Self::Sides(id) => {
                let lists = &facts.lists.of_side[id.index()];
                COLUMNS.contains(&lists.len()) && lists.iter().any(|list| !list.entries.is_empty())
            }
            Self::Pair(index) => {
                let together = &facts.people.together;
                let pair = &together.pairs[index as usize];
                (index as usize) < together.abreast && pair.either.entries.len() > pair.calendar.entries.len()
            }
        };
        differs && site.config.has_tool(ReaderTool::Sides)
    }

    /// Its entries.
    pub fn calendar(self, facts: &Facts) -> &Calendar {
        match self {
            Self::Sides(id) => &facts.lists.of_conflict[id.index()],
            Self::Pair(index) => &facts.people.together.pairs[index as usize].either,
        }
    }
}
