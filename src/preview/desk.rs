//! What all answers are made with.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::door::Door;
use super::editor::Editor;
use super::engine::Task;
use super::kept::LastGood;
use super::now::Current;

/// What is shown, how the site is reached, and what links open.
pub(super) struct Desk {
    pub root: PathBuf,
    pub now: watch::Receiver<Option<Arc<Current>>>,
    pub kept: LastGood,
    pub door: Door,
    pub editor: Option<Editor>,
    pub jobs: Mutex<Sender<Task>>,
}

impl Desk {
    /// Asks the engine for something.
    pub fn ask(&self, job: Task) {
        // It is gone only when the program ends.
        let _ = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).send(job);
    }

    /// The address that opens a place of a file of the site.
    pub fn edit(&self, file: &str, line: usize, column: usize) -> Option<String> {
        self.editor.as_ref().map(|editor| editor.link(&self.root, file, line, column))
    }
}
