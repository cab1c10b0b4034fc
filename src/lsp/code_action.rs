//! Quick fixes: what may be written instead of a mistake.

use std::collections::HashMap;

use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, Diagnostic as LspDiagnostic, NumberOrString, TextEdit,
    Uri, WorkspaceEdit,
};

use super::position::Units;
use crate::diag::{Diagnostic, FileId};
use crate::live::State;
use crate::report;

/// The fixes of the mistakes that an editor asks about, in a file of a state.
pub(super) fn actions(
    state: &State,
    units: Units,
    file: FileId,
    uri: &Uri,
    asked: &[LspDiagnostic],
) -> Vec<CodeActionOrCommand> {
    let tree = &state.snapshot.tree;
    let Some(source) = tree.file(file) else { return Vec::new() };
    let of_file = state.diagnostics().iter().filter(|one| one.at.as_ref().is_some_and(|at| at.file == file));
    let mut actions = Vec::new();
    for one in of_file {
        let range = one.at.as_ref().map(|at| units.in_file(source, report::range(at, tree)));
        let Some(asked) = asked.iter().find(|asked| Some(asked.range) == range && is_about(asked, one))
        else {
            continue;
        };
        for (fix, edit) in report::edits(one, tree) {
            let new = TextEdit::new(units.in_file(source, edit.range), edit.text);
            actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                title: format!("Write `{}`", fix.text),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![asked.clone()]),
                is_preferred: Some(fix.certain),
                edit: Some(WorkspaceEdit::new(HashMap::from([(uri.clone(), vec![new])]))),
                ..CodeAction::default()
            }));
        }
    }
    actions
}

/// Whether an editor means a mistake.
fn is_about(asked: &LspDiagnostic, one: &Diagnostic) -> bool {
    let code = NumberOrString::String(one.code.to_string());
    asked.source.as_deref() == Some("dateline")
        && asked.code == Some(code)
        && asked.message.starts_with(&one.message)
}
