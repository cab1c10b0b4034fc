//! Another name for a thing, in every place where it stands by its main one.

use super::references::{self, Quoting, Reference};
use crate::live::State;
use crate::model::Source;
use crate::names::{Thing, key};
use crate::parse::Naming;
use crate::yaml;

/// The name of a thing that pages show, or the id of a source.
pub(super) fn main_name(state: &State, thing: Thing) -> Option<&str> {
    let site = &state.snapshot.site;
    Some(match thing {
        Thing::Actor(id) => &site.actor(id).name,
        Thing::Place(id) => &site.place(id).name,
        Thing::Page(index) => &site.pages.get(index as usize)?.title,
        Thing::Event(id) => &site.event(id).title,
        Thing::Conflict(id) => &site.conflict(id).name,
        Thing::Article(id) => &site.article(id).title,
        Thing::Source(id) => &site.source(id).id,
        Thing::OwnSource(..) => &own_source(state, thing)?.id,
    })
}

/// A source that a text describes itself.
pub(super) fn own_source(state: &State, thing: Thing) -> Option<&Source> {
    let Thing::OwnSource(file, number) = thing else { return None };
    let site = &state.snapshot.site;
    let articles = site.articles.iter().filter(|article| article.file == file).map(|article| &article.body);
    let others = site.events.iter().filter(|event| event.file == Some(file)).map(|event| &event.body);
    let conflicts = site.conflicts.iter().filter(|conflict| conflict.file() == Some(file));
    let actors = site.actors.iter().filter(|actor| actor.file() == Some(file)).map(|actor| &actor.body);
    let mut bodies = articles.chain(others).chain(conflicts.map(|conflict| &conflict.body)).chain(actors);
    bodies.find_map(|body| match body.sources.get((number as usize).checked_sub(1)?)? {
        crate::model::Citation::Own(source) => Some(&**source),
        crate::model::Citation::Shared(_) => None,
    })
}

/// What keeps a thing from getting a name, if anything does.
pub(super) fn refusal(state: &State, thing: Thing, new: &str) -> Option<String> {
    if new.is_empty() || new.contains(['\n', '\r', '[', ']', '|', '#']) {
        return Some("a name is one line without brackets, `|` and `#`".into());
    }
    let names = &state.names;
    let source = |id: &str| names.meant(Naming::Source, id, &[]);
    let same_sort = match thing {
        Thing::Actor(_) => names.meant(Naming::Actor, new, &[]),
        Thing::Place(_) => names.meant(Naming::Place, new, &[]),
        Thing::Page(_) => names.meant(Naming::Page, new, &[]),
        Thing::Event(_) => names.meant(Naming::Event, new, &[]),
        Thing::Conflict(_) => names.meant(Naming::Conflict, new, &[]),
        Thing::Article(_) => names.titles.titled(new).map(Thing::Article),
        Thing::Source(_) | Thing::OwnSource(..) => source(new),
    };
    // What is only like a title does not have it.
    let linked = names.linked(new, &[], source).filter(|linked| match linked {
        Thing::Article(id) => names.titles.titled(new) == Some(*id),
        _ => true,
    });
    let other = [same_sort, linked].into_iter().flatten().find(|other| *other != thing)?;
    Some(format!("`{new}` is a name of {}", main_name(state, other)?))
}

/// The edits that give a thing another name: the place, and what is written there.
pub(super) fn edits(state: &State, thing: Thing, new: &str) -> Vec<(Reference, String)> {
    let Some(old) = main_name(state, thing).map(key) else { return Vec::new() };
    let mut edits = Vec::new();
    for one in references::all(state, thing) {
        let Some(file) = state.snapshot.tree.file(one.file) else { continue };
        if file.text().get(one.word.clone()).is_none_or(|name| key(name) != old) {
            continue;
        }
        let written = match one.quoting {
            Quoting::Text => new.to_owned(),
            Quoting::Plain => yaml::scalar(new),
            Quoting::Single => new.replace('\'', "''"),
            Quoting::Double => escaped(new),
        };
        edits.push((one, written));
    }
    edits
}

/// A name as it stands between double quotation marks.
fn escaped(name: &str) -> String {
    let quoted = serde_json::Value::from(name).to_string();
    let inside = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or(&quoted).to_owned()
}
