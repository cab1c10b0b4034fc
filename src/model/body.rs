//! A text: finished markup with marks where the site fills something in.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::diag::At;

use super::{ActorId, ArticleId, Citation, ConflictId, EventId, PlaceId};

/// The text of an article, profile or page. `markup` is opaque here; `marks` are sorted by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The text's markup, shared with the draft that it was made from.
    pub markup: Arc<Markup>,
    /// What is filled in, sorted by `start`.
    pub marks: Vec<Mark>,
    /// Its Read lines, in order.
    pub reads: Vec<ReadLink>,
    /// Its attributed quotations, in order.
    pub quotations: Vec<Quotation>,
    /// The sources that it rests on, in the order of their numbers.
    pub sources: Vec<Citation>,
    /// How often its prose names each actor that it may link to.
    pub named: Vec<(ActorId, u32)>,
}

/// A text's markup, and what is found out about it once; both outlive a site.
#[derive(Debug, Default)]
pub struct Markup {
    text: String,
    /// The text's sketch, by which near copies are found, once somebody has asked for it.
    pub sketch: OnceLock<Box<[u64]>>,
}

impl From<String> for Markup {
    fn from(text: String) -> Self {
        Self { text, sketch: OnceLock::new() }
    }
}

impl Deref for Markup {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Markup {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Body {
    /// The ids in its markup, as they are written there.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.markup.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next())
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.markup.trim().is_empty() && self.reads.is_empty()
    }
}

/// A part of the markup, bytes `start..end`, that the site changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What is done there.
    pub kind: MarkKind,
}

/// What is done with a part of the markup.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkKind {
    /// A Read line's card, by index into `reads`.
    Read(u32),
    /// A mention of an actor becomes a link.
    Mention(ActorId),
    /// A wikilink's text becomes a link, with what follows `#`.
    Link(Target, Box<str>),
    /// What names nothing here stays as it is written: the signs before and after its words.
    AsWritten(Box<str>, &'static str),
    /// A quotation's attribution, by index into `quotations`.
    Speaker(u32),
    /// A citation of a source, by its number in the text's list, from 1.
    Cite(u32),
    /// The label of a callout such as a note.
    Callout(Callout),
}

/// What a wikilink leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// An article.
    Article(ArticleId),
    /// An actor.
    Actor(ActorId),
    /// A place.
    Place(PlaceId),
    /// An event.
    Event(EventId),
    /// A conflict.
    Conflict(ConflictId),
    /// A source, by its number in the text's list, from 1.
    Source(u32),
    /// A page, by index.
    Page(u32),
}

/// The kind of a callout (GitHub's alerts).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// A note.
    Note,
    /// A tip.
    Tip,
    /// Something important.
    Important,
    /// A warning.
    Warning,
    /// A caution.
    Caution,
}

/// A Read line.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadLink {
    /// The title as written.
    pub title: String,
    /// The article that it names; `None` if it is not in the archive.
    pub to: Option<ArticleId>,
    /// The words before the title, such as "Also read".
    pub prefix: String,
    /// Where it leads outside the site, when the title was a link to another site.
    pub outside: Option<String>,
    /// Where the title stands.
    pub at: At,
    /// If it names no article: those that it may mean, the likeliest first.
    pub near: Vec<ArticleId>,
    /// If it names no article: whether that is because all of `near` have the title.
    pub shared: bool,
}

impl ReadLink {
    /// Whether an editor would have to write something for it to lead anywhere.
    pub fn is_wanted(&self) -> bool {
        self.to.is_none() && self.outside.is_none()
    }
}

/// A quotation with its speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// The bytes of the quoted words in the markup.
    pub words: (u32, u32),
    /// The speaker as written.
    pub name: String,
    /// The speaker, if known.
    pub by: Option<ActorId>,
    /// What follows the name: office, place, date.
    pub whereabouts: Option<String>,
}
