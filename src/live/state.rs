//! One state of a live site: everything that its pages are made of, and what is wrong.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::joined::Problems;
use crate::Options;
use crate::check::{self, Checked, Depth};
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::model::Day;
use crate::names::Names;
use crate::render::{self, Context, Rendered, Snapshot, Templates, Views};
use crate::report;
use crate::resolve::Uses;
use crate::route::{self, Addressing, Route};
use crate::sink::renditions::Renditions;
use crate::source::{self, Asset, SourceTree};

/// A site as it was at one moment.
pub struct State {
    /// Counts the states of a live site, from 1.
    pub number: u64,
    /// What pages are made of.
    pub snapshot: Snapshot,
    pub(super) look: SiteTemplates,
    /// The names of the site.
    pub names: Names,
    /// Where they stand.
    pub uses: Uses,
    views: Arc<Views>,
    problems: Problems,
    today: Day,
    depth: Depth,
    diagnostics: OnceLock<Diagnostics>,
    /// Held while copies of a picture are made.
    making: Mutex<()>,
}

/// The templates of a site and what is wrong with them.
#[derive(Clone)]
pub(super) struct SiteTemplates(Arc<(Templates, Diagnostics)>);

impl SiteTemplates {
    /// Reads the templates.
    pub fn of(tree: &SourceTree, config: &Config) -> Self {
        let mut problems = Diagnostics::default();
        let templates = Templates::load(tree, config, &mut problems);
        Self(Arc::new((templates, problems)))
    }
}

/// What stands at an address of the site.
#[derive(Debug)]
pub enum PageFound<'a> {
    /// A page or another file that is rendered.
    Page(&'a Route),
    /// A file as it is.
    Asset(&'a Asset),
}

impl State {
    /// The state of a snapshot and what was wrong on the way to it.
    pub(super) fn of(
        snapshot: Snapshot,
        look: SiteTemplates,
        (names, uses): (Names, Uses),
        number: u64,
        problems: Problems,
        options: &Options,
    ) -> Self {
        let views = Arc::new(Views::of(&snapshot));
        let (today, depth, diagnostics) = (options.today, options.depth, OnceLock::new());
        Self {
            number,
            snapshot,
            look,
            names,
            uses,
            views,
            problems,
            today,
            depth,
            diagnostics,
            making: Mutex::default(),
        }
    }

    /// The state after another one, of whose entries, links and templates none has changed.
    pub(super) fn after(
        last: &Self,
        snapshot: Snapshot,
        (names, uses): (Names, Uses),
        number: u64,
        problems: Problems,
    ) -> Self {
        Self {
            number,
            snapshot,
            look: last.look.clone(),
            names,
            uses,
            views: Arc::clone(&last.views),
            problems,
            today: last.today,
            depth: last.depth,
            diagnostics: OnceLock::new(),
            making: Mutex::default(),
        }
    }

    /// The day of the build.
    pub fn today(&self) -> Day {
        self.today
    }

    /// What is wrong, in order of files and lines; found when it is first asked for, so that no page waits for it.
    pub fn diagnostics(&self) -> &Diagnostics {
        self.diagnostics.get_or_init(|| {
            let Snapshot { tree, site, facts, kin, .. } = &self.snapshot;
            let uses = &self.uses;
            let mut out = self.problems.found.clone();
            let (today, errors, copies) = (self.today, out.errors(), self.problems.copies.as_ref());
            check::check(
                &Checked { site, uses, facts, kin, today, errors, tree, copies },
                self.depth,
                &mut out,
            );
            source::active(tree, &mut out);
            let (templates, problems) = &*self.look.0;
            out.extend(problems.clone());
            templates.check_names(site, &mut out);
            report::sort(&mut out, tree);
            out
        })
    }

    /// What stands at a path such as `articles/x.html`, its parts decoded; a folder's page is its `index.html`.
    pub fn find(&self, path: &str) -> Option<PageFound<'_>> {
        let path = path.trim_start_matches('/');
        let index = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let addressing = Addressing::of(&self.snapshot.site, &self.snapshot.facts);
        let route = self.snapshot.routes.par_iter().find_any(|route| addressing.file(route) == index);
        let pictures = &self.snapshot.facts.pictures;
        let asset = || self.snapshot.tree.asset(&index).filter(|asset| pictures.leaves_alone(asset));
        route.map(PageFound::Page).or_else(|| asset().map(PageFound::Asset))
    }

    /// The file of a route, its parts joined by `/`.
    pub fn file(&self, route: &Route) -> String {
        Addressing::of(&self.snapshot.site, &self.snapshot.facts).file(route)
    }

    fn context(&self) -> Context<'_> {
        Context::of(&self.snapshot, &self.look.0.0, &self.views)
    }

    /// Every file of the site, pages and assets.
    pub fn files(&self) -> Vec<String> {
        render::files(self.context())
    }

    /// Renders the page of addresses that do not exist, with links that hold at any address below `root`.
    pub fn not_found(&self, root: &str) -> Option<Rendered> {
        render::render_below(self.context(), &Route::NotFound, root).0
    }

    /// Renders a page; one that a template of the site fails on is made by the built-in one, with a diagnostic.
    pub fn render(&self, route: &Route) -> (Option<Rendered>, Option<Box<Diagnostic>>) {
        match route {
            Route::Rendition(index) => self.picture(*index),
            route => render::render(self.context(), route),
        }
    }

    /// Makes a copy of a picture, that one alone: of its widths a browser asks for one.
    fn picture(&self, index: u32) -> (Option<Rendered>, Option<Box<Diagnostic>>) {
        let all = &self.snapshot.facts.pictures.renditions;
        let Some(asked) = all.get(index as usize) else { return (None, None) };
        // One after the other, so that of several who ask for one at once the first makes what the others find.
        let _one = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        match Renditions::of(&self.snapshot.tree.root).make(&self.snapshot, &[asked]) {
            Ok(made) => (made.into_iter().next(), None),
            Err(problem) => (None, Some(problem)),
        }
    }

    /// The file that becomes a page and no other.
    pub fn source_of(&self, route: &Route) -> Option<FileId> {
        route::origin(route, &self.snapshot.site).filter(|origin| origin.is_alone)?.file
    }
}
