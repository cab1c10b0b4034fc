//! What stands in frames of other sites: the whole timeline, or one event, actor or conflict.

use super::Route;
use crate::config::ReaderTool;
use crate::derive::{Facts, Slice};
use crate::model::{ActorId, ConflictId, EventId, Site};

/// What a page for frames of other sites shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Embedded {
    /// The whole timeline.
    Timeline,
    /// An event.
    Event(EventId),
    /// An actor, with the newest that it takes part in.
    Actor(ActorId),
    /// A conflict, with its key moments.
    Conflict(ConflictId),
}

impl Embedded {
    /// All that a site has, the timeline first.
    pub fn all(site: &Site, facts: &Facts) -> Vec<Self> {
        let events = (0..site.events.len()).map(|i| Self::Event(EventId::of(i)));
        let actors = (0..site.actors.len()).map(|i| Self::Actor(ActorId::of(i)));
        let conflicts = (0..site.conflicts.len()).map(|i| Self::Conflict(ConflictId::of(i)));
        let all = std::iter::once(Self::Timeline).chain(events).chain(actors).chain(conflicts);
        all.filter(|of| of.is_there(site, facts)).collect()
    }

    /// Whether a site has it: something to show, and the wish to.
    pub fn is_there(self, site: &Site, facts: &Facts) -> bool {
        let list = match self {
            Self::Timeline => return !facts.time.entries.is_empty(),
            Self::Event(_) => &facts.time.calendar,
            Self::Actor(id) => &facts.lists.of_actor[id.index()],
            Self::Conflict(id) => &facts.lists.of_conflict[id.index()],
        };
        site.config.has_tool(ReaderTool::Embed) && !list.entries.is_empty()
    }

    /// The page that it is a part of.
    pub fn page(self) -> Route {
        match self {
            Self::Timeline => Route::Timeline(Slice::Whole),
            Self::Event(id) => Route::Event(id),
            Self::Actor(id) => Route::Actor(id, Slice::Whole),
            Self::Conflict(id) => Route::Conflict(id, Slice::Whole),
        }
    }

    /// Its address below the folder of its sort, without ending.
    pub(super) fn stem(self, site: &Site) -> String {
        match self {
            Self::Timeline => "timeline".to_owned(),
            Self::Event(id) => format!("events/{}", site.event(id).id),
            Self::Actor(id) => format!("actors/{}", site.actor(id).id),
            Self::Conflict(id) => format!("conflicts/{}", site.conflict(id).id),
        }
    }
}
