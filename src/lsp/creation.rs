//! Quick fixes for a name that nothing has: what it may be is begun, or the name is added to what has others.

use std::ops::Range;

use crate::diag::{At, Diagnostic, FileId, Spot};
use crate::live::State;
use crate::names::Thing;
use crate::parse::Naming;
use crate::sink::first_lines::{Beginning, first_lines};
use crate::source::{Kind, SourceFile, split};
use crate::yaml::{self, Part, Spans, Value};

/// A way out of a mistake: what an editor is told, and what is written.
pub(super) struct Creation {
    pub title: String,
    pub change: NewText,
}

/// What is written.
pub(super) enum NewText {
    /// A new file of the site.
    NewFile { path: String, text: String },
    /// A text before a byte of a file.
    Insert { file: FileId, at: usize, text: String },
}

/// The ways out of a mistake; none for most.
pub(super) fn creations(state: &State, mistake: &Diagnostic) -> Vec<Creation> {
    // What is called by a name that nothing has says the name, and nothing after it.
    let name = mistake.message.split_once('`').and_then(|(_, rest)| rest.strip_suffix('`'));
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { return Vec::new() };
    let beginnings: &[Beginning] = match &*mistake.code {
        "unknown-actor" => &[Beginning::Actor],
        "unknown-place" => &[Beginning::Place],
        "unknown-conflict" => &[Beginning::Conflict],
        "unknown-article" | "read-not-found" => &[Beginning::Article],
        "wikilink-not-found" => &[Beginning::Article, Beginning::Actor, Beginning::Place],
        _ => return Vec::new(),
    };
    let mut ways: Vec<Creation> = Vec::new();
    for beginning in beginnings {
        let naming = match beginning {
            Beginning::Actor => Naming::Actor,
            Beginning::Place => Naming::Place,
            Beginning::Article | Beginning::Event | Beginning::Conflict => continue,
        };
        let near = mistake.fixes.iter().filter_map(|fix| state.names.meant(naming, &fix.text, &[]));
        ways.extend(near.filter_map(|thing| as_alias(state, thing, name)));
    }
    ways.extend(beginnings.iter().filter_map(|beginning| begun(state, *beginning, name)));
    ways
}

/// The thing is begun: in the list of its sort, if the site has one, else in a file of its own.
fn begun(state: &State, beginning: Beginning, name: &str) -> Option<Creation> {
    let tree = &state.snapshot.tree;
    let (noun, list) = match beginning {
        Beginning::Article => ("article", None),
        Beginning::Actor => ("actor", Some(Kind::ActorList)),
        Beginning::Place => ("place", Some(Kind::PlaceList)),
        Beginning::Conflict => ("conflict", None),
        Beginning::Event => ("event", None),
    };
    let lists = tree.with_ids().filter(|(_, file)| Some(file.kind) == list);
    if let Some(change) = lists.filter_map(|(id, file)| listed(id, file, name)).next() {
        return Some(Creation { title: format!("Add the {noun} `{name}` to the list"), change });
    }
    let (path, text) = first_lines(beginning, name, state.today())?;
    let is_free = !tree.files.iter().any(|file| file.path == path);
    let title = format!("Begin the {noun} `{name}`");
    is_free.then_some(Creation { title, change: NewText::NewFile { path, text } })
}

/// One more entry at the end of a list that is written line by line.
fn listed(id: FileId, file: &SourceFile, name: &str) -> Option<NewText> {
    let text = file.text();
    let whole = Spans::of(text).locate("", Part::Value)?;
    let (start, indent) = column(text, whole.start);
    if !text[whole.start..].starts_with("- ") || !text[start..whole.start].trim().is_empty() {
        return None;
    }
    let end = text.trim_end().len();
    let written = format!("\n{indent}- name: {}", yaml::scalar(name));
    let is_well = yaml::parse(&format!("{}{written}{}", &text[..end], &text[end..])).is_ok();
    is_well.then_some(NewText::Insert { file: id, at: end, text: written })
}

/// The name is one more of a thing that is described somewhere.
fn as_alias(state: &State, thing: Thing, name: &str) -> Option<Creation> {
    let own = state.uses.of_thing(thing).into_iter().find(|one| one.is_own && names_it(&one.at))?;
    let (file, Spot::Value(path)) = (own.at.file, &own.at.spot) else { return None };
    let map = path.strip_suffix("name").map(|map| map.trim_end_matches('/'))?;
    let source = state.snapshot.tree.file(file)?;
    let front = if source.kind.is_yaml() { 0..source.text().len() } else { split(source.text()).yaml };
    let (at, text) = one_more(source.text().get(front.clone())?, map, name)?;
    let main = super::rename::main_name(state, thing)?;
    Some(Creation {
        title: format!("Add `{name}` to the aliases of `{main}`"),
        change: NewText::Insert { file, at: front.start + at, text },
    })
}

