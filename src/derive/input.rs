//! What of an article facts are made of. A state of a live site keeps a fact while its input is the same, so that what is compared
//! is what is read: such facts reach an article through these types alone.

use std::cmp::Ordering;

use crate::model::{
    ActorId, Article, ArticleId, Body, Citation, Day, EventId, EventType, Involvement, PlaceId, ReadLink,
    Stamp, TagId, When,
};
use crate::text::by_number;

/// What facts read in a text.
#[derive(Clone, Copy, Debug)]
pub struct TextInput<'a> {
    body: &'a Body,
}

/// Quoted words and their speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted<'a> {
    /// The words, as markup.
    pub words: &'a str,
    /// The speaker, if known.
    pub by: Option<ActorId>,
    name: &'a str,
    whereabouts: Option<&'a str>,
}

impl<'a> TextInput<'a> {
    /// What facts read in this text.
    pub fn of(body: &'a Body) -> Self {
        Self { body }
    }

    pub(super) fn reads(self) -> &'a [ReadLink] {
        &self.body.reads
    }

    /// The articles that it refers to, in its order.
    pub(super) fn refers_to(self) -> impl Iterator<Item = ArticleId> + 'a {
        self.body.reads.iter().filter_map(|read| read.to)
    }

    pub(super) fn sources(self) -> &'a [Citation] {
        &self.body.sources
    }

    pub(super) fn quotations(self) -> impl Iterator<Item = Quoted<'a>> {
        self.body.quotations.iter().map(move |quotation| {
            let (start, end) = quotation.words;
            let words = self.body.markup.get(start as usize..end as usize).unwrap_or("");
            let whereabouts = quotation.whereabouts.as_deref();
            Quoted { words, by: quotation.by, name: &quotation.name, whereabouts }
        })
    }
}

impl PartialEq for TextInput<'_> {
    fn eq(&self, other: &Self) -> bool {
        same_reads(self.reads(), other.reads())
            && self.sources() == other.sources()
            && self.quotations().eq(other.quotations())
    }
}

fn same_reads(a: &[ReadLink], b: &[ReadLink]) -> bool {
    let same = |(a, b): (&ReadLink, &ReadLink)| {
        let ReadLink { title, to, prefix, outside, at, near, shared } = a;
        // Where a line stands matters only if an editor is to mend it.
        (title, to, prefix, outside, near, shared)
            == (&b.title, &b.to, &b.prefix, &b.outside, &b.near, &b.shared)
            && (!a.is_wanted() || *at == b.at)
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}

/// What the order of articles follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderInput<'a> {
    when: &'a When,
    published: Stamp,
    slug: &'a str,
}

impl<'a> OrderInput<'a> {
    /// What the place of this article follows.
    pub fn of(article: &'a Article) -> Self {
        Self { when: &article.when, published: article.published, slug: &article.slug }
    }

    /// The order of two articles: by what they report, then by publication, then by their addresses.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let published = || self.published.instant().cmp(&other.published.instant());
        self.when.cmp(other.when).then_with(published).then_with(|| by_number(self.slug, other.slug))
    }
}

/// What makes articles kin, apart from likeness of their texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KinInput<'a> {
    pub(super) day: Option<Day>,
    pub(super) actors: &'a [Involvement],
    pub(super) place: Option<PlaceId>,
    pub(super) tags: &'a [TagId],
    pub(super) kind: Option<EventType>,
    pub(super) events: Vec<EventId>,
    pub(super) refers_to: Vec<ArticleId>,
    pub(super) unrelated: &'a [ArticleId],
}

impl<'a> KinInput<'a> {
    /// What makes this article kin to others.
    pub fn of(article: &'a Article) -> Self {
        Self {
            day: article.when.earliest(),
            actors: &article.actors,
            place: article.place,
            tags: &article.tags,
            kind: article.kind,
            events: article.events.iter().filter_map(|report| report.event).collect(),
            refers_to: TextInput::of(&article.body).refers_to().collect(),
            unrelated: &article.unrelated,
        }
    }
}
