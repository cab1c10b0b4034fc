//! The index of actors: by kind and by side, with the network of those that appear most.

use serde::Serialize;

use crate::derive::{KIND_PAGE, Slice};
use crate::model::{ActorId, ActorKind, ConflictId};
use crate::render::context::Context;
use crate::render::part::pairs::PairView;
use crate::render::part::{actor, head, network, pairs};
use crate::render::templates::Sheet;
use crate::route::Route;
use crate::text::Vocabulary;

#[derive(Serialize)]
struct KindGroup<'a> {
    name: String,
    anchor: String,
    /// How many there are in all.
    count: usize,
    /// The page of all of them, where not all stand here.
    url: Option<String>,
    actors: Vec<Indexed<'a>>,
}

/// An actor as an index shows it.
#[derive(Serialize)]
pub struct Indexed<'a> {
    pub name: &'a str,
    url: &'a str,
    summary: Option<String>,
    entries: usize,
    side: Option<usize>,
    side_name: Option<&'a str>,
    /// When it appears, as the `d` of a path; empty for one that does not.
    spark: String,
}

#[derive(Serialize)]
struct SideGroup<'a> {
    conflict: &'a str,
    conflict_url: String,
    name: &'a str,
    url: String,
    number: usize,
    count: usize,
    actors: Vec<Indexed<'a>>,
}

/// So many of each kind the index of a large register names: those that appear most.
const OF_KIND: usize = 24;

/// So many of each side.
const OF_SIDE: usize = 40;

/// The stretches of time of a spark.
const SPARKS: usize = 24;

/// So many pairs.
const PAIRS: usize = 40;

/// The longest summary in an index, in letters.
const SUMMARY: usize = 180;

