//! Mistakes in the content, as data: every stage adds to one list, `report` prints it.

pub mod code;

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use code::{Code, Topic};

use crate::text::did_you_mean;

/// How much a mistake matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something could not be built as written; the exit code is 1.
    Error,
    /// The site is built, but an editor should look.
    Warning,
}

impl Severity {
    /// The word that reports begin with.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The index of a file in the [`SourceTree`](crate::source::SourceTree).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// Where in a file a mistake stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// Bytes `start..end` of the file.
    Bytes(u32, u32),
    /// The key at a path in the file's YAML, such as `actors/2/role`.
    Key(Box<str>),
    /// The value at a path in the file's YAML.
    Value(Box<str>),
    /// Bytes `start..end` of the scalar at a path in the file's YAML.
    Inside(Box<str>, u32, u32),
}

/// A file and a spot in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At {
    /// The file.
    pub file: FileId,
    /// The spot in it.
    pub spot: Spot,
}

impl At {
    /// The file as a whole.
    pub fn file(file: FileId) -> Self {
        Self { file, spot: Spot::File }
    }

    /// A range of bytes of the file.
    pub fn bytes(file: FileId, range: std::ops::Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, spot: Spot::Bytes(clamp(range.start), clamp(range.end)) }
    }

    /// The value at a path in the file's YAML.
    pub fn value(file: FileId, path: impl Into<Box<str>>) -> Self {
        Self { file, spot: Spot::Value(path.into()) }
    }

    /// The key at a path in the file's YAML.
    pub fn key(file: FileId, path: impl Into<Box<str>>) -> Self {
        Self { file, spot: Spot::Key(path.into()) }
    }
}

/// A second place that belongs to the same mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// Where it is.
    pub at: At,
    /// What it is.
    pub message: String,
}

/// A text that may take the place of what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fix {
    /// The part of the mistake's spot that it takes the place of; `None` for the whole.
    pub of: Option<String>,
    /// What is written instead.
    pub text: String,
    /// Whether it says the same as what stands there, so that nobody has to be asked.
    pub certain: bool,
}

impl Fix {
    /// A text that means the same as what is written, which may be a part of the spot.
    pub fn same(written: impl Into<String>, text: impl Into<String>) -> Self {
        Self { of: Some(written.into()), text: text.into(), certain: true }
    }

    /// A text that may have been meant.
    pub fn guess(text: impl Into<String>) -> Self {
        Self { of: None, text: text.into(), certain: false }
    }
}

/// One mistake: its code, what was found, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where; `None` for the site as a whole.
    pub at: Option<At>,
    /// How much it matters.
    pub severity: Severity,
    /// The stable name, as in `docs/diagnostics.md`.
    pub code: Box<str>,
    /// Whether it is a question that an editor decides about, and never a reason to fail.
    pub editorial: bool,
    /// One fact: what was found and what was expected.
    pub message: String,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do.
    pub hints: Vec<String>,
    /// What may be written instead: one, or several of which an editor chooses.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A mistake of the site as a whole.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            at: None,
            severity: code.severity,
            code: code.name.into(),
            editorial: code.topic == Topic::Editors,
            message: message.into(),
            labels: Vec::new(),
            hints: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Says what to write instead of what is written, which means the same.
    pub fn instead(self, written: &str, text: impl Into<String>) -> Self {
        let text = text.into();
        self.hint(format!("write `{text}`")).fix(Fix::same(written, text))
    }

    /// Adds what may be written instead.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Asks whether one of these was meant, if there are any.
    pub fn suggest<T: AsRef<str>>(mut self, near: impl IntoIterator<Item = T>) -> Self {
        let near: Vec<T> = near.into_iter().collect();
        self.hints.extend(did_you_mean(&near));
        self.fixes.extend(near.iter().map(|text| Fix::guess(text.as_ref())));
        self
    }

    /// Says where it is.
    pub fn at(mut self, at: At) -> Self {
        self.at = Some(at);
        self
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what to do, if there is something.
    pub fn hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.hints.extend(hints);
        self
    }

    /// Adds a second place.
    pub fn label(mut self, at: At, message: impl Into<String>) -> Self {
        self.labels.push(Label { at, message: message.into() });
        self
    }
}

/// All mistakes of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Takes over another list.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(other);
    }

    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// The number of warnings that are no mere question for the editors.
    pub fn strict_warnings(&self) -> usize {
        self.0.iter().filter(|d| d.severity == Severity::Warning && !d.editorial).count()
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.0.len() - self.errors()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A failure of the machine, not of the content: it ends the command with exit code 2.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What was tried, such as "read" or "create folder".
    pub verb: &'static str,
    /// The path it was tried on.
    pub path: PathBuf,
    /// Why it failed.
    pub reason: String,
    /// What to do, if known.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure to `verb` the `path`.
    pub fn new(verb: &'static str, path: impl AsRef<Path>, reason: impl fmt::Display) -> Self {
        Self { verb, path: path.as_ref().to_owned(), reason: reason.to_string(), hint: None }
    }

    /// A failure of a program from which a Cargo feature was left out when it was built.
    pub fn left_out(verb: &'static str, what: impl AsRef<Path>, feature: &str) -> Self {
        Self::new(verb, what, format!("this `dateline` was built without the feature `{feature}`"))
            .hint(format!("build it with `cargo build --release --features {feature}`"))
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.verb, self.path.display(), self.reason)
    }
}

impl std::error::Error for Failure {}
