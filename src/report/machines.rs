//! Diagnostics for machines that show them beside the lines: commands of GitHub's runners, and SARIF (OASIS, 2.1.0).

use serde_json::{Value, json};

use super::{FramePlace, place};
use crate::check::codes;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::source::SourceTree;
use crate::text::printable_json;

/// One command a diagnostic: `::error file=…,line=…,col=…,title=…::…`.
pub(super) fn github(diagnostics: &Diagnostics, tree: &SourceTree) -> String {
    diagnostics.0.iter().map(|diagnostic| command(diagnostic, tree)).collect()
}

fn command(diagnostic: &Diagnostic, tree: &SourceTree) -> String {
    let mut properties: Vec<String> = Vec::new();
    if let Some(FramePlace { file: Some(file), line, column, .. }) =
        diagnostic.at.as_ref().map(|at| place(at, tree))
    {
        properties.push(format!("file={}", property(&file)));
        properties.extend(line.map(|line| format!("line={line}")));
        properties.extend(column.map(|column| format!("col={column}")));
    }
    properties.push(format!("title={}", property(&diagnostic.code)));
    format!("::{} {}::{}\n", diagnostic.severity.name(), properties.join(","), data(&whole(diagnostic)))
}

/// The message with what to do.
fn whole(diagnostic: &Diagnostic) -> String {
    let hints = diagnostic.hints.iter().map(|hint| format!("\n{hint}"));
    std::iter::once(diagnostic.message.clone()).chain(hints).collect()
}

/// What ends a command or a property of it is written otherwise.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// One log with every diagnostic, and what its code means.
pub(super) fn sarif(diagnostics: &Diagnostics, tree: &SourceTree) -> String {
    let known = codes();
    let mut used: Vec<&str> = diagnostics.0.iter().map(|diagnostic| &*diagnostic.code).collect();
    used.sort_unstable();
    used.dedup();
    let rule = |name: &&str| {
        let code = known.iter().find(|code| code.name == *name);
        json!({
            "id": name,
            "shortDescription": {"text": code.map(|code| code.meaning()).unwrap_or_default()},
            "help": {"text": code.map_or("", |code| code.text), "markdown": code.map_or("", |code| code.text)},
        })
    };
    let rules: Vec<Value> = used.iter().map(rule).collect();
    let results: Vec<Value> = diagnostics.0.iter().map(|diagnostic| result(diagnostic, tree)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "dateline", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{}\n", printable_json(&serde_json::to_string_pretty(&log).unwrap_or_default()))
}

fn result(diagnostic: &Diagnostic, tree: &SourceTree) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut result =
        json!({"ruleId": diagnostic.code, "level": level, "message": {"text": whole(diagnostic)}});
    if let Some(FramePlace { file: Some(file), line, column, end_line, end_column }) =
        diagnostic.at.as_ref().map(|at| place(at, tree))
    {
        let mut location = json!({"artifactLocation": {"uri": crate::text::uri(&file)}});
        if let Some(line) = line {
            location["region"] = json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column});
        }
        result["locations"] = json!([{"physicalLocation": location}]);
    }
    result
}
