//! The date of a row: its day, an interval, a time of day; no more certain than the cells.

use super::map::{Dates, Numbers, is_zone};
use super::row::Cells;
use crate::diag::code;
use crate::import::doubts::Doubt;
use crate::import::stamp::Clock;
use crate::import::when::{Reading, Told, of_seconds};
use crate::model::Day;
use crate::parse;

/// A date as the event has it.
#[derive(Debug, Default)]
pub(super) struct Dated {
    /// The year of the file that it goes to.
    pub year: String,
    /// In EDTF.
    pub when: String,
    /// Start and end with times of day, instead.
    pub span: Option<(String, String)>,
    /// The words that were read.
    pub remarks: Vec<String>,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
}

/// The date of a row; why there is none.
pub(super) fn of(dates: &Dates, row: &dyn Cells, clock: &Clock, timed: bool) -> Result<Dated, String> {
    let start = one(dates, &dates.start, dates.time.as_deref(), row, clock, timed)?
        .ok_or_else(|| format!("`{}` is empty", dates.start))?;
    let end = match &dates.end {
        Some(column) => one(dates, column, dates.end_time.as_deref(), row, clock, timed)?,
        None => None,
    };
    let mut dated = Dated { year: year(start.day), ..Dated::default() };
    told(&mut dated, &dates.start, &start);
    let Some(end) = end.filter(|end| end.written != start.written) else {
        return Ok(alone(dated, start));
    };
    told(&mut dated, dates.end.as_deref().unwrap_or_default(), &end);
    if start.timed || end.timed {
        dated.span = Some((start.written, end.written));
        return Ok(dated);
    }
    dated.when =
        if dates.bounds { bounds(&start, &end)? } else { format!("{}/{}", start.written, end.written) };
    match parse::when(&dated.when) {
        Ok(_) => Ok(dated),
        Err(problem) if end.day < start.day => {
            let _ = problem;
            Err(format!("its end {} lies before its start {}", end.written, start.written))
        }
        Err(problem) => Err(problem.message),
    }
}

fn bounds(start: &Told, end: &Told) -> Result<String, String> {
    if end.day < start.day {
        return Err(format!("its end {} lies before its start {}", end.written, start.written));
    }
    Ok(super::edtf::between(start.day, end.day))
}

fn alone(mut dated: Dated, start: Told) -> Dated {
    if start.timed {
        dated.span = Some((start.written, String::new()));
    } else {
        dated.when = start.written;
    }
    dated
}

/// A cell that stands for itself, as plain EDTF.
pub(super) fn plain(cell: &str, dates: &Dates, clock: &Clock) -> Option<String> {
    let told = reading(dates, clock).read(without_midnight(cell)).ok()?;
    Some(told.written.split(['T', ' ']).next().unwrap_or_default().to_owned())
}

fn reading<'a>(dates: &'a Dates, clock: &'a Clock) -> Reading<'a> {
    Reading {
        zone: dates.zone.as_deref().filter(|zone| is_zone(zone)),
        short_years: dates.short_years,
        ..Reading::by(clock)
    }
}

/// The date of a column, with the time of another; `None` for an empty cell.
fn one(
    dates: &Dates,
    column: &str,
    time: Option<&str>,
    row: &dyn Cells,
    clock: &Clock,
    timed: bool,
) -> Result<Option<Told>, String> {
    let cell = row.cell(&column.to_lowercase());
    if cell.is_empty() {
        return Ok(None);
    }
    let cell = if timed { cell } else { without_midnight(cell) };
    let time = time.map(|column| row.cell(&column.to_lowercase())).filter(|time| !time.is_empty());
    let named =
        dates.zone.as_ref().filter(|zone| !is_zone(zone)).map(|column| row.cell(&column.to_lowercase()));
    let mut reading = reading(dates, clock);
    reading.zone = reading.zone.or(named.filter(|zone| is_zone(zone)));
    let number = counted(cell, dates.numbers).map_err(|why| format!("`{column}`: {why}"))?;
    let written = number.unwrap_or_else(|| cell.to_owned());
    let told = reading.read(&written).map_err(|why| format!("`{column}`: {why}{}", way_out(&why)))?;
    let Some(time) = time else { return Ok(Some(told)) };
    if told.timed || told.beside.is_some() || told.written.len() != 10 {
        return Err(format!(
            "`{column}` is `{cell}`, and the time beside it `{time}`: together they are no moment"
        ));
    }
    let whole = format!("{} {time}", told.written);
    match reading.read(&whole) {
        Ok(with) if with.timed && with.beside.is_none() => Ok(Some(with)),
        // A time that cannot be read is kept as words.
        _ => Ok(Some(Told { beside: Some(time.to_owned()), words: Some(whole), ..told })),
    }
}

