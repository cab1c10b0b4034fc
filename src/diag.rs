//! Mistakes in the content, as data: every stage adds to one list, `report` prints it.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How much a mistake matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something could not be built as written; the exit code is 1.
    Error,
    /// The site is built, but an editor should look.
    Warning,
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

/// One mistake: its code, what was found, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where; `None` for the site as a whole.
    pub at: Option<At>,
    /// How much it matters.
    pub severity: Severity,
    /// The stable name, as in `docs/diagnostics.md`.
    pub code: Box<str>,
    /// One fact: what was found and what was expected.
    pub message: String,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A mistake of the site as a whole.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            at: None,
            severity: code.severity,
            code: code.name.into(),
            message: message.into(),
            labels: Vec::new(),
            hints: Vec::new(),
        }
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
        let is_editorial = |d: &&Diagnostic| EDITORIAL.iter().any(|code| *code.name == *d.code);
        self.warnings() - self.0.iter().filter(is_editorial).count()
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

/// A kind of mistake.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The stable name.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
}

macro_rules! codes {
    ($($constant:ident $name:literal $severity:ident;)*) => {
        $(#[doc = concat!("`", $name, "`, see `docs/diagnostics.md`.")]
        pub const $constant: Code = Code { name: $name, severity: Severity::$severity };)*
        /// Every code there is.
        pub const ALL: &[Code] = &[$($constant),*];
    };
}

/// The codes, by the stage that finds them.
pub mod code {
    use super::{Code, Severity};

