//! What may be shown of a position: here the written one becomes a [`Point`], and nothing behind it knows the written digits of one that is
//! rounded or hidden.

use crate::atlas::{LonLat, distance};
use crate::config::{MapSettings, PublishedAs};
use crate::model::{KeptPosition, PlacePrecision, Point};
use crate::parse::WrittenPoint;

/// How far from its position a place of a region may be, where it does not say it, in kilometres.
const REGION: f64 = 25.0;

/// What is published of a position; what is not goes to the list of what is kept.
pub(super) fn published(
    written: WrittenPoint,
    publish: Option<PublishedAs>,
    settings: &MapSettings,
    kept: &mut Vec<KeptPosition>,
) -> Option<Point> {
    let WrittenPoint { lat, lon, precision, radius } = written;
    let usual = match precision {
        Some(PlacePrecision::Exact) => settings.publish.exact,
        Some(PlacePrecision::Vicinity) => settings.publish.vicinity,
        Some(PlacePrecision::Locality) => settings.publish.locality,
        Some(PlacePrecision::Region) => settings.publish.region,
        None => settings.publish.unsaid,
    };
    let radius = radius.unwrap_or(match precision {
        None | Some(PlacePrecision::Exact) => 0.0,
        Some(PlacePrecision::Vicinity) => 0.1,
        Some(PlacePrecision::Locality) => 1.0,
        Some(PlacePrecision::Region) => REGION,
    });
    match publish.unwrap_or(usual) {
        PublishedAs::Exact => Some(Point { lat, lon, precision, radius, rounded: None }),
        PublishedAs::Hidden => {
            kept.push(KeptPosition::new(lat, lon, None));
            None
        }
        PublishedAs::Rounded => {
            let grid = settings.rounding;
            kept.push(KeptPosition::new(lat, lon, Some(grid)));
            let (lat, lon) = (snapped(lat, grid), snapped(lon, grid));
            let at = |lat, lon| LonLat { lon, lat };
            let corner = distance(at(lat, lon), at(lat + grid / 2.0, lon + grid / 2.0));
            Some(Point { lat, lon, precision: None, radius: radius.max(corner), rounded: Some(grid) })
        }
    }
}

/// The nearest point of a grid, without digits behind it.
fn snapped(degrees: f64, grid: f64) -> f64 {
    let whole = (degrees / grid).round() * grid;
    (whole * 100.0).round() / 100.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_position_says_neither_its_digits_nor_how_exactly_it_was_known() {
        let written = WrittenPoint {
            lat: 39.820_631,
            lon: -46.751_2,
            precision: Some(PlacePrecision::Exact),
            radius: None,
        };
        let mut kept = Vec::new();
        let settings = MapSettings::default();
        let point = published(written, Some(PublishedAs::Rounded), &settings, &mut kept).unwrap();
        assert_eq!((point.lat.to_string(), point.lon.to_string()), ("39.8".into(), "-46.8".into()));
        assert_eq!(point.precision, None);
        // The corner of a square of 11.1 by 8.5 kilometres is seven from its middle.
        assert!((point.radius - 7.0).abs() < 0.1, "{}", point.radius);
        assert!(published(written, Some(PublishedAs::Hidden), &settings, &mut kept).is_none());
        assert_eq!(kept.len(), 2);
    }

    #[test]
    fn grids_have_no_digits_of_their_own() {
        for (degrees, grid, text) in [
            (0.04, 0.1, "0"),
            (-0.04, 0.1, "0"),
            (0.29, 0.1, "0.3"),
            (179.96, 0.1, "180"),
            (12.345, 0.01, "12.35"),
            (10.3, 0.5, "10.5"),
        ] {
            assert_eq!(snapped(degrees, grid).to_string(), text);
        }
    }
}
