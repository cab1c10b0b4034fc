//! The home page: the story of each conflict, its picture and sides, the newest reports, and the ways further.
//!
//! Which sections stand there, and in which order, is the site's choice.

use serde::Serialize;
use tera::Value;

use crate::config::HomeSection;
use crate::derive::Slice;
use crate::model::{ActorId, ConflictId, EntryId};
use crate::render::context::Context;
use crate::render::page::conflict;
use crate::render::page::conflict::{Moment, PhaseLink, SideView};
use crate::render::part::list::ListScope;
use crate::render::part::strip::Look;
use crate::render::part::{actor, choices, entry, head, list, related, strip};
use crate::render::templates::Sheet;
use crate::render::text::date;
use crate::render::text::date::DateView;
use crate::render::text::tongue::{self, Tongue};
use crate::route::Route;

/// How many of each the page shows.
const LATEST: usize = 8;

const ACTORS: usize = 16;

/// So many conflicts tell their story; the others are in the list.
const STORIES: usize = 6;

/// So many key moments stand there where no phase holds them.
const MOMENTS: usize = 8;

#[derive(Serialize)]
struct CountedActor<'a> {
    name: &'a str,
    url: &'a str,
    kind_name: Option<&'a str>,
    entries: usize,
}

#[derive(Serialize)]
struct YearLink {
    name: String,
    url: String,
    count: usize,
}

/// A conflict with its phases and sides.
#[derive(Serialize)]
struct Story<'a> {
    name: &'a str,
    url: String,
    when: Option<DateView>,
    summary: Option<&'a str>,
    result: Option<&'a str>,
    entries: usize,
    phases: Vec<PhaseLink<'a>>,
    /// Key moments, of a conflict without phases.
    moments: Vec<Moment<'a>>,
    sides: Vec<SideView<'a>>,
}

/// An entry among the newest, on a site without articles.
#[derive(Serialize)]
struct NewestEntry<'a> {
    title: &'a str,
    language: Option<Tongue>,
    url: String,
    summary: Option<&'a str>,
    date: DateView,
    kind_name: Option<&'a str>,
}

