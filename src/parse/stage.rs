//! The nouns as files say them: names are not yet looked up.

use std::sync::Arc;

use super::BodyDraft;
use crate::config::PublishedAs;
use crate::diag::{At, FileId};
use crate::model::{
    Actor, Alias, Article, Claim, Clearance, Conflict, Figure, Involvement, MapLine, Page, Place,
    PlacePrecision, Report, Side, Source, Stage, Statement, Status, Step,
};
use crate::yaml::{Written, within};

/// Nouns as they are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Draft;

impl Stage for Draft {
    type Actor = Written<String>;
    type Somebody = Written<String>;
    type Side = Written<String>;
    type Place = PlaceRef;
    type Point = WrittenPoint;
    type Area = Written<String>;
    type Conflict = Written<String>;
    type Article = Written<String>;
    type Told = Written<String>;
    type Tag = String;
    type Event = EventHead;
    type Text = Written<String>;
    type Sources = Vec<CitationDraft>;
    type Registration = Registration;
    type Body = BodyDraft;
}

/// An article as written.
pub type ArticleDraft = Article<Draft>;
/// A page as written.
pub type PageDraft = Page<Draft>;
/// An actor as written.
pub type ActorDraft = Actor<Draft>;
/// Another name of an actor, as written.
pub type AliasDraft = Alias<Draft>;
/// A place as written.
pub type PlaceDraft = Place<Draft>;
/// An actor's part, as written.
pub type InvolvementDraft = Involvement<Draft>;
/// An event as written, in an article or in the register.
pub type EventDraft = Report<Draft>;
/// A conflict as written.
pub type ConflictDraft = Conflict<Draft>;
/// A side of a conflict, as written.
pub type SideDraft = Side<Draft>;
/// A line on the maps of a conflict, as written.
pub type MapLineDraft = MapLine<Draft>;
/// A step of a guided path, as written.
pub type StepDraft = Step<Draft>;
/// A claim as written.
pub type ClaimDraft = Claim<Draft>;
/// A figure as written.
pub type FigureDraft = Figure<Draft>;
/// A statement as written.
pub type StatementDraft = Statement<Draft>;

/// Where a noun of a register is described.
#[derive(Clone, Debug, PartialEq)]
pub struct Registration {
    /// Its file.
    pub file: FileId,
    /// Where in the file it begins: empty for a file of its own.
    pub path: Box<str>,
    /// The field that its id comes from.
    pub named_by: &'static str,
}

/// A place as an article names it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRef {
    /// The name or id.
    pub name: Written<String>,
    /// Its position, when the article gives it.
    pub point: Option<WrittenPoint>,
    /// How much of it is published, where the article says it.
    pub publish: Option<PublishedAs>,
    /// Whether the article describes it itself, instead of naming one of the registry.
    pub inline: bool,
}

/// A position as written, WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WrittenPoint {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How exactly it is given.
    pub precision: Option<PlacePrecision>,
    /// How far from it the place may be, in kilometres.
    pub radius: Option<f64>,
}

/// What a file says of an event apart from what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct EventHead {
    /// Its file.
    pub file: FileId,
    /// Where in the file it begins: empty for a file of its own.
    pub path: Box<str>,
    /// Its id.
    pub id: Option<Written<String>>,
    /// The field that its date comes from.
    pub dated_by: &'static str,
    /// Whether it is shown.
    pub clearance: Clearance,
    /// The text of a file of its own.
    pub body: BodyDraft,
}

impl PlaceRef {
    /// A place of which no more is said than its name.
    pub fn named(name: Written<String>) -> Self {
        Self { name, point: None, publish: None, inline: false }
    }
}

impl Registration {
    /// Where a field of it stands.
    pub fn at(&self, field: &str) -> At {
        At::value(self.file, within(&self.path, field))
    }

    /// Where what it is called stands.
    pub fn name(&self) -> At {
        self.at(self.named_by)
    }

    /// Where all of it stands.
    pub fn whole(&self) -> At {
        At::value(self.file, self.path.clone())
    }
}

impl EventHead {
    /// Where a field of it stands.
    pub fn at(&self, field: &str) -> At {
        At::value(self.file, within(&self.path, field))
    }
}

/// A source with its file.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceDraft {
    /// Its file.
    pub file: FileId,
    /// Where in the file it begins.
    pub path: Box<str>,
    /// Where it stands.
    pub side: Option<Written<String>>,
    /// Who wrote it.
    pub author: Option<Written<String>>,
    /// Who published it.
    pub publisher: Option<Written<String>>,
    /// All else of it.
    pub source: Source,
}

/// A citation as written.
#[derive(Clone, Debug, PartialEq)]
pub enum CitationDraft {
    /// The id of a shared source.
    Id(Written<String>),
    /// A source of the article's own.
    Own(Box<SourceDraft>),
}

/// What has changed in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// At most an article's text.
    Text,
    /// What an article says of itself: its title, or anything else if it tells of no event.
    Own,
    /// More, or it is no article.
    More,
}

impl ArticleDraft {
    /// How an article that is read again differs from what it said.
    pub fn difference(&self, now: &Self) -> Difference {
        let bare = |draft: &Self| {
            let sources = draft.body.sources.clone();
            Self { body: BodyDraft { sources, ..BodyDraft::default() }, ..draft.clone() }
        };
        let (before, mut after) = (bare(self), bare(now));
        if before == after {
            return Difference::Text;
        }
        let known_by = |draft: &Self| {
            (draft.file, draft.slug.clone(), draft.former_titles.clone(), draft.status, draft.terms.clone())
        };
        // Of what was taken back less is kept than the file says. What articles tell of an event is joined for all of them.
        let mut is_own = known_by(&before) == known_by(&after) && before.status != Status::Retracted;
        if is_own && !(before.events.is_empty() && after.events.is_empty()) {
            Arc::make_mut(&mut after.head).title.clone_from(&before.title);
            is_own = before == after;
        }
        if is_own { Difference::Own } else { Difference::More }
    }
}
