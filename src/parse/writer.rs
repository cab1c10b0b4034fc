//! Markdown events become markup; what the site must fill in becomes a mark.

mod block;
mod cells;
mod links;
mod list;
mod passage;
mod picture;
mod quote;
mod run;

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use rustc_hash::FxHashMap;

use block::TableState;
use links::LinkEnd;
use list::List;
use quote::Quote;

use super::body::Writing;
use super::comments::Comments;
use super::document::Document;
use super::footnotes::Footnotes;
use super::headings::Headings;
use super::markdown::Style;
use super::{LinkDraft, MarkDraft, MarkDraftKind, SourceRange};
use super::{bare, link, sanitize, unread};
use crate::config::RawHtml;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::text::without_signs;

type Spanned<'a> = (Event<'a>, Range<usize>);
type Definitions = FxHashMap<String, (String, String)>;

/// The state while the events of one body are written.
pub(super) struct Writer<'a, 'd> {
    doc: &'a Document<'a>,
    style: &'a Style,
    out: &'d mut Diagnostics,
    draft: Writing,
    /// Events read ahead.
    pending: VecDeque<Spanned<'a>>,
    /// Above zero inside links, code and headings, where no actor is linked.
    quiet: u32,
    /// The same inside tags of raw HTML.
    raw_quiet: u32,
    quotes: Vec<Quote>,
    /// For every open link: the mark that it ends, if it is one.
    links: Vec<LinkEnd>,
    /// Where references lead that the text defines, with their titles, by their folded labels.
    definitions: Definitions,
    headings: Headings,
    notes: Footnotes,
    table: TableState,
    /// The lists that are open, the innermost last.
    lists: Vec<List>,
    /// Whether the body may hold addresses without brackets.
    has_bare: bool,
    /// Where the last brackets ended that were reported as no link.
    misread_until: usize,
    /// Whether some link names a part of the page otherwise than ids are made.
    odd_part: bool,
    /// Single quotation marks that are open.
    single_open: u32,
    /// Events that end before this byte were already written.
    done_until: usize,
    raw: bool,
    /// Where the last raw HTML ended that was reported; one report a line is enough.
    unsafe_until: usize,
    comments: Comments,
}

impl<'a, 'd> Writer<'a, 'd> {
    pub(super) fn new(
        doc: &'a Document<'a>,
        style: &'a Style,
        definitions: Definitions,
        out: &'d mut Diagnostics,
    ) -> Self {
        let markup = String::with_capacity(doc.body.len() + doc.body.len() / 16 + 128);
        Self {
            doc,
            style,
            out,
            draft: Writing { markup, ..Writing::default() },
            pending: VecDeque::new(),
            quiet: 0,
            raw_quiet: 0,
            quotes: Vec::new(),
            links: Vec::new(),
            definitions,
            headings: Headings::of(doc.file.kind),
            notes: Footnotes::default(),
            table: TableState::default(),
            lists: Vec::new(),
            has_bare: bare::may_stand_in(doc.body),
            misread_until: 0,
            odd_part: false,
            single_open: 0,
            done_until: 0,
            raw: false,
            unsafe_until: 0,
            comments: Comments::default(),
        }
    }

    /// Writes all events; tells whether raw HTML was among them.
    pub(super) fn write(mut self, mut events: impl Iterator<Item = Spanned<'a>>) -> (Writing, bool) {
        while let Some((event, range)) = self.pending.pop_front().or_else(|| events.next()) {
            if range.end <= self.done_until && range.start < self.done_until {
                continue;
            }
            let (event, range) = self.rest_of(event, range);
            match event {
                Event::Start(Tag::Paragraph) => {
                    // A tag that is not closed ends with its paragraph.
                    self.raw_quiet = 0;
                    self.paragraph(range, &mut events);
                }
                Event::Start(Tag::Item) => self.item(range, &mut events),
                Event::Start(Tag::Image { link_type, dest_url, .. })
                    if picture::is_wikilink(link_type, &dest_url) =>
                {
                    self.ahead(&mut events, TagEnd::Image);
                    let written = self.doc.body.get(range).unwrap_or("");
                    self.push_text(written);
                }
                Event::Text(text) if self.has_bare && self.quiet == 0 && self.raw_quiet == 0 => {
                    self.run((Event::Text(text), range), &mut events);
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let alt = self.alt(&mut events);
                    self.image(&dest_url, &title, &alt, &range);
                }
                event => self.event(event, range),
            }
        }
        let Self { mut draft, notes, raw, headings, odd_part, .. } = self;
        notes.append_to(&mut draft);
        if odd_part {
            headings.lead_to_ids(&mut draft);
        }
        draft.marks.sort_by_key(|mark| (mark.start, mark.end));
        (draft, raw)
    }

    fn here(&self) -> u32 {
        u32::try_from(self.draft.markup.len()).unwrap_or(u32::MAX)
    }

