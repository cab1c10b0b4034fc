//! Stage 6, render: a route becomes bytes. Pure: it reads and writes no file.

mod context;
mod data;
mod link_check;
mod page;
mod part;
mod templates;
mod text;
mod words;

use std::sync::Arc;

use rayon::prelude::*;

pub use link_check::{LinkCheck, Scanned};
use part::entry::Made;
pub use templates::Templates;
use templates::{Broken, Sheet};
pub use words::Words;

use crate::derive::{Facts, Kin};
use crate::diag::{At, Diagnostic, FileId};
use crate::model::Site;
use crate::phrase::Phrases;
use crate::route::{Addressing, Export, Route, replace_root, way_up};
use crate::source::SourceTree;
use crate::text::ROOT;
use context::Shared;
use part::head::SiteView;

/// Everything that pages are made of; immutable.
#[derive(Debug)]
pub struct Snapshot {
    /// The texts as read.
    pub tree: SourceTree,
    /// The resolved content.
    pub site: Site,
    /// The facts about the whole.
    pub facts: Arc<Facts>,
    /// Stories that belong together.
    pub kin: Kin,
    /// Every address.
    pub routes: Arc<Vec<Route>>,
}

impl Snapshot {
    /// How many pages the site has, without feeds and maps.
    pub fn pages(&self) -> usize {
        let is_page = |route: &&Route| {
            !matches!(
                route,
                Route::Feed
                    | Route::ActorFeed(_)
                    | Route::ActorsJson
                    | Route::Colours
                    | Route::Sitemap
                    | Route::SitemapPart(_)
                    | Route::Robots
                    | Route::Redirect(..)
                    | Route::FormerActor(..)
                    | Route::Data(_)
                    | Route::CorrectionsFeed
                    | Route::Explorer(_)
            )
        };
        self.routes.iter().filter(is_page).count()
    }

    /// The address of a static file under a name that says its content, so that a changed one is not taken from a browser's
    /// cache.
    fn marked(&self, file: &str) -> String {
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

/// What the pages of a snapshot share: made once, filled in when the first page asks for it.
pub struct Views {
    words: Words,
    phrases: Phrases,
    site: SiteView,
    shared: Shared,
    /// The markup of each entry of the timeline.
    entries: Vec<Made>,
    /// The same in brief, for long lists.
    briefs: Vec<Made>,
}

impl Views {
    /// The views of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        let (site, facts) = (&snapshot.site, &snapshot.facts);
        let addressing = Addressing::of(site, facts);
        let phrases = Phrases::of(&site.config.language);
        Self {
            words: Words::new(&site.config.language),
            phrases,
            site: SiteView::of(snapshot, addressing, phrases),
            shared: Shared::of(site, addressing),
            entries: facts.entries.iter().map(|_| Made::new()).collect(),
            briefs: facts.entries.iter().map(|_| Made::new()).collect(),
        }
    }

    /// Takes them apart on all threads: on a large site that is a hundred thousand pieces.
    pub fn discard(self) {
        let Self { entries, briefs, shared, .. } = self;
        rayon::join(|| drop((shared, briefs)), || entries.into_par_iter().for_each(drop));
    }
}

/// Renders the routes of a snapshot; shared by all threads.
#[derive(Clone, Copy)]
pub struct Renderer<'a> {
    snapshot: &'a Snapshot,
    templates: &'a Templates,
    addressing: Addressing<'a>,
    words: &'a Words,
    phrases: Phrases,
    site: &'a SiteView,
    shared: &'a Shared,
    entries: &'a [Made],
    briefs: &'a [Made],
}

impl<'a> Renderer<'a> {
    /// Joins a snapshot, the templates and the snapshot's views.
    pub fn new(snapshot: &'a Snapshot, templates: &'a Templates, views: &'a Views) -> Self {
        let Views { words, phrases, site, shared, entries, briefs } = views;
        let addressing = Addressing::of(&snapshot.site, &snapshot.facts);
        Self { snapshot, templates, addressing, words, phrases: *phrases, site, shared, entries, briefs }
    }

    /// Every file of the site, pages and assets.
    pub fn files(&self) -> Vec<String> {
        let pages = self.snapshot.routes.par_iter().map(|route| self.addressing.file(route));
        pages.chain(self.snapshot.tree.assets.par_iter().map(|asset| asset.path.clone())).collect()
    }

    /// Renders one route; a page that a template of the site fails on is made by the built-in one, with a diagnostic.
    pub fn render(&self, route: &Route) -> (Option<Rendered>, Option<Box<Diagnostic>>) {
        let root = self.way_to_root(route, &self.addressing.file(route));
        self.render_below(route, &root)
    }

