//! The site: everything resolved, ids instead of names.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    Actor, ActorId, Article, ArticleId, Conflict, ConflictId, Day, Event, EventId, GlossaryTerm,
    KeptPosition, Page, Place, PlaceId, Somebody, Source, SourceId, TagId,
};
use crate::atlas::Outline;
use crate::config::Config;
use crate::diag::FileId;

/// All content of a site, joined; it never changes once made. A copy shares what it holds.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// Articles that are built, retracted ones included, in order of their files' paths.
    pub articles: Vec<Arc<Article>>,
    /// Actors, registered ones first.
    pub actors: Arc<Vec<Actor>>,
    /// Places, registered ones first.
    pub places: Arc<Vec<Place>>,
    /// Events, those of the register first.
    pub events: Arc<Vec<Event>>,
    /// Conflicts, registered ones first.
    pub conflicts: Arc<Vec<Conflict>>,
    /// The one conflict of the register that is no part of another, if there is just one: what names no conflict
    /// belongs to it.
    pub main_conflict: Option<ConflictId>,
    /// Tags, in order of their names.
    pub tags: Arc<Vec<Tag>>,
    /// The sources of `sources.yaml`.
    pub sources: Arc<Vec<Source>>,
    /// The terms that the site explains.
    pub glossary: Arc<Vec<GlossaryTerm>>,
    /// Pages.
    pub pages: Arc<Vec<Page>>,
    /// The articles that are the text of another one in a language of the site.
    pub translations: Arc<Translations<ArticleId>>,
    /// The same of pages, by their places in the list.
    pub page_translations: Arc<Translations<u32>>,
    /// The language that names and titles are shown in, by its place among those of the settings.
    pub edition: usize,
    /// The day of the build.
    pub today: Day,
    /// The boundaries that every map shows, of a file of the site.
    pub borders: Option<Outline>,
    /// Positions that are not published as they are written.
    pub kept_positions: Arc<[KeptPosition]>,
    /// What is not built, though a file says it.
    pub held_back: Vec<HeldBack>,
    /// How many articles could not be read as such and were left out.
    pub unread: usize,
}

/// Where something in the menu leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuTarget<'a> {
    /// A section of the site, by its word.
    Section(&'static str),
    /// A page of the site's own.
    Page(u32),
    /// An address.
    Address(&'a str),
    /// Nothing that there is.
    Nothing,
}

/// The words of the sections.
pub const SECTIONS: [&str; 7] = ["timeline", "conflicts", "actors", "places", "tags", "claims", "sources"];

/// An article, page or event that is not built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// Its file.
    pub file: FileId,
    /// Where in the file it begins: empty for a file of its own.
    pub path: Box<str>,
    /// What it would be.
    pub noun: Noun,
    /// Its title; empty if it cannot be read.
    pub title: String,
    /// The last part of its address, or its id; empty if it has none or cannot be read.
    pub slug: String,
    /// Why it is not built.
    pub why: Why,
}

/// What has a page of its own and may be held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// An article.
    Article,
    /// A page such as "About".
    Page,
    /// An event.
    Event,
}

/// Why something is not built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is a draft or unverified, or may be meant to be.
    Draft,
    /// Its day is still to come.
    ToCome,
    /// Its time is over.
    Over,
    /// It cannot be read.
    Unread,
}

/// Which texts are translations of which, in the languages of the site.
#[derive(Clone, Debug)]
pub struct Translations<Id> {
    of_text: FxHashMap<Id, InLanguage<Id>>,
    in_edition: FxHashMap<(Id, usize), Id>,
}

impl<Id> Default for Translations<Id> {
    fn default() -> Self {
        Self { of_text: FxHashMap::default(), in_edition: FxHashMap::default() }
    }
}

impl<Id: Copy + Eq + std::hash::Hash> Translations<Id> {
    /// Takes a text as the translation of another one; the other text where that language has one already.
    pub fn add(&mut self, text: Id, of: InLanguage<Id>) -> Option<Id> {
        if let Some(other) = self.in_edition.get(&(of.of, of.edition)) {
            return Some(*other);
        }
        self.in_edition.insert((of.of, of.edition), text);
        self.of_text.insert(text, of);
        None
    }