    fn push(&mut self, markup: &str) {
        self.draft.markup.push_str(markup);
    }

    fn push_text(&mut self, text: &str) {
        // Writing into a `String` cannot fail.
        let _ = escape_html_body_text(&mut self.draft.markup, &without_signs(text));
    }

    fn push_attribute(&mut self, text: &str) {
        let _ = escape_html(&mut self.draft.markup, &without_signs(text));
    }

    /// The bytes of the file behind a range of the body.
    fn source(&self, range: &Range<usize>) -> SourceRange {
        let clamp = |n: usize| u32::try_from(n + self.doc.body_at).unwrap_or(u32::MAX);
        (clamp(range.start), clamp(range.end))
    }

    fn warn(&mut self, diagnostic: Diagnostic, range: &Range<usize>) {
        let at = super::body::at(self.doc.id, self.source(range));
        self.out.push(diagnostic.at(at));
    }

    fn mark(&mut self, start: u32, kind: MarkDraftKind) {
        let end = self.here();
        self.draft.marks.push(MarkDraft { start, end, kind });
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.attribution(&event, &range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => {
                self.push("<code>");
                self.push_text(&code);
                self.push("</code>");
            }
            Event::Html(html) => self.html(&html, &range),
            Event::InlineHtml(html) => {
                self.raw_begins(&range);
                self.html(&html, &range);
            }
            Event::FootnoteReference(name) => self.notes.reference(&name, &mut self.draft),
            Event::SoftBreak => {
                let start = self.here();
                self.push("\n");
                self.prose(start);
            }
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => self.push(if done { "☑ " } else { "☐ " }),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.push_text(&math),
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if text.contains('[')
            && self.quiet == 0
            && let Some((name, end)) = link::citation(self.doc.body, range)
        {
            let source = self.source(&(range.start..end));
            let start = self.here();
            let signs = (format!("[^{name}]").into(), "");
            self.mark(
                start,
                MarkDraftKind::Cite(Box::new(LinkDraft { target: name.to_owned(), source, signs })),
            );
            self.done_until = end;
            return;
        }
        if text.starts_with([']', '['])
            && let Some(misread) = unread::around(self.doc.body, range.start)
        {
            self.misread(misread);
        }
        let start = self.here();
        match text {
            "“" | "”" | "‘" | "’"
                if self.doc.body.get(range.clone()).is_some_and(|s| s == "\"" || s == "'") =>
            {
                let index = match text {
                    "“" => 0,
                    "”" => 1,
                    "‘" => 2,
                    _ => 3,
                };
                self.quotation_mark(index, range);
            }
            text => self.push_text(text),
        }
        self.prose(start);
    }

    /// What was written since is prose, in which actors may be mentioned, unless it stands in a link, code or heading.
    fn prose(&mut self, start: u32) {
        if self.quiet > 0 || self.raw_quiet > 0 {
            return;
        }
        let end = self.here();
        match self.draft.prose.last_mut() {
            Some(last) if last.1 == start => last.1 = end,
            _ => self.draft.prose.push((start, end)),
        }
    }

    /// What is not written yet of an event of which a part was.
    fn rest_of(&self, event: Event<'a>, range: Range<usize>) -> Spanned<'a> {
        match event {
            Event::Text(text) if range.start < self.done_until && text.len() == range.len() => {
                let rest = text.get(self.done_until - range.start..).unwrap_or("").to_owned();
                (Event::Text(rest.into()), self.done_until..range.end)
            }
            event => (event, range),
        }
    }

    /// Notes where raw HTML begins, for what the sanitiser has to say of it.
    fn raw_begins(&mut self, range: &Range<usize>) {
        if self.style.raw_html == RawHtml::Sanitize {
            let (start, source) = (self.here(), self.source(range));
            self.mark(start, MarkDraftKind::Raw(source));
        }
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        let html = &*self.comments.taken_out(html);
        if html.is_empty() {
            return;
        }
        if self.style.raw_html == RawHtml::Escape {
            self.push_text(html);
            return;
        }
        self.raw = true;
        self.raw_quiet = passage::quiet_after(self.raw_quiet, html);
        if self.style.raw_html == RawHtml::Sanitize {
            let told =
                self.doc.body.get(self.unsafe_until..range.start).is_some_and(|gap| !gap.contains('\n'));
            if let Some(found) = sanitize::removed(html).filter(|_| !told || self.unsafe_until == 0) {
                self.unsafe_until = range.end.max(1);
                let problem =
                    Diagnostic::new(code::UNSAFE_HTML, format!("`{found}` is taken out of raw HTML")).hint(
                        "`raw_html: trust` in site.yaml keeps it, for sites whose every file is your own",
                    );
                self.warn(problem, range);
            }
        }
        self.push(&without_signs(html));
    }
}
