//! What is shown at one moment.

use std::sync::{Arc, OnceLock};

use crate::diag::{Diagnostic, FileId, Severity};
use crate::live::State;
use crate::render::LinkCheck;
use crate::resolve::Include;
use crate::source::Asset;

/// The newest state, and the one whose pages are shown.
pub struct Current {
    /// The newest state: what is wrong is told by it.
    pub state: Arc<State>,
    /// The state whose pages are shown: the newest one with settings that can be read.
    pub shown: Arc<State>,
    /// Whether drafts are shown.
    pub include: Include,
    /// Why the folder could not be read last time.
    pub failure: Option<String>,
    /// What a check of all links of the shown pages has found, once it is done.
    pub links: Option<Arc<Vec<Diagnostic>>>,
    check: Arc<OnceLock<LinkCheck>>,
}

impl Current {
    /// The moment at which a state was made.
    pub(super) fn of(state: Arc<State>, last: Option<&Self>, include: Include) -> Self {
        let unreadable = |state: &State| state.snapshot.site.config.unreadable;
        let shown = match last {
            Some(last) if unreadable(&state) && !unreadable(&last.shown) => Arc::clone(&last.shown),
            _ => Arc::clone(&state),
        };
        let has_same_files = |last: &&Self| {
            let (old, new) = (&last.shown.snapshot, &shown.snapshot);
            let same_path = |(a, b): (&Arc<Asset>, &Arc<Asset>)| Arc::ptr_eq(a, b) || a.path == b.path;
            Arc::ptr_eq(&old.routes, &new.routes)
                && old.tree.assets.len() == new.tree.assets.len()
                && old.tree.assets.iter().zip(&new.tree.assets).all(same_path)
        };
        // Where the addresses are the same, so is the list of them.
        let check = last.filter(has_same_files).map(|last| Arc::clone(&last.check)).unwrap_or_default();
        Self { state, shown, include, failure: None, links: None, check }
    }

    /// The same, with what was learnt since.
    pub(super) fn with(&self, failure: Option<String>, links: Option<Arc<Vec<Diagnostic>>>) -> Self {
        let (state, shown) = (Arc::clone(&self.state), Arc::clone(&self.shown));
        let check = Arc::clone(&self.check);
        Self { state, shown, include: self.include, failure, links, check }
    }

    /// The files that links may lead to.
    pub(super) fn check(&self) -> &LinkCheck {
        self.check.get_or_init(|| LinkCheck::of(self.shown.files()))
    }

    /// Everything that is known to be wrong with the site.
    pub fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.state.diagnostics().iter().chain(self.links.iter().flat_map(|links| links.iter()))
    }

    /// The id of a file of the newest state.
    pub(super) fn file(&self, path: &str) -> Option<FileId> {
        let tree = &self.state.snapshot.tree;
        let place = tree.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some(tree.id(place))
    }

    /// Whether a file is there, but has an error.
    pub(super) fn is_broken(&self, path: &str) -> bool {
        let file = self.file(path);
        let is_here = |problem: &&Diagnostic| problem.at.as_ref().map(|at| at.file) == file;
        let mut here = self.state.diagnostics().iter().filter(is_here);
        file.is_some() && here.any(|problem| problem.severity == Severity::Error)
    }
}
