//! TimelineJS in a sheet: the headers of today, and those of the first version.

use std::io::Cursor;

use super::Lens;
use super::date::Moment;
use super::slide::{Media, Slide, Timeline};
use crate::diag::{At, Diagnostic, Diagnostics, Severity, code};
use crate::import::dataset::{Cells, Table};
use crate::import::stamp::{self, NamedDay, Order};

/// Reads a timeline; why it is none.
pub(super) fn read(text: &str, lens: &Lens, out: &mut Diagnostics) -> Result<Timeline, String> {
    let mut table = Table::of(Box::new(Cursor::new(text.to_owned().into_bytes())));
    let mut timeline = Timeline::default();
    let order = lens.options.clock.order.or_else(|| stamp::settled_order(text.lines()));
    let mut unsettled = 0;
    let read = table.each(|_, row| {
        let (slide, kind) = slide(row, order, &mut unsettled);
        let empty = slide.start.parts.is_empty() && slide.headline.is_empty() && slide.text.is_empty();
        match kind.as_str() {
            "title" => (timeline.title, timeline.text) = (slide.headline, slide.text),
            "era" => timeline.eras.push(slide),
            _ if empty => {}
            _ => timeline.slides.push(slide),
        }
        Ok(())
    });
    if unsettled > 0 {
        let message = format!(
            "the order of day and month is not known in {unsettled} dates; the month was taken first"
        );
        let mut doubt = Diagnostic::new(code::AMBIGUOUS_DATE, message).at(At::file(lens.file));
        doubt.severity = Severity::Warning;
        out.push(doubt.hint("`--date-order dmy` or `--date-order mdy` says which"));
    }
    match read {
        Ok(Err(broken)) => Err(format!("row {}: {}", broken.row, broken.reason)),
        _ => Ok(timeline),
    }
}

/// A row as a slide, and its type.
fn slide(row: &dyn Cells, order: Option<Order>, unsettled: &mut usize) -> (Slide, String) {
    let cell = |names: &[&str]| {
        names.iter().map(|name| row.cell(name)).find(|cell| !cell.is_empty()).unwrap_or("").to_owned()
    };
    let parts = |prefix: &str| {
        let column = |name: &str| row.cell(&format!("{prefix}{name}"));
        Moment::of([column("year"), column("month"), column("day")]).with_time(column("time"))
    };
    let mut whole = |names: &[&str]| {
        let written = cell(names);
        (!written.is_empty()).then(|| day(&written, order, unsettled))
    };
    let old = (whole(&["start date", "start"]), whole(&["end date", "end"]));
    let end = parts("end ");
    let slide = Slide {
        id: String::new(),
        start: old.0.unwrap_or_else(|| parts("")),
        end: old.1.or((!end.parts.is_empty()).then_some(end)),
        display: cell(&["display date"]),
        headline: cell(&["headline"]),
        text: cell(&["text"]),
        group: cell(&["group", "tag"]),
        media: Media {
            url: cell(&["media"]),
            caption: cell(&["media caption"]),
            credit: cell(&["media credit"]),
            alt: cell(&["alt text"]),
        },
    };
    (slide, cell(&["type"]).to_lowercase())
}

/// `9/27/2020 19:57:00`, `27.9.2020`, `2020`, `9/2020`: the date of the first version's sheets.
fn day(written: &str, order: Option<Order>, unsettled: &mut usize) -> Moment {
    let plain: Vec<&str> = written.split(['/', '-']).map(str::trim).collect();
    match plain.as_slice() {
        [year] if year.trim_start_matches('-').len() <= 6 && year.parse::<i64>().is_ok() => {
            return Moment::of([*year]);
        }
        [month, year] if year.len() == 4 => return Moment::of([*year, *month]),
        [year, month] if year.len() == 4 => return Moment::of([*year, *month]),
        _ => {}
    }
    let problem = |problem: String| Moment { problem: Some(problem), ..Moment::default() };
    let named = match stamp::day_in_order(written, order) {
        NamedDay::Nothing => {
            let guessed = stamp::day_in_order(written, Some(Order::MonthFirst));
            *unsettled += usize::from(guessed != NamedDay::Nothing);
            guessed
        }
        certain => certain,
    };
    let day = match named {
        NamedDay::Day(day) => day,
        NamedDay::Short([earlier, later]) => {
            return problem(format!(
                "the year of `{written}` has two digits: it may be {earlier} or {later}"
            ));
        }
        NamedDay::Nothing => return problem(format!("`{written}` is no date")),
    };
    let (year, month, of_month) = day.ymd();
    let moment = Moment { parts: vec![year, month.into(), of_month.into()], problem: None };
    match written.find(':').and_then(|colon| written[..colon].rfind(' ')) {
        Some(at) => moment.with_time(&written[at..]),
        None => moment,
    }
}
