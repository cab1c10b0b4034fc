//! An event as `Event`, or as what a page is about.

use serde_json::{Value, json};

use super::actor::actor_json;
use super::thing::{image_object, place_json, script_safe, temporal_coverage};
use crate::model::Event;
use crate::render::context::Context;
use crate::render::part::head::PageHead;
use crate::render::text::{link, picture};
use crate::route::Route;

/// An event as `Event`, safe inside a script element; one that has no day or no place is what a page is about, as search engines
/// take an event for something that one can go to.
pub fn event_page(cx: Context<'_>, event: &Event, head: &PageHead) -> String {
    let (start, end) = match event.when.html_interval() {
        Some((start, end)) => (start, end),
        None => (event.when.html_datetime(), None),
    };
    let mut json = json!({"@type": "Thing", "name": event.title});
    if let Some(summary) = &event.summary {
        json["description"] = summary.as_str().into();
    }
    if let Some(url) = &head.canonical {
        json["url"] = url.as_str().into();
    }
    if let Some(image) = picture::of_event(cx, event).and_then(|image| image_object(cx, image)) {
        json["image"] = image;
    }
    let reports = event.reports.iter().filter_map(|(id, _)| link::absolute(cx, &Route::Article(*id)));
    let reports: Vec<Value> = reports.map(|url| json!({"@type": "NewsArticle", "url": url})).collect();
    if !reports.is_empty() {
        json["subjectOf"] = reports.into();
    }
    let actors = event.actors.iter().map(|involved| json!(actor_json(cx, involved.actor)));
    let Some((start, place)) = start.zip(event.place) else {
        return script_safe(about_page(cx, event, json, actors, head).to_string());
    };
    json["@context"] = "https://schema.org".into();
    json["@type"] = "Event".into();
    json["inLanguage"] = head.lang.as_str().into();
    json["startDate"] = start.into();
    if let Some(end) = end {
        json["endDate"] = end.into();
    }
    json["location"] = place_json(cx, place);
    json["about"] = actors.collect();
    script_safe(json.to_string())
}

/// The page of what has no known day or no place.
fn about_page(
    cx: Context<'_>,
    event: &Event,
    thing: Value,
    actors: impl Iterator<Item = Value>,
    head: &PageHead,
) -> Value {
    let mut json = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": event.title,
        "inLanguage": head.lang,
        "about": std::iter::once(thing).chain(actors).collect::<Vec<_>>(),
    });
    if let Some(coverage) = temporal_coverage(&event.when) {
        json["temporalCoverage"] = coverage.into();
    }
    if let Some(place) = event.place {
        json["contentLocation"] = place_json(cx, place);
    }
    json
}
