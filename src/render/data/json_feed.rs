//! `feed.json`: the newest publications as JSON Feed 1.1 (jsonfeed.org).

use serde::Serialize;

use crate::derive::changed;
use crate::model::ArticleId;
use crate::render::context::Context;
use crate::render::data::absolute::absolute;
use crate::render::data::feed::tag_uri;
use crate::render::text::body;
use crate::route::{Route, absolutise};
use crate::text::uri;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    language: &'a str,
    authors: Vec<Author<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    title: &'a str,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    date_published: String,
    date_modified: String,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
}

/// Renders the feed; only asked for on a site with a `base_url`.
pub fn of_site(cx: Context<'_>) -> String {
    let config = &cx.site.config;
    let base = config.base_url.as_deref().unwrap_or("");
    let latest = cx.facts.time.latest.iter().take(config.feed);
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &config.title,
        home_page_url: uri(base),
        feed_url: uri(&absolutise(&cx.link(&Route::JsonFeed), base)),
        description: &config.description,
        language: &config.language,
        authors: vec![Author { name: config.publisher.as_deref().unwrap_or(&config.title) }],
        items: latest.map(|id| item(cx, *id, base)).collect(),
    };
    // A map with texts for keys can be written.
    serde_json::to_string(&feed).unwrap_or_default() + "\n"
}

fn item<'a>(cx: Context<'a>, id: ArticleId, base: &str) -> Item<'a> {
    let article = cx.site.article(id);
    let url = uri(&absolutise(&cx.link(&Route::Article(id)), base));
    Item {
        id: tag_uri(base, article),
        title: &article.title,
        content_html: absolute(&absolutise(&body::alone(cx, &article.body), base), &url),
        summary: article.summary.as_deref(),
        date_published: article.published.rfc3339(),
        date_modified: changed(article).rfc3339(),
        language: article.lang.as_deref().unwrap_or(&cx.site.config.language),
        authors: article.authors.iter().map(|name| Author { name }).collect(),
        tags: article.tags.iter().map(|tag| cx.site.tag(*tag).name.as_str()).collect(),
        url,
    }
}
