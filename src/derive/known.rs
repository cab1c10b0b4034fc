//! What a site had published of a conflict by a day: entries as they were told by then, the figures that held, the claims that were open.
//!
//! There are two times: when something happened, and when it was told. What an article says counts from its publication, a figure and a
//! position from their own days besides. Texts are those of today, as no older ones are kept: what was corrected since is marked.
//!
//! The register bears no days of publication. What it says of an event counts from the first report; an event that nobody reports is
//! known on no day, and is counted.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::calendar::Calendar;
use super::claims::{ClaimAt, is_open};
use super::corrections::{CorrectionAt, last_change};
use super::entries::{Entry, Subject, above};
use super::event_evidence::is_one_matter;
use super::facts::Facts;
use super::figures::FigureAt;
use super::owner::Owner;
use crate::config::ReaderTool;
use crate::model::{Article, ArticleId, Claim, ConflictId, Day, EntryId, Event, Site, Stamp, When};
use crate::resolve::told_by;
use crate::text::by_number;

/// The days of which a site tells what was known.
#[derive(Debug, Default)]
pub struct KnownDays {
    /// By conflict, in order of time.
    pub of_conflict: Vec<Vec<Day>>,
    /// Events that one report puts into another conflict than the next.
    wandering: Vec<EntryId>,
}

/// So many days a conflict has at most.
const MOST: usize = 36;

impl KnownDays {
    /// The ends of phases, and of months in which something was published; none before the first publication, and none on which all was
    /// known.
    pub(super) fn of(site: &Site, entries: &[Entry], conflicts: &[Calendar]) -> Self {
        if !site.config.has_tool(ReaderTool::Known) {
            return Self { of_conflict: vec![Vec::new(); conflicts.len()], wandering: Vec::new() };
        }
        let days = |(i, list): (usize, &Calendar)| days(site, entries, ConflictId::of(i), list);
        let ids = (0..entries.len()).map(EntryId::of);
        Self {
            of_conflict: conflicts.iter().enumerate().map(days).collect(),
            wandering: ids.filter(|id| wanders(site, &entries[id.index()])).collect(),
        }
    }
}

fn days(site: &Site, entries: &[Entry], id: ConflictId, list: &Calendar) -> Vec<Day> {
    let articles = || {
        let told = list.entries.iter().flat_map(|id| entries[id.index()].articles(site));
        told.map(|id| site.article(id))
    };
    let published: BTreeSet<Day> = articles().map(|article| article.published.day()).collect();
    let changed = articles().filter_map(last_change).map(Stamp::day).max();
    let (Some(first), Some(last)) = (published.first(), published.last().copied().max(changed)) else {
        return Vec::new();
    };
    let told = |day: &Day| first <= day && *day < last;
    let phases = site.conflict(id).phases.iter().filter_map(|phase| phase.when.latest());
    let mut days: BTreeSet<Day> = phases.filter(told).take(MOST).collect();
    let mut months: Vec<Day> = published.iter().filter_map(|day| end_of_month(*day)).filter(told).collect();
    months.dedup();
    // Of very many months every second, third and so on.
    let step = months.len().div_ceil(MOST.saturating_sub(days.len()).max(1)).max(1);
    days.extend(months.into_iter().rev().step_by(step));
    days.into_iter().collect()
}

fn end_of_month(day: Day) -> Option<Day> {
    let (year, month, _) = day.ymd();
    Day::new(year, month, Day::days_in_month(year, month)?)
}

/// Whether its conflict depends on which of its reports are there.
fn wanders(site: &Site, entry: &Entry) -> bool {
    let Subject::Event(id) = entry.subject else { return false };
    let conflicts = site.event(id).reports.iter().map(|(article, report)| {
        let article = site.article(*article);
        article.events[*report as usize].conflict.or(article.conflict)
    });
    conflicts.collect::<BTreeSet<_>>().len() > 1
}

/// An entry as it was told by a day.
#[derive(Debug)]
pub struct KnownEntry<'a> {
    /// The entry of today.
    pub id: EntryId,
    told: Told<'a>,
}

#[derive(Debug)]
enum Told<'a> {
    Article(&'a Article),
    Event(Box<Cow<'a, Event>>),
}

impl KnownEntry<'_> {
    /// Its title by then.
    pub fn title(&self) -> &str {
        match &self.told {
            Told::Article(article) => &article.title,
            Told::Event(event) => &event.title,
        }
    }

    /// The language of that title, where it is not that of the site.
    pub fn lang(&self) -> Option<&str> {
        match &self.told {
            Told::Article(article) => article.lang.as_deref(),
            Told::Event(event) => event.lang.as_deref(),
        }
    }

    /// When it had happened, as was known then.
    pub fn when(&self) -> &When {
        match &self.told {
            Told::Article(article) => &article.when,
            Told::Event(event) => &event.when,
        }
    }

    fn conflict(&self) -> Option<ConflictId> {
        match &self.told {
            Told::Article(article) => article.conflict,
            Told::Event(event) => event.conflict,
        }
    }
}

