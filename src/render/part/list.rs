//! Lists of entries by year and month: the timeline, and those of an actor, place or tag.

use std::ops::Range;

use serde::Serialize;
use tera::Value;

use crate::derive::{Calendar, Month, ROOM, Slice, Year, phase_of};
use crate::diag::Diagnostic;
use crate::model::{Day, EntryId, Phase};
use crate::render::Renderer;
use crate::render::part::entry::Length;
use crate::render::part::head::DateView;
use crate::render::part::strip::Look;
use crate::render::templates::Sheet;
use crate::route::Route;

/// A page's part of a list.
#[derive(Serialize)]
pub(in crate::render) struct ListView {
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
    /// Whether this page is the overview of a split list.
    pub overview: bool,
    /// Whether so many entries stand here that each is shown in brief.
    pub brief: bool,
    /// The period of this page, in words; empty for the first page.
    pub period: String,
}

/// A year of a split list.
#[derive(Serialize)]
pub(in crate::render) struct YearView {
    pub name: String,
    pub url: String,
    pub count: usize,
    pub current: bool,
    pub months: Vec<PeriodView>,
}

/// A period with its page.
#[derive(Serialize)]
pub(in crate::render) struct PeriodView {
    pub name: String,
    pub url: String,
    pub count: usize,
    pub current: bool,
}

/// A month with its entries.
#[derive(Serialize)]
pub(in crate::render) struct MonthView {
    pub name: String,
    pub anchor: String,
    pub count: usize,
    /// The phase that its first entry lies in, unless it begins there.
    pub phase: Option<String>,
    pub days: Vec<DayView>,
}

/// The entries that begin on one day.
#[derive(Serialize)]
pub(in crate::render) struct DayView {
    pub anchor: String,
    /// The phases that begin here, each with its name, time and summary.
    pub phases: Vec<PhaseView>,
    pub entries: Vec<Value>,
}

/// A phase of a conflict.
#[derive(Serialize)]
pub(in crate::render) struct PhaseView {
    pub name: String,
    pub when: DateView,
    pub summary: Option<String>,
}

/// The page for frames on other sites.
#[derive(Serialize)]
struct Embed {
    /// Its absolute address; `None` without `base_url`.
    url: Option<String>,
    /// Its path from the root of the site.
    path: String,
}

/// Whose pages a list is split into, and whose phases it shows.
pub(in crate::render) struct Scope<'a> {
    pub calendar: &'a Calendar,
    /// The route of a page of the list.
    pub route: &'a dyn Fn(Slice) -> Route,
    /// The phases whose beginnings are marked.
    pub phases: &'a [Phase],
}

/// So many years stand on each page of a list of more than twice as many.
const NEAR: usize = 31;

