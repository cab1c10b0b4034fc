//! What every page is made from: the snapshot, its words, the templates, and what pages share, each made once.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde_json::value::RawValue;
use tera::Value;

use super::templates::{BrokenTemplate, Templates};
use super::words::Words;
use crate::derive::{Facts, Kin, SearchIndex, Shelf, Slice, sided};
use crate::model::{ActorId, ArticleId, ConflictId, PlaceId, Site, Source, TagId};
use crate::names::TermFinder;
use crate::phrase::Phrases;
use crate::route::{Addressing, Route};
use crate::source::{Copies, KeptFile, LocalCopy, SourceTree};
use crate::text::ROOT;

/// Everything that pages are made of; immutable.
#[derive(Debug)]
pub struct Snapshot {
    /// The texts as read.
    pub tree: SourceTree,
    /// The resolved content, as it was written.
    pub site: Site,
    /// The same in each of its languages; none if it has but one.
    pub editions: Vec<Site>,
    /// The facts about the whole.
    pub facts: Arc<Facts>,
    /// Stories that belong together.
    pub kin: Kin,
    /// Every address.
    pub routes: Arc<Vec<Route>>,
    /// The words of the search.
    pub index: SearchIndex,
    /// What is kept of the sources.
    pub copies: Arc<Copies>,
}

impl Snapshot {
    /// How many pages the site has, without feeds and maps.
    pub fn pages(&self) -> usize {
        self.routes.iter().filter(|route| route.class().is_counted()).count()
    }

    /// The site as the edition at the root shows it.
    pub fn shown(&self) -> &Site {
        self.editions.first().unwrap_or(&self.site)
    }

    /// The file that is kept of a source.
    pub(super) fn kept(&self, source: &Source) -> Option<&KeptFile> {
        match self.copies.get(source.local.as_ref()?.0.as_str())? {
            LocalCopy::File(file) => Some(file),
            _ => None,
        }
    }

    /// Makes the words of the search, if there is one.
    pub fn sort_words(&self) {
        if self.routes.contains(&Route::Search) {
            for shelf in Shelf::ALL {
                self.index.on(shelf, &self.site, &self.facts);
            }
        }
    }

    /// The address of a static file under a name that says its content, so that a changed one is not taken from a browser's
    /// cache.
    pub(super) fn marked(&self, file: &str) -> String {
        format!("{ROOT}{}", self.tree.marked(file))
    }
}

/// A file of the site.
#[derive(Debug)]
pub struct Rendered {
    /// Its path in the site.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What rendering needs to know, small enough to be handed on by value.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) site: &'a Site,
    pub(super) facts: &'a Facts,
    pub(super) templates: &'a Templates,
    pub(super) words: &'a Words,
    pub(super) phrases: &'a Phrases,
    pub(super) views: &'a Views,
    /// The views of all editions.
    of_all: &'a Views,
}

impl<'a> Context<'a> {
    /// Joins a snapshot, the templates and the snapshot's views.
    pub fn of(snapshot: &'a Snapshot, templates: &'a Templates, views: &'a Views) -> Self {
        let words = templates.words(0);
        let (site, facts) = (snapshot.shown(), &*snapshot.facts);
        Self { snapshot, site, facts, templates, words, phrases: words.phrases(), views, of_all: views }
    }

    /// The same in another language of the site.
    pub(super) fn in_edition(self, edition: usize) -> Self {
        let Some(site) = self.snapshot.editions.get(edition) else { return self };
        let words = self.templates.words(edition);
        Self { site, words, phrases: words.phrases(), views: self.of_all.edition(edition), ..self }
    }

    /// Whether a page stands in this edition.
    pub(super) fn has(self, route: &Route) -> bool {
        match route {
            Route::Article(id) => self.site.is_at_home(self.site.article(*id).lang.as_deref()),
            Route::Page(index) => self.site.is_at_home(self.site.pages[*index as usize].lang.as_deref()),
            route => !route.is_shared(),
        }
    }

    /// The views of every edition.
    pub(super) fn views_of_all(self) -> impl Iterator<Item = &'a Views> {
        std::iter::once(self.of_all).chain(&self.of_all.further)
    }

    /// The site as it was written, with every translation as a text of its own.
    pub(super) fn as_written(self) -> Self {
        Self { site: &self.snapshot.site, ..self }
    }

    /// How addresses are formed.
    pub(super) fn addressing(self) -> Addressing<'a> {
        Addressing::of(self.site, self.facts)
    }

    /// The address of a route as it stands in pages.
    pub(super) fn link(self, route: &Route) -> String {
        match route.apart() {
            (0, route) => self.addressing().link(route),
            (edition, route) => self.in_edition(edition).addressing().link(route),
        }
    }
}

