//! A Markdown file with front matter, or a YAML list of records, opened for reading.

use std::ops::Range;

use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::source::{Fence, SourceFile, is_of_repository, split};
use crate::yaml::{self, Fields, Mapping, Value, Written};

/// A Markdown file, its front matter read as YAML.
pub(super) struct Document<'a> {
    /// The file's id.
    pub id: FileId,
    /// The file.
    pub file: &'a SourceFile,
    /// The front matter; empty where there is none.
    pub front: Value,
    /// The front matter's text.
    pub yaml: &'a str,
    /// The byte at which the body begins.
    pub body_at: usize,
    /// The body.
    pub body: &'a str,
}

/// Opens a Markdown file; `None` if it has no usable front matter.
///
/// A file of a loose folder may do without: its first heading is the title, its name has the date.
pub(super) fn open<'a>(
    id: FileId,
    file: &'a SourceFile,
    loose: bool,
    out: &mut Diagnostics,
) -> Option<Document<'a>> {
    unsettled(id, file, out)?;
    let parts = split(file.text());
    let yaml = &file.text()[parts.yaml.clone()];
    let mut body_at = parts.body.start;
    let front = match parts.fence {
        Fence::Yaml => yaml::read(id, yaml, parts.yaml.start, out)?,
        Fence::None => {
            if loose && is_of_repository(file.stem()) {
                return None;
            }
            if loose && !super::is_dated(file.stem()) && !is_blank(file.text()) {
                out.push(no_head(id));
                return None;
            }
            let (title, rest) = first_heading(file.text()).or_else(|| {
                out.push(match is_blank(file.text()) {
                    true => empty(id, "write its front matter and text, or remove it"),
                    false => no_front_matter(id),
                });
                None
            })?;
            body_at = rest;
            let mut map = Mapping::new();
            map.insert("title".into(), title.into());
            Value::Mapping(map)
        }
        Fence::Unclosed => {
            let fence = file.text()[..parts.yaml.start].rfind("---").unwrap_or(0);
            let problem = Diagnostic::new(code::UNCLOSED_FRONT_MATTER, "the front matter is not closed")
                .at(At::bytes(id, fence..fence + 3));
            out.push(match near_fence(file.text(), parts.yaml.start) {
                Some(near) => problem
                    .label(At::bytes(id, near), "this looks like the end")
                    .hint("a line of exactly three hyphens `---` ends it"),
                None => problem.hint("put a line `---` after the last field"),
            });
            return None;
        }
        Fence::Toml => {
            let problem =
                Diagnostic::new(code::TOML_FRONT_MATTER, "the front matter is TOML (`+++`), it must be YAML")
                    .at(At::bytes(id, 0..3));
            out.push(problem.hint("write `---` for `+++` and `key: value` for `key = value`"));
            return None;
        }
    };
    Some(Document { id, file, front, yaml, body_at, body: &file.text()[body_at..] })
}

/// Refuses a file with the lines that git writes where two versions of it contradict each other: both would be published.
fn unsettled(id: FileId, file: &SourceFile, out: &mut Diagnostics) -> Option<()> {
    let text = file.text();
    let begins_line = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n';
    let start = memchr::memmem::find_iter(text.as_bytes(), b"<<<<<<< ").find(begins_line);
    let Some(start) = start.filter(|start| text[*start..].contains("\n>>>>>>> ")) else { return Some(()) };
    let line = text[start..].lines().next().unwrap_or("").len();
    let problem = Diagnostic::new(
        code::MERGE_CONFLICT,
        "two versions of the file stand here, which git could not join",
    )
    .at(At::bytes(id, start..start + line));
    out.push(
        problem.hint("keep what is right, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`"),
    );
    None
}

/// Whether nothing stands in a text that anybody could see.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}'))
}

fn empty(id: FileId, hint: &str) -> Diagnostic {
    Diagnostic::new(code::EMPTY_FILE, "the file is empty").at(At::file(id)).hint(hint)
}

/// A file of a loose folder that has neither front matter nor a day in its name.
fn no_head(id: FileId) -> Diagnostic {
    Diagnostic::new(code::NO_FRONT_MATTER, "the file has neither front matter nor a day in its name")
        .at(At::bytes(id, 0..0))
        .hint("begin it with a line `---`, then `title: …` and `published: 2020-09-27`, then a line `---`; or call it `2020-09-27-name.md`, with `# Title` as its first line")
}

fn no_front_matter(id: FileId) -> Diagnostic {
    Diagnostic::new(code::NO_FRONT_MATTER, "the file does not begin with front matter")
        .at(At::bytes(id, 0..0))
        .hint("begin it with a line `---`, then `title: …` and `published: 2020-09-27`, then a line `---`")
}

/// The text of a first line `# Title` and the byte after it.
fn first_heading(text: &str) -> Option<(String, usize)> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next()?;
    let title = line.strip_prefix("# ")?.trim().trim_end_matches('#').trim();
    (!title.is_empty()).then(|| (title.to_owned(), start + line.len()))
}

/// Reads a YAML file that is a list of records, each by `read`.
pub(super) fn list<T>(
    id: FileId,
    file: &SourceFile,
    out: &mut Diagnostics,
    read: impl Fn(&mut Fields) -> Option<T>,
) -> Vec<T> {
    if unsettled(id, file, out).is_none() {
        return Vec::new();
    }
    if is_blank(file.text()) {
        out.push(empty(id, "write its entries, or remove it"));
        return Vec::new();
    }
    let Some(value) = yaml::read(id, file.text(), 0, out) else { return Vec::new() };
    let values = match value {
        Value::Sequence(values) => values,
        Value::Null => return Vec::new(),
        other => {
            Fields::of(Value::Null, id, file.text(), out).wrong_type("", "a list", &other);
            return Vec::new();
        }
    };
    let mut fields = Fields::of(Value::Null, id, file.text(), out);
    let items = values.into_iter().enumerate();
    items
        .filter_map(|(i, value)| {
            fields.nested(Written { value, path: i.to_string().into() }, &read).flatten()
        })
        .collect()
}

/// A line of dashes or other signs that was meant to close the front matter.
fn near_fence(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    for line in text.get(from..)?.split_inclusive('\n') {
        let inner = line.trim();
        let is_dash = |c: char| matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '_' | '*' | '+');
        if !inner.is_empty() && inner.chars().all(is_dash) && (inner.chars().count() > 1 || inner == "—") {
            let start = at + line.len() - line.trim_start().len();
            return Some(start..start + inner.len());
        }
        at += line.len();
    }
    None
}
