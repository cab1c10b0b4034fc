//! The page of a conflict.

use serde::Serialize;
use tera::Value;

use crate::derive::{Entry, Slice, has_maps, phase_of};
use crate::diag::Diagnostic;
use crate::model::{Conflict, ConflictId, EntryId, Phase, Side};
use crate::render::context::Context;
use crate::render::data::feed;
use crate::render::page::conflicts;
use crate::render::page::conflicts::PartView;
use crate::render::page::known::{self, KnownDay};
use crate::render::part::actor::ActorView;
use crate::render::part::figures::FigureGroup;
use crate::render::part::gallery;
use crate::render::part::list::{ListScope, titled};
use crate::render::part::map::MapScope;
use crate::render::part::sources::SourceView;
use crate::render::part::strip::Look;
use crate::render::part::{actor, described, entry, figures, head, list, map, share, sources, strip};
use crate::render::templates::{Sheet, markup};
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::tongue::{self, Tongue};
use crate::render::text::{body, date, link};
use crate::route::{Abreast, Embedded, Listed, Route};

#[derive(Serialize)]
struct ConflictView<'a> {
    name: &'a str,
    language: Option<Tongue>,
    aliases: &'a [String],
    when: Option<DateView>,
    summary: Option<&'a str>,
    parent: Option<Link>,
    parts: Vec<PartView<'a>>,
    /// How it ended.
    result: Option<&'a str>,
    sides: Vec<SideView<'a>>,
    mediators: Vec<ActorView<'a>>,
    phases: Vec<PhaseLink<'a>>,
    figures: Vec<FigureGroup<'a>>,
    /// How many more there is no room for.
    more_figures: usize,
    body: Value,
    sources: Vec<SourceView>,
}

/// A phase with the place in the conflict's timeline where its entries begin.
#[derive(Serialize)]
pub struct PhaseLink<'a> {
    name: &'a str,
    when: DateView,
    summary: Option<&'a str>,
    entries: usize,
    url: Option<String>,
    /// Its first key moments.
    moments: Vec<Moment<'a>>,
}

/// A key moment of a phase.
#[derive(Serialize)]
pub struct Moment<'a> {
    title: &'a str,
    language: Option<Tongue>,
    url: String,
    date: DateView,
}

#[derive(Serialize)]
pub struct SideView<'a> {
    name: &'a str,
    url: String,
    /// Its number, from 1, which its colour and shape go by.
    number: usize,
    color: Option<&'a str>,
    entries: usize,
    actors: Vec<ActorView<'a>>,
    supporters: Vec<ActorView<'a>>,
}

/// Other ways to read a conflict.
#[derive(Serialize)]
struct WaysView {
    /// The days of which the site tells what was known.
    known: Vec<KnownDay>,
    /// The guided path.
    story: Option<String>,
    /// Its sides, side by side.
    sides: Option<String>,
}

/// Renders a page of a conflict: the first has everything, the further ones a part of its timeline.
pub fn sheet(cx: Context<'_>, id: ConflictId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let conflict = cx.site.conflict(id);
    let route = |slice| Route::Conflict(id, slice);
    let calendar = &cx.facts.lists.of_conflict[id.index()];
    let scope = ListScope { calendar, route: &route, phases: &conflict.phases };
    let mut list = list::view(cx, &scope, slice)?;
    if slice == Slice::Whole {
        list.apart_from(&conflict.body);
    }
    let title = titled(&conflict.name, &list.period);
    let said = || described::list(cx, &title, list.here, calendar, slice);
    let said = conflict.summary.clone().unwrap_or_else(said);
    let mut head = head::new(cx, &route(slice), "conflicts", &title, &said);
    head.feed = feed::link_of_list(cx, Listed::Conflict(id));
    gallery::equip(cx, &mut head, &conflict.body, [], false);
    let map = (slice == Slice::Whole)
        .then(|| map::of_list(cx, &MapScope { list: &calendar.entries, conflict: Some(id), when: None }));
    let map = map.flatten();
    head::with_map(cx, &mut head, map.is_some());
    let here = Some(Embedded::Conflict(id)).filter(|_| slice == Slice::Whole);
    let share = share::equip(cx, &mut head, None, here);
    let mut context = head::context(cx, &head);
    let has_maps = slice == Slice::Whole && has_maps(cx.site, cx.facts, id);
    context.insert("maps", &has_maps.then(|| cx.link(&Route::ConflictMaps(id))));
    // The page of maps has the list too.
    context.insert("map", &map.map(|map| if has_maps { map.without_list() } else { map }));
    context.insert("url", &cx.link(&route(Slice::Whole)));
    context.insert("list", &list);
    context.insert("strip", &strip::view(cx, &scope, slice, Some(id), Look::LARGE));
    if slice == Slice::Whole {
        context.insert("conflict", &view(cx, id, conflict));
        context.insert("share", &share);
        context.insert("ways", &ways(cx, id));
        return Ok(Sheet::Template("conflict.html", context));
    }
    context.insert("name", &conflict.name);
    Ok(Sheet::Template("period.html", context))
}

