//! Related stories: what two reports share, weighed by rarity and by nearness in time.
//!
//! For every article the lists of its actors, place, tags and Read links are walked a bounded way
//! back and forth in time, so that the cost grows with the number of articles, not with its square.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::article_order::ArticleOrder;
use super::copies::NearCopy;
use super::input::{KinInput, TextInput};
use crate::model::{ActorId, ArticleId, EventId, EventType, Role, Site};
use crate::text::Vocabulary;

/// A related story and why it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The story.
    pub article: ArticleId,
    /// Why.
    pub kinship: Kinship,
    /// How many days later it happened; negative for earlier ones; `None` where a date is not known.
    pub days: Option<i64>,
}

/// What two stories share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// The editor chose it.
    Pinned,
    /// These actors, the rarest first.
    Actors(Vec<ActorId>),
    /// One names the other in a Read line.
    Read,
    /// Both report an event.
    Event(EventId),
    /// The place.
    Place,
    /// A tag.
    Tag,
    /// The sort of event.
    Kind,
    /// A story that both refer to.
    Reference,
}

/// How far each list is walked to either side.
const REACH: usize = 48;
/// Days after which nearness in time counts half.
const HALF: f32 = 30.0;
/// What is far away in time counts at least this much.
const FAR: f32 = 0.2;
/// A shared place weighs this much of its rarity, a tag and a common reference that much.
const PLACE: f32 = 0.8;
const TAG: f32 = 1.0;
/// The same sort of event.
const KIND: f32 = 0.8;
/// An actor that only tells of it says this much of one that takes part.
const TELLER: f32 = 0.4;
/// An event that both report says more than anything else.
const EVENT: f32 = 1.5;
const REFERENCE: f32 = 0.6;

/// Lists of articles by what they share, with how much that counts; places in `in_time` stand for articles.
#[derive(Debug)]
pub(super) struct Index {
    lists: Vec<Vec<(u32, f32)>>,
    weights: Vec<f32>,
    /// By place in time: the lists that it stands in, with its position there and how much that counts for it.
    of: Vec<Vec<(u32, u32, f32)>>,
    days: Vec<Option<i64>>,
    /// By place in time: the length of the vector of its weights, and the mean of all. What names everybody is
    /// everybody's relative by chance.
    lengths: Vec<f32>,
    /// By place in time: those that are never shown with it, because the editor says so.
    apart: FxHashMap<usize, Vec<usize>>,
}

/// Points while one article's relatives are looked for; reused, so that nothing is cleared twice.
struct Scratch {
    points: Vec<f32>,
    touched: Vec<u32>,
}

/// By article: pinned stories first, then the best others.
pub(super) fn related(
    site: &Site,
    order: &ArticleOrder,
    index: &Index,
    copies: &[NearCopy],
) -> Vec<Vec<Related>> {
    let copies = apart(order, copies.iter().map(|copy| (copy.first, copy.second)));
    let apart = |place| copies.get(&place).map_or(&[] as &[usize], Vec::as_slice);
    let found: Vec<Vec<Related>> = (0..order.in_time.len())
        .into_par_iter()
        .map_init(
            || Scratch::of(order),
            |scratch, place| of_one(site, order, index, apart(place), scratch, place),
        )
        .collect();
    let mut related: Vec<Vec<Related>> = vec![Vec::new(); site.articles.len()];
    for (id, list) in order.in_time.iter().zip(found) {
        related[id.index()] = list;
    }
    related
}

/// Those of one article, whose copies are these.
pub(super) fn of(
    site: &Site,
    order: &ArticleOrder,
    index: &Index,
    copies: &[NearCopy],
    place: usize,
) -> Vec<Related> {
    let copies = apart(order, copies.iter().map(|copy| (copy.first, copy.second)));
    let apart = copies.get(&place).map_or(&[] as &[usize], Vec::as_slice);
    of_one(site, order, index, apart, &mut Scratch::of(order), place)
}

impl Scratch {
    fn of(order: &ArticleOrder) -> Self {
        Self { points: vec![0.0; order.in_time.len()], touched: Vec::new() }
    }
}

