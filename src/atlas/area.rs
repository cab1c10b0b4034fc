//! A place that is more than a point: areas and lines of the ground.

use std::sync::Arc;

use super::ground::LonLat;

/// Areas and lines; a copy shares them.
pub type Outline = Arc<GroundShape>;

/// Areas and lines as a file gives them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroundShape {
    /// Rings of areas, holes too, of four points and more without the closing one.
    pub(super) rings: Vec<Vec<LonLat>>,
    /// Lines of two points and more.
    pub(super) lines: Vec<Vec<LonLat>>,
}

impl GroundShape {
    /// The rings of its areas.
    pub(super) fn rings(&self) -> impl Iterator<Item = &[LonLat]> {
        self.rings.iter().map(Vec::as_slice)
    }

    /// Its lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[LonLat]> {
        self.lines.iter().map(Vec::as_slice)
    }

    /// A line from point to point.
    pub fn line(points: Vec<LonLat>) -> Self {
        Self { rings: Vec::new(), lines: vec![points] }
    }

    /// Whether it has areas.
    pub fn has_areas(&self) -> bool {
        !self.rings.is_empty()
    }

    /// Whether it has lines.
    pub fn has_lines(&self) -> bool {
        !self.lines.is_empty()
    }

    /// At most so many of its points as a frame needs to hold all: the outermost of each ring and line, and some between.
    pub fn outermost(&self) -> Vec<LonLat> {
        const BETWEEN: usize = 8;
        let mut found = Vec::new();
        for points in self.rings().chain(self.lines()) {
            let by = |key: fn(&LonLat) -> f64| {
                let (least, most) = (
                    points.iter().min_by(|a, b| key(a).total_cmp(&key(b))),
                    points.iter().max_by(|a, b| key(a).total_cmp(&key(b))),
                );
                [least, most].into_iter().flatten().copied()
            };
            found.extend(by(|at| at.lon));
            found.extend(by(|at| at.lat));
            found.extend(by(|at| at.lon + at.lat));
            found.extend(by(|at| at.lon - at.lat));
            found.extend(points.iter().step_by((points.len() / BETWEEN).max(1)));
        }
        found
    }
}