/// The markup of an entry, once it is made.
pub(super) type Made = OnceLock<Result<Value, BrokenTemplate<Value>>>;

/// The site and the phrases as every template sees them.
pub(super) struct SiteView {
    pub value: Value,
    pub phrase: Value,
}

/// What the explorer's script starts with.
#[derive(Debug)]
pub(super) struct Explorer {
    /// `timeline/data.js`.
    pub script: String,
    /// `timeline/names-1.js`.
    pub names: String,
    /// Of everything that the explorer loads.
    pub mark: String,
}

/// The SHA-256 and the length of files by their paths.
pub type FileSums = BTreeMap<String, (String, u64)>;

/// What the pages of a snapshot share; but for addresses, filled in when the first page asks for it.
pub struct Views {
    pub(super) site: OnceLock<SiteView>,
    /// What templates of the site ask for.
    pub(super) lists: OnceLock<Value>,
    pub(super) span: OnceLock<Option<String>>,
    pub(super) sparks: OnceLock<(i64, i64)>,
    /// The conflict by whose sides actors are marked.
    pub(super) sided: Option<ConflictId>,
    pub(super) explorer: OnceLock<Explorer>,
    /// The terms of the glossary, ready to be found.
    pub(super) terms: OnceLock<Option<TermFinder>>,
    pub(super) articles: Vec<Box<str>>,
    pub(super) actors: Vec<Box<str>>,
    pub(super) places: Vec<Box<str>>,
    pub(super) tags: Vec<Box<str>>,
    pub(super) stories: Vec<OnceLock<Value>>,
    pub(super) happened: Vec<OnceLock<Value>>,
    pub(super) place_views: Vec<OnceLock<Value>>,
    pub(super) actor_views: Vec<OnceLock<Value>>,
    pub(super) actor_json: Vec<OnceLock<Box<RawValue>>>,
    /// The sums of files for other programs.
    pub(super) sums: OnceLock<FileSums>,
    /// The markup of each entry of the timeline.
    pub(super) entries: Vec<Made>,
    /// The same in brief, for long lists.
    pub(super) briefs: Vec<Made>,
    /// Those of the further editions.
    further: Vec<Self>,
}

impl Views {
    /// The views of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        let further = snapshot.editions.iter().skip(1).map(|site| Self::of_site(site, &snapshot.facts));
        Self { further: further.collect(), ..Self::of_site(snapshot.shown(), &snapshot.facts) }
    }

    /// Those of an edition.
    fn edition(&self, edition: usize) -> &Self {
        edition.checked_sub(1).and_then(|at| self.further.get(at)).unwrap_or(self)
    }

    fn of_site(site: &Site, facts: &Facts) -> Self {
        let addressing = Addressing::of(site, facts);
        let link = |route: Route| addressing.link(&route).into_boxed_str();
        Self {
            site: OnceLock::new(),
            lists: OnceLock::new(),
            span: OnceLock::new(),
            sparks: OnceLock::new(),
            sided: sided(site, site.main_conflict),
            explorer: OnceLock::new(),
            terms: OnceLock::new(),
            articles: (0..site.articles.len()).map(|i| link(Route::Article(ArticleId::of(i)))).collect(),
            actors: (0..site.actors.len())
                .map(|i| link(Route::Actor(ActorId::of(i), Slice::Whole)))
                .collect(),
            places: (0..site.places.len())
                .map(|i| link(Route::Place(PlaceId::of(i), Slice::Whole)))
                .collect(),
            tags: (0..site.tags.len()).map(|i| link(Route::Tag(TagId::of(i), Slice::Whole))).collect(),
            stories: cells(site.articles.len()),
            happened: cells(site.articles.len()),
            place_views: cells(site.places.len()),
            actor_views: cells(site.actors.len()),
            actor_json: cells(site.actors.len()),
            sums: OnceLock::new(),
            entries: cells(facts.time.entries.len()),
            briefs: cells(facts.time.entries.len()),
            further: Vec::new(),
        }
    }

    /// Says what the files for other programs are, so that they need not be made again for their sums.
    pub fn know(&self, sums: FileSums) {
        let _ = self.sums.set(sums);
    }

    /// Takes them apart on all threads: on a large site that is a hundred thousand pieces.
    pub fn discard(mut self) {
        let entries = std::mem::take(&mut self.entries);
        rayon::join(|| drop(self), || entries.into_par_iter().for_each(drop));
    }
}

fn cells<T>(n: usize) -> Vec<OnceLock<T>> {
    (0..n).map(|_| OnceLock::new()).collect()
}
