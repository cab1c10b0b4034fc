//! Numbers of ordered lists: those that do not follow by one are kept as they are written.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Spanned, Writer};

/// A list that is open.
#[derive(Default)]
pub(super) struct List {
    /// The first number; `None` for a list without numbers.
    first: Option<u64>,
    /// How many items have begun.
    items: u64,
    /// The number that the next item gets of itself.
    next: u64,
    /// Whether every item has the same small number, Markdown's habit for "the next".
    is_lazy: bool,
}

impl List {
    pub fn of(first: Option<u64>) -> Self {
        Self { first, next: first.unwrap_or(0), ..Self::default() }
    }
}

impl<'a> Writer<'a, '_> {
    /// Begins an item, with its number where a browser would count to another.
    pub(super) fn open_item(&mut self, range: &Range<usize>, events: &mut impl Iterator<Item = Spanned<'a>>) {
        match self.own_number(range, events) {
            Some(number) => self.push(&format!("<li value=\"{number}\">")),
            None => self.push("<li>"),
        }
    }

    fn own_number(
        &mut self,
        range: &Range<usize>,
        events: &mut impl Iterator<Item = Spanned<'a>>,
    ) -> Option<u64> {
        let written = number(self.doc.body, range);
        let list = self.lists.last_mut()?;
        let (first, written) = (list.first?, written?);
        list.items += 1;
        let expected = list.next;
        list.next = written.saturating_add(1);
        if list.is_lazy || written == expected {
            return None;
        }
        if list.items == 2 && written == first && first <= 1 {
            let is_lazy = self.all_are(first, events);
            if let Some(list) = self.lists.last_mut() {
                list.is_lazy = is_lazy;
            }
            return (!is_lazy).then_some(written);
        }
        Some(written)
    }

    /// Whether all further items of the open list have a number.
    fn all_are(&mut self, wanted: u64, events: &mut impl Iterator<Item = Spanned<'a>>) -> bool {
        let rest = self.ahead(events, TagEnd::List(true));
        let mut depth = 0u32;
        let mut same = true;
        for (event, range) in &rest {
            match event {
                Event::Start(Tag::List(_)) => depth += 1,
                Event::End(TagEnd::List(_)) => depth = depth.saturating_sub(1),
                Event::Start(Tag::Item) if depth == 0 => same &= number(self.doc.body, range) == Some(wanted),
                _ => {}
            }
        }
        self.pending = rest.into_iter().chain(self.pending.drain(..)).collect();
        same
    }
}

/// The number that an item begins with.
fn number(body: &str, range: &Range<usize>) -> Option<u64> {
    let item = body.get(range.clone())?.trim_start_matches([' ', '\t', '>']);
    item[..item.find(|c: char| !c.is_ascii_digit())?].parse().ok()
}
