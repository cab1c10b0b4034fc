//! Names on a map: the first in order gets the first place that nothing else has.

use super::clip::Box4;

/// A mark, with its middle and half its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapSpot {
    /// From the left.
    pub x: f64,
    /// From above.
    pub y: f64,
    /// Half its width.
    pub r: f64,
}

/// Which part of a name stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameAnchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

impl NameAnchor {
    /// The word of SVG, for writing from the left.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A name with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedName {
    /// The number of its spot.
    pub of: usize,
    /// What of it stands there.
    pub anchor: NameAnchor,
    /// From the left.
    pub x: f64,
    /// Its base line, from above.
    pub y: f64,
}

/// Gives names a place beside their spots: of all spots in order, at most so many, each where it covers neither a spot nor a
/// name nor the edge of the picture. Names are of letters of a height; what has no room is left out, for the list beside the map.
pub fn place_labels<'a>(
    spots: &[MapSpot],
    names: impl Iterator<Item = &'a str>,
    [width, height]: [f64; 2],
    (letters, most): (f64, usize),
    taken: &[Box4],
) -> Vec<PlacedName> {
    let mut full: Vec<Box4> = spots.iter().map(|s| [s.x - s.r, s.y - s.r, s.x + s.r, s.y + s.r]).collect();
    full.extend(taken);
    let mut placed: Vec<PlacedName> = Vec::new();
    for (of, (spot, name)) in spots.iter().zip(names).enumerate() {
        if placed.len() == most {
            break;
        }
        let (long, high) = (width_of(name) * letters, letters);
        let free = around(spot, high).into_iter().find(|(anchor, x, y)| {
            let own = bounds((*anchor, *x, *y), long, high);
            let is_in = own[0] >= 2.0 && own[1] >= 2.0 && own[2] <= width - 2.0 && own[3] <= height - 2.0;
            is_in && full.iter().all(|other| !meet(own, *other))
        });
        if let Some((anchor, x, y)) = free {
            full.push(bounds((anchor, x, y), long, high));
            placed.push(PlacedName { of, anchor, x, y });
        }
    }
    placed
}

/// The box that a name takes.
fn bounds((anchor, x, y): (NameAnchor, f64, f64), long: f64, high: f64) -> Box4 {
    let left = match anchor {
        NameAnchor::Start => x,
        NameAnchor::Middle => x - long / 2.0,
        NameAnchor::End => x - long,
    };
    [left, y - high * 0.8, left + long, y + high * 0.2]
}

/// The eight places around a spot, the best first.
fn around(spot: &MapSpot, high: f64) -> [(NameAnchor, f64, f64); 8] {
    use NameAnchor::{End, Middle, Start};
    let MapSpot { x, y, r } = *spot;
    let (gap, slant) = (r + 4.0, r * 0.7 + 3.0);
    let (level, above, below) = (y + high * 0.3, y - slant - high * 0.2, y + slant + high * 0.8);
    [
        (Start, x + gap, level),
        (End, x - gap, level),
        (Middle, x, y - gap - high * 0.2),
        (Middle, x, y + gap + high * 0.8),
        (Start, x + slant, above),
        (Start, x + slant, below),
        (End, x - slant, above),
        (End, x - slant, below),
    ]
}

fn meet(a: Box4, b: Box4) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// About how wide a name is, in heights of its letters; rather too wide than too narrow, whatever the font.
fn width_of(name: &str) -> f64 {
    let one = |c: char| match c {
        'i' | 'j' | 'l' | 'f' | 't' | 'I' | ' ' | '.' | ',' | '\'' | '-' | '/' | '·' | '(' | ')' => 0.36,
        'm' | 'w' | 'M' | 'W' | '—' => 0.92,
        // Marks above letters have no width.
        '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' => 0.0,
        '\u{600}'..='\u{6ff}' | '\u{590}'..='\u{5ff}' => 0.55,
        '\u{530}'..='\u{58f}' | '\u{10a0}'..='\u{10ff}' => 0.76,
        '\u{1100}'.. => 1.05,
        c if c.is_uppercase() => 0.74,
        _ => 0.63,
    };
    name.chars().map(one).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(x: f64, y: f64) -> MapSpot {
        MapSpot { x, y, r: 5.0 }
    }

    #[test]
    fn names_never_lie_on_each_other() {
        let spots: Vec<MapSpot> =
            (0..60).map(|i| spot(300.0 + f64::from(i % 8) * 9.0, 200.0 + f64::from(i / 8) * 7.0)).collect();
        let names: Vec<String> = (0..60).map(|i| format!("Place number {i}")).collect();
        let placed = place_labels(&spots, names.iter().map(String::as_str), [640.0, 400.0], (13.0, 12), &[]);
        assert!(placed.len() > 3 && placed.len() <= 12, "{}", placed.len());
        let boxes: Vec<Box4> = placed
            .iter()
            .map(|label| bounds((label.anchor, label.x, label.y), width_of(&names[label.of]) * 13.0, 13.0))
            .collect();
        for (i, a) in boxes.iter().enumerate() {
            assert!(boxes[..i].iter().all(|b| !meet(*a, *b)));
            assert!(spots.iter().all(|s| !meet(*a, [s.x - s.r, s.y - s.r, s.x + s.r, s.y + s.r])));
        }
    }

    #[test]
    fn a_name_without_room_is_left_out() {
        let placed = place_labels(
            &[spot(20.0, 20.0)],
            ["A name that is far too long for it"].into_iter(),
            [60.0, 40.0],
            (13.0, 9),
            &[],
        );
        assert_eq!(placed, []);
        let placed =
            place_labels(&[spot(590.0, 20.0)], ["Near the edge"].into_iter(), [640.0, 400.0], (13.0, 9), &[]);
        assert!(placed[0].x < 590.0);
    }
}
