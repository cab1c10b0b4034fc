//! Marks on maps: their shape is the side's, what they are filled with says how exactly a place is known.

use std::fmt::Write as _;

use crate::model::{Place, PlacePrecision};

/// Which sorts of marks a map has.
#[derive(Debug, Default)]
pub(super) struct Looks {
    near: bool,
    region: bool,
    rounded: bool,
}

impl Looks {
    /// The sort of mark of a place with a position.
    pub fn sort(&mut self, place: &Place) -> &'static str {
        let Some(point) = place.point else { return "dot" };
        match (point.rounded, point.precision) {
            (Some(_), _) => {
                self.rounded = true;
                "disc"
            }
            (None, Some(PlacePrecision::Region)) => {
                self.region = true;
                "region"
            }
            (None, Some(PlacePrecision::Vicinity | PlacePrecision::Locality)) => {
                self.near = true;
                "disc"
            }
            (None, None | Some(PlacePrecision::Exact)) => "dot",
        }
    }

    /// Those that the key explains, with the key of their words.
    pub fn seen(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let all = [
            (self.near, "disc", "map.near"),
            (self.rounded, "disc", "map.rounded"),
            (self.region, "region", "map.region"),
        ];
        all.into_iter().filter(|(seen, ..)| *seen).map(|(_, class, phrase)| (class, phrase))
    }
}

/// A round mark, in whole units: there are many of them.
pub(super) fn mark(x: f64, y: f64, r: f64) -> String {
    let (x, y, r) = (x.round() as i64, y.round() as i64, r.round().max(1.0) as i64);
    format!("M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0-{} 0z", x - r, 2 * r, 2 * r)
}

/// A mark in the shape of a class; all are about as large as a round one.
pub(super) fn mark_of(class: &str, x: f64, y: f64, r: f64) -> String {
    let corners: &[(f64, f64)] = match class {
        "s2" => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        "s3" => &[(0.0, 1.15), (-1.1, -0.85), (1.1, -0.85)],
        "s4" => &[
            (-0.4, -1.1),
            (0.4, -1.1),
            (0.4, -0.4),
            (1.1, -0.4),
            (1.1, 0.4),
            (0.4, 0.4),
            (0.4, 1.1),
            (-0.4, 1.1),
            (-0.4, 0.4),
            (-1.1, 0.4),
            (-1.1, -0.4),
            (-0.4, -0.4),
        ],
        "s6" => &[(-0.5, -1.2), (0.5, -1.2), (0.5, 1.2), (-0.5, 1.2)],
        "several" => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        "others" => &[(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
        "s5" => {
            let (left, foot, wide) = (x - 1.2 * r, y + 0.5 * r, 2.4 * r);
            return format!("M{left:.1} {foot:.1}a{:.1} {:.1} 0 0 1 {wide:.1} 0z", wide / 2.0, wide / 2.0);
        }
        _ => return mark(x, y, r),
    };
    let mut path = String::new();
    for (i, (dx, dy)) in corners.iter().enumerate() {
        let _ = write!(path, "{}{:.1} {:.1}", if i == 0 { 'M' } else { 'L' }, x + r * dx, y + r * dy);
    }
    path + "z"
}

/// A circle of slanted lines, for what is somewhere in it.
pub(super) fn hatched(x: f64, y: f64, r: f64) -> String {
    let mut path = mark(x, y, r);
    let apart = (r / 4.0).clamp(5.0, 12.0);
    let lines = (r / apart).floor() as i32;
    for line in -lines..=lines {
        let away = f64::from(line) * apart;
        let half = (r * r - away * away).max(0.0).sqrt();
        // Along a slope of 45 degrees.
        let part = std::f64::consts::FRAC_1_SQRT_2;
        let (mx, my) = (x + away * part, y + away * part);
        let _ = write!(
            path,
            "M{:.0} {:.0}L{:.0} {:.0}",
            mx - half * part,
            my + half * part,
            mx + half * part,
            my - half * part
        );
    }
    path
}
