//! The entries of the timeline: an article, or each event that it reports.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{ActorId, Article, ArticleId, EntryId, EventType, Involvement, PlaceId, Site, When};

/// One entry of the timeline.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The article that reports it.
    pub article: ArticleId,
    /// The event in it, by index; `None` when the article as a whole is the entry.
    pub event: Option<u32>,
    /// When it happened.
    pub when: When,
    /// The page's own id for it, stable as long as the article's slug is.
    pub anchor: String,
}

impl Entry {
    /// Its title.
    pub fn title<'a>(&self, site: &'a Site) -> &'a str {
        self.event_of(site).and_then(|e| e.title.as_deref()).unwrap_or(&site.article(self.article).title)
    }

    /// Its summary.
    pub fn summary<'a>(&self, site: &'a Site) -> Option<&'a str> {
        match self.event_of(site) {
            Some(event) if event.title.is_some() => event.summary.as_deref(),
            _ => site.article(self.article).summary.as_deref(),
        }
    }

    /// What sort of event it is.
    pub fn kind(&self, site: &Site) -> Option<EventType> {
        self.event_of(site).and_then(|e| e.kind).or(site.article(self.article).kind)
    }

    /// Where it happened.
    pub fn place(&self, site: &Site) -> Option<PlaceId> {
        self.event_of(site).and_then(|e| e.place).or(site.article(self.article).place)
    }

    /// Who took part.
    pub fn actors<'a>(&self, site: &'a Site) -> &'a [Involvement] {
        let article = &site.article(self.article).actors;
        self.event_of(site).map(|e| &e.actors).filter(|list| !list.is_empty()).unwrap_or(article)
    }

    fn event_of<'a>(&self, site: &'a Site) -> Option<&'a crate::model::Event> {
        self.event.and_then(|index| site.article(self.article).events.get(index as usize))
    }
}

/// All entries in order of time; ties are settled by title and slug.
pub(super) fn sorted(site: &Site, shown: &[ArticleId]) -> Vec<Entry> {
    let mut reported: FxHashSet<&str> = FxHashSet::default();
    let mut entries: Vec<Entry> = Vec::with_capacity(shown.len());
    for id in shown {
        let article = site.article(*id);
        // An event that several articles report is one entry; the first of them stands for it.
        let is_new = |entry: &Entry| {
            let event = entry.event.and_then(|index| article.events[index as usize].id.as_deref());
            event.is_none_or(|event| reported.insert(event))
        };
        entries.extend(of(*id, article).into_iter().filter(is_new));
    }
    entries.sort_by(|a, b| a.when.cmp(&b.when).then_with(|| a.anchor.cmp(&b.anchor)));
    entries
}

fn of(id: ArticleId, article: &Article) -> Vec<Entry> {
    if article.events.is_empty() {
        return vec![Entry {
            article: id,
            event: None,
            when: article.when.clone(),
            anchor: article.slug.clone(),
        }];
    }
    let one = |(index, event): (u32, &crate::model::Event)| Entry {
        article: id,
        event: Some(index),
        when: event.when.clone().unwrap_or_else(|| article.when.clone()),
        anchor: match index {
            0 => article.slug.clone(),
            // A slug never holds two dashes, so that this is no other article's.
            n => format!("{}--{}", article.slug, n + 1),
        },
    };
    (0..).zip(&article.events).map(one).collect()
}

/// By article: its first entry, or the entry of the first event that it shares with another article.
pub(super) fn of_articles(site: &Site, entries: &[Entry]) -> Vec<Option<EntryId>> {
    let mut of: Vec<Option<EntryId>> = vec![None; site.articles.len()];
    let mut of_event: FxHashMap<&str, EntryId> = FxHashMap::default();
    for (i, entry) in entries.iter().enumerate() {
        let article = site.article(entry.article);
        of[entry.article.index()].get_or_insert(EntryId::of(i));
        if let Some(id) = entry.event.and_then(|index| article.events[index as usize].id.as_deref()) {
            of_event.insert(id, EntryId::of(i));
        }
    }
    for (article, entry) in site.articles.iter().zip(&mut of) {
        let shared = article.events.iter().filter_map(|event| event.id.as_deref());
        *entry = entry.or_else(|| shared.filter_map(|id| of_event.get(id).copied()).next());
    }
    of
}

/// The entries of each actor, place and tag, in order of time.
pub(super) struct Lists {
    pub actors: Vec<Vec<EntryId>>,
    pub places: Vec<Vec<EntryId>>,
    pub tags: Vec<Vec<EntryId>>,
}

impl Lists {
    pub(super) fn of(site: &Site, entries: &[Entry]) -> Self {
        let mut lists = Self {
            actors: vec![Vec::new(); site.actors.len()],
            places: vec![Vec::new(); site.places.len()],
            tags: vec![Vec::new(); site.tags.len()],
        };
        for (i, entry) in entries.iter().enumerate() {
            let id = EntryId::of(i);
            let mut seen: Vec<ActorId> = Vec::with_capacity(8);
            for involved in entry.actors(site) {
                if !seen.contains(&involved.actor) {
                    seen.push(involved.actor);
                    lists.actors[involved.actor.index()].push(id);
                }
            }
            if let Some(place) = entry.place(site) {
                lists.places[place.index()].push(id);
            }
            for tag in &site.article(entry.article).tags {
                lists.tags[tag.index()].push(id);
            }
        }
        lists
    }
}
