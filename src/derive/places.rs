//! Which places lie in which, and which are worth naming beside another; both in order of how much happened there.

use std::cmp::Reverse;

use super::calendar::Calendar;
use crate::model::{PlaceId, Site};

/// What there is of places.
#[derive(Debug)]
pub struct PlaceFacts {
    /// By place: those whose parent it is.
    pub inside: Vec<Vec<PlaceId>>,
    /// Those whose position is told and known to some kilometres.
    pub landmarks: Vec<PlaceId>,
}

/// A landmark's position is in doubt by less, in kilometres.
const DOUBT: f64 = 10.0;

impl PlaceFacts {
    pub(super) fn of(site: &Site, lists: &[Calendar]) -> Self {
        let mut all: Vec<PlaceId> = (0..site.places.len()).map(PlaceId::of).collect();
        all.sort_by_key(|id| Reverse(lists[id.index()].entries.len()));
        let mut inside = vec![Vec::new(); site.places.len()];
        for id in &all {
            if let Some(parent) = site.place(*id).parent {
                inside[parent.index()].push(*id);
            }
        }
        let is_landmark = |id: &PlaceId| {
            site.place(*id).point.is_some_and(|point| point.rounded.is_none() && point.radius < DOUBT)
        };
        all.retain(is_landmark);
        Self { inside, landmarks: all }
    }
}