impl Index {
    /// Collects what the articles share.
    pub(super) fn of(site: &Site, order: &ArticleOrder) -> Self {
        let ArticleOrder { in_time, position } = order;
        let (actors, places) = (site.actors.len(), site.places.len());
        let events = actors + places + site.tags.len();
        let kinds = events + site.events.len();
        let references = kinds + EventType::WORDS.len();
        let mut lists: Vec<Vec<(u32, f32)>> = vec![Vec::new(); references + site.articles.len()];
        let mut of: Vec<Vec<(u32, u32, f32)>> = Vec::with_capacity(in_time.len());
        let (mut days, mut unrelated) = (Vec::with_capacity(in_time.len()), Vec::new());
        for (place, id) in (0..).zip(in_time) {
            let input = KinInput::of(site.article(*id));
            let mut keys: Vec<usize> = input.actors.iter().map(|part| part.actor.index()).collect();
            keys.extend(input.place.map(|p| actors + p.index()));
            keys.extend(input.tags.iter().map(|t| actors + places + t.index()));
            keys.extend(input.events.iter().map(|event| events + event.index()));
            let kind = |kind| EventType::WORDS.iter().position(|(_, known)| *known == kind);
            keys.extend(input.kind.and_then(kind).map(|kind| kinds + kind));
            let targets = input.refers_to.iter().filter(|to| position[to.index()].is_some());
            keys.extend(targets.map(|to| references + to.index()));
            days.push(input.day.map(|day| day.number()));
            unrelated.extend(input.unrelated.iter().map(|other| (*id, *other)));
            // An article stands in its own list too, so that it meets those that name it.
            keys.push(references + id.index());
            keys.sort_unstable();
            keys.dedup();
            let tells = |key: usize| {
                let mut parts = input.actors.iter().filter(|part| part.actor.index() == key);
                parts.all(|part| matches!(part.role, Some(Role::Source | Role::Witness)))
            };
            let positions = keys.into_iter().map(|key| {
                let part = if key < actors && tells(key) { TELLER } else { 1.0 };
                lists[key].push((place, part));
                (clamp(key), clamp(lists[key].len() - 1), part)
            });
            of.push(positions.collect());
        }
        let weights = lists.iter().enumerate().map(|(key, list)| {
            let kind = match key {
                k if k < actors => 1.0,
                k if k < actors + places => PLACE,
                k if k < events => TAG,
                k if k < kinds => EVENT,
                k if k < references => KIND,
                _ => REFERENCE,
            };
            kind * rarity(list.len(), in_time.len())
        });
        let weights: Vec<f32> = weights.collect();
        let length = |keys: &Vec<(u32, u32, f32)>| {
            let squares =
                keys.iter().map(|(key, _, part)| weights[*key as usize] * part).map(|share| share * share);
            squares.sum::<f32>().sqrt().max(f32::MIN_POSITIVE)
        };
        let lengths: Vec<f32> = of.iter().map(length).collect();
        #[expect(clippy::cast_precision_loss, reason = "a mean")]
        let mean = lengths.iter().sum::<f32>() / lengths.len().max(1) as f32;
        // With the mean, so that what says little is not near to all that shares the little.
        let lengths = lengths.into_iter().map(|length| length + mean).collect();
        Self { lists, weights, of, days, lengths, apart: apart(order, unrelated.into_iter()) }
    }
}

/// What must not be shown together, both ways.
fn apart(
    order: &ArticleOrder,
    pairs: impl Iterator<Item = (ArticleId, ArticleId)>,
) -> FxHashMap<usize, Vec<usize>> {
    let mut apart: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (a, b) in pairs {
        let (Some(a), Some(b)) = (order.position[a.index()], order.position[b.index()]) else { continue };
        apart.entry(a as usize).or_default().push(b as usize);
        apart.entry(b as usize).or_default().push(a as usize);
    }
    apart
}

/// ln(1 + N / n): what half the archive shares says little.
#[expect(clippy::cast_precision_loss, reason = "a weight")]
fn rarity(n: usize, all: usize) -> f32 {
    if n == 0 { 0.0 } else { libm::logf(1.0 + all as f32 / n as f32) }
}

/// Those of one article; what its copies and the editor's word leave out is not among them.
fn of_one(
    site: &Site,
    order: &ArticleOrder,
    index: &Index,
    copies: &[usize],
    scratch: &mut Scratch,
    place: usize,
) -> Vec<Related> {
    let ArticleOrder { in_time, position } = order;
    let article = site.article(in_time[place]);
    let place_of = |id: &ArticleId| position[id.index()].map(|p| p as usize);
    let refers_to = TextInput::of(&article.body).refers_to();
    let reads: Vec<usize> = refers_to.filter_map(|to| place_of(&to)).collect();
    let pinned: Vec<usize> = article.related.iter().filter_map(place_of).filter(|p| *p != place).collect();
    let apart = index.apart.get(&place).map_or(&[] as &[usize], Vec::as_slice);
    gather(index, scratch, place);
    let best = best(index, scratch, place, site.config.related, |other| {
        reads.contains(&other) || pinned.contains(&other) || apart.contains(&other) || copies.contains(&other)
    });
    let pins = pinned.iter().map(|other| (*other, Kinship::Pinned));
    let others = best.into_iter().map(|other| (other, kinship(site, index, place, other, in_time)));
    pins.chain(others)
        .take(site.config.related)
        .map(|(other, kinship)| Related {
            article: in_time[other],
            kinship,
            days: days_between(index, place, other),
        })
        .collect()
}

