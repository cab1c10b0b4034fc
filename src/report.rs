//! Diagnostics for people and programs: human, short and JSON.

mod balance;
mod outside;
mod wanted;

use std::ops::Range;

pub use balance::balances;
pub use outside::{outside, outside_summary, wrong};
pub use wanted::wanted;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::diag::{At, Diagnostic, Diagnostics, Failure, Severity, Spot};
use crate::source::{Kind, SourceFile, SourceTree, split};
use crate::text::{count, line_column, visible};
use crate::yaml::{Part, locate};

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
}

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal.
    Yes,
    /// In files, pipes and with `NO_COLOR`.
    No,
}

/// A place as people and programs name it; lines and columns from 1, columns in characters.
#[derive(Debug, Default, Serialize)]
struct Place {
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

/// All diagnostics as one text.
pub fn print(diagnostics: &Diagnostics, tree: &SourceTree, format: Format, colour: Colour) -> String {
    match format {
        Format::Human => diagnostics.0.iter().map(|d| human(d, tree, colour) + "\n\n").collect(),
        Format::Short => diagnostics.0.iter().map(|d| short(d, tree)).collect(),
        Format::Json => json(diagnostics, tree),
    }
}

/// The file, line and column of a spot, both from 1; `None` for a file that is not there.
pub fn position(at: &At, tree: &SourceTree) -> Option<(String, usize, usize)> {
    let Place { file, line, column, .. } = place(at, tree);
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
    format!("error: {failure}{hint}")
}

fn human(diagnostic: &Diagnostic, tree: &SourceTree, colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(&*diagnostic.code);
    let places = diagnostic.at.iter().map(|at| (at, AnnotationKind::Primary, None));
    let labels = diagnostic.labels.iter().map(|l| (&l.at, AnnotationKind::Context, Some(l.message.as_str())));
    let mut group = Group::with_title(title);
    let mut open: Option<(&SourceFile, Snippet<_>)> = None;
    for (at, kind, label) in places.chain(labels) {
        let Some(file) = tree.file(at.file) else { continue };
        if at.spot == Spot::File {
            group = close(group, open.take());
            group = match label {
                // A whole file has no line to point at.
                Some(label) => {
                    group.element(Level::NOTE.message(format!("{label}: {}", visible(&file.path))))
                }
                None => group.element(Origin::path(visible(&file.path))),
            };
            continue;
        }
        let annotation = kind.span(shown(file.text(), range(at, tree))).label(label);
        open = Some(match open.take() {
            Some((same, snippet)) if same.path == file.path => (same, snippet.annotation(annotation)),
            other => {
                group = close(group, other);
                (file, Snippet::source(file.text()).path(visible(&file.path)).annotation(annotation))
            }
        });
    }
    group = close(group, open);
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name("hint").message(hint.as_str()));
    }
    let renderer = if colour == Colour::Yes { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

fn close<'a>(
    group: Group<'a>,
    open: Option<(&SourceFile, Snippet<'a, annotate_snippets::Annotation<'a>>)>,
) -> Group<'a> {
    match open {
        Some((_, snippet)) => group.element(snippet),
        None => group,
    }
}

/// The part of a range on its first line, so that a long value does not fill the screen.
fn shown(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or("");
    let line = part.find(['\n', '\r']).unwrap_or(part.len());
    range.start..range.start + line
}

fn short(diagnostic: &Diagnostic, tree: &SourceTree) -> String {
    let place = diagnostic.at.as_ref().map(|at| place(at, tree));
    let prefix = match place {
        Some(Place { file: Some(file), line: Some(line), column: Some(column), .. }) => {
            format!("{}:{line}:{column}: ", visible(&file))
        }
        _ => String::new(),
    };
    let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
    format!("{prefix}{severity}[{}]: {}\n", diagnostic.code, diagnostic.message)
}

#[derive(Serialize)]
struct Json<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: Place,
    labels: Vec<JsonLabel<'a>>,
    hints: &'a [String],
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
        })
        .collect();
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

fn json_label<'a>(label: &'a crate::diag::Label, tree: &SourceTree) -> JsonLabel<'a> {
    let Place { file, line, column, .. } = place(&label.at, tree);
    JsonLabel { file, line, column, message: &label.message }
}

fn place(at: &At, tree: &SourceTree) -> Place {
    let Some(file) = tree.file(at.file) else { return Place::default() };
    let range = range(at, tree);
    let (line, column) = line_column(file.text(), range.start);
    let (end_line, end_column) = line_column(file.text(), range.end);
    Place {
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

/// The bytes of a key or value; the start of the YAML where the path does not exist.
fn in_yaml(file: &SourceFile, path: &str, part: Part) -> Range<usize> {
    let is_list = file.kind.is_yaml();
    let yaml = if is_list { 0..file.text().len() } else { split(file.text()).yaml };
    match locate(&file.text()[yaml.clone()], path, part) {
        Some(found) => yaml.start + found.start..yaml.start + found.end,
        None => yaml.start..yaml.start,
    }
}
