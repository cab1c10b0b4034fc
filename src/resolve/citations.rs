//! Sources: the shared register, and the numbered list of one text.

use rustc_hash::FxHashMap;

use super::actors::{Actors, within};
use super::ids::Ids;
use crate::diag::{At, Diagnostic, Diagnostics, FileId, Spot, code};
use crate::model::{Citation, Source, SourceId};
use crate::parse::{CitationDraft, SourceDraft};
use crate::text;
use crate::yaml::Written;

/// The sources of `sources.yaml`.
pub(super) struct Sources {
    /// In order of the file.
    pub list: Vec<Source>,
    by_id: FxHashMap<String, SourceId>,
}

/// Registers the shared sources; an id that stands twice is reported.
pub(super) fn registry(drafts: Vec<SourceDraft>, out: &mut Diagnostics) -> Sources {
    let mut sources = Sources { list: Vec::new(), by_id: FxHashMap::default() };
    let mut ids = Ids::of("source");
    for draft in drafts {
        let at = At::value(draft.file, within(&draft.path, "id"));
        let id = draft.source.id.clone();
        if !ids.take(&id, at, out) {
            continue;
        }
        sources.by_id.insert(id, SourceId::of(sources.list.len()));
        sources.list.push(draft.source);
    }
    sources
}

/// Finds the actor of a source's side; other words stay words.
fn stand(source: &mut Source, actors: &Actors, out: &mut Diagnostics) {
    let (Some(side), Some(at)) = (&mut source.side, &source.at) else { return };
    let Spot::Value(path) = &at.spot else { return };
    let written = Written { value: side.written.clone(), path: within(path, "side").into() };
    side.actor = actors.involved(at.file, &written, &[], out);
}

impl Sources {
    /// Finds the actors of the sources' sides.
    pub fn stand(&mut self, actors: &Actors, out: &mut Diagnostics) {
        self.list.iter_mut().for_each(|source| stand(source, actors, out));
    }

    /// The shared source of an id.
    pub fn find(&self, id: &str) -> Option<SourceId> {
        self.by_id.get(id.trim()).copied()
    }
}

/// The numbered list of one text's sources while it grows.
pub(super) struct Numbered<'a> {
    sources: &'a Sources,
    actors: &'a Actors,
    file: FileId,
    /// The list so far.
    pub list: Vec<Citation>,
}

impl<'a> Numbered<'a> {
    /// An empty list.
    pub fn new(sources: &'a Sources, actors: &'a Actors, file: FileId) -> Self {
        Self { sources, actors, file, list: Vec::new() }
    }

    /// The numbers, from 1, of citations; new ones are added to the list, unknown ones reported.
    pub fn numbers(&mut self, drafts: Vec<CitationDraft>, out: &mut Diagnostics) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(drafts.len());
        for draft in drafts {
            match draft {
                CitationDraft::Own(mut source) => {
                    stand(&mut source, self.actors, out);
                    numbers.push(self.add(Citation::Own(source)));
                }
                CitationDraft::Id(written) => match self.number(&written.value) {
                    Some(number) => numbers.push(number),
                    None => out.push(self.unknown(&written)),
                },
            }
        }
        numbers
    }

    /// The number of the source of that id; added if it is a shared one.
    pub fn number(&mut self, id: &str) -> Option<u32> {
        let id = id.trim();
        let own = self.list.iter().position(|c| matches!(c, Citation::Own(source) if source.id == id));
        if let Some(index) = own {
            return u32::try_from(index + 1).ok();
        }
        let shared = self.sources.find(id)?;
        let known = self.list.iter().position(|c| matches!(c, Citation::Shared(s) if *s == shared));
        known.map_or_else(|| Some(self.add(Citation::Shared(shared))), |index| u32::try_from(index + 1).ok())
    }

    fn add(&mut self, citation: Citation) -> u32 {
        self.list.push(citation);
        u32::try_from(self.list.len()).unwrap_or(u32::MAX)
    }

    fn unknown(&self, written: &Written<String>) -> Diagnostic {
        self.unknown_at(&written.value, At::value(self.file, written.path.clone()), code::UNKNOWN_SOURCE)
    }

    /// A report that no source has that id.
    pub fn unknown_at(&self, id: &str, at: At, code: crate::diag::Code) -> Diagnostic {
        let known = self.sources.list.iter().map(|s| s.id.as_str());
        Diagnostic::new(code, format!("no source has the id `{id}`"))
            .at(at)
            .hints(text::did_you_mean(id, known))
            .hint("add it to `content/sources.yaml`, or give the source here as a map with `title` and `url`")
    }
}
