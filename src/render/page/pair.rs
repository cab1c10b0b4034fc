//! The page of two actors that often appear together.

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::render::context::Context;
use crate::render::part::list::ListScope;
use crate::render::part::strip::Look;
use crate::render::part::{actor, described, head, list, pairs, strip};
use crate::render::templates::Sheet;
use crate::route::{Abreast, Route};

/// Renders the page of two actors: what both take part in.
pub fn sheet(cx: Context<'_>, index: u32, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let pair = &cx.facts.people.together.pairs[index as usize];
    let route = |slice| Route::Pair(index, slice);
    let scope = ListScope { calendar: &pair.calendar, route: &route, phases: &[] };
    let view = list::view(cx, &scope, slice)?;
    let (a, b) = (actor::view(cx, pair.a), actor::view(cx, pair.b));
    let title = list::titled(&pairs::named(cx, pair), &view.period);
    let said = described::list(cx, &title, view.here, scope.calendar, slice);
    let head = head::new(cx, &route(slice), "actors", &title, &said);
    let mut context = head::context(cx, &head);
    context.insert("a", &a);
    context.insert("b", &b);
    let abreast = Abreast::Pair(index);
    let is_there = abreast.is_there(cx.site, cx.facts);
    context.insert("sides", &is_there.then(|| cx.link(&Route::Abreast(abreast, Slice::Whole))));
    context.insert("articles", &pair.articles);
    let main = cx.site.main_conflict;
    context.insert("strip", &strip::view(cx, &scope, slice, main, Look::SMALL));
    context.insert("list", &view);
    Ok(Sheet::Template("pair.html", context))
}
