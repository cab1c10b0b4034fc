//! `data/actors.json`: the register of actors for other programs.

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::derive::Slice;
use crate::model::{ActorId, AliasKind};
use crate::render::context::Context;
use crate::render::text::link;
use crate::route::Route;

#[derive(Serialize)]
struct ActorsExport<'a> {
    actors: Vec<ActorExport<'a>>,
}

#[derive(Serialize)]
struct ActorExport<'a> {
    id: &'a str,
    name: &'a str,
    kind: Option<&'static str>,
    aliases: Vec<&'a str>,
    url: String,
    articles: u32,
    events: usize,
    statements: usize,
}

/// Renders the export, in the order of the ids.
pub fn json(cx: Context<'_>) -> String {
    let site = cx.site;
    let mut events = vec![0_usize; site.actors.len()];
    for event in site.events.iter() {
        let mut actors: Vec<ActorId> = event.actors.iter().map(|involved| involved.actor).collect();
        actors.sort_unstable();
        actors.dedup();
        actors.iter().for_each(|actor| events[actor.index()] += 1);
    }
    let mut actors: Vec<ActorExport<'_>> =
        (0..site.actors.len()).map(|i| export(cx, ActorId::of(i), events[i])).collect();
    actors.sort_by(|a, b| a.id.cmp(b.id));
    let mut json = serde_json::to_string(&ActorsExport { actors }).unwrap_or_default();
    json.push('\n');
    json
}

fn export(cx: Context<'_>, id: ActorId, events: usize) -> ActorExport<'_> {
    let facts = cx.facts;
    let actor = cx.site.actor(id);
    // What others call it is no name of it.
    let aliases = actor.aliases.iter().filter(|alias| alias.kind != AliasKind::Characterisation);
    let aliases = aliases.map(|alias| alias.text.as_str());
    let mut aliases: Vec<&str> = aliases.chain(actor.names.iter().map(|name| name.text.as_str())).collect();
    let mut seen: FxHashSet<&str> = FxHashSet::from_iter([actor.name.as_str()]);
    aliases.retain(|name| seen.insert(name));
    let route = Route::Actor(id, Slice::Whole);
    ActorExport {
        id: &actor.id,
        name: &actor.name,
        kind: actor.kind.map(|kind| kind.word()),
        aliases,
        url: link::for_programs(cx, &route),
        articles: facts.people.articles_of[id.index()],
        events,
        statements: facts.people.statements.of_actor[id.index()].len(),
    }
}
