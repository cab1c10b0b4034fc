//! What a map shows of a list: which places, how much happened at each, and which of them lie too far away for the picture.

use rustc_hash::FxHashMap;

use super::entries::{Entry, Subject};
use super::facts::Facts;
use super::layers::Layers;
use super::sides::Sides;
use crate::atlas::{LonLat, distance};
use crate::model::{ConflictId, EntryId, MapLine, PlaceId, Site, When};

/// A place of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The place.
    pub place: PlaceId,
    /// How many entries of the list are there.
    pub count: u32,
    /// The same by layer.
    pub layers: Vec<u32>,
}

/// A movement from place to place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Where it began.
    pub from: PlaceId,
    /// Where it led.
    pub to: PlaceId,
    /// How many entries tell of one.
    pub count: u32,
}

/// The places of a list's entries, those with most entries first.
pub fn located(
    site: &Site,
    (all, sides): (&[Entry], &Sides),
    list: &[EntryId],
    layers: Layers,
) -> Vec<Located> {
    let several = layers.count(site);
    let mut found: FxHashMap<PlaceId, Located> = FxHashMap::default();
    for entry in list.iter().map(|id| &all[id.index()]) {
        let places = entry.places(site);
        if places.is_empty() {
            continue;
        }
        let layer = layers.of_entry(site, sides, entry);
        for place in places {
            let empty = || Located { place, count: 0, layers: vec![0; several] };
            let located = found.entry(place).or_insert_with(empty);
            located.count += 1;
            located.layers[layer] += 1;
        }
    }
    let mut places: Vec<Located> = found.into_values().collect();
    places.sort_by(|a, b| b.count.cmp(&a.count).then(a.place.cmp(&b.place)));
    places
}

/// The movements of a list's events, the most frequent first.
pub fn movements(site: &Site, all: &[Entry], list: &[EntryId]) -> Vec<Movement> {
    let mut found: Vec<Movement> = Vec::new();
    let mut at: FxHashMap<(PlaceId, PlaceId), usize> = FxHashMap::default();
    for entry in list.iter().map(|id| &all[id.index()]) {
        let Subject::Event(id) = entry.subject else { continue };
        let event = site.event(id);
        let (Some(from), Some(to)) = (event.from, event.to) else { continue };
        let index = *at.entry((from, to)).or_insert(found.len());
        match found.get_mut(index) {
            Some(movement) => movement.count += 1,
            None => found.push(Movement { from, to, count: 1 }),
        }
    }
    found.sort_by_key(|movement| std::cmp::Reverse(movement.count));
    found
}

/// So many places stand on a page of their index.
pub const PLACES_PAGE: usize = 600;

/// Whether a conflict has a page of maps: it has phases or lines, and something of it has a position.
pub fn has_maps(site: &Site, facts: &Facts, id: ConflictId) -> bool {
    let conflict = site.conflict(id);
    let is_placed = |entry: &EntryId| {
        let places = facts.time.entries[entry.index()].places(site);
        places.iter().any(|place| site.place(*place).point.is_some())
    };
    site.config.map.shown
        && (conflict.phases.len() > 1 || !conflict.lines.is_empty())
        && facts.lists.of_conflict[id.index()].entries.iter().any(is_placed)
}

/// So many of the places decide where the middle of a map lies.
const DECIDING: usize = 200;

/// Nobody is too far away who is nearer than this, in kilometres.
const NEAR: f64 = 300.0;

/// How many times farther than three fifths of the entries a place may be.
const FAR: f64 = 2.5;

/// Parts the places with a position into those that a map shows and those too far away for it: a meeting in New York does not make
/// the map of a valley one of the world. Places come as points with their weights.
pub fn near_and_far(points: &[(LonLat, u32)]) -> Vec<bool> {
    let deciding = &points[..points.len().min(DECIDING)];
    let apart =
        |middle: LonLat| deciding.iter().map(move |(at, weight)| distance(middle, *at) * f64::from(*weight));
    let sums = deciding.iter().map(|(at, _)| (*at, apart(*at).sum::<f64>()));
    let Some((middle, _)) = sums.min_by(|a, b| a.1.total_cmp(&b.1)) else { return Vec::new() };
    let mut away: Vec<(f64, u32)> =
        deciding.iter().map(|(at, weight)| (distance(middle, *at), *weight)).collect();
    away.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: u64 = away.iter().map(|(_, weight)| u64::from(*weight)).sum();
    let mut seen = 0;
    let most = away.iter().find(|(_, weight)| {
        seen += u64::from(*weight);
        seen * 5 >= all * 3
    });
    let limit = most.map_or(0.0, |(away, _)| away * FAR).max(NEAR);
    points.iter().map(|(at, _)| distance(middle, *at) <= limit).collect()
}

/// The lines that were true at some time; all of them where no time is given.
pub fn lines_at<'a>(lines: &'a [MapLine], when: Option<&When>) -> impl Iterator<Item = &'a MapLine> {
    let (first, last) = (when.and_then(When::earliest), when.and_then(When::latest));
    lines.iter().filter(move |line| {
        let Some(own) = &line.when else { return true };
        let ends_before = own.latest().zip(first).is_some_and(|(end, first)| end < first);
        let begins_after = own.earliest().zip(last).is_some_and(|(begin, last)| begin > last);
        !ends_before && !begins_after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_far_meeting_does_not_move_the_map() {
        let at = |lon, lat| LonLat { lon, lat };
        let points = [
            (at(46.7, 39.8), 9),
            (at(47.1, 39.7), 6),
            (at(46.4, 40.6), 3),
            (at(-74.0, 40.7), 2),
            (at(37.6, 55.7), 1),
        ];
        assert_eq!(near_and_far(&points), [true, true, true, false, false]);
        assert_eq!(near_and_far(&[]), [false; 0]);
        // Where all is far apart, all is shown.
        let world = [(at(0.0, 51.5), 1), (at(-74.0, 40.7), 1), (at(139.7, 35.7), 1)];
        assert_eq!(near_and_far(&world), [true; 3]);
    }
}
