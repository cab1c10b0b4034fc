//! The list of what a side of a conflict takes part in.

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::model::ConflictId;
use crate::render::context::Context;
use crate::render::data::feed;
use crate::render::part::list::{ListScope, titled};
use crate::render::part::map::MapScope;
use crate::render::part::strip::Look;
use crate::render::part::{described, head, list, map, strip};
use crate::render::templates::Sheet;
use crate::route::{Listed, Route};

/// Renders a page of the list of what a side of a conflict takes part in.
pub fn sheet(
    cx: Context<'_>,
    id: ConflictId,
    index: u32,
    slice: Slice,
) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let conflict = cx.site.conflict(id);
    let name = &conflict.sides[index as usize].name;
    let calendar = &cx.facts.lists.of_side[id.index()][index as usize];
    let route = |slice| Route::Side(id, index, slice);
    let scope = ListScope { calendar, route: &route, phases: &conflict.phases };
    let list = list::view(cx, &scope, slice)?;
    let title = titled(name, &list.period);
    let said = described::list(cx, &title, list.here, calendar, slice);
    let mut head = head::new(cx, &route(slice), "conflicts", &title, &said);
    head.feed = feed::link_of_list(cx, Listed::Side(id, index));
    let map = (slice == Slice::Whole)
        .then(|| map::of_list(cx, &MapScope { list: &calendar.entries, conflict: Some(id), when: None }));
    let map = map.flatten();
    head::with_map(cx, &mut head, map.is_some());
    let mut context = head::context(cx, &head);
    context.insert("map", &map);
    context.insert("list", &list);
    context.insert("strip", &strip::view(cx, &scope, slice, Some(id), Look::SMALL));
    context.insert("name", &conflict.name);
    context.insert("url", &cx.link(&Route::Conflict(id, Slice::Whole)));
    Ok(Sheet::Template("period.html", context))
}