fn names_it(at: &At) -> bool {
    matches!(&at.spot, Spot::Value(path) if path.rsplit('/').next() == Some("name"))
}

/// Where in the YAML an alias is added to the map at a path, and the text.
fn one_more(text: &str, map: &str, name: &str) -> Option<(usize, String)> {
    let path = yaml::within(map, "aliases");
    let Some(list) = Spans::of(text).written(&path) else {
        let value = format!("[{}]", in_flow(name));
        return yaml::added(text, map, "name", "aliases", &value).ok().map(|added| (added.at, added.text));
    };
    let (at, written) = at_the_end(text, list, name)?;
    let new = yaml::parse(&format!("{}{written}{}", &text[..at], &text[at..])).ok()?;
    let steps = path.split('/').filter(|step| !step.is_empty());
    let aliases = steps.into_iter().try_fold(&new, |value, step| match value {
        Value::Sequence(list) => list.get(step.parse::<usize>().ok()?),
        Value::Mapping(map) => map.get(step),
        _ => None,
    });
    // That nothing else is meant is the parser's word.
    let last = aliases.and_then(Value::as_sequence).and_then(|list| list.last());
    (last.and_then(Value::as_str) == Some(name)).then_some((at, written))
}

/// The end of a list in brackets or of one that is written line by line, and what one more entry is there.
fn at_the_end(text: &str, list: Range<usize>, name: &str) -> Option<(usize, String)> {
    let written = text.get(list.clone())?;
    if let Some(inside) = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let kept = inside.trim_end();
        let comma = if kept.is_empty() || kept.ends_with(',') { "" } else { ", " };
        return Some((list.start + 1 + kept.len(), format!("{comma}{}", in_flow(name))));
    }
    // A list that stands no deeper than its key begins, for the parser, behind its first dash.
    let (line, _) = column(text, list.start);
    let before = text.get(line..list.start)?;
    let dash = match before.find('-') {
        Some(at) if before.trim() == "-" => line + at,
        _ if written.starts_with("- ") => list.start,
        _ => return None,
    };
    let (_, indent) = column(text, dash);
    let end = list.start + written.trim_end().len();
    // A comment at the end of the last entry's line stays there.
    let end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    Some((end, format!("\n{indent}- {}", yaml::scalar(name))))
}

/// A name between brackets, where a comma would end it.
fn in_flow(name: &str) -> String {
    let plain = yaml::scalar(name);
    if name.contains([',', '[', ']', '{', '}']) && !plain.starts_with(['"', '\'']) {
        serde_json::Value::from(name).to_string()
    } else {
        plain
    }
}

/// Where the line of a byte begins, and blanks up to the byte's column.
fn column(text: &str, byte: usize) -> (usize, String) {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    (start, " ".repeat(byte - start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_is_added_where_aliases_stand() {
        let rows = [
            ("- name: A\n  kind: state\n", "0", "- name: A\n  aliases: [New one]\n  kind: state\n"),
            ("- {name: A, kind: state}\n", "0", "- {name: A, aliases: [New one], kind: state}\n"),
            ("- name: A\n  aliases: [B, C]\n", "0", "- name: A\n  aliases: [B, C, New one]\n"),
            ("- name: A\n  aliases: []\n", "0", "- name: A\n  aliases: [New one]\n"),
            (
                "- name: A\n  aliases:\n    - B # b\n    - {text: C}\n  kind: state\n- name: D\n",
                "0",
                "- name: A\n  aliases:\n    - B # b\n    - {text: C}\n    - New one\n  kind: state\n- name: D\n",
            ),
            ("name: A\naliases:\n- B\nkind: x\n", "", "name: A\naliases:\n- B\n- New one\nkind: x\n"),
        ];
        for (text, map, expected) in rows {
            let (at, written) = one_more(text, map, "New one").unwrap_or_else(|| panic!("{text}"));
            assert_eq!(format!("{}{written}{}", &text[..at], &text[at..]), expected);
        }
        let (at, written) = one_more("- {name: A, aliases: [B]}", "0", "One, two").unwrap();
        assert_eq!((at, written.as_str()), (23, ", \"One, two\""));
        assert_eq!(one_more("- name: A\n  aliases: B\n", "0", "C"), None);
        assert_eq!(one_more("- name: [\n", "0", "C"), None);
    }
}