/// Renders the home page.
pub fn sheet(cx: Context<'_>) -> Sheet<'_> {
    let (site, facts) = (cx.site, cx.facts);
    let head = head::new(cx, &Route::Home, "home", &site.config.title, &site.config.description);
    let mut context = head::context(cx, &head);
    let latest: Vec<Value> =
        facts.time.latest.iter().take(LATEST).map(|id| related::story(cx, *id)).collect();
    let sections: Vec<&str> = site.config.home.iter().map(|section| section.word()).collect();
    let is_shown = |section| site.config.home.contains(&section);
    let tells = is_shown(HomeSection::Story) || is_shown(HomeSection::Sides);
    context.insert("sections", &sections);
    context.insert("stories", &if tells { stories(cx) } else { Vec::new() });
    context.insert("moments", &if tells { moments(cx) } else { Vec::new() });
    context.insert("latest", &latest);
    context.insert("newest", &newest(cx));
    context.insert("main_actors", &main_actors(cx));
    context.insert("years", &year_links(cx));
    context.insert("timeline", &cx.link(&Route::Timeline(Slice::Whole)));
    let phases = site.main_conflict.map_or(&[][..], |id| site.conflict(id).phases.as_slice());
    let scope = ListScope { calendar: &facts.time.calendar, route: &Route::Timeline, phases };
    context
        .insert("strip", &strip::view(cx, &scope, Slice::Whole, site.main_conflict, Look::LARGE.elsewhere()));
    context.insert(
        "span",
        &list::span(cx).map(|span| date::spoken(cx, span).unwrap_or_else(|| tera::Value::from(span))),
    );
    context.insert("conflicts", &choices::all(cx).conflicts);
    let key = &facts.lists.key;
    let key_moments = (!key.entries.is_empty()).then(|| cx.link(&Route::KeyMoments(Slice::Whole)));
    context.insert("key_moments", &key_moments);
    Sheet::Template("home.html", context)
}

/// The conflicts that are no part of another, those of most entries first.
fn stories(cx: Context<'_>) -> Vec<Story<'_>> {
    let site = cx.site;
    let count = |id: &ConflictId| cx.facts.lists.of_conflict[id.index()].entries.len();
    let roots = (0..site.conflicts.len()).map(ConflictId::of);
    let mut roots: Vec<ConflictId> =
        roots.filter(|id| site.conflict(*id).parent.is_none() && count(id) > 0).collect();
    roots.sort_by_key(|id| (std::cmp::Reverse(count(id)), *id));
    roots.into_iter().take(STORIES).map(|id| story(cx, id)).collect()
}

fn story(cx: Context<'_>, id: ConflictId) -> Story<'_> {
    let conflict = cx.site.conflict(id);
    let entries = &cx.facts.lists.of_conflict[id.index()].entries;
    let phases = conflict::phase_links(cx, id, conflict);
    let key = || entries.iter().map(|id| &cx.facts.time.entries[id.index()]).filter(|e| e.is_key(cx.site));
    Story {
        name: &conflict.name,
        url: cx.link(&Route::Conflict(id, Slice::Whole)),
        when: conflict.when.as_ref().map(|when| date::view(cx, when)),
        summary: conflict.summary.as_deref(),
        result: conflict.result.as_deref(),
        entries: entries.len(),
        moments: match phases.is_empty() {
            true => key().take(MOMENTS).map(|entry| conflict::moment(cx, entry)).collect(),
            false => Vec::new(),
        },
        phases,
        sides: conflict::side_views(cx, id),
    }
}

/// The key moments of a site without conflicts.
fn moments(cx: Context<'_>) -> Vec<Moment<'_>> {
    if !cx.site.conflicts.is_empty() {
        return Vec::new();
    }
    let key = cx.facts.lists.key.entries.iter().take(MOMENTS);
    key.map(|id| conflict::moment(cx, &cx.facts.time.entries[id.index()])).collect()
}

/// The newest entries of a site that has no articles.
fn newest(cx: Context<'_>) -> Vec<NewestEntry<'_>> {
    if !cx.facts.time.latest.is_empty() {
        return Vec::new();
    }
    let one = |id: &EntryId| {
        let entry = &cx.facts.time.entries[id.index()];
        NewestEntry {
            title: entry.title(cx.site),
            language: tongue::of(cx, entry::language(cx, entry)),
            url: entry::url(cx, entry).into_owned(),
            summary: entry.summary(cx.site),
            date: date::view(cx, &entry.when),
            kind_name: entry.kind(cx.site).map(|kind| cx.phrases.get(kind.phrase())),
        }
    };
    let calendar = &cx.facts.time.calendar;
    calendar.entries[..calendar.undated.start].iter().rev().take(LATEST).map(one).collect()
}

/// Those who take part in most entries.
fn main_actors(cx: Context<'_>) -> Vec<CountedActor<'_>> {
    let entries = |id: ActorId| cx.facts.lists.of_actor[id.index()].entries.len();
    let mut order: Vec<ActorId> = (0..cx.site.actors.len()).map(ActorId::of).collect();
    order.sort_by_key(|id| (std::cmp::Reverse(entries(*id)), *id));
    let one = |id: ActorId| {
        let view = actor::view(cx, id);
        CountedActor { name: view.name, url: view.url, kind_name: view.kind_name, entries: entries(id) }
    };
    order.into_iter().take(ACTORS).map(one).collect()
}

/// The years of the timeline: their pages, or their places on the one page.
fn year_links(cx: Context<'_>) -> Vec<YearLink> {
    let calendar = &cx.facts.time.calendar;
    let one = |year: &crate::derive::Year| {
        let first = year.months.first().and_then(|m| m.month);
        let url = if calendar.is_whole {
            format!("{}#{}", cx.link(&Route::Timeline(Slice::Whole)), list::anchor(year.year, first))
        } else {
            cx.link(&Route::Timeline(Slice::Year(year.year)))
        };
        YearLink { name: cx.words.year(year.year), url, count: year.len() }
    };
    calendar.years.iter().map(one).collect()
}
