//! Which fields of the registers are names of what they describe.

use super::NameTable;
use crate::model::{ConflictId, PlaceId};
use crate::parse::{ConflictDraft, PageDraft, PlaceDraft};

/// The names of places.
pub fn places(drafts: &[PlaceDraft]) -> NameTable<PlaceId> {
    let mut names = NameTable::default();
    for (i, draft) in drafts.iter().enumerate() {
        let id = PlaceId::of(i);
        names.strong(&draft.id, id);
        names.strong(&draft.name, id);
        let others =
            draft.aliases.iter().chain(draft.display.iter()).chain(draft.names.iter().map(|n| &n.text));
        others.for_each(|name| names.weak(name, id));
    }
    let offered = drafts.iter().flat_map(|draft| std::iter::once(&draft.name).chain(&draft.aliases));
    names.offer(offered.map(String::as_str));
    names
}

/// The names of conflicts.
pub fn conflicts(drafts: &[ConflictDraft]) -> NameTable<ConflictId> {
    let mut names = NameTable::default();
    for (i, draft) in drafts.iter().enumerate() {
        let id = ConflictId::of(i);
        names.strong(&draft.id, id);
        names.strong(&draft.name, id);
        draft.aliases.iter().for_each(|alias| names.weak(alias, id));
    }
    names.offer(drafts.iter().flat_map(|draft| [draft.name.as_str(), draft.id.as_str()]));
    names
}

/// The addresses and titles of pages, by their places in the site.
pub fn pages(drafts: &[PageDraft]) -> NameTable<u32> {
    let mut names = NameTable::default();
    for (i, draft) in (0..).zip(drafts) {
        names.id(&draft.slug, i);
        names.strong(&draft.title, i);
    }
    names
}
