//! The names of a site, for those who look them up without building it: actors in a text, places, titles.

use super::mentions::{Mentions, Prose};
use super::names::{Found, Names};
use crate::model::{ActorId, ActorKind, MarkKind};
use crate::parse::Drafts;
use crate::text;

/// The registered names of a site.
pub struct Register {
    actors: Vec<(String, Option<ActorKind>)>,
    actor_names: Names<ActorId>,
    mentions: Mentions,
    places: Vec<String>,
    place_names: Names<usize>,
}

/// An actor that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentioned {
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
        let mut actor_names = Names::default();
        for (i, draft) in drafts.actors.iter().enumerate() {
            let id = ActorId::of(i);
            actor_names.strong(&draft.id, id);
            actor_names.strong(&draft.name, id);
            draft.aliases.iter().for_each(|alias| actor_names.weak(&alias.value.text, id));
            draft.names.iter().for_each(|name| actor_names.weak(&name.text, id));
        }
        let mut place_names = Names::default();
        for (i, draft) in drafts.places.iter().enumerate() {
            place_names.strong(&draft.id, i);
            place_names.strong(&draft.name, i);
            let others =
                draft.aliases.iter().chain(&draft.display).chain(draft.names.iter().map(|n| &n.text));
            others.for_each(|name| place_names.weak(name, i));
        }
        Self {
            actors: drafts.actors.iter().map(|a| (a.name.trim().to_owned(), a.kind)).collect(),
            actor_names,
            mentions: Mentions::of(&drafts.actors),
            places: drafts.places.iter().map(|p| p.name.trim().to_owned()).collect(),
            place_names,
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
            Found::One(id) => self.actors.get(id.index()).map(|(name, _)| name.as_str()),
            _ => None,
        }
    }

    /// The registered name of the one place that is called so.
    pub fn place(&self, name: &str) -> Option<&str> {
        match self.place_names.find(name) {
            Found::One(index) => self.places.get(index).map(String::as_str),
            _ => None,
        }
    }

    /// The actors that a plain text names, each once, in the order in which they are named.
    pub fn mentioned(&self, plain: &str) -> Vec<Mentioned> {
        let markup = text::escaped_body(plain);
        let whole = [(0, u32::try_from(markup.len()).unwrap_or(u32::MAX))];
        let prose = Prose { markup: &markup, spans: &whole, listed: &[], own: None };
        let found = self.mentions.find(prose).marks.into_iter().filter_map(|mark| {
            let MarkKind::Mention(id) = mark.kind else { return None };
            let (name, kind) = self.actors.get(id.index())?.clone();
            let (start, end) = (mark.start as usize, mark.end as usize);
            let words = text::untagged(markup.get(start..end)?);
            let end = text::untagged(markup.get(..end)?).len();
            Some(Mentioned { name, kind, words, end })
        });
        found.collect()
    }
}
