//! Markdown events become markup; what the site must fill in becomes a mark.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::document::Document;
use super::footnotes::Footnotes;
use super::headings::Headings;
use super::markdown::Style;
use super::{BodyDraft, LinkDraft, MarkDraft, MarkDraftKind, QuotationDraft, ReadDraft, SourceRange};
use super::{image, link, quotation, read_line, sanitize};
use crate::config::RawHtml;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::Callout;
use crate::text::{ROOT, without_signs};

type Spanned<'a> = (Event<'a>, Range<usize>);

/// A blockquote that is open.
enum Quote {
    Plain,
    Callout,
    /// Its index, the byte of the body at which the attribution begins, and the attribution so far.
    Attributed {
        index: usize,
        at: usize,
        words: String,
    },
}

/// The state while the events of one body are written.
pub(super) struct Writer<'a, 'd> {
    doc: &'a Document<'a>,
    style: &'a Style,
    out: &'d mut Diagnostics,
    draft: BodyDraft,
    /// Events read ahead.
    pending: VecDeque<Spanned<'a>>,
    /// Above zero inside links, code and headings, where no actor is linked.
    quiet: u32,
    quotes: Vec<Quote>,
    /// For every open link: the mark that it ends, if it is one.
    links: Vec<LinkEnd>,
    headings: Headings,
    notes: Footnotes,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    /// Single quotation marks that are open.
    single_open: u32,
    /// Events that end before this byte were already written.
    done_until: usize,
    raw: bool,
    /// Where the last raw HTML ended that was reported; one report a line is enough.
    unsafe_until: usize,
}

enum LinkEnd {
    Tag,
    Mark(usize),
    Nothing,
}

impl<'a, 'd> Writer<'a, 'd> {
    pub(super) fn new(doc: &'a Document<'a>, style: &'a Style, out: &'d mut Diagnostics) -> Self {
        let markup = String::with_capacity(doc.body.len() + doc.body.len() / 4);
        Self {
            doc,
            style,
            out,
            draft: BodyDraft { markup, ..BodyDraft::default() },
            pending: VecDeque::new(),
            quiet: 0,
            quotes: Vec::new(),
            links: Vec::new(),
            headings: Headings::default(),
            notes: Footnotes::default(),
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
            single_open: 0,
            done_until: 0,
            raw: false,
            unsafe_until: 0,
        }
    }

    /// Writes all events; tells whether raw HTML was among them.
    pub(super) fn write(mut self, mut events: impl Iterator<Item = Spanned<'a>>) -> (BodyDraft, bool) {
        while let Some((event, range)) = self.pending.pop_front().or_else(|| events.next()) {
            if range.end <= self.done_until && range.start < self.done_until {
                continue;
            }
            match event {
                Event::Start(Tag::Paragraph) => self.paragraph(range, &mut events),
                Event::Start(Tag::Item) => self.item(range, &mut events),
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let alt = self.alt(&mut events);
                    self.image(&dest_url, &title, &alt, &range);
                }
                event => self.event(event, range),
            }
        }
        let Self { mut draft, notes, raw, .. } = self;
        notes.append_to(&mut draft);
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

