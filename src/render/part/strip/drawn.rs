//! The geometry of a strip: where its bars, phases and regions lie.

use std::fmt::Write;

use serde::Serialize;

use crate::derive::{Activity, Tally, Unit};
use crate::model::Phase;

/// A phase.
#[derive(Serialize)]
pub struct BandView {
    name: String,
    x: String,
    width: String,
    /// How wide its name may be.
    room: String,
}

/// So many entries fill the height at least: one alone is no tower.
const FEW: u32 = 5;

/// The least height of a bar, in pixels.
const LOW: u32 = 2;

/// An activity with the direction in which it is drawn.
pub struct Drawn {
    pub activity: Activity,
    pub mirrored: bool,
}

impl Drawn {
    /// The horizontal place of a point of time.
    pub fn at(&self, place: f64) -> String {
        percent(if self.mirrored { 1.0 - place } else { place })
    }

    /// The left edge of a stretch of time.
    pub fn from(&self, from: f64, to: f64) -> String {
        percent(if self.mirrored { 1.0 - to } else { from })
    }

    /// A stretch of time as far as it is drawn.
    pub fn clipped(&self, from: f64, to: f64) -> (f64, f64) {
        (from.clamp(0.0, 1.0), to.clamp(0.0, 1.0))
    }

    /// The phases that reach into what is drawn. A name ends where the next phase begins.
    pub fn bands(&self, phases: &[Phase]) -> Vec<BandView> {
        let place = |phase: &Phase| {
            let from = phase.when.earliest().map_or(0.0, |day| self.activity.place(day));
            let to = phase.when.latest().map_or(1.0, |day| self.activity.place(day.next()));
            self.clipped(from, to)
        };
        let seen = |(_, (from, to)): &(&Phase, (f64, f64))| to - from > 0.002;
        let places: Vec<(&Phase, (f64, f64))> = phases.iter().map(|p| (p, place(p))).filter(seen).collect();
        let band = |(index, (phase, (from, to))): (usize, &(&Phase, (f64, f64)))| {
            let next = places.get(index + 1).map_or(*to, |(_, (next, _))| *next);
            BandView {
                name: phase.name.clone(),
                x: self.from(*from, *to),
                width: percent(to - from),
                room: percent(next.clamp(*from, *to) - from),
            }
        };
        places.iter().enumerate().map(band).collect()
    }
}

/// Writes a path in relative steps, which are short.
#[derive(Default)]
struct Pen {
    path: String,
    x: i64,
    y: i64,
}

impl Pen {
    fn line(&mut self, x: i64, y: i64, up: i64) {
        let (dx, dy) = (x - self.x, y - self.y);
        let blank = if dy < 0 { "" } else { " " };
        // The first step of a path counts from the corner.
        let _ = write!(self.path, "m{dx}{blank}{dy}v-{up}");
        (self.x, self.y) = (x, y - up);
    }
}

/// The regions of a strip: months if few have entries, else years, else tens of years, …
pub fn regions_of(activity: &Activity, most: usize) -> (Unit, Vec<Tally>) {
    let units = Unit::all().filter(|unit| !matches!(unit, Unit::Day | Unit::Week));
    let mut counted = units.map(|unit| (unit, activity.drawn(unit)));
    counted.find(|(_, tallies)| tallies.len() <= most).unwrap_or((Unit::Month, Vec::new()))
}

/// The one region with most entries; none if they are all alike.
pub fn most(tallies: &[Tally]) -> Option<&Tally> {
    let most = tallies.iter().max_by_key(|tally| tally.sum())?;
    let alike = tallies.iter().filter(|tally| tally.sum() == most.sum()).count();
    (tallies.len() > 1 && alike == 1).then_some(most)
}

/// How wide a bar is: the more there are, the closer they stand.
pub fn bar(activity: &Activity) -> &'static str {
    match activity.steps.end - activity.steps.start {
        125.. => "1.04",
        63.. => ".86",
        _ => ".74",
    }
}

/// By layer: its bars, drawn as lines upwards, one step of time apart.
pub fn paths(activity: &Activity, height: u32) -> Vec<String> {
    let sum = |counts: &[u32]| counts.iter().sum::<u32>();
    let scale = f64::from(height) / f64::from(activity.bins().map(sum).max().unwrap_or(0).max(FEW));
    let mut pens: Vec<Pen> = activity.totals().iter().map(|_| Pen::default()).collect();
    for (x, counts) in (0..).zip(activity.bins()) {
        let mut below = 0;
        let mut base = 0;
        let above = counts.iter().rposition(|count| *count > 0);
        for (layer, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            below += count;
            let mut top = (f64::from(below) * scale).round() as u32;
            let is_last = above == Some(layer);
            if is_last {
                top = top.max(LOW);
            }
            // A hairline of paper between two layers, where there is room for one.
            let gap = u32::from(!is_last && top >= base + 4);
            if top > base {
                pens[layer].line(x, i64::from(height - base), i64::from(top - base - gap));
            }
            base = top;
        }
    }
    pens.into_iter().map(|pen| pen.path).collect()
}

/// A part of the whole, with two decimals at most.
pub fn percent(part: f64) -> String {
    let hundredths = (part * 10_000.0).round() as i64;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}
