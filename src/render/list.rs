//! Lists of entries by year and month: the timeline, and those of an actor, place or tag.

use serde::Serialize;
use tera::Value;

use super::Renderer;
use super::entry::Length;
use super::templates::Sheet;
use crate::derive::{Calendar, Month, Slice, Year};
use crate::diag::Diagnostic;
use crate::model::EntryId;
use crate::route::Route;

/// Up to so many entries of a page are shown in full: more would be too much to load on a slow network.
const FULL: usize = 100;

/// A page's part of a list.
#[derive(Serialize)]
pub(super) struct ListView {
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
pub(super) struct YearView {
    pub name: String,
    pub url: String,
    pub count: usize,
    pub current: bool,
    pub months: Vec<PeriodView>,
}

/// A period with its page.
#[derive(Clone, Serialize)]
pub(super) struct PeriodView {
    pub name: String,
    pub url: String,
    pub count: usize,
    pub current: bool,
}

/// A month with its entries.
#[derive(Serialize)]
pub(super) struct MonthView {
    pub name: String,
    pub anchor: String,
    pub count: usize,
    pub entries: Vec<Value>,
}

impl Renderer<'_> {
    /// The part of a list that stands on one page; `route` gives the pages of the list.
    pub(super) fn list(
        &self,
        calendar: &Calendar,
        slice: Slice,
        route: &dyn Fn(Slice) -> Route,
    ) -> Result<ListView, Box<Diagnostic>> {
        let whole = calendar.is_whole();
        let shown: Vec<(&Year, &Month)> = calendar
            .years
            .iter()
            .flat_map(|year| year.months.iter().map(move |month| (year, month)))
            .filter(|(year, month)| is_shown(calendar, slice, year, month))
            .collect();
        let with_undated = if whole { slice == Slice::Whole } else { slice == Slice::Undated };
        let undated = if with_undated { calendar.undated } else { 0 };
        let here = shown.iter().map(|(_, month)| month.end - month.start).sum::<usize>() + undated;
        let length = if here > FULL { Length::Brief } else { Length::Full };
        let mut months = Vec::with_capacity(shown.len());
        for (year, month) in shown {
            months.push(self.month(calendar, year, month, length)?);
        }
        let undated = self.entries(&calendar.entries[calendar.entries.len() - undated..], length)?;
        let pages = self.pages(calendar, route);
        let at = pages.iter().position(|(page, _)| *page == slice);
        let neighbour = |offset: isize| {
            let index = at?.checked_add_signed(offset)?;
            pages.get(index).map(|(_, view)| view.clone())
        };
        Ok(ListView {
            count: calendar.entries.len(),
            here,
            brief: length == Length::Brief,
            years: if whole { Vec::new() } else { self.years(calendar, slice, route) },
            undated_url: (!whole && calendar.undated > 0)
                .then(|| self.addressing.link(&route(Slice::Undated))),
            previous: neighbour(-1),
            next: neighbour(1),
            overview: !whole && slice == Slice::Whole,
            period: self.period(slice),
            months,
            undated,
        })
    }

    fn month(
        &self,
        calendar: &Calendar,
        year: &Year,
        month: &Month,
        length: Length,
    ) -> Result<MonthView, Box<Diagnostic>> {
        Ok(MonthView {
            name: self.month_name(year.year, month.month),
            anchor: match month.month {
                Some(number) => format!("m{:04}-{number:02}", year.year),
                None => format!("m{:04}", year.year),
            },
            count: month.end - month.start,
            entries: self.entries(&calendar.entries[month.start..month.end], length)?,
        })
    }

    fn entries(&self, ids: &[EntryId], length: Length) -> Result<Vec<Value>, Box<Diagnostic>> {
        ids.iter().map(|id| self.entry(*id, length)).collect()
    }

    fn month_name(&self, year: i64, month: Option<u8>) -> String {
        month.map_or_else(|| self.words.year(year), |month| self.words.month(year, month))
    }

    /// The name of a page's period.
    pub(super) fn period(&self, slice: Slice) -> String {
        match slice {
            Slice::Whole => String::new(),
            Slice::Year(year) => self.words.year(year),
            Slice::Month(year, month) => self.month_name(year, month),
            Slice::Undated => self.phrases.get("undated").to_owned(),
        }
    }

    /// The pages that hold entries, in order of time.
    fn pages(&self, calendar: &Calendar, route: &dyn Fn(Slice) -> Route) -> Vec<(Slice, PeriodView)> {
        let slices = calendar.slices();
        let has_months = |year: i64| slices.iter().any(|s| matches!(s, Slice::Month(y, _) if *y == year));
        let holds = |slice: &&Slice| match slice {
            Slice::Whole => false,
            Slice::Year(year) => !has_months(*year),
            Slice::Month(..) | Slice::Undated => true,
        };
        let view = |slice: &Slice| {
            (
                *slice,
                PeriodView {
                    name: self.period(*slice),
                    url: self.addressing.link(&route(*slice)),
                    count: 0,
                    current: false,
                },
            )
        };
        slices.iter().filter(holds).map(view).collect()
    }

    /// The years of a split list, and the months of those that are split themselves.
    fn years(&self, calendar: &Calendar, slice: Slice, route: &dyn Fn(Slice) -> Route) -> Vec<YearView> {
        let slices = calendar.slices();
        let one = |year: &Year| {
            let of_year = |s: &&Slice| matches!(s, Slice::Month(y, _) if *y == year.year);
            let months = slices.iter().filter(of_year).map(|s| PeriodView {
                name: self.period(*s),
                url: self.addressing.link(&route(*s)),
                count: count(year, *s),
                current: *s == slice,
            });
            YearView {
                name: self.words.year(year.year),
                url: self.addressing.link(&route(Slice::Year(year.year))),
                count: year.len(),
                current: slice == Slice::Year(year.year),
                months: months.collect(),
            }
        };
        calendar.years.iter().map(one).collect()
    }

    /// Renders the timeline.
    pub(super) fn timeline(&self, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
        let site = &self.snapshot.site;
        let list = self.list(&self.snapshot.facts.calendar, slice, &Route::Timeline)?;
        let name = self.phrases.get("timeline");
        let title = if list.period.is_empty() { name.to_owned() } else { format!("{name}: {}", list.period) };
        let route = Route::Timeline(slice);
        let head = self.head(&route, "timeline", &title, &site.config.description);
        let mut context = self.context(&head);
        context.insert("list", &list);
        context.insert("span", &self.span());
        context.insert("url", &self.addressing.link(&Route::Timeline(Slice::Whole)));
        Ok(Sheet::Template("timeline.html", context))
    }

    /// The time that the whole timeline covers, in words; made once.
    pub(super) fn span(&self) -> Option<&str> {
        let make = || {
            let days = self.snapshot.facts.entries.iter().filter_map(|entry| entry.when.earliest());
            let (first, last) = (days.clone().min()?, days.max()?);
            Some(self.words.days(first, last))
        };
        self.shared.span.get_or_init(make).as_deref()
    }
}

fn is_shown(calendar: &Calendar, slice: Slice, year: &Year, month: &Month) -> bool {
    match slice {
        Slice::Whole => calendar.is_whole(),
        Slice::Year(wanted) => wanted == year.year && year.len() <= crate::derive::SPLIT,
        Slice::Month(wanted, number) => wanted == year.year && number == month.month,
        Slice::Undated => false,
    }
}

fn count(year: &Year, slice: Slice) -> usize {
    let Slice::Month(_, number) = slice else { return 0 };
    year.months.iter().filter(|m| m.month == number).map(|m| m.end - m.start).sum()
}
