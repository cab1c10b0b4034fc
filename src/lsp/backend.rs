//! The messages of the protocol, each with its answer.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CodeActionParams, CodeActionProviderCapability, CodeActionResponse, CodeLens, CodeLensOptions,
    CodeLensParams, Command, CompletionOptions, CompletionParams, CompletionResponse,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWatchedFilesRegistrationOptions,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentSymbol,
    DocumentSymbolParams, DocumentSymbolResponse, FileSystemWatcher, FoldingRange, FoldingRangeKind,
    FoldingRangeParams, FoldingRangeProviderCapability, GlobPattern, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverContents, HoverParams, HoverProviderCapability, InitializeParams,
    InitializeResult, InitializedParams, InlayHint, InlayHintLabel, InlayHintParams, Location, MarkupContent,
    MarkupKind, MessageType, OneOf, Position, PositionEncodingKind, PrepareRenameResponse, ReferenceParams,
    Registration, RenameOptions, RenameParams, ResourceOperationKind, SemanticToken, SemanticTokenType,
    SemanticTokens, SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions,
    SemanticTokensParams, SemanticTokensResult, SemanticTokensServerCapabilities, ServerCapabilities,
    ServerInfo, SymbolKind, TextDocumentIdentifier, TextDocumentPositionParams, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextEdit, Uri, WorkspaceEdit, WorkspaceSymbol, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};
use tower_lsp_server::{Client, LanguageServer};

use super::cursor::Cursor;
use super::outbox::Outbox;
use super::position::Units;
use super::references::Reference;
use super::session::{CursorSpot, Session, Wait};
use super::worker::Worker;
use super::{
    code_action, code_lens, completion, definition, document_symbol, folding_range, hover, inlay_hint, keys,
    references, rename, semantic_tokens, workspace_symbol,
};
use crate::Options;
use crate::diag::At;
use crate::names::{Thing, key};
use crate::parse;
use crate::report;
use crate::source::real;

/// The server as the protocol sees it.
pub(super) struct Backend {
    client: Client,
    site: Option<PathBuf>,
    options: Options,
    outbox: Arc<Outbox>,
    session: OnceLock<Session>,
}

impl Backend {
    pub fn new(client: Client, site: Option<PathBuf>, options: Options, outbox: Arc<Outbox>) -> Self {
        Self { client, site, options, outbox, session: OnceLock::new() }
    }

    fn session(&self) -> Result<&Session> {
        self.session.get().ok_or_else(Error::invalid_request)
    }

