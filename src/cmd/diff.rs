//! `dateline diff`: what an editor would say of the difference between two finished builds.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use super::{Exit, give, give_json};
use crate::args::DiffArgs;
use crate::diag::Failure;
use crate::publish::bundle::Bundle;
use crate::text::count;

/// The timeline as data, which both builds must have.
const EVENTS: &str = "data/events.json";

/// What is compared of an event: its key in the data, and what people call it.
const FIELDS: [(&str, &str); 7] = [
    ("title", "title"),
    ("edtf", "date"),
    ("type", "type"),
    ("place", "place"),
    ("actors", "actors"),
    ("conflict", "conflict"),
    ("summary", "summary"),
];

/// The folders of pages that are named one by one.
const PAGES: [(&str, &str); 4] =
    [("articles/", "article"), ("actors/", "actor"), ("places/", "place"), ("conflicts/", "conflict")];

/// All that differs.
#[derive(Debug, Default, Serialize)]
struct Differences {
    events: EventDifferences,
    /// By the sort of page.
    pages: BTreeMap<&'static str, PageDifferences>,
    /// Files of any sort.
    files: FileCounts,
}

#[derive(Debug, Default, Serialize)]
struct EventDifferences {
    added: Vec<Named>,
    removed: Vec<Named>,
    changed: Vec<ChangedEvent>,
}

#[derive(Debug, Serialize)]
struct Named {
    id: String,
    title: String,
}

#[derive(Debug, Serialize)]
struct ChangedEvent {
    id: String,
    title: String,
    changes: Vec<FieldChange>,
}

#[derive(Debug, Serialize)]
struct FieldChange {
    what: &'static str,
    was: String,
    now: String,
}

#[derive(Debug, Default, Serialize)]
struct PageDifferences {
    added: Vec<String>,
    removed: Vec<String>,
    changed: Vec<String>,
}

#[derive(Debug, Default, Serialize)]
struct FileCounts {
    added: usize,
    removed: usize,
    changed: usize,
}

/// Runs the command.
pub(super) fn run(args: &DiffArgs) -> Result<Exit, Failure> {
    let (old, new) = (Bundle::open(&args.old)?, Bundle::open(&args.new)?);
    let found = Differences {
        events: events(&listed(&old)?, &listed(&new)?),
        pages: pages(&old, &new),
        files: files(&old, &new),
    };
    match args.json {
        true => give_json(&found),
        false => give(&told(&found)),
    }
    Ok(Exit::Clean)
}

/// The events of a build by their ids, in order of time.
fn listed(bundle: &Bundle) -> Result<Vec<(String, Value)>, Failure> {
    if !bundle.files.contains_key(EVENTS) {
        return Ok(Vec::new());
    }
    let json: Value = serde_json::from_slice(&bundle.content(EVENTS)?)
        .map_err(|error| Failure::new("read", bundle.folder.join(EVENTS), error))?;
    let events = json["events"].as_array().cloned().unwrap_or_default();
    Ok(events.into_iter().map(|event| (event["id"].as_str().unwrap_or_default().to_owned(), event)).collect())
}

fn events(old: &[(String, Value)], new: &[(String, Value)]) -> EventDifferences {
    let by_id = |list: &[(String, Value)]| -> BTreeMap<String, Value> { list.iter().cloned().collect() };
    let (before, after) = (by_id(old), by_id(new));
    let named = |(id, event): &(String, Value)| Named { id: id.clone(), title: said(&event["title"]) };
    let changed = |(id, event): &(String, Value)| {
        let was = before.get(id)?;
        let changes: Vec<FieldChange> = FIELDS
            .iter()
            .filter(|(key, _)| was[*key] != event[*key])
            .map(|(key, what)| FieldChange { what, was: said(&was[*key]), now: said(&event[*key]) })
            .collect();
        (!changes.is_empty()).then(|| ChangedEvent { id: id.clone(), title: said(&event["title"]), changes })
    };
    EventDifferences {
        added: new.iter().filter(|(id, _)| !before.contains_key(id)).map(named).collect(),
        removed: old.iter().filter(|(id, _)| !after.contains_key(id)).map(named).collect(),
        changed: new.iter().filter_map(changed).collect(),
    }
}

