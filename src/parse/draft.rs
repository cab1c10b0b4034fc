//! Drafts: what a file says, as written; names are not yet looked up.

use super::{BodyDraft, Clearance, Term};
use crate::config::Extra;
use crate::diag::{At, FileId};
use crate::model::{
    ActorKind, Alias, Correction, EventType, Image, Measure, Measured, Mentions, Name, Original, Phase,
    Point, Role, Source, Stamp, Stance, Status, Verdict, When,
};
use crate::yaml::Written;

/// An article as written.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleDraft {
    /// Its file.
    pub file: FileId,
    /// The last part of its address.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// First publication.
    pub published: Stamp,
    /// Last change.
    pub updated: Option<Stamp>,
    /// When it happened.
    pub when: When,
    /// The standfirst.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What sort of event.
    pub kind: Option<EventType>,
    /// Its language.
    pub lang: Option<String>,
    /// Its own template.
    pub template: Option<Written<String>>,
    /// Free keys.
    pub extra: Extra,
    /// Who takes part.
    pub actors: Vec<InvolvementDraft>,
    /// The conflict.
    pub conflict: Option<Written<String>>,
    /// Where.
    pub place: Option<PlaceRef>,
    /// The events it reports.
    pub events: Vec<EventDraft>,
    /// What is claimed.
    pub claims: Vec<ClaimDraft>,
    /// What is counted.
    pub figures: Vec<FigureDraft>,
    /// What was said.
    pub statements: Vec<StatementDraft>,
    /// What it rests on.
    pub sources: Vec<CitationDraft>,
    /// Its picture.
    pub image: Option<Image>,
    /// Pinned related stories.
    pub related: Vec<Written<String>>,
    /// What it has nothing to do with.
    pub unrelated: Vec<Written<String>>,
    /// Headlines it had before.
    pub former_titles: Vec<String>,
    /// Addresses it had before.
    pub aliases: Vec<Written<String>>,
    /// Where the text first appeared.
    pub original: Option<Original>,
    /// Whether it is shown.
    pub status: Status,
    /// The days that bound the time in which it may be read.
    pub terms: Vec<Term>,
    /// What was changed since.
    pub corrections: Vec<Correction>,
    /// What it translates.
    pub translation_of: Option<Written<String>>,
    /// The slug that its file's name says it translates.
    pub translates: Option<String>,
    /// The text.
    pub body: BodyDraft,
}

impl ArticleDraft {
    /// How an article that is read again differs from what it said.
    pub fn difference(&self, now: &Self) -> Difference {
        let bare = |draft: &Self| Self { body: BodyDraft::default(), ..draft.clone() };
        let (before, after) = (bare(self), bare(now));
        if before == after {
            return Difference::Text;
        }
        let known_by = |draft: &Self| {
            (draft.file, draft.slug.clone(), draft.former_titles.clone(), draft.status, draft.terms.clone())
        };
        // Of what was taken back less is kept than the file says. What articles tell of an event is joined for all of them.
        let is_own = known_by(&before) == known_by(&after)
            && before.status != Status::Retracted
            && ((before.events.is_empty() && after.events.is_empty())
                || before == Self { title: before.title.clone(), ..after });
        if is_own { Difference::Own } else { Difference::More }
    }
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

/// An actor as written.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorDraft {
    /// Its file.
    pub file: FileId,
    /// Where in the file it begins: empty for a file of its own.
    pub path: Box<str>,
    /// The field that its id comes from.
    pub named_by: &'static str,
    /// Its id.
    pub id: String,
    /// Ids that it had before.
    pub former_ids: Vec<Written<String>>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Option<ActorKind>,
    /// Its other names, each with its path.
    pub aliases: Vec<Written<Alias<Written<String>>>>,
    /// Its names by language.
    pub names: Vec<Name>,
    /// What it belongs to.
    pub affiliations: Vec<AffiliationDraft>,
    /// A sentence about it.
    pub summary: Option<String>,
    /// Links.
    pub links: Vec<(String, String)>,
    /// A colour.
    pub color: Option<String>,
    /// A picture.
    pub image: Option<Image>,
    /// Which texts link to it.
    pub mentions: Mentions,
    /// Its profile.
    pub body: BodyDraft,
}

/// What an actor belongs to, as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AffiliationDraft {
    /// To whom.
    pub to: Written<String>,
    /// Where in the file it stands.
    pub path: Box<str>,
    /// As what.
    pub role: Option<String>,
    /// When.
    pub valid: Option<When>,
    /// What it rests on.
    pub sources: Vec<CitationDraft>,
}

/// A place as written.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceDraft {
    /// Its file.
    pub file: FileId,
    /// Where in the file it begins.
    pub path: Box<str>,
    /// The field that its id comes from.
    pub named_by: &'static str,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The form that pages show.
    pub display: Option<String>,
    /// Its names by language.
    pub names: Vec<Name>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Where it is.
    pub point: Option<Point>,
    /// What it lies in.
    pub parent: Option<Written<String>>,
    /// What the site says of it.
    pub body: BodyDraft,
}

