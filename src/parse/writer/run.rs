//! Runs of text: bare addresses in them become links.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType};

use super::{Spanned, Writer};
use crate::parse::bare::{self, Bare, Sort};
use crate::parse::unread;

impl<'a> Writer<'a, '_> {
    /// Writes texts that follow each other, as an address may stand in several of them.
    pub(super) fn run(&mut self, first: Spanned<'a>, events: &mut impl Iterator<Item = Spanned<'a>>) {
        let mut pieces = vec![first];
        while let Some(next) = self.pending.pop_front().or_else(|| events.next()) {
            if !matches!(next.0, Event::Text(_)) {
                self.pending.push_front(next);
                break;
            }
            pieces.push(next);
        }
        let words =
            |(event, _): &Spanned<'a>| if let Event::Text(text) = event { text.clone() } else { "".into() };
        let whole: String = pieces.iter().map(|piece| words(piece).into_string()).collect();
        let mut addresses = bare::addresses(&whole);
        addresses.retain(|bare| bare.sort != Sort::Other);
        let mut addresses = addresses.into_iter().peekable();
        let (mut before, mut is_open) = (0, false);
        for piece in &pieces {
            let (text, source) = (words(piece), &piece.1);
            // What an entity or a smart sign became has no parts.
            let is_same = self.doc.body.get(source.clone()) == Some(&*text);
            let mut at = 0;
            while at < text.len() {
                let here = before + at;
                let next = addresses.peek().map(|bare| bare.range.clone());
                if next.as_ref().is_some_and(|next| here >= next.end) {
                    self.close_bare(&mut is_open);
                    addresses.next();
                    continue;
                }
                let is_inside = next.as_ref().is_some_and(|next| here >= next.start);
                let until = next.map_or(usize::MAX, |next| if is_inside { next.end } else { next.start });
                let upto = if is_same { text.len().min(until - before) } else { text.len() };
                let part = &text[at..upto];
                let range = if is_same { source.start + at..source.start + upto } else { source.clone() };
                if is_inside && !self.in_attribution(&range) {
                    if let Some(bare) = addresses.peek().filter(|_| !is_open) {
                        self.open_bare(bare, &whole, &range);
                        is_open = true;
                    }
                    self.push_text(part);
                } else {
                    self.piece(part, range);
                }
                at = upto;
            }
            before += text.len();
        }
        self.close_bare(&mut is_open);
    }

    fn piece(&mut self, text: &str, range: Range<usize>) {
        let is_written = range.end <= self.done_until && range.start < self.done_until;
        if !is_written && !self.attribution(&Event::Text(CowStr::from(text)), &range) {
            self.text(text, &range);
        }
    }

    fn open_bare(&mut self, bare: &Bare, whole: &str, range: &Range<usize>) {
        let address = &whole[bare.range.clone()];
        // What an entity became is longer or shorter than what was written.
        let end = (range.start + address.len()).min(self.doc.body.len());
        if self.doc.body.get(range.start..end) == Some(address)
            && let Some(misread) = unread::around_bare(self.doc.body, range.start..end)
        {
            self.misread(misread);
        }
        match bare.sort {
            Sort::Www => self.open_link(LinkType::Autolink, &format!("http://{address}"), "", range),
            Sort::Mail => self.open_link(LinkType::Email, address, "", range),
            Sort::Web | Sort::Other => self.open_link(LinkType::Autolink, address, "", range),
        }
    }

    fn close_bare(&mut self, is_open: &mut bool) {
        if std::mem::take(is_open) {
            self.close_link();
        }
    }

    /// Reports brackets that look like a link and are none; once for each place.
    pub(super) fn misread(&mut self, range: Range<usize>) {
        if range.start < self.misread_until {
            return;
        }
        self.misread_until = range.end;
        let written = self.doc.body.get(range.clone()).unwrap_or("");
        self.warn(unread::misread(written), &range);
    }
}