    codes! {
        // source
        NOT_UTF8 "not-utf8" Error;
        UNREADABLE_FILE "unreadable-file" Error;
        OUTSIDE_SITE "outside-site" Error;
        SPECIAL_FILE "special-file" Error;
        SYMLINK_LOOP "symlink-loop" Warning;
        UNKNOWN_FILE "unknown-file" Warning;
        EMPTY_FILE "empty-file" Error;
        // front matter
        NO_FRONT_MATTER "no-front-matter" Error;
        UNCLOSED_FRONT_MATTER "unclosed-front-matter" Error;
        TOML_FRONT_MATTER "toml-front-matter" Error;
        INVALID_YAML "invalid-yaml" Error;
        DUPLICATE_KEY "duplicate-key" Error;
        LIST_INDENTATION "list-indentation" Warning;
        LIST_IN_TEXT "list-in-text" Warning;
        HIDDEN_SIGN "hidden-sign" Warning;
        CUT_BY_COMMENT "cut-by-comment" Warning;
        UNKNOWN_TAG "unknown-tag" Warning;
        UNKNOWN_KEY "unknown-key" Warning;
        MISTAKEN_NEVER_PUBLISH "mistaken-never-publish" Error;
        WRONG_TYPE "wrong-type" Error;
        UNKNOWN_VALUE "unknown-value" Error;
        MISSING_KEY "missing-key" Error;
        MISSING_TITLE "missing-title" Error;
        HELD_BACK "held-back" Warning;
        MISSING_DATE "missing-date" Error;
        OUT_OF_RANGE "out-of-range" Error;
        // dates
        INVALID_DATE "invalid-date" Error;
        AMBIGUOUS_DATE "ambiguous-date" Error;
        UNKNOWN_ZONE "unknown-zone" Error;
        AMBIGUOUS_ZONE "ambiguous-zone" Error;
        NO_SUCH_LOCAL_TIME "no-such-local-time" Error;
        UPDATED_BEFORE_PUBLISHED "updated-before-published" Warning;
        END_BEFORE_START "end-before-start" Error;
        DATES_DIFFER "dates-differ" Warning;
        // names
        DUPLICATE_ID "duplicate-id" Error;
        NEAR_DUPLICATE "near-duplicate" Warning;
        DUPLICATE_TITLE "duplicate-title" Warning;
        SHARED_ALIAS "shared-alias" Warning;
        AMBIGUOUS_NAME "ambiguous-name" Warning;
        HIDDEN_DIRECTION "hidden-direction" Warning;
        MIXED_SCRIPTS "mixed-scripts" Warning;
        UNKNOWN_ACTOR "unknown-actor" Warning;
        UNTAGGED_ACTOR "untagged-actor" Warning;
        UNUSED_ACTOR "unused-actor" Warning;
        MANY_ACTORS "many-actors" Warning;
        CONTRADICTING_AFFILIATIONS "contradicting-affiliations" Warning;
        UNKNOWN_PLACE "unknown-place" Warning;
        UNKNOWN_SOURCE "unknown-source" Warning;
        UNKNOWN_CONFLICT "unknown-conflict" Warning;
        CIRCULAR_PARENT "circular-parent" Error;
        ACTOR_ON_TWO_SIDES "actor-on-two-sides" Warning;
        CONTRADICTING_REPORTS "contradicting-reports" Warning;
        UNKNOWN_ARTICLE "unknown-article" Warning;
        UNKNOWN_TEMPLATE "unknown-template" Error;
        // body
        READ_NOT_FOUND "read-not-found" Warning;
        READ_AMBIGUOUS "read-ambiguous" Warning;
        WIKILINK_NOT_FOUND "wikilink-not-found" Warning;
        UNKNOWN_FOOTNOTE "unknown-footnote" Warning;
        UNKNOWN_REFERENCE "unknown-reference" Warning;
        LOST_CELLS "lost-cells" Warning;
        MISSING_ALT "missing-alt" Warning;
        MISSING_CREDIT "missing-credit" Warning;
        MISSING_IMAGE "missing-image" Warning;
        UNSAFE_HTML "unsafe-html" Warning;
        UNSAFE_LINK "unsafe-link" Warning;
        UNSAFE_SVG "unsafe-svg" Warning;
        THIRD_PARTY_IMAGE "third-party-image" Warning;
        EMPTY_ARTICLE "empty-article" Warning;
        NESTED_TOO_DEEPLY "nested-too-deeply" Error;
        // site
        DUPLICATE_ADDRESS "duplicate-address" Error;
        INVALID_ADDRESS "invalid-address" Error;
        INVALID_TARGET "invalid-target" Error;
        SECRET_IN_SETTINGS "secret-in-settings" Error;
        DEAD_LINK "dead-link" Warning;
        DEAD_ANCHOR "dead-anchor" Warning;
        TEMPLATE_ERROR "template-error" Error;
        UNKNOWN_FIGURE "unknown-figure" Warning;
        NO_COPY "no-copy" Warning;
        COPY_DIFFERS "copy-differs" Error;
        MISSING_COPY "missing-copy" Warning;
        // for editors
        UNCITED_EVENT "uncited-event" Warning;
        UNARCHIVED_SOURCE "unarchived-source" Warning;
        ONE_SIDED_SOURCES "one-sided-sources" Warning;
        FUTURE_DATE "future-date" Warning;
        NO_ARTICLES "no-articles" Warning;
        CONFLICT_NOT_NAMED "conflict-not-named" Warning;
        LOW_CONTRAST "low-contrast" Warning;
        // import
        UNREADABLE_INPUT "unreadable-input" Error;
        OTHER_ENCODING "other-encoding" Warning;
        DOUBTFUL_TITLE "doubtful-title" Warning;
        DOUBTFUL_DATE "doubtful-date" Warning;
        DOUBTFUL_FIGURE "doubtful-figure" Warning;
        UNZONED_TIME "unzoned-time" Warning;
        TAKEN_PATH "taken-path" Warning;
        FOREIGN_FIELD "foreign-field" Warning;
        FOREIGN_SHORTCODE "foreign-shortcode" Warning;
        BAD_ROW "bad-row" Warning;
    }
}

/// Codes of what an editor decides about: only `dateline check` reports them, and they are never a reason to fail.
pub const EDITORIAL: &[Code] = &[
    code::UNCITED_EVENT,
    code::UNARCHIVED_SOURCE,
    code::ONE_SIDED_SOURCES,
    code::UNTAGGED_ACTOR,
    code::UNUSED_ACTOR,
];

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
