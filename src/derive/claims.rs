//! Claims over the whole site: which contradictions are open, who has said nothing, and what each actor claims.

use super::weight::ROOM;
use super::owner::{Owner, speaks_for};
use super::sides::{Sides, sided};
use crate::model::{ActorId, ArticleId, Claim, ConflictId, Position, Site, Stance, Verdict};

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
    /// Where the pages of open contradictions begin, after the first.
    breaks: Vec<usize>,
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
    pub(super) fn of(site: &Site, in_time: &[ArticleId]) -> Self {
        let mut list: Vec<ClaimAt> = Vec::new();
        let mut page = None;
        let mut number = 0;
        for owner in Owner::all(site, in_time) {
            for (index, _) in (0..).zip(owner.claims(site)) {
                number = if page == Some(owner.page()) { number + 1 } else { 1 };
                page = Some(owner.page());
                list.push(ClaimAt { owner, index, number });
            }
        }
        list.sort_by(|a, b| a.owner.when(site).cmp(&b.owner.when(site)));
        let open = list.iter().copied().filter(|at| is_open(at.claim(site))).collect();
        let mut claims = Self { open, of_actor: vec![Vec::new(); site.actors.len()], ..Self::default() };
        for at in &list {
            for (index, position) in (0..).zip(&at.claim(site).positions) {
                claims.of_actor[position.by.index()].push((*at, index));
            }
        }
        claims.list = list;
        claims.break_up(site);
        claims
    }

    fn break_up(&mut self, site: &Site) {
        let mut bytes = 0;
        for (index, at) in self.open.iter().enumerate() {
            let next = bulk(at.claim(site));
            if index > 0 && bytes + next > ROOM as usize {
                self.breaks.push(index);
                bytes = 0;
            }
            bytes += next;
        }
    }

    /// The open contradictions of a page, counted from 1.
    pub fn part(&self, number: u32) -> &[ClaimAt] {
        let number = number as usize;
        let start = number.checked_sub(2).map_or(0, |before| self.breaks[before]);
        &self.open[start..self.breaks.get(number.saturating_sub(1)).copied().unwrap_or(self.open.len())]
    }

    /// The numbers of the pages of open contradictions; none where there are none.
    pub fn parts(&self) -> std::ops::RangeInclusive<u32> {
        let last = if self.open.is_empty() { 0 } else { self.breaks.len() + 1 };
        1..=u32::try_from(last).unwrap_or(u32::MAX)
    }
}

/// Whether two or more hold different things, and the publisher has not found out which is right.
pub fn is_open(claim: &Claim) -> bool {
    let settled = claim.assessment.as_ref().and_then(|assessment| assessment.verdict);
    if matches!(settled, Some(Verdict::Confirmed | Verdict::False)) {
        return false;
    }
    // Positions stand in order of time: what somebody said last is what they hold.
    let mut held: Vec<&Position> = Vec::new();
    for position in &claim.positions {
        held.retain(|earlier| earlier.by != position.by);
        held.push(position);
    }
    held.retain(|position| !matches!(position.stance, Some(Stance::NoComment | Stance::Retracts)));
    held.len() > 1
}

/// The parties that the claim names, else the sides of its conflict, of which no position is known.
///
/// Sides count only where somebody of a side takes part in the dispute: what two mediators disagree about is not theirs.
pub fn silent(site: &Site, sides: &Sides, claim: &Claim, conflict: Option<ConflictId>) -> Vec<Silent> {
    if let Some(parties) = &claim.parties {
        let answers = |party: ActorId| claim.positions.iter().any(|said| speaks_for(site, said.by, party));
        return parties.iter().filter(|party| !answers(**party)).map(|party| Silent::Party(*party)).collect();
    }
    let Some(conflict) = sided(site, conflict) else { return Vec::new() };
    let heard: Vec<usize> =
        claim.positions.iter().filter_map(|position| sides.of(conflict, position.by)).collect();
    if heard.is_empty() {
        return Vec::new();
    }
    let all = 0..site.conflict(conflict).sides.len();
    all.filter(|side| !heard.contains(side)).map(|side| Silent::Side(conflict, side)).collect()
}

/// About how many bytes a claim takes on a page.
pub(super) fn bulk(claim: &Claim) -> usize {
    let said = claim.positions.iter().map(|p| 360 + p.text.as_ref().map_or(0, String::len));
    let basis = claim.assessment.as_ref().map_or(0, |a| 260 + a.basis.as_ref().map_or(0, String::len));
    600 + claim.about.len() + said.sum::<usize>() + basis
}
