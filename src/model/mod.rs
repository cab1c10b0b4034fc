//! The nouns. No YAML, HTML, path or template is known here.

mod actor;
mod article;
mod body;
mod capture;
mod clearance;
mod colour;
mod conflict;
mod event;
mod evidence;
mod glossary;
mod ids;
mod palette;
mod picture;
mod place;
mod site;
mod stage;
mod vocabulary;
mod when;

pub use actor::{Actor, Affiliation, Alias, AliasKind, Mentions, Name};
pub use article::{Article, Correction, Head, Original, Page};
pub use body::{Body, Callout, Mark, MarkKind, Markup, Quotation, ReadLink, Target};
pub use capture::{Capture, no_copy_of};
pub use clearance::{Clearance, Term};
pub use colour::Colour;
pub use conflict::{Conflict, MapLine, Phase, Side, Step};
pub use event::{Event, Involvement, Report};
pub use evidence::{
    Allegiance, Assessment, Authors, Citation, Claim, Figure, Measured, Position, Somebody, Source, Statement,
};
pub use glossary::GlossaryTerm;
pub use ids::{ActorId, ArticleId, ConflictId, EntryId, EventId, PlaceId, SourceId, TagId};
pub use palette::{Palette, SIDES as SIDE_COLOURS};
pub use picture::{Distress, GalleryItem, Image, Recording, Region, Track};
pub use place::{KeptPosition, Place, Point};
pub use site::{HeldBack, InLanguage, MenuTarget, Noun, SECTIONS, Site, Tag, Translations, Why};
pub use stage::{Linked, Stage};
pub use vocabulary::{
    ActorKind, CorrectionKind, EventType, Measure, Precision as PlacePrecision, Role, SourceKind, Stance,
    Status, Verdict,
};
pub use when::{Day, Mark as DateMark, Moment, Precision, SpanEnds, Stamp, When};
