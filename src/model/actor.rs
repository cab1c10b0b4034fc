//! Actors: states, forces, organisations, people.

use super::{ActorId, ActorKind, Body, Somebody, When};
use crate::diag::{At, FileId, Spot};

/// An actor of the registry, or one that only articles name.
#[derive(Debug)]
pub struct Actor {
    /// The file that registers it; `None` for an implicit actor.
    pub file: Option<FileId>,
    /// Where that file describes it.
    pub at: Option<At>,
    /// The stable id, part of its address.
    pub id: String,
    /// Ids that it had before; their addresses lead to it.
    pub former_ids: Vec<String>,
    /// The name that pages show.
    pub name: String,
    /// What it is.
    pub kind: Option<ActorKind>,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// Its name in other languages.
    pub names: Vec<Name>,
    /// What it belongs to, over time.
    pub affiliations: Vec<Affiliation>,
    /// A sentence about it.
    pub summary: Option<String>,
    /// Links such as `wikidata` and `website`.
    pub links: Vec<(String, String)>,
    /// A colour of the editor's choice, as `#rrggbb`.
    pub color: Option<String>,
    /// A picture.
    pub image: Option<super::Image>,
    /// Which texts link to it.
    pub mentions: Mentions,
    /// Its profile.
    pub body: Body,
}

/// Another name of an actor; as a draft has it, its users are names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias<User = Somebody> {
    /// The name.
    pub text: String,
    /// The BCP 47 tag of its language.
    pub lang: Option<String>,
    /// Who uses it.
    pub used_by: Vec<User>,
    /// What sort of name it is.
    pub kind: AliasKind,
    /// When it was in use.
    pub valid: Option<When>,
    /// Known to be shared with another actor: the article's own actors decide.
    pub ambiguous: bool,
}

/// What sort of name an alias is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AliasKind {
    /// Another spelling or name.
    Alias,
    /// A name it had before.
    Former,
    /// What others call it; never shown as its name.
    Characterisation,
}

impl crate::text::Vocabulary for AliasKind {
    const NAME: &'static str = "kind of alias";
    const WORDS: &'static [(&'static str, Self)] =
        &[("alias", Self::Alias), ("former", Self::Former), ("characterisation", Self::Characterisation)];
}

/// A name in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The BCP 47 tag.
    pub lang: String,
    /// The name.
    pub text: String,
}

/// What an actor belonged to.
#[derive(Clone, Debug)]
pub struct Affiliation {
    /// To whom.
    pub to: ActorId,
    /// As what.
    pub role: Option<String>,
    /// When.
    pub valid: Option<When>,
    /// What it rests on: numbers, from 1, in the list of sources of the actor's profile.
    pub sources: Vec<u32>,
    /// Where it is registered.
    pub at: At,
}

impl Actor {
    /// Where a field of it stands; `None` for an implicit actor.
    pub fn field(&self, name: &str) -> Option<At> {
        let At { file, spot } = self.at.as_ref()?;
        let path = match spot {
            Spot::Value(path) if !path.is_empty() => format!("{path}/{name}"),
            _ => name.to_owned(),
        };
        Some(At::value(*file, path))
    }
}

/// Which texts link to an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mentions {
    /// Every text that names it.
    Auto,
    /// Only texts whose front matter lists it.
    Tagged,
}

impl crate::text::Vocabulary for Mentions {
    const NAME: &'static str = "way to link mentions";
    const WORDS: &'static [(&'static str, Self)] = &[("auto", Self::Auto), ("tagged", Self::Tagged)];
}
