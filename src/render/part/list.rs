//! Lists of entries by year and month, as pages show them.

pub mod columns;
mod gap;
mod grid;
mod marks;
mod shown;

use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::Serialize;
use tera::Value;

pub use grid::GridView;
pub use marks::MarkKey;

use shown::{Shown, count, near, newest, shown, undated};

use crate::derive::{Calendar, ROOM, Slice, Year, phase_of};
use crate::diag::Diagnostic;
use crate::model::{Body, Day, EntryId, Phase, Precision, When};
use crate::parse::ids;
use crate::render::context::Context;
use crate::render::part::entry;
use crate::render::part::entry::Length;
use crate::render::templates::markup;
use crate::render::text::date;
use crate::render::text::date::DateView;
use crate::route::Route;

/// A page's part of a list.
#[derive(Serialize)]
pub struct ListView {
    /// Entries in the whole list.
    pub count: usize,
    /// Entries on this page.
    pub here: usize,
    /// The years, when the list is split: with links to their pages.
    pub years: Vec<YearView>,
    /// The months on this page, with their entries.
    pub months: Vec<MonthView>,
    /// The entries without a known beginning.
    pub undated: Vec<Value>,
    /// The page of those, when it is another.
    pub undated_url: Option<String>,
    /// The page before this one in time.
    pub previous: Option<PeriodView>,
    /// The page after it.
    pub next: Option<PeriodView>,
    /// The marks of the dates that stand here, each once.
    pub marks: Vec<MarkKey>,
    /// Of an overview: the newest entries, by month, the newest first.
    pub newest: Vec<MonthView>,
    /// Of an overview: the months of each year, with how much each holds.
    pub grid: Option<GridView>,
    /// Whether this page is the overview of a split list.
    pub overview: bool,
    /// Whether so many entries stand here that each is shown in brief.
    pub brief: bool,
    /// The period of this page, in words; empty for the first page.
    pub period: String,
}

/// A year of a split list.
#[derive(Serialize)]
pub struct YearView {
    pub name: String,
    pub url: String,
    pub count: usize,
    pub current: bool,
    pub months: Vec<PeriodView>,
}

/// A period with its page.
#[derive(Serialize)]
pub struct PeriodView {
    pub name: String,
    pub url: String,
    pub count: usize,
    pub current: bool,
}

/// A month with its entries.
#[derive(Serialize)]
pub struct MonthView {
    pub name: String,
    pub anchor: String,
    pub count: usize,
    /// Its own page, where only some of its entries stand here.
    pub url: Option<String>,
    /// The phase that its first entry lies in, unless it begins there.
    pub phase: Option<String>,
    pub days: Vec<DayView>,
}

/// The entries that begin on one day.
#[derive(Serialize)]
pub struct DayView {
    pub anchor: String,
    /// How long nothing is told of before it, in words; only where that is long.
    pub gap: Option<String>,
    /// Which day of a conflict it is, in words.
    pub nth: Option<String>,
    /// The phases that begin here, each with its name, time and summary.
    pub phases: Vec<PhaseView>,
    pub entries: Vec<Value>,
}

/// A phase of a conflict.
#[derive(Serialize)]
pub struct PhaseView {
    pub name: String,
    pub when: DateView,
    pub summary: Option<String>,
}

/// Whose pages a list is split into, and whose phases it shows.
pub struct ListScope<'a> {
    pub calendar: &'a Calendar,
    /// The route of a page of the list.
    pub route: &'a dyn Fn(Slice) -> Route,
    /// The phases whose beginnings are marked.
    pub phases: &'a [Phase],
}

impl ListView {
    /// Gives entries that have the id of a heading in the page's text another one on this page.
    pub fn apart_from(&mut self, text: &Body) {
        let own: FxHashSet<&str> = text.ids().collect();
        if own.is_empty() {
            return;
        }
        let days = self.months.iter_mut().flat_map(|month| &mut month.days);
        let entries = days.flat_map(|day| &mut day.entries).chain(&mut self.undated);
        entries.for_each(|entry| apart(entry, &own));
    }
}

fn apart(entry: &mut Value, own: &FxHashSet<&str>) {
    let Some(html) = entry.as_str() else { return };
    let id = html.split_once(" id=\"").and_then(|(_, rest)| rest.split('"').next());
    let Some(id) = id.filter(|id| own.contains(id)) else { return };
    let other = ids::apart(id);
    let html = html
        .replacen(&format!(" id=\"{id}\""), &format!(" id=\"{other}\""), 1)
        .replace(&format!("href=\"#{id}\""), &format!("href=\"#{other}\""));
    *entry = markup(&html);
}

