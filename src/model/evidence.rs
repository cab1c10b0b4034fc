//! Evidence: sources, claims, figures and statements, each with its speaker.

use crate::diag::At;

use super::{
    ActorId, ConflictId, Linked, Measure, SourceId, SourceKind, Stage, Stance, Verdict, When, no_copy_of,
};

/// A source that can be cited.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The id that texts cite; empty for an inline source without one.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was read.
    pub accessed: Option<When>,
    /// An archived copy: its address and day.
    pub archived: Option<(String, Option<When>)>,
    /// A local copy's path and its SHA-256, as written.
    pub local: Option<(String, Option<String>)>,
    /// What it is.
    pub kind: Option<SourceKind>,
    /// Where it stands.
    pub side: Option<Allegiance>,
    /// The actors who wrote and published it, as far as they are in the register.
    pub by: Authors,
    /// The BCP 47 tag of its language.
    pub lang: Option<String>,
    /// Whether it is gone from its address.
    pub lost: bool,
    /// Whether its address is told to nobody; it has none here then.
    pub private: bool,
    /// Where it is described; `None` for one made by a program.
    pub at: Option<At>,
}

impl Source {
    /// Its archived copy and the day of that: what is called so and is, by its address, a copy of this source.
    pub fn copy(&self) -> Option<(&str, Option<&When>)> {
        let (url, day) = self.archived.as_ref()?;
        no_copy_of(url, self.url.as_deref()).is_none().then_some((url.as_str(), day.as_ref()))
    }
}

/// Where a source stands, or whom a figure counts: sides of conflicts, an actor, or words alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Allegiance {
    /// Who it is.
    pub who: Somebody,
    /// The sides that are called so, by their indexes, one of each conflict at most.
    pub sides: Vec<(ConflictId, u32)>,
}

/// Somebody as a file names them: an actor, or words that stand for none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Somebody {
    /// An actor.
    Actor(ActorId),
    /// Words.
    Words(String),
}

impl Somebody {
    /// The actor, if it is one.
    pub fn actor(&self) -> Option<ActorId> {
        match self {
            Self::Actor(actor) => Some(*actor),
            Self::Words(_) => None,
        }
    }
}

/// Whoever wrote and published a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Authors {
    /// Who wrote it.
    pub author: Option<ActorId>,
    /// Who published it.
    pub publisher: Option<ActorId>,
}

/// A source as an article cites it.
#[derive(Clone, Debug, PartialEq)]
pub enum Citation {
    /// One of `sources.yaml`.
    Shared(SourceId),
    /// One that only this article cites.
    Own(Box<Source>),
}

/// A disputed matter and what is said about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim<S: Stage = Linked> {
    /// Its id; what several articles say under one id is one claim.
    pub id: Option<String>,
    /// The matter.
    pub about: String,
    /// Who should have an answer; `None` for the sides of the conflict.
    pub parties: Option<Vec<S::Actor>>,
    /// Who says what.
    pub positions: Vec<Position<S>>,
    /// The publisher's own finding.
    pub assessment: Option<Assessment<S>>,
}

/// What somebody says about a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Position<S: Stage = Linked> {
    /// Who.
    pub by: S::Actor,
    /// The stance.
    pub stance: Option<Stance>,
    /// In words.
    pub text: Option<String>,
    /// When it was said.
    pub date: Option<When>,
    /// Where it is documented.
    pub sources: S::Sources,
}

/// The publisher's own finding about a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment<S: Stage = Linked> {
    /// The finding.
    pub verdict: Option<Verdict>,
    /// Why.
    pub basis: Option<String>,
    /// When it was made.
    pub date: Option<When>,
    /// What it rests on.
    pub sources: S::Sources,
}

/// A number: who says what about whom, as of when.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<S: Stage = Linked> {
    /// Its id, for `supersedes`.
    pub id: Option<String>,
    /// What is counted.
    pub measure: Option<Measure>,
    /// Whom it counts: the side.
    pub side: Option<S::Side>,
    /// Whom it counts: military, civilian, …, as written.
    pub status: Option<String>,
    /// The number or its range.
    pub amount: Measured,
    /// As of when.
    pub as_of: Option<When>,
    /// Who says it.
    pub by: Option<S::Actor>,
    /// What it covers, as written.
    pub scope: Option<String>,
    /// Where it is documented.
    pub sources: S::Sources,
    /// The id of the figure that it replaces.
    pub supersedes: Option<String>,
    /// Where it is given.
    pub at: At,
}

/// A number or a range.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// The number, or the best estimate of a range.
    pub best: Option<f64>,
    /// The lower bound.
    pub low: Option<f64>,
    /// The upper bound.
    pub high: Option<f64>,
}

/// Something that an actor said.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement<S: Stage = Linked> {
    /// Who.
    pub by: S::Actor,
    /// When.
    pub date: Option<When>,
    /// What sort: speech, post, interview, …, as written.
    pub kind: Option<String>,
    /// In the original words.
    pub text: String,
    /// The BCP 47 tag of those words.
    pub lang: Option<String>,
    /// A translation.
    pub translation: Option<String>,
    /// To whom.
    pub to: Vec<S::Actor>,
    /// Where it is documented.
    pub sources: S::Sources,
}
