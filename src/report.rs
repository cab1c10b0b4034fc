//! Diagnostics for people and programs: human, short and JSON.

mod balance;
mod edit;
mod flood;
mod frame;
mod languages;
mod machines;
mod outside;
mod wanted;

use std::ops::Range;

pub use balance::balances;
pub use languages::languages;
pub use outside::{outside, outside_summary, wrong};
pub use wanted::wanted;

use serde::Serialize;

use crate::diag::{At, Diagnostic, Diagnostics, Failure, Fix, Severity, Spot};
use crate::source::{Kind, SourceFile, SourceTree};
use crate::text::{count, printable, printable_json, visible};
use crate::yaml::Part;

pub use edit::{Edit, certain, edits};
pub use flood::HowMuch;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the source line and carets.
    #[default]
    Human,
    /// One line each.
    Short,
    /// One JSON array.
    Json,
    /// A command of GitHub's runners each, which show it beside the line.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourChoice {
    /// On a terminal.
    Yes,
    /// In files, pipes and with `NO_COLOR`.
    No,
}

/// A place as people and programs name it; lines and columns from 1, columns in characters.
#[derive(Debug, Default, Serialize)]
struct FramePlace {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// Sorts by file and place, drops what is said twice, and gives a way out to those that have none of their own.
pub fn sort(diagnostics: &mut Diagnostics, tree: &SourceTree) {
    for diagnostic in diagnostics.0.iter_mut().filter(|d| d.hints.is_empty() && d.labels.is_empty()) {
        let kind = diagnostic.at.as_ref().and_then(|at| Some(tree.file(at.file)?.kind));
        let fields = if kind == Some(Kind::Site) { "docs/settings.md" } else { "docs/content.md" };
        let hint = usual_hint(&diagnostic.code).map(|hint| hint.replace("docs/content.md", fields));
        diagnostic.hints.extend(hint);
    }
    diagnostics.0.sort_by_cached_key(|d| {
        let key = d.at.as_ref().map(|at| (tree.place(at.file), range(at, tree).start));
        (key.is_none(), key, d.code.clone(), d.message.clone())
    });
    diagnostics.0.dedup();
}

/// What to do about a code, when nothing more special is known.
fn usual_hint(code: &str) -> Option<&'static str> {
    Some(match code {
        "dead-anchor" => "check the part after `#`; a heading's id is made from its words",
        "dead-link" => "check the path; it counts from the page that it stands on",
        "missing-image" => "put the picture beside the text that shows it, or correct its name",
        "missing-key" => "add it; docs/content.md lists the fields",
        "missing-title" => "add `title: …` to the front matter",
        "out-of-range" => "docs/content.md says what is allowed",
        "template-error" => "docs/templates.md lists what templates may use",
        "unknown-article" => "write the title, the slug or the path of an article of this site",
        "wikilink-not-found" => "write a name, an alias, a title, a slug or an id of this site",
        "wrong-type" => "docs/content.md has an example of each field",
        "unknown-key" => "docs/content.md lists the keys",
        _ => return None,
    })
}

/// All diagnostics as one text; for people, of a code that occurs too often the first ones, where not all are wanted.
pub fn print(
    diagnostics: &Diagnostics,
    tree: &SourceTree,
    format: Format,
    colour: ColourChoice,
    amount: HowMuch,
) -> String {
    match format {
        Format::Human => flood::print(diagnostics, tree, colour, amount),
        Format::Short => diagnostics.0.iter().map(|d| short(d, tree)).collect(),
        Format::Json => json(diagnostics, tree),
        Format::Github => machines::github(diagnostics, tree),
        Format::Sarif => machines::sarif(diagnostics, tree),
    }
}

/// The file, line and column of a spot, both from 1; `None` for a file that is not there.
pub fn position(at: &At, tree: &SourceTree) -> Option<(String, usize, usize)> {
    let FramePlace { file, line, column, .. } = place(at, tree);
    Some((file?, line?, column?))
}

