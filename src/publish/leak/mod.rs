//! The leak check: every byte of a finished build is looked at before anything leaves.

mod inflate;
mod known;
mod local;
mod media;
mod names;
mod secret;
mod sign;

use std::fmt;

use memchr::memmem;
use rayon::prelude::*;

pub use known::Known;

use super::bundle::Bundle;
use crate::diag::Failure;
use names::Names;
use sign::Signs;

/// What sort of thing must not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A draft or an unverified article: its title, its address or its words.
    HeldBack,
    /// A name under `never_publish:`.
    Name,
    /// A key or a token.
    Secret,
    /// A comment, or a field whose key begins with `_`.
    Comment,
    /// A path of the machine that built the site.
    Path,
    /// A link to a machine that readers do not have.
    LocalLink,
    /// What a picture, film, sound or document tells beside what it shows.
    Metadata,
}

/// One thing that must not leave.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file's path in the site.
    pub file: String,
    /// The line, from 1, for texts.
    pub line: Option<usize>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// What was found.
    pub what: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "leak: {}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}\n  = hint: {}", self.what, self.hint)
    }
}

/// Something found in the bytes of one file: where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    at: usize,
    kind: Kind,
    what: String,
    hint: String,
}

impl Found {
    fn new(at: usize, kind: Kind, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, kind, what: what.into(), hint: hint.into() }
    }
}

/// Looks at every byte of a finished build, in parallel. The findings stand in the order of the files;
/// a thing that stands in one file several times is given once, at its first place.
///
/// # Errors
/// Fails when a file cannot be read: what was not looked at must not leave.
pub fn check(bundle: &Bundle, known: &Known) -> Result<Vec<Finding>, Failure> {
    let look = Look::new(known)?;
    let one = |path: &String| Ok(look.at(path, &bundle.content(path)?));
    let paths: Vec<&String> = bundle.files.keys().collect();
    let found: Vec<Vec<Finding>> = paths.into_par_iter().map(one).collect::<Result<_, Failure>>()?;
    let mut all: Vec<Finding> = found.into_iter().flatten().collect();
    all.sort();
    Ok(all)
}

/// Everything that is looked for, made ready once.
struct Look {
    signs: Signs,
    names: Option<Names>,
}

impl Look {
    fn new(known: &Known) -> Result<Self, Failure> {
        let ready = |error| Failure::new("look for leaks in", "the site", error);
        let names = (!known.names.is_empty()).then(|| Names::new(&known.names)).transpose().map_err(ready)?;
        Ok(Self { signs: Signs::new(known).map_err(ready)?, names })
    }

    fn at(&self, path: &str, bytes: &[u8]) -> Vec<Finding> {
        let is_text = memchr::memchr(0, bytes).is_none() && std::str::from_utf8(bytes).is_ok();
        let mut found = self.signs.in_bytes(path, bytes);
        found.extend(self.signs.in_path(path));
        found.extend(media::look(path, bytes));
        if let Some(names) = &self.names {
            found.extend(names.in_path(path));
            found.extend(if is_text { names.in_text(bytes) } else { names.in_bytes(bytes) });
        }
        if !is_text {
            // What is packed inside would otherwise go by unseen.
            for inner in inflate::streams(bytes) {
                found.extend(
                    self.signs.in_bytes(path, &inner).into_iter().map(|found| Found { at: 0, ..found }),
                );
                found.extend(self.names.iter().flat_map(|names| names.in_bytes(&inner)));
                found.extend(media::in_document(&inner));
            }
        }
        first_of_each(path, bytes, is_text, found)
    }
}

/// Each thing once, with the line of its first place.
fn first_of_each(path: &str, bytes: &[u8], is_text: bool, mut found: Vec<Found>) -> Vec<Finding> {
    found.sort_by(|a, b| (a.kind, &a.what, a.at).cmp(&(b.kind, &b.what, b.at)));
    found.dedup_by(|b, a| a.kind == b.kind && a.what == b.what);
    let line = |at: usize| {
        let before = bytes.get(..at).unwrap_or(bytes);
        is_text.then(|| memmem::find_iter(before, b"\n").count() + 1)
    };
    let finding = |found: Found| Finding {
        file: path.to_owned(),
        line: line(found.at),
        kind: found.kind,
        what: found.what,
        hint: found.hint,
    };
    found.into_iter().map(finding).collect()
}
