//! The site: everything resolved, ids instead of names.

use std::sync::Arc;

use super::{
    Actor, ActorId, Article, ArticleId, Conflict, ConflictId, Day, Event, EventId, Page, Place, PlaceId,
    Somebody, Source, SourceId, TagId,
};
use crate::config::Config;
use crate::diag::FileId;

/// All content of a site, joined; it never changes once made. A copy shares what it holds.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// Articles that are built, retracted ones included, in order of their files' paths.
    pub articles: Vec<Arc<Article>>,
    /// Actors, registered ones first.
    pub actors: Arc<Vec<Actor>>,
    /// Places, registered ones first.
    pub places: Arc<Vec<Place>>,
    /// Events, those of the register first.
    pub events: Arc<Vec<Event>>,
    /// Conflicts, registered ones first.
    pub conflicts: Arc<Vec<Conflict>>,
    /// The one conflict of the register that is no part of another, if there is just one: what names no conflict
    /// belongs to it.
    pub main_conflict: Option<ConflictId>,
    /// Tags, in order of their names.
    pub tags: Arc<Vec<Tag>>,
    /// The sources of `sources.yaml`.
    pub sources: Arc<Vec<Source>>,
    /// Pages.
    pub pages: Arc<Vec<Page>>,
    /// The day of the build.
    pub today: Day,
    /// What is not built, though a file says it.
    pub held_back: Vec<HeldBack>,
    /// How many articles could not be read as such and were left out.
    pub unread: usize,
}

/// An article, page or event that is not built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// Its file.
    pub file: FileId,
    /// Where in the file it begins: empty for a file of its own.
    pub path: Box<str>,
    /// What it would be.
    pub noun: Noun,
    /// Its title; empty if it cannot be read.
    pub title: String,
    /// The last part of its address, or its id; empty if it has none or cannot be read.
    pub slug: String,
    /// Why it is not built.
    pub why: Why,
}

/// What has a page of its own and may be held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// An article.
    Article,
    /// A page such as "About".
    Page,
    /// An event.
    Event,
}

/// Why something is not built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is a draft or unverified, or may be meant to be.
    Draft,
    /// Its day is still to come.
    ToCome,
    /// Its time is over.
    Over,
    /// It cannot be read.
    Unread,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The last part of its address.
    pub slug: String,
    /// As written first.
    pub name: String,
}

impl Site {
    /// How many texts are held back for a reason.
    pub fn held_back_as(&self, why: Why) -> usize {
        self.held_back.iter().filter(|held| held.why == why).count()
    }

    /// The article of that id.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()]
    }

    /// The actor of that id.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.index()]
    }

    /// The name of an actor, or the words that stand for none.
    pub fn somebody<'a>(&'a self, somebody: &'a Somebody) -> &'a str {
        match somebody {
            Somebody::Actor(id) => &self.actor(*id).name,
            Somebody::Words(words) => words,
        }
    }

    /// The place of that id.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.index()]
    }

    /// The event of that id.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// The conflict of that id.
    pub fn conflict(&self, id: ConflictId) -> &Conflict {
        &self.conflicts[id.index()]
    }

    /// The tag of that id.
    pub fn tag(&self, id: TagId) -> &Tag {
        &self.tags[id.index()]
    }

    /// The source of that id.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }
}
