//! Actors: states, forces, organisations, people.

use super::{ActorKind, Linked, Stage, When};
use crate::diag::{At, FileId, Spot};

/// An actor of the registry, or one that only articles name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor<S: Stage = Linked> {
    /// Where it is registered.
    pub registered: S::Registration,
    /// The stable id, part of its address.
    pub id: String,
    /// Ids that it had before; their addresses lead to it.
    pub former_ids: Vec<S::Text>,
    /// The name that pages show.
    pub name: String,
    /// What it is.
    pub kind: Option<ActorKind>,
    /// Its other names.
    pub aliases: Vec<Alias<S>>,
    /// Its name in other languages.
    pub names: Vec<Name>,
    /// What it belongs to, over time.
    pub affiliations: Vec<Affiliation<S>>,
    /// A sentence about it.
    pub summary: Option<String>,
    /// The same in other languages.
    pub summaries: Vec<Name>,
    /// The language of the summary, where it is not that of the site.
    pub lang: Option<String>,
    /// Links such as `wikidata` and `website`.
    pub links: Vec<(String, String)>,
    /// A colour of the editor's choice, as `#rrggbb`.
    pub color: Option<String>,
    /// A picture.
    pub image: Option<super::Image>,
    /// Which texts link to it.
    pub mentions: Mentions,
    /// Its profile.
    pub body: S::Body,
}

/// Another name of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias<S: Stage = Linked> {
    /// The name.
    pub text: S::Text,
    /// The BCP 47 tag of its language.
    pub lang: Option<String>,
    /// Who uses it.
    pub used_by: Vec<S::Somebody>,
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

/// A name, or a text in its place, in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The BCP 47 tag.
    pub lang: String,
    /// The name.
    pub text: String,
}

impl Name {
    /// What stands there for a language: for its whole tag, else for the language alone.
    pub fn in_language<'a>(names: &'a [Self], tag: &str) -> Option<&'a str> {
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let exact = names.iter().find(|name| name.lang.eq_ignore_ascii_case(tag));
        let alike = || names.iter().find(|name| primary(&name.lang) == primary(tag));
        exact.or_else(alike).map(|name| name.text.as_str())
    }
}

/// What an actor belonged to.
#[derive(Clone, Debug, PartialEq)]
pub struct Affiliation<S: Stage = Linked> {
    /// To whom.
    pub to: S::Actor,
    /// As what.
    pub role: Option<String>,
    /// When.
    pub valid: Option<When>,
    /// What it rests on.
    pub sources: S::Sources,
    /// Where it is registered.
    pub at: At,
}

impl Actor {
    /// The file that registers it; `None` for one that only articles name.
    pub fn file(&self) -> Option<FileId> {
        self.registered.as_ref().map(|at| at.file)
    }

    /// Where a field of it stands; `None` for one that only articles name.
    pub fn field(&self, name: &str) -> Option<At> {
        let At { file, spot } = self.registered.as_ref()?;
        let path = match spot {
            Spot::Value(path) if !path.is_empty() => format!("{path}/{name}"),
            _ => name.to_owned(),
        };
        Some(At::value(*file, path))
    }
}

/// Which texts link to an actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mentions {
    /// Every text that names it.
    #[default]
    Auto,
    /// Only texts whose front matter lists it.
    Tagged,
}

impl crate::text::Vocabulary for Mentions {
    const NAME: &'static str = "way to link mentions";
    const WORDS: &'static [(&'static str, Self)] = &[("auto", Self::Auto), ("tagged", Self::Tagged)];
}
