//! TimelineJS in a sheet: the headers of today, and those of the first version.

use std::io::Cursor;

use super::SlideLens;
use super::date::SlideTime;
use super::slide::{Location, Media, Slide, Timeline};
use crate::diag::{At, Diagnostic, Diagnostics, Severity, code};
use crate::import::dataset::{Cells, Table};
use crate::import::stamp::{self, Clock, NamedDay, Order};
use crate::import::{html, source};
use crate::text::count;

/// Reads a timeline; why it is none.
pub(super) fn read(text: &str, lens: &SlideLens, out: &mut Diagnostics) -> Result<Timeline, String> {
    let mut table = Table::of(Box::new(Cursor::new(text.to_owned().into_bytes())), None);
    let mut timeline = Timeline::default();
    let order = lens.options.clock.order.or_else(|| stamp::settled_order(text.lines()));
    let mut unsettled = 0;
    let columns = table.names().to_vec();
    let clock = Clock { order, ..lens.options.clock.clone() };
    let read = table.each(&mut |_, row| {
        let (slide, kind) = slide(row, &columns, &clock, &mut unsettled);
        let empty = slide.start.parts.is_empty() && slide.headline.is_empty() && slide.text.is_empty();
        match kind.as_str() {
            "title" => {
                (timeline.title, timeline.text, timeline.media) = (slide.headline, slide.text, slide.media);
                timeline.others = slide.others;
            }
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

/// The columns that slides are read from; what stands in others is kept in a comment.
const KNOWN: &[&str] = &[
    "year",
    "month",
    "day",
    "time",
    "end year",
    "end month",
    "end day",
    "end time",
    "start date",
    "start",
    "end date",
    "end",
    "display date",
    "headline",
    "text",
    "group",
    "tag",
    "media",
    "media caption",
    "media credit",
    "alt text",
    "media thumbnail",
    "background",
    "type",
    "id",
    "location",
    "place",
    "latitude",
    "lat",
    "longitude",
    "lon",
    "lng",
    "media link",
    "link",
];

/// A row as a slide, and its type.
fn slide(row: &dyn Cells, columns: &[String], clock: &Clock, unsettled: &mut usize) -> (Slide, String) {
    let cell = |names: &[&str]| {
        names.iter().map(|name| row.cell(name)).find(|cell| !cell.is_empty()).unwrap_or("").to_owned()
    };
    let parts = |prefix: &str| {
        let column = |name: &str| row.cell(&format!("{prefix}{name}"));
        SlideTime::of([column("year"), column("month"), column("day")]).with_time(column("time"), clock)
    };
    let mut whole = |names: &[&str]| {
        let written = cell(names);
        (!written.is_empty()).then(|| day(&written, clock, unsettled))
    };
    let old = (whole(&["start date", "start"]), whole(&["end date", "end"]));
    let end = parts("end ");
    let is_other = |name: &&String| !name.is_empty() && !KNOWN.contains(&name.as_str());
    let others = columns.iter().filter(is_other).map(|name| (name.clone(), row.cell(name).to_owned()));
    let mut slide = Slide {
        id: cell(&["id"]),
        start: old.0.unwrap_or_else(|| parts("")),
        end: old.1.or((!end.parts.is_empty() || end.problem.is_some()).then_some(end)),
        display: cell(&["display date"]),
        headline: cell(&["headline"]),
        text: cell(&["text"]),
        group: cell(&["group", "tag"]),
        media: Media {
            url: cell(&["media"]),
            caption: cell(&["media caption"]),
            credit: cell(&["media credit"]),
            alt: cell(&["alt text"]),
            link: cell(&["media link", "link"]),
            title: String::new(),
            thumbnail: cell(&["media thumbnail"]),
        },
        background: cell(&["background"]),
        location: Location {
            name: cell(&["location", "place"]),
            lat: cell(&["latitude", "lat"]),
            lon: cell(&["longitude", "lon", "lng"]),
        },
        others: others.filter(|(_, value)| !value.is_empty()).collect(),
        shifted: None,
    };
    slide.shifted = shifted(&slide, row);
    (slide, cell(&["type"]).to_lowercase())
}

/// Signs that the cells of a row stand in columns of others.
fn shifted(slide: &Slide, row: &dyn Cells) -> Option<String> {
    let mut signs = Vec::new();
    if source::address(&slide.headline).is_some() {
        signs.push(format!("its headline is the address `{}`", slide.headline));
    }
    let media = &slide.media.url;
    let is_words = media.contains(' ') && html::embedded(media).is_none() && !media.contains('<');
    if is_words && source::address(&slide.headline).is_some() {
        signs.push(format!("its medium is `{media}`, which is no address"));
    }
    if let Some(problem) =
        slide.end.as_ref().and_then(|end| end.problem.as_ref()).filter(|_| !signs.is_empty())
    {
        signs.push(format!("its end: {problem}"));
    }
    match row.surplus() {
        more if more > 0 => signs.push(format!("it has {} too many", count(more.unsigned_abs(), "cell"))),
        less if less < 0 && !signs.is_empty() => {
            signs.push(format!("it has {} too few", count(less.unsigned_abs(), "cell")));
        }
        _ => {}
    }
    (!signs.is_empty()).then(|| format!("its cells seem to stand in other columns: {}", signs.join(", ")))
}

/// `9/27/2020 19:57:00`, `27.9.2020`, `2020`, `9/2020`: the date of the first version's sheets.
fn day(written: &str, clock: &Clock, unsettled: &mut usize) -> SlideTime {
    let order = clock.order;
    let plain: Vec<&str> = written.split(['/', '-']).map(str::trim).collect();
    match plain.as_slice() {
        [year] if year.trim_start_matches('-').len() <= 6 && year.parse::<i64>().is_ok() => {
            return SlideTime::of([*year]);
        }
        [month, year] if year.len() == 4 => return SlideTime::of([*year, *month]),
        [year, month] if year.len() == 4 => return SlideTime::of([*year, *month]),
        _ => {}
    }
    let problem = |problem: String| SlideTime { problem: Some(problem), ..SlideTime::default() };
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
    let parts = vec![year, month.into(), of_month.into()];
    let moment = SlideTime { parts, ..SlideTime::default() };
    match written.find(':').and_then(|colon| written[..colon].rfind(' ')) {
        Some(at) => moment.with_time(&written[at..], clock),
        None => moment,
    }
}
