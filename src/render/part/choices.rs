//! The ways to a part of the timeline that need no script: pages of conflicts, sides and types.

use serde::Serialize;

use crate::derive::{Calendar, Slice};
use crate::model::{ConflictId, EventType};
use crate::render::context::Context;
use crate::route::Route;

/// Pages that show a part of the timeline.
#[derive(Serialize)]
pub struct Choices<'a> {
    pub conflicts: Vec<Choice<'a>>,
    pub sides: Vec<Choice<'a>>,
    pub types: Vec<Choice<'a>>,
    /// The key moments, if there are some.
    pub key: Option<Choice<'a>>,
}

/// A page that shows a part of the timeline.
#[derive(Serialize)]
pub struct Choice<'a> {
    pub name: &'a str,
    pub url: String,
    pub count: usize,
}

/// The pages that the whole timeline offers.
pub fn all(cx: Context<'_>) -> Choices<'_> {
    let (site, facts) = (cx.site, cx.facts);
    let ids = || (0..site.conflicts.len()).map(ConflictId::of);
    let conflict = |id: ConflictId| {
        let name = &site.conflict(id).name;
        one(cx, name, &facts.lists.of_conflict[id.index()], Route::Conflict(id, Slice::Whole))
    };
    let sides = |id: ConflictId| {
        let of_side = &facts.lists.of_side[id.index()];
        (0..).zip(site.conflict(id).sides.iter().zip(of_side)).map(move |(index, (side, calendar))| {
            one(cx, &side.name, calendar, Route::Side(id, index, Slice::Whole))
        })
    };
    let main = site.main_conflict.into_iter();
    let key = &facts.lists.key;
    Choices {
        key: Some(one(cx, cx.phrases.get("key-moments"), key, Route::KeyMoments(Slice::Whole)))
            .filter(has_some),
        conflicts: ids().map(conflict).filter(has_some).collect(),
        sides: main.flat_map(sides).filter(has_some).collect(),
        types: facts
            .lists
            .of_kind
            .iter()
            .map(|(kind, calendar)| {
                let name = cx.phrases.get(kind.phrase());
                one(cx, name, calendar, Route::Kind(*kind, Slice::Whole))
            })
            .collect(),
    }
}

/// The list of a type of events; `None` where no entry is of it.
pub fn url_of_kind(cx: Context<'_>, kind: EventType) -> Option<String> {
    let is_listed = cx.facts.lists.of_kind.iter().any(|(known, _)| *known == kind);
    is_listed.then(|| cx.link(&Route::Kind(kind, Slice::Whole)))
}

fn one<'a>(cx: Context<'_>, name: &'a str, calendar: &Calendar, route: Route) -> Choice<'a> {
    Choice { name, url: cx.link(&route), count: calendar.entries.len() }
}

fn has_some(choice: &Choice) -> bool {
    choice.count > 0
}
