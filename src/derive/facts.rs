//! The facts about the whole: in time, in lists, of what texts rest on, and of actors; each made by one function.

use std::borrow::Cow;

use rayon::prelude::*;

use super::actors::{MEMBERS, article_counts, members, newest, roles};
use super::article_order::ArticleOrder;
use super::authorship::Authorship;
use super::backlinks::backlinks;
use super::calendar::Calendar;
use super::claims::Claims;
use super::corrections::Corrections;
use super::entries::{Entry, EntryOf, ListedEntries, sorted};
use super::figures::Figures;
use super::findable::Findables;
use super::fragment::Fragments;
use super::kin::Kin;
use super::known::KnownDays;
use super::owner::Owner;
use super::pictures::Pictures;
use super::places::PlaceFacts;
use super::related::Related;
use super::sides::Sides;
use super::statements::Statements;
use super::together::Together;
use super::wanted::{Wanted, wanted};
use super::weight::{self, MAP};
use super::works::Works;
use crate::model::{ActorId, ArticleId, ConflictId, EntryId, EventType, Role, Site, Status};
use crate::source::SourceTree;
use crate::text::{Vocabulary, by_number};

/// Facts about the whole site.
#[derive(Debug)]
pub struct Facts {
    /// What happened in which order.
    pub time: TimeFacts,
    /// The lists that have pages.
    pub lists: ListFacts,
    /// What texts rest on, refer to, claim and count.
    pub evidence: EvidenceFacts,
    /// What there is of actors.
    pub people: PeopleFacts,
    /// What there is of places.
    pub places: PlaceFacts,
    /// What the search finds.
    pub findables: Findables,
    /// Which copies of pictures there are.
    pub pictures: Pictures,
}

/// What happened in which order.
#[derive(Debug)]
pub struct TimeFacts {
    /// The timeline, in its order; an [`EntryId`] is an index into it.
    pub entries: Vec<Entry>,
    /// The entry that shows an article or event.
    pub entry_of: EntryOf,
    /// The whole timeline by year and month.
    pub calendar: Calendar,
    /// Published articles in order of what they report.
    pub articles: ArticleOrder,
    /// Published articles, the newest publication first.
    pub latest: Vec<ArticleId>,
}

/// Lists of entries by year and month.
#[derive(Debug)]
pub struct ListFacts {
    /// By actor.
    pub of_actor: Vec<Calendar>,
    /// By place.
    pub of_place: Vec<Calendar>,
    /// By tag.
    pub of_tag: Vec<Calendar>,
    /// The types of events that there are, in the order of the vocabulary, each with its entries.
    pub of_kind: Vec<(EventType, Calendar)>,
    /// By conflict, those of its parts included.
    pub of_conflict: Vec<Calendar>,
    /// By conflict: its parts, in order of time.
    pub parts: Vec<Vec<ConflictId>>,
    /// By conflict and side: the entries that an actor of the side takes part in.
    pub of_side: Vec<Vec<Calendar>>,
    /// The key moments.
    pub key: Calendar,
    /// The days of which the site tells what was known.
    pub known: KnownDays,
}

/// What texts rest on, refer to, claim and count.
#[derive(Debug)]
pub struct EvidenceFacts {
    /// By article: the articles whose Read lines name it, in order of time.
    pub backlinks: Vec<Vec<ArticleId>>,
    /// Titles that Read lines name and no article has, the most wanted first.
    pub wanted: Vec<Wanted>,
    /// The sources of the whole site.
    pub works: Works,
    /// What holds claims and figures.
    pub owners: Vec<Owner>,
    /// What is claimed on the whole site.
    pub claims: Claims,
    /// What is counted on the whole site.
    pub figures: Figures,
    /// What was corrected on the whole site.
    pub corrections: Corrections,
    /// What corrections and statements are called in their articles.
    pub fragments: Fragments,
}

/// What there is of actors.
#[derive(Debug)]
pub struct PeopleFacts {
    /// Which side an actor is on.
    pub sides: Sides,
    /// By actor: how many articles list it.
    pub articles_of: Vec<u32>,
    /// By actor: the newest articles that list it, the newest first; not more than a feed holds.
    pub newest_of: Vec<Vec<ArticleId>>,
    /// By actor: the actors that are affiliated to it, with the index of the affiliation.
    pub members: Vec<Vec<(ActorId, u32)>>,
    /// What was said.
    pub statements: Statements,
    /// Who appears with whom.
    pub together: Together,
    /// Which sources an actor wrote or published.
    pub authorship: Authorship,
    /// By actor: in how many entries it has each role, in the order of the vocabulary.
    pub roles: Vec<Vec<(Role, u32)>>,
}

impl Facts {
    /// All facts, given what happened in which order.
    pub(super) fn of(site: &Site, time: TimeFacts, tree: &SourceTree) -> Self {
        let sides = Sides::of_site(site);
        let listed = ListedEntries::of(site, &time.entries, &sides);
        let (evidence, people) = rayon::join(
            || EvidenceFacts::of(site, &time.articles.in_time),
            || PeopleFacts::of(site, &time, sides, &listed.actors),
        );
        let lists = ListFacts::of(site, &time.entries, listed, (&evidence, &people));
        let findables = Findables::of(site, &evidence);
        let places = PlaceFacts::of(site, &lists.of_place);
        Self { time, lists, evidence, people, places, findables, pictures: Pictures::of(site, tree) }
    }

    /// The stories related to an article, pinned ones first, then the best others.
    pub fn related<'k>(&self, site: &Site, kin: &'k Kin, id: ArticleId) -> Cow<'k, [Related]> {
        kin.of(site, &self.time.articles, id)
    }

    /// What of the kin is still true after these articles have changed, which keep their order; `same_input` tells whether their
    /// [`KinInput`](super::KinInput) is the same.
    pub fn kin_after(&self, site: &Site, kin: &Kin, changed: &[ArticleId], same_input: bool) -> Kin {
        kin.after(site, &self.time.articles, changed, same_input)
    }
}

