//! Events: what happened, and how each article reports it.

use std::sync::Arc;

use super::{
    ArticleId, Body, Claim, ConflictId, EventType, Figure, GalleryItem, Image, Linked, Name, PlaceId, Role,
    Stage, When,
};
use crate::diag::FileId;

/// Something that happened: one, however many articles report it.
#[derive(Clone, Debug)]
pub struct Event {
    /// The file of the register that describes it; `None` if only articles do.
    pub file: Option<FileId>,
    /// What the register says of it, apart from all reports.
    pub own: Option<Arc<Report>>,
    /// The stable id, part of its address.
    pub id: String,
    /// When it happened.
    pub when: When,
    /// Its title.
    pub title: String,
    /// The same in other languages.
    pub titles: Vec<Name>,
    /// The language of the title, where it is not that of the site.
    pub lang: Option<String>,
    /// What happened, in a sentence or two.
    pub summary: Option<String>,
    /// The same in other languages.
    pub summaries: Vec<Name>,
    /// The language of the summary, where it is not that of the site.
    pub summary_lang: Option<String>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Where else.
    pub places: Vec<PlaceId>,
    /// Where a movement began.
    pub from: Option<PlaceId>,
    /// Where it led.
    pub to: Option<PlaceId>,
    /// What sort of event.
    pub kind: Option<EventType>,
    /// Who, and as what.
    pub actors: Vec<Involvement>,
    /// The conflict that it belongs to.
    pub conflict: Option<ConflictId>,
    /// A picture.
    pub image: Option<Image>,
    /// Further pictures.
    pub gallery: Vec<GalleryItem>,
    /// Whether it is a key moment, by the word of anybody who tells of it.
    pub key: bool,
    /// What the register itself claims and counts, with citations of `body.sources`.
    pub claims: Vec<Claim>,
    /// What the register counts.
    pub figures: Vec<Figure>,
    /// The text of its own file, and what that rests on.
    pub body: Body,
    /// The articles that report it, each with the index of its report, the earliest publication first.
    pub reports: Vec<(ArticleId, u32)>,
}

impl Event {
    /// Everywhere that it happened, each place once: the first of them is where it is said to have been.
    pub fn everywhere(&self) -> Vec<PlaceId> {
        let mut all: Vec<PlaceId> = Vec::new();
        for place in self.place.iter().chain(&self.places).chain(&self.from).chain(&self.to) {
            if !all.contains(place) {
                all.push(*place);
            }
        }
        all
    }
}

/// An event as one article tells it; what is absent is the article's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Report<S: Stage = Linked> {
    /// The event.
    pub event: S::Event,
    /// When it happened.
    pub when: Option<When>,
    /// Its title.
    pub title: Option<String>,
    /// The same in other languages.
    pub titles: Vec<Name>,
    /// What happened, in a sentence or two.
    pub summary: Option<String>,
    /// The same in other languages.
    pub summaries: Vec<Name>,
    /// Where.
    pub place: Option<S::Place>,
    /// Where else.
    pub places: Vec<S::Place>,
    /// Where a movement began.
    pub from: Option<S::Place>,
    /// Where it led.
    pub to: Option<S::Place>,
    /// What sort of event.
    pub kind: Option<EventType>,
    /// Who, and as what.
    pub actors: Vec<Involvement<S>>,
    /// The conflict that it belongs to.
    pub conflict: Option<S::Conflict>,
    /// What is claimed about it.
    pub claims: Vec<Claim<S>>,
    /// What is counted.
    pub figures: Vec<Figure<S>>,
    /// What it rests on.
    pub sources: S::Sources,
    /// A picture.
    pub image: Option<Image>,
    /// Further pictures.
    pub gallery: Vec<GalleryItem>,
    /// Whether it is a key moment.
    pub key: bool,
}

/// An actor's part in an event or article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Involvement<S: Stage = Linked> {
    /// Who.
    pub actor: S::Actor,
    /// As what.
    pub role: Option<Role>,
    /// Whether the role is only alleged.
    pub alleged: bool,
}
