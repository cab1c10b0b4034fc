//! Quick fixes: what may be written instead of a mistake.

use std::collections::HashMap;
use std::path::Path;

use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CreateFile, CreateFileOptions,
    Diagnostic as LspDiagnostic, DocumentChangeOperation, DocumentChanges, NumberOrString, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use super::creation::{Creation, NewText, creations};
use super::position::Units;
use super::worker::uri as uri_of;
use crate::diag::{Diagnostic, FileId};
use crate::live::State;
use crate::report;

/// What an editor takes, and how.
#[derive(Clone, Copy)]
pub(super) struct Abilities<'a> {
    pub root: &'a Path,
    pub units: Units,
    /// Whether it makes new files.
    pub creates: bool,
}

/// The fixes of the mistakes that an editor asks about, in a file of a state.
pub(super) fn actions(
    state: &State,
    form: Abilities,
    file: FileId,
    uri: &Uri,
    asked: &[LspDiagnostic],
) -> Vec<CodeActionOrCommand> {
    let tree = &state.snapshot.tree;
    let Some(source) = tree.file(file) else { return Vec::new() };
    let of_file = state.diagnostics().iter().filter(|one| one.at.as_ref().is_some_and(|at| at.file == file));
    let mut actions = Vec::new();
    for one in of_file {
        let range = one.at.as_ref().map(|at| form.units.in_file(source, report::range(at, tree)));
        let Some(asked) = asked.iter().find(|asked| Some(asked.range) == range && is_about(asked, one))
        else {
            continue;
        };
        for (fix, edit) in report::edits(one, tree) {
            let new = TextEdit::new(form.units.in_file(source, edit.range), edit.text);
            actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                title: format!("Write `{}`", fix.text),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![asked.clone()]),
                is_preferred: Some(fix.certain),
                edit: Some(WorkspaceEdit::new(HashMap::from([(uri.clone(), vec![new])]))),
                ..CodeAction::default()
            }));
        }
        for Creation { title, change } in creations(state, one) {
            let Some(edit) = workspace_edit(state, form, change) else { continue };
            actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![asked.clone()]),
                edit: Some(edit),
                ..CodeAction::default()
            }));
        }
    }
    actions
}

/// A change as the protocol has it; `None` for a new file where the editor makes none.
fn workspace_edit(state: &State, form: Abilities, change: NewText) -> Option<WorkspaceEdit> {
    match change {
        NewText::Insert { file, at, text } => {
            let source = state.snapshot.tree.file(file)?;
            let new = TextEdit::new(form.units.in_file(source, at..at), text);
            Some(WorkspaceEdit::new(HashMap::from([(uri_of(form.root, &source.path)?, vec![new])])))
        }
        NewText::NewFile { path, text } => {
            let uri = form.creates.then(|| uri_of(form.root, &path))??;
            let options = Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) });
            let create = CreateFile { uri: uri.clone(), options, annotation_id: None };
            let whole = Range::new(Position::default(), Position::default());
            let write = TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
                edits: vec![OneOf::Left(TextEdit::new(whole, text))],
            };
            let steps = vec![
                DocumentChangeOperation::Op(ResourceOp::Create(create)),
                DocumentChangeOperation::Edit(write),
            ];
            let document_changes = Some(DocumentChanges::Operations(steps));
            Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
        }
    }
}

/// Whether an editor means a mistake.
fn is_about(asked: &LspDiagnostic, one: &Diagnostic) -> bool {
    let code = NumberOrString::String(one.code.to_string());
    asked.source.as_deref() == Some("dateline")
        && asked.code == Some(code)
        && asked.message.starts_with(&one.message)
}