/// A value as people say it: a place by its name, actors by their names with their roles.
fn said(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(said).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let name = map.get("name").and_then(Value::as_str).unwrap_or_default();
            match map.get("role").and_then(Value::as_str) {
                Some(role) => format!("{name} ({role})"),
                None => name.to_owned(),
            }
        }
        other => other.to_string(),
    }
}

fn pages(old: &Bundle, new: &Bundle) -> BTreeMap<&'static str, PageDifferences> {
    let mut all: BTreeMap<&'static str, PageDifferences> = BTreeMap::new();
    let sort = |path: &str| {
        let (folder, sort) = PAGES.iter().find(|(folder, _)| path.starts_with(folder))?;
        // Parts of a page's list are no pages of their own.
        let is_page =
            path.ends_with(".html") && !path[folder.len()..].contains("--") && !path.ends_with("/index.html");
        is_page.then_some(*sort)
    };
    for (path, file) in &new.files {
        let Some(sort) = sort(path) else { continue };
        let found = all.entry(sort).or_default();
        match old.files.get(path) {
            None => found.added.push(path.clone()),
            Some(before) if before.sha256 != file.sha256 => found.changed.push(path.clone()),
            Some(_) => {}
        }
    }
    for path in old.files.keys().filter(|path| !new.files.contains_key(*path)) {
        if let Some(sort) = sort(path) {
            all.entry(sort).or_default().removed.push(path.clone());
        }
    }
    all
}

fn files(old: &Bundle, new: &Bundle) -> FileCounts {
    let changed = |(path, file): &(&String, &crate::publish::bundle::File)| {
        old.files.get(*path).is_some_and(|before| before.sha256 != file.sha256)
    };
    FileCounts {
        added: new.files.keys().filter(|path| !old.files.contains_key(*path)).count(),
        removed: old.files.keys().filter(|path| !new.files.contains_key(*path)).count(),
        changed: new.files.iter().filter(changed).count(),
    }
}

/// All of it in words. Writing into a `String` cannot fail.
fn told(found: &Differences) -> String {
    let mut text = String::new();
    let Differences { events, pages, files } = found;
    for (field, noun) in FIELDS.map(|(_, what)| (what, what)) {
        let n = events
            .changed
            .iter()
            .filter(|event| event.changes.iter().any(|change| change.what == field))
            .count();
        if n > 0 {
            let _ = writeln!(text, "{} changed the {noun}", count(n, "entry"));
        }
    }
    for event in &events.changed {
        let _ = writeln!(text, "  ~ {} [{}]", event.title, event.id);
        for FieldChange { what, was, now } in &event.changes {
            let _ = writeln!(text, "      {what}: {was} → {now}");
        }
    }
    for (sign, what, list) in [('+', "new", &events.added), ('-', "gone", &events.removed)] {
        if !list.is_empty() {
            let _ = writeln!(text, "{} {what}", count(list.len(), "entry"));
        }
        for Named { id, title } in list {
            let _ = writeln!(text, "  {sign} {title} [{id}]");
        }
    }
    for (sort, PageDifferences { added, removed, changed }) in pages {
        for (sign, what, list) in [('+', "new", added), ('-', "gone", removed), ('~', "changed", changed)] {
            if list.is_empty() {
                continue;
            }
            let _ = writeln!(text, "{} {what}", count(list.len(), sort));
            for path in list.iter().take(SHOWN) {
                let _ = writeln!(text, "  {sign} {path}");
            }
            if list.len() > SHOWN {
                let _ = writeln!(text, "  … and {} more", list.len() - SHOWN);
            }
        }
    }
    let FileCounts { added, removed, changed } = files;
    if added + removed + changed == 0 {
        return "nothing differs\n".to_owned();
    }
    let _ = writeln!(text, "of all files {added} added, {changed} changed, {removed} removed");
    text
}

/// So many pages of a sort are named.
const SHOWN: usize = 20;