    /// What a text translates.
    pub fn of(&self, text: Id) -> Option<InLanguage<Id>> {
        self.of_text.get(&text).copied()
    }

    /// The text of an original in a language.
    pub fn text(&self, of: Id, edition: usize) -> Option<Id> {
        self.in_edition.get(&(of, edition)).copied()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (Id, InLanguage<Id>)> {
        self.of_text.iter().map(|(text, of)| (*text, *of))
    }
}

/// What a text in a language of the site is a translation of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InLanguage<Id> {
    /// The original.
    pub of: Id,
    /// The language, by its place among those of the settings.
    pub edition: usize,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The last part of its address.
    pub slug: String,
    /// As written first.
    pub name: String,
}

impl Site {
    /// What something in the menu means: the word of a section, the address or title of a page, or an address.
    pub fn menu_target<'a>(&self, written: &'a str) -> MenuTarget<'a> {
        let plain = written.trim_start_matches('/').trim_end_matches(".html");
        if let Some(word) = SECTIONS.iter().find(|word| **word == plain) {
            return MenuTarget::Section(word);
        }
        let page = (0..).zip(self.pages.iter()).find(|(_, page)| page.slug == plain || page.title == written);
        match page {
            Some((index, _)) => MenuTarget::Page(index),
            None if written.contains("://") || written.starts_with("mailto:") => MenuTarget::Address(written),
            None => MenuTarget::Nothing,
        }
    }

    /// How many texts are held back for a reason.
    pub fn held_back_as(&self, why: Why) -> usize {
        self.held_back.iter().filter(|held| held.why == why).count()
    }

    /// Whether a text in a language stands in the edition of this site; one that says none is in the language at the root.
    pub fn is_at_home(&self, lang: Option<&str>) -> bool {
        self.config.edition_of(lang).unwrap_or(0) == self.edition
    }

    /// The text that an edition shows of an article, on a site whose articles are as they were written.
    pub fn text_in(&self, id: ArticleId, edition: usize) -> ArticleId {
        self.translations.text(id, edition).unwrap_or(id)
    }

    /// The same of a page.
    pub fn page_in(&self, index: u32, edition: usize) -> u32 {
        self.page_translations.text(index, edition).unwrap_or(index)
    }

    /// The folder of the pages of an edition, with a slash; empty for the one at the root.
    pub fn folder_of(&self, edition: usize) -> String {
        let language = self.config.languages.get(edition).filter(|_| edition > 0);
        language.map(|language| format!("{}/", language.folder())).unwrap_or_default()
    }

    /// Whether an article is the text of another one, which has the entry in the timeline.
    pub fn is_translation(&self, id: ArticleId) -> bool {
        self.translations.of(id).is_some()
    }

    /// The articles that are no translations.
    pub fn originals(&self) -> impl Iterator<Item = &Arc<Article>> {
        let all = self.articles.iter().enumerate();
        all.filter(|(i, _)| !self.is_translation(ArticleId::of(*i))).map(|(_, article)| article)
    }

    /// The article of that id.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()]
    }

    /// The actor of that id.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.index()]
    }

    /// The name of an actor, or the words that stand for none.
    pub fn somebody<'a>(&'a self, somebody: &'a Somebody) -> &'a str {
        match somebody {
            Somebody::Actor(id) => &self.actor(*id).name,
            Somebody::Words(words) => words,
        }
    }

    /// The place of that id.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.index()]
    }

    /// The event of that id.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// The conflict of that id.
    pub fn conflict(&self, id: ConflictId) -> &Conflict {
        &self.conflicts[id.index()]
    }

    /// The tag of that id.
    pub fn tag(&self, id: TagId) -> &Tag {
        &self.tags[id.index()]
    }

    /// The source of that id.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }
}
