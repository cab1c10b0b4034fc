//! What an actor claims, denies and counts, and which sources it wrote or published.

use rustc_hash::FxHashMap;

use super::entries::above;
use crate::model::{
    ActorId, ArticleId, Citation, Claim, ConflictId, EventId, Figure, Role, Site, Source, SourceId,
};
use crate::text::fold;

/// Whose claims or figures they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// An article's own.
    Article(ArticleId),
    /// Those of an article's report of an event, by index.
    Report(ArticleId, u32),
    /// Those that the register has of an event.
    Event(EventId),
    /// Those of a conflict.
    Conflict(ConflictId),
}

/// A source that an actor wrote or published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authored {
    /// One of `sources.yaml`.
    Shared(SourceId),
    /// One of an article's own, by its number.
    Own(ArticleId, u32),
}

/// By actor: what it holds, counts and wrote.
#[derive(Debug, Default)]
pub struct Spoken {
    /// Positions: whose claim, its index, and the position's.
    pub positions: Vec<Vec<(Told, u32, u32)>>,
    /// Figures: whose, and the index.
    pub figures: Vec<Vec<(Told, u32)>>,
    /// Sources.
    pub authored: Vec<Vec<Authored>>,
    /// How often it has each role in articles and events, in the order of the vocabulary.
    pub roles: Vec<Vec<(Role, u32)>>,
    /// Actors by their names, folded; a name that several have is nobody's.
    names: FxHashMap<String, Option<ActorId>>,
}

/// How many positions, figures and sources an actor's page shows at most.
const SHOWN: usize = 100;
/// The markup around one of them, with its date and a link.
const HELD: usize = 330;

impl Told {
    /// The claims.
    pub fn claims(self, site: &Site) -> &[Claim] {
        match self {
            Self::Article(id) => &site.article(id).claims,
            Self::Report(id, report) => &site.article(id).events[report as usize].claims,
            Self::Event(id) => &site.event(id).claims,
            Self::Conflict(_) => &[],
        }
    }

    /// The figures.
    pub fn figures(self, site: &Site) -> &[Figure] {
        match self {
            Self::Article(id) => &site.article(id).figures,
            Self::Report(id, report) => &site.article(id).events[report as usize].figures,
            Self::Event(id) => &site.event(id).figures,
            Self::Conflict(id) => &site.conflict(id).figures,
        }
    }
}

impl Spoken {
    pub(super) fn of(site: &Site, in_time: &[ArticleId]) -> Self {
        let n = site.actors.len();
        let mut spoken = Self {
            positions: vec![Vec::new(); n],
            figures: vec![Vec::new(); n],
            authored: vec![Vec::new(); n],
            roles: vec![Vec::new(); n],
            names: FxHashMap::default(),
        };
        for id in in_time {
            spoken.take(site, Told::Article(*id));
            for (report, _) in (0..).zip(&site.article(*id).events) {
                spoken.take(site, Told::Report(*id, report));
            }
        }
        (0..site.events.len()).map(EventId::of).for_each(|id| spoken.take(site, Told::Event(id)));
        (0..site.conflicts.len()).map(ConflictId::of).for_each(|id| spoken.take(site, Told::Conflict(id)));
        spoken.sources(site, in_time);
        spoken.count_roles(site, in_time);
        spoken
    }

    /// The actor that the author or publisher of a source is, by the name.
    pub fn author(&self, name: &str) -> Option<ActorId> {
        if self.names.is_empty() {
            return None;
        }
        self.names.get(&fold(name)).copied().flatten()
    }

    /// How many bytes all this takes on the page of an actor, about.
    pub(super) fn bulk(&self, site: &Site, actor: ActorId) -> usize {
        let held = |(told, claim, at): &(Told, u32, u32)| {
            let claim = &told.claims(site)[*claim as usize];
            let text = claim.positions[*at as usize].text.as_ref().map_or(0, String::len);
            HELD + claim.about.len() + text
        };
        let positions: usize = self.positions[actor.index()].iter().take(SHOWN).map(held).sum();
        positions
            + HELD * self.figures[actor.index()].len().min(SHOWN)
            + HELD * self.authored[actor.index()].len().min(SHOWN)
    }

    fn take(&mut self, site: &Site, told: Told) {
        for (index, claim) in (0..).zip(told.claims(site)) {
            for (at, position) in (0..).zip(&claim.positions) {
                self.positions[position.by.index()].push((told, index, at));
            }
        }
        for (index, figure) in (0..).zip(told.figures(site)) {
            if let Some(by) = figure.by {
                self.figures[by.index()].push((told, index));
            }
        }
    }

    /// Finds the actors of authors and publishers by their names; a name that several have is nobody's here.
    fn sources(&mut self, site: &Site, in_time: &[ArticleId]) {
        let names = &mut self.names;
        for (i, actor) in site.actors.iter().enumerate().filter(|(_, actor)| actor.file.is_some()) {
            let aliases = actor.aliases.iter().map(|alias| alias.text.as_str());
            for name in [actor.name.as_str(), actor.id.as_str()].into_iter().chain(aliases) {
                let known = names.entry(fold(name)).or_insert(Some(ActorId::of(i)));
                *known = known.filter(|known| known.index() == i);
            }
        }
        if names.is_empty() {
            return;
        }
        let add = |source: &Source, authored: Authored, lists: &mut Vec<Vec<Authored>>| {
            let by = [&source.author, &source.publisher]
                .map(|name| name.as_ref().and_then(|name| names.get(&fold(name)).copied().flatten()));
            if let Some(author) = by[0] {
                lists[author.index()].push(authored);
            }
            if let Some(publisher) = by[1].filter(|publisher| by[0] != Some(*publisher)) {
                lists[publisher.index()].push(authored);
            }
        };
        for (i, source) in site.sources.iter().enumerate() {
            add(source, Authored::Shared(SourceId::of(i)), &mut self.authored);
        }
        for id in in_time {
            for (number, citation) in (0..).zip(&site.article(*id).body.sources) {
                if let Citation::Own(source) = citation {
                    add(source, Authored::Own(*id, number), &mut self.authored);
                }
            }
        }
    }

    fn count_roles(&mut self, site: &Site, in_time: &[ArticleId]) {
        let mut add = |actor: ActorId, role: Option<Role>| {
            let Some(role) = role else { return };
            let roles = &mut self.roles[actor.index()];
            match roles.iter_mut().find(|(known, _)| *known == role) {
                Some((_, count)) => *count += 1,
                None => roles.push((role, 1)),
            }
        };
        for id in in_time {
            site.article(*id).actors.iter().for_each(|involved| add(involved.actor, involved.role));
        }
        for event in site.events.iter() {
            event.actors.iter().for_each(|involved| add(involved.actor, involved.role));
        }
        self.roles.iter_mut().for_each(|roles| roles.sort_unstable());
    }
}

/// The conflicts of a site in which an actor is on a side, each with the side's index.
pub fn sides_of(site: &Site, sides: &super::Sides, actor: ActorId) -> Vec<(ConflictId, usize)> {
    let all = (0..site.conflicts.len()).map(ConflictId::of);
    let sided = all.filter_map(|conflict| Some((conflict, sides.of(conflict, actor)?)));
    let list: Vec<(ConflictId, usize)> = sided.collect();
    // A part whose whole is in the list too says nothing new.
    let is_in = |id: ConflictId| list.iter().any(|(conflict, _)| *conflict == id);
    let news = |(id, _): &&(ConflictId, usize)| !above(site, site.conflict(*id).parent).any(is_in);
    list.iter().filter(news).copied().collect()
}
