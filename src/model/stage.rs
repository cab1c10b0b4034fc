//! How far a noun has come: what stands in it for a name, a citation and a text. A noun is written once, in `model`.

use std::fmt::Debug;

use super::{ActorId, Allegiance, ArticleId, Body, ConflictId, EventId, PlaceId, Somebody, TagId};
use crate::diag::At;

/// What can stand in a noun: it is compared and copied with it.
pub trait Held: Clone + Debug + PartialEq {}

impl<T: Clone + Debug + PartialEq> Held for T {}

/// A stage of the nouns. As a file says them ([`Draft`](crate::parse::Draft)), they hold names; once these are looked up,
/// they hold ids.
pub trait Stage: Held + Default {
    /// An actor.
    type Actor: Held;
    /// An actor, or words that stand for none.
    type Somebody: Held;
    /// A side, an actor or words: where somebody stands, or whom a figure counts.
    type Side: Held;
    /// A place.
    type Place: Held;
    /// A conflict.
    type Conflict: Held;
    /// An article.
    type Article: Held;
    /// A tag.
    type Tag: Held;
    /// The event that a report is of.
    type Event: Held;
    /// A text of which mistakes may be found later on.
    type Text: Held;
    /// Where something is documented.
    type Sources: Held + Default;
    /// Where a noun of a register is described.
    type Registration: Held;
    /// A text, with what it rests on.
    type Body: Held + Default;
}

/// Nouns whose names are looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Linked;

impl Stage for Linked {
    type Actor = ActorId;
    type Somebody = Somebody;
    type Side = Allegiance;
    type Place = PlaceId;
    type Conflict = ConflictId;
    type Article = ArticleId;
    type Tag = TagId;
    /// `None` in a retracted article, whose word does not count.
    type Event = Option<EventId>;
    type Text = String;
    /// Numbers, from 1, in the text's list of sources.
    type Sources = Vec<u32>;
    /// `None` for what only articles name.
    type Registration = Option<At>;
    type Body = Body;
}
