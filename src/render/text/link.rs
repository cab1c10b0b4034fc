//! Links to what texts and lists name.

use serde::Serialize;

use crate::derive::Slice;
use crate::model::{ConflictId, EventId, Target};
use crate::render::context::Context;
use crate::route::{Route, absolutise};

/// A link with its text.
#[derive(Debug, Serialize)]
pub struct Link {
    pub title: String,
    pub url: String,
    /// The part of the site that it leads to, as in `page.section`.
    pub section: &'static str,
}

/// A link to an event.
pub fn to_event(cx: Context<'_>, id: EventId) -> Link {
    Link { title: cx.site.event(id).title.clone(), url: cx.link(&Route::Event(id)), section: "timeline" }
}

/// A link to a conflict.
pub fn to_conflict(cx: Context<'_>, id: ConflictId) -> Link {
    Link {
        title: cx.site.conflict(id).name.clone(),
        url: cx.link(&Route::Conflict(id, Slice::Whole)),
        section: "conflicts",
    }
}

/// A link to a text by its title.
pub fn named(cx: Context<'_>, target: Target) -> Link {
    let site = cx.site;
    let (title, section) = match target {
        Target::Article(id) => (site.article(id).title.as_str(), "timeline"),
        Target::Event(id) => (site.event(id).title.as_str(), "timeline"),
        Target::Actor(id) => (site.actor(id).name.as_str(), "actors"),
        Target::Place(id) => (site.place(id).shown(), "places"),
        Target::Conflict(id) => (site.conflict(id).name.as_str(), "conflicts"),
        Target::Page(index) => (site.pages[index as usize].title.as_str(), "page"),
        Target::Source(_) => ("", "sources"),
    };
    Link { title: title.to_owned(), url: url_of(cx, target), section }
}

/// An address as exports give it: absolute with `base_url`, else from the root of the site.
pub fn exported(cx: Context<'_>, link: &str) -> String {
    absolutise(link, cx.site.config.base_url.as_deref().unwrap_or(""))
}

/// The absolute address of a route; `None` without `base_url`.
pub fn absolute(cx: Context<'_>, route: &Route) -> Option<String> {
    let base = cx.site.config.base_url.as_deref()?;
    // The home page has one address, the folder's, whatever its file is called.
    Some(if *route == Route::Home { base.to_owned() } else { absolutise(&cx.link(route), base) })
}

/// The address of a route for other programs: absolute with `base_url`, else from the root of the site.
pub fn for_programs(cx: Context<'_>, route: &Route) -> String {
    absolute(cx, route).unwrap_or_else(|| cx.addressing().path(route))
}

/// The address of what a text names.
pub fn url_of(cx: Context<'_>, target: Target) -> String {
    match target {
        Target::Article(id) => cx.views.articles[id.index()].to_string(),
        Target::Actor(id) => cx.views.actors[id.index()].to_string(),
        Target::Place(id) => cx.views.places[id.index()].to_string(),
        Target::Event(id) => cx.link(&Route::Event(id)),
        Target::Conflict(id) => cx.link(&Route::Conflict(id, Slice::Whole)),
        Target::Page(index) => cx.link(&Route::Page(index)),
        Target::Source(number) => format!("#source-{number}"),
    }
}
