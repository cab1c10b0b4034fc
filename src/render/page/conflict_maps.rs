//! The maps of a conflict: of the whole of it, and of each phase with the lines of that time.

use serde::Serialize;

use crate::derive::{Slice, phase_of};
use crate::model::{ConflictId, EntryId};
use crate::render::context::Context;
use crate::render::part::map::{MapScope, MapView};
use crate::render::part::{head, map};
use crate::render::templates::Sheet;
use crate::render::text::date::{self, DateView};
use crate::route::Route;

/// A phase with its map.
#[derive(Serialize)]
struct PhaseMap<'a> {
    name: &'a str,
    when: DateView,
    summary: Option<&'a str>,
    entries: usize,
    map: Option<MapView>,
}

/// So many phases have a map.
const MAPS: usize = 12;

/// Renders the maps of a conflict.
pub fn sheet(cx: Context<'_>, id: ConflictId) -> Sheet<'_> {
    let conflict = cx.site.conflict(id);
    let list = &cx.facts.lists.of_conflict[id.index()].entries;
    let mut of_phase: Vec<Vec<EntryId>> = vec![Vec::new(); conflict.phases.len()];
    for entry in list {
        let phase = phase_of(&conflict.phases, &cx.facts.time.entries[entry.index()].when);
        if let Some(list) = phase.and_then(|phase| of_phase.get_mut(phase)) {
            list.push(*entry);
        }
    }
    let whole = map::of_list(cx, &MapScope { list, conflict: Some(id), when: None });
    let phases = conflict.phases.iter().zip(&of_phase).take(MAPS).map(|(phase, list)| PhaseMap {
        name: &phase.name,
        when: date::view(cx, &phase.when),
        summary: phase.summary.as_deref(),
        entries: list.len(),
        map: map::of_list(cx, &MapScope { list, conflict: Some(id), when: Some(&phase.when) }),
    });
    let title = cx.words.filled("map-of", &[("", &conflict.name)]);
    let mut head = head::new(cx, &Route::ConflictMaps(id), "conflicts", &title, "");
    head::with_map(cx, &mut head, true);
    let mut context = head::context(cx, &head);
    context.insert("map", &whole);
    context.insert("phases", &phases.collect::<Vec<_>>());
    context.insert("name", &conflict.name);
    context.insert("url", &cx.link(&Route::Conflict(id, Slice::Whole)));
    Sheet::Template("conflict-maps.html", context)
}