    /// The same with links that begin with `root`.
    pub fn render_below(&self, route: &Route, root: &str) -> (Option<Rendered>, Option<Box<Diagnostic>>) {
        let path = self.addressing.file(route);
        let finished = |markup: &[u8]| replace_root(markup, root.as_bytes());
        let (bytes, problem) = match self.sheet(route) {
            Ok(Sheet::Text(text)) => (Some(finished(text.as_bytes())), None),
            Ok(Sheet::Template(name, context)) => {
                let usual = if matches!(route, Route::Page(_)) { "page.html" } else { "article.html" };
                match self.templates.render((name, usual), &context, finished) {
                    Ok(bytes) => (Some(bytes), None),
                    Err(Broken { problem, instead }) => (instead, Some(self.on_page(route, problem))),
                }
            }
            Err(problem) => (None, Some(problem)),
        };
        (bytes.map(|bytes| Rendered { path, bytes }), problem)
    }

    /// A template's mistake with the text on whose page it shows.
    fn on_page(&self, route: &Route, problem: Box<Diagnostic>) -> Box<Diagnostic> {
        let site = &self.snapshot.site;
        let asks = |file: FileId, template: &Option<String>| match template {
            Some(_) => At::value(file, "template"),
            None => At::file(file),
        };
        let at = match route {
            Route::Article(id) => {
                let article = site.article(*id);
                Some(asks(article.file, &article.template))
            }
            Route::Page(index) => site.pages.get(*index as usize).map(|page| asks(page.file, &page.template)),
            Route::Event(id) => site.event(*id).file.map(At::file),
            Route::Actor(id, _) => site.actor(*id).at.clone(),
            Route::Conflict(id, _) => site.conflict(*id).file.map(At::file),
            Route::Place(id, _) => site.place(*id).file.map(At::file),
            _ => None,
        };
        match at {
            Some(at) => Box::new(problem.label(at, "on the page of this")),
            None => problem,
        }
    }

    /// What a page is made of: a template with its context, or a finished text.
    fn sheet(&self, route: &Route) -> Result<Sheet<'_>, Box<Diagnostic>> {
        match route {
            Route::Home => Ok(self.home()),
            Route::Timeline(slice) => self.timeline(*slice),
            Route::Article(id) => Ok(self.article(*id)),
            Route::Actors => Ok(self.actors()),
            Route::Actor(id, slice) => self.actor(*id, *slice),
            Route::ActorKind(kind, number) => Ok(self.actor_kind(*kind, *number)),
            Route::FormerActor(id, _) => Ok(self.moved_actor(*id)),
            Route::Said(id, number) => self.said_page(*id, *number),
            Route::Pair(index, slice) => self.pair(*index, *slice),
            Route::Statements(number) => self.statements(*number),
            Route::ActorFeed(id) => Ok(Sheet::Text(self.actor_feed(*id))),
            Route::Colours => Ok(Sheet::Text(self.colours())),
            Route::ActorsJson => Ok(Sheet::Text(self.actors_json())),
            Route::Places => Ok(self.places()),
            Route::Place(id, slice) => self.place(*id, *slice),
            Route::Event(id) => Ok(self.event(*id)),
            Route::Conflicts => Ok(self.conflicts()),
            Route::Conflict(id, slice) => self.conflict(*id, *slice),
            Route::Side(id, side, slice) => self.side_page(*id, *side, *slice),
            Route::Kind(kind, slice) => self.kind_page(*kind, *slice),
            Route::Embed => self.embed(),
            Route::Tags => Ok(self.tags()),
            Route::Tag(id, slice) => self.tag(*id, *slice),
            Route::Page(index) => Ok(self.page(*index)),
            Route::NotFound => Ok(self.not_found()),
            Route::Redirect(id, _) => Ok(self.redirect(*id)),
            Route::Feed => Ok(Sheet::Text(self.feed())),
            Route::Sitemap => Ok(Sheet::Text(self.sitemap())),
            Route::SitemapPart(part) => Ok(Sheet::Text(self.sitemap_part(*part))),
            Route::Claims(part) => Ok(self.open_claims(*part)),
            Route::Corrections(part) => Ok(self.all_corrections(*part)),
            Route::CorrectionsFeed => Ok(Sheet::Text(self.corrections_feed())),
            Route::Sources(part) => Ok(self.all_sources(*part)),
            Route::Robots => Ok(Sheet::Text(self.robots())),
            Route::Data(Export::ReadLinks) => Ok(Sheet::Text(self.read_links())),
            Route::Data(Export::Sources) => Ok(Sheet::Text(self.csl_json())),
            Route::Data(Export::Bibliography) => Ok(Sheet::Text(self.bibtex())),
            Route::Data(Export::Redirects) => Ok(Sheet::Text(self.redirects())),
            Route::Explorer(part) => self.explorer_part(*part),
        }
    }

    /// What stands for the sign of the site's root on a page.
    fn way_to_root(&self, route: &Route, path: &str) -> String {
        match (route, &self.snapshot.site.config.base_url) {
            // The host shows it at any address, so that only absolute links hold.
            (Route::NotFound, Some(base)) => base.clone(),
            _ => way_up(path),
        }
    }
}
