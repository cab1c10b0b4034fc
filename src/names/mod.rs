//! Who and what is called how: the one place that knows what a name stands for.
//!
//! Each sort of thing has a table of its names. A page, the editor, an import and the incremental update ask the same
//! tables, and in the same order where a name may be of several sorts.

mod actors;
mod ids;
mod mentions;
mod near;
mod offices;
mod order;
mod registers;
mod sides;
mod table;
mod terms;
mod titles;
mod unplaced;
mod within_name;

use std::sync::Arc;

pub use actors::{ActorNames, Spelling};
pub use ids::Ids;
pub use mentions::{InProse, MentionFinder, Mentioned, Prose};
pub use order::WIKILINK;
pub use registers::{conflicts, pages, places};
pub use sides::SideNames;
pub use table::{Found, NameTable};
pub use terms::TermFinder;
pub use titles::{Match, Titles};
pub use unplaced::UnplacedNames;

use crate::diag::FileId;
use crate::model::{ActorId, ArticleId, ConflictId, EventId, PlaceId, SourceId};
use crate::parse::Naming;
use crate::text;

/// Something that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// An actor.
    Actor(ActorId),
    /// A place.
    Place(PlaceId),
    /// A page of the site's own, by its place in the site.
    Page(u32),
    /// An event.
    Event(EventId),
    /// A conflict.
    Conflict(ConflictId),
    /// An article.
    Article(ArticleId),
    /// A source of `sources.yaml`.
    Source(SourceId),
    /// A source that a text describes itself: its file, and its number in the text's list.
    OwnSource(FileId, u32),
}

/// All names of a site. A copy shares its tables.
#[derive(Clone)]
pub struct Names {
    /// Of actors.
    pub actors: Arc<ActorNames>,
    /// Of places.
    pub places: Arc<NameTable<PlaceId>>,
    /// Of pages of the site's own, by their places in the site.
    pub pages: Arc<NameTable<u32>>,
    /// Of events.
    pub events: Arc<NameTable<EventId>>,
    /// Of conflicts.
    pub conflicts: Arc<NameTable<ConflictId>>,
    /// Of the sides of conflicts.
    pub sides: Arc<SideNames>,
    /// Of articles.
    pub titles: Arc<Titles>,
    /// Ids of the sources of `sources.yaml`.
    pub sources: Arc<NameTable<SourceId>>,
}

impl Names {
    /// What a name stands for among the things of one sort; `listed` are the actors of the text, which decide whom a
    /// name of several means.
    pub fn meant(&self, naming: Naming, name: &str, listed: &[ActorId]) -> Option<Thing> {
        match naming {
            Naming::Actor => self.actors.named(name, listed).map(Thing::Actor),
            Naming::Place => self.places.first(name).map(Thing::Place),
            Naming::Page => self.page(name).map(Thing::Page),
            Naming::Event => self.events.only(name).map(Thing::Event),
            Naming::Conflict => self.conflicts.first(name).map(Thing::Conflict),
            Naming::Article => self.titles.only(name).map(Thing::Article),
            Naming::Source => self.sources.of_id(name.trim()).map(Thing::Source),
            Naming::Tag => None,
        }
    }

    /// What a wikilink of this name leads to; `source` finds it in the text's own list of sources.
    pub fn linked(
        &self,
        name: &str,
        listed: &[ActorId],
        mut source: impl FnMut(&str) -> Option<Thing>,
    ) -> Option<Thing> {
        WIKILINK.into_iter().find_map(|naming| match naming {
            Naming::Source => source(name),
            naming => self.meant(naming, name, listed),
        })
    }

    /// What a wikilink leads to whatever articles are called.
    pub fn linked_before_titles(&self, name: &str) -> Option<Thing> {
        let before = WIKILINK.into_iter().take_while(|naming| *naming != Naming::Article);
        before.into_iter().find_map(|naming| self.meant(naming, name, &[]))
    }

    /// The page of an address without its ending, or of a title; of several the last.
    fn page(&self, name: &str) -> Option<u32> {
        let by_address = self.pages.of_id(name).or_else(|| self.pages.of_id(&text::fold(name)));
        by_address.or_else(|| self.pages.all(name).last().copied())
    }
}

/// A name as the tables compare it: two that are alike in this are the same name.
pub fn key(name: &str) -> String {
    text::name_fold(name)
}
