//! Where names stand in files: what the one at a place stands for, and every other use of the same thing.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cursor::Cursor;
use crate::diag::{At, FileId, Spot};
use crate::live::State;
use crate::names::Thing;
use crate::parse::{Naming, Style, describes, naming};
use crate::resolve::Use;
use crate::source::{Kind, SourceFile, split};
use crate::yaml::Spans;

/// A name as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub file: FileId,
    /// The bytes of the name, without quotation marks.
    pub word: Range<usize>,
    pub quoting: Quoting,
    /// Whether the thing itself is described there.
    pub is_own: bool,
}

/// How a name stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// In a text.
    Text,
    /// In YAML, plain.
    Plain,
    /// In YAML, in single quotation marks.
    Single,
    /// In YAML, in double quotation marks.
    Double,
}

/// The texts and numbers of a file's YAML, by their paths.
struct Scalars<'a> {
    text: &'a str,
    places: FxHashMap<String, Range<usize>>,
}

impl<'a> Scalars<'a> {
    fn of(file: &'a SourceFile) -> Self {
        let text = file.text();
        let yaml = if file.kind.is_yaml() { 0..text.len() } else { split(text).yaml };
        let spans = Spans::of(text.get(yaml.clone()).unwrap_or(""));
        let moved = |(path, at): (String, Range<usize>)| (path, yaml.start + at.start..yaml.start + at.end);
        Self { text, places: spans.scalars().map(moved).collect() }
    }

    fn reference(&self, one: &Use) -> Option<Reference> {
        let (word, quoting) = match &one.at.spot {
            Spot::Value(path) => unquoted(self.text, self.places.get(&**path)?.clone()),
            Spot::Bytes(start, end) => (name_in(self.text, *start as usize..*end as usize)?, Quoting::Text),
            Spot::File | Spot::Key(_) | Spot::Inside(..) => return None,
        };
        Some(Reference { file: one.at.file, word, quoting, is_own: one.is_own })
    }
}

/// The bytes of a scalar without its quotation marks.
fn unquoted(text: &str, whole: Range<usize>) -> (Range<usize>, Quoting) {
    let quoting = match text.as_bytes().get(whole.start) {
        Some(b'\'') => Quoting::Single,
        Some(b'"') => Quoting::Double,
        _ => return (whole, Quoting::Plain),
    };
    (whole.start + 1..whole.end.saturating_sub(1).max(whole.start + 1), quoting)
}

/// The bytes of the name in a wikilink, a citation or an attribution; of anything else all.
fn name_in(text: &str, whole: Range<usize>) -> Option<Range<usize>> {
    let written = text.get(whole.clone())?;
    let (before, ends): (&str, &[char]) = if written.starts_with("[[") {
        ("[[", &['|', '#', ']'])
    } else if written.starts_with("[^") {
        ("[^", &[']'])
    } else if written.starts_with(['—', '–', '―', '-']) {
        (written.split(|c: char| !"—–―- \u{a0}".contains(c)).next()?, &[',', '،', '（', '('])
    } else {
        ("", &[])
    };
    let rest = &written[before.len()..];
    let name = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let start = whole.start + before.len() + (name.len() - name.trim_start().len());
    Some(start..start + name.trim().len())
}

/// What the name at a byte of a file stands for, and the name's bytes.
pub(super) fn at(state: &State, file: FileId, byte: usize) -> Option<(Thing, Range<usize>)> {
    let scalars = Scalars::of(state.snapshot.tree.file(file)?);
    let here = state.uses.in_file(file).filter_map(|one| {
        let word = scalars.reference(one)?.word;
        (word.start <= byte && byte <= word.end).then_some((one.to, word))
    });
    here.min_by_key(|(_, word)| word.len())
}

