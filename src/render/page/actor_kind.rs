//! The pages of all actors of a kind, on a site with many.

use crate::derive::KIND_PAGE;
use crate::model::ActorKind;
use crate::render::context::Context;
use crate::render::page::actors;
use crate::render::page::actors::{Indexed, plural_phrase};
use crate::render::part::head;
use crate::render::part::numbered::PageLink;
use crate::render::templates::Sheet;
use crate::route::Route;

/// Renders a page of all actors of a kind, counted from 1.
pub fn sheet(cx: Context<'_>, kind: Option<ActorKind>, number: u32) -> Sheet<'_> {
    let name = cx.phrases.get(plural_phrase(kind));
    let title = if number == 1 { name.to_owned() } else { cx.words.part(name, number) };
    let head = head::new(cx, &Route::ActorKind(kind, number), "actors", &title, "");
    let mut context = head::context(cx, &head);
    let all = actors::collated(cx, actors::of_kind(cx, kind));
    let pages = all.chunks(KIND_PAGE);
    let link = |(number, page): (u32, &[Indexed])| PageLink {
        number,
        // The first letters tell where one page ends and the next begins.
        name: page
            .first()
            .zip(page.last())
            .map(|(a, b)| format!("{} – {}", a.name, b.name))
            .unwrap_or_default(),
        url: cx.link(&Route::ActorKind(kind, number)),
        current: false,
    };
    let mut links: Vec<PageLink> = (1..).zip(pages.clone()).map(link).collect();
    if let Some(current) = links.get_mut(number as usize - 1) {
        current.current = true;
    }
    if links.len() < 2 {
        links.clear();
    }
    let shown = pages.clone().nth(number as usize - 1).unwrap_or_default();
    let group = serde_json::json!({"actors": shown});
    context.insert("group", &group);
    context.insert("count", &all.len());
    context.insert("pages", &links);
    context.insert("url", &cx.link(&Route::Actors));
    Sheet::Template("actor-kind.html", context)
}