/// Adds up what is shared with every article near enough.
fn gather(index: &Index, scratch: &mut Scratch, place: usize) {
    for (key, at, part) in &index.of[place] {
        let (list, at) = (&index.lists[*key as usize], *at as usize);
        let weight = index.weights[*key as usize] * part;
        let (from, to) = (at.saturating_sub(REACH), (at + REACH + 1).min(list.len()));
        for (other, theirs) in &list[from..to] {
            let points = &mut scratch.points[*other as usize];
            if *points == 0.0 {
                scratch.touched.push(*other);
            }
            *points += weight * theirs;
        }
    }
}

/// The best few, without the article itself and those that are shown anyway.
fn best(
    index: &Index,
    scratch: &mut Scratch,
    place: usize,
    wanted: usize,
    shown: impl Fn(usize) -> bool,
) -> Vec<usize> {
    // A short list that is kept sorted is the bounded heap of a handful.
    let mut best: Vec<(f32, i64, usize)> = Vec::with_capacity(wanted + 1);
    for other in scratch.touched.drain(..) {
        let other = other as usize;
        let shared = std::mem::take(&mut scratch.points[other]);
        if other == place || wanted == 0 {
            continue;
        }
        let far = days_between(index, place, other).map_or(i64::MAX, i64::abs);
        let points = shared / index.lengths[other] * nearness(far);
        let is_better = |kept: &(f32, i64, usize)| {
            points.total_cmp(&kept.0).then(kept.1.cmp(&far)).then(kept.2.cmp(&other)).is_gt()
        };
        if best.len() == wanted && !best.last().is_some_and(is_better) || shown(other) {
            continue;
        }
        let at = best.iter().position(is_better).unwrap_or(best.len());
        best.insert(at, (points, far, other));
        best.truncate(wanted);
    }
    best.into_iter().map(|(.., other)| other).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a weight")]
fn nearness(days: i64) -> f32 {
    if days == i64::MAX { FAR } else { FAR + (1.0 - FAR) / (1.0 + days as f32 / HALF) }
}

fn days_between(index: &Index, place: usize, other: usize) -> Option<i64> {
    Some(index.days[other]? - index.days[place]?)
}

/// The weightiest thing that two articles share, in words that a reader can check.
fn kinship(site: &Site, index: &Index, place: usize, other: usize, in_time: &[ArticleId]) -> Kinship {
    let shares = |key: &u32| index.of[other].iter().any(|(k, ..)| k == key);
    let mut shared: Vec<u32> = index.of[place].iter().map(|(key, ..)| *key).filter(shares).collect();
    shared.sort_by(|a, b| index.weights[*b as usize].total_cmp(&index.weights[*a as usize]).then(a.cmp(b)));
    let (actors, places) = (site.actors.len(), site.places.len());
    let of_actors: Vec<ActorId> =
        shared.iter().map(|key| *key as usize).filter(|key| *key < actors).map(ActorId::of).collect();
    let names_it = |a: usize, b: usize| {
        TextInput::of(&site.article(in_time[a]).body).refers_to().any(|to| to == in_time[b])
    };
    if names_it(other, place) {
        return Kinship::Read;
    }
    let events = actors + places + site.tags.len();
    let event =
        shared.iter().map(|key| (*key as usize).wrapping_sub(events)).find(|e| *e < site.events.len());
    if let Some(event) = event {
        return Kinship::Event(EventId::of(event));
    }
    if !of_actors.is_empty() {
        return Kinship::Actors(of_actors);
    }
    match shared.first().map(|key| *key as usize) {
        Some(key) if key < actors + places => Kinship::Place,
        Some(key) if key < events => Kinship::Tag,
        Some(key) if key < events + site.events.len() + EventType::WORDS.len() => Kinship::Kind,
        _ => Kinship::Reference,
    }
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
