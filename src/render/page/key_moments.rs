//! The list of the key moments.

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::render::context::Context;
use crate::render::part::list::{ListScope, titled};
use crate::render::part::strip::Look;
use crate::render::part::{described, head, list, strip};
use crate::render::templates::Sheet;
use crate::route::Route;

/// Renders a page of the list of the key moments.
pub fn sheet(cx: Context<'_>, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let site = cx.site;
    let scope = ListScope {
        calendar: &cx.facts.lists.key,
        route: &Route::KeyMoments,
        phases: site.main_conflict.map_or(&[], |id| site.conflict(id).phases.as_slice()),
    };
    let list = list::view(cx, &scope, slice)?;
    let title = titled(cx.phrases.get("key-moments"), &list.period);
    let said = described::list(cx, &title, list.here, scope.calendar, slice);
    let head = head::new(cx, &Route::KeyMoments(slice), "timeline", &title, &said);
    let mut context = head::context(cx, &head);
    context.insert("list", &list);
    context.insert("strip", &strip::view(cx, &scope, slice, site.main_conflict, Look::SMALL));
    context.insert("name", cx.phrases.get("timeline"));
    context.insert("url", &cx.link(&Route::Timeline(Slice::Whole)));
    Ok(Sheet::Template("period.html", context))
}
