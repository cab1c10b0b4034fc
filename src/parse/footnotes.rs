//! Footnotes: lettered in order of their first reference, written after the text with links back.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::body::Writing;
use super::{MarkDraft, MarkDraftKind};

/// The footnotes of a text so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Names, each with its place in the order of first references.
    order: FxHashMap<String, usize>,
    notes: Vec<Footnote>,
    /// The note that is being written: its name, where it begins, and how much of each sort there was.
    open: Option<(String, usize, Before)>,
}

#[derive(Debug)]
struct Before {
    marks: usize,
    prose: usize,
    quotations: usize,
}

#[derive(Debug)]
struct Footnote {
    name: String,
    markup: String,
    marks: Vec<MarkDraft>,
    prose: Vec<(u32, u32)>,
    /// Which of the text's quotations stand in it.
    quotations: Range<usize>,
}

impl Footnotes {
    /// Writes a reference.
    pub(super) fn reference(&mut self, name: &str, draft: &mut Writing) {
        let count = self.order.len();
        let known = self.order.get(name).copied();
        let index = known.unwrap_or(count);
        let letter = letter(index);
        if known.is_some() {
            draft.markup.push_str("<sup>");
        } else {
            self.order.insert(name.to_owned(), count);
            draft.markup.push_str("<sup id=\"");
            own_id(draft);
            draft.markup.push_str(&format!("noteref-{letter}\">"));
        }
        draft.markup.push_str(&format!("<a href=\"#note-{letter}\">{letter}</a></sup>"));
    }

    /// Begins a definition: what follows is taken out of the text.
    pub(super) fn open(&mut self, name: &str, draft: &Writing) {
        let before =
            Before { marks: draft.marks.len(), prose: draft.prose.len(), quotations: draft.quotations.len() };
        self.open = Some((name.to_owned(), draft.markup.len(), before));
    }

    /// Ends a definition.
    pub(super) fn close(&mut self, draft: &mut Writing) {
        let Some((name, start, before)) = self.open.take() else { return };
        let base = u32::try_from(start).unwrap_or(0);
        let mut marks: Vec<MarkDraft> = draft.marks.split_off(before.marks);
        for mark in &mut marks {
            mark.start -= base;
            mark.end -= base;
        }
        // Prose may have been joined to a span that began before the note.
        let mut inner = draft.prose.split_off(before.prose);
        if let Some(last) = draft.prose.last_mut().filter(|last| last.1 > base) {
            inner.insert(0, (base, last.1));
            last.1 = base;
        }
        let prose = inner.into_iter().map(|(s, e)| (s - base, e - base)).collect();
        let quotations = before.quotations..draft.quotations.len();
        for quotation in &mut draft.quotations[quotations.clone()] {
            quotation.words = (quotation.words.0 - base, quotation.words.1 - base);
        }
        let markup = draft.markup.split_off(start);
        self.notes.push(Footnote { name, markup, marks, prose, quotations });
    }

    /// Writes the notes after the text: in order of reference, then those that nothing refers to.
    pub(super) fn append_to(mut self, draft: &mut Writing) {
        if self.notes.is_empty() {
            return;
        }
        let rank = |name: &str| self.order.get(name).copied().unwrap_or(usize::MAX);
        self.notes.sort_by_key(|note| rank(&note.name));
        draft.markup.push_str("<ol class=\"notes\" type=\"a\">\n");
        for (i, note) in self.notes.into_iter().enumerate() {
            let letter = letter(i);
            draft.markup.push_str("<li id=\"");
            own_id(draft);
            draft.markup.push_str(&format!("note-{letter}\">"));
            let base = u32::try_from(draft.markup.len()).unwrap_or(0);
            let moved =
                note.marks.into_iter().map(|m| MarkDraft { start: m.start + base, end: m.end + base, ..m });
            draft.marks.extend(moved);
            draft.prose.extend(note.prose.into_iter().map(|(s, e)| (s + base, e + base)));
            for quotation in draft.quotations.get_mut(note.quotations).into_iter().flatten() {
                quotation.words = (quotation.words.0 + base, quotation.words.1 + base);
            }
            let text = note.markup.trim_end();
            let (text, tail) = text.strip_suffix("</p>").map_or((text, ""), |text| (text, "</p>"));
            draft.markup.push_str(text);
            if self.order.contains_key(&note.name) {
                draft.markup.push_str(&format!(" <a href=\"#noteref-{letter}\">↩</a>"));
            }
            draft.markup.push_str(tail);
            draft.markup.push_str("</li>\n");
        }
        draft.markup.push_str("</ol>\n");
    }
}

/// Notes that an id of the program's own follows.
fn own_id(draft: &mut Writing) {
    let at = u32::try_from(draft.markup.len()).unwrap_or(u32::MAX);
    draft.marks.push(MarkDraft { start: at, end: at, kind: MarkDraftKind::Id });
}

/// a, b, … z, aa, ab, …
fn letter(index: usize) -> String {
    let last = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}
