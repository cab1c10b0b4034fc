//! The sources of the whole site, each once, with all that cites it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::input::TextInput;
use super::pages::{PageRoom, Pages};
use super::weight::{self, ROOM};
use crate::model::{ActorId, ArticleId, Body, Citation, ConflictId, EventId, PlaceId, Site, Source, Target};
use crate::text::{fold, slug};

/// A source and what cites it. A source that only drafts or retracted articles cite is none of the site's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Where it stands first.
    first: (Target, u32),
    /// Its name in addresses and exports, its own within the site.
    pub key: String,
    /// What cites it: articles in order of time, then everything else.
    pub cited_by: Vec<Target>,
}

/// All works, in order of who published or wrote them, of time and of title.
#[derive(Debug, Default)]
pub struct Works {
    /// The list.
    pub list: Vec<Work>,
    /// Its pages.
    pub pages: Pages,
    shared: Vec<Option<u32>>,
    own: FxHashMap<Key, u32>,
}

/// Two sources that articles describe themselves are one if these are the same.
type Key = (Option<String>, Option<String>, Option<String>);

/// So many citing texts are named; the others are only counted.
pub const CITING: usize = 30;

impl Work {
    /// The source itself.
    pub fn source<'a>(&self, site: &'a Site) -> &'a Source {
        let (target, number) = self.first;
        let body = match target {
            Target::Article(id) => &site.article(id).body,
            Target::Event(id) => &site.event(id).body,
            Target::Conflict(id) => &site.conflict(id).body,
            Target::Actor(id) => &site.actor(id).body,
            Target::Place(id) => &site.place(id).body,
            Target::Page(index) => &site.pages[index as usize].body,
            // A source is cited by texts.
            Target::Source(_) => return &site.sources[number as usize],
        };
        described(site, &TextInput::of(body).sources()[number as usize])
    }
}

impl Works {
    pub(super) fn of(site: &Site, in_time: &[ArticleId]) -> Self {
        let mut works = Self { shared: vec![None; site.sources.len()], ..Self::default() };
        for (target, text) in texts(site, in_time) {
            for (number, citation) in (0..).zip(text.sources()) {
                let index = works.index(site, citation, (target, number));
                let cited_by = &mut works.list[index].cited_by;
                if cited_by.last() != Some(&target) {
                    cited_by.push(target);
                }
            }
        }
        works.put_in_order(site);
        works.name(site);
        let weights = works.list.iter().map(|work| {
            let citing = work.cited_by.iter().take(CITING).map(|target| title(site, *target));
            weight::source(site, work.source(site), citing)
        });
        works.pages = Pages::cut(weights, PageRoom::of(ROOM));
        works
    }

    fn index(&mut self, site: &Site, citation: &Citation, first: (Target, u32)) -> usize {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let index = match citation {
            Citation::Shared(id) => *self.shared[id.index()].get_or_insert(next),
            Citation::Own(source) => *self.own.entry(key(source)).or_insert(next),
        };
        if index == next {
            let key = described(site, citation).id.clone();
            self.list.push(Work { first, key, cited_by: Vec::new() });
        }
        index as usize
    }

    fn put_in_order(&mut self, site: &Site) {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by_cached_key(|i| {
            let source = self.list[*i].source(site);
            let undated = source.published.is_none();
            (fold(heading(source)), undated, source.published.clone(), source.title.clone(), *i)
        });
        let mut place = vec![0; order.len()];
        for (new, old) in (0..).zip(&order) {
            place[*old] = new;
        }
        let moved = |index: &mut u32| *index = place[*index as usize];
        self.shared.iter_mut().flatten().for_each(moved);
        self.own.values_mut().for_each(moved);
        let mut old: Vec<Option<Work>> = std::mem::take(&mut self.list).into_iter().map(Some).collect();
        self.list = order.into_iter().filter_map(|i| old[i].take()).collect();
    }