    /// What stands at a position of a text; `None` where it is no text of the site.
    async fn spot(&self, at: &TextDocumentPositionParams, wait: Wait) -> Result<Option<CursorSpot<'_>>> {
        Ok(self.session()?.spot(at, wait).await)
    }

    /// The address of the page that a file becomes, from the site's root: a request of our own, for previews beside the text.
    pub(super) async fn page(&self, params: CodeLensParams) -> Result<Option<String>> {
        let Some(spot) = self.whole(params.text_document, Wait::ForAll).await? else { return Ok(None) };
        let (Some(file), state) = (spot.file, &spot.state) else { return Ok(None) };
        let route = state.snapshot.routes.iter().find(|route| state.source_of(route) == Some(file));
        Ok(route.map(|route| state.file(route)))
    }

    /// A text as a whole; `None` where it is no text of the site.
    async fn whole(
        &self,
        text_document: TextDocumentIdentifier,
        wait: Wait,
    ) -> Result<Option<CursorSpot<'_>>> {
        self.spot(&TextDocumentPositionParams { text_document, position: Position::default() }, wait).await
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
        let edits = params.capabilities.workspace.as_ref().and_then(|one| one.workspace_edit.as_ref());
        let operations = edits.and_then(|edits| edits.resource_operations.as_deref()).unwrap_or(&[]);
        let creates = operations.contains(&ResourceOperationKind::Create);
        let files = params.capabilities.workspace.and_then(|workspace| workspace.did_change_watched_files);
        let watches = files.and_then(|files| files.dynamic_registration).unwrap_or(false);
        let worker = Worker::start(root.clone(), self.options.clone(), Arc::clone(&self.outbox), units);
        let worker = worker.map_err(|failure| Error {
            message: report::failure(&failure).into(),
            ..Error::internal_error()
        })?;
        let _ = self.session.set(Session { root, units, watches, creates, worker, open: Mutex::default() });
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
            workspace_symbol_provider: Some(OneOf::Left(true)),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: None }),
            inlay_hint_provider: Some(OneOf::Left(true)),
            semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
                SemanticTokensOptions {
                    legend: SemanticTokensLegend {
                        token_types: semantic_tokens::LEGEND.map(SemanticTokenType::new).to_vec(),
                        token_modifiers: Vec::new(),
                    },
                    full: Some(SemanticTokensFullOptions::Bool(true)),
                    ..SemanticTokensOptions::default()
                },
            )),
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
        let Some(session) = self.session.get().filter(|session| session.watches) else { return };
        let watcher = |pattern: &str| FileSystemWatcher {
            glob_pattern: GlobPattern::String(format!("{}/{pattern}", session.root.display())),
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
        let Ok(session) = self.session() else { return };
        if let Some(path) = session.path(&params.text_document.uri) {
            session.take(path, &params.text_document.text);
        }
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let Ok(session) = self.session() else { return };
        let Some(path) = session.path(&params.text_document.uri) else { return };
        let mut text = session.open().get(&path).cloned().unwrap_or_default();
        for change in params.content_changes {
            match change.range {
                Some(range) => text.replace_range(session.units.bytes(&text, range), &change.text),
                None => text = change.text,
            }
        }
        session.take(path, &text);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let Ok(session) = self.session() else { return };
        session.worker.changed(session.path(&params.text_document.uri).into_iter().collect());
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let Ok(session) = self.session() else { return };
        if let Some(path) = session.path(&params.text_document.uri) {
            session.open().remove(&path);
            session.worker.edited(path, None);
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let Ok(session) = self.session() else { return };
        session
            .worker
            .changed(params.changes.iter().filter_map(|change| session.path(&change.uri)).collect());
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
            spot.session.units,
        );
        Ok(Some(CompletionResponse::List(list)))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let Some(spot) = self.spot(&params.text_document_position_params, Wait::ForAll).await? else {
            return Ok(None);
        };
        let said = match (spot.thing(), &spot.cursor) {
            (Some((thing, word)), _) => Some((hover::hover(&spot.state, thing), word)),
            (None, Cursor::Value { path, word, .. }) if path.last().is_some_and(|key| keys::is_date(key)) => {
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
            range: Some(spot.session.units.range(&spot.text, word)),
        }))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let Some(spot) = self.spot(&params.text_document_position_params, Wait::ForAll).await? else {
            return Ok(None);
        };
        let place = spot.thing().and_then(|(thing, _)| definition::definition(&spot.state, thing));
        let place = place.and_then(|(file, bytes)| spot.session.location(&spot.state, file, bytes));
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
        Ok(Some(places.filter_map(|one| spot.session.location(&spot.state, one.file, one.word)).collect()))
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
            range: spot.session.units.range(&spot.text, word),
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
            if let Some(place) = spot.session.location(&spot.state, one.file, one.word) {
                changes.entry(place.uri).or_default().push(TextEdit::new(place.range, written));
            }
        }
        Ok(Some(WorkspaceEdit::new(changes)))
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let Some(spot) = self.whole(params.text_document, Wait::ForAnything).await? else { return Ok(None) };
        let symbol = |(name, bytes): (String, Range<usize>)| {
            let range = spot.session.units.range(&spot.text, bytes);
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
        let Session { root, units, creates, .. } = spot.session;
        let form = code_action::Abilities { root, units: *units, creates: *creates };
        Ok(Some(code_action::actions(&spot.state, form, file, &uri, asked)))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let session = self.session()?;
        let Some(state) = session.worker.settled().await else { return Ok(None) };
        let symbol = |(thing, name, at): (Thing, &str, &At)| {
            let place = session.location(&state, at.file, report::range(at, &state.snapshot.tree))?;
            let (kind, sort) = sort_of(thing);
            Some(WorkspaceSymbol {
                name: name.to_owned(),
                kind,
                tags: None,
                container_name: Some(sort.to_owned()),
                location: OneOf::Left(place),
                data: None,
            })
        };
        let found = tokio::task::block_in_place(|| {
            workspace_symbol::symbols(&state, &params.query).into_iter().filter_map(symbol).collect()
        });
        Ok(Some(WorkspaceSymbolResponse::Nested(found)))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let Some(spot) = self.whole(params.text_document, Wait::ForAnything).await? else { return Ok(None) };
        let line = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
        let folds = folding_range::folds(spot.kind, &spot.text).into_iter();
        let fold = |fold: folding_range::Fold| FoldingRange {
            start_line: line(fold.start),
            end_line: line(fold.end),
            kind: Some(FoldingRangeKind::Region),
            ..FoldingRange::default()
        };
        Ok(Some(folds.map(fold).collect()))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let Some(spot) = self.whole(params.text_document.clone(), Wait::ForAll).await? else {
            return Ok(None);
        };
        let (Some(file), state, session) = (spot.file, &spot.state, spot.session) else { return Ok(None) };
        let lens = |lens: code_lens::Lens| {
            let range = session.location(state, file, lens.bytes)?.range;
            let places = lens.places.iter();
            let places = places
                .filter_map(|at| session.location(state, at.file, report::range(at, &state.snapshot.tree)));
            let places: Vec<Location> = places.collect();
            let arguments = [
                serde_json::to_value(&params.text_document.uri),
                serde_json::to_value(range.start),
                serde_json::to_value(&places),
            ];
            Some(CodeLens {
                range,
                command: Some(Command {
                    title: lens.title,
                    command: "dateline.showReferences".into(),
                    arguments: Some(arguments.into_iter().flatten().collect()),
                }),
                data: None,
            })
        };
        let lenses = tokio::task::block_in_place(|| code_lens::lenses(state, file));
        Ok(Some(lenses.into_iter().filter_map(lens).collect()))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let Some(spot) = self.whole(params.text_document, Wait::ForAll).await? else { return Ok(None) };
        let (Some(file), units) = (spot.file, spot.session.units) else { return Ok(None) };
        let Some(source) = spot.state.snapshot.tree.file(file) else { return Ok(None) };
        let asked = units.bytes(source.text(), params.range);
        let hint = |(byte, words): (usize, String)| InlayHint {
            position: units.in_file(source, byte..byte).start,
            label: InlayHintLabel::String(words),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: Some(true),
            data: None,
        };
        let hints = tokio::task::block_in_place(|| inlay_hint::hints(&spot.state, file, &asked));
        Ok(Some(hints.into_iter().map(hint).collect()))
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let Some(spot) = self.whole(params.text_document, Wait::ForAll).await? else { return Ok(None) };
        let (Some(file), units) = (spot.file, spot.session.units) else { return Ok(None) };
        let Some(source) = spot.state.snapshot.tree.file(file) else { return Ok(None) };
        let tokens = tokio::task::block_in_place(|| semantic_tokens::tokens(&spot.state, file));
        let mut last = Position::default();
        let token = |(bytes, token_type): (Range<usize>, u32)| {
            let range = units.in_file(source, bytes);
            let is_further = range.start.line > last.line;
            let from = if is_further { 0 } else { last.character };
            let token = SemanticToken {
                delta_line: range.start.line.saturating_sub(last.line),
                delta_start: range.start.character.saturating_sub(from),
                length: range.end.character.saturating_sub(range.start.character),
                token_type,
                token_modifiers_bitset: 0,
            };
            last = range.start;
            token
        };
        let data = tokens.into_iter().map(token).collect();
        Ok(Some(SemanticTokensResult::Tokens(SemanticTokens { result_id: None, data })))
    }
}

/// What an editor calls a thing, with the word for it.
fn sort_of(thing: Thing) -> (SymbolKind, &'static str) {
    match thing {
        Thing::Actor(_) => (SymbolKind::CLASS, "actor"),
        Thing::Place(_) => (SymbolKind::STRUCT, "place"),
        Thing::Page(_) => (SymbolKind::INTERFACE, "page"),
        Thing::Event(_) => (SymbolKind::EVENT, "event"),
        Thing::Conflict(_) => (SymbolKind::NAMESPACE, "conflict"),
        Thing::Article(_) => (SymbolKind::FILE, "article"),
        Thing::Source(_) | Thing::OwnSource(..) => (SymbolKind::CONSTANT, "source"),
    }
}
