//! What names stand for, where they are defined, and every place that uses them.

use std::ops::Range;

use rayon::prelude::*;

use super::cursor::{Cursor, speaker};
use crate::diag::{At, FileId};
use crate::live::State;
use crate::model::{ActorId, ArticleId, ConflictId, EventId, PlaceId, SourceId};
use crate::resolve::Linked;
use crate::source::{Kind, SourceFile, split};
use crate::yaml::Spans;
use crate::{report, text, yaml};

/// Something that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// An actor.
    Actor(ActorId),
    /// A place.
    Place(PlaceId),
    /// A conflict.
    Conflict(ConflictId),
    /// An event.
    Event(EventId),
    /// A shared source.
    Source(SourceId),
    /// An article.
    Article(ArticleId),
    /// A page of the site's own, by its place in the site.
    Page(u32),
}

/// What a value of YAML names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// An actor.
    Actor,
    /// A place.
    Place,
    /// A conflict.
    Conflict,
    /// An event, by its id.
    Event,
    /// A shared source.
    Source,
    /// An article.
    Article,
    /// A tag.
    Tag,
}

/// What the value of the last key of a way names.
pub(super) fn naming(kind: Kind, way: &[&str]) -> Option<Naming> {
    let last = *way.last()?;
    let above = way.len().checked_sub(2).map_or("", |at| way[at]);
    Some(match last {
        "actors" | "actor" | "by" | "parties" | "mediators" | "supporters" | "used_by" => Naming::Actor,
        "to" if matches!(above, "affiliations" | "statements") => Naming::Actor,
        "side" => Naming::Actor,
        "place" => Naming::Place,
        "name" if above == "place" => Naming::Place,
        "parent" if matches!(kind, Kind::Place | Kind::PlaceList) => Naming::Place,
        "parent" if kind == Kind::Conflict => Naming::Conflict,
        "conflict" => Naming::Conflict,
        "sources" => Naming::Source,
        "related" | "unrelated" | "translation_of" => Naming::Article,
        "tags" => Naming::Tag,
        "id" if above == "events" => Naming::Event,
        _ => return None,
    })
}

/// The thing of a name.
pub(super) fn named(state: &State, naming: Naming, name: &str) -> Option<Thing> {
    let names = &state.names;
    match naming {
        Naming::Actor => names.actor(name).map(Thing::Actor),
        Naming::Place => names.place(name).map(Thing::Place),
        Naming::Conflict => names.conflict(name).map(Thing::Conflict),
        Naming::Event => names.event(name).map(Thing::Event),
        Naming::Source => names.source(name).map(Thing::Source),
        Naming::Article => names.article(name).map(Thing::Article),
        Naming::Tag => None,
    }
}

/// The thing that a wikilink names.
fn linked(state: &State, name: &str) -> Option<Thing> {
    let name = name.split('#').next().unwrap_or(name).trim();
    let naming = |linked| match linked {
        Linked::Actor => Some(Naming::Actor),
        Linked::Place => Some(Naming::Place),
        Linked::Page => None,
        Linked::Event => Some(Naming::Event),
        Linked::Conflict => Some(Naming::Conflict),
        Linked::Article => Some(Naming::Article),
        Linked::Source => Some(Naming::Source),
    };
    Linked::ORDER.into_iter().find_map(|linked| match naming(linked) {
        Some(naming) => named(state, naming, name),
        None => state.names.page(name).map(Thing::Page),
    })
}

