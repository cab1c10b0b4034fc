//! The index of conflicts, each with its parts.

use serde::Serialize;

use crate::model::ConflictId;
use crate::render::context::Context;
use crate::render::part::{described, head};
use crate::render::templates::Sheet;
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::{date, link};
use crate::route::Route;

/// A conflict in a list, or a part of one.
#[derive(Serialize)]
pub struct PartView<'a> {
    title: String,
    url: String,
    when: Option<DateView>,
    summary: Option<&'a str>,
    entries: usize,
    parts: Vec<PartView<'a>>,
}

/// Renders the index of conflicts: those that are no part of another, each with its parts.
pub fn sheet(cx: Context<'_>) -> Sheet<'_> {
    let site = cx.site;
    let ids = (0..site.conflicts.len()).map(ConflictId::of);
    let roots = ids.filter(|id| site.conflict(*id).parent.is_none());
    let conflicts: Vec<PartView<'_>> =
        roots.map(|id| PartView { parts: parts_of(cx, id), ..part_view(cx, id) }).collect();
    let name = cx.phrases.get("conflicts");
    let said = described::names(name, site.conflicts.iter().map(|conflict| conflict.name.as_str()));
    let head = head::new(cx, &Route::Conflicts, "conflicts", name, &said);
    let mut context = head::context(cx, &head);
    context.insert("conflicts", &conflicts);
    Sheet::Template("conflicts.html", context)
}

fn part_view(cx: Context<'_>, id: ConflictId) -> PartView<'_> {
    let Link { title, url, .. } = link::to_conflict(cx, id);
    PartView {
        title,
        url,
        when: cx.site.conflict(id).when.as_ref().map(|when| date::view(cx, when)),
        summary: cx.site.conflict(id).summary.as_deref(),
        entries: cx.facts.lists.of_conflict[id.index()].entries.len(),
        parts: Vec::new(),
    }
}

/// The parts of a conflict, in order of time.
pub fn parts_of(cx: Context<'_>, id: ConflictId) -> Vec<PartView<'_>> {
    cx.facts.lists.parts[id.index()].iter().map(|part| part_view(cx, *part)).collect()
}
