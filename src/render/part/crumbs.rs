//! Where a reader is: the way from the timeline down to an entry.

use serde::Serialize;

use crate::derive::{Slice, above, phase_of};
use crate::model::{ConflictId, EntryId, When};
use crate::render::context::Context;
use crate::render::part::{entry, list};
use crate::route::Route;

/// A step of the way.
#[derive(Serialize)]
pub struct Crumb {
    title: String,
    /// `None` for one that has no page.
    url: Option<String>,
}

/// The way to an entry: the timeline, the month, the phase; empty for what has no entry.
pub fn of_entry(cx: Context<'_>, id: Option<EntryId>) -> Vec<Crumb> {
    let Some(id) = id else { return Vec::new() };
    let told = &cx.facts.time.entries[id.index()];
    let timeline = cx.link(&Route::Timeline(Slice::Whole));
    let mut crumbs = vec![Crumb { title: cx.phrases.get("timeline").to_owned(), url: Some(timeline) }];
    if let Some(day) = told.when.earliest() {
        let month = told.when.knows_month().then(|| day.month());
        let title = list::month_name(cx, day.year(), month);
        crumbs.push(Crumb { title, url: Some(entry::in_timeline(cx, id)) });
    }
    let phase = told.conflict(cx.site).and_then(|conflict| phase_in(cx, conflict, &told.when));
    crumbs.extend(phase.map(|name| Crumb { title: name.to_owned(), url: None }));
    crumbs
}

/// The phase of the conflict, or of one above it, in which something happened.
pub fn phase_in<'a>(cx: Context<'a>, conflict: ConflictId, when: &When) -> Option<&'a str> {
    let site = cx.site;
    let mut above = above(site, Some(conflict));
    let phases = above.find_map(|id| Some(&site.conflict(id).phases).filter(|phases| !phases.is_empty()))?;
    phase_of(phases, when).map(|index| phases[index].name.as_str())
}
