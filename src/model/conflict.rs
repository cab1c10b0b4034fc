//! Conflicts: their sides, mediators and phases.

use super::{ActorId, Body, ConflictId, Figure, When};
use crate::diag::FileId;

/// A conflict, or a part of one.
#[derive(Debug)]
pub struct Conflict {
    /// The file that registers it; `None` for one that only articles name.
    pub file: Option<FileId>,
    /// The stable id, part of its address.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// When it was, or is.
    pub when: Option<When>,
    /// The conflict that it is a part of.
    pub parent: Option<ConflictId>,
    /// Its sides, in the order of the file.
    pub sides: Vec<Side>,
    /// Who mediates.
    pub mediators: Vec<ActorId>,
    /// Its phases, in the order of time.
    pub phases: Vec<Phase>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// What is counted over the whole of it, with citations of `body.sources`.
    pub figures: Vec<Figure>,
    /// What the site says of it, and what that rests on.
    pub body: Body,
}

/// A side of a conflict.
#[derive(Debug)]
pub struct Side {
    /// Its name.
    pub name: String,
    /// The part of an address that stands for it, its own within the conflict.
    pub slug: String,
    /// Who fights on it.
    pub actors: Vec<ActorId>,
    /// Who supports it.
    pub supporters: Vec<ActorId>,
    /// A colour of the editor's choice, as `#rrggbb`.
    pub color: Option<String>,
}

/// A phase of a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Its name.
    pub name: String,
    /// When it was.
    pub when: When,
    /// A sentence or two.
    pub summary: Option<String>,
}
