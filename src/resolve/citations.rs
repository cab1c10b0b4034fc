//! Sources: the shared register, and the numbered list of one text.

use rustc_hash::FxHashMap;

use super::fields::FieldNames;
use super::uses::Findings;
use crate::diag::{At, Code, Diagnostic, Diagnostics, code};
use crate::model::{Authors, Citation, Source, SourceId};
use crate::names::{Ids, NameTable, Names, Thing};
use crate::parse::{CitationDraft, SourceDraft};
use crate::yaml::{Written, within};

/// The names of the shared sources, whose drafts are left that have an id of their own; an id that stands twice is
/// reported.
pub(super) fn register(drafts: &mut Vec<SourceDraft>, out: &mut Diagnostics) -> NameTable<SourceId> {
    let mut ids = Ids::of("source");
    drafts.retain(|draft| {
        let at = At::value(draft.file, within(&draft.path, "id"));
        ids.take(&draft.source.id, at, out)
    });
    let mut names = NameTable::default();
    for (i, draft) in drafts.iter().enumerate() {
        names.id(&draft.source.id, SourceId::of(i));
    }
    names.offer(drafts.iter().map(|draft| draft.source.id.as_str()));
    names
}

/// The finished shared sources.
pub(super) fn finished(drafts: Vec<SourceDraft>, names: &Names, out: &mut Findings) -> Vec<Source> {
    let mut list = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let own = || At::value(draft.file, within(&draft.path, "id"));
        out.described(own, Thing::Source(SourceId::of(list.len())));
        list.push(source(draft, names, out));
    }
    list
}

/// A source whose side and authors are found.
fn source(draft: SourceDraft, names: &Names, out: &mut Findings) -> Source {
    let SourceDraft { file, side, author, publisher, mut source, .. } = draft;
    let fields = FieldNames { names, file };
    source.side = side.map(|side| fields.allegiance(side, &[], out));
    source.by = Authors {
        author: fields.author(author.as_ref(), out),
        publisher: fields.author(publisher.as_ref(), out),
    };
    source.author = author.map(|name| name.value);
    source.publisher = publisher.map(|name| name.value);
    source
}

/// The numbered list of one text's sources while it grows.
pub(super) struct Numbered<'a> {
    fields: FieldNames<'a>,
    /// The list so far.
    list: Vec<Citation>,
    /// The numbers of the text's own sources, by their ids; of several of one id the first.
    own: FxHashMap<String, u32>,
    /// The numbers of shared ones.
    shared: FxHashMap<SourceId, u32>,
}

impl<'a> Numbered<'a> {
    /// An empty list.
    pub fn new(fields: FieldNames<'a>) -> Self {
        let (own, shared) = Default::default();
        Self { fields, list: Vec::new(), own, shared }
    }

    /// A list that begins with these.
    pub fn beginning(fields: FieldNames<'a>, list: Vec<Citation>) -> Self {
        let mut numbered = Self::new(fields);
        for citation in list {
            numbered.add(citation);
        }
        numbered
    }

    /// The finished list.
    pub fn done(self) -> Vec<Citation> {
        self.list
    }

    /// The numbers, from 1, of citations; new ones are added to the list, unknown ones reported.
    pub fn numbers(&mut self, drafts: Vec<CitationDraft>, out: &mut Findings) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(drafts.len());
        for draft in drafts {
            match draft {
                CitationDraft::Own(draft) => {
                    let number = u32::try_from(self.list.len() + 1).unwrap_or(u32::MAX);
                    let own = || At::value(draft.file, within(&draft.path, "id"));
                    out.described(own, Thing::OwnSource(draft.file, number));
                    numbers.push(self.add(Citation::Own(Box::new(source(*draft, self.fields.names, out)))));
                }
                CitationDraft::Id(written) => match self.number(&written.value) {
                    Some(number) => {
                        out.used(|| At::value(self.fields.file, written.path), self.thing(number));
                        numbers.push(number);
                    }
                    None => out.push(self.unknown(&written)),
                },
            }
        }
        numbers
    }

    /// The number of the source of that id; added if it is a shared one.
    pub fn number(&mut self, id: &str) -> Option<u32> {
        let id = id.trim();
        if let Some(number) = self.own.get(id) {
            return Some(*number);
        }
        let shared = self.fields.names.sources.of_id(id)?;
        let known = self.shared.get(&shared).copied();
        Some(known.unwrap_or_else(|| self.add(Citation::Shared(shared))))
    }

    /// What a number of the list stands for.
    pub fn thing(&self, number: u32) -> Thing {
        match self.list.get(number as usize - 1) {
            Some(Citation::Shared(id)) => Thing::Source(*id),
            Some(Citation::Own(_)) | None => Thing::OwnSource(self.fields.file, number),
        }
    }

    fn add(&mut self, citation: Citation) -> u32 {
        let number = u32::try_from(self.list.len() + 1).unwrap_or(u32::MAX);
        match &citation {
            Citation::Own(source) => drop(self.own.entry(source.id.clone()).or_insert(number)),
            Citation::Shared(id) => drop(self.shared.entry(*id).or_insert(number)),
        }
        self.list.push(citation);
        number
    }

    fn unknown(&self, written: &Written<String>) -> Diagnostic {
        let at = At::value(self.fields.file, written.path.clone());
        self.unknown_at(&written.value, at, code::UNKNOWN_SOURCE)
    }

    /// A report that no source has that id.
    pub fn unknown_at(&self, id: &str, at: At, code: Code) -> Diagnostic {
        Diagnostic::new(code, format!("no source has the id `{id}`"))
            .at(at)
            .suggest(self.fields.names.sources.near(id))
            .hint("add it to `content/sources.yaml`, or give the source here as a map with `title` and `url`")
    }
}
