//! Paragraphs and list items: Read lines, a picture alone, or prose.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Spanned, Writer};
use crate::parse::{MarkDraftKind, ReadDraft, link, read_line};

impl<'a> Writer<'a, '_> {
    /// A paragraph: of Read lines, of one image alone, or of prose.
    pub(super) fn paragraph(&mut self, range: Range<usize>, events: &mut impl Iterator<Item = Spanned<'a>>) {
        if self.in_attribution(&range) {
            return;
        }
        let source = &self.doc.body[range];
        let reads = read_line::begins(source, self.style);
        if reads || source.starts_with("![") {
            let inner = self.ahead(events, TagEnd::Paragraph);
            let done = if reads { self.reads(&inner) } else { self.figure(&inner) };
            if done {
                return;
            }
            self.pending = inner.into_iter().chain(self.pending.drain(..)).collect();
        }
        self.push("<p>");
    }

    /// A list item; a tight one may be a Read line.
    pub(super) fn item(&mut self, range: Range<usize>, events: &mut impl Iterator<Item = Spanned<'a>>) {
        self.open_item(&range, events);
        let source =
            self.doc.body[range].trim_start_matches(|c: char| c.is_ascii_digit() || "-*+.) \t".contains(c));
        if !read_line::begins(source, self.style) {
            return;
        }
        let inner = self.ahead(events, TagEnd::Item);
        let has_blocks = inner.iter().any(|(event, _)| matches!(event, Event::Start(tag) if is_block(tag)));
        if !has_blocks && self.reads(&inner) {
            self.push("</li>\n");
            return;
        }
        self.pending = inner.into_iter().chain(self.pending.drain(..)).collect();
    }

    /// The events up to the matching end, which comes last.
    pub(super) fn ahead(
        &mut self,
        events: &mut impl Iterator<Item = Spanned<'a>>,
        end: TagEnd,
    ) -> Vec<Spanned<'a>> {
        let mut inner = Vec::new();
        let mut depth = 0usize;
        while let Some((event, range)) = self.pending.pop_front().or_else(|| events.next()) {
            let ends = matches!(&event, Event::End(tag) if *tag == end);
            let starts = matches!(&event, Event::Start(tag) if tag.to_end() == end);
            depth += usize::from(starts);
            inner.push((event, range));
            if ends && depth == 0 {
                break;
            }
            depth -= usize::from(ends);
        }
        inner
    }

    /// Writes Read cards; `false` if the events are prose after all.
    fn reads(&mut self, inner: &[Spanned]) -> bool {
        let Some(lines) = read_line::join(link::lines(inner), self.style) else { return false };
        for line in lines {
            let Some(parts) = read_line::parts(&line.text, self.style) else {
                self.push("<p>");
                self.push_text(line.text.trim());
                self.push("</p>\n");
                continue;
            };
            let draft = ReadDraft {
                prefix: parts.prefix.to_owned(),
                title: parts.title.to_owned(),
                link: line.link.clone(),
                source: self.source(&title_bytes(self.doc.body, &line, parts.title)),
            };
            let index = u32::try_from(self.draft.reads.len()).unwrap_or(u32::MAX);
            self.draft.reads.push(draft);
            let start = self.here();
            self.mark(start, MarkDraftKind::Read(index));
            self.push("\n");
        }
        true
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// The bytes of a Read line's title in the body.
fn title_bytes(body: &str, line: &read_line::ReadLine, title: &str) -> Range<usize> {
    let (start, end) = line.bytes;
    let source = body.get(start..end).unwrap_or("");
    if let Some(at) = memchr::memmem::find(source.as_bytes(), title.as_bytes()) {
        return start + at..start + at + title.len();
    }
    // Smart punctuation changed it: all after the sign that follows the prefix.
    let rest = source
        .find([':', '|', '：', '›', '»'])
        .map_or(source, |at| source[at..].trim_start_matches([':', '|', '：', '›', '»', ' ', '[']));
    let from = end - rest.len();
    from..from + rest.trim_end().len()
}

/// How many tags of raw HTML are open in which no actor is linked, after a piece of it.
pub(super) fn quiet_after(mut open: u32, html: &str) -> u32 {
    const QUIET: &[&str] =
        &["a", "code", "pre", "kbd", "samp", "h1", "h2", "h3", "h4", "h5", "h6", "button", "svg", "cite"];
    for tag in html.split('<').skip(1) {
        let (closes, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if !QUIET.iter().any(|quiet| quiet.eq_ignore_ascii_case(name)) {
            continue;
        }
        open = if closes { open.saturating_sub(1) } else { open + 1 };
    }
    open
}
