//! A list in columns, day by day: what belongs to one alone stands in its column, what several share across all.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::shown::{newest, shown, undated};
use super::{ListScope, PeriodView, YearView, anchor, month_name, neighbours, period, years_view};
use crate::derive::{Entry, Slice};
use crate::model::{Day, Precision};
use crate::render::context::Context;
use crate::render::part::entry;
use crate::render::text::date;
use crate::render::text::date::DateView;
use crate::render::text::tongue::{self, Tongue};
use crate::route::Route;

/// What stands in columns, with the way to other pages.
#[derive(Serialize)]
pub struct ColumnsView {
    pub columns: Vec<ColumnHead>,
    pub months: Vec<ColumnMonth>,
    pub years: Vec<YearView>,
    pub undated_url: Option<String>,
    pub previous: Option<PeriodView>,
    pub next: Option<PeriodView>,
    pub count: usize,
    pub period: String,
}

/// Whose column it is.
#[derive(Clone, Serialize)]
pub struct ColumnHead {
    pub name: String,
    pub url: String,
    /// The class of its colour and shape; empty for none.
    pub class: String,
}

#[derive(Serialize)]
pub struct ColumnMonth {
    name: String,
    anchor: String,
    days: Vec<ColumnDay>,
}

#[derive(Serialize)]
pub struct ColumnDay {
    /// In words.
    name: String,
    anchor: String,
    /// By column: what belongs to it alone, and what was said.
    own: Vec<ColumnPart>,
    /// What several share.
    shared: Vec<ColumnEntry>,
    /// What none of them takes part in.
    others: Vec<ColumnEntry>,
}

#[derive(Default, Serialize)]
pub struct ColumnPart {
    entries: Vec<ColumnEntry>,
    said: Vec<SaidLine>,
}

#[derive(Serialize)]
pub struct ColumnEntry {
    title: String,
    language: Option<Tongue>,
    url: String,
    kind: Option<String>,
    place: Option<String>,
    /// When it was, where that is more or less than the day.
    date: Option<DateView>,
}

/// Words of somebody on a day.
#[derive(Clone, Serialize)]
pub struct SaidLine {
    pub by: String,
    pub url: String,
    pub words: String,
    /// Whether these are the words themselves, and not what they come to.
    pub quoted: bool,
    pub language: Option<Tongue>,
}

/// Whose an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Of one alone, by its index.
    Own(usize),
    /// Of several.
    Shared,
    /// Of none.
    Others,
}

/// Who stands in the columns, whose an entry is, and what was said on a day in which column.
pub struct ColumnScope<'a> {
    pub columns: Vec<ColumnHead>,
    pub place: &'a dyn Fn(&Entry) -> Column,
    pub said: FxHashMap<(Day, usize), Vec<SaidLine>>,
}

/// So many of somebody's words stand in a column of a day.
const SAID: usize = 3;

/// The part of a list that stands on one page.
pub fn view(cx: Context<'_>, scope: &ListScope, columns: ColumnScope<'_>, slice: Slice) -> ColumnsView {
    let ListScope { calendar, route, .. } = *scope;
    let mut months: Vec<ColumnMonth> = shown(calendar, slice)
        .into_iter()
        .map(|month| ColumnMonth {
            name: month_name(cx, month.year, month.month),
            anchor: anchor(month.year, month.month),
            days: days(cx, scope, &columns, month.run),
        })
        .collect();
    let mut alone = |run: Range<usize>, key: &str, anchor: &str| {
        if !run.is_empty() {
            let days = days(cx, scope, &columns, run);
            months.push(ColumnMonth {
                name: cx.phrases.get(key).to_owned(),
                anchor: anchor.to_owned(),
                days,
            });
        }
    };
    alone(newest(calendar, slice), "newest", "newest");
    alone(undated(calendar, slice), "undated", "undated");
    let (previous, next) = neighbours(cx, calendar, slice, route);
    let split = !calendar.is_whole;
    ColumnsView {
        columns: columns.columns,
        months,
        years: if split { years_view(cx, calendar, slice, route) } else { Vec::new() },
        undated_url: (split && !calendar.undated.is_empty()).then(|| cx.link(&route(Slice::Undated(1)))),
        previous,
        next,
        count: calendar.entries.len(),
        period: period(cx, slice),
    }
}

fn days(cx: Context<'_>, scope: &ListScope, columns: &ColumnScope<'_>, run: Range<usize>) -> Vec<ColumnDay> {
    let mut days: Vec<ColumnDay> = Vec::new();
    for id in &scope.calendar.entries[run] {
        let told = &cx.facts.time.entries[id.index()];
        let day = told.when.earliest().filter(|_| begins_on_a_day(told));
        let (name, anchor) = match day {
            Some(day) => (cx.words.day(day), format!("d{day}")),
            None => (cx.words.when(&told.when), String::new()),
        };
        if days.last().is_none_or(|open| open.name != name) {
            let said = |column: usize| {
                let said = day.and_then(|day| columns.said.get(&(day, column)));
                said.map(|said| said.iter().take(SAID).cloned().collect()).unwrap_or_default()
            };
            let part = |column| ColumnPart { entries: Vec::new(), said: said(column) };
            let own = (0..columns.columns.len()).map(part).collect();
            days.push(ColumnDay { name, anchor, own, shared: Vec::new(), others: Vec::new() });
        }
        let Some(open) = days.last_mut() else { continue };
        let list = match (columns.place)(told) {
            Column::Own(column) => open.own.get_mut(column).map(|part| &mut part.entries),
            Column::Shared => Some(&mut open.shared),
            Column::Others => Some(&mut open.others),
        };
        if let Some(list) = list {
            list.push(entry_view(cx, told));
        }
    }
    // Of a day that comes again between others the first place has its name.
    let mut known: FxHashSet<String> = FxHashSet::default();
    for day in &mut days {
        if !known.insert(day.anchor.clone()) {
            day.anchor.clear();
        }
    }
    days
}

/// Whether the day of its beginning is known.
fn begins_on_a_day(told: &Entry) -> bool {
    match told.when.precision() {
        Precision::Minute | Precision::Day => true,
        Precision::Interval => told.when.written().split('/').next().is_some_and(|start| start.len() >= 10),
        _ => false,
    }
}

fn entry_view(cx: Context<'_>, told: &Entry) -> ColumnEntry {
    let kind = told.kind(cx.site).filter(|kind| kind.word() != "other");
    ColumnEntry {
        title: told.title(cx.site).to_owned(),
        language: tongue::of(cx, entry::language(cx, told)),
        url: entry::url(cx, told).into_owned(),
        kind: kind.map(|kind| cx.phrases.get(kind.phrase()).to_owned()),
        place: told.place(cx.site).map(|place| cx.site.place(place).shown().to_owned()),
        date: (told.when.precision() != Precision::Day || told.when.uncertain() || told.when.approximate())
            .then(|| date::listed(cx, &told.when)),
    }
}

/// The pages of the list have a route each.
pub fn scope_of<'a>(
    cx: Context<'a>,
    of: crate::route::Abreast,
    route: &'a dyn Fn(Slice) -> Route,
) -> ListScope<'a> {
    ListScope { calendar: of.calendar(cx.facts), route, phases: &[] }
}
