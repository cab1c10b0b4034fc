//! A site that is kept up to date while its files change, for the preview and for editors.
//!
//! [`Live`] owns what it takes to make the next state; a [`State`] is immutable and shared by those who show it.

mod state;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use state::{Found, State};

use crate::diag::{Diagnostics, Failure};
use crate::source::{self, Changes, Filter};
use crate::{Options, snapshot};

/// A site and its newest state.
pub struct Live {
    root: PathBuf,
    filter: Filter,
    options: Options,
    /// Texts that an editor has open and has not saved, by their path in the site's folder.
    unsaved: BTreeMap<String, String>,
    state: Arc<State>,
}

impl Live {
    /// Reads a site's folder; whatever is wrong with its content is in the state's diagnostics.
    ///
    /// # Errors
    /// Fails when there is no such folder.
    pub fn open(root: &Path, filter: Filter, options: Options) -> Result<Self, Failure> {
        let unsaved = BTreeMap::new();
        let state = Arc::new(made(root, &filter, &options, &unsaved, 1)?);
        Ok(Self { root: root.to_owned(), filter, options, unsaved, state })
    }

    /// The newest state.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.state)
    }

    /// What the states are made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Takes the text that an editor shows in place of the file's; `None` gives the file's own back.
    /// The next [`Live::update`] must name the file.
    pub fn edit(&mut self, path: &str, text: Option<String>) {
        match text {
            Some(text) => drop(self.unsaved.insert(path.to_owned(), text)),
            None => drop(self.unsaved.remove(path)),
        }
    }

    /// Makes the next state of other options.
    ///
    /// # Errors
    /// Fails when the folder cannot be read; the state then stays.
    pub fn choose(&mut self, options: Options) -> Result<Arc<State>, Failure> {
        self.options = options;
        self.update(&Changes::everything())
    }

    /// Makes the next state after files have changed.
    ///
    /// # Errors
    /// Fails when the folder cannot be read or has lost its content; the state then stays.
    pub fn update(&mut self, _changes: &Changes) -> Result<Arc<State>, Failure> {
        if !self.state.snapshot.tree.loose && !self.root.join("content").is_dir() {
            return Err(Failure::new("read", self.root.join("content"), "the folder is gone")
                .hint("the pages stay as they were until it is back"));
        }
        let number = self.state.number + 1;
        self.state = Arc::new(made(&self.root, &self.filter, &self.options, &self.unsaved, number)?);
        Ok(self.state())
    }
}

fn made(
    root: &Path,
    filter: &Filter,
    options: &Options,
    unsaved: &BTreeMap<String, String>,
    number: u64,
) -> Result<State, Failure> {
    let mut out = Diagnostics::default();
    let mut tree = source::read(root, filter, &mut out)?;
    for (path, text) in unsaved {
        tree.replace(path, text);
    }
    let snapshot = snapshot(tree, options, &mut out);
    Ok(State::of(snapshot, number, out))
}