/// A place as an article names it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRef {
    /// The name or id.
    pub name: Written<String>,
    /// Its position, when the article gives it.
    pub point: Option<Point>,
    /// Whether the article describes it itself, instead of naming one of the registry.
    pub inline: bool,
}

/// An actor's part, as written.
#[derive(Clone, Debug, PartialEq)]
pub struct InvolvementDraft {
    /// Who.
    pub actor: Written<String>,
    /// As what.
    pub role: Option<Role>,
    /// Whether only alleged.
    pub alleged: bool,
}

/// An event as written, in an article or in the register.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDraft {
    /// Its file.
    pub file: FileId,
    /// Where in the file it begins: empty for a file of its own.
    pub path: Box<str>,
    /// Its id.
    pub id: Option<Written<String>>,
    /// The field that its date comes from.
    pub dated_by: &'static str,
    /// When.
    pub when: Option<When>,
    /// Its title.
    pub title: Option<String>,
    /// In a sentence.
    pub summary: Option<String>,
    /// Where.
    pub place: Option<PlaceRef>,
    /// What sort.
    pub kind: Option<EventType>,
    /// Who.
    pub actors: Vec<InvolvementDraft>,
    /// What is claimed.
    pub claims: Vec<ClaimDraft>,
    /// What is counted.
    pub figures: Vec<FigureDraft>,
    /// The conflict.
    pub conflict: Option<Written<String>>,
    /// What it rests on.
    pub sources: Vec<CitationDraft>,
    /// A picture.
    pub image: Option<Image>,
    /// Whether it is shown.
    pub clearance: Clearance,
    /// The text of a file of its own.
    pub body: BodyDraft,
}

/// A conflict as written.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictDraft {
    /// Its file.
    pub file: FileId,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// When it was.
    pub when: Option<When>,
    /// What it is a part of.
    pub parent: Option<Written<String>>,
    /// Its sides.
    pub sides: Vec<SideDraft>,
    /// Who mediates.
    pub mediators: Vec<Written<String>>,
    /// Its phases.
    pub phases: Vec<Phase>,
    /// In a sentence.
    pub summary: Option<String>,
    /// What is counted.
    pub figures: Vec<FigureDraft>,
    /// What it rests on.
    pub sources: Vec<CitationDraft>,
    /// What the site says of it.
    pub body: BodyDraft,
}

/// A side of a conflict, as written.
#[derive(Clone, Debug, PartialEq)]
pub struct SideDraft {
    /// Its name.
    pub name: String,
    /// Who fights on it.
    pub actors: Vec<Written<String>>,
    /// Who supports it.
    pub supporters: Vec<Written<String>>,
    /// A colour.
    pub color: Option<String>,
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

/// A claim as written.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimDraft {
    /// Its id.
    pub id: Option<String>,
    /// The matter.
    pub about: String,
    /// Who should have an answer, if that is said.
    pub parties: Option<Vec<Written<String>>>,
    /// Who says what.
    pub positions: Vec<PositionDraft>,
    /// The publisher's finding.
    pub assessment: Option<AssessmentDraft>,
}

/// A position as written.
#[derive(Clone, Debug, PartialEq)]
pub struct PositionDraft {
    /// Who.
    pub by: Written<String>,
    /// The stance.
    pub stance: Option<Stance>,
    /// In words.
    pub text: Option<String>,
    /// When.
    pub date: Option<When>,
    /// Where documented.
    pub sources: Vec<CitationDraft>,
}

/// An assessment as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AssessmentDraft {
    /// The finding.
    pub verdict: Option<Verdict>,
    /// Why.
    pub basis: Option<String>,
    /// When.
    pub date: Option<When>,
    /// What it rests on.
    pub sources: Vec<CitationDraft>,
}

/// A figure as written.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureDraft {
    /// Its id.
    pub id: Option<String>,
    /// What is counted.
    pub measure: Option<Measure>,
    /// The side it counts.
    pub side: Option<Written<String>>,
    /// Whom of that side.
    pub status: Option<String>,
    /// The number.
    pub amount: Measured,
    /// As of when.
    pub as_of: Option<When>,
    /// Who says it.
    pub by: Option<Written<String>>,
    /// What it covers.
    pub scope: Option<String>,
    /// Where documented.
    pub sources: Vec<CitationDraft>,
    /// What it replaces.
    pub supersedes: Option<String>,
    /// Where it stands.
    pub at: At,
}

/// A statement as written.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementDraft {
    /// Who.
    pub by: Written<String>,
    /// When.
    pub date: Option<When>,
    /// What sort.
    pub kind: Option<String>,
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: Option<String>,
    /// A translation.
    pub translation: Option<String>,
    /// To whom.
    pub to: Vec<Written<String>>,
    /// Where documented.
    pub sources: Vec<CitationDraft>,
}

/// A page as written.
#[derive(Clone, Debug, PartialEq)]
pub struct PageDraft {
    /// Its file.
    pub file: FileId,
    /// Its address without ending.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// A sentence about it.
    pub summary: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// Its own template.
    pub template: Option<Written<String>>,
    /// Free keys.
    pub extra: Extra,
    /// Whether it is shown.
    pub clearance: Clearance,
    /// The text.
    pub body: BodyDraft,
}