fn ways(cx: Context<'_>, id: ConflictId) -> WaysView {
    let abreast = Abreast::Sides(id);
    let is_there = abreast.is_there(cx.site, cx.facts);
    let has_story = !cx.site.conflict(id).story.is_empty();
    WaysView {
        story: has_story.then(|| cx.link(&Route::Story(id))),
        known: known::days(cx, id, None),
        sides: is_there.then(|| cx.link(&Route::Abreast(abreast, Slice::Whole))),
    }
}

fn view<'a>(cx: Context<'a>, id: ConflictId, conflict: &'a Conflict) -> ConflictView<'a> {
    let (figures, more_figures) = figures::of_conflict(cx, id);
    ConflictView {
        name: &conflict.name,
        language: tongue::of(cx, conflict.lang.as_deref()),
        aliases: &conflict.aliases,
        when: conflict.when.as_ref().map(|when| date::view(cx, when)),
        summary: conflict.summary.as_deref(),
        parent: conflict.parent.map(|parent| link::to_conflict(cx, parent)),
        parts: conflicts::parts_of(cx, id),
        result: conflict.result.as_deref(),
        sides: side_views(cx, id),
        mediators: conflict.mediators.iter().map(|actor| actor::view(cx, *actor)).collect(),
        phases: phase_links(cx, id, conflict),
        figures,
        more_figures,
        body: markup(&body::woven(cx, &conflict.body)),
        sources: sources::of_text(cx, &conflict.body.sources),
    }
}

/// The phases of a conflict, each with its place in the conflict's timeline and its first key moments.
pub fn phase_links<'a>(cx: Context<'a>, id: ConflictId, conflict: &'a Conflict) -> Vec<PhaseLink<'a>> {
    let facts = cx.facts;
    let calendar = &facts.lists.of_conflict[id.index()];
    let mut told: Vec<PhaseEntries<'a>> = conflict.phases.iter().map(|_| PhaseEntries::default()).collect();
    for id in &calendar.entries {
        let entry = &facts.time.entries[id.index()];
        if let Some(phase) = phase_of(&conflict.phases, &entry.when) {
            let told = &mut told[phase];
            told.first.get_or_insert(*id);
            told.count += 1;
            told.key.extend(entry.is_key(cx.site).then_some(entry));
        }
    }
    let url = |entry: EntryId| {
        let slice = calendar.slice_of(&facts.time.entries, entry);
        let when = &facts.time.entries[entry.index()].when;
        let day = when.earliest()?;
        let part = if when.knows_month() { format!("d{day}") } else { format!("m{:04}", day.year()) };
        Some(format!("{}#{part}", cx.link(&Route::Conflict(id, slice))))
    };
    let one = |(phase, told): (&'a Phase, PhaseEntries<'a>)| PhaseLink {
        name: &phase.name,
        when: date::view(cx, &phase.when),
        summary: phase.summary.as_deref(),
        entries: told.count,
        url: told.first.and_then(url),
        moments: spread(&told.key).map(|entry| moment(cx, entry)).collect(),
    };
    conflict.phases.iter().zip(told).map(one).collect()
}

/// The entries of a phase: the first, how many there are, and the key moments.
#[derive(Default)]
struct PhaseEntries<'a> {
    first: Option<EntryId>,
    count: usize,
    key: Vec<&'a Entry>,
}

/// Three of the key moments of a phase: the first, one in the midst, and the last.
fn spread<'e>(moments: &[&'e Entry]) -> impl Iterator<Item = &'e Entry> {
    let last = moments.len().saturating_sub(1);
    let mut at = vec![0, last.div_ceil(2), last];
    at.dedup();
    let chosen: Vec<&Entry> = at.into_iter().filter_map(|at| moments.get(at).copied()).collect();
    chosen.into_iter()
}

/// A key moment with its page.
pub fn moment<'a>(cx: Context<'a>, entry: &Entry) -> Moment<'a> {
    Moment {
        title: entry.title(cx.site),
        language: tongue::of(cx, entry::language(cx, entry)),
        url: entry::url(cx, entry).into_owned(),
        date: date::listed(cx, &entry.when),
    }
}

/// The sides of a conflict, in the order of its file.
pub fn side_views(cx: Context<'_>, id: ConflictId) -> Vec<SideView<'_>> {
    let sides = &cx.site.conflict(id).sides;
    (0..).zip(sides).map(|(index, side)| side_view(cx, id, index, side)).collect()
}

fn side_view<'a>(cx: Context<'a>, id: ConflictId, index: u32, side: &'a Side) -> SideView<'a> {
    let number = index as usize;
    SideView {
        name: &side.name,
        url: cx.link(&Route::Side(id, index, Slice::Whole)),
        number: number + 1,
        color: side.color.as_deref(),
        entries: cx.facts.lists.of_side[id.index()][number].entries.len(),
        actors: side.actors.iter().map(|actor| actor::view(cx, *actor)).collect(),
        supporters: side.supporters.iter().map(|actor| actor::view(cx, *actor)).collect(),
    }
}
