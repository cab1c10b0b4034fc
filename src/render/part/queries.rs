//! What templates of a site may ask for: articles, events and pages, by what they are about.

use serde::Serialize;
use tera::Value;

use crate::derive::Subject;
use crate::model::ArticleId;
use crate::render::context::Context;
use crate::render::part::{entry, related};
use crate::render::text::date;
use crate::route::Route;

/// Something that a template may ask for: what it shows, and by what it is chosen.
#[derive(Serialize)]
struct Asked {
    shown: Value,
    tags: Vec<String>,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    place: Option<String>,
    conflict: Option<String>,
    actors: Vec<String>,
    authors: Vec<String>,
    folder: Option<String>,
    key: bool,
}

#[derive(Serialize)]
struct Lists {
    articles: Vec<Asked>,
    events: Vec<Asked>,
    pages: Vec<Asked>,
}

/// All that templates may ask for: articles with the newest publication first, events in order of time, pages by their addresses.
pub fn all(cx: Context<'_>) -> Value {
    let articles = cx.facts.time.latest.iter().map(|id| article(cx, *id));
    let pages =
        (0..).zip(cx.site.pages.iter()).filter(|(index, _)| cx.site.page_translations.of(*index).is_none());
    Value::from_serializable(&Lists {
        articles: articles.collect(),
        events: events(cx),
        pages: pages.map(|(index, _)| page(cx, index)).collect(),
    })
}

fn article(cx: Context<'_>, id: ArticleId) -> Asked {
    let (site, article) = (cx.site, cx.site.article(id));
    Asked {
        shown: related::story(cx, id),
        tags: article.tags.iter().map(|tag| site.tag(*tag).name.clone()).collect(),
        kind: article.kind.map(|kind| kind.word()),
        place: article.place.map(|place| site.place(place).id.clone()),
        conflict: article.conflict.map(|conflict| site.conflict(conflict).id.clone()),
        actors: article.actors.iter().map(|part| site.actor(part.actor).id.clone()).collect(),
        authors: article.authors.clone(),
        folder: None,
        key: article.key,
    }
}

fn events(cx: Context<'_>) -> Vec<Asked> {
    let site = cx.site;
    let of_events = cx.facts.time.entries.iter().filter_map(|told| match told.subject {
        Subject::Event(id) => Some((told, id)),
        Subject::Article(_) => None,
    });
    of_events
        .map(|(told, id)| {
            let event = site.event(id);
            let shown = serde_json::json!({
                "title": event.title,
                "url": entry::url(cx, told),
                "summary": event.summary,
                "date": date::view(cx, &event.when),
                "kind_name": event.kind.map(|kind| cx.phrases.get(kind.phrase())),
            });
            Asked {
                shown: Value::from_serializable(&shown),
                tags: Vec::new(),
                kind: event.kind.map(|kind| kind.word()),
                place: event.place.map(|place| site.place(place).id.clone()),
                conflict: event.conflict.map(|conflict| site.conflict(conflict).id.clone()),
                actors: event.actors.iter().map(|part| site.actor(part.actor).id.clone()).collect(),
                authors: Vec::new(),
                folder: None,
                key: event.key,
            }
        })
        .collect()
}

fn page(cx: Context<'_>, index: u32) -> Asked {
    let page = &cx.site.pages[cx.site.page_in(index, cx.site.edition) as usize];
    let shown = serde_json::json!({
        "title": page.title,
        "url": cx.link(&Route::Page(index)),
        "summary": page.summary,
    });
    Asked {
        shown: Value::from_serializable(&shown),
        tags: Vec::new(),
        kind: None,
        place: None,
        conflict: None,
        actors: Vec::new(),
        authors: Vec::new(),
        folder: Some(page.slug.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()),
        key: false,
    }
}
