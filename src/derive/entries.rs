//! The entries of the timeline: an article, or each event that it reports.

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
    let mut entries: Vec<Entry> = shown.iter().flat_map(|id| of(*id, site.article(*id))).collect();
    entries.sort_by(|a, b| a.when.cmp(&b.when).then_with(|| a.anchor.cmp(&b.anchor)));
    entries
}

fn of(id: ArticleId, article: &Article) -> Vec<Entry> {
    if article.events.is_empty() {
        return vec![Entry { article: id, event: None, when: article.when.clone(), anchor: article.slug.clone() }];
    }
    let one = |(index, event): (u32, &crate::model::Event)| Entry {
        article: id,
        event: Some(index),
        when: event.when.clone().unwrap_or_else(|| article.when.clone()),
        anchor: match index {
            0 => article.slug.clone(),
            n => format!("{}-{}", article.slug, n + 1),
        },
    };
    (0..).zip(&article.events).map(one).collect()
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
