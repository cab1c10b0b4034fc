//! Figures over the whole site: who gives which, and which were replaced by later ones. Nothing is ever added up.
//!
//! Nothing is added up: no code does arithmetic on figures, and a test looks for sums in the finished pages.

use rustc_hash::FxHashMap;

use super::calendar::Calendar;
use super::entries::Entry;
use super::entries::above;
use super::owner::Owner;
use super::weight::{FIGURE, MAP, ROOM};
use crate::model::{Figure, Site};

/// A figure and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureAt {
    /// What holds it.
    pub owner: Owner,
    /// Which of its figures.
    pub index: u32,
}

/// The figures of a site.
#[derive(Debug, Default)]
pub struct Figures {
    /// By actor: the figures that it gives, in order of what they are as of.
    pub of_actor: Vec<Vec<FigureAt>>,
    /// By conflict: those of its own, and of articles and events that belong to it, in the same order.
    pub of_conflict: Vec<Vec<FigureAt>>,
    by_id: FxHashMap<String, FigureAt>,
    /// By the id of a figure: those that replaced it, in the same order.
    replaced: FxHashMap<String, Vec<FigureAt>>,
}

impl FigureAt {
    /// The figure.
    pub fn figure(self, site: &Site) -> &Figure {
        &self.owner.figures(site)[self.index as usize]
    }
}

impl Figures {
    pub(super) fn of(site: &Site, owners: &[Owner]) -> Self {
        let mut all: Vec<FigureAt> = Vec::new();
        for owner in owners.iter().copied() {
            all.extend((0..).zip(owner.figures(site)).map(|(index, _)| FigureAt { owner, index }));
        }
        all.sort_by_cached_key(|at| {
            let figure = at.figure(site);
            (figure.as_of.is_none(), figure.as_of.clone(), figure.id.clone())
        });
        let mut figures = Self {
            of_actor: vec![Vec::new(); site.actors.len()],
            of_conflict: vec![Vec::new(); site.conflicts.len()],
            ..Self::default()
        };
        for at in all {
            let figure = at.figure(site);
            if let Some(by) = figure.by {
                figures.of_actor[by.index()].push(at);
            }
            let conflict = at.owner.conflict(site);
            above(site, conflict).for_each(|id| figures.of_conflict[id.index()].push(at));
            if let Some(id) = &figure.id {
                figures.by_id.entry(id.clone()).or_insert(at);
            }
            if let Some(id) = &figure.supersedes {
                figures.replaced.entry(id.clone()).or_default().push(at);
            }
        }
        figures
    }

    /// The figure of an id.
    pub fn find(&self, id: &str) -> Option<FigureAt> {
        self.by_id.get(id).copied()
    }

    /// The figure that replaced another; of several the last.
    pub fn successor(&self, figure: &Figure) -> Option<FigureAt> {
        self.successors(figure).last().copied()
    }

    /// The figures that replaced another.
    pub fn successors(&self, figure: &Figure) -> &[FigureAt] {
        let id = figure.id.as_ref();
        id.and_then(|id| self.replaced.get(id)).map_or(&[], Vec::as_slice)
    }
}

/// So many figures a page of a conflict or actor shows at most, the newest; fewer beside a long list, but so many always.
const MOST: u32 = 120;
const LEAST: u32 = 20;

/// How many figures there is room for on the first page of a list, so that it stays as light as any other.
pub fn figures_beside(all: &[Entry], calendar: &Calendar) -> usize {
    let listed = || calendar.entries.iter().map(|id| all[id.index()].bulk);
    let full = listed().fold(0, |sum: u32, bulk| sum.saturating_add(bulk.full));
    let used = match calendar.is_whole {
        false => 0,
        true if full <= ROOM => full,
        true => listed().fold(0, |sum: u32, bulk| sum.saturating_add(bulk.brief)),
    };
    ((ROOM - MAP).saturating_sub(used) / FIGURE).clamp(LEAST, MOST) as usize
}
