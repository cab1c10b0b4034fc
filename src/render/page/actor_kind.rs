//! The pages of all actors of a kind, on a site with many.

use crate::derive::{KIND_PAGE, Pages};
use crate::model::ActorKind;
use crate::render::context::Context;
use crate::render::page::actors;
use crate::render::page::actors::plural_phrase;
use crate::render::part::{head, numbered};
use crate::render::templates::Sheet;
use crate::route::Route;

/// Renders a page of all actors of a kind, counted from 1.
pub fn sheet(cx: Context<'_>, kind: Option<ActorKind>, number: u32) -> Sheet<'_> {
    let name = cx.phrases.get(plural_phrase(kind));
    let title = if number == 1 { name.to_owned() } else { cx.words.part(name, number) };
    let head = head::new(cx, &Route::ActorKind(kind, number), "actors", &title, "");
    let mut context = head::context(cx, &head);
    let all = actors::collated(cx, actors::of_kind(cx, kind));
    let pages = Pages::of(all.len(), KIND_PAGE);
    let route = |number| Route::ActorKind(kind, number);
    let links = numbered::by_ends(cx, &pages, number, |i| all[i].name, route);
    let shown = &all[pages.part(number)];
    let group = serde_json::json!({"actors": shown});
    context.insert("group", &group);
    context.insert("count", &all.len());
    context.insert("pages", &links);
    context.insert("url", &cx.link(&Route::Actors));
    Sheet::Template("actor-kind.html", context)
}
