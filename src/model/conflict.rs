//! Conflicts: their sides, mediators and phases.

use super::{Figure, Linked, Name, Stage, When};
use crate::diag::FileId;

/// A conflict, or a part of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conflict<S: Stage = Linked> {
    /// Where it is registered.
    pub registered: S::Registration,
    /// The stable id, part of its address.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in other languages.
    pub names: Vec<Name>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// When it was, or is.
    pub when: Option<When>,
    /// The conflict that it is a part of.
    pub parent: Option<S::Conflict>,
    /// Its sides, in the order of the file.
    pub sides: Vec<Side<S>>,
    /// Who mediates.
    pub mediators: Vec<S::Actor>,
    /// Its phases, in the order of time.
    pub phases: Vec<Phase>,
    /// A guided path through it.
    pub story: Vec<Step<S>>,
    /// Lines on its maps: fronts, boundaries, each by the word of somebody.
    pub lines: Vec<MapLine<S>>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// The same in other languages.
    pub summaries: Vec<Name>,
    /// The language of the summary, where it is not that of the site.
    pub lang: Option<String>,
    /// How it ended, in a sentence or two.
    pub result: Option<String>,
    /// The same in other languages.
    pub results: Vec<Name>,
    /// What is counted over the whole of it, with citations of `body.sources`.
    pub figures: Vec<Figure<S>>,
    /// What the site says of it, and what that rests on.
    pub body: S::Body,
}

impl Conflict {
    /// The file that registers it; `None` for one that only articles name.
    pub fn file(&self) -> Option<FileId> {
        self.registered.as_ref().map(|at| at.file)
    }
}

/// A side of a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<S: Stage = Linked> {
    /// Its name.
    pub name: String,
    /// Its name in other languages.
    pub names: Vec<Name>,
    /// The part of an address that stands for it, its own within the conflict.
    pub slug: String,
    /// Who fights on it.
    pub actors: Vec<S::Actor>,
    /// Who supports it.
    pub supporters: Vec<S::Actor>,
    /// A colour of the editor's choice, as `#rrggbb`.
    pub color: Option<String>,
}

/// A step of a guided path.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<S: Stage = Linked> {
    /// What it shows.
    pub of: S::Told,
    /// What it has to do with the rest, in a sentence or two.
    pub text: String,
    /// The same in other languages.
    pub texts: Vec<Name>,
    /// The language of the text, where it is not that of the edition.
    pub lang: Option<String>,
}

/// A line on the maps of a conflict: a front or a boundary, as somebody draws it, at some time.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLine<S: Stage = Linked> {
    /// The line, or the area that it goes around.
    pub shape: S::Area,
    /// When it was so; `None` for always.
    pub when: Option<When>,
    /// Whose word it is.
    pub by: Option<S::Somebody>,
    /// What the legend calls it.
    pub label: String,
    /// The same in other languages.
    pub labels: Vec<Name>,
    /// What it rests on.
    pub sources: S::Sources,
}

/// A phase of a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Its name.
    pub name: String,
    /// Its name in other languages.
    pub names: Vec<Name>,
    /// When it was.
    pub when: When,
    /// A sentence or two.
    pub summary: Option<String>,
    /// The same in other languages.
    pub summaries: Vec<Name>,
}
