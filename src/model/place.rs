//! Places.

use super::{Linked, Name, PlacePrecision, Stage};
use crate::atlas::{Disc, LonLat};
use crate::config::PublishedAs;
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
    /// Where it is, as far as it is published.
    pub point: Option<S::Point>,
    /// How much of its position is published, where its file says it.
    pub publish: Option<PublishedAs>,
    /// Its outline.
    pub area: Option<S::Area>,
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

/// A position as it may be shown, WGS 84 degrees. `resolve` makes it of the written one; nothing behind it knows the written digits of a place whose
/// position is rounded or hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How exactly it was given; a rounded one does not say it.
    pub precision: Option<PlacePrecision>,
    /// How far from it the place may be, in kilometres.
    pub radius: f64,
    /// To which part of a degree it is rounded.
    pub rounded: Option<f64>,
}

/// A position that a site keeps to itself, for the check for leaks alone: a test holds that nothing else asks for its digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeptPosition {
    lat: f64,
    lon: f64,
    grid: Option<f64>,
}

impl KeptPosition {
    /// One that is rounded to a part of a degree, or hidden.
    pub fn new(lat: f64, lon: f64, grid: Option<f64>) -> Self {
        Self { lat, lon, grid }
    }

    /// The digits north and east that say more than is published; `None` where there are none such.
    pub fn kept_digits(&self) -> Option<[String; 2]> {
        // Two digits more than those of the grid are within a hundredth of it.
        let most = match self.grid {
            Some(grid) if grid >= 0.1 => 3,
            Some(_) => 4,
            None => 2,
        };
        let digits = |degrees: f64| {
            let text = degrees.abs().to_string();
            let point = text.find('.')?;
            let end = text.len().min(point + 1 + most);
            (end - point > 2).then(|| text[..end].to_owned())
        };
        Some([digits(self.lat)?, digits(self.lon)?])
    }
}

impl Point {
    /// The point of the ground.
    pub fn at(&self) -> LonLat {
        LonLat { lon: self.lon, lat: self.lat }
    }

    /// Where the place may be.
    pub fn disc(&self) -> Disc {
        Disc { at: self.at(), radius: self.radius }
    }
}
