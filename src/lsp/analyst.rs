//! The thread that keeps the site's state while texts change, and tells the editor what is wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::runtime::Handle;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{
    Diagnostic as LspDiagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, MessageType,
    NumberOrString, Uri,
};

use super::position::Units;
use crate::diag::{At, Diagnostic, Failure, Severity};
use crate::live::{Live, State};
use crate::source::{Changes, Filter};
use crate::{Options, report};

/// What has happened.
enum Event {
    /// A text is shown by the editor, or no longer.
    Edited(String, Option<String>),
    /// Files have changed on the disk.
    Changed(Vec<String>),
}

/// What the analyst and those who ask share.
#[derive(Default)]
struct Board {
    state: Option<Arc<State>>,
    /// How many events were sent, and how many of them the state knows.
    sent: u64,
    known: u64,
    /// Whether the analyst cannot go on.
    over: bool,
}

/// The way to the analyst.
pub(super) struct Analyst {
    events: Sender<Event>,
    board: Arc<(Mutex<Board>, Condvar)>,
}

impl Analyst {
    /// Starts on a site's folder.
    ///
    /// # Errors
    /// Fails when there is no thread left.
    pub fn start(root: PathBuf, options: Options, client: Client, units: Units) -> Result<Self, Failure> {
        let (events, heard) = channel();
        let board = Arc::new((Mutex::new(Board::default()), Condvar::new()));
        let (shared, runtime) = (Arc::clone(&board), Handle::current());
        let work = move || {
            let teller = Teller { root, client, units, runtime, told: BTreeMap::new() };
            analyse(options, &heard, &shared, teller);
            let mut board = locked(&shared.0);
            board.over = true;
            shared.1.notify_all();
        };
        thread::Builder::new()
            .name("analyst".into())
            .spawn(work)
            .map_err(|error| Failure::new("start", "the analyst", error))?;
        Ok(Self { events, board })
    }

    /// Tells of a text that the editor shows in place of the file's; `None`, that the file stands again.
    pub fn edited(&self, path: String, text: Option<String>) {
        self.send(Event::Edited(path, text));
    }

    /// Tells of files that have changed on the disk.
    pub fn changed(&self, paths: Vec<String>) {
        self.send(Event::Changed(paths));
    }

    fn send(&self, event: Event) {
        locked(&self.board.0).sent += 1;
        let _ = self.events.send(event);
    }

    /// The newest state, perhaps not of the last edits; waits for the first one. `None` if there will be none.
    pub fn state(&self) -> Option<Arc<State>> {
        self.wait(|board| board.state.is_some())
    }

    /// The state that knows of everything that was told before.
    pub fn settled(&self) -> Option<Arc<State>> {
        let sent = locked(&self.board.0).sent;
        self.wait(|board| board.state.is_some() && board.known >= sent)
    }

    fn wait(&self, ready: impl Fn(&Board) -> bool) -> Option<Arc<State>> {
        let mut board = locked(&self.board.0);
        while !ready(&board) && !board.over {
            board = self.board.1.wait(board).unwrap_or_else(PoisonError::into_inner);
        }
        board.state.clone()
    }
}

/// The lock of a thread that panicked is as good as any: what it guards is replaced as a whole.
fn locked(board: &Mutex<Board>) -> MutexGuard<'_, Board> {
    board.lock().unwrap_or_else(PoisonError::into_inner)
}

fn analyse(options: Options, heard: &Receiver<Event>, shared: &(Mutex<Board>, Condvar), mut teller: Teller) {
    let filter = Filter { output: Some(teller.root.join("public")) };
    let mut live = match Live::open(&teller.root, &filter, options) {
        Ok(live) => live,
        Err(failure) => return teller.complain(&failure),
    };
    let mut known = 0;
    loop {
        let state = live.state();
        {
            let mut board = locked(&shared.0);
            board.state = Some(Arc::clone(&state));
            board.known = known;
            shared.1.notify_all();
        }
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
                Event::Edited(path, text) => {
                    live.edit(&path, text);
                    changes.paths.insert(path.into());
                }
                Event::Changed(paths) => changes.paths.extend(paths.into_iter().map(PathBuf::from)),
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
    client: Client,
    units: Units,
    runtime: Handle,
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
                self.runtime.block_on(self.client.publish_diagnostics(uri, list, None));
            }
        }
        self.told = of_files;
    }

    fn complain(&self, failure: &Failure) {
        self.runtime.block_on(self.client.show_message(MessageType::ERROR, report::failure(failure)));
    }

    fn diagnostic(&self, state: &State, diagnostic: &Diagnostic) -> LspDiagnostic {
        let tree = &state.snapshot.tree;
        let place = |at: &At| {
            let file = tree.file(at.file)?;
            Some(Location {
                uri: uri(&self.root, &file.path)?,
                range: self.units.range(file.text(), report::range(at, tree)),
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
