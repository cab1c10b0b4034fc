//! The index of tags, and the pages of each.

use serde::Serialize;

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::model::TagId;
use crate::render::context::Context;
use crate::render::data::feed;
use crate::render::part::list::{ListScope, titled};
use crate::render::part::strip::Look;
use crate::render::part::{described, head, list, strip};
use crate::render::templates::Sheet;
use crate::route::{Listed, Route};
use crate::text::capitalised;

#[derive(Serialize)]
struct IndexedTag<'a> {
    name: &'a str,
    url: &'a str,
    entries: usize,
}

/// Renders the index of tags.
pub fn index(cx: Context<'_>) -> Sheet<'_> {
    let (site, facts) = (cx.site, cx.facts);
    let one = |id: TagId| IndexedTag {
        name: &site.tag(id).name,
        url: &cx.views.tags[id.index()],
        entries: facts.lists.of_tag[id.index()].entries.len(),
    };
    let mut tags: Vec<IndexedTag<'_>> = (0..site.tags.len()).map(TagId::of).map(one).collect();
    tags.sort_by(|a, b| cx.words.compare(a.name, b.name));
    let head = head::new(cx, &Route::Tags, "tags", cx.phrases.get("tags"), "");
    let mut context = head::context(cx, &head);
    context.insert("tags", &tags);
    Sheet::Template("tags.html", context)
}

/// Renders a page of a tag.
pub fn sheet(cx: Context<'_>, id: TagId, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let tag = cx.site.tag(id);
    let route = |slice| Route::Tag(id, slice);
    let scope = ListScope { calendar: &cx.facts.lists.of_tag[id.index()], route: &route, phases: &[] };
    let list = list::view(cx, &scope, slice)?;
    let title = titled(&capitalised(&tag.name), &list.period);
    let said = described::list(cx, &title, list.here, scope.calendar, slice);
    let mut head = head::new(cx, &route(slice), "tags", &title, &said);
    head.feed = feed::link_of_list(cx, Listed::Tag(id));
    let mut context = head::context(cx, &head);
    context.insert("tag", &tag.name);
    context.insert("list", &list);
    context.insert("strip", &strip::view(cx, &scope, slice, cx.site.main_conflict, Look::SMALL));
    Ok(Sheet::Template("tag.html", context))
}
