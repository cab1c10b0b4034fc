//! The leak check: every byte of a finished build is looked at before anything leaves.

mod alike;
mod decode;
mod inflate;
mod known;
mod local;
mod media;
mod names;
mod needles;
mod positions;
mod secret;
mod sight;
mod sign;
mod strings;
mod unpublished;

use std::fmt;

use memchr::memmem;
use rayon::prelude::*;

pub use known::Known;

use super::bundle::Bundle;
use crate::diag::Failure;
use names::ForbiddenNames;
use positions::KeptDigits;
use sight::SightManner;
use sign::Signs;

/// So many archives in archives are opened.
const ARCHIVES: usize = 2;

/// What sort of thing must not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeakKind {
    /// What is not built, such as a draft: its title, its address or its words.
    HeldBack,
    /// A name under `never_publish:`.
    Name,
    /// The exact position of a place that is rounded or hidden.
    Position,
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
    /// A file that cannot be looked into.
    Closed,
}

/// One thing that must not leave.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file's path in the site.
    pub file: String,
    /// The line, from 1, for texts.
    pub line: Option<usize>,
    /// What sort of thing it is.
    pub kind: LeakKind,
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
struct Hit {
    at: usize,
    kind: LeakKind,
    what: String,
    hint: String,
}

impl Hit {
    fn new(at: usize, kind: LeakKind, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, kind, what: what.into(), hint: hint.into() }
    }
}

/// Looks at every byte of a finished build, in parallel. The findings stand in the order of the files;
/// a thing that stands in one file several times is given once, at its first place.
///
/// # Errors
/// Fails when a file cannot be read: what was not looked at must not leave.
pub fn check(bundle: &Bundle, known: &Known) -> Result<Vec<Finding>, Failure> {
    let look = Scan::new(known)?;
    let one = |path: &String| Ok(look.at(path, &bundle.content(path)?));
    let paths: Vec<&String> = bundle.files.keys().collect();
    let found: Vec<Vec<Finding>> = paths.into_par_iter().map(one).collect::<Result<_, Failure>>()?;
    let mut all: Vec<Finding> = found.into_iter().flatten().collect();
    all.sort();
    Ok(all)
}

/// Which of the texts hold a name under `never_publish:`, in whatever way they write it.
///
/// # Errors
/// Fails when the names are too many to be looked for.
pub fn forbidden(names: &[String], texts: &[String]) -> Result<Vec<bool>, Failure> {
    if names.is_empty() {
        return Ok(vec![false; texts.len()]);
    }
    let names =
        ForbiddenNames::new(names).map_err(|error| Failure::new("look for names in", "the site", error))?;
    Ok(texts.iter().map(|text| !names.in_text(text, SightManner::default()).is_empty()).collect())
}

/// Everything that is looked for, made ready once.
struct Scan {
    signs: Signs,
    names: Option<ForbiddenNames>,
    positions: Option<KeptDigits>,
}

impl Scan {
    fn new(known: &Known) -> Result<Self, Failure> {
        let ready = |error| Failure::new("look for leaks in", "the site", error);
        let names = (!known.names.is_empty())
            .then(|| ForbiddenNames::new(&known.names))
            .transpose()
            .map_err(ready)?;
        let positions = KeptDigits::of(&known.positions).map_err(ready)?;
        Ok(Self { signs: Signs::new(known).map_err(ready)?, names, positions })
    }

    fn at(&self, path: &str, bytes: &[u8]) -> Vec<Finding> {
        let text = strings::text(path, bytes);
        let found = self.all(path, bytes, ARCHIVES);
        first_of_each(path, text.as_deref().map_or(bytes, str::as_bytes), text.is_some(), found)
    }

    /// What is found in a file, or in one of an archive, which may hold so many archives one in the other.
    fn all(&self, path: &str, bytes: &[u8], archives: usize) -> Vec<Hit> {
        let text = strings::text(path, bytes);
        let raw = bytes;
        // What a text in another encoding says is looked at as if it were in UTF-8.
        let bytes = text.as_deref().map_or(bytes, str::as_bytes);
        let mut found = self.signs.in_bytes(path, bytes);
        found.extend(self.signs.in_path(path));
        found.extend(media::look(path, raw));
        found.extend(self.names.iter().flat_map(|names| names.in_path(path)));
        found.extend(self.names.iter().flat_map(|names| names.in_bytes(bytes)));
        found.extend(self.positions.iter().flat_map(|positions| positions.in_bytes(bytes)));
        match &text {
            Some(text) => found.extend(self.seen(text, manner(path))),
            None => found.extend(self.inside(path, raw, archives)),
        }
        // A PDF may look like a text.
        if text.is_some() && media::pdf::is_one(raw) {
            found.extend(self.inside(path, raw, 0));
        }
        found
    }

    /// What a reader would find in a text.
    fn seen(&self, text: &str, manner: SightManner) -> Vec<Hit> {
        let mut found = self.signs.in_text(text, manner);
        found.extend(self.names.iter().flat_map(|names| names.in_text(text, manner)));
        found
    }

    /// What stands in a file that is no text: its texts, and what is packed inside, which would otherwise go by unseen.
    fn inside(&self, path: &str, bytes: &[u8], archives: usize) -> Vec<Hit> {
        let mut found = self.seen(&strings::of(bytes), SightManner::default());
        for inner in inflate::streams(bytes) {
            found.extend(self.signs.in_bytes(path, &inner));
            found.extend(self.names.iter().flat_map(|names| names.in_bytes(&inner)));
            found.extend(self.positions.iter().flat_map(|positions| positions.in_bytes(&inner)));
            found.extend(self.seen(&strings::of(&inner), SightManner::default()));
            found.extend(media::in_document(&inner));
        }
        for said in media::texts(bytes) {
            found.extend(self.seen(&said, SightManner::default()));
        }
        let files = if archives > 0 && inflate::is_archive(bytes) { inflate::files(bytes) } else { None };
        for (name, inner) in files.into_iter().flatten() {
            found.extend(media::closed::of_office(&name, &inner));
            found.extend(self.all(&name, &inner, archives - 1));
        }
        found.into_iter().map(|found| Hit { at: 0, ..found }).collect()
    }
}

fn manner(path: &str) -> SightManner {
    SightManner { is_css: path.to_ascii_lowercase().ends_with(".css"), in_full: false }
}

/// What makes two findings one: the words of a text that is held back are one, however many of them stand there.
fn stem(found: &Hit) -> &str {
    match found.kind {
        LeakKind::HeldBack => found.what.split("held back").next().unwrap_or(&found.what),
        _ => &found.what,
    }
}

/// Each thing once, with the line of its first place.
fn first_of_each(path: &str, bytes: &[u8], is_text: bool, mut found: Vec<Hit>) -> Vec<Finding> {
    found.sort_by(|a, b| (a.kind, stem(a), a.at).cmp(&(b.kind, stem(b), b.at)));
    found.dedup_by(|b, a| a.kind == b.kind && stem(a) == stem(b));
    let line = |at: usize| {
        let before = bytes.get(..at).unwrap_or(bytes);
        is_text.then(|| memmem::find_iter(before, b"\n").count() + 1)
    };
    let finding = |found: Hit| Finding {
        file: path.to_owned(),
        line: line(found.at),
        kind: found.kind,
        what: found.what,
        hint: found.hint,
    };
    found.into_iter().map(finding).collect()
}
