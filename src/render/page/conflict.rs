//! The page of a conflict.

use serde::Serialize;
use tera::Value;

use crate::derive::{Slice, phase_of};
use crate::diag::Diagnostic;
use crate::model::{Conflict, ConflictId, EntryId, Phase, Side};
use crate::render::context::Context;
use crate::render::page::conflicts;
use crate::render::page::conflicts::PartView;
use crate::render::part::actor::ActorView;
use crate::render::part::figures::FigureGroup;
use crate::render::part::list::{ListScope, titled};
use crate::render::part::sources::SourceView;
use crate::render::part::strip::Look;
use crate::render::part::{actor, described, figures, head, list, sources, strip};
use crate::render::templates::{Sheet, markup};
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::{body, date, link};
use crate::route::Route;

#[derive(Serialize)]
struct ConflictView<'a> {
    name: &'a str,
    aliases: &'a [String],
    when: Option<DateView>,
    summary: Option<&'a str>,
    parent: Option<Link>,
    parts: Vec<PartView<'a>>,
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
struct PhaseLink<'a> {
    name: &'a str,
    when: DateView,
    summary: Option<&'a str>,
    entries: usize,
    url: Option<String>,
}

#[derive(Serialize)]
struct SideView<'a> {
    name: &'a str,
    url: String,
    /// Its number, from 1, which its colour and shape go by.
    number: usize,
    color: Option<&'a str>,
    entries: usize,
    actors: Vec<ActorView<'a>>,
    supporters: Vec<ActorView<'a>>,
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
    let head = head::new(cx, &route(slice), "conflicts", &title, &said);
    let mut context = head::context(cx, &head);
    context.insert("url", &cx.link(&route(Slice::Whole)));
    context.insert("list", &list);
    context.insert("strip", &strip::view(cx, &scope, slice, Some(id), Look::LARGE));
    if slice == Slice::Whole {
        context.insert("conflict", &view(cx, id, conflict));
        return Ok(Sheet::Template("conflict.html", context));
    }
    context.insert("name", &conflict.name);
    Ok(Sheet::Template("period.html", context))
}

fn view<'a>(cx: Context<'a>, id: ConflictId, conflict: &'a Conflict) -> ConflictView<'a> {
    let (figures, more_figures) = figures::of_conflict(cx, id);
    ConflictView {
        name: &conflict.name,
        aliases: &conflict.aliases,
        when: conflict.when.as_ref().map(|when| date::view(cx, when)),
        summary: conflict.summary.as_deref(),
        parent: conflict.parent.map(|parent| link::to_conflict(cx, parent)),
        parts: conflicts::parts_of(cx, id),
        sides: (0..).zip(&conflict.sides).map(|(index, side)| side_view(cx, id, index, side)).collect(),
        mediators: conflict.mediators.iter().map(|actor| actor::view(cx, *actor)).collect(),
        phases: phase_links(cx, id, conflict),
        figures,
        more_figures,
        body: markup(&body::woven(cx, &conflict.body)),
        sources: sources::of_text(cx, &conflict.body.sources),
    }
}

fn phase_links<'a>(cx: Context<'a>, id: ConflictId, conflict: &'a Conflict) -> Vec<PhaseLink<'a>> {
    let facts = cx.facts;
    let calendar = &facts.lists.of_conflict[id.index()];
    let mut first: Vec<Option<EntryId>> = vec![None; conflict.phases.len()];
    let mut counts = vec![0; conflict.phases.len()];
    for entry in &calendar.entries {
        if let Some(phase) = phase_of(&conflict.phases, &facts.time.entries[entry.index()].when) {
            first[phase].get_or_insert(*entry);
            counts[phase] += 1;
        }
    }
    let url = |entry: EntryId| {
        let slice = calendar.slice_of(&facts.time.entries, entry);
        let when = &facts.time.entries[entry.index()].when;
        let day = when.earliest()?;
        let part = if when.knows_month() { format!("d{day}") } else { format!("m{:04}", day.year()) };
        Some(format!("{}#{part}", cx.link(&Route::Conflict(id, slice))))
    };
    let one = |(phase, (first, entries)): (&'a Phase, (Option<EntryId>, usize))| PhaseLink {
        name: &phase.name,
        when: date::view(cx, &phase.when),
        summary: phase.summary.as_deref(),
        entries,
        url: first.and_then(url),
    };
    conflict.phases.iter().zip(first.into_iter().zip(counts)).map(one).collect()
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
