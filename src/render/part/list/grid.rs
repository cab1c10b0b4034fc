//! The months of a long list as a grid, a year a row: how much each holds, and the way there.

use serde::Serialize;

use crate::derive::{Calendar, Slice, Year};
use crate::render::context::Context;
use crate::render::part::list::{anchor, month_name};
use crate::route::Route;

/// The months of all years.
#[derive(Serialize)]
pub struct GridView {
    /// The names of the months, short.
    pub months: Vec<String>,
    pub years: Vec<GridYear>,
}

/// A year.
#[derive(Serialize)]
pub struct GridYear {
    pub name: String,
    pub url: String,
    pub count: usize,
    /// From January to December; none where nothing is told of.
    pub months: Vec<Option<GridMonth>>,
}

/// A month of a year.
#[derive(Serialize)]
pub struct GridMonth {
    pub name: String,
    pub url: String,
    pub count: usize,
    /// How full it is beside the fullest, from 1 to 5.
    pub level: usize,
}

/// A list of more years than this has no grid.
const YEARS: usize = 150;

const LEVELS: usize = 5;

/// The grid of a list; `None` for one of very many years.
pub(super) fn view(cx: Context<'_>, calendar: &Calendar, route: &dyn Fn(Slice) -> Route) -> Option<GridView> {
    if calendar.years.is_empty() || calendar.years.len() > YEARS {
        return None;
    }
    let months = calendar.years.iter().flat_map(|year| &year.months).filter(|month| month.month.is_some());
    let most = months.map(|month| month.pages.len()).max().unwrap_or(0);
    Some(GridView {
        months: (1..=12).map(|month| cx.words.month_brief(month)).collect(),
        years: calendar.years.iter().map(|year| row(cx, year, most, route)).collect(),
    })
}

fn row(cx: Context<'_>, year: &Year, most: usize, route: &dyn Fn(Slice) -> Route) -> GridYear {
    let cell = |number: u8| {
        let month = year.months.iter().find(|month| month.month == Some(number))?;
        let count = month.pages.len();
        let url = match year.is_whole {
            true => {
                format!("{}#{}", cx.link(&route(Slice::Year(year.year))), anchor(year.year, Some(number)))
            }
            false => cx.link(&route(Slice::Month(year.year, Some(number), 1))),
        };
        Some(GridMonth {
            name: month_name(cx, year.year, Some(number)),
            url,
            count,
            level: level(count, most),
        })
    };
    GridYear {
        name: cx.words.year(year.year),
        url: cx.link(&route(Slice::Year(year.year))),
        count: year.len(),
        months: (1..=12).map(cell).collect(),
    }
}

/// By the root, as few months are near the fullest.
fn level(count: usize, most: usize) -> usize {
    let share = (count as f64 / most.max(1) as f64).sqrt();
    (1..LEVELS).find(|level| share <= *level as f64 / LEVELS as f64).unwrap_or(LEVELS)
}