/// "2 errors, 5 warnings"; `None` for a clean site.
pub fn summary(diagnostics: &Diagnostics) -> Option<String> {
    let parts = [(diagnostics.errors(), "error"), (diagnostics.warnings(), "warning")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(n, noun)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A failure of the machine.
pub fn failure(failure: &Failure) -> String {
    let hint = failure.hint.as_ref().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    printable(&format!("error: {failure}{hint}")).into_owned()
}

/// The file and line of a spot, as people are told them.
fn line_of(at: &At, tree: &SourceTree) -> Option<String> {
    let (file, line, _) = position(at, tree)?;
    Some(format!("{}:{line}", visible(&file)))
}

fn short(diagnostic: &Diagnostic, tree: &SourceTree) -> String {
    let place = diagnostic.at.as_ref().map(|at| place(at, tree));
    let prefix = match place {
        Some(FramePlace { file: Some(file), line: Some(line), column: Some(column), .. }) => {
            format!("{}:{line}:{column}: ", visible(&file))
        }
        _ => String::new(),
    };
    let severity = diagnostic.severity.name();
    format!("{prefix}{severity}[{}]: {}\n", diagnostic.code, visible(&diagnostic.message))
}

#[derive(Serialize)]
struct Json<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: FramePlace,
    labels: Vec<JsonLabel<'a>>,
    hints: &'a [String],
    fixes: Vec<JsonFix>,
}

/// A fix, as the bytes that are replaced, from 0, and what is written there.
#[derive(Serialize)]
struct JsonFix {
    start: usize,
    end: usize,
    text: String,
    certain: bool,
}

impl JsonFix {
    fn of(fix: &Fix, edit: &Edit) -> Self {
        Self { start: edit.range.start, end: edit.range.end, text: edit.text.clone(), certain: fix.certain }
    }
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
}

fn json(diagnostics: &Diagnostics, tree: &SourceTree) -> String {
    let list: Vec<Json> = diagnostics
        .0
        .iter()
        .map(|d| Json {
            code: &d.code,
            severity: d.severity,
            message: &d.message,
            place: d.at.as_ref().map(|at| place(at, tree)).unwrap_or_default(),
            labels: d.labels.iter().map(|label| json_label(label, tree)).collect(),
            hints: &d.hints,
            fixes: edits(d, tree).map(|(fix, edit)| JsonFix::of(fix, &edit)).collect(),
        })
        .collect();
    printable_json(&serde_json::to_string_pretty(&list).unwrap_or_default()).into_owned() + "\n"
}

fn json_label<'a>(label: &'a crate::diag::Label, tree: &SourceTree) -> JsonLabel<'a> {
    let FramePlace { file, line, column, .. } = place(&label.at, tree);
    JsonLabel { file, line, column, message: &label.message }
}

fn place(at: &At, tree: &SourceTree) -> FramePlace {
    let Some(file) = tree.file(at.file) else { return FramePlace::default() };
    let range = range(at, tree);
    let lines = file.positions().lines();
    let (line, column) = lines.line_column(file.text(), range.start);
    let (end_line, end_column) = lines.line_column(file.text(), range.end);
    FramePlace {
        file: Some(file.path.clone()),
        line: Some(line),
        column: Some(column),
        end_line: Some(end_line),
        end_column: Some(end_column),
    }
}

/// The bytes of a spot; none at the beginning of the file, if it is the file as a whole.
pub fn range(at: &At, tree: &SourceTree) -> Range<usize> {
    let Some(file) = tree.file(at.file) else { return 0..0 };
    let text = file.text();
    let clamp = |byte: usize| crate::text::floor_boundary(text, byte);
    match &at.spot {
        Spot::File => 0..0,
        Spot::Bytes(start, end) => clamp(*start as usize)..clamp((*end).max(*start) as usize),
        Spot::Key(path) => in_yaml(file, path, Part::Key),
        Spot::Value(path) => in_yaml(file, path, Part::Value),
        Spot::Inside(path, start, end) => {
            let whole = in_yaml(file, path, Part::Value);
            let quote = usize::from(text[whole.clone()].starts_with(['"', '\'']));
            let inside = whole.start + quote + *start as usize..whole.start + quote + *end as usize;
            if inside.end <= whole.end && inside.start < inside.end {
                clamp(inside.start)..clamp(inside.end)
            } else {
                whole
            }
        }
    }
}

fn in_yaml(file: &SourceFile, path: &str, part: Part) -> Range<usize> {
    file.positions().in_yaml(file.text(), path, part)
}
