//! What there is once the editor has said which folder it shows, and where a cursor stands in it.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp_server::ls_types::{Location, TextDocumentPositionParams, Uri};

use super::cursor::Cursor;
use super::position::Units;
use super::references;
use super::worker::{Worker, uri};
use crate::diag::FileId;
use crate::live::State;
use crate::names::Thing;
use crate::parse::Style;
use crate::source::{Kind, kind_of, with_plain_line_ends};

/// What there is once the editor has said which folder it shows.
pub(super) struct Session {
    pub root: PathBuf,
    pub units: Units,
    pub watches: bool,
    /// Whether the editor makes new files that an edit asks for.
    pub creates: bool,
    pub worker: Worker,
    /// The texts that the editor shows, by their path in the site.
    pub open: Mutex<HashMap<String, String>>,
}

/// A place in a text that the editor shows.
pub(super) struct CursorSpot<'a> {
    pub session: &'a Session,
    pub state: Arc<State>,
    /// The file in the state, if it has one.
    pub file: Option<FileId>,
    pub kind: Kind,
    pub text: String,
    pub byte: usize,
    pub cursor: Cursor,
}

/// What an answer must know.
#[derive(Clone, Copy)]
pub(super) enum Wait {
    /// Some state of the site.
    ForAnything,
    /// Everything that was typed before.
    ForAll,
}

impl Session {
    /// What stands at a position of a text; `None` where it is no text of the site.
    pub async fn spot(&self, at: &TextDocumentPositionParams, wait: Wait) -> Option<CursorSpot<'_>> {
        let path = self.path(&at.text_document.uri)?;
        let state = match wait {
            Wait::ForAnything => self.worker.state().await,
            Wait::ForAll => self.worker.settled().await,
        }?;
        let text = self.text(&state, &path)?;
        let kind = kind_of(&path, state.snapshot.tree.loose)?;
        let byte = self.units.byte(&text, at.position);
        let style = Style::of(&state.snapshot.site.config);
        let cursor = Cursor::at(kind, &text, byte, &style);
        let file = state.snapshot.tree.with_ids().find(|(_, file)| file.path == path).map(|(id, _)| id);
        Some(CursorSpot { session: self, state, file, kind, text, byte, cursor })
    }

    pub fn open(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The path in the site of a file; `None` if it lies elsewhere.
    pub fn path(&self, uri: &Uri) -> Option<String> {
        let path = uri.to_file_path()?;
        let inside = path.strip_prefix(&self.root).ok()?;
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        (!parts.is_empty()).then(|| parts.join("/"))
    }

    /// The text of a file as the editor shows it, else as it was read.
    pub fn text(&self, state: &State, path: &str) -> Option<String> {
        if let Some(text) = self.open().get(path) {
            return Some(text.clone());
        }
        state.snapshot.tree.files.iter().find(|file| file.path == path).map(|file| file.text().to_owned())
    }

    pub fn location(&self, state: &State, file: FileId, bytes: Range<usize>) -> Option<Location> {
        let file = state.snapshot.tree.file(file)?;
        Some(Location { uri: uri(&self.root, &file.path)?, range: self.units.in_file(file, bytes) })
    }

    /// Takes a text without a byte order mark and with plain line ends, as files are read.
    pub fn take(&self, path: String, text: &str) {
        let text = with_plain_line_ends(text.trim_start_matches('\u{feff}').to_owned());
        self.open().insert(path.clone(), text.clone());
        self.worker.edited(path, Some(text));
    }
}

impl CursorSpot<'_> {
    pub fn thing(&self) -> Option<(Thing, Range<usize>)> {
        let state = &self.state;
        let known = self.file.filter(|file| references::is_read(state, *file));
        match known {
            Some(file) => references::at(state, file, self.byte),
            None => references::unread(state, self.kind, &self.text, &self.cursor),
        }
    }
}