impl Renderer<'_> {
    /// The part of a list that stands on one page, with the phases of a conflict marked where they begin.
    pub(in crate::render) fn phased(&self, scope: &Scope, slice: Slice) -> Result<ListView, Box<Diagnostic>> {
        let Scope { calendar, route, .. } = *scope;
        let shown = shown(calendar, slice);
        let undated = undated(calendar, slice);
        let runs = shown.iter().map(|(_, _, run)| run.clone()).chain([undated.clone()]);
        let room = if slice == Slice::Whole { calendar.room } else { ROOM };
        let length = self.length(runs.flat_map(|run| &calendar.entries[run]), room);
        let mut months = Vec::with_capacity(shown.len());
        let mut here = undated.len();
        for (year, month, run) in shown {
            here += run.len();
            months.push(self.month(scope, year, month, run, length)?);
        }
        let undated = self.entries(&calendar.entries[undated], length)?;
        let (previous, next) = self.neighbours(calendar, slice, route);
        let whole = calendar.is_whole;
        Ok(ListView {
            count: calendar.entries.len(),
            here,
            brief: length == Length::Brief,
            years: if whole { Vec::new() } else { self.years(calendar, slice, route) },
            undated_url: (!whole && !calendar.undated.is_empty())
                .then(|| self.addressing.link(&route(Slice::Undated(1)))),
            previous,
            next,
            overview: !whole && slice == Slice::Whole,
            period: self.period(slice),
            months,
            undated,
        })
    }

    /// How much of each entry there is room for.
    pub(in crate::render) fn length<'e>(
        &self,
        entries: impl Iterator<Item = &'e EntryId>,
        room: u32,
    ) -> Length {
        let all = &self.snapshot.facts.entries;
        let full = entries.fold(0, |sum: u32, id| sum.saturating_add(all[id.index()].bulk.full));
        if full > room { Length::Brief } else { Length::Full }
    }

    fn month(
        &self,
        scope: &Scope,
        year: i64,
        month: Option<u8>,
        run: Range<usize>,
        length: Length,
    ) -> Result<MonthView, Box<Diagnostic>> {
        let mut days = self.days(scope, run.clone(), length)?;
        if month.is_none() {
            // Of what is known to the year only, no day has a name; the year's first day may stand below.
            days.iter_mut().for_each(|day| day.anchor.clear());
        }
        let first = &self.snapshot.facts.entries[scope.calendar.entries[run.start].index()];
        let begins = days.first().is_some_and(|day| !day.phases.is_empty());
        let phase = phase_of(scope.phases, &first.when).filter(|_| !begins);
        Ok(MonthView {
            name: self.month_name(year, month),
            anchor: anchor(year, month),
            count: run.len(),
            phase: phase.map(|index| scope.phases[index].name.clone()),
            days,
        })
    }

    /// Entries by the day of their beginning, with the phases that begin on the way.
    fn days(
        &self,
        scope: &Scope,
        run: Range<usize>,
        length: Length,
    ) -> Result<Vec<DayView>, Box<Diagnostic>> {
        let all = &self.snapshot.facts.entries;
        let ids = &scope.calendar.entries;
        let day_of = |index: usize| all[ids[index].index()].when.earliest();
        let mut days: Vec<DayView> = Vec::new();
        for index in run.clone() {
            let entry = self.entry(ids[index], length)?;
            let day = day_of(index);
            let before = index.checked_sub(1).and_then(day_of);
            match days.last_mut() {
                Some(open) if before == day => open.entries.push(entry),
                _ => days.push(DayView {
                    anchor: day.map(|day| format!("d{day}")).unwrap_or_default(),
                    phases: self.beginning(scope.phases, before, day),
                    entries: vec![entry],
                }),
            }
        }
        Ok(days)
    }

    /// The phases that begin after one day and up to another.
    fn beginning(&self, phases: &[Phase], after: Option<Day>, until: Option<Day>) -> Vec<PhaseView> {
        let begins = |phase: &&Phase| {
            let first = phase.when.earliest();
            first.is_some() && first <= until && (after.is_none() || first > after)
        };
        phases.iter().filter(begins).map(|phase| self.phase(phase)).collect()
    }

    fn phase(&self, phase: &Phase) -> PhaseView {
        PhaseView { name: phase.name.clone(), when: self.date(&phase.when), summary: phase.summary.clone() }
    }

    fn entries(&self, ids: &[EntryId], length: Length) -> Result<Vec<Value>, Box<Diagnostic>> {
        ids.iter().map(|id| self.entry(*id, length)).collect()
    }

    /// The heading of a month, or of what is known to the year only.
    pub(in crate::render) fn month_name(&self, year: i64, month: Option<u8>) -> String {
        month.map_or_else(|| self.words.year(year), |month| self.words.month(year, month))
    }

    /// The name of a page's period.
    pub(in crate::render) fn period(&self, slice: Slice) -> String {
        match slice {
            Slice::Whole => String::new(),
            Slice::Year(year) => self.words.year(year),
            Slice::Month(year, month, part) => self.part_name(self.month_name(year, month), part),
            Slice::Undated(part) => self.part_name(self.phrases.get("undated").to_owned(), part),
        }
    }

    fn part_name(&self, name: String, part: u32) -> String {
        if part == 1 { name } else { self.words.part(&name, part) }
    }

    /// The pages before and after one in time, of those that hold entries.
    fn neighbours(
        &self,
        calendar: &Calendar,
        slice: Slice,
        route: &dyn Fn(Slice) -> Route,
    ) -> (Option<PeriodView>, Option<PeriodView>) {
        let (previous, next) = calendar.around(slice);
        let view = |page: Slice| self.period_view(page, 0, false, route);
        (previous.map(view), next.map(view))
    }

    fn period_view(
        &self,
        slice: Slice,
        count: usize,
        current: bool,
        route: &dyn Fn(Slice) -> Route,
    ) -> PeriodView {
        PeriodView { name: self.period(slice), url: self.addressing.link(&route(slice)), count, current }
    }

    /// The years of a split list, and the months of those that are split themselves: of all on the overview, else of
    /// the page's own year, and of many years the nearest, so that the way to other pages does not grow with the archive.
    fn years(&self, calendar: &Calendar, slice: Slice, route: &dyn Fn(Slice) -> Route) -> Vec<YearView> {
        let own = match slice {
            Slice::Year(year) | Slice::Month(year, ..) => Some(year),
            Slice::Whole | Slice::Undated(_) => None,
        };
        let one = |year: &Year| {
            let open = !year.is_whole && (slice == Slice::Whole || own == Some(year.year));
            let months = year.parts().filter(|_| open);
            YearView {
                name: self.words.year(year.year),
                url: self.addressing.link(&route(Slice::Year(year.year))),
                count: year.len(),
                current: slice == Slice::Year(year.year),
                months: months.map(|s| self.period_view(s, count(year, s), s == slice, route)).collect(),
            }
        };
        near(calendar, slice).iter().map(one).collect()
    }

    /// Renders the timeline.
    pub(in crate::render) fn timeline(&self, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let site = &self.snapshot.site;
        let scope = Scope {
            calendar: &self.snapshot.facts.calendar,
            route: &Route::Timeline,
            phases: site.main_conflict.map_or(&[], |id| site.conflict(id).phases.as_slice()),
        };
        let list = self.phased(&scope, slice)?;
        let name = self.phrases.get("timeline");
        let title = if list.period.is_empty() { name.to_owned() } else { format!("{name}: {}", list.period) };
        let route = Route::Timeline(slice);
        let head = self.head(&route, "timeline", &title, &site.config.description);
        let mut context = self.context(&head);
        context.insert("list", &list);
        context.insert(
            "span",
            &self.span().map(|span| self.spoken(span).unwrap_or_else(|| tera::Value::from(span))),
        );
        context.insert("url", &self.addressing.link(&Route::Timeline(Slice::Whole)));
        context.insert("strip", &self.strip(&scope, slice, site.main_conflict, Look::LARGE));
        if slice == Slice::Whole {
            context.insert("choices", &self.choices());
            let path = self.addressing.path(&Route::Embed);
            context.insert("embed", &Embed { url: self.absolute(&Route::Embed), path });
        }
        context.insert("explorer", &self.explorer_view(slice));
        Ok(Sheet::Template("timeline.html", context))
    }

    /// The time that the whole timeline covers, in words; made once.
    pub(in crate::render) fn span(&self) -> Option<&str> {
        let make = || {
            let days = self.snapshot.facts.entries.iter().filter_map(|entry| entry.when.earliest());
            let (first, last) = (days.clone().min()?, days.max()?);
            Some(self.words.days(first, last))
        };
        self.shared.span.get_or_init(make).as_deref()
    }
}