/// The rule of a map that would settle it.
fn way_out(why: &str) -> &'static str {
    let short = |part: &str| part.starts_with("19") || part.starts_with("20");
    let dates: Vec<&str> = why.split('`').skip(3).step_by(2).collect();
    let centuries =
        dates.iter().any(|date| date.starts_with("19")) && dates.iter().any(|date| date.starts_with("20"));
    match dates.as_slice() {
        [] => "",
        _ if centuries && dates.iter().all(|date| short(date)) => {
            "; `short_years` in the map says which, as in `short_years: 1930`"
        }
        _ => "; `date_order` in the map says which, as in `date_order: dmy`",
    }
}

/// The day of a bare number, by what the map says that it counts.
fn counted(cell: &str, numbers: Option<Numbers>) -> Result<Option<String>, String> {
    let plain = cell.trim_end_matches(".0");
    if plain.len() < 5 || plain.len() == 8 || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    let Ok(number) = plain.parse::<i64>() else { return Ok(None) };
    match numbers {
        // The first day of spreadsheets is 1899-12-30, 25 569 days before 1970.
        Some(Numbers::Spreadsheet) => Ok(Some(Day(number - 25_569).to_string())),
        Some(Numbers::Seconds) => Ok(Some(of_seconds(number))),
        Some(Numbers::Milliseconds) => Ok(Some(of_seconds(number.div_euclid(1000)))),
        None => Err(format!(
            "`{cell}` is a bare number; `numbers: spreadsheet`, `seconds` or `milliseconds` in the map says what it counts"
        )),
    }
}

/// A date without the midnight that programs write behind each.
pub(super) fn without_midnight(cell: &str) -> &str {
    const MIDNIGHTS: &[&str] =
        &["00:00:00.000", "00:00:00.0", "00:00:00", "0:00:00", "00:00", "0:00", "12:00:00 AM", "12:00 AM"];
    let plain = cell.trim().trim_end_matches('Z').trim_end_matches("+00:00");
    let cut = MIDNIGHTS.iter().find_map(|midnight| plain.strip_suffix(midnight)?.strip_suffix(['T', ' ']));
    cut.map(str::trim_end).filter(|day| day.len() >= 6).unwrap_or(cell)
}

fn told(dated: &mut Dated, column: &str, told: &Told) {
    dated.remarks.extend(told.words.as_ref().map(|words| format!("from “{words}”")));
    if let Some(beside) = &told.beside {
        dated.doubts.push(Doubt {
            code: code::DOUBTFUL_DATE,
            name: column.to_owned(),
            message: format!(
                "`{beside}` beside the date of `{column}` was not understood; `{}` was written",
                told.written
            ),
            hint: "the words stand in a comment; correct `when` in the new file",
        });
    }
    if told.unzoned {
        dated.doubts.push(Doubt {
            code: code::UNZONED_TIME,
            name: column.to_owned(),
            message: format!("the time of `{column}` names no zone: `{}`", told.written),
            hint: "`zone: Asia/Yerevan` in the map says in which zone it is; without it the site's counts",
        });
    }
}

fn year(day: Day) -> String {
    format!("{:04}", day.year())
}
