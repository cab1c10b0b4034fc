//! The list of a type of events.

use crate::derive::{Calendar, Slice};
use crate::diag::Diagnostic;
use crate::model::EventType;
use crate::render::context::Context;
use crate::render::data::feed;
use crate::render::part::list::{ListScope, titled};
use crate::render::part::strip::Look;
use crate::render::part::{described, head, list, strip};
use crate::render::templates::Sheet;
use crate::route::{Listed, Route};
use crate::text::capitalised;

/// Renders a page of the list of a type of events.
pub fn sheet(cx: Context<'_>, kind: EventType, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let of_kind = &cx.facts.lists.of_kind;
    let empty = Calendar::default();
    let calendar = of_kind.iter().find(|(known, _)| *known == kind).map_or(&empty, |(_, list)| list);
    let route = |slice| Route::Kind(kind, slice);
    let scope = ListScope { calendar, route: &route, phases: &[] };
    let list = list::view(cx, &scope, slice)?;
    let name = capitalised(cx.phrases.get(kind.phrase()));
    let title = titled(&name, &list.period);
    let said = described::list(cx, &title, list.here, calendar, slice);
    let mut head = head::new(cx, &route(slice), "timeline", &title, &said);
    head.feed = feed::link_of_list(cx, Listed::Kind(kind));
    let mut context = head::context(cx, &head);
    context.insert("list", &list);
    context.insert("strip", &strip::view(cx, &scope, slice, cx.site.main_conflict, Look::SMALL));
    context.insert("name", cx.phrases.get("timeline"));
    context.insert("url", &cx.link(&Route::Timeline(Slice::Whole)));
    Ok(Sheet::Template("period.html", context))
}
