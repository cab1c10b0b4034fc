//! The index of all statements, and the further pages of what one actor said.

use std::ops::Range;

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::model::ActorId;
use crate::render::context::Context;
use crate::render::part::actor::ActorView;
use crate::render::part::numbered::links;
use crate::render::part::{actor, head, statements};
use crate::render::templates::Sheet;
use crate::route::Route;

/// An actor with how much it said.
#[derive(Serialize)]
struct SpeakerView<'a> {
    actor: ActorView<'a>,
    count: usize,
    url: String,
}

/// How many speakers the index names.
const SPEAKERS: usize = 60;

/// Renders a further page of what an actor said.
pub fn of_actor(cx: Context<'_>, id: ActorId, number: u32) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let range = cx.facts.people.statements.pages_of(id).part(number);
    let name = &cx.site.actor(id).name;
    let title = cx.words.part(&format!("{name}: {}", cx.phrases.get("statements")), number);
    let head = head::new(cx, &Route::Said(id, number), "actors", &title, "");
    let mut context = head::context(cx, &head);
    context.insert("name", name);
    context.insert("url", &*cx.views.actors[id.index()]);
    context.insert("statements", &statements::by_actor(cx, id, &range));
    context.insert("named", &false);
    context.insert("pages", &statements::pages_of(cx, id, number));
    Ok(Sheet::Template("statements.html", context))
}

/// Renders a page of the index of all statements, counted from 1.
pub fn sheet(cx: Context<'_>, number: u32) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let statements = &cx.facts.people.statements;
    let pages = statements.pages();
    let name = cx.phrases.get("statements");
    let title = if number == 1 { name.to_owned() } else { cx.words.part(name, number) };
    let head = head::new(cx, &Route::Statements(number), "actors", &title, "");
    let mut context = head::context(cx, &head);
    let shown = statements.all.get(pages.part(number)).unwrap_or_default();
    context.insert("statements", &shown.iter().map(|said| statements::view(cx, said)).collect::<Vec<_>>());
    context.insert("named", &true);
    context.insert("count", &statements.all.len());
    let route = |number: u32| cx.link(&Route::Statements(number));
    let period = |range: Range<usize>| statements::period_of(cx, range);
    context.insert("pages", &links(&pages, number, period, route));
    if number == 1 {
        context.insert("speakers", &speakers(cx));
    }
    Ok(Sheet::Template("statements.html", context))
}

/// Who said most.
fn speakers(cx: Context<'_>) -> Vec<SpeakerView<'_>> {
    let of_actor = &cx.facts.people.statements.of_actor;
    let mut ids: Vec<ActorId> = (0..of_actor.len()).map(ActorId::of).collect();
    ids.retain(|id| !of_actor[id.index()].is_empty());
    ids.sort_by_key(|id| (std::cmp::Reverse(of_actor[id.index()].len()), *id));
    ids.truncate(SPEAKERS);
    let view = |id: ActorId| SpeakerView {
        actor: actor::view(cx, id),
        count: of_actor[id.index()].len(),
        url: format!("{}#statements", cx.views.actors[id.index()]),
    };
    let mut list: Vec<SpeakerView<'_>> = ids.into_iter().map(view).collect();
    list.sort_by(|a, b| cx.words.compare(a.actor.name, b.actor.name));
    list
}
