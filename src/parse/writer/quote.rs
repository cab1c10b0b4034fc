//! Blockquotes: plain ones, callouts, and quotations with their speaker; quotation marks.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, TagEnd};

use super::Writer;
use crate::model::Callout;
use crate::parse::{MarkDraftKind, QuotationDraft, quotation};
use crate::text::without_signs;

/// A blockquote that is open.
pub(super) enum Quote {
    Plain,
    Callout,
    /// Its index, the byte of the body at which the attribution begins, and the attribution so far.
    Attributed {
        index: usize,
        at: usize,
        words: String,
    },
}

impl<'a> Writer<'a, '_> {
    pub(super) fn open_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
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
                self.push("<figure class=\"quotation\" id=\"");
                let start = self.here();
                self.mark(start, MarkDraftKind::Id);
                self.push(&format!("quote-{}\"><blockquote>\n", index + 1));
                let start = self.here();
                let written = self.doc.body[range.clone()].trim_end().len();
                self.draft.quotations.push(QuotationDraft {
                    words: (start, start),
                    name: String::new(),
                    whereabouts: None,
                    source: self.source(&(range.start + at..range.start + written)),
                });
                self.quotes.push(Quote::Attributed { index, at: range.start + at, words: String::new() });
            }
            None => {
                self.push("<blockquote>\n");
                self.quotes.push(Quote::Plain);
            }
        }
    }

    pub(super) fn close_quote(&mut self) {
        match self.quotes.pop() {
            Some(Quote::Callout) => self.push("</div>\n"),
            Some(Quote::Attributed { index, words, .. }) => {
                let (name, whereabouts) = quotation::name_and_rest(&words);
                let end = self.here();
                if let Some(draft) = self.draft.quotations.get_mut(index) {
                    draft.words.1 = end;
                    (draft.name, draft.whereabouts) = (name, whereabouts);
                }
                self.push("</blockquote><figcaption>");
                let start = self.here();
                self.mark(start, MarkDraftKind::Speaker(u32::try_from(index).unwrap_or(u32::MAX)));
                self.push("</figcaption></figure>\n");
            }
            _ => self.push("</blockquote>\n"),
        }
    }

    /// Whether a range lies in the attribution of the innermost quotation.
    pub(super) fn in_attribution(&self, range: &Range<usize>) -> bool {
        matches!(self.quotes.last(), Some(Quote::Attributed { at, .. }) if range.start >= *at)
    }

    /// Collects the words of an attribution instead of writing them.
    pub(super) fn attribution(&mut self, event: &Event, range: &Range<usize>) -> bool {
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

    /// A quotation mark of the text's language; an apostrophe is the same in every one.
    pub(super) fn quotation_mark(&mut self, index: usize, range: &Range<usize>) {
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