/// What was known of a conflict on a day, in order of time; on the site as it was written.
pub fn known_on<'a>(site: &'a Site, facts: &Facts, id: ConflictId, day: Day) -> Vec<KnownEntry<'a>> {
    let (entries, lists) = (&facts.time.entries, &facts.lists);
    let own = lists.of_conflict[id.index()].entries.iter();
    let candidates: BTreeSet<EntryId> = own.chain(&lists.known.wandering).copied().collect();
    let told = |entry: EntryId| {
        let told = match entries[entry.index()].subject {
            Subject::Article(id) => Told::Article(Some(site.article(id)).filter(|article| by(article, day))?),
            Subject::Event(id) => Told::Event(Box::new(event_by(site, site.event(id), day)?)),
        };
        let known = KnownEntry { id: entry, told };
        above(site, known.conflict()).any(|above| above == id).then_some(known)
    };
    let mut known: Vec<KnownEntry<'a>> = candidates.into_iter().filter_map(told).collect();
    known.sort_by(|a, b| in_time(entries, a, b));
    known
}

fn in_time(entries: &[Entry], a: &KnownEntry, b: &KnownEntry) -> Ordering {
    let anchor = |known: &KnownEntry| &entries[known.id.index()].anchor;
    a.when().cmp(b.when()).then_with(|| by_number(anchor(a), anchor(b)))
}

fn by(article: &Article, day: Day) -> bool {
    article.published.day() <= day
}

/// An event as it was told by a day; `None` if no report was published by then.
fn event_by<'a>(site: &Site, event: &'a Event, day: Day) -> Option<Cow<'a, Event>> {
    let told = |id: ArticleId| by(site.article(id), day);
    let count = event.reports.iter().filter(|(id, _)| told(*id)).count();
    match count {
        0 => None,
        _ if count == event.reports.len() => Some(Cow::Borrowed(event)),
        _ => told_by(site, event, told).map(Cow::Owned),
    }
}

/// How many entries of a conflict are known on no day, as no article tells of them.
pub fn without_day(site: &Site, facts: &Facts, id: ConflictId) -> usize {
    let entries = facts.lists.of_conflict[id.index()].entries.iter();
    entries.filter(|id| facts.time.entries[id.index()].articles(site).next().is_none()).count()
}

/// When an entry was first told.
pub fn first_told(site: &Site, entry: &Entry) -> Option<Stamp> {
    entry.articles(site).map(|id| site.article(id).published).min_by_key(Stamp::instant)
}

/// What was corrected after a day in articles about an entry that were published by then; without an index a change that no correction
/// tells of.
pub fn corrected_after(site: &Site, entry: &Entry, day: Day) -> Vec<(ArticleId, Option<CorrectionAt>, Day)> {
    let mut after = Vec::new();
    for id in entry.articles(site).filter(|id| by(site.article(*id), day)) {
        let article = site.article(id);
        let mut told = false;
        for (index, correction) in (0..).zip(&article.corrections) {
            if let Some(on) = correction.date.as_ref().map(Stamp::day).filter(|on| *on > day) {
                after.push((id, Some(CorrectionAt { article: id, index }), on));
                told = true;
            }
        }
        let changed = last_change(article).map(Stamp::day).filter(|on| *on > day && !told);
        after.extend(changed.map(|on| (id, None, on)));
    }
    after
}

/// Whether what holds a claim or figure was published by a day.
fn owner_by(site: &Site, owner: Owner, day: Day) -> bool {
    match owner {
        Owner::Article(id) | Owner::Report(id, _) => by(site.article(id), day),
        Owner::Event(id) => event_by(site, site.event(id), day).is_some(),
        Owner::Conflict(_) => true,
    }
}

/// The figures of a conflict that held on a day: given by then, and replaced by none that was.
pub fn figures_on(site: &Site, facts: &Facts, id: ConflictId, day: Day) -> Vec<FigureAt> {
    let figures = &facts.evidence.figures;
    let given = |at: &FigureAt| {
        let as_of = at.figure(site).as_of.as_ref().and_then(When::earliest);
        // Of the conflict's own file nothing else says since when it stands there.
        let is_dated = !matches!(at.owner, Owner::Conflict(_)) || as_of.is_some();
        is_dated && as_of.is_none_or(|of| of <= day) && owner_by(site, at.owner, day)
    };
    let holds = |at: &&FigureAt| given(at) && !figures.successors(at.figure(site)).iter().any(&given);
    figures.of_conflict[id.index()].iter().filter(holds).copied().collect()
}

/// The claims about a conflict that were open on a day, each as it stood then.
pub fn open_on(site: &Site, facts: &Facts, id: ConflictId, day: Day) -> Vec<(ClaimAt, Claim)> {
    let mut open: Vec<(ClaimAt, Claim)> = Vec::new();
    for at in &facts.evidence.claims.list {
        let is_ours = || above(site, at.owner.conflict(site)).any(|above| above == id);
        if !is_ours() || !owner_by(site, at.owner, day) {
            continue;
        }
        let claim = claim_on(at.claim(site), day);
        let is_told = |(_, known): &(ClaimAt, Claim)| is_one_matter(known, &claim);
        if is_open(&claim) && !open.iter().any(is_told) {
            open.push((*at, claim));
        }
    }
    open
}

/// A claim with what had been said and found by a day.
fn claim_on(claim: &Claim, day: Day) -> Claim {
    let by = |date: Option<&When>| date.and_then(When::earliest).is_none_or(|said| said <= day);
    let mut claim = claim.clone();
    claim.positions.retain(|position| by(position.date.as_ref()));
    claim.assessment = claim.assessment.filter(|found| by(found.date.as_ref()));
    claim
}
