//! `data/events.json`.

use serde::Serialize;

use super::published::{self, PublishedEvent};
use crate::render::context::Context;

#[derive(Serialize)]
struct EventsJson<'a> {
    site: OfSite<'a>,
    events: Vec<PublishedEvent<'a>>,
}

#[derive(Serialize)]
struct OfSite<'a> {
    title: &'a str,
    base_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
}

/// All entries with all that is known of them.
pub fn file(cx: Context<'_>) -> String {
    let config = &cx.site.config;
    let license = config.exports.license.as_ref();
    let site = OfSite {
        title: &config.title,
        base_url: config.base_url.as_deref(),
        publisher: config.publisher.as_deref(),
        license: license.map(|license| license.url.as_deref().unwrap_or(&license.name)),
    };
    let all = EventsJson { site, events: published::events(cx).collect() };
    serde_json::to_string(&all).unwrap_or_default() + "\n"
}
