//! The names of the site that is imported into: actors in a text, places.

use crate::model::{ActorId, ActorKind, PlaceId};
use crate::names::{self, ActorNames, Found, MentionFinder, NameTable};
use crate::parse::Drafts;

/// The registered names of a site.
pub struct Register {
    actors: Vec<(String, Option<ActorKind>)>,
    actor_names: ActorNames,
    mentions: MentionFinder,
    places: Vec<String>,
    place_names: NameTable<PlaceId>,
}

/// An actor that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InText {
    /// Its name in the register.
    pub name: String,
    /// What it is.
    pub kind: Option<ActorKind>,
    /// The words that name it, where it is named first.
    pub words: String,
    /// The bytes of the text at which they end.
    pub end: usize,
}

impl Register {
    /// Collects the names of a site's drafts.
    pub fn of(drafts: &Drafts) -> Self {
        Self {
            actors: drafts.actors.iter().map(|a| (a.name.trim().to_owned(), a.kind)).collect(),
            actor_names: ActorNames::of(&drafts.actors),
            mentions: MentionFinder::of(&drafts.actors),
            places: drafts.places.iter().map(|p| p.name.trim().to_owned()).collect(),
            place_names: names::places(&drafts.places),
        }
    }

    /// Whether the site has a register of actors.
    pub fn has_actors(&self) -> bool {
        !self.actors.is_empty()
    }

    /// Whether the site has a register of places.
    pub fn has_places(&self) -> bool {
        !self.places.is_empty()
    }

    /// The registered name of the one actor that is called so.
    pub fn actor(&self, name: &str) -> Option<&str> {
        match self.actor_names.find(name) {
            Found::One(id) => self.called(id).map(|(name, _)| name.as_str()),
            Found::Several(_) | Found::None => None,
        }
    }

    /// The registered name of the one place that is called so.
    pub fn place(&self, name: &str) -> Option<&str> {
        self.places.get(self.place_names.only(name)?.index()).map(String::as_str)
    }

    /// The actors that a plain text names, each once, in the order in which they are named.
    pub fn mentioned(&self, plain: &str) -> Vec<InText> {
        let found = self.mentions.in_plain(plain).into_iter().filter_map(|mentioned| {
            let (name, kind) = self.called(mentioned.actor)?.clone();
            Some(InText { name, kind, words: mentioned.words, end: mentioned.end })
        });
        found.collect()
    }

    fn called(&self, id: ActorId) -> Option<&(String, Option<ActorKind>)> {
        self.actors.get(id.index())
    }
}