/// The thing at a cursor, and the bytes of its name.
pub(super) fn at(state: &State, kind: Kind, text: &str, cursor: &Cursor) -> Option<(Thing, Range<usize>)> {
    let (thing, word) = match cursor {
        Cursor::Value { way, word, .. } => {
            let way: Vec<&str> = way.iter().map(String::as_str).collect();
            let name = text.get(word.clone())?;
            let own = match (kind, way.as_slice()) {
                (Kind::Actor | Kind::ActorList, ["name" | "id"]) => Some(Naming::Actor),
                (Kind::Place | Kind::PlaceList, ["name" | "id"]) => Some(Naming::Place),
                (Kind::Conflict, ["name" | "id"]) => Some(Naming::Conflict),
                (Kind::SourceList, ["id"]) => Some(Naming::Source),
                _ => None,
            };
            (named(state, own.or_else(|| naming(kind, &way))?, name)?, word)
        }
        Cursor::Read { word } => (named(state, Naming::Article, text.get(word.clone())?)?, word),
        Cursor::Link { word } => (linked(state, text.get(word.clone())?)?, word),
        Cursor::Note { word } => (named(state, Naming::Source, text.get(word.clone())?)?, word),
        Cursor::Speaker { word } => (named(state, Naming::Actor, text.get(word.clone())?)?, word),
        Cursor::Key { .. } | Cursor::Elsewhere => return None,
    };
    Some((thing, word.clone()))
}

/// Where a thing is described.
pub(super) fn definition(state: &State, thing: Thing) -> Option<(FileId, Range<usize>)> {
    let site = &state.snapshot.site;
    let tree = &state.snapshot.tree;
    let key = |file: FileId, path: String| Some((file, report::range(&At::value(file, path), tree)));
    match thing {
        Thing::Actor(id) => {
            let actor = site.actor(id);
            let of_entry = |name: &str| entry(tree.file(actor.file?)?, "name", name);
            key(actor.file?, of_entry(&actor.name).unwrap_or_else(|| "name".into()))
        }
        Thing::Place(id) => {
            let place = site.place(id);
            let of_entry = |name: &str| entry(tree.file(place.file?)?, "name", name);
            key(place.file?, of_entry(&place.name).unwrap_or_else(|| "name".into()))
        }
        Thing::Conflict(id) => key(site.conflict(id).file?, "name".into()),
        Thing::Event(id) => {
            let event = site.event(id);
            match (event.file, event.reports.first()) {
                (Some(file), _) => {
                    let path = entry(tree.file(file)?, "title", &event.title);
                    key(file, path.unwrap_or_else(|| "title".into()))
                }
                (None, Some((article, report))) => {
                    key(site.article(*article).file, format!("events/{report}"))
                }
                (None, None) => None,
            }
        }
        Thing::Source(id) => {
            let at = site.source(id).at.clone()?;
            Some((at.file, report::range(&at, tree)))
        }
        Thing::Article(id) => key(site.article(id).file, "title".into()),
        Thing::Page(index) => key(site.pages.get(index as usize)?.file, "title".into()),
    }
}

/// The path of the entry of a list whose field is this text.
fn entry(file: &SourceFile, field: &str, wanted: &str) -> Option<String> {
    if !file.kind.is_yaml() {
        return None;
    }
    let text = file.text();
    let fits = |(path, range): &(String, Range<usize>)| {
        path.rsplit_once('/').is_some_and(|(_, last)| last == field)
            && text.get(range.clone()).is_some_and(|found| found.trim_matches(['"', '\'']).trim() == wanted)
    };
    Spans::of(text).scalars().find(fits).map(|(path, _)| path)
}

/// Where a name is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    pub file: FileId,
    /// The bytes of the name, without quotation marks.
    pub word: Range<usize>,
    /// Whether it stands in YAML, and in quotation marks there.
    pub quoting: Quoting,
}

/// How a name stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// In a text.
    Text,
    /// In YAML, plain.
    Plain,
    /// In YAML, in quotation marks.
    Quoted,
}

/// Every place that names a thing, in front matter, links, Read lines, citations and attributions.
pub(super) fn all(state: &State, thing: Thing) -> Vec<Use> {
    let files: Vec<(FileId, &SourceFile)> = state.snapshot.tree.with_ids().collect();
    files.into_par_iter().flat_map_iter(|(id, file)| in_file(state, id, file, thing)).collect()
}

