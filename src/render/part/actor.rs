//! An actor with its page, its side and its part in something.

use serde::Serialize;
use tera::Value;

use crate::model::{ActorId, Involvement, When};
use crate::render::context::Context;
use crate::render::part::offices;

/// A person or thing with its page.
#[derive(Debug, Serialize)]
pub struct ActorView<'a> {
    pub name: &'a str,
    pub url: &'a str,
    pub kind: Option<&'static str>,
    pub kind_name: Option<&'a str>,
    pub role: Option<&'a str>,
    pub alleged: bool,
    /// The office that a person held when it happened, where a page says it.
    pub office: Option<String>,
    /// The number of its side in the site's main conflict, from 1, which its colour and shape go by.
    pub side: Option<usize>,
    /// What that side is called.
    pub side_name: Option<&'a str>,
}

/// An actor with its part; made once where it has none that is named.
pub fn taking_part(cx: Context<'_>, involved: &Involvement) -> Value {
    if involved.role.is_none() && !involved.alleged {
        let cell = &cx.views.actor_views[involved.actor.index()];
        return cell.get_or_init(|| Value::from_serializable(&view(cx, involved.actor))).clone();
    }
    let mut view = view(cx, involved.actor);
    view.role = involved.role.map(|role| cx.phrases.get(role.phrase()));
    view.alleged = involved.alleged;
    Value::from_serializable(&view)
}

/// An actor with its part, and with the office that it held when it happened.
pub fn taking_part_on(cx: Context<'_>, involved: &Involvement, when: &When) -> Value {
    let Some(office) = offices::held_on(cx, involved.actor, when) else { return taking_part(cx, involved) };
    let mut view = view(cx, involved.actor);
    view.role = involved.role.map(|role| cx.phrases.get(role.phrase()));
    view.alleged = involved.alleged;
    view.office = Some(office);
    Value::from_serializable(&view)
}

/// An actor with its page and its side.
pub fn view(cx: Context<'_>, id: ActorId) -> ActorView<'_> {
    let actor = cx.site.actor(id);
    ActorView {
        name: &actor.name,
        url: &cx.views.actors[id.index()],
        kind: actor.kind.map(|kind| kind.word()),
        kind_name: actor.kind.map(|kind| cx.phrases.get(kind.phrase())),
        role: None,
        alleged: false,
        office: None,
        side: side(cx, id),
        side_name: side_name(cx, id),
    }
}

/// The name of that side.
pub fn side_name(cx: Context<'_>, id: ActorId) -> Option<&str> {
    let conflict = cx.views.sided?;
    let side = cx.facts.people.sides.of(conflict, id)?;
    let name = cx.site.conflict(conflict).sides.get(side)?.name.as_str();
    // One that is a side by itself is not named twice.
    (name != cx.site.actor(id).name).then_some(name)
}

/// The number of an actor's side in the site's main conflict, from 1.
pub fn side(cx: Context<'_>, id: ActorId) -> Option<usize> {
    let sided = cx.views.sided?;
    cx.facts.people.sides.of(sided, id).map(|side| side + 1)
}
