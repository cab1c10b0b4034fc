//! Who appears with whom: companions of each actor, the pairs that have a page, the network of all.

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::actors::listed;
use super::calendar::Calendar;
use super::entries::Entry;
use super::network::{Network, Tie};
use crate::model::{ActorId, ArticleId, EntryId, Site};

/// An actor that appears in the same articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Who.
    pub actor: ActorId,
    /// In how many articles.
    pub articles: u32,
    /// The page that the two have together, by index.
    pub pair: Option<u32>,
}

/// Two actors with a page of what they share.
#[derive(Debug)]
pub struct Pair {
    /// Whose id comes first.
    pub a: ActorId,
    /// The other.
    pub b: ActorId,
    /// In how many articles they appear together.
    pub articles: u32,
    /// What both take part in.
    pub calendar: Calendar,
    /// What either takes part in.
    pub either: Calendar,
}

/// Who appears with whom.
#[derive(Debug, Default)]
pub struct Together {
    /// By actor: those it appears with most, the most frequent first.
    pub companions: Vec<Vec<Companion>>,
    /// The pairs that have a page, the most frequent first.
    pub pairs: Vec<Pair>,
    /// So many of them, the first, stand side by side too.
    pub abreast: usize,
    /// Those that appear most and their ties, and the picture of them once somebody has asked for it.
    network: (Vec<ActorId>, Vec<Tie>, OnceLock<Network>),
    strength: FxHashMap<(ActorId, ActorId), u32>,
}

/// How many companions an actor's page shows.
const COMPANIONS: usize = 12;
/// From so many common articles a pair has a page.
const THRESHOLD: u32 = 3;
/// So many pairs of a site have one: the most frequent.
const PAIRS: usize = 120;
/// So many actors of one article are tied to each other, the first ones: the ties of all grow with the square.
pub const TIED: usize = 200;
/// So many actors, and ties between them, the picture of the network shows.
const NETWORK: usize = 28;
const TIES: usize = 70;

impl Together {
    pub(super) fn of(
        site: &Site,
        shown: &[ArticleId],
        counts: &[u32],
        entries: &[Entry],
        of_actor: &[Vec<EntryId>],
    ) -> Self {
        let mut ties = ties(site, shown);
        ties.sort_unstable_by_key(|tie| (std::cmp::Reverse(tie.articles), tie.a, tie.b));
        let pairs = pairs(site, &ties, entries, of_actor);
        let abreast = abreast(&pairs, entries.len());
        let companions = companions(site, &ties, &pairs);
        let mut network: Vec<ActorId> = (0..site.actors.len()).map(ActorId::of).collect();
        network.retain(|id| counts[id.index()] > 0);
        network.sort_by_key(|id| (std::cmp::Reverse(counts[id.index()]), *id));
        network.truncate(NETWORK);
        let mut is_shown = vec![false; site.actors.len()];
        network.iter().for_each(|id| is_shown[id.index()] = true);
        let strength = ties.iter().map(|tie| ((tie.a, tie.b), tie.articles)).collect();
        ties.retain(|tie| is_shown[tie.a.index()] && is_shown[tie.b.index()]);
        ties.truncate(TIES);
        Self { companions, pairs, abreast, network: (network, ties, OnceLock::new()), strength }
    }

    /// The picture of those that appear most; it is worked out when it is first asked for.
    pub fn network(&self) -> &Network {
        let (actors, ties, drawn) = &self.network;
        drawn.get_or_init(|| Network::of(actors, ties))
    }

    /// In how many articles two actors appear together.
    pub fn between(&self, a: ActorId, b: ActorId) -> u32 {
        self.strength.get(&(a.min(b), a.max(b))).copied().unwrap_or(0)
    }
}

/// Every two actors that some article lists together.
fn ties(site: &Site, shown: &[ArticleId]) -> Vec<Tie> {
    let mut together: FxHashMap<(ActorId, ActorId), u32> = FxHashMap::default();
    for id in shown {
        let mut actors = listed(site, *id);
        actors.truncate(TIED);
        for (i, a) in actors.iter().enumerate() {
            for b in &actors[i + 1..] {
                *together.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    together.into_iter().map(|((a, b), articles)| Tie { a, b, articles }).collect()
}

fn pairs(site: &Site, ties: &[Tie], entries: &[Entry], of_actor: &[Vec<EntryId>]) -> Vec<Pair> {
    let often = ties.iter().take_while(|tie| tie.articles >= THRESHOLD).take(PAIRS);
    let pair = |tie: &Tie| {
        let shared = common(&of_actor[tie.a.index()], &of_actor[tie.b.index()]);
        let in_order = site.actor(tie.a).id <= site.actor(tie.b).id;
        let (a, b) = if in_order { (tie.a, tie.b) } else { (tie.b, tie.a) };
        let calendar = Calendar::of(entries, shared);
        if calendar.entries.is_empty() {
            return None;
        }
        let of = |actor: ActorId| of_actor[actor.index()].iter().copied();
        let mut either: Vec<EntryId> = of(a).chain(of(b)).collect();
        either.sort_unstable();
        either.dedup();
        Some(Pair { a, b, articles: tie.articles, calendar, either: Calendar::of(entries, either) })
    };
    let often: Vec<&Tie> = often.collect();
    often.into_par_iter().filter_map(pair).collect()
}

/// How many pairs stand side by side: each lists what either takes part in, so that a hundred pairs of a large archive would be a hundred
/// archives. All together list no more than as many entries again, and some in any case.
fn abreast(pairs: &[Pair], entries: usize) -> usize {
    const SOME: usize = 2000;
    let mut room = entries + SOME;
    let has_room = |pair: &&Pair| {
        let left = room.checked_sub(pair.either.entries.len());
        room = left.unwrap_or(0);
        left.is_some()
    };
    pairs.iter().take_while(has_room).count()
}

/// What stands in both of two sorted lists.
fn common(a: &[EntryId], b: &[EntryId]) -> Vec<EntryId> {
    let (mut i, mut j, mut both) = (0, 0, Vec::new());
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both.push(*x);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    both
}

fn companions(site: &Site, ties: &[Tie], pairs: &[Pair]) -> Vec<Vec<Companion>> {
    let ordered = |a: ActorId, b: ActorId| if a < b { (a, b) } else { (b, a) };
    let page: FxHashMap<(ActorId, ActorId), u32> =
        (0..).zip(pairs).map(|(index, pair)| (ordered(pair.a, pair.b), index)).collect();
    let mut companions: Vec<Vec<Companion>> = vec![Vec::new(); site.actors.len()];
    // The ties are sorted, so that each list is.
    for tie in ties {
        let pair = page.get(&ordered(tie.a, tie.b)).copied();
        for (actor, other) in [(tie.a, tie.b), (tie.b, tie.a)] {
            let list = &mut companions[actor.index()];
            if list.len() < COMPANIONS {
                list.push(Companion { actor: other, articles: tie.articles, pair });
            }
        }
    }
    companions
}
