//! What all answers are made with.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::current::Current;
use super::editor::Editor;
use super::engine::Task;
use super::last_good::LastGood;
use super::origin::OriginCheck;

/// What is shown, how the site is reached, and what links open.
pub(super) struct SharedState {
    pub root: PathBuf,
    pub now: watch::Receiver<Option<Arc<Current>>>,
    pub kept: LastGood,
    pub origin: OriginCheck,
    /// Origins whose pages may show the preview in a frame.
    pub framed_by: Option<String>,
    pub editor: Option<Editor>,
    pub jobs: Mutex<Sender<Task>>,
}

impl SharedState {
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
