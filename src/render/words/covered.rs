//! The time that several dates cover, each end as exactly as it is known: "2010s – January 2020".

use edtf_core::{Date, DateField, Edtf, IntervalEndpoint, Qualifier, SetElement};

use super::{DateStyle, Words};
use crate::model::{Day, When};

impl Words {
    /// From the first of some dates to the last; `None` where no beginning is known.
    pub fn covered<'w>(&self, dates: impl Iterator<Item = &'w When> + Clone) -> Option<String> {
        let first = dates.clone().filter_map(beginning).min_by_key(|(day, width, _)| (*day, *width))?;
        let last = dates.filter_map(ending).max_by_key(|(day, width, _)| (*day, -*width))?;
        match (first.2, last.2) {
            (Some(a), Some(b)) => Some(self.dashed(&a, &b, DateStyle::Full)),
            _ => Some(self.days(first.0, last.0)),
        }
    }
}

/// Its first day, how many days that may be wrong by, and the date that says it.
fn beginning(when: &When) -> Option<(Day, i64, Option<Date>)> {
    let day = when.earliest()?;
    let said = match when.edtf() {
        Edtf::Date(date) => Some(date),
        Edtf::DateTime(value) => Some(&value.date),
        Edtf::Interval(interval) => known(&interval.start),
        Edtf::Set(set) => set.elements.iter().find_map(|element| match element {
            SetElement::Date(date) | SetElement::Range(date, _) => Some(date),
            SetElement::OnOrAfter(_) | SetElement::OnOrBefore(_) => None,
        }),
    };
    Some((day, width(said), said.map(without_doubt)))
}

/// The same of its last day; what has no end is taken by its beginning.
fn ending(when: &When) -> Option<(Day, i64, Option<Date>)> {
    let Some(day) = when.latest() else { return beginning(when) };
    when.earliest()?;
    let said = match when.edtf() {
        Edtf::Date(date) => Some(date),
        Edtf::DateTime(value) => Some(&value.date),
        Edtf::Interval(interval) => known(&interval.end),
        Edtf::Set(set) => set.elements.iter().rev().find_map(|element| match element {
            SetElement::Date(date) | SetElement::Range(_, date) => Some(date),
            SetElement::OnOrAfter(_) | SetElement::OnOrBefore(_) => None,
        }),
    };
    Some((day, width(said), said.map(without_doubt)))
}

fn known(end: &IntervalEndpoint) -> Option<&Date> {
    match end {
        IntervalEndpoint::Date(date) => Some(date),
        _ => None,
    }
}

/// How many days a date may mean.
fn width(date: Option<&Date>) -> i64 {
    let when = date.map(|date| When::new("", Edtf::Date(*date)));
    let days = when.and_then(|when| Some(when.latest()?.number() - when.earliest()?.number()));
    days.unwrap_or(0)
}

/// The date without its marks: a span of many is no better known by them.
fn without_doubt(date: &Date) -> Date {
    let plain = |field: DateField| DateField { qualifier: Qualifier::default(), ..field };
    let mut year = date.year;
    year.qualifier = Qualifier::default();
    Date { year, month: date.month.map(plain), day: date.day.map(plain) }
}
