//! Articles and pages.

use std::ops::Deref;
use std::sync::Arc;

use super::{
    Claim, Clearance, CorrectionKind, EventType, Figure, GalleryItem, Image, Involvement, Linked, Recording,
    Report, Stage, Stamp, Statement, Status, Term, When, no_copy_of,
};
use crate::config::Extra;
use crate::diag::FileId;

/// A report: what it says plainly, which is its [head](Head) and is read through it, and what names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Article<S: Stage = Linked> {
    /// Its file.
    pub file: FileId,
    /// What names nothing, the same at every stage.
    pub head: Arc<Head>,
    /// Its tags.
    pub tags: Vec<S::Tag>,
    /// Who takes part.
    pub actors: Vec<Involvement<S>>,
    /// The conflict that it belongs to.
    pub conflict: Option<S::Conflict>,
    /// Where it happened.
    pub place: Option<S::Place>,
    /// The events that it reports.
    pub events: Vec<Report<S>>,
    /// What is claimed.
    pub claims: Vec<Claim<S>>,
    /// What is counted.
    pub figures: Vec<Figure<S>>,
    /// What was said.
    pub statements: Vec<Statement<S>>,
    /// Related stories of the editor's choice.
    pub related: Vec<S::Article>,
    /// Stories that are not to be shown as related to it, nor it to them.
    pub unrelated: Vec<S::Article>,
    /// The article that this one translates.
    pub translation_of: Option<S::Article>,
    /// The text, and what it rests on.
    pub body: S::Body,
}

/// The plain fields of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
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
    /// What sort of event it reports.
    pub kind: Option<EventType>,
    /// The BCP 47 tag of its language, where it is not the site's.
    pub lang: Option<String>,
    /// Its own template.
    pub template: Option<String>,
    /// Free keys for templates.
    pub extra: Extra,
    /// Its picture.
    pub image: Option<Image>,
    /// Further pictures, shown below the text.
    pub gallery: Vec<GalleryItem>,
    /// What is to be known of pictures that stand in the text.
    pub pictures: Vec<Image>,
    /// A film.
    pub video: Option<Recording>,
    /// A sound.
    pub audio: Option<Recording>,
    /// Headlines it had before.
    pub former_titles: Vec<String>,
    /// Addresses that it had before.
    pub aliases: Vec<String>,
    /// Where the text first appeared.
    pub original: Option<Original>,
    /// Whether it is shown.
    pub status: Status,
    /// The days that bound the time in which it may be read.
    pub terms: Vec<Term>,
    /// What was changed since.
    pub corrections: Vec<Correction>,
    /// Whether it tells of a key moment.
    pub key: bool,
    /// Whether it is an explainer, of which the timeline has no entry.
    pub off_timeline: bool,
    /// The slug that its file's name says it translates.
    pub translates: Option<String>,
}

impl<S: Stage> Deref for Article<S> {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

impl<S: Stage> Article<S> {
    /// An article that says nothing beside its head.
    pub fn bare(file: FileId, head: Arc<Head>) -> Self {
        Self {
            file,
            head,
            tags: Vec::new(),
            actors: Vec::new(),
            conflict: None,
            place: None,
            events: Vec::new(),
            claims: Vec::new(),
            figures: Vec::new(),
            statements: Vec::new(),
            related: Vec::new(),
            unrelated: Vec::new(),
            translation_of: None,
            body: S::Body::default(),
        }
    }

    /// What is left of an article that was taken back: nothing else of it counts, is found or is exported any more.
    ///
    /// It is made of what a notice shows, so that a new field is not in it.
    #[must_use]
    pub fn notice(&self) -> Self {
        let head = Head {
            slug: self.slug.clone(),
            title: self.title.clone(),
            published: self.published,
            updated: self.updated,
            when: self.when.clone(),
            authors: self.authors.clone(),
            lang: self.lang.clone(),
            template: self.template.clone(),
            former_titles: self.former_titles.clone(),
            aliases: self.aliases.clone(),
            status: self.status,
            terms: self.terms.clone(),
            corrections: self.corrections.clone(),
            translates: self.translates.clone(),
            ..Head::default()
        };
        Self { translation_of: self.translation_of.clone(), ..Self::bare(self.file, head.into()) }
    }
}

/// A page such as "About".
#[derive(Clone, Debug, PartialEq)]
pub struct Page<S: Stage = Linked> {
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
    /// The slug of the page that its file's name says it translates.
    pub translates: Option<String>,
    /// Its own template.
    pub template: Option<String>,
    /// Free keys for templates.
    pub extra: Extra,
    /// Whether readers see it.
    pub clearance: Clearance,
    /// The text.
    pub body: S::Body,
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

impl Original {
    /// Its archived copy: what is called so and is, by its address, a copy of it.
    pub fn copy(&self) -> Option<&str> {
        self.archived.as_deref().filter(|copy| no_copy_of(copy, self.url.as_deref()).is_none())
    }
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
