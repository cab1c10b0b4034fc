//! An open page: what it shows, and what it must be told after a change.

use std::sync::Arc;

use super::answer::{self, Answer, PageAnswer};
use super::current::Current;
use super::notes::{Change, Gone, Notes};
use super::shared::SharedState;
use crate::resolve::Include;
use crate::route::Route;
use crate::source::Asset;
use crate::text::checksum;

/// A page that is open in a browser.
pub(super) struct Viewer {
    /// Its address, decoded.
    path: String,
    /// The mark of the page that it shows.
    mark: Option<u64>,
    /// The file that it is made from, while it had one.
    source: Option<String>,
    last: Option<Arc<Current>>,
    /// The page's route, and the list that it is from: while that is the same, the page need not be looked for.
    known: Option<(Arc<Vec<Route>>, Route)>,
}

impl Viewer {
    pub(super) fn new(path: String, mark: Option<u64>, source: Option<String>) -> Self {
        Self { path, mark, source, last: None, known: None }
    }

    /// What has changed of the page, and the page itself for the notes about it.
    pub(super) fn look(&mut self, now: &Arc<Current>, shared: &SharedState) -> (Change, Option<PageAnswer>) {
        let last = self.last.replace(Arc::clone(now));
        let assets =
            last.filter(|last| !Arc::ptr_eq(&last.shown, &now.shown)).map(|last| changed(&last, now));
        let mut change =
            Change { number: now.state.number, assets: assets.unwrap_or_default(), ..Change::default() };
        let Answer::Page(page) = self.answer(now, shared) else { return (change, None) };
        if !self.is_gone(&page) {
            self.show(&page, &mut change);
        }
        (change, Some(page))
    }

    fn answer(&mut self, now: &Current, shared: &SharedState) -> Answer {
        let routes = &now.shown.snapshot.routes;
        let answer = match &self.known {
            Some((of, route)) if Arc::ptr_eq(of, routes) => {
                answer::page(&self.path, route.clone(), now, shared)
            }
            _ => answer::at(&self.path, now, shared),
        };
        let route = match &answer {
            Answer::Page(PageAnswer { file: Some((route, _)), .. }) => Some(route.clone()),
            _ => None,
        };
        self.known = route.map(|route| (Arc::clone(routes), route));
        answer
    }

    /// What its editor should know of it.
    pub(super) fn notes(&self, page: &PageAnswer, now: &Current, shared: &SharedState) -> Notes {
        let gone = self.is_gone(page).then(|| self.gone(now));
        Notes::of(page, self.source.as_deref(), gone, now, shared)
    }

    /// Whether it was there before.
    fn is_gone(&self, page: &PageAnswer) -> bool {
        page.status == 404 && self.source.is_some()
    }

    fn show(&mut self, page: &PageAnswer, change: &mut Change) {
        let mark = checksum(&page.bytes);
        if self.mark.replace(mark) != Some(mark) {
            change.page = Some(String::from_utf8_lossy(&page.bytes).into_owned());
            change.mark = format!("{mark:016x}");
        }
        self.source = page.source.clone();
    }

    /// Why the page is no more, and where it went.
    fn gone(&self, now: &Current) -> Gone {
        let source = self.source.as_deref().unwrap_or("");
        let snapshot = &now.shown.snapshot;
        let made_of = |route: &&Route| {
            let file = now.shown.source_of(route).and_then(|id| snapshot.tree.file(id));
            file.is_some_and(|file| file.path == source)
        };
        if let Some(route) = snapshot.routes.iter().find(made_of) {
            let address = format!("/{}", super::editor::encoded(&now.shown.file(route)));
            return Gone { text: "This page has a new address.".to_owned(), address: Some(address) };
        }
        let is_there = snapshot.tree.files.iter().any(|file| file.path == source);
        let text = match (is_there, now.include) {
            (true, Include::Published | Include::Future) => {
                "Readers do not see this page: it is not published.".to_owned()
            }
            (true, Include::Drafts) => {
                format!("Nothing is made of {source} at the moment; this is its last page.")
            }
            (false, _) => format!("{source} is gone; this is its last page."),
        };
        Gone { text, address: None }
    }
}

/// The addresses of files that differ between two moments.
fn changed(old: &Current, new: &Current) -> Vec<String> {
    let old = &old.shown.snapshot.tree.assets;
    let differs = |asset: &&Arc<Asset>| match old.binary_search_by(|other| other.path.cmp(&asset.path)) {
        Ok(at) => !Arc::ptr_eq(&old[at], asset) && old[at].as_ref() != asset.as_ref(),
        Err(_) => true,
    };
    let assets = new.shown.snapshot.tree.assets.iter();
    assets.filter(differs).map(|asset| format!("/{}", super::editor::encoded(&asset.path))).collect()
}
