//! The entries of the timeline: events, and articles that report none.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::weight::{Bulk, EntryTexts};
use crate::model::{
    ActorId, Article, ArticleId, ConflictId, EntryId, EventId, EventType, Involvement, PlaceId, Site, When,
};
use crate::parse::ids;
use crate::text::by_number;

/// What an entry shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An article that reports no event of its own.
    Article(ArticleId),
    /// An event.
    Event(EventId),
}

/// One entry of the timeline.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it shows.
    pub subject: Subject,
    /// When it happened.
    pub when: When,
    /// The page's own id for it, as stable as the article's slug or the event's id.
    pub anchor: String,
    /// How much room its markup takes.
    pub bulk: Bulk,
    /// Year and month of its beginning; the month only where it is known.
    pub(super) start: Option<(i64, Option<u8>)>,
}

impl Entry {
    fn new(site: &Site, subject: Subject) -> Self {
        let (when, anchor) = match subject {
            Subject::Article(id) => (&site.article(id).when, ids::of_entry(&site.article(id).slug)),
            // No slug holds two dashes, so that this is the anchor of no article.
            Subject::Event(id) => (&site.event(id).when, format!("event--{}", site.event(id).id)),
        };
        let start = when.earliest().map(|day| {
            let (year, month, _) = day.ymd();
            (year, when.knows_month().then_some(month))
        });
        let mut entry = Self { subject, when: when.clone(), anchor, bulk: Bulk::default(), start };
        entry.bulk = Bulk::of(
            site,
            &EntryTexts {
                anchor: &entry.anchor,
                when: &entry.when,
                title: entry.title(site),
                summary: entry.summary(site),
                kind: entry.kind(site),
                place: entry.place(site),
                actors: entry.actors(site),
            },
        );
        entry
    }

    /// Its title.
    pub fn title<'a>(&self, site: &'a Site) -> &'a str {
        match self.subject {
            Subject::Article(id) => &site.article(id).title,
            Subject::Event(id) => &site.event(id).title,
        }
    }

    /// Its summary.
    pub fn summary<'a>(&self, site: &'a Site) -> Option<&'a str> {
        match self.subject {
            Subject::Article(id) => site.article(id).summary.as_deref(),
            Subject::Event(id) => site.event(id).summary.as_deref(),
        }
    }

    /// What sort of event it is.
    pub fn kind(&self, site: &Site) -> Option<EventType> {
        match self.subject {
            Subject::Article(id) => site.article(id).kind,
            Subject::Event(id) => site.event(id).kind,
        }
    }

    /// Whether it is a key moment.
    pub fn is_key(&self, site: &Site) -> bool {
        match self.subject {
            Subject::Article(id) => site.article(id).key,
            Subject::Event(id) => site.event(id).key,
        }
    }

    /// Where it happened.
    pub fn place(&self, site: &Site) -> Option<PlaceId> {
        match self.subject {
            Subject::Article(id) => site.article(id).place,
            Subject::Event(id) => site.event(id).place,
        }
    }

    /// Everywhere that it happened, each place once.
    pub fn places(&self, site: &Site) -> Vec<PlaceId> {
        match self.subject {
            Subject::Article(id) => site.article(id).place.into_iter().collect(),
            Subject::Event(id) => site.event(id).everywhere(),
        }
    }

    /// Who took part.
    pub fn actors<'a>(&self, site: &'a Site) -> &'a [Involvement] {
        match self.subject {
            Subject::Article(id) => &site.article(id).actors,
            Subject::Event(id) => &site.event(id).actors,
        }
    }

    /// The conflict that it belongs to.
    pub fn conflict(&self, site: &Site) -> Option<ConflictId> {
        match self.subject {
            Subject::Article(id) => site.article(id).conflict,
            Subject::Event(id) => site.event(id).conflict,
        }
    }

    /// The articles that tell of it, the earliest publication first.
    pub fn articles<'a>(&self, site: &'a Site) -> impl Iterator<Item = ArticleId> + 'a {
        let (own, reports) = match self.subject {
            Subject::Article(id) => (Some(id), [].as_slice()),
            Subject::Event(id) => (None, site.event(id).reports.as_slice()),
        };
        own.into_iter().chain(reports.iter().map(|(article, _)| *article))
    }

    /// How many positions differ: those of claims with more than one, of the event and of articles about it alone.
    pub fn positions(&self, site: &Site) -> usize {
        let own = match self.subject {
            Subject::Article(_) => [].as_slice(),
            Subject::Event(id) => site.event(id).claims.as_slice(),
        };
        let reports = match self.subject {
            Subject::Article(_) => [].as_slice(),
            Subject::Event(id) => site.event(id).reports.as_slice(),
        };
        let told = reports.iter().flat_map(|(id, report)| &site.article(*id).events[*report as usize].claims);
        let alone = self.articles(site).map(|id| site.article(id)).filter(|article| article.events.len() < 2);
        let claims = own.iter().chain(told).chain(alone.flat_map(|article| &article.claims));
        claims.map(|claim| claim.positions.len()).filter(|positions| *positions > 1).sum()
    }
}

