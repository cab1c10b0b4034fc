//! Land, lakes, rivers and boundaries of Natural Earth, as `repack.mjs` has packed them; unpacked when the first map is drawn.

use std::io::Read;
use std::sync::LazyLock;

/// The unit of the packed numbers, in degrees.
pub(super) const UNIT: f64 = 0.0036;

/// So many points have a box together.
const RUN: usize = 64;

/// How much of the outlines a map shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// 1:110 000 000, for the whole world.
    World,
    /// 1:50 000 000, for continents.
    Continent,
    /// 1:10 000 000, for everything nearer.
    Region,
}

/// A box in units: west, south, east, north.
pub(super) type UnitBox = [i32; 4];

/// OutlineLines of one sort.
#[derive(Debug, Default)]
pub(super) struct OutlineLines {
    points: Vec<[i32; 2]>,
    lines: Vec<OutlineLine>,
}

#[derive(Debug)]
struct OutlineLine {
    start: usize,
    end: usize,
    bounds: UnitBox,
    /// The box of every run of points.
    runs: Vec<UnitBox>,
}

/// All that there is to draw.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    pub land: [OutlineLines; 3],
    pub lakes: OutlineLines,
    pub rivers: OutlineLines,
    pub boundaries: [OutlineLines; 3],
}

static OUTLINES: LazyLock<Outlines> = LazyLock::new(|| unpack(include_bytes!("outlines.br")));

/// The outlines; unpacked once.
pub(super) fn outlines() -> &'static Outlines {
    &OUTLINES
}

/// A line, or a part of it that nothing else need be known of.
pub(super) struct OutlineView<'a> {
    points: &'a [[i32; 2]],
    bounds: UnitBox,
    runs: &'a [UnitBox],
}

impl OutlineLines {
    pub fn iter(&self) -> impl Iterator<Item = OutlineView<'_>> {
        self.lines.iter().map(|line| OutlineView {
            points: &self.points[line.start..line.end],
            bounds: line.bounds,
            runs: &line.runs,
        })
    }
}

impl OutlineView<'_> {
    pub fn meets(&self, window: UnitBox) -> bool {
        beyond(self.bounds, window).is_none()
    }

    pub fn points(&self) -> &[[i32; 2]] {
        self.points
    }

    /// The points of a ring, without those inside of runs that lie beyond one side of a window: cut by the window it is the same.
    pub fn thinned(&self, window: UnitBox) -> Vec<[i32; 2]> {
        let mut kept = Vec::new();
        for (run, bounds) in self.points.chunks(RUN).zip(self.runs) {
            match (beyond(*bounds, window), run.first(), run.last()) {
                (Some(_), Some(first), Some(last)) => kept.extend([*first, *last]),
                _ => kept.extend(run),
            }
        }
        kept
    }
}

/// The side of a window beyond which a box lies, if it lies beyond one.
fn beyond(bounds: UnitBox, window: UnitBox) -> Option<usize> {
    let outside =
        [bounds[2] < window[0], bounds[3] < window[1], bounds[0] > window[2], bounds[1] > window[3]];
    outside.iter().position(|is| *is)
}

fn bounds_of(points: &[[i32; 2]]) -> UnitBox {
    let start = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
    points.iter().fold(start, |[w, s, e, n], [x, y]| [w.min(*x), s.min(*y), e.max(*x), n.max(*y)])
}

/// Unpacks the sections in their order. The file is the program's own: what it would not say is left out.
fn unpack(packed: &[u8]) -> Outlines {
    let mut bytes = Vec::new();
    let unpacked = brotli::Decompressor::new(packed, 1 << 16).read_to_end(&mut bytes);
    debug_assert!(unpacked.is_ok(), "{unpacked:?}");
    let mut numbers = PackedNumbers { bytes: &bytes };
    let mut section = || numbers.section().unwrap_or_default();
    Outlines {
        land: [section(), section(), section()],
        lakes: section(),
        rivers: section(),
        boundaries: [section(), section(), section()],
    }
}

struct PackedNumbers<'a> {
    bytes: &'a [u8],
}

impl PackedNumbers<'_> {
    fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u32::from(byte & 127) << shift;
            if *byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn step(&mut self) -> Option<i32> {
        let number = self.next()?;
        let half = i32::try_from(number / 2).ok()?;
        Some(if number % 2 == 1 { -half - 1 } else { half })
    }

    fn axis(&mut self, points: &mut [[i32; 2]], axis: usize) -> Option<()> {
        let mut at = 0_i32;
        for point in points {
            at = at.checked_add(self.step()?)?;
            point[axis] = at;
        }
        Some(())
    }

    fn section(&mut self) -> Option<OutlineLines> {
        let count = self.next()? as usize;
        let mut lengths = Vec::new();
        for _ in 0..count {
            lengths.push(self.next()? as usize / 2);
        }
        let mut points = vec![[0; 2]; lengths.iter().sum()];
        self.axis(&mut points, 0)?;
        self.axis(&mut points, 1)?;
        let mut start = 0;
        let line = |length: usize| {
            let end = start + length;
            let own = &points[start..end];
            let runs: Vec<UnitBox> = own.chunks(RUN).map(bounds_of).collect();
            let line = OutlineLine { start, end, bounds: bounds_of(own), runs };
            start = end;
            line
        };
        let lines = lengths.into_iter().map(line).collect();
        Some(OutlineLines { lines, points })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_there() {
        let all = outlines();
        assert!(all.land.iter().map(|lines| lines.lines.len()).is_sorted());
        for lines in all.land.iter().chain([&all.lakes, &all.rivers]).chain(&all.boundaries) {
            assert!(lines.lines.len() > 50 && lines.points.len() > 1000);
            let bounds = bounds_of(&lines.points);
            assert!(
                bounds[0] >= -50_000 && bounds[2] <= 50_000 && bounds[1] >= -25_000 && bounds[3] <= 25_000
            );
        }
        assert!(include_bytes!("outlines.br").len() < 1_000_000);
    }
}
