//! Footnotes: lettered in order of their first reference, written after the text with links back.

use super::MarkDraft;
use super::body::Writing;

/// The footnotes of a text so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Names in order of first reference.
    order: Vec<String>,
    notes: Vec<Note>,
    /// The note that is being written: its name, where it begins, and how many marks and prose there were.
    open: Option<(String, usize, usize, usize)>,
}

#[derive(Debug)]
struct Note {
    name: String,
    markup: String,
    marks: Vec<MarkDraft>,
    prose: Vec<(u32, u32)>,
}

impl Footnotes {
    /// Writes a reference.
    pub(super) fn reference(&mut self, name: &str, draft: &mut Writing) {
        let known = self.order.iter().position(|n| n == name);
        let index = known.unwrap_or_else(|| {
            self.order.push(name.to_owned());
            self.order.len() - 1
        });
        let letter = letter(index);
        let id = if known.is_none() { format!(" id=\"noteref-{letter}\"") } else { String::new() };
        draft.markup.push_str(&format!("<sup{id}><a href=\"#note-{letter}\">{letter}</a></sup>"));
    }

    /// Begins a definition: what follows is taken out of the text.
    pub(super) fn open(&mut self, name: &str, draft: &Writing) {
        self.open = Some((name.to_owned(), draft.markup.len(), draft.marks.len(), draft.prose.len()));
    }

    /// Ends a definition.
    pub(super) fn close(&mut self, draft: &mut Writing) {
        let Some((name, start, marks, prose)) = self.open.take() else { return };
        let base = u32::try_from(start).unwrap_or(0);
        let mut marks: Vec<MarkDraft> = draft.marks.split_off(marks);
        for mark in &mut marks {
            mark.start -= base;
            mark.end -= base;
        }
        // Prose may have been joined to a span that began before the note.
        let mut inner = draft.prose.split_off(prose);
        if let Some(last) = draft.prose.last_mut().filter(|last| last.1 > base) {
            inner.insert(0, (base, last.1));
            last.1 = base;
        }
        let prose = inner.into_iter().map(|(s, e)| (s - base, e - base)).collect();
        let markup = draft.markup.split_off(start);
        self.notes.push(Note { name, markup, marks, prose });
    }

    /// Writes the notes after the text: in order of reference, then those that nothing refers to.
    pub(super) fn append_to(mut self, draft: &mut Writing) {
        if self.notes.is_empty() {
            return;
        }
        let rank = |name: &str| self.order.iter().position(|n| n == name).unwrap_or(usize::MAX);
        self.notes.sort_by_key(|note| rank(&note.name));
        draft.markup.push_str("<ol class=\"notes\" type=\"a\">\n");
        for (i, note) in self.notes.into_iter().enumerate() {
            let letter = letter(i);
            draft.markup.push_str(&format!("<li id=\"note-{letter}\">"));
            let base = u32::try_from(draft.markup.len()).unwrap_or(0);
            let moved =
                note.marks.into_iter().map(|m| MarkDraft { start: m.start + base, end: m.end + base, ..m });
            draft.marks.extend(moved);
            draft.prose.extend(note.prose.into_iter().map(|(s, e)| (s + base, e + base)));
            let text = note.markup.trim_end();
            let (text, tail) = text.strip_suffix("</p>").map_or((text, ""), |text| (text, "</p>"));
            draft.markup.push_str(text);
            if self.order.contains(&note.name) {
                draft.markup.push_str(&format!(" <a href=\"#noteref-{letter}\">↩</a>"));
            }
            draft.markup.push_str(tail);
            draft.markup.push_str("</li>\n");
        }
        draft.markup.push_str("</ol>\n");
    }
}

/// a, b, … z, aa, ab, …
fn letter(index: usize) -> String {
    let last = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}
