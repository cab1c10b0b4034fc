//! The messages of the protocol, each with its answer.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CodeActionParams, CodeActionProviderCapability, CodeActionResponse, CompletionOptions, CompletionParams,
    CompletionResponse, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse,
    FileSystemWatcher, GlobPattern, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverContents,
    HoverParams, HoverProviderCapability, InitializeParams, InitializeResult, InitializedParams, Location,
    MarkupContent, MarkupKind, MessageType, OneOf, Position, PositionEncodingKind, PrepareRenameResponse,
    ReferenceParams, Registration, RenameOptions, RenameParams, ServerCapabilities, ServerInfo, SymbolKind,
    TextDocumentPositionParams, TextDocumentSyncCapability, TextDocumentSyncKind, TextEdit, Uri,
    WorkspaceEdit,
};
use tower_lsp_server::{Client, LanguageServer};

use super::cursor::Cursor;
use super::outbox::Outbox;
use super::position::Units;
use super::references::Reference;
use super::worker::{Worker, uri};
use super::{code_action, completion, definition, document_symbol, hover, keys, references, rename};
use crate::Options;
use crate::diag::FileId;
use crate::live::State;
use crate::names::{Thing, key};
use crate::parse::{self, Style};
use crate::report;
use crate::source::{Kind, kind_of, real, with_plain_line_ends};

/// The server as the protocol sees it.
pub(super) struct Backend {
    client: Client,
    site: Option<PathBuf>,
    options: Options,
    outbox: Arc<Outbox>,
    desk: OnceLock<Session>,
}

/// What there is once the editor has said which folder it shows.
struct Session {
    root: PathBuf,
    units: Units,
    watches: bool,
    worker: Worker,
    /// The texts that the editor shows, by their path in the site.
    open: Mutex<HashMap<String, String>>,
}

/// A place in a text that the editor shows.
struct CursorSpot<'a> {
    desk: &'a Session,
    state: Arc<State>,
    /// The file in the state, if it has one.
    file: Option<FileId>,
    kind: Kind,
    text: String,
    byte: usize,
    cursor: Cursor,
}

impl Backend {
    pub fn new(client: Client, site: Option<PathBuf>, options: Options, outbox: Arc<Outbox>) -> Self {
        Self { client, site, options, outbox, desk: OnceLock::new() }
    }

    fn desk(&self) -> Result<&Session> {
        self.desk.get().ok_or_else(Error::invalid_request)
    }

    /// What stands at a position of a text; `None` where it is no text of the site.
    async fn spot(&self, at: &TextDocumentPositionParams, wait: Wait) -> Result<Option<CursorSpot<'_>>> {
        let desk = self.desk()?;
        let Some(path) = desk.path(&at.text_document.uri) else { return Ok(None) };
        let state = match wait {
            Wait::ForAnything => desk.worker.state().await,
            Wait::ForAll => desk.worker.settled().await,
        };
        let Some(state) = state else { return Ok(None) };
        let text = desk.text(&state, &path);
        let (Some(kind), Some(text)) = (kind_of(&path, state.snapshot.tree.loose), text) else {
            return Ok(None);
        };
        let byte = desk.units.byte(&text, at.position);
        let style = Style::of(&state.snapshot.site.config);
        let cursor = Cursor::at(kind, &text, byte, &style);
        let file = state.snapshot.tree.with_ids().find(|(_, file)| file.path == path).map(|(id, _)| id);
        Ok(Some(CursorSpot { desk, state, file, kind, text, byte, cursor }))
    }
}

/// What an answer must know.
#[derive(Clone, Copy)]
enum Wait {
    /// Some state of the site.
    ForAnything,
    /// Everything that was typed before.
    ForAll,
}

