//! Claims over the whole site: which contradictions are open, who has said nothing, and what each actor claims.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::actors::upwards;
use super::owner::Owner;
use super::pages::{PageRoom, Pages};
use super::sides::{Sides, sided};
use super::weight::{self, ROOM};
use crate::model::{ActorId, Assessment, Claim, ConflictId, Figure, Position, Site, Stance, Verdict};

/// A claim and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimAt {
    /// What holds it.
    pub owner: Owner,
    /// Which of its claims.
    pub index: u32,
    /// Which claim of the page that shows it, from 1.
    pub number: u32,
}

/// The claims of a site.
#[derive(Debug, Default)]
pub struct Claims {
    /// All of them, in order of what they are about in time.
    pub list: Vec<ClaimAt>,
    /// Those whose contradiction is open.
    pub open: Vec<ClaimAt>,
    /// By actor: its positions, in order of the list.
    pub of_actor: Vec<Vec<(ClaimAt, u32)>>,
    /// The pages of open contradictions.
    pub pages: Pages,
}

/// One who should have an answer to a claim, and of whom none is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silent {
    /// A party that the claim names.
    Party(ActorId),
    /// A side of the conflict, by index.
    Side(ConflictId, usize),
}

impl ClaimAt {
    /// The claim.
    pub fn claim(self, site: &Site) -> &Claim {
        &self.owner.claims(site)[self.index as usize]
    }
}

impl Claims {
    pub(super) fn of(site: &Site, owners: &[Owner]) -> Self {
        let mut list: Vec<ClaimAt> = Vec::new();
        let mut page = None;
        let mut number = 0;
        for owner in owners.iter().copied() {
            for (index, _) in (0..).zip(owner.claims(site)) {
                number = if page == Some(owner.page()) { number + 1 } else { 1 };
                page = Some(owner.page());
                list.push(ClaimAt { owner, index, number });
            }
        }
        list.sort_by(|a, b| a.owner.when(site).cmp(&b.owner.when(site)));
        let open: Vec<ClaimAt> = list.iter().copied().filter(|at| is_open(at.claim(site))).collect();
        let mut of_actor: Vec<Vec<(ClaimAt, u32)>> = vec![Vec::new(); site.actors.len()];
        for at in &list {
            for (index, position) in (0..).zip(&at.claim(site).positions) {
                of_actor[position.by.index()].push((*at, index));
            }
        }
        let weights = open.iter().map(|at| weight::claim(at.claim(site)));
        let pages = Pages::cut(weights, PageRoom::of(ROOM));
        Self { list, open, of_actor, pages }
    }

    /// The open contradictions of a page, counted from 1.
    pub fn part(&self, number: u32) -> &[ClaimAt] {
        &self.open[self.pages.part(number)]
    }
}

/// Whether two or more hold different things, and the publisher has not found out which is right.
pub fn is_open(claim: &Claim) -> bool {
    let settled = claim.assessment.as_ref().and_then(|assessment| assessment.verdict);
    if matches!(settled, Some(Verdict::Confirmed | Verdict::False)) {
        return false;
    }
    // Positions stand in order of time: what somebody said last is what they hold.
    let held: FxHashMap<ActorId, &Position> =
        claim.positions.iter().map(|position| (position.by, position)).collect();
    let says = |position: &&&Position| !matches!(position.stance, Some(Stance::NoComment | Stance::Retracts));
    held.values().filter(says).nth(1).is_some()
}

/// A position, finding or figure, with the numbers of its sources in the list of the page that shows it.
#[derive(Debug)]
pub struct Sourced<'a, T> {
    /// What is said.
    pub of: &'a T,
    /// The numbers.
    pub sources: Cow<'a, [u32]>,
}

/// A disputed matter as a page shows it, with the positions of all who tell of it.
#[derive(Debug)]
pub struct Disputed<'a> {
    /// The claim of the first who tells of it.
    pub claim: &'a Claim,
    /// The positions, in order of time.
    pub positions: Vec<Sourced<'a, Position>>,
    /// The publisher's own finding.
    pub assessment: Option<Sourced<'a, Assessment>>,
}

impl<'a> Sourced<'a, Figure> {
    /// A figure on the page of its own text.
    pub fn figure(of: &'a Figure) -> Self {
        Self { of, sources: Cow::Borrowed(&of.sources) }
    }
}

impl<'a> Disputed<'a> {
    /// A claim on the page of its own text.
    pub fn of(claim: &'a Claim) -> Self {
        let own = |of: &'a Position| Sourced { of, sources: Cow::Borrowed(&of.sources) };
        let found = |of: &'a Assessment| Sourced { of, sources: Cow::Borrowed(&of.sources) };
        Self {
            claim,
            positions: claim.positions.iter().map(own).collect(),
            assessment: claim.assessment.as_ref().map(found),
        }
    }

    /// Of whom no position is known.
    pub fn silent(&self, site: &Site, sides: &Sides, conflict: Option<ConflictId>) -> Vec<Silent> {
        unheard(site, sides, self.claim, self.positions.iter().map(|position| position.of.by), conflict)
    }
}

/// The parties that the claim names, else the sides of its conflict, of which no position is known.
///
/// Sides count only where somebody of a side takes part in the dispute: what two mediators disagree about is not theirs.
pub fn silent(site: &Site, sides: &Sides, claim: &Claim, conflict: Option<ConflictId>) -> Vec<Silent> {
    unheard(site, sides, claim, claim.positions.iter().map(|position| position.by), conflict)
}

fn unheard(
    site: &Site,
    sides: &Sides,
    claim: &Claim,
    speakers: impl Iterator<Item = ActorId>,
    conflict: Option<ConflictId>,
) -> Vec<Silent> {
    if let Some(parties) = &claim.parties {
        let heard: FxHashSet<ActorId> = speakers.flat_map(|by| upwards(site, by)).collect();
        let unheard = parties.iter().filter(|party| !heard.contains(party));
        return unheard.map(|party| Silent::Party(*party)).collect();
    }
    let Some(conflict) = sided(site, conflict) else { return Vec::new() };
    let heard: FxHashSet<usize> = speakers.filter_map(|by| sides.of(conflict, by)).collect();
    if heard.is_empty() {
        return Vec::new();
    }
    let all = 0..site.conflict(conflict).sides.len();
    all.filter(|side| !heard.contains(side)).map(|side| Silent::Side(conflict, side)).collect()
}
