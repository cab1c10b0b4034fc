//! What a wikilink may name, in the order in which it is looked for.

/// A sort of thing that a wikilink may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// An actor.
    Actor,
    /// A place.
    Place,
    /// A page of the site's own.
    Page,
    /// An event.
    Event,
    /// A conflict.
    Conflict,
    /// An article.
    Article,
    /// A source.
    Source,
}

impl Linked {
    /// The first that has the name decides, on pages and in editors; docs/body.md says it to authors.
    pub const ORDER: [Self; 7] =
        [Self::Actor, Self::Place, Self::Page, Self::Event, Self::Conflict, Self::Article, Self::Source];
}
