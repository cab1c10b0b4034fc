//! Points on the ground and the way between them.

/// The Earth's mean radius in kilometres (IUGG, R₁).
pub(super) const RADIUS: f64 = 6371.0088;

/// A point of the ground, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// East, −180 to 180.
    pub lon: f64,
    /// North, −90 to 90.
    pub lat: f64,
}

/// A point and how far from it something may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// Its middle.
    pub at: LonLat,
    /// Its radius in kilometres.
    pub radius: f64,
}

/// The distance of two points in kilometres, along a great circle.
pub fn distance(a: LonLat, b: LonLat) -> f64 {
    let (north, east) = ((b.lat - a.lat).to_radians(), (b.lon - a.lon).to_radians());
    let (sin_north, sin_east) = (libm::sin(north / 2.0), libm::sin(east / 2.0));
    let across = libm::cos(a.lat.to_radians()) * libm::cos(b.lat.to_radians());
    let h = sin_north * sin_north + across * sin_east * sin_east;
    2.0 * RADIUS * libm::asin(h.sqrt().min(1.0))
}

/// The middle of points: that of the arrows to them from the Earth's centre. `None` where they cancel each other out.
pub(super) fn middle(points: impl Iterator<Item = LonLat>) -> Option<LonLat> {
    let (mut x, mut y, mut z, mut count) = (0.0, 0.0, 0.0, 0.0);
    for point in points {
        let (lon, lat) = (point.lon.to_radians(), point.lat.to_radians());
        let out = libm::cos(lat);
        x += out * libm::cos(lon);
        y += out * libm::sin(lon);
        z += libm::sin(lat);
        count += 1.0;
    }
    let length = (x * x + y * y + z * z).sqrt();
    (length > 0.01 * count).then(|| LonLat {
        lon: libm::atan2(y, x).to_degrees(),
        lat: libm::asin((z / length).clamp(-1.0, 1.0)).to_degrees(),
    })
}

/// The point among points from which the sum of the ways to all is least; of very many, among some.
pub fn middle_of(points: &[LonLat]) -> Option<LonLat> {
    let some: Vec<LonLat> = points.iter().step_by(points.len().div_ceil(300).max(1)).copied().collect();
    let sum = |from: LonLat| some.iter().map(|to| distance(from, *to)).sum::<f64>();
    let sums = some.iter().map(|at| (*at, sum(*at)));
    sums.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

/// A longitude between −180 and 180 degrees, relative to another.
pub(super) fn turned(lon: f64, from: f64) -> f64 {
    (lon - from + 180.0).rem_euclid(360.0) - 180.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Geodesics of WGS 84 by GeographicLib, in kilometres.
    #[test]
    fn distances_are_within_one_per_cent_of_geodesics() {
        const FIXTURES: [(f64, f64, f64, f64, f64); 20] = include!("geodesics.in");
        for (lat, lon, to_lat, to_lon, km) in FIXTURES {
            let found = distance(LonLat { lon, lat }, LonLat { lon: to_lon, lat: to_lat });
            assert!((found - km).abs() <= 0.006 * km, "{lat} {lon} to {to_lat} {to_lon}: {found}, not {km}");
        }
    }

    #[test]
    fn the_middle_lies_between_across_the_date_line_too() {
        let at = |lon, lat| LonLat { lon, lat };
        let fiji = middle([at(179.0, -17.0), at(-179.0, -17.0)].into_iter()).unwrap();
        assert!(fiji.lon.abs() > 179.9 && (fiji.lat + 17.0).abs() < 0.1, "{fiji:?}");
        assert!(middle([at(0.0, 0.0), at(180.0, 0.0)].into_iter()).is_none());
    }
}
