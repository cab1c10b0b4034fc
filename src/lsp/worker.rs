//! The thread that keeps the site's state while texts change, and tells the editor what is wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use tokio::sync::watch;
use tower_lsp_server::ls_types::{
    Diagnostic as LspDiagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    Uri,
};

use super::outbox::Outbox;
use super::position::Units;
use crate::diag::{At, Diagnostic, Failure, Severity};
use crate::live::{Live, State};
use crate::source::{Changes, Filter};
use crate::{Options, report};

/// What has happened.
enum Job {
    /// A text is shown by the editor, or no longer.
    Edited(String, Option<String>),
    /// Files have changed on the disk.
    Changed(Vec<String>),
}

/// What those who ask can see of the worker's work.
#[derive(Default)]
struct Board {
    state: Option<Arc<State>>,
    /// How many events the state knows.
    known: u64,
}

/// The way to the worker.
pub(super) struct Worker {
    events: Sender<Job>,
    /// How many events were sent.
    sent: AtomicU64,
    board: watch::Receiver<Board>,
}

impl Worker {
    /// Starts on a site's folder.
    ///
    /// # Errors
    /// Fails when there is no thread left.
    pub fn start(
        root: PathBuf,
        options: Options,
        outbox: Arc<Outbox>,
        units: Units,
    ) -> Result<Self, Failure> {
        let (events, heard) = channel();
        let (shows, board) = watch::channel(Board::default());
        let work = move || {
            let teller = Teller { root, outbox, units, told: BTreeMap::new() };
            analyse(options, &heard, &shows, teller);
        };
        thread::Builder::new()
            .name("worker".into())
            .spawn(work)
            .map_err(|error| Failure::new("start", "the worker", error))?;
        Ok(Self { events, sent: AtomicU64::new(0), board })
    }

    /// Tells of a text that the editor shows in place of the file's; `None`, that the file stands again.
    pub fn edited(&self, path: String, text: Option<String>) {
        self.send(Job::Edited(path, text));
    }

    /// Tells of files that have changed on the disk.
    pub fn changed(&self, paths: Vec<String>) {
        self.send(Job::Changed(paths));
    }

    fn send(&self, event: Job) {
        self.sent.fetch_add(1, Ordering::SeqCst);
        let _ = self.events.send(event);
    }

    /// The newest state, perhaps not of the last edits; waits for the first one. `None` if there will be none.
    pub async fn state(&self) -> Option<Arc<State>> {
        self.wait(|board| board.state.is_some()).await
    }

    /// The state that knows of everything that was told before.
    pub async fn settled(&self) -> Option<Arc<State>> {
        let sent = self.sent.load(Ordering::SeqCst);
        self.wait(|board| board.state.is_some() && board.known >= sent).await
    }

    /// Waits without holding a thread; when the worker is gone, nothing is waited for.
    async fn wait(&self, ready: impl Fn(&Board) -> bool) -> Option<Arc<State>> {
        let mut board = self.board.clone();
        let found = board.wait_for(|board| ready(board)).await.ok().map(|board| board.state.clone());
        found.unwrap_or_else(|| self.board.borrow().state.clone())
    }
}

fn analyse(options: Options, heard: &Receiver<Job>, shows: &watch::Sender<Board>, mut teller: Teller) {
    let filter = Filter { output: Some(teller.root.join("public")) };
    let mut live = match Live::open(&teller.root, &filter, options) {
        Ok(live) => live,
        Err(failure) => return teller.complain(&failure),
    };
    let mut known = 0;
    loop {
        let state = live.state();
        shows.send_replace(Board { state: Some(Arc::clone(&state)), known });
        // What is wrong with a text that has changed meanwhile is of no use.
        let first = match heard.try_recv() {
            Ok(event) => Some(event),
            Err(_) => {
                teller.tell(&state);
                None
            }
        };
        let Some(first) = first.or_else(|| heard.recv().ok()) else { return };
        let mut changes = Changes::default();
        for event in std::iter::once(first).chain(heard.try_iter()) {
            known += 1;
            match event {
                Job::Edited(path, text) => {
                    live.edit(&path, text);
                    changes.paths.insert(path.into());
                }
                Job::Changed(paths) => changes.paths.extend(paths.into_iter().map(PathBuf::from)),
            }
        }
        if let Err(failure) = live.update(&changes) {
            teller.complain(&failure);
        }
    }
}

/// Tells the editor what is wrong, file by file, and only what it has not been told.
struct Teller {
    root: PathBuf,
    outbox: Arc<Outbox>,
    units: Units,
    told: BTreeMap<String, Vec<LspDiagnostic>>,
}

impl Teller {
    fn tell(&mut self, state: &State) {
        let mut of_files: BTreeMap<String, Vec<LspDiagnostic>> = BTreeMap::new();
        for diagnostic in state.diagnostics().iter() {
            // What is wrong with the site as a whole stands in its settings.
            let file = diagnostic.at.as_ref().and_then(|at| state.snapshot.tree.file(at.file));
            let path = file.map_or("site.yaml", |file| &file.path).to_owned();
            of_files.entry(path).or_default().push(self.diagnostic(state, diagnostic));
        }
        let mended: Vec<String> =
            self.told.keys().filter(|path| !of_files.contains_key(*path)).cloned().collect();
        let mended = mended.into_iter().map(|path| (path, Vec::new()));
        let news: Vec<(String, Vec<LspDiagnostic>)> = mended
            .chain(of_files.iter().map(|(path, list)| (path.clone(), list.clone())))
            .filter(|(path, list)| self.told.get(path) != Some(list))
            .collect();
        for (path, list) in news {
            if let Some(uri) = uri(&self.root, &path) {
                self.outbox.mistakes(path, uri, list);
            }
        }
        self.told = of_files;
    }

    fn complain(&self, failure: &Failure) {
        self.outbox.complaint(report::failure(failure));
    }

    fn diagnostic(&self, state: &State, diagnostic: &Diagnostic) -> LspDiagnostic {
        let tree = &state.snapshot.tree;
        let place = |at: &At| {
            let file = tree.file(at.file)?;
            Some(Location {
                uri: uri(&self.root, &file.path)?,
                range: self.units.in_file(file, report::range(at, tree)),
            })
        };
        let range = diagnostic.at.as_ref().and_then(place).map(|place| place.range).unwrap_or_default();
        let related = diagnostic.labels.iter().filter_map(|label| {
            Some(DiagnosticRelatedInformation { location: place(&label.at)?, message: label.message.clone() })
        });
        let related: Vec<DiagnosticRelatedInformation> = related.collect();
        let hints = diagnostic.hints.iter().map(|hint| format!("\nhint: {hint}"));
        LspDiagnostic {
            range,
            severity: Some(match diagnostic.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
            }),
            code: Some(NumberOrString::String(diagnostic.code.to_string())),
            source: Some("dateline".into()),
            message: hints.fold(diagnostic.message.clone(), |message, hint| message + &hint),
            related_information: (!related.is_empty()).then_some(related),
            ..LspDiagnostic::default()
        }
    }
}

/// The address of a file of the site.
pub(super) fn uri(root: &Path, path: &str) -> Option<Uri> {
    Uri::from_file_path(root.join(path))
}