/// The same in a text that cannot be read as it is: what a name would stand for there.
pub(super) fn unread(
    state: &State,
    kind: Kind,
    text: &str,
    cursor: &Cursor,
) -> Option<(Thing, Range<usize>)> {
    let names = &state.names;
    let (wanted, word) = match cursor {
        Cursor::Value { path, word, .. } => {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            (Some(describes(kind, &path).or_else(|| naming(kind, &path))?), word)
        }
        Cursor::Read { word } => (Some(Naming::Article), word),
        Cursor::Link { word } => (None, word),
        Cursor::Note { word } => (Some(Naming::Source), word),
        Cursor::Speaker { word } => (Some(Naming::Actor), word),
        Cursor::Key { .. } | Cursor::Elsewhere => return None,
    };
    let name = text.get(word.clone())?;
    let thing = match wanted {
        Some(naming) => names.meant(naming, name, &[]),
        None => {
            let name = name.split('#').next().unwrap_or(name).trim();
            names.linked(name, &[], |id| names.meant(Naming::Source, id, &[]))
        }
    };
    Some((thing?, word.clone()))
}

/// Every name in a file with what it stands for, and whether that is described there. In a file that cannot be read as it is,
/// names are looked up by where they stand.
pub(super) fn in_file(state: &State, file: FileId) -> Vec<(Thing, Range<usize>, bool)> {
    let Some(source) = state.snapshot.tree.file(file) else { return Vec::new() };
    if !is_read(state, file) {
        return guessed(state, source.kind, source.text());
    }
    let scalars = Scalars::of(source);
    let uses = state.uses.in_file(file);
    uses.filter_map(|one| Some((one.to, scalars.reference(one)?.word, one.is_own))).collect()
}

/// So many lines of a text that cannot be read are looked through: each costs a look at those above it.
const LINES: usize = 400;

/// The names of a text that cannot be read, as far as single lines tell.
fn guessed(state: &State, kind: Kind, text: &str) -> Vec<(Thing, Range<usize>, bool)> {
    let style = Style::of(&state.snapshot.site.config);
    let mut found: Vec<(Thing, Range<usize>, bool)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n').take(LINES) {
        let ends = line.match_indices([':', '-', '[', ',', '^', '—']).map(|(at, sign)| at + sign.len());
        for end in ends {
            let rest = &line[end..];
            let byte = start + end + (rest.len() - rest.trim_start_matches([' ', '"', '\'']).len());
            let cursor = Cursor::at(kind, text, byte, &style);
            found.extend(unread(state, kind, text, &cursor).map(|(thing, word)| (thing, word, false)));
        }
        start += line.len();
    }
    found.sort_by_key(|(thing, word, _)| (word.start, word.end, *thing));
    found.dedup();
    found
}

/// Whether the site knows what a file says.
pub(super) fn is_read(state: &State, file: FileId) -> bool {
    state.uses.in_file(file).any(|one| one.is_own)
}

/// Every place where a thing is named, those where it is described first.
pub(super) fn all(state: &State, thing: Thing) -> Vec<Reference> {
    let mut read: FxHashMap<FileId, Scalars> = FxHashMap::default();
    let tree = &state.snapshot.tree;
    let (mut found, mut seen) = (Vec::new(), FxHashSet::default());
    for one in state.uses.of_thing(thing) {
        let Some(file) = tree.file(one.at.file) else { continue };
        let reference = read.entry(one.at.file).or_insert_with(|| Scalars::of(file)).reference(one);
        found.extend(reference.filter(|reference| seen.insert((reference.file, reference.word.clone()))));
    }
    found
}

/// Where the first report of an event that nobody gives a title stands.
pub(super) fn of_report(state: &State, thing: Thing) -> Option<At> {
    let Thing::Event(id) = thing else { return None };
    let site = &state.snapshot.site;
    let (article, report) = site.event(id).reports.first()?;
    Some(At::value(site.article(*article).file, format!("events/{report}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_what_holds_them() {
        for (written, name) in [
            ("[[ The talks #part|words]]", "The talks"),
            ("[^mod-1]", "mod-1"),
            ("— Ilham Aliyev, Baku", "Ilham Aliyev"),
            ("-- Al-Name (Baku)", "Al-Name"),
            ("The first day", "The first day"),
        ] {
            assert_eq!(
                name_in(written, 0..written.len()).map(|word| &written[word]),
                Some(name),
                "{written}"
            );
        }
    }
}
