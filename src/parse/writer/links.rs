//! Links, and addresses as they stand in attributes.

use std::ops::Range;

use pulldown_cmark::LinkType;
use pulldown_cmark_escape::escape_href;

use super::Writer;
use crate::diag::{Diagnostic, code};
use crate::parse::{LinkDraft, MarkDraftKind, link};
use crate::text::{self, ROOT, without_signs};

pub(super) enum LinkEnd {
    Tag,
    Mark(usize),
    Nothing,
}

impl<'a> Writer<'a, '_> {
    pub(super) fn open_link(&mut self, kind: LinkType, dest: &str, title: &str, range: &Range<usize>) {
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

    pub(super) fn close_link(&mut self) {
        self.quiet = self.quiet.saturating_sub(1);
        match self.links.pop() {
            Some(LinkEnd::Tag) => self.push("</a>"),
            Some(LinkEnd::Mark(index)) => self.draft.marks[index].end = self.here(),
            _ => {}
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
