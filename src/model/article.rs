//! Articles and pages.

use super::{
    ArticleId, Body, Claim, ConflictId, CorrectionKind, EventType, Figure, Involvement, PlaceId, Report,
    Stamp, Statement, Status, TagId, When,
};
use crate::config::Extra;
use crate::diag::FileId;

/// A report.
#[derive(Debug)]
pub struct Article {
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
    /// When what it reports happened.
    pub when: When,
    /// The standfirst.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its tags.
    pub tags: Vec<TagId>,
    /// What sort of event it reports.
    pub kind: Option<EventType>,
    /// The BCP 47 tag of its language, where it is not the site's.
    pub lang: Option<String>,
    /// Its own template.
    pub template: Option<String>,
    /// Free keys for templates.
    pub extra: Extra,
    /// Who takes part.
    pub actors: Vec<Involvement>,
    /// The conflict that it belongs to.
    pub conflict: Option<ConflictId>,
    /// Where it happened.
    pub place: Option<PlaceId>,
    /// The events that it reports.
    pub events: Vec<Report>,
    /// What is claimed.
    pub claims: Vec<Claim>,
    /// What is counted.
    pub figures: Vec<Figure>,
    /// What was said.
    pub statements: Vec<Statement>,
    /// Its picture.
    pub image: Option<Image>,
    /// Related stories of the editor's choice.
    pub related: Vec<ArticleId>,
    /// Stories that are not to be shown as related to it, nor it to them.
    pub unrelated: Vec<ArticleId>,
    /// Addresses that it had before.
    pub aliases: Vec<String>,
    /// Where the text first appeared.
    pub original: Option<Original>,
    /// Whether it is shown.
    pub status: Status,
    /// What was changed since.
    pub corrections: Vec<Correction>,
    /// The article that this one translates.
    pub translation_of: Option<ArticleId>,
    /// The text.
    pub body: Body,
}

/// A page such as "About".
#[derive(Debug)]
pub struct Page {
    /// Its file.
    pub file: FileId,
    /// Its address without ending.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// A sentence about it.
    pub summary: Option<String>,
    /// The BCP 47 tag of its language.
    pub lang: Option<String>,
    /// Its own template.
    pub template: Option<String>,
    /// Free keys for templates.
    pub extra: Extra,
    /// Whether readers see it.
    pub status: Status,
    /// The text.
    pub body: Body,
}

/// A picture with what readers must know of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Image {
    /// Its address: absolute, or a path in the site.
    pub src: String,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// The caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Its licence.
    pub license: Option<String>,
    /// Whether it may distress.
    pub sensitive: bool,
}

/// Where a text first appeared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Original {
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The address of an archived copy.
    pub archived: Option<String>,
}

/// A change after publication that readers are told of.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// When.
    pub date: Option<Stamp>,
    /// What kind.
    pub kind: CorrectionKind,
    /// In words.
    pub text: String,
    /// What stood there.
    pub was: Option<String>,
    /// What stands there now.
    pub now: Option<String>,
}