/// The id of a month's section; `None` for what is known to the year only.
pub(in crate::render) fn anchor(year: i64, month: Option<u8>) -> String {
    month.map_or_else(|| format!("m{year:04}"), |month| format!("m{year:04}-{month:02}"))
}

/// The years that a page leads to: all, where there are not too many to stand on each page.
fn near(calendar: &Calendar, slice: Slice) -> &[Year] {
    let years = &calendar.years;
    let at = match slice {
        Slice::Year(year) | Slice::Month(year, ..) => calendar.place_of(year).unwrap_or(0),
        Slice::Undated(_) => years.len(),
        Slice::Whole => return years,
    };
    if years.len() <= 2 * NEAR {
        return years;
    }
    let first = at.saturating_sub(NEAR / 2).min(years.len() - NEAR);
    &years[first..first + NEAR]
}

/// The months on a page, each with its run of the calendar's entries.
fn shown(calendar: &Calendar, slice: Slice) -> Vec<(i64, Option<u8>, Range<usize>)> {
    let years = match slice {
        Slice::Year(year) | Slice::Month(year, ..) => match calendar.place_of(year) {
            Some(place) => &calendar.years[place..=place],
            None => &[],
        },
        Slice::Whole if calendar.is_whole => calendar.years.as_slice(),
        Slice::Whole | Slice::Undated(_) => &[],
    };
    let months = years.iter().flat_map(|year| year.months.iter().map(move |month| (year, month)));
    let run = |(year, month): (&Year, &Month)| {
        let whole = month.pages.start..month.pages.end;
        let run = match slice {
            Slice::Whole => calendar.is_whole.then_some(whole),
            Slice::Year(wanted) => (wanted == year.year && year.is_whole).then_some(whole),
            Slice::Month(wanted, number, part) => {
                (wanted == year.year && number == month.month).then(|| month.pages.part(part))
            }
            Slice::Undated(_) => None,
        };
        Some((year.year, month.month, run?))
    };
    months.filter_map(run).collect()
}

/// The entries without a known beginning on a page.
fn undated(calendar: &Calendar, slice: Slice) -> Range<usize> {
    match slice {
        Slice::Whole if calendar.is_whole => calendar.undated.part(1),
        Slice::Undated(part) => calendar.undated.part(part),
        _ => 0..0,
    }
}

fn count(year: &Year, slice: Slice) -> usize {
    let Slice::Month(_, number, part) = slice else { return 0 };
    let months = year.months.iter().filter(|month| month.month == number);
    months.map(|month| month.pages.part(part).len()).sum()
}
