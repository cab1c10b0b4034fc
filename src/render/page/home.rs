//! The home page: what the site covers, its latest reports, its main actors.

use serde::Serialize;
use tera::Value;

use crate::derive::Slice;
use crate::model::ActorId;
use crate::render::context::Context;
use crate::render::part::list::ListScope;
use crate::render::part::strip::Look;
use crate::render::part::{actor, choices, head, list, related, strip};
use crate::render::templates::Sheet;
use crate::render::text::date;
use crate::route::Route;

/// How many of each the page shows.
const LATEST: usize = 8;

const ACTORS: usize = 16;

#[derive(Serialize)]
struct CountedActor<'a> {
    name: &'a str,
    url: &'a str,
    kind_name: Option<&'static str>,
    articles: u32,
}

#[derive(Serialize)]
struct YearLink {
    name: String,
    url: String,
    count: usize,
}

/// Renders the home page.
pub fn sheet(cx: Context<'_>) -> Sheet<'_> {
    let (site, facts) = (cx.site, cx.facts);
    let head = head::new(cx, &Route::Home, "home", &site.config.title, &site.config.description);
    let mut context = head::context(cx, &head);
    let mut latest: Vec<Value> =
        facts.time.latest.iter().take(LATEST).map(|id| related::story(cx, *id)).collect();
    if site.articles.is_empty() {
        latest = newest_events(cx);
    }
    let mut order: Vec<ActorId> = (0..site.actors.len()).map(ActorId::of).collect();
    order.sort_by_key(|id| (std::cmp::Reverse(actor::listed(cx, *id)), *id));
    let counted = |id: ActorId| counted_actor(cx, id);
    let actors: Vec<CountedActor<'_>> = order.into_iter().take(ACTORS).map(counted).collect();
    context.insert("latest", &latest);
    context.insert("main_actors", &actors);
    context.insert("years", &year_links(cx));
    let scope = ListScope { calendar: &facts.time.calendar, route: &Route::Timeline, phases: &[] };
    context
        .insert("strip", &strip::view(cx, &scope, Slice::Whole, site.main_conflict, Look::SMALL.elsewhere()));
    context.insert(
        "span",
        &list::span(cx).map(|span| date::spoken(cx, span).unwrap_or_else(|| tera::Value::from(span))),
    );
    context.insert("conflicts", &choices::all(cx).conflicts);
    Sheet::Template("home.html", context)
}

/// The last events of the timeline, where there are no articles that report them.
fn newest_events(cx: Context<'_>) -> Vec<Value> {
    let entries = cx.facts.time.entries.iter().rev().filter(|entry| entry.when.earliest().is_some());
    entries.take(LATEST).map(|entry| related::event_story(cx, entry)).collect()
}

fn counted_actor(cx: Context<'_>, id: ActorId) -> CountedActor<'_> {
    let view = actor::view(cx, id);
    let articles = actor::listed(cx, id);
    CountedActor { name: view.name, url: view.url, kind_name: view.kind_name, articles }
}

/// The years of the timeline: their pages, or their places on the one page.
fn year_links(cx: Context<'_>) -> Vec<YearLink> {
    let calendar = &cx.facts.time.calendar;
    let one = |year: &crate::derive::Year| {
        let first = year.months.first().and_then(|m| m.month);
        let url = if calendar.is_whole {
            let anchor =
                first.map_or_else(|| format!("m{:04}", year.year), |m| format!("m{:04}-{m:02}", year.year));
            format!("{}#{anchor}", cx.link(&Route::Timeline(Slice::Whole)))
        } else {
            cx.link(&Route::Timeline(Slice::Year(year.year)))
        };
        YearLink { name: cx.words.year(year.year), url, count: year.len() }
    };
    calendar.years.iter().map(one).collect()
}
