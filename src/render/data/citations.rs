//! How articles and events are cited, for managers of references: `data/citations.json`, `.bib` and `.ris`.

use serde_json::Value;

use crate::model::EventId;
use crate::render::context::Context;
use crate::render::part::citation::{PageReference, of_article, of_event};

/// Everything that is cited: articles in the order of their publication, then events in the order of the site.
fn all(cx: Context<'_>) -> impl Iterator<Item = PageReference> + '_ {
    let articles = cx.facts.time.latest.iter().rev().filter_map(move |id| of_article(cx, *id));
    let events = (0..cx.site.events.len()).filter_map(move |i| of_event(cx, EventId::of(i)));
    articles.chain(events)
}

/// Renders `data/citations.json`: CSL-JSON (citationstyles.org, 1.0).
pub fn csl(cx: Context<'_>) -> String {
    let items: Vec<Value> = all(cx).map(|reference| reference.csl()).collect();
    serde_json::to_string(&items).unwrap_or_default() + "\n"
}

/// Renders `data/citations.bib`.
pub fn bibtex(cx: Context<'_>) -> String {
    all(cx).map(|reference| reference.bibtex() + "\n\n").collect()
}

/// Renders `data/citations.ris`, whose lines end as the format asks for.
pub fn ris(cx: Context<'_>) -> String {
    all(cx).map(|reference| reference.ris().replace('\n', "\r\n") + "\r\n\r\n").collect()
}
