//! Pages at old addresses, which lead to the new ones.

use crate::render::context::Context;
use crate::render::part::head;
use crate::render::templates::Sheet;
use crate::route::Route;

/// Renders the page at an old address of an article.
pub fn to_article(cx: Context<'_>, id: crate::model::ArticleId) -> Sheet<'_> {
    let route = Route::Article(id);
    let head = head::new(cx, &route, "redirect", &cx.site.article(id).title, "");
    let mut context = head::context(cx, &head);
    context.insert("target", &cx.link(&route));
    Sheet::Template("redirect.html", context)
}

/// Renders the page at an old address of an actor.
pub fn to_actor(cx: Context<'_>, id: crate::model::ActorId) -> Sheet<'_> {
    let route = Route::Actor(id, crate::derive::Slice::Whole);
    let head = head::new(cx, &route, "redirect", &cx.site.actor(id).name, "");
    let mut context = head::context(cx, &head);
    context.insert("target", &cx.link(&route));
    Sheet::Template("redirect.html", context)
}
