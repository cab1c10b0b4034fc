//! How far a noun has come: what stands in it for a name, a citation and a text. A noun is written once, in `model`.

use std::fmt::Debug;

use super::{
    ActorId, Allegiance, ArticleId, Body, ConflictId, EventId, PlaceId, Point, Somebody, TagId, Target,
};
use crate::atlas::Outline;
use crate::diag::At;

/// What can stand in a noun: it is compared and copied with it.
pub trait Contained: Clone + Debug + PartialEq {}

impl<T: Clone + Debug + PartialEq> Contained for T {}

/// A stage of the nouns. As a file says them ([`Draft`](crate::parse::Draft)), they hold names; once these are looked up,
/// they hold ids.
pub trait Stage: Contained + Default {
    /// An actor.
    type Actor: Contained;
    /// An actor, or words that stand for none.
    type Somebody: Contained;
    /// A side, an actor or words: where somebody stands, or whom a figure counts.
    type Side: Contained;
    /// A place.
    type Place: Contained;
    /// A position of a place.
    type Point: Contained;
    /// The outline of a place, or lines of a conflict.
    type Area: Contained;
    /// A conflict.
    type Conflict: Contained;
    /// An article.
    type Article: Contained;
    /// A tag.
    type Tag: Contained;
    /// An event, or an article.
    type Told: Contained;
    /// The event that a report is of.
    type Event: Contained;
    /// A text of which mistakes may be found later on.
    type Text: Contained;
    /// Where something is documented.
    type Sources: Contained + Default;
    /// Where a noun of a register is described.
    type Registration: Contained;
    /// A text, with what it rests on.
    type Body: Contained + Default;
}

/// Nouns whose names are looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Linked;

impl Stage for Linked {
    type Actor = ActorId;
    type Somebody = Somebody;
    type Side = Allegiance;
    type Place = PlaceId;
    type Point = Point;
    type Area = Outline;
    type Conflict = ConflictId;
    type Article = ArticleId;
    type Told = Target;
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