fn in_file(state: &State, id: FileId, file: &SourceFile, thing: Thing) -> Vec<Use> {
    if file.kind == Kind::Template {
        return Vec::new();
    }
    let text = file.text();
    let parts = split(text);
    let yaml = if file.kind.is_yaml() { 0..text.len() } else { parts.yaml };
    let mut found = Vec::new();
    for (path, range) in Spans::of(text.get(yaml.clone()).unwrap_or("")).scalars() {
        let way: Vec<&str> = path.split('/').filter(|step| step.parse::<usize>().is_err()).collect();
        let Some(naming) = naming(file.kind, &way) else { continue };
        let whole = yaml.start + range.start..yaml.start + range.end;
        let Some(written) = text.get(whole.clone()) else { continue };
        let quoted = written.len() > 1 && written.starts_with(['"', '\'']);
        let word = if quoted { whole.start + 1..whole.end - 1 } else { whole };
        if text.get(word.clone()).and_then(|name| named(state, naming, name)) == Some(thing) {
            let quoting = if quoted { Quoting::Quoted } else { Quoting::Plain };
            found.push(Use { file: id, word, quoting });
        }
    }
    if file.kind.is_yaml() {
        return found;
    }
    let body = parts.body;
    let mut put = |word: Range<usize>, names: Option<Thing>| {
        if names == Some(thing) {
            found.push(Use { file: id, word, quoting: Quoting::Text });
        }
    };
    let style = crate::parse::Style::of(&state.snapshot.site.config);
    let mut at = body.start;
    for line in text.get(body).unwrap_or("").split_inclusive('\n') {
        for (open, close, link) in [("[[", "]]", true), ("[^", "]", false)] {
            let mut from = 0;
            while let Some(start) = line[from..].find(open).map(|start| from + start + open.len()) {
                let Some(end) = line[start..].find(close).map(|end| start + end) else { break };
                let end = if link { line[start..end].find('|').map_or(end, |bar| start + bar) } else { end };
                let name = &line[start..end];
                let names = if link { linked(state, name) } else { named(state, Naming::Source, name) };
                put(at + start..at + end, names);
                from = end;
            }
        }
        let whole = line.trim_end();
        if let Some(name) = speaker(whole) {
            put(at + name.start..at + name.end, named(state, Naming::Actor, &whole[name]));
        } else if let Some(title) = crate::parse::read_beginning(whole, &style) {
            put(at + title..at + whole.len(), named(state, Naming::Article, &whole[title..]));
        }
        at += line.len();
    }
    found
}

/// The edits that give an actor another name, where it stands by its own: the place, and what is written there.
pub(super) fn renamed(state: &State, id: ActorId, new: &str) -> Vec<(Use, String)> {
    let site = &state.snapshot.site;
    let old = text::fold(&site.actor(id).name);
    let mut edits = Vec::new();
    let uses = all(state, Thing::Actor(id));
    let own = definition(state, Thing::Actor(id)).and_then(|(file, range)| {
        let written = state.snapshot.tree.file(file)?.text().get(range.clone())?;
        let quoted = written.starts_with(['"', '\'']);
        let word = if quoted { range.start + 1..range.end - 1 } else { range };
        Some(Use { file, word, quoting: if quoted { Quoting::Quoted } else { Quoting::Plain } })
    });
    for one in own.into_iter().chain(uses) {
        let Some(file) = state.snapshot.tree.file(one.file) else { continue };
        if file.text().get(one.word.clone()).is_none_or(|name| text::fold(name) != old) {
            continue;
        }
        let written = match one.quoting {
            Quoting::Text => new.to_owned(),
            Quoting::Plain => yaml::scalar(new),
            Quoting::Quoted => serde_json::Value::from(new).to_string().trim_matches('"').to_owned(),
        };
        edits.push((one, written));
    }
    edits
}