/// Renders the index of actors, in the order of the site's language.
pub fn sheet(cx: Context<'_>) -> Sheet<'_> {
    let head = head::new(cx, &Route::Actors, "actors", cx.phrases.get("actors"), "");
    let mut context = head::context(cx, &head);
    let pairs: Vec<PairView<'_>> = pairs::list(cx, PAIRS);
    context.insert("count", &cx.site.actors.len());
    context.insert("groups", &kinds(cx));
    context.insert("sides", &side_groups(cx));
    context.insert("network", &network::of_site(cx));
    context.insert("pairs", &pairs);
    let statements = &cx.facts.people.statements.all;
    context.insert("statements", &(!statements.is_empty()).then(|| cx.link(&Route::Statements(1))));
    Sheet::Template("actors.html", context)
}

fn kinds(cx: Context<'_>) -> Vec<KindGroup<'_>> {
    let is_small = cx.site.actors.len() <= KIND_PAGE;
    let kinds = ActorKind::WORDS.iter().map(|(_, kind)| Some(*kind)).chain([None]);
    let mut groups = Vec::new();
    for kind in kinds {
        let mut ids = of_kind(cx, kind);
        let count = ids.len();
        if count == 0 {
            continue;
        }
        let all_here = is_small || count <= OF_KIND;
        if !all_here {
            let of_actor = &cx.facts.lists.of_actor;
            ids.sort_by_key(|id| (std::cmp::Reverse(of_actor[id.index()].entries.len()), *id));
            ids.truncate(OF_KIND);
        }
        groups.push(KindGroup {
            name: cx.phrases.get(plural_phrase(kind)).to_owned(),
            anchor: kind.map_or("other", ActorKind::word).to_owned(),
            count,
            url: (!is_small).then(|| cx.link(&Route::ActorKind(kind, 1))),
            actors: collated(cx, ids),
        });
    }
    groups
}

/// All actors of a kind.
pub fn of_kind(cx: Context<'_>, kind: Option<ActorKind>) -> Vec<ActorId> {
    let actors = cx.site.actors.iter().enumerate();
    actors.filter(|(_, actor)| actor.kind == kind).map(|(i, _)| ActorId::of(i)).collect()
}

/// Actors in the order of the language.
pub fn collated(cx: Context<'_>, ids: Vec<ActorId>) -> Vec<Indexed<'_>> {
    let mut actors: Vec<Indexed<'_>> = ids.into_iter().map(|id| indexed(cx, id)).collect();
    actors.sort_by(|a, b| cx.words.compare(a.name, b.name).then_with(|| a.url.cmp(b.url)));
    actors
}

fn indexed(cx: Context<'_>, id: ActorId) -> Indexed<'_> {
    let actor = cx.site.actor(id);
    Indexed {
        name: &actor.name,
        url: &cx.views.actors[id.index()],
        summary: actor.summary.as_deref().map(|summary| shortened(summary, SUMMARY)),
        entries: cx.facts.lists.of_actor[id.index()].entries.len(),
        side: actor::side(cx, id),
        side_name: actor::side_name(cx, id),
        spark: spark(cx, id),
    }
}

/// An actor's entries over the time of the site: a line for each stretch, the longest where there are most.
fn spark(cx: Context<'_>, id: ActorId) -> String {
    let facts = cx.facts;
    let (first, last) = span_of_sparks(cx);
    let days = facts.lists.of_actor[id.index()].entries.iter();
    let days = days.filter_map(|entry| Some(facts.time.entries[entry.index()].when.earliest()?.number()));
    let mut counts = [0_i64; SPARKS];
    for day in days.filter(|day| (first..=last).contains(day)) {
        let stretch = (day - first) * SPARKS as i64 / (last - first + 1);
        if let Some(count) = usize::try_from(stretch).ok().and_then(|index| counts.get_mut(index)) {
            *count += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0).max(1);
    let lines = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    lines.map(|(x, count)| format!("M{x} 10v-{}", (count * 9 + most - 1) / most + 1)).collect()
}

/// The days between which most entries lie, all but a seventh at either end; made once.
fn span_of_sparks(cx: Context<'_>) -> (i64, i64) {
    *cx.views.sparks.get_or_init(|| {
        let entries = cx.facts.time.entries.iter();
        let mut days: Vec<i64> = entries.filter_map(|entry| Some(entry.when.earliest()?.number())).collect();
        days.sort_unstable();
        let cut = days.len() / 7;
        let first = days.get(cut).copied().unwrap_or(0);
        (first, days.get(days.len().saturating_sub(cut + 1)).copied().unwrap_or(first))
    })
}

/// Who is on which side of the conflicts that are no part of another.
fn side_groups(cx: Context<'_>) -> Vec<SideGroup<'_>> {
    let (site, facts) = (cx.site, cx.facts);
    let roots = (0..site.conflicts.len()).map(ConflictId::of);
    let roots =
        roots.filter(|id| site.conflict(*id).parent.is_none() && !site.conflict(*id).sides.is_empty());
    let mut groups = Vec::new();
    for id in roots.take(4) {
        let conflict = site.conflict(id);
        let mut of_sides: Vec<Vec<ActorId>> = vec![Vec::new(); conflict.sides.len()];
        for actor in (0..site.actors.len()).map(ActorId::of) {
            if let Some(side) = facts.people.sides.of(id, actor) {
                of_sides[side].push(actor);
            }
        }
        for ((index, side), mut ids) in (0..).zip(&conflict.sides).zip(of_sides) {
            let count = ids.len();
            ids.sort_by_key(|actor| {
                (std::cmp::Reverse(facts.lists.of_actor[actor.index()].entries.len()), *actor)
            });
            ids.truncate(OF_SIDE);
            groups.push(SideGroup {
                conflict: &conflict.name,
                conflict_url: cx.link(&Route::Conflict(id, Slice::Whole)),
                name: &side.name,
                url: cx.link(&Route::Side(id, index, Slice::Whole)),
                number: index as usize + 1,
                count,
                actors: collated(cx, ids),
            });
        }
    }
    groups
}

/// The beginning of a text, whole words of it.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = &text[..end];
    format!("{}…", cut.rfind(' ').map_or(cut, |at| &cut[..at]).trim_end_matches([',', ';', ' ']))
}

/// The key of the phrase for several of a kind.
pub fn plural_phrase(kind: Option<ActorKind>) -> &'static str {
    match kind {
        Some(ActorKind::State) => "kinds.state",
        Some(ActorKind::Territory) => "kinds.territory",
        Some(ActorKind::Organization) => "kinds.organization",
        Some(ActorKind::ArmedForce) => "kinds.armed-force",
        Some(ActorKind::ArmedGroup) => "kinds.armed-group",
        Some(ActorKind::Ministry) => "kinds.ministry",
        Some(ActorKind::Person) => "kinds.person",
        Some(ActorKind::Media) => "kinds.media",
        Some(ActorKind::Population) => "kinds.population",
        None => "kinds.other",
    }
}
