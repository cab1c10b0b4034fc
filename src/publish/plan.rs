//! What a publish will do: the difference between what stands at the place and what is to stand there.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::bundle::{Bundle, File};
use super::compressed;
use super::record::Record;
use crate::text::count;

/// How many paths of a sort are listed for people.
const LISTED: usize = 12;
/// What readers come to first.
const HOME: &str = "index.html";

/// What a publish will do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Where.
    pub target: String,
    /// Files that are not there.
    pub added: Vec<Step>,
    /// Files that are there with other bytes or headers, or perhaps.
    pub changed: Vec<Step>,
    /// Files that an earlier publish put there and that are no longer part of the site.
    pub removed: Vec<Step>,
    /// How many of these nobody wonders about: they come under another name with every change of a stylesheet or script.
    #[serde(skip)]
    pub expected: usize,
    /// How many are there as they are.
    pub unchanged: usize,
    /// How many the site has now.
    pub before: usize,
}

/// A file of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its path.
    pub path: String,
    /// The title, if it is a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its length.
    pub bytes: u64,
    /// What it is served with; nothing for a file that goes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
}

impl Plan {
    /// The way from a record to a bundle.
    pub fn new(target: String, record: &Record, bundle: &Bundle) -> Self {
        let mut plan = Self { target, ..Self::untitled(record, bundle) };
        for step in plan.added.iter_mut().chain(&mut plan.changed) {
            step.title = bundle.title(&step.path);
        }
        plan
    }

    /// The same for no one to read: no file is opened for its title.
    pub fn untitled(record: &Record, bundle: &Bundle) -> Self {
        let known = record.known();
        let mut plan = Self { before: record.files.len(), ..Self::default() };
        for (path, file) in &bundle.files {
            if record.holds(path, file) {
                plan.unchanged += 1;
            } else if record.files.contains_key(path) {
                plan.changed.push(step(path, file));
            } else {
                plan.added.push(step(path, file));
            }
        }
        let gone = known.into_iter().filter(|path| !bundle.files.contains_key(*path));
        plan.removed = gone
            .map(|path| {
                let bytes = record.files.get(path).map_or(0, |line| line.bytes);
                Step { path: path.to_owned(), title: None, bytes, headers: BTreeMap::new() }
            })
            .collect();
        plan.expected = plan.removed.iter().filter(|step| record.is_marked(&step.path)).count();
        plan
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// How many files are deleted that somebody may not expect.
    pub fn deletions(&self) -> usize {
        self.removed.len().saturating_sub(self.expected)
    }

    /// Whether more is deleted than one expects of a day's work: a tenth of what is there.
    pub fn deletes_much(&self) -> bool {
        self.deletions() * 10 > self.before
    }

    /// Everything that is put, in waves: none holds a link to what comes in a later one, but to what is there already.
    ///
    /// A new page of the timeline comes with the new pages, since an old one that leads to it may change in any later wave; only
    /// the home is last though it is new, as before it nobody comes to a site.
    pub fn waves(&self) -> Vec<Vec<&str>> {
        let rank = |path: &str, new: bool| {
            let page = usize::from(path.ends_with(".html"));
            match new {
                true if path == HOME => 4,
                true => page,
                false if is_last(path) => 4,
                false => 2 + page,
            }
        };
        let mut waves = vec![Vec::new(); 5];
        // A packed copy goes with its source, new or not.
        let new: BTreeSet<&str> = self.added.iter().map(|step| step.path.as_str()).collect();
        for path in self.added.iter().chain(&self.changed).map(|step| step.path.as_str()) {
            let source = compressed::source(path);
            waves[rank(source, new.contains(source))].push(path);
        }
        waves.retain(|wave| !wave.is_empty());
        waves
    }

    /// The plan for people.
    pub fn print(&self) -> String {
        let mut out = String::new();
        for (word, sign, steps) in
            [("added", '+', &self.added), ("changed", '~', &self.changed), ("removed", '-', &self.removed)]
        {
            if steps.is_empty() {
                continue;
            }
            let bytes: u64 = steps.iter().map(|step| step.bytes).sum();
            out.push_str(&format!("{} {word}, {}\n", count(steps.len(), "file"), size(bytes)));
            for step in steps.iter().take(LISTED) {
                let title = step.title.as_ref().map(|title| format!("  {title}")).unwrap_or_default();
                out.push_str(&format!("  {sign} {}{title}\n", step.path));
            }
            if steps.len() > LISTED {
                out.push_str(&format!("  … and {} more\n", steps.len() - LISTED));
            }
        }
        out
    }
}

fn step(path: &str, file: &File) -> Step {
    let (bytes, headers) = (file.bytes, file.headers.clone());
    Step { path: path.to_owned(), title: None, bytes, headers }
}

/// What leads to everything else, and so comes last: the home, the timeline, feeds, the map of the site, data.
fn is_last(path: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    path == HOME
        || matches!(folder, "timeline" | "data" | "embed")
        || path == "robots.txt"
        || path.rsplit_once('.').is_some_and(|(_, ending)| ending == "xml")
}

/// A number of bytes for people.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
