//! Sets of dates in words: "14 or 15 October 2020", "4 and 8 October 2020".

use edtf_core::{Date, Set, SetElement, SetKind};

use super::span::share_a_year;
use super::{DateStyle, Words, fill};

impl Words {
    /// One of several dates, or all of them.
    pub(super) fn set(&self, set: &Set, style: DateStyle) -> String {
        match (set.kind, set.elements.as_slice()) {
            (SetKind::OneMember, [SetElement::Range(first, last)]) => self.between(first, last, style),
            (kind, elements) => self.listed(&self.elements(kind, elements, style), joint(kind)),
        }
    }

    /// Texts with commas, and a word before the last.
    pub(super) fn listed(&self, texts: &[String], joint: &'static str) -> String {
        match texts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = first.join(self.phrases.get("date.comma"));
                fill(self.phrases.get(joint), &[("a", &first), ("b", last)])
            }
        }
    }

    fn elements(&self, kind: SetKind, elements: &[SetElement], style: DateStyle) -> Vec<String> {
        let plain: Option<Vec<&Date>> = elements.iter().map(as_date).collect();
        match plain.as_deref() {
            Some([first, rest @ ..]) if rest.iter().all(|date| share_a_month(first, date)) => {
                self.of_one_month(first, rest, style)
            }
            _ => elements.iter().map(|element| self.element(kind, element, style)).collect(),
        }
    }

    /// Days of one month, which is said once.
    fn of_one_month(&self, first: &Date, rest: &[&Date], style: DateStyle) -> Vec<String> {
        let mut texts: Vec<String> =
            std::iter::once(first).chain(rest.iter().copied()).map(|date| self.plain(date, style)).collect();
        let whole =
            if self.forms.year_first() { texts.first() } else { texts.last() }.cloned().unwrap_or_default();
        for text in texts.iter_mut().filter(|text| **text != whole) {
            *text = if self.forms.year_first() {
                self.shortened(&whole, text).1
            } else {
                self.shortened(text, &whole).0
            };
        }
        texts
    }

    fn element(&self, kind: SetKind, element: &SetElement, style: DateStyle) -> String {
        let (before, after) = match kind {
            SetKind::OneMember => ("date.or-earlier", "date.or-later"),
            SetKind::AllMembers => ("date.and-earlier", "date.and-later"),
        };
        match element {
            SetElement::Date(date) => self.date(date, style),
            SetElement::OnOrBefore(date) => self.phrase(before, &self.date(date, style)),
            SetElement::OnOrAfter(date) => self.phrase(after, &self.date(date, style)),
            SetElement::Range(first, last) => self.dashed(first, last, style),
        }
    }
}

fn joint(kind: SetKind) -> &'static str {
    match kind {
        SetKind::OneMember => "date.or",
        SetKind::AllMembers => "date.and",
    }
}

fn as_date(element: &SetElement) -> Option<&Date> {
    match element {
        SetElement::Date(date) => Some(date),
        _ => None,
    }
}

fn share_a_month(a: &Date, b: &Date) -> bool {
    share_a_year(a, b) && a.day.is_some() && b.day.is_some() && a.month == b.month
}