    /// A paragraph: of Read lines, of one image alone, or of prose.
    fn paragraph(&mut self, range: Range<usize>, events: &mut impl Iterator<Item = Spanned<'a>>) {
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
    fn item(&mut self, range: Range<usize>, events: &mut impl Iterator<Item = Spanned<'a>>) {
        self.push("<li>");
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
    fn ahead(&mut self, events: &mut impl Iterator<Item = Spanned<'a>>, end: TagEnd) -> Vec<Spanned<'a>> {
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

    /// Writes an image that is alone in its paragraph; `false` if there is more.
    fn figure(&mut self, inner: &[Spanned<'a>]) -> bool {
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), range)) = inner.first() else {
            return false;
        };
        let Some(end) = inner.iter().position(|(e, _)| matches!(e, Event::End(TagEnd::Image))) else {
            return false;
        };
        if end + 2 != inner.len() {
            return false;
        }
        let alt = link::plain(&inner[1..end]);
        let (caption, credit) = image::caption_and_credit(title);
        if credit.is_none() {
            let problem = Diagnostic::new(code::MISSING_CREDIT, "the picture has no credit");
            let hint =
                "write it in the title, as in `![what it shows](picture.jpg \"Caption. Credit: Name\")`";
            self.warn(problem.hint(hint), range);
        }
        self.push("<figure class=\"picture\">");
        self.image(dest_url, "", &alt, range);
        if caption.is_some() || credit.is_some() {
            self.push("<figcaption>");
            self.push_text(caption.as_deref().unwrap_or(""));
            if let Some(credit) = credit {
                self.push(" <span class=\"credit\">");
                self.push_text(&credit);
                self.push("</span>");
            }
            self.push("</figcaption>");
        }
        self.push("</figure>\n");
        true
    }

    /// The text inside an image.
    fn alt(&mut self, events: &mut impl Iterator<Item = Spanned<'a>>) -> String {
        let inner = self.ahead(events, TagEnd::Image);
        link::plain(&inner)
    }

    fn image(&mut self, dest: &str, title: &str, alt: &str, range: &Range<usize>) {
        if alt.trim().is_empty() {
            let problem = Diagnostic::new(
                code::MISSING_ALT,
                "the picture has no description for those who cannot see it",
            );
            self.warn(
                problem.hint("write it between the brackets, as in `![what it shows](picture.jpg)`"),
                range,
            );
        }
        if image::is_absolute(dest) {
            self.distant_image(dest, alt, range);
            return;
        }
        let address = image::address(dest, &self.doc.file.path);
        self.push("<img src=\"");
        self.href(&address);
        self.push("\" alt=\"");
        self.push_attribute(alt);
        if !title.is_empty() {
            self.push("\" title=\"");
            self.push_attribute(title);
        }
        self.push("\" loading=\"lazy\" decoding=\"async\">");
    }

    /// A picture on another site is a link, so that no visit is told to that site.
    fn distant_image(&mut self, dest: &str, alt: &str, range: &Range<usize>) {
        self.warn(image::third_party(), range);
        let text = if alt.trim().is_empty() { dest } else { alt };
        match link::target(pulldown_cmark::LinkType::Inline, dest, &self.doc.file.path) {
            link::Destination::Address(address) => {
                self.push("<a href=\"");
                self.href(&address);
                self.push("\">");
                self.push_text(text);
                self.push("</a>");
            }
            _ => self.push_text(text),
        }
    }

    /// An address, escaped; the sign for the site's root stays as it is.
    fn href(&mut self, address: &str) {
        let rest = address.strip_prefix(ROOT);
        if rest.is_some() {
            self.draft.markup.push(ROOT);
        }
        let _ = escape_href(&mut self.draft.markup, &without_signs(rest.unwrap_or(address)));
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.attribution(&event, &range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => {
                self.push("<code>");
                self.push_text(&code);
                self.push("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, &range),
            Event::FootnoteReference(name) => self.notes.reference(&name, &mut self.draft),
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => self.push(if done { "☑ " } else { "☐ " }),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.push_text(&math),
        }
    }

    /// Whether a range lies in the attribution of the innermost quotation.
    fn in_attribution(&self, range: &Range<usize>) -> bool {
        matches!(self.quotes.last(), Some(Quote::Attributed { at, .. }) if range.start >= *at)
    }

    /// Collects the words of an attribution instead of writing them.
    fn attribution(&mut self, event: &Event, range: &Range<usize>) -> bool {
        let Some(Quote::Attributed { at, words, .. }) = self.quotes.last_mut() else { return false };
        if range.start >= *at {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(&without_signs(text)),
                Event::End(TagEnd::BlockQuote(_)) => return false,
                _ => {}
            }
            return true;
        }
        // The break between the last words and the attribution.
        let gap = self.doc.body.get(range.end..*at).unwrap_or("x");
        matches!(event, Event::SoftBreak | Event::HardBreak)
            && gap.trim_matches(['>', ' ', '\t', '\n', '\r']).is_empty()
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if text.contains('[')
            && self.quiet == 0
            && let Some((name, end)) = link::citation(self.doc.body, range)
        {
            let source = self.source(&(range.start..end));
            let start = self.here();
            self.mark(start, MarkDraftKind::Cite(Box::new(LinkDraft { target: name.to_owned(), source })));
            self.done_until = end;
            return;
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
        if self.quiet == 0 {
            let end = self.here();
            self.draft.words += u32::try_from(text.split_ascii_whitespace().count()).unwrap_or(0);
            match self.draft.prose.last_mut() {
                Some(last) if last.1 == start => last.1 = end,
                _ => self.draft.prose.push((start, end)),
            }
        }
    }

    /// A quotation mark of the text's language; an apostrophe is the same in every one.
    fn quotation_mark(&mut self, index: usize, range: &Range<usize>) {
        let next = self.doc.body.get(range.end..).and_then(|rest| rest.chars().next());
        let closes = self.single_open > 0 && !next.is_some_and(char::is_alphanumeric);
        match index {
            2 => self.single_open += 1,
            3 if closes => self.single_open -= 1,
            3 => return self.push("’"),
            _ => {}
        }
        self.push(self.style.quotes[index]);
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        if self.style.raw_html == RawHtml::Escape {
            self.push_text(html);
            return;
        }
        self.raw = true;
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
        self.push(&sanitize::without_entities(&without_signs(html)));
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                self.quiet += 1;
                self.headings.open(level as u8, id.as_deref(), &mut self.draft.markup);
            }
            Tag::BlockQuote(kind) => self.open_quote(kind, range),
            Tag::CodeBlock(kind) => {
                self.quiet += 1;
                self.push(&format!(
                    "<pre role=\"group\" tabindex=\"0\" aria-label=\"{}\"><code",
                    self.style.phrases.get("code")
                ));
                if let CodeBlockKind::Fenced(language) = kind {
                    let word = language.split([' ', ',']).next().unwrap_or("").to_owned();
                    if !word.is_empty() {
                        self.push(" class=\"language-");
                        self.push_attribute(&word);
                        self.push("\"");
                    }
                }
                self.push(">");
            }
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(first)) => self.push(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.push("<ul>\n"),
            Tag::FootnoteDefinition(name) => self.notes.open(&name, &self.draft),
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                let label = self.style.phrases.get("table");
                self.push(&format!(
                    "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\"><table>\n"
                ));
            }
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.push("<tr>");
            }
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.open_link(link_type, &dest_url, &title, range)
            }
            Tag::Paragraph | Tag::Item | Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::Heading(_) => {
                self.quiet = self.quiet.saturating_sub(1);
                self.headings.close(&mut self.draft);
            }
            TagEnd::BlockQuote(_) => self.close_quote(),
            TagEnd::CodeBlock => {
                self.quiet = self.quiet.saturating_sub(1);
                self.push("</code></pre>\n");
            }
            TagEnd::List(ordered) => self.push(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::FootnoteDefinition => self.notes.close(&mut self.draft),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.push(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        if let Some(kind) = kind {
            let (callout, class) = callout(kind);
            self.push(&format!("<div role=\"note\" class=\"callout {class}\"><p class=\"callout-label\">"));
            let start = self.here();
            self.mark(start, MarkDraftKind::Callout(callout));
            self.push("</p>\n");
            self.quotes.push(Quote::Callout);
            return;
        }
        match quotation::attribution_at(&self.doc.body[range.clone()]) {
            Some(at) => {
                let index = self.draft.quotations.len();
                self.push(&format!("<figure class=\"quotation\" id=\"quote-{}\"><blockquote>\n", index + 1));
                let start = self.here();
                self.draft.quotations.push(QuotationDraft {
                    words: (start, start),
                    name: String::new(),
                    whereabouts: None,
                });
                self.quotes.push(Quote::Attributed { index, at: range.start + at, words: String::new() });
            }
            None => {
                self.push("<blockquote>\n");
                self.quotes.push(Quote::Plain);
            }
        }
    }

    fn close_quote(&mut self) {
        match self.quotes.pop() {
            Some(Quote::Callout) => self.push("</div>\n"),
            Some(Quote::Attributed { index, words, .. }) => {
                let (name, whereabouts) = quotation::name_and_rest(&words);
                let end = self.here();
                if let Some(draft) = self.draft.quotations.get_mut(index) {
                    *draft = QuotationDraft { words: (draft.words.0, end), name, whereabouts };
                }
                self.push("</blockquote><figcaption>");
                let start = self.here();
                self.mark(start, MarkDraftKind::Speaker(u32::try_from(index).unwrap_or(u32::MAX)));
                self.push("</figcaption></figure>\n");
            }
            _ => self.push("</blockquote>\n"),
        }
    }

    fn open_cell(&mut self) {
        let name = if self.in_head { "th scope=\"col\"" } else { "td" };
        let class = match self.alignments.get(self.cell) {
            Some(Alignment::Right) => " class=\"number\"",
            Some(Alignment::Center) => " class=\"middle\"",
            _ => "",
        };
        self.cell += 1;
        self.push(&format!("<{name}{class}>"));
    }

    fn open_link(&mut self, kind: pulldown_cmark::LinkType, dest: &str, title: &str, range: &Range<usize>) {
        self.quiet += 1;
        let target = link::target(kind, dest, &self.doc.file.path);
        match target {
            link::Destination::Named(target) => {
                let start = self.here();
                let link = LinkDraft { target, source: self.source(range) };
                self.mark(start, MarkDraftKind::Link(Box::new(link)));
                self.links.push(LinkEnd::Mark(self.draft.marks.len() - 1));
            }
            link::Destination::Address(address) => {
                self.push("<a href=\"");
                self.href(&address);
                if !title.is_empty() {
                    self.push("\" title=\"");
                    self.push_attribute(title);
                }
                self.push("\">");
                self.links.push(LinkEnd::Tag);
            }
            link::Destination::Unsafe(scheme) => {
                let problem =
                    Diagnostic::new(code::UNSAFE_LINK, format!("a link must not begin with `{scheme}:`"));
                self.warn(problem.hint("the text stays, without the link"), range);
                self.links.push(LinkEnd::Nothing);
            }
        }
    }

    fn close_link(&mut self) {
        self.quiet = self.quiet.saturating_sub(1);
        match self.links.pop() {
            Some(LinkEnd::Tag) => self.push("</a>"),
            Some(LinkEnd::Mark(index)) => self.draft.marks[index].end = self.here(),
            _ => {}
        }
    }
}

fn callout(kind: BlockQuoteKind) -> (Callout, &'static str) {
    match kind {
        BlockQuoteKind::Note => (Callout::Note, "note"),
        BlockQuoteKind::Tip => (Callout::Tip, "tip"),
        BlockQuoteKind::Important => (Callout::Important, "important"),
        BlockQuoteKind::Warning => (Callout::Warning, "warning"),
        BlockQuoteKind::Caution => (Callout::Caution, "caution"),
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
fn title_bytes(body: &str, line: &read_line::Line, title: &str) -> Range<usize> {
    let (start, end) = line.bytes;
    let source = body.get(start..end).unwrap_or("");
    if let Some(at) = source.find(title) {
        return start + at..start + at + title.len();
    }
    // Smart punctuation changed it: all after the sign that follows the prefix.
    let rest = source
        .find([':', '|', '：', '›', '»'])
        .map_or(source, |at| source[at..].trim_start_matches([':', '|', '：', '›', '»', ' ', '[']));
    let from = end - rest.len();
    from..from + rest.trim_end().len()
}
