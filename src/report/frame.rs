//! One diagnostic for people: the source line with carets, and the hints. It costs as much as its lines, however long the file.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{ColourChoice, range};
use crate::diag::{Diagnostic, Severity, Spot};
use crate::source::{SourceFile, SourceTree};
use crate::text::{floor_boundary, printable, printable_coloured, visible};

/// Places that are farther from each other stand in pictures of their own.
const TOGETHER: usize = 500;

/// The longest line that is shown whole, in bytes.
const LINE: usize = 4096;

/// So much of a longer one is shown before what is meant.
const BEFORE: usize = 200;

/// A place to be marked in a file.
struct Marked<'a> {
    bytes: Range<usize>,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

/// The diagnostic as a frame, without a line end.
pub(super) fn human(diagnostic: &Diagnostic, tree: &SourceTree, colour: ColourChoice) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(&*diagnostic.code);
    let mut group = Group::with_title(title);
    let places = diagnostic.at.iter().map(|at| (at, AnnotationKind::Primary, None));
    let labels = diagnostic.labels.iter().map(|l| (&l.at, AnnotationKind::Context, Some(l.message.as_str())));
    let mut open: Option<(&SourceFile, Vec<Marked<'_>>)> = None;
    for (at, kind, label) in places.chain(labels) {
        let Some(file) = tree.file(at.file) else { continue };
        if at.spot == Spot::File {
            group = group.elements(open.take().into_iter().flat_map(|(file, marks)| pictures(file, marks)));
            group = match label {
                // A whole file has no line to point at.
                Some(label) => {
                    let note = format!("{}: {}", visible(label), visible(&file.path));
                    group.element(Level::NOTE.message(note))
                }
                None => group.element(Origin::path(visible(&file.path))),
            };
            continue;
        }
        let mark = Marked { bytes: shown(file.text(), range(at, tree)), kind, label };
        match &mut open {
            Some((same, marks)) if same.path == file.path => marks.push(mark),
            _ => {
                let done = open.replace((file, vec![mark]));
                group = group.elements(done.into_iter().flat_map(|(file, marks)| pictures(file, marks)));
            }
        }
    }
    group = group.elements(open.into_iter().flat_map(|(file, marks)| pictures(file, marks)));
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name("hint").message(visible(hint)));
    }
    match colour {
        ColourChoice::Yes => printable_coloured(&Renderer::styled().render(&[group])).into_owned(),
        ColourChoice::No => printable(&Renderer::plain().render(&[group])).into_owned(),
    }
}

/// The part of a range on its first line, so that a long value does not fill the screen.
fn shown(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or("");
    let line = part.find(['\n', '\r']).unwrap_or(part.len());
    range.start..range.start + line
}

/// The marked lines of a file: in one picture, if they are near to each other.
fn pictures<'a>(file: &'a SourceFile, marks: Vec<Marked<'a>>) -> Vec<Element<'a>> {
    let lines = file.positions().lines();
    let mut groups: Vec<(Range<usize>, Vec<Marked<'a>>)> = Vec::new();
    for mark in marks {
        let line = lines.line(mark.bytes.start);
        let near = groups.last_mut().filter(|(of, _)| of.start.abs_diff(line) <= TOGETHER);
        match near {
            Some((of, marks)) => {
                *of = of.start.min(line)..of.end.max(line);
                marks.push(mark);
            }
            None => groups.push((line..line, vec![mark])),
        }
    }
    groups.into_iter().flat_map(|(of, marks)| picture(file, of, marks)).collect()
}

fn picture<'a>(file: &'a SourceFile, of: Range<usize>, marks: Vec<Marked<'a>>) -> Vec<Element<'a>> {
    let (text, lines) = (file.text(), file.positions().lines());
    let start = lines.start(of.start).unwrap_or(0);
    let end = lines.start(of.end + 1).map_or(text.len(), |next| next - 1);
    if of.is_empty() && end - start > LINE {
        return marks.into_iter().flat_map(|mark| part_of_line(file, start..end, of.start, mark)).collect();
    }
    let part = text.get(start..end).unwrap_or("");
    let snippet = Snippet::source(part).line_start(of.start + 1).path(visible(&file.path));
    vec![snippet.annotations(marks.into_iter().map(|mark| annotation(mark, start))).into()]
}

/// What stands around a mark in a line that is too long to be shown.
fn part_of_line<'a>(
    file: &'a SourceFile,
    line: Range<usize>,
    number: usize,
    mark: Marked<'a>,
) -> [Element<'a>; 2] {
    let text = file.text();
    let start = floor_boundary(text, mark.bytes.start.saturating_sub(BEFORE)).max(line.start);
    let end = floor_boundary(text, start + LINE).min(line.end);
    let (_, column) = file.positions().lines().line_column(text, mark.bytes.start);
    let mark = Marked { bytes: mark.bytes.start..mark.bytes.end.min(end), ..mark };
    let origin = Origin::path(visible(&file.path)).line(number + 1).char_column(column);
    let part = Snippet::source(text.get(start..end).unwrap_or("")).line_start(number + 1);
    [origin.into(), part.annotation(annotation(mark, start)).into()]
}

fn annotation(mark: Marked<'_>, from: usize) -> Annotation<'_> {
    let span = mark.bytes.start.saturating_sub(from)..mark.bytes.end.saturating_sub(from);
    mark.kind.span(span).label(mark.label.map(visible))
}