/// The part of a list that stands on one page, with the phases of a conflict marked where they begin.
pub fn view(cx: Context<'_>, scope: &ListScope, slice: Slice) -> Result<ListView, Box<Diagnostic>> {
    let ListScope { calendar, route, .. } = *scope;
    let shown = shown(calendar, slice);
    let newest = newest(calendar, slice);
    let undated = undated(calendar, slice);
    let runs = shown.iter().map(|month| month.run.clone()).chain([undated.clone(), newest.clone()]);
    let room = if slice == Slice::Whole { calendar.room } else { ROOM };
    let here: Vec<EntryId> = runs.flat_map(|run| calendar.entries[run].iter().copied()).collect();
    let length = length(cx, here.iter(), room);
    let mut months = Vec::with_capacity(shown.len());
    let mut count = undated.len();
    for month in &shown {
        count += month.of;
        months.push(month_view(cx, scope, month, length)?);
    }
    let undated = entries_of(cx, &calendar.entries[undated], length)?;
    let (previous, next) = neighbours(cx, calendar, slice, route);
    let whole = calendar.is_whole;
    Ok(ListView {
        count: calendar.entries.len(),
        here: count,
        marks: marks::of(cx, &here),
        newest: newest_view(cx, scope, newest, length)?,
        grid: (!whole && slice == Slice::Whole).then(|| grid::view(cx, calendar, route)).flatten(),
        brief: length == Length::Brief,
        years: if whole { Vec::new() } else { years_view(cx, calendar, slice, route) },
        undated_url: (!whole && !calendar.undated.is_empty()).then(|| cx.link(&route(Slice::Undated(1)))),
        previous,
        next,
        overview: !whole && slice == Slice::Whole,
        period: period(cx, slice),
        months,
        undated,
    })
}

/// How much of each entry there is room for.
fn length<'e>(cx: Context<'_>, entries: impl Iterator<Item = &'e EntryId>, room: u32) -> Length {
    let all = &cx.facts.time.entries;
    let full = entries.fold(0, |sum: u32, id| sum.saturating_add(all[id.index()].bulk.full));
    if full > room { Length::Brief } else { Length::Full }
}

fn month_view(
    cx: Context<'_>,
    scope: &ListScope,
    shown: &Shown,
    length: Length,
) -> Result<MonthView, Box<Diagnostic>> {
    let Shown { year, month, run, of, page } = shown;
    let mut days = days(cx, scope, run.clone(), length)?;
    if month.is_none() {
        // Of what is known to the year only, no day has a name; the year's first day may stand below.
        days.iter_mut().for_each(|day| day.anchor.clear());
    }
    let first = &cx.facts.time.entries[scope.calendar.entries[run.start].index()];
    let begins = days.first().is_some_and(|day| !day.phases.is_empty());
    let phase = phase_of(scope.phases, &first.when).filter(|_| !begins);
    Ok(MonthView {
        name: heading(cx, scope, shown),
        anchor: anchor(*year, *month),
        count: *of,
        url: page.map(|page| cx.link(&(scope.route)(page))),
        phase: phase.map(|index| scope.phases[index].name.clone()),
        days,
    })
}

/// The heading of a month; a decade is not called by its first year.
fn heading(cx: Context<'_>, scope: &ListScope, Shown { year, month, run, .. }: &Shown) -> String {
    let all = &cx.facts.time.entries;
    let mut dates = scope.calendar.entries[run.clone()].iter().map(|id| &all[id.index()].when);
    let vague = |when: &&When| matches!(when.precision(), Precision::Decade | Precision::Century);
    match dates.next().filter(vague) {
        Some(first) if month.is_none() && dates.all(|when| when.written() == first.written()) => {
            cx.words.when(first)
        }
        _ => month_name(cx, *year, *month),
    }
}

/// The newest entries by month, the newest first.
fn newest_view(
    cx: Context<'_>,
    scope: &ListScope,
    run: Range<usize>,
    length: Length,
) -> Result<Vec<MonthView>, Box<Diagnostic>> {
    let mut months: Vec<MonthView> = Vec::new();
    for id in scope.calendar.entries[run].iter().rev() {
        let when = &cx.facts.time.entries[id.index()].when;
        let Some(day) = when.earliest() else { continue };
        let name = month_name(cx, day.year(), when.knows_month().then(|| day.month()));
        let entry = entry::markup_of(cx, *id, length)?;
        if months.last().is_none_or(|open| open.name != name) {
            let day = DayView {
                anchor: String::new(),
                gap: None,
                nth: None,
                phases: Vec::new(),
                entries: Vec::new(),
            };
            let days = vec![day];
            months.push(MonthView { name, anchor: String::new(), count: 0, url: None, phase: None, days });
        }
        let open = months.last_mut().and_then(|month| month.days.last_mut());
        open.into_iter().for_each(|day| day.entries.push(entry.clone()));
    }
    Ok(months)
}

