//! Events that articles report.

use super::{ActorId, Claim, EventType, Figure, Image, PlaceId, Role, When};

/// Something that happened, as an article reports it.
#[derive(Debug)]
pub struct Event {
    /// The stable id, the same in every article that reports it.
    pub id: Option<String>,
    /// When it happened; `None` takes the article's.
    pub when: Option<When>,
    /// Its title.
    pub title: Option<String>,
    /// What happened, in a sentence or two.
    pub summary: Option<String>,
    /// Where.
    pub place: Option<PlaceId>,
    /// What sort of event.
    pub kind: Option<EventType>,
    /// Who, and as what.
    pub actors: Vec<Involvement>,
    /// What is claimed about it.
    pub claims: Vec<Claim>,
    /// What is counted.
    pub figures: Vec<Figure>,
    /// What it rests on: numbers, from 1, in the article's list of sources.
    pub sources: Vec<u32>,
    /// A picture.
    pub image: Option<Image>,
}

/// An actor's part in an event or article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Involvement {
    /// Who.
    pub actor: ActorId,
    /// As what.
    pub role: Option<Role>,
    /// Whether the role is only alleged.
    pub alleged: bool,
}
