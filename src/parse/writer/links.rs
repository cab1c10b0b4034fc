//! Links, and addresses as they stand in attributes.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use pulldown_cmark_escape::escape_href;

use super::Writer;
use crate::diag::{Diagnostic, code};
use crate::parse::{LinkDraft, MarkDraftKind, image, link, markdown, unread};
use crate::text::{self, ROOT, without_signs};

pub(super) enum LinkEnd {
    Tag,
    /// A link in brackets that are no part of it.
    Bracketed,
    Mark(usize),
    Nothing,
}

/// So far after a wikilink's brackets the address of a usual link is looked for.
const FAR: usize = 2048;

impl<'a> Writer<'a, '_> {
    pub(super) fn open_link(&mut self, kind: LinkType, dest: &str, title: &str, range: &Range<usize>) {
        if matches!(kind, LinkType::WikiLink { .. }) && self.usual_link(dest, range) {
            return;
        }
        self.quiet += 1;
        if !matches!(kind, LinkType::WikiLink { .. }) {
            self.strokes(dest, range);
            if let Some(picture) = unread::parted_picture(self.doc.body, dest, range) {
                self.misread(picture);
            }
        }
        let target = link::target(kind, dest, &self.doc.file.path);
        match target {
            link::Destination::Named(target) => {
                let start = self.here();
                let signs = match kind {
                    LinkType::WikiLink { has_pothole: true } => (format!("[[{dest}|").into(), "]]"),
                    LinkType::WikiLink { .. } => ("[[".into(), "]]"),
                    _ => ("".into(), ""),
                };
                let link = LinkDraft { target, source: self.source(range), signs };
                self.mark(start, MarkDraftKind::Link(Box::new(link)));
                self.links.push(LinkEnd::Mark(self.draft.marks.len() - 1));
            }
            link::Destination::Address(address) => {
                self.odd_part |= address.strip_prefix('#').is_some_and(|part| text::slug(part) != part);
                self.push("<a href=\"");
                self.href(&address);
                if !title.is_empty() {
                    self.push("\" title=\"");
                    self.push_attribute(title);
                }
                self.push("\">");
                self.links.push(LinkEnd::Tag);
            }
            link::Destination::OwnMachine(problem) => {
                self.warn(problem, range);
                self.links.push(LinkEnd::Nothing);
            }
            link::Destination::Unsafe(scheme) => {
                let problem =
                    Diagnostic::new(code::UNSAFE_LINK, format!("a link must not begin with `{scheme}:`"));
                self.warn(problem.hint("the text stays, without the link"), range);
                self.links.push(LinkEnd::Nothing);
            }
        }
    }

    /// What CommonMark knows as a link is none of the site's: `[[1]](address)`, and brackets around what the text defines.
    fn usual_link(&mut self, dest: &str, range: &Range<usize>) -> bool {
        if self.doc.body.as_bytes().get(range.end) == Some(&b'(') && self.inline_link(range) {
            return true;
        }
        let Some((to, title)) = self.definitions.get(&text::fold(dest)).cloned() else { return false };
        self.push("[");
        self.open_link(LinkType::Shortcut, &to, &title, range);
        if let Some(end @ LinkEnd::Tag) = self.links.last_mut() {
            *end = LinkEnd::Bracketed;
        }
        true
    }

    /// Writes a link whose words are in brackets; `false` if there is none.
    fn inline_link(&mut self, range: &Range<usize>) -> bool {
        let body = self.doc.body;
        let far = text::floor_boundary(body, range.end.saturating_add(FAR));
        let source = &body[range.start..far];
        let mut inner = markdown::plain_events(source).skip(1);
        let Some((Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, .. }), whole)) =
            inner.next()
        else {
            return false;
        };
        if whole.start > 0 || range.start + whole.end <= range.end {
            return false;
        }
        let here = range.start..range.start + whole.end;
        self.open_link(LinkType::Inline, &dest_url, &title, &here);
        for (event, at) in inner.take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Link))) {
            if !matches!(event, Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image)) {
                self.event(event, range.start + at.start..range.start + at.end);
            }
        }
        self.close_link();
        self.done_until = here.end;
        true
    }

    pub(super) fn close_link(&mut self) {
        self.quiet = self.quiet.saturating_sub(1);
        match self.links.pop() {
            Some(LinkEnd::Tag) => self.push("</a>"),
            Some(LinkEnd::Bracketed) => self.push("</a>]"),
            Some(LinkEnd::Mark(index)) => self.draft.marks[index].end = self.here(),
            _ => {}
        }
    }

    /// Reports strokes of Windows in an address.
    pub(super) fn strokes(&mut self, dest: &str, range: &Range<usize>) {
        if image::strokes(dest).is_none() {
            return;
        }
        // Markdown takes a stroke before a sign for an escape.
        let written = self.doc.body.get(range.clone()).and_then(|link| link.rsplit_once("]("));
        let written = written.map(|(_, rest)| rest.split([' ', ')', '>']).next().unwrap_or(rest));
        let written = written.map(|rest| rest.trim_start_matches('<')).filter(|rest| rest.contains('\\'));
        if let Some(problem) = image::strokes(written.unwrap_or(dest)) {
            self.warn(problem, range);
        }
    }

    /// An address, escaped; the sign for the site's root stays as it is.
    pub(super) fn href(&mut self, address: &str) {
        let rest = address.strip_prefix(ROOT);
        if rest.is_some() {
            self.draft.markup.push(ROOT);
        }
        let _ = escape_href(&mut self.draft.markup, &without_signs(rest.unwrap_or(address)));
    }
}
