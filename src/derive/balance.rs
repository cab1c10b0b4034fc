//! How much of each side a conflict's part of the archive has: events, sources, words, figures, answers, days, languages.

use rustc_hash::{FxHashMap, FxHashSet};

use super::claims::{Silent, silent};
use super::entries::above;
use super::facts::Facts;
use crate::model::{ActorId, Allegiance, ConflictId, Day, Site, Target};

/// The balance of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The conflict, which has sides.
    pub conflict: ConflictId,
    /// How many days it lasted, or how many its entries span.
    pub days: usize,
    /// A row for each side, then one for all who are on none.
    pub rows: Vec<BalanceRow>,
}

/// What there is of one side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BalanceRow {
    /// The side, by index; `None` for all others.
    pub side: Option<usize>,
    /// Entries of the timeline that an actor of it takes part in.
    pub events: usize,
    /// Sources that stand on it, each once.
    pub sources: usize,
    /// Quotations and statements of its actors.
    pub quotations: usize,
    /// Figures that its actors give.
    pub figures: usize,
    /// Claims with a position of its actors.
    pub answered: usize,
    /// Claims that wait for one.
    pub unanswered: usize,
    /// Days without an entry in which its actors take part.
    pub quiet_days: usize,
    /// The languages of its sources, the most frequent first; an empty tag where none is given.
    pub languages: Vec<(String, usize)>,
}

/// A conflict of more days is counted by those that its entries touch only.
const LONGEST: i64 = 40_000;

/// The balance of every conflict that has sides.
pub fn balance(site: &Site, facts: &Facts) -> Vec<Balance> {
    let conflicts = (0..site.conflicts.len()).map(ConflictId::of);
    conflicts
        .filter(|id| !site.conflict(*id).sides.is_empty())
        .map(|id| of_conflict(site, facts, id))
        .collect()
}

fn of_conflict(site: &Site, facts: &Facts, id: ConflictId) -> Balance {
    let sides = site.conflict(id).sides.len();
    let mut rows: Vec<BalanceRow> = (0..sides)
        .map(|side| BalanceRow { side: Some(side), ..BalanceRow::default() })
        .chain([BalanceRow::default()])
        .collect();
    let row_of = |actor: ActorId| facts.people.sides.of(id, actor).unwrap_or(sides);
    let belongs = |conflict: Option<ConflictId>| above(site, conflict).any(|above| above == id);
    count_entries(site, facts, id, &mut rows);
    for at in facts.evidence.figures.of_conflict[id.index()].iter() {
        if let Some(by) = at.figure(site).by {
            rows[row_of(by)].figures += 1;
        }
    }
    for said in &facts.people.statements.all {
        let is_heard = said.places.iter().any(|place| belongs(site.article(place.article()).conflict));
        rows[row_of(said.by)].quotations += usize::from(is_heard);
    }
    for at in facts.evidence.claims.list.iter().filter(|at| belongs(at.owner.conflict(site))) {
        let claim = at.claim(site);
        let heard: FxHashSet<usize> = claim.positions.iter().map(|position| row_of(position.by)).collect();
        heard.into_iter().for_each(|row| rows[row].answered += 1);
        for who in silent(site, &facts.people.sides, claim, at.owner.conflict(site)) {
            match who {
                Silent::Side(of, side) if of == id => rows[side].unanswered += 1,
                Silent::Side(..) => {}
                Silent::Party(actor) => rows[row_of(actor)].unanswered += 1,
            }
        }
    }
    count_sources(site, facts, id, &belongs, &mut rows);
    let days = count_days(site, facts, id, &mut rows);
    Balance { conflict: id, days, rows }
}

fn count_entries(site: &Site, facts: &Facts, id: ConflictId, rows: &mut [BalanceRow]) {
    for (side, calendar) in facts.lists.of_side[id.index()].iter().enumerate() {
        rows[side].events = calendar.entries.len();
    }
    let all =
        facts.lists.of_conflict[id.index()].entries.iter().map(|entry| &facts.time.entries[entry.index()]);
    let nobodys =
        all.filter(|entry| !entry.actors(site).iter().any(|a| facts.people.sides.of(id, a.actor).is_some()));
    if let Some(last) = rows.last_mut() {
        last.events = nobodys.count();
    }
}

fn count_sources(
    site: &Site,
    facts: &Facts,
    id: ConflictId,
    belongs: &dyn Fn(Option<ConflictId>) -> bool,
    rows: &mut [BalanceRow],
) {
    let mut known: FxHashMap<&Allegiance, Option<usize>> = FxHashMap::default();
    let mut languages: Vec<FxHashMap<&str, usize>> = vec![FxHashMap::default(); rows.len()];
    for work in &facts.evidence.works.list {
        let cites = |target: &Target| match target {
            Target::Article(article) => belongs(site.article(*article).conflict),
            Target::Event(event) => belongs(site.event(*event).conflict),
            Target::Conflict(conflict) => belongs(Some(*conflict)),
            _ => false,
        };
        if !work.cited_by.iter().any(cites) {
            continue;
        }
        let source = work.source(site);
        let side = source.side.as_ref().and_then(|written| {
            *known.entry(written).or_insert_with(|| facts.people.sides.named(id, written))
        });
        let row = side.unwrap_or(rows.len() - 1);
        rows[row].sources += 1;
        *languages[row].entry(source.lang.as_deref().unwrap_or("")).or_default() += 1;
    }
    for (row, counted) in rows.iter_mut().zip(languages) {
        row.languages = counted.into_iter().map(|(tag, n)| (tag.to_owned(), n)).collect();
        row.languages.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
}

/// Counts the days without an entry, and gives the number of all days.
fn count_days(site: &Site, facts: &Facts, id: ConflictId, rows: &mut [BalanceRow]) -> usize {
    let entries =
        || facts.lists.of_conflict[id.index()].entries.iter().map(|entry| &facts.time.entries[entry.index()]);
    let own = site.conflict(id).when.as_ref();
    let first =
        own.and_then(|when| when.earliest()).or_else(|| entries().filter_map(|e| e.when.earliest()).min());
    let last = own.and_then(|when| when.latest()).or_else(|| entries().filter_map(|e| e.when.latest()).max());
    let (Some(first), Some(last)) = (first, last) else { return 0 };
    let (first, last) = (first.number(), last.number());
    if last < first || last - first > LONGEST {
        return 0;
    }
    let days = usize::try_from(last - first + 1).unwrap_or(0);
    let nobody = rows.len() - 1;
    let mut touched: Vec<FxHashSet<i64>> = vec![FxHashSet::default(); rows.len()];
    for entry in entries() {
        let clamped = |day: Option<Day>, open: i64| day.map_or(open, Day::number).clamp(first, last);
        let Some(start) = entry.when.earliest().filter(|day| day.number() <= last) else { continue };
        let end = clamped(entry.when.latest(), start.number());
        if end < first || entry.when.latest().is_some_and(|day| day.number() < first) {
            continue;
        }
        let mut of: FxHashSet<usize> =
            entry.actors(site).iter().filter_map(|a| facts.people.sides.of(id, a.actor)).collect();
        if of.is_empty() {
            of.insert(nobody);
        }
        for row in of {
            touched[row].extend(start.number().max(first)..=end);
        }
    }
    for (row, touched) in rows.iter_mut().zip(touched) {
        row.quiet_days = days - touched.len().min(days);
    }
    days
}
