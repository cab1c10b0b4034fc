//! What a claim or figure belongs to, in the words of tables.

use rustc_hash::FxHashMap;

use crate::derive::Owner;
use crate::model::{Body, EventId, Target};
use crate::render::context::Context;

/// The name of a row: what texts call it, else what it belongs to; with a number where that is taken.
pub fn name(
    cx: Context<'_>,
    owner: Owner,
    given: Option<&str>,
    sort: &str,
    taken: &mut FxHashMap<String, u32>,
) -> String {
    let stem = given.map_or_else(|| format!("{}--{sort}", key(cx, owner)), str::to_owned);
    let count = taken.entry(stem.clone()).or_insert(0);
    *count += 1;
    // Two dashes and a number stand in no id.
    if *count == 1 { stem } else { format!("{stem}--{count}") }
}

/// What stands for the page in names of rows; no slug holds two dashes.
pub fn key(cx: Context<'_>, owner: Owner) -> String {
    match owner.page() {
        Target::Article(id) => cx.site.article(id).slug.clone(),
        Target::Event(id) => format!("event--{}", cx.site.event(id).id),
        Target::Conflict(id) => format!("conflict--{}", cx.site.conflict(id).id),
        Target::Actor(_) | Target::Place(_) | Target::Page(_) | Target::Source(_) => String::new(),
    }
}

/// The id of the event that it is about; for an article that reports none, that of its own entry; nothing where there are several.
pub fn event<'a>(cx: Context<'a>, owner: Owner) -> Option<&'a str> {
    let of = |id: EventId| cx.site.event(id).id.as_str();
    match owner {
        Owner::Event(id) => Some(of(id)),
        Owner::Report(id, report) => cx.site.article(id).events[report as usize].event.map(of),
        Owner::Article(id) => {
            let article = cx.site.article(id);
            match article.events.as_slice() {
                [] => (!article.off_timeline).then_some(article.slug.as_str()),
                [report] => report.event.map(of),
                _ => None,
            }
        }
        Owner::Conflict(_) => None,
    }
}

/// The id of the conflict that it belongs to.
pub fn conflict<'a>(cx: Context<'a>, owner: Owner) -> Option<&'a str> {
    owner.conflict(cx.site).map(|id| cx.site.conflict(id).id.as_str())
}

/// The ids of sources, given by their numbers in the list of the owner's page.
pub fn cited(cx: Context<'_>, owner: Owner, numbers: &[u32]) -> String {
    let works = &cx.facts.evidence.works;
    let citations = body(cx, owner).map_or(&[][..], |body| body.sources.as_slice());
    let found = numbers.iter().filter_map(|number| citations.get((*number as usize).checked_sub(1)?));
    let keys = found.filter_map(|citation| Some(works.list[works.find(citation)?.0].key.as_str()));
    keys.collect::<Vec<_>>().join("; ")
}

fn body<'a>(cx: Context<'a>, owner: Owner) -> Option<&'a Body> {
    match owner.page() {
        Target::Article(id) => Some(&cx.site.article(id).body),
        Target::Event(id) => Some(&cx.site.event(id).body),
        Target::Conflict(id) => Some(&cx.site.conflict(id).body),
        Target::Actor(_) | Target::Place(_) | Target::Page(_) | Target::Source(_) => None,
    }
}
