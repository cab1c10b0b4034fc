//! Headings: levels that step by one below the page's title, and ids that links can name.

use rustc_hash::{FxHashMap, FxHashSet};

use super::body::Writing;
use super::{MarkDraft, MarkDraftKind, ids};
use crate::source::Kind;
use crate::text;

/// The headings of a text so far.
#[derive(Debug)]
pub(super) struct Headings {
    kind: Kind,
    used: FxHashSet<String>,
    /// For each id that was wanted in vain: the number that comes next.
    next: FxHashMap<String, u32>,
    last: u8,
    /// The open heading: where its tag begins, its level and its own id.
    open: Option<(usize, u8, Option<String>)>,
}

impl Headings {
    /// No headings, of a file of this kind.
    pub(super) fn of(kind: Kind) -> Self {
        Self { kind, used: FxHashSet::default(), next: FxHashMap::default(), last: 0, open: None }
    }

    /// Begins a heading; the page's title is the one heading of level 1.
    pub(super) fn open(&mut self, level: u8, id: Option<&str>, markup: &mut String) {
        let level = level.clamp(2, self.last.max(1) + 1);
        self.last = level;
        self.open = Some((markup.len(), level, id.map(|id| text::without_signs(id).into_owned())));
        markup.push_str("<h");
        markup.push(char::from(b'0' + level));
        markup.push('>');
    }

    /// Ends it, and puts the id into its tag.
    pub(super) fn close(&mut self, draft: &mut Writing) {
        const ATTRIBUTE: &str = " id=\"";
        let Some((start, level, id)) = self.open.take() else { return };
        let inner = start + "<h2>".len();
        let id = self.unique(&id.unwrap_or_else(|| text::slug(&text::untagged(&draft.markup[inner..]))));
        let attribute = format!("{ATTRIBUTE}{}\"", text::escaped(&id));
        draft.markup.insert_str(start + "<h2".len(), &attribute);
        let shift = u32::try_from(attribute.len()).unwrap_or(0);
        // The marks of the heading are the last.
        for mark in draft.marks.iter_mut().rev().take_while(|mark| mark.start as usize >= inner) {
            mark.start += shift;
            mark.end += shift;
        }
        let own = u32::try_from(start + "<h2".len() + ATTRIBUTE.len()).unwrap_or(u32::MAX);
        draft.marks.push(MarkDraft { start: own, end: own, kind: MarkDraftKind::Id });
        draft.markup.push_str(&format!("</h{level}>\n"));
    }

    /// Leads links that name a heading by its own letters, in capitals or in percent signs, to its id.
    pub(super) fn lead_to_ids(&self, draft: &mut Writing) {
        const LINK: &str = "<a href=\"#";
        let is_id = |id: &str| self.used.iter().any(|used| used == id);
        let mut from = 0;
        while let Some(at) = draft.markup[from..].find(LINK) {
            let start = from + at + LINK.len();
            let end = draft.markup[start..].find('"').map_or(draft.markup.len(), |length| start + length);
            let written = text::untagged(&draft.markup[start..end]);
            let written = text::percent_decoded(&written);
            let id = text::slug(&written);
            from = end;
            if !is_id(&written) && is_id(&id) {
                from = start + id.len();
                draft.replace(start..end, &id);
            }
        }
    }

    fn unique(&mut self, wanted: &str) -> String {
        let wanted = match wanted {
            "" => "section".to_owned(),
            wanted if ids::is_numbered(wanted) => format!("section-{wanted}"),
            wanted => wanted.to_owned(),
        };
        let mut id = wanted.clone();
        while ids::is_taken(self.kind, &id) || self.used.contains(&id) {
            let next = self.next.entry(wanted.clone()).or_insert(2);
            id = format!("{wanted}-{next}");
            *next += 1;
        }
        self.used.insert(id.clone());
        id
    }
}