impl Session {
    fn open(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The path in the site of a file; `None` if it lies elsewhere.
    fn path(&self, uri: &Uri) -> Option<String> {
        let path = uri.to_file_path()?;
        let inside = path.strip_prefix(&self.root).ok()?;
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        (!parts.is_empty()).then(|| parts.join("/"))
    }

    /// The text of a file as the editor shows it, else as it was read.
    fn text(&self, state: &State, path: &str) -> Option<String> {
        if let Some(text) = self.open().get(path) {
            return Some(text.clone());
        }
        state.snapshot.tree.files.iter().find(|file| file.path == path).map(|file| file.text().to_owned())
    }

    fn location(&self, state: &State, file: FileId, bytes: Range<usize>) -> Option<Location> {
        let file = state.snapshot.tree.file(file)?;
        Some(Location { uri: uri(&self.root, &file.path)?, range: self.units.in_file(file, bytes) })
    }

    /// Takes a text without a byte order mark and with plain line ends, as files are read.
    fn take(&self, path: String, text: &str) {
        let text = with_plain_line_ends(text.trim_start_matches('\u{feff}').to_owned());
        self.open().insert(path.clone(), text.clone());
        self.worker.edited(path, Some(text));
    }
}

impl CursorSpot<'_> {
    fn thing(&self) -> Option<(Thing, Range<usize>)> {
        let state = &self.state;
        let known = self.file.filter(|file| references::is_read(state, *file));
        match known {
            Some(file) => references::at(state, file, self.byte),
            None => references::unread(state, self.kind, &self.text, &self.cursor),
        }
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        #[expect(deprecated, reason = "older editors give nothing else")]
        let (folder, before) =
            (params.workspace_folders.and_then(|all| all.into_iter().next()), params.root_uri);
        let shown = folder.map(|folder| folder.uri).or(before);
        let shown = shown.and_then(|uri| uri.to_file_path().map(|path| path.into_owned()));
        let root = self.site.clone().or(shown).unwrap_or_else(|| PathBuf::from("."));
        let root = real(&root);
        let offered = params.capabilities.general.and_then(|general| general.position_encodings);
        let units = match offered {
            Some(units) if units.contains(&PositionEncodingKind::UTF8) => Units::Utf8,
            _ => Units::Utf16,
        };
        let files = params.capabilities.workspace.and_then(|workspace| workspace.did_change_watched_files);
        let watches = files.and_then(|files| files.dynamic_registration).unwrap_or(false);
        let worker = Worker::start(root.clone(), self.options.clone(), Arc::clone(&self.outbox), units);
        let worker = worker.map_err(|failure| Error {
            message: report::failure(&failure).into(),
            ..Error::internal_error()
        })?;
        let _ = self.desk.set(Session { root, units, watches, worker, open: Mutex::default() });
        let signs = ["[", "^", ":", " ", "-", "|", "—", ","].map(str::to_owned);
        let capabilities = ServerCapabilities {
            position_encoding: Some(match units {
                Units::Utf8 => PositionEncodingKind::UTF8,
                Units::Utf16 => PositionEncodingKind::UTF16,
            }),
            text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::INCREMENTAL)),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(signs.to_vec()),
                ..CompletionOptions::default()
            }),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            code_action_provider: Some(CodeActionProviderCapability::Simple(true)),
            rename_provider: Some(OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: Default::default(),
            })),
            ..ServerCapabilities::default()
        };
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        let server_info = Some(ServerInfo { name: "dateline".into(), version });
        Ok(InitializeResult { capabilities, server_info, ..InitializeResult::default() })
    }

    async fn initialized(&self, _: InitializedParams) {
        let Some(desk) = self.desk.get().filter(|desk| desk.watches) else { return };
        let watcher = |pattern: &str| FileSystemWatcher {
            glob_pattern: GlobPattern::String(format!("{}/{pattern}", desk.root.display())),
            kind: None,
        };
        let parts = ["site.yaml", "content/**", "templates/**", "static/**"];
        let options =
            DidChangeWatchedFilesRegistrationOptions { watchers: parts.into_iter().map(watcher).collect() };
        let registration = Registration {
            id: "files".into(),
            method: "workspace/didChangeWatchedFiles".into(),
            register_options: serde_json::to_value(options).ok(),
        };
        let client = self.client.clone();
        // The answer comes as a message of its own, which is handled after this one.
        tokio::spawn(async move {
            if let Err(error) = client.register_capability(vec![registration]).await {
                client.log_message(MessageType::WARNING, error.to_string()).await;
            }
        });
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let Ok(desk) = self.desk() else { return };
        if let Some(path) = desk.path(&params.text_document.uri) {
            desk.take(path, &params.text_document.text);
        }
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let Ok(desk) = self.desk() else { return };
        let Some(path) = desk.path(&params.text_document.uri) else { return };
        let mut text = desk.open().get(&path).cloned().unwrap_or_default();
        for change in params.content_changes {
            match change.range {
                Some(range) => text.replace_range(desk.units.bytes(&text, range), &change.text),
                None => text = change.text,
            }
        }
        desk.take(path, &text);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let Ok(desk) = self.desk() else { return };
        desk.worker.changed(desk.path(&params.text_document.uri).into_iter().collect());
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let Ok(desk) = self.desk() else { return };
        if let Some(path) = desk.path(&params.text_document.uri) {
            desk.open().remove(&path);
            desk.worker.edited(path, None);
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let Ok(desk) = self.desk() else { return };
        desk.worker.changed(params.changes.iter().filter_map(|change| desk.path(&change.uri)).collect());
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let Some(spot) = self.spot(&params.text_document_position, Wait::ForAnything).await? else {
            return Ok(None);
        };
        let list = completion::completion(
            &spot.state,
            spot.file,
            spot.kind,
            &spot.text,
            spot.byte,
            &spot.cursor,
            spot.desk.units,
        );
        Ok(Some(CompletionResponse::List(list)))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let Some(spot) = self.spot(&params.text_document_position_params, Wait::ForAll).await? else {
            return Ok(None);
        };
        let said = match (spot.thing(), &spot.cursor) {
            (Some((thing, word)), _) => Some((hover::hover(&spot.state, thing), word)),
            (None, Cursor::Value { path, word, .. }) if path.last().is_some_and(|key| is_date(key)) => {
                let written = spot.text.get(word.clone()).unwrap_or("");
                parse::when(written).ok().map(|when| (hover::date(&spot.state, &when), word.clone()))
            }
            (None, Cursor::Key { path, word, .. }) => {
                let key = spot.text.get(word.clone()).unwrap_or("").trim().to_owned();
                let path: Vec<String> = path.iter().cloned().chain([key]).collect();
                let schema = keys::of(spot.kind);
                schema.and_then(|schema| keys::description(schema, &path)).map(|said| (said, word.clone()))
            }
            _ => None,
        };
        Ok(said.map(|(value, word)| Hover {
            contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
            range: Some(spot.desk.units.range(&spot.text, word)),
        }))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let Some(spot) = self.spot(&params.text_document_position_params, Wait::ForAll).await? else {
            return Ok(None);
        };
        let place = spot.thing().and_then(|(thing, _)| definition::definition(&spot.state, thing));
        let place = place.and_then(|(file, bytes)| spot.desk.location(&spot.state, file, bytes));
        Ok(place.map(GotoDefinitionResponse::Scalar))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let Some(spot) = self.spot(&params.text_document_position, Wait::ForAll).await? else {
            return Ok(None);
        };
        let Some((thing, _)) = spot.thing() else { return Ok(None) };
        let all = tokio::task::block_in_place(|| references::all(&spot.state, thing));
        let asked = |one: &Reference| params.context.include_declaration || !one.is_own;
        let places = all.into_iter().filter(asked);
        Ok(Some(places.filter_map(|one| spot.desk.location(&spot.state, one.file, one.word)).collect()))
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let Some(spot) = self.spot(&params, Wait::ForAll).await? else { return Ok(None) };
        let Some((thing, word)) = spot.thing() else { return Ok(None) };
        let Some(name) = rename::main_name(&spot.state, thing) else { return Ok(None) };
        let by_its_name = spot.text.get(word.clone()).is_some_and(|written| key(written) == key(name));
        Ok(by_its_name.then(|| PrepareRenameResponse::RangeWithPlaceholder {
            range: spot.desk.units.range(&spot.text, word),
            placeholder: name.to_owned(),
        }))
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let Some(spot) = self.spot(&params.text_document_position, Wait::ForAll).await? else {
            return Ok(None);
        };
        let refused = |message: String| Error { message: message.into(), ..Error::invalid_params("") };
        let Some((thing, _)) = spot.thing() else {
            return Err(refused("no name of the site stands here".into()));
        };
        let new = params.new_name.trim();
        if let Some(why) = rename::refusal(&spot.state, thing, new) {
            return Err(refused(why));
        }
        let edits = tokio::task::block_in_place(|| rename::edits(&spot.state, thing, new));
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        for (one, written) in edits {
            if let Some(place) = spot.desk.location(&spot.state, one.file, one.word) {
                changes.entry(place.uri).or_default().push(TextEdit::new(place.range, written));
            }
        }
        Ok(Some(WorkspaceEdit::new(changes)))
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let position = Position::default();
        let at = TextDocumentPositionParams { text_document: params.text_document, position };
        let Some(spot) = self.spot(&at, Wait::ForAnything).await? else { return Ok(None) };
        let symbol = |(name, bytes): (String, Range<usize>)| {
            let range = spot.desk.units.range(&spot.text, bytes);
            #[expect(deprecated, reason = "the type has the field still")]
            DocumentSymbol {
                name,
                detail: None,
                kind: SymbolKind::STRING,
                tags: None,
                deprecated: None,
                range,
                selection_range: range,
                children: None,
            }
        };
        let symbols = document_symbol::symbols(spot.kind, &spot.text).into_iter().map(symbol).collect();
        Ok(Some(DocumentSymbolResponse::Nested(symbols)))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        let at =
            TextDocumentPositionParams { text_document: params.text_document, position: params.range.start };
        let Some(spot) = self.spot(&at, Wait::ForAll).await? else { return Ok(None) };
        let Some(file) = spot.file else { return Ok(None) };
        let asked = &params.context.diagnostics;
        Ok(Some(code_action::actions(&spot.state, spot.desk.units, file, &uri, asked)))
    }
}

/// Whether a key's value is a date.
fn is_date(key: &str) -> bool {
    matches!(
        key,
        "when" | "start" | "end" | "published" | "date" | "updated" | "as_of" | "valid" | "accessed"
    )
}
