//! Places.

use super::{Linked, Name, PlacePrecision, Stage};
use crate::diag::FileId;

/// A place of the registry, or one that only articles name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place<S: Stage = Linked> {
    /// Where it is registered.
    pub registered: S::Registration,
    /// The stable id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The form that pages show, the site's policy for a disputed name.
    pub display: Option<String>,
    /// Its names in other languages.
    pub names: Vec<Name>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Where it is.
    pub point: Option<Point>,
    /// The place that it lies in.
    pub parent: Option<S::Place>,
    /// What the site says of it.
    pub body: S::Body,
}

impl Place {
    /// The file that registers it; `None` for one that only articles name.
    pub fn file(&self) -> Option<FileId> {
        self.registered.as_ref().map(|at| at.file)
    }

    /// The form of the name that pages show.
    pub fn shown(&self) -> &str {
        self.display.as_deref().unwrap_or(&self.name)
    }
}

/// A position, WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How exactly it is given.
    pub precision: Option<PlacePrecision>,
}