/// Entries by the day of their beginning, with the phases that begin on the way.
fn days(
    cx: Context<'_>,
    scope: &ListScope,
    run: Range<usize>,
    length: Length,
) -> Result<Vec<DayView>, Box<Diagnostic>> {
    let all = &cx.facts.time.entries;
    let ids = &scope.calendar.entries;
    let day_of = |index: usize| all[ids[index].index()].when.earliest();
    let mut days: Vec<DayView> = Vec::new();
    for index in run.clone() {
        let entry = entry::markup_of(cx, ids[index], length)?;
        let day = day_of(index);
        let before = index.checked_sub(1).and_then(day_of);
        match days.last_mut() {
            Some(open) if before == day => open.entries.push(entry),
            _ => days.push(DayView {
                anchor: day.map(|day| format!("d{day}")).unwrap_or_default(),
                gap: gap::before(cx, ids, index),
                nth: gap::day_of_conflict(cx, &all[ids[index].index()]),
                phases: beginning(cx, scope.phases, before, day),
                entries: vec![entry],
            }),
        }
    }
    Ok(days)
}

/// The phases that begin after one day and up to another.
fn beginning(cx: Context<'_>, phases: &[Phase], after: Option<Day>, until: Option<Day>) -> Vec<PhaseView> {
    let begins = |phase: &&Phase| {
        let first = phase.when.earliest();
        first.is_some() && first <= until && (after.is_none() || first > after)
    };
    phases.iter().filter(begins).map(|phase| phase_view(cx, phase)).collect()
}

fn phase_view(cx: Context<'_>, phase: &Phase) -> PhaseView {
    PhaseView { name: phase.name.clone(), when: date::view(cx, &phase.when), summary: phase.summary.clone() }
}

fn entries_of(cx: Context<'_>, ids: &[EntryId], length: Length) -> Result<Vec<Value>, Box<Diagnostic>> {
    ids.iter().map(|id| entry::markup_of(cx, *id, length)).collect()
}

/// The heading of a month, or of what is known to the year only.
pub fn month_name(cx: Context<'_>, year: i64, month: Option<u8>) -> String {
    month.map_or_else(|| cx.words.year(year), |month| cx.words.month(year, month))
}

/// The name of a page's period.
pub fn period(cx: Context<'_>, slice: Slice) -> String {
    match slice {
        Slice::Whole => String::new(),
        Slice::Year(year) => cx.words.year(year),
        Slice::Month(year, month, part) => part_name(cx, month_name(cx, year, month), part),
        Slice::Undated(part) => part_name(cx, cx.phrases.get("undated").to_owned(), part),
    }
}

fn part_name(cx: Context<'_>, name: String, part: u32) -> String {
    if part == 1 { name } else { cx.words.part(&name, part) }
}

/// The pages before and after one in time, of those that hold entries.
fn neighbours(
    cx: Context<'_>,
    calendar: &Calendar,
    slice: Slice,
    route: &dyn Fn(Slice) -> Route,
) -> (Option<PeriodView>, Option<PeriodView>) {
    let (previous, next) = calendar.around(slice);
    let view = |page: Slice| period_view(cx, page, 0, false, route);
    (previous.map(view), next.map(view))
}

fn period_view(
    cx: Context<'_>,
    slice: Slice,
    count: usize,
    current: bool,
    route: &dyn Fn(Slice) -> Route,
) -> PeriodView {
    PeriodView { name: period(cx, slice), url: cx.link(&route(slice)), count, current }
}

/// The years of a split list, and the months of those that are split themselves: of all on the overview, else of
/// the page's own year, and of many years the nearest, so that the way to other pages does not grow with the archive.
fn years_view(
    cx: Context<'_>,
    calendar: &Calendar,
    slice: Slice,
    route: &dyn Fn(Slice) -> Route,
) -> Vec<YearView> {
    let own = match slice {
        Slice::Year(year) | Slice::Month(year, ..) => Some(year),
        Slice::Whole | Slice::Undated(_) => None,
    };
    let one = |year: &Year| {
        let open = !year.is_whole && (slice == Slice::Whole || own == Some(year.year));
        let months = year.parts().filter(|_| open);
        YearView {
            name: cx.words.year(year.year),
            url: cx.link(&route(Slice::Year(year.year))),
            count: year.len(),
            current: slice == Slice::Year(year.year),
            months: months.map(|s| period_view(cx, s, count(year, s), s == slice, route)).collect(),
        }
    };
    near(calendar, slice).iter().map(one).collect()
}

/// The time that the whole timeline covers, in words; made once.
pub fn span(cx: Context<'_>) -> Option<&str> {
    let make = || cx.words.covered(cx.facts.time.entries.iter().map(|entry| &entry.when));
    cx.views.span.get_or_init(make).as_deref()
}

/// A title with the period of a further page.
pub fn titled(name: &str, period: &str) -> String {
    if period.is_empty() { name.to_owned() } else { format!("{name}: {period}") }
}

/// The id of a month's section; `None` for what is known to the year only.
pub fn anchor(year: i64, month: Option<u8>) -> String {
    month.map_or_else(|| format!("m{year:04}"), |month| format!("m{year:04}-{month:02}"))
}
