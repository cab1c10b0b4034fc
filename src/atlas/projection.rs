//! From the ground to a plane in kilometres, and back.
//!
//! Lambert's azimuthal equal-area projection (Snyder 1987, § 24) for all but the whole world: within ten degrees of its centre lengths are
//! true to 0.4 %, there is no edge at 180° and none at the poles. The whole world is Natural Earth's (Šavrič, Jenny, Patterson and Petrovič 2011).

use super::ground::{LonLat, RADIUS, turned};

/// How the ground becomes a plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Projection {
    /// Lambert's, with the centre.
    Azimuthal { centre: LonLat, sin: f64, cos: f64 },
    /// The whole world, with the meridian in its middle.
    World { lon: f64 },
}

impl Projection {
    /// Lambert's around a point.
    pub fn around(centre: LonLat) -> Self {
        let lat = centre.lat.to_radians();
        Self::Azimuthal { centre, sin: libm::sin(lat), cos: libm::cos(lat) }
    }

    /// East and north of the centre in kilometres; `None` for the point opposite to it.
    pub fn forward(&self, at: LonLat) -> Option<[f64; 2]> {
        match self {
            Self::Azimuthal { centre, sin, cos } => {
                let (lon, lat) = (turned(at.lon, centre.lon).to_radians(), at.lat.to_radians());
                let (sin_lat, cos_lat, cos_lon) = (libm::sin(lat), libm::cos(lat), libm::cos(lon));
                let near = 1.0 + sin * sin_lat + cos * cos_lat * cos_lon;
                let scale = (near > 1e-6).then(|| RADIUS * (2.0 / near).sqrt())?;
                let north = cos * sin_lat - sin * cos_lat * cos_lon;
                Some([scale * cos_lat * libm::sin(lon), scale * north])
            }
            Self::World { lon } => {
                // Not turned: lines are brought into this range before, and its two edges are different places of the plane.
                let lon = (at.lon - lon).to_radians();
                let (x, y) = natural(at.lat.to_radians());
                Some([RADIUS * lon * x, RADIUS * y])
            }
        }
    }

    /// The point of the ground; `None` outside of the world. The longitude may pass 180.
    pub fn inverse(&self, [x, y]: [f64; 2]) -> Option<LonLat> {
        match self {
            Self::Azimuthal { centre, sin, cos } => {
                let away = (x * x + y * y).sqrt();
                if away < 1e-9 {
                    return Some(*centre);
                }
                let half = away / (2.0 * RADIUS);
                let angle = (half <= 1.0).then(|| 2.0 * libm::asin(half))?;
                let (sin_angle, cos_angle) = (libm::sin(angle), libm::cos(angle));
                let lat = libm::asin((cos_angle * sin + y * sin_angle * cos / away).clamp(-1.0, 1.0));
                let lon = libm::atan2(x * sin_angle, away * cos * cos_angle - y * sin * sin_angle);
                Some(LonLat { lon: centre.lon + lon.to_degrees(), lat: lat.to_degrees() })
            }
            Self::World { .. } => None,
        }
    }
}

/// How long a degree of longitude is at a latitude, and how high the latitude lies; both in radii.
fn natural(lat: f64) -> (f64, f64) {
    let p2 = lat * lat;
    let p4 = p2 * p2;
    let long = 0.8707 - 0.131_979 * p2 + p4 * (-0.013_791 + p4 * (0.003_971 * p2 - 0.001_529 * p4));
    let high = lat * (1.007_226 + p2 * (0.015_085 + p4 * (-0.044_475 + 0.028_874 * p2 - 0.005_916 * p4)));
    (long, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    fn close([x, y]: [f64; 2], [u, v]: [f64; 2]) -> bool {
        (x / RADIUS - u).abs() < 1e-6 && (y / RADIUS - v).abs() < 1e-6
    }

    /// Snyder 1987, page 332: the sphere of radius 3, centre 40° N 100° W, the point 20° S 100° E.
    #[test]
    fn lambert_s_is_as_in_the_textbook() {
        let plane = Projection::around(at(-100.0, 40.0)).forward(at(100.0, -20.0)).unwrap();
        let [x, y] = plane.map(|km| km / RADIUS * 3.0);
        assert!((x + 4.233_930_3).abs() < 1e-6 && (y - 4.025_777_5).abs() < 1e-6, "{x} {y}");
    }

    /// Values of d3-geo 3.1, `geoNaturalEarth1Raw`.
    #[test]
    fn the_whole_world_is_as_d3_draws_it() {
        let world = Projection::World { lon: 0.0 };
        for (lon, lat, x, y) in include!("natural_earth.in") {
            assert!(
                close(world.forward(at(lon, lat)).unwrap(), [x, y]),
                "{lon} {lat}: {:?}",
                world.forward(at(lon, lat))
            );
        }
    }

    #[test]
    fn there_and_back_is_the_same_point() {
        for centre in [at(46.75, 39.8), at(179.5, -17.0), at(10.0, 89.0), at(0.0, 0.0)] {
            let projection = Projection::around(centre);
            for (east, north) in [(0.0, 0.0), (120.0, 40.0), (-300.0, 900.0), (2500.0, -1700.0)] {
                let point = projection.inverse([east, north]).unwrap();
                let [x, y] = projection.forward(point).unwrap();
                assert!(
                    (x - east).abs() < 1e-6 && (y - north).abs() < 1e-6,
                    "{centre:?} {east} {north}: {x} {y}"
                );
            }
        }
    }
}