    /// Gives every work a name of its own; ids of the register come first, so that they stay as they are.
    fn name(&mut self, site: &Site) {
        let mut taken: FxHashSet<String> = FxHashSet::default();
        let mut last: FxHashMap<String, u32> = FxHashMap::default();
        let registered: FxHashSet<u32> = self.shared.iter().flatten().copied().collect();
        let (first, rest): (Vec<u32>, Vec<u32>) =
            (0..u32::try_from(self.list.len()).unwrap_or(u32::MAX)).partition(|i| registered.contains(i));
        for index in first.into_iter().chain(rest) {
            let work = &self.list[index as usize];
            let source = work.source(site);
            let written = if work.key.is_empty() { heading(source) } else { &work.key };
            let stem: String = slug(written).chars().take(48).collect();
            let stem = if stem.is_empty() { "source".to_owned() } else { stem };
            let mut name = stem.clone();
            while !taken.insert(name.clone()) {
                // Each stem counts on from where it was: a paper may be cited ten thousand times.
                let number = last.entry(stem.clone()).or_insert(1_u32);
                *number += 1;
                name = format!("{stem}-{number}");
            }
            self.list[index as usize].key = name;
        }
    }

    /// Every source that is described: those of the register, cited or not, then those that texts bring along.
    pub fn described<'a>(&self, site: &'a Site) -> impl Iterator<Item = &'a Source> + use<'a> {
        let mut own: Vec<u32> = self.own.values().copied().collect();
        own.sort_unstable();
        let own: Vec<&Source> = own.into_iter().map(|i| self.list[i as usize].source(site)).collect();
        site.sources.iter().chain(own)
    }

    /// The works of a page, counted from 1.
    pub fn part(&self, number: u32) -> &[Work] {
        &self.list[self.pages.part(number)]
    }

    /// The index of what a text cites, and the page that it stands on.
    pub fn find(&self, citation: &Citation) -> Option<(usize, u32)> {
        let index = match citation {
            Citation::Shared(id) => self.shared[id.index()]?,
            Citation::Own(source) => *self.own.get(&key(source))?,
        } as usize;
        Some((index, self.pages.part_of(index)))
    }
}

/// The source that a citation names.
pub fn described<'a>(site: &'a Site, citation: &'a Citation) -> &'a Source {
    match citation {
        Citation::Shared(id) => site.source(*id),
        Citation::Own(source) => source,
    }
}

/// What a source is filed under: who published it, else who wrote it, else its title.
pub fn heading(source: &Source) -> &str {
    let names = [&source.publisher, &source.author, &source.title, &source.url];
    names.into_iter().flatten().next().map_or("", String::as_str)
}

fn key(source: &Source) -> Key {
    (source.title.clone(), source.url.clone(), source.publisher.clone())
}

/// What facts read in every text that readers see, with what it belongs to.
pub(super) fn texts<'a>(
    site: &'a Site,
    in_time: &'a [ArticleId],
) -> impl Iterator<Item = (Target, TextInput<'a>)> {
    bodies(site, in_time).map(|(target, body)| (target, TextInput::of(body)))
}

/// Every text that readers see, with what it belongs to: of published articles in the given order, then of everything else in its own.
pub(super) fn bodies<'a>(
    site: &'a Site,
    in_time: &'a [ArticleId],
) -> impl Iterator<Item = (Target, &'a Body)> {
    let articles = in_time.iter().map(|id| (Target::Article(*id), &site.article(*id).body));
    let events = (0..).zip(site.events.iter()).map(|(i, event)| (Target::Event(EventId(i)), &event.body));
    let conflicts = (0..).zip(site.conflicts.iter());
    let conflicts = conflicts.map(|(i, conflict)| (Target::Conflict(ConflictId(i)), &conflict.body));
    let actors = (0..).zip(site.actors.iter()).map(|(i, actor)| (Target::Actor(ActorId(i)), &actor.body));
    let places = (0..).zip(site.places.iter()).map(|(i, place)| (Target::Place(PlaceId(i)), &place.body));
    let pages = (0..).zip(site.pages.iter()).map(|(i, page)| (Target::Page(i), &page.body));
    articles.chain(events).chain(conflicts).chain(actors).chain(places).chain(pages)
}

fn title(site: &Site, target: Target) -> &str {
    match target {
        Target::Article(id) => &site.article(id).title,
        Target::Event(id) => &site.event(id).title,
        Target::Conflict(id) => &site.conflict(id).name,
        Target::Actor(id) => &site.actor(id).name,
        Target::Place(id) => site.place(id).shown(),
        Target::Page(index) => &site.pages[index as usize].title,
        Target::Source(_) => "",
    }
}