impl TimeFacts {
    pub(super) fn of(site: &Site) -> Self {
        let ids = (0..site.articles.len()).map(ArticleId::of);
        let is_shown =
            |id: &ArticleId| site.article(*id).status != Status::Retracted && !site.is_translation(*id);
        let shown: Vec<ArticleId> = ids.filter(is_shown).collect();
        let (entries, articles) = rayon::join(|| sorted(site, &shown), || ArticleOrder::of(site, &shown));
        let everything: Vec<EntryId> = (0..entries.len()).map(EntryId::of).collect();
        Self {
            entry_of: EntryOf::of(site, &entries),
            calendar: Calendar::of(&entries, everything),
            latest: latest(site, &shown),
            articles,
            entries,
        }
    }
}

impl EvidenceFacts {
    fn of(site: &Site, in_time: &[ArticleId]) -> Self {
        let owners = Owner::all(site, in_time);
        Self {
            backlinks: backlinks(site, in_time),
            wanted: wanted(site, in_time),
            works: Works::of(site, in_time),
            claims: Claims::of(site, &owners),
            figures: Figures::of(site, &owners),
            corrections: Corrections::of(site),
            fragments: Fragments::of(site),
            owners,
        }
    }
}

impl PeopleFacts {
    fn of(site: &Site, time: &TimeFacts, sides: Sides, entries_of: &[Vec<EntryId>]) -> Self {
        let TimeFacts { entries, articles: ArticleOrder { in_time, .. }, latest, .. } = time;
        let articles_of = article_counts(site, in_time);
        let (together, (statements, authorship)) = rayon::join(
            || Together::of(site, in_time, &articles_of, entries, entries_of),
            || (Statements::of(site, in_time), Authorship::of(site, in_time)),
        );
        Self {
            newest_of: newest(site, latest),
            members: members(site),
            roles: roles(site, entries),
            sides,
            articles_of,
            statements,
            together,
            authorship,
        }
    }
}

impl ListFacts {
    fn of(
        site: &Site,
        entries: &[Entry],
        mut listed: ListedEntries,
        (evidence, people): (&EvidenceFacts, &PeopleFacts),
    ) -> Self {
        let calendars = |lists: Vec<Vec<EntryId>>| -> Vec<Calendar> {
            lists.into_par_iter().map(|list| Calendar::of(entries, list)).collect()
        };
        // An actor's first page has much beside its timeline.
        let own = |(i, list): (usize, Vec<EntryId>)| {
            Calendar::beside(entries, list, beside(site, ActorId::of(i), evidence, people))
        };
        let ids = (0..entries.len()).map(EntryId::of);
        let key: Vec<EntryId> = ids.filter(|id| entries[id.index()].is_key(site)).collect();
        let kinds = EventType::WORDS.iter().filter_map(|(_, kind)| Some((*kind, listed.kinds.remove(kind)?)));
        let kinds: Vec<(EventType, Vec<EntryId>)> = kinds.collect();
        // The first page of a conflict has a map too.
        let map = if site.config.map.shown && site.places.iter().any(|place| place.point.is_some()) {
            MAP
        } else {
            0
        };
        let with_map = |list: Vec<EntryId>| Calendar::beside(entries, list, map);
        let of_conflict: Vec<Calendar> = listed.conflicts.into_par_iter().map(with_map).collect();
        Self {
            known: KnownDays::of(site, entries, &of_conflict),
            of_actor: listed.actors.into_par_iter().enumerate().map(own).collect(),
            of_place: listed.places.into_par_iter().map(with_map).collect(),
            of_tag: calendars(listed.tags),
            of_kind: kinds.into_par_iter().map(|(kind, list)| (kind, Calendar::of(entries, list))).collect(),
            of_conflict,
            parts: parts(site),
            of_side: listed
                .sides
                .into_iter()
                .map(|lists| lists.into_par_iter().map(with_map).collect())
                .collect(),
            key: Calendar::of(entries, key),
        }
    }
}

fn parts(site: &Site) -> Vec<Vec<ConflictId>> {
    let mut parts: Vec<Vec<ConflictId>> = vec![Vec::new(); site.conflicts.len()];
    for (i, conflict) in site.conflicts.iter().enumerate() {
        if let Some(whole) = conflict.parent {
            parts[whole.index()].push(ConflictId::of(i));
        }
    }
    for list in &mut parts {
        list.sort_by(|a, b| site.conflict(*a).when.cmp(&site.conflict(*b).when).then(a.cmp(b)));
    }
    parts
}

/// How many bytes other things take on an actor's first page.
fn beside(site: &Site, id: ActorId, evidence: &EvidenceFacts, people: &PeopleFacts) -> u32 {
    let held = evidence.claims.of_actor[id.index()].iter().rev();
    let positions = held.map(|(at, index)| weight::position(at.claim(site), *index));
    let figures = evidence.figures.of_actor[id.index()].len();
    let authored = people.authorship.authored[id.index()].len();
    let members = people.members[id.index()].len().min(MEMBERS);
    let own = weight::actor(positions, (figures, authored, members), &site.actor(id).body);
    own.saturating_add(people.statements.weight_of(id))
}

fn latest(site: &Site, shown: &[ArticleId]) -> Vec<ArticleId> {
    let mut order = shown.to_vec();
    order.sort_by(|a, b| {
        let (x, y) = (site.article(*a), site.article(*b));
        y.published.instant().cmp(&x.published.instant()).then_with(|| by_number(&x.slug, &y.slug))
    });
    order
}
