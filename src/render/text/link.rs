//! Links to what texts and lists name.

use serde::Serialize;

use super::tongue::{self, Tongue};
use crate::derive::Slice;
use crate::model::{Article, ArticleId, ConflictId, EventId, Target};
use crate::render::context::Context;
use crate::route::{Route, absolutise};

/// A link with its text.
#[derive(Debug, Serialize)]
pub struct Link {
    pub title: String,
    pub url: String,
    /// The part of the site that it leads to, as in `page.section`.
    pub section: &'static str,
    /// The language of its text, where it is another one.
    pub language: Option<Tongue>,
}

/// A link to an event.
pub fn to_event(cx: Context<'_>, id: EventId) -> Link {
    named(cx, Target::Event(id))
}

/// A link to a conflict.
pub fn to_conflict(cx: Context<'_>, id: ConflictId) -> Link {
    named(cx, Target::Conflict(id))
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
    let lang = match target {
        Target::Article(id) => site.article(id).lang.as_deref(),
        Target::Event(id) => site.event(id).lang.as_deref(),
        Target::Page(index) => site.pages[index as usize].lang.as_deref(),
        Target::Actor(_) | Target::Place(_) | Target::Conflict(_) | Target::Source(_) => None,
    };
    Link { title: title.to_owned(), url: url_of(cx, target), section, language: tongue::of(cx, lang) }
}

/// An address as exports give it: absolute with `base_url`, else from the root of the site.
pub fn exported(cx: Context<'_>, link: &str) -> String {
    absolutise(link, cx.site.config.base_url.as_deref().unwrap_or(""))
}

/// The absolute address of a route; `None` without `base_url`.
pub fn absolute(cx: Context<'_>, route: &Route) -> Option<String> {
    let base = cx.site.config.base_url.as_deref()?;
    // The home page has one address, the folder's, whatever its file is called.
    let (edition, inner) = route.apart();
    let edition = if edition > 0 { edition } else { cx.site.edition };
    Some(match inner {
        Route::Home => format!("{base}{}", cx.site.folder_of(edition)),
        _ => absolutise(&cx.link(route), base),
    })
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

/// What a text is a translation of.
#[derive(Debug)]
pub struct OriginalText<'a> {
    /// The original as it was written.
    pub article: &'a Article,
    /// Its address.
    pub url: String,
    /// The same from anywhere; `None` without `base_url`.
    pub absolute: Option<String>,
}

/// The original of an article that an edition shows in a translation.
pub fn original(cx: Context<'_>, id: ArticleId) -> Option<OriginalText<'_>> {
    let of = cx.site.article(id).translation_of?;
    let article = cx.snapshot.site.article(of);
    let edition = cx.site.config.edition_of(article.lang.as_deref()).unwrap_or(0);
    if of == id && edition == cx.site.edition {
        return None;
    }
    let there = cx.in_edition(edition);
    let route = Route::Article(of);
    Some(OriginalText { article, url: there.link(&route), absolute: absolute(there, &route) })
}
