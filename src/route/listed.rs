//! A list that has a feed beside its first page.

use super::Route;
use crate::derive::{Calendar, Facts, Slice};
use crate::model::{ConflictId, EntryId, EventType, PlaceId, Site, TagId};

/// A list that has a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Listed {
    /// What is told of a conflict.
    Conflict(ConflictId),
    /// What a side takes part in.
    Side(ConflictId, u32),
    /// What happened at a place.
    Place(PlaceId),
    /// What has a tag.
    Tag(TagId),
    /// What is of a type.
    Kind(EventType),
}

impl Listed {
    /// The first page of the list.
    pub fn page(self) -> Route {
        match self {
            Self::Conflict(id) => Route::Conflict(id, Slice::Whole),
            Self::Side(id, side) => Route::Side(id, side, Slice::Whole),
            Self::Place(id) => Route::Place(id, Slice::Whole),
            Self::Tag(id) => Route::Tag(id, Slice::Whole),
            Self::Kind(kind) => Route::Kind(kind, Slice::Whole),
        }
    }

    /// Its entries; `None` for a type that no entry is of.
    pub fn calendar(self, facts: &Facts) -> Option<&Calendar> {
        let lists = &facts.lists;
        match self {
            Self::Conflict(id) => lists.of_conflict.get(id.index()),
            Self::Side(id, side) => lists.of_side.get(id.index())?.get(side as usize),
            Self::Place(id) => lists.of_place.get(id.index()),
            Self::Tag(id) => lists.of_tag.get(id.index()),
            Self::Kind(kind) => lists.of_kind.iter().find(|(known, _)| *known == kind).map(|(_, list)| list),
        }
    }

    /// Whether it has a feed: an address of its own, and an article to tell of.
    pub fn has_feed(self, site: &Site, facts: &Facts) -> bool {
        let tells = |id: &EntryId| facts.time.entries[id.index()].articles(site).next().is_some();
        site.config.base_url.is_some()
            && self.calendar(facts).is_some_and(|list| list.entries.iter().any(tells))
    }
}