/// All entries in order of time; ties are settled by their anchors.
pub(super) fn sorted(site: &Site, shown: &[ArticleId]) -> Vec<Entry> {
    let is_entry = |article: &Article| article.events.is_empty() && !article.off_timeline;
    let alone = shown.iter().filter(|id| is_entry(site.article(**id)));
    let articles = alone.map(|id| Subject::Article(*id));
    let events = (0..site.events.len()).map(|i| Subject::Event(EventId::of(i)));
    let subjects: Vec<Subject> = articles.chain(events).collect();
    let mut entries: Vec<Entry> = subjects.into_par_iter().map(|subject| Entry::new(site, subject)).collect();
    entries.par_sort_by(|a, b| a.when.cmp(&b.when).then_with(|| by_number(&a.anchor, &b.anchor)));
    entries
}

/// Which entry shows an article or event.
#[derive(Debug, Default)]
pub struct EntryOf {
    /// By article: its own entry, or that of the first event it reports; `None` for a retracted one, and for an
    /// explainer.
    pub article: Vec<Option<EntryId>>,
    /// By event.
    pub event: Vec<EntryId>,
}

impl EntryOf {
    pub(super) fn of(site: &Site, entries: &[Entry]) -> Self {
        let mut of =
            Self { article: vec![None; site.articles.len()], event: vec![EntryId(0); site.events.len()] };
        for (i, entry) in entries.iter().enumerate() {
            match entry.subject {
                Subject::Article(id) => of.article[id.index()] = Some(EntryId::of(i)),
                Subject::Event(id) => of.event[id.index()] = EntryId::of(i),
            }
        }
        for (article, entry) in site.articles.iter().zip(&mut of.article) {
            let first = |article: &Article| article.events.iter().find_map(|report| report.event);
            *entry = entry.or_else(|| first(article).map(|event| of.event[event.index()]));
        }
        of
    }
}

/// The entries of each actor, place, tag, type, conflict and side, in order of time.
pub(super) struct ListedEntries {
    pub actors: Vec<Vec<EntryId>>,
    pub places: Vec<Vec<EntryId>>,
    pub tags: Vec<Vec<EntryId>>,
    pub kinds: FxHashMap<EventType, Vec<EntryId>>,
    pub conflicts: Vec<Vec<EntryId>>,
    pub sides: Vec<Vec<Vec<EntryId>>>,
}

impl ListedEntries {
    pub(super) fn of(site: &Site, entries: &[Entry], sides: &super::Sides) -> Self {
        let mut lists = Self {
            actors: vec![Vec::new(); site.actors.len()],
            places: vec![Vec::new(); site.places.len()],
            tags: vec![Vec::new(); site.tags.len()],
            kinds: FxHashMap::default(),
            conflicts: vec![Vec::new(); site.conflicts.len()],
            sides: site.conflicts.iter().map(|conflict| vec![Vec::new(); conflict.sides.len()]).collect(),
        };
        for (i, entry) in entries.iter().enumerate() {
            let id = EntryId::of(i);
            let mut actors: Vec<ActorId> = entry.actors(site).iter().map(|involved| involved.actor).collect();
            actors.sort_unstable();
            actors.dedup();
            actors.iter().for_each(|actor| lists.actors[actor.index()].push(id));
            for place in entry.places(site) {
                lists.places[place.index()].push(id);
            }
            if let Some(kind) = entry.kind(site) {
                lists.kinds.entry(kind).or_default().push(id);
            }
            lists.tags(site, entry, id);
            // What belongs to a part belongs to the whole.
            let mut taking: Vec<&str> = Vec::new();
            for conflict in above(site, entry.conflict(site)) {
                lists.conflicts[conflict.index()].push(id);
                let own = &site.conflict(conflict).sides;
                taking.extend(
                    actors.iter().filter_map(|actor| Some(own[sides.of(conflict, *actor)?].slug.as_str())),
                );
                // Who is on a side in a part alone, is on the side of that name in the whole.
                for (side, list) in own.iter().zip(&mut lists.sides[conflict.index()]) {
                    if taking.contains(&side.slug.as_str()) {
                        list.push(id);
                    }
                }
            }
        }
        lists
    }

    fn tags(&mut self, site: &Site, entry: &Entry, id: EntryId) {
        for article in entry.articles(site) {
            for tag in &site.article(article).tags {
                let list = &mut self.tags[tag.index()];
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
    }
}

/// A conflict and those that it is a part of, from the narrowest up.
pub fn above(site: &Site, conflict: Option<ConflictId>) -> impl Iterator<Item = ConflictId> + '_ {
    std::iter::successors(conflict, |id| site.conflict(*id).parent)
}
