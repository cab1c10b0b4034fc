//! Places.

use super::{Body, Name, PlaceId, PlacePrecision};
use crate::diag::FileId;

/// A place of the registry, or one that only articles name.
#[derive(Debug)]
pub struct Place {
    /// The file that registers it; `None` for an implicit place.
    pub file: Option<FileId>,
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
    pub parent: Option<PlaceId>,
    /// What the site says of it.
    pub body: Body,
}

impl Place {
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
