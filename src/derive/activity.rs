//! How much of a list happened when: entries counted in equal steps of time, by layers.

mod unit;

use std::ops::Range;

pub use unit::Unit;

use super::entries::Entry;
use super::layers::Layers;
use super::sides::Sides;
use crate::model::{Day, EntryId, Site};

/// Entries in steps of time; an entry counts where it begins.
#[derive(Debug)]
pub struct Activity {
    /// How long a step is.
    pub unit: Unit,
    /// The numbers of the steps that are drawn.
    pub steps: Range<i64>,
    /// By step and layer: how many entries.
    counts: Vec<u32>,
    /// How many layers there are.
    layers: usize,
    /// The day on which each dated entry begins, and its layer, in order of time.
    days: Vec<(Day, usize)>,
}

/// How many steps there is room for.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// At least so many, so that a bar is a bar and no block.
    pub least: i64,
    /// At most so many.
    pub most: i64,
}

/// A run of time with the number of its entries by layer.
#[derive(Debug, PartialEq, Eq)]
pub struct Tally {
    /// The number of the step.
    pub step: i64,
    /// By layer.
    pub counts: Vec<u32>,
}

/// So much of a list may lie far away from the rest and is then not drawn: a quarter.
const AWAY: usize = 4;
/// If the rest then takes less than this part of the whole time: a quarter.
const WORTH: i64 = 4;

impl Activity {
    /// Counts the entries of a list; `None` if there are not two that begin on different days.
    pub fn of(
        site: &Site,
        (all, sides): (&[Entry], &Sides),
        list: &[EntryId],
        (layers, room): (Layers, Room),
    ) -> Option<Self> {
        let moment = |id: &EntryId| {
            let entry = &all[id.index()];
            Some((entry.when.earliest()?, layers.of_entry(site, sides, entry)))
        };
        let mut days: Vec<(Day, usize)> = list.iter().filter_map(moment).collect();
        days.sort_by_key(|(day, _)| *day);
        if days.first()?.0 == days.last()?.0 {
            return None;
        }
        let focus = focus(&days, room);
        let (first, last) = (days[focus.start].0, days[focus.end - 1].0);
        let length = |unit: Unit| unit.step(last) - unit.step(first) + 1;
        let unit = Unit::all().find(|unit| length(*unit) <= room.most)?;
        let spare = (room.least - length(unit)).max(0);
        let steps = unit.step(first) - spare / 2..unit.step(last) + 1 + (spare - spare / 2);
        let mut activity = Self { unit, steps, counts: Vec::new(), layers: layers.count(site), days };
        activity.count();
        Some(activity)
    }

    fn count(&mut self) {
        let steps = usize::try_from(self.steps.end - self.steps.start).unwrap_or(0);
        self.counts = vec![0; steps * self.layers];
        for (day, layer) in &self.days {
            let step = self.unit.step(*day);
            if self.steps.contains(&step) {
                let at = usize::try_from(step - self.steps.start).unwrap_or(0);
                self.counts[at * self.layers + layer] += 1;
            }
        }
    }

    /// The counts of each step that is drawn, by layer.
    pub fn bins(&self) -> impl Iterator<Item = &[u32]> {
        self.counts.chunks(self.layers.max(1))
    }

    /// The day on which each dated entry begins, and the index of its layer, in order of time.
    pub fn days(&self) -> impl Iterator<Item = (Day, usize)> + '_ {
        self.days.iter().copied()
    }

    /// How many dated entries there are, drawn or not.
    pub fn dated(&self) -> usize {
        self.days.len()
    }

    /// The first and the last day on which an entry begins, drawn or not.
    pub fn span(&self) -> (Day, Day) {
        let day = |at: Option<&(Day, usize)>| at.map_or(Day(0), |(day, _)| *day);
        (day(self.days.first()), day(self.days.last()))
    }

    /// By layer: how many dated entries there are, drawn or not.
    pub fn totals(&self) -> Vec<u32> {
        let mut totals = vec![0; self.layers];
        self.days.iter().for_each(|(_, layer)| totals[*layer] += 1);
        totals
    }

    /// How many entries lie before and after what is drawn.
    pub fn outside(&self) -> (usize, usize) {
        let step = |at: &(Day, usize)| self.unit.step(at.0);
        let before = self.days.partition_point(|at| step(at) < self.steps.start);
        let drawn = self.days.partition_point(|at| step(at) < self.steps.end);
        (before, self.days.len() - drawn)
    }

    /// What is drawn, counted in steps of another unit; those without an entry are left out.
    pub fn drawn(&self, unit: Unit) -> Vec<Tally> {
        let (before, after) = self.outside();
        self.tallied(&self.days[before..self.days.len() - after], unit)
    }

    /// All dated entries, counted so.
    pub fn all(&self, unit: Unit) -> Vec<Tally> {
        self.tallied(&self.days, unit)
    }

    fn tallied(&self, days: &[(Day, usize)], unit: Unit) -> Vec<Tally> {
        let mut tallies: Vec<Tally> = Vec::new();
        for (day, layer) in days {
            let step = unit.step(*day);
            if tallies.last().is_none_or(|last| last.step != step) {
                tallies.push(Tally { step, counts: vec![0; self.layers] });
            }
            if let Some(last) = tallies.last_mut() {
                last.counts[*layer] += 1;
            }
        }
        tallies
    }

    /// The steps of another unit that what is drawn touches.
    pub fn touched(&self, unit: Unit) -> Range<i64> {
        let (first, end) = (self.unit.first_day(self.steps.start), self.unit.first_day(self.steps.end));
        unit.step(first)..unit.step(Day(end.number() - 1)) + 1
    }

    /// Where a day lies between the beginning (0) and the end (1) of what is drawn, and beyond.
    pub fn place(&self, day: Day) -> f64 {
        let length = (self.steps.end - self.steps.start).max(1) as f64;
        (self.unit.position(day) - self.steps.start as f64) / length
    }
}

impl Tally {
    /// How many entries there are.
    pub fn sum(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// The entries that are drawn: all, or the dense part of a list of which a few lie far away.
fn focus(days: &[(Day, usize)], room: Room) -> Range<usize> {
    let span = |from: usize, to: usize| days[to].0.number() - days[from].0.number() + 1;
    let last = days.len() - 1;
    let (whole, kept) = (span(0, last), days.len() - days.len() / AWAY);
    // What can be drawn by the day needs no cut.
    if kept > last || whole <= room.most {
        return 0..days.len();
    }
    let dense = (0..=days.len() - kept).min_by_key(|from| span(*from, from + kept - 1)).unwrap_or(0);
    let (mut from, mut to) = (dense, dense + kept - 1);
    let narrow = span(from, to).max(room.least);
    if narrow * WORTH > whole {
        return 0..days.len();
    }
    // What lies near belongs to it.
    let wide = narrow + narrow / 2;
    loop {
        let left = from.checked_sub(1).map_or(i64::MAX, |left| span(left, to));
        let right = if to < last { span(from, to + 1) } else { i64::MAX };
        if left.min(right) > wide {
            return from..to + 1;
        }
        if left <= right { from -= 1 } else { to += 1 }
    }
}
