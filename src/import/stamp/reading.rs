//! What a written date means: its order, its zone, and what cannot be known without asking.

use chrono::{FixedOffset, NaiveDate, NaiveTime};

use super::date::century_before;
use super::{Clock, Order, Spelled, SpelledDay, Stamp};
use crate::config::{DateProblem, Zone};
use crate::diag::{Diagnostic, Severity, code};

/// Reads a date that was found in a line; whatever is not certain is among its doubts.
pub fn read(line: &str, spelled: &Spelled, clock: &Clock) -> Stamp {
    let words = line.get(spelled.range.clone()).unwrap_or(line).trim().to_owned();
    let mut doubts = Vec::new();
    let mut note = None;
    let mut time = spelled.time;
    let day = match spelled.day {
        SpelledDay::Known(day) => day,
        SpelledDay::Either(day_first, month_first) => {
            order(&words, day_first, month_first, clock, &mut doubts, &mut note)
        }
        SpelledDay::Ago(moment, exact) => {
            if exact {
                time = Some(moment.time());
            }
            note = Some(format!("counted from {}", clock.now.at.format("%Y-%m-%d %H:%M")));
            if !clock.now.given {
                doubts.push(relative(&words));
            }
            moment.date()
        }
    };
    let day = if spelled.short { century(&words, day, clock, &mut doubts) } else { day };
    let mut stamp = Stamp { day, time, offset: None, zone_word: None, doubts, words, note };
    zone(&mut stamp, spelled, clock);
    stamp
}

/// Of two readings the one that a flag or the page settles; else the first, with a doubt.
fn order(
    words: &str,
    day_first: NaiveDate,
    month_first: NaiveDate,
    clock: &Clock,
    doubts: &mut Vec<Diagnostic>,
    note: &mut Option<String>,
) -> NaiveDate {
    match clock.order {
        Some(Order::DayFirst) => day_first,
        Some(Order::MonthFirst) => month_first,
        None => {
            *note = Some(format!("or {month_first}: the order of day and month is not known"));
            let message = format!("`{words}` may mean {day_first} or {month_first}");
            let doubt = softened(Diagnostic::new(code::AMBIGUOUS_DATE, message));
            doubts.push(doubt.hint("`--date-order dmy` or `--date-order mdy` says which"));
            day_first
        }
    }
}

/// A year of two digits: the last that is not still to come, and a doubt that names the other.
fn century(words: &str, day: NaiveDate, clock: &Clock, doubts: &mut Vec<Diagnostic>) -> NaiveDate {
    let Some(earlier) = century_before(day) else { return day };
    let is_past = day <= clock.now.at.date();
    let message = format!("the year of `{words}` has two digits: it may be {earlier} or {day}");
    let doubt = Diagnostic::new(code::DOUBTFUL_DATE, message);
    let taken = if is_past { day } else { earlier };
    doubts.push(
        doubt.hint(format!("{taken} was taken; correct the new file if it is the other, or give `--date`")),
    );
    taken
}

fn relative(words: &str) -> Diagnostic {
    let message = format!("`{words}` counts from the moment at which the page was read, which is not known");
    Diagnostic::new(code::DOUBTFUL_DATE, message)
        .hint("`--now 2020-09-29T18:00` gives that moment; this machine's clock was taken")
}

/// Gives the time its offset, or leaves it out where the zone is not certain.
fn zone(stamp: &mut Stamp, spelled: &Spelled, clock: &Clock) {
    let Some(time) = stamp.time else { return };
    let local = stamp.day.and_time(time);
    if let Some(offset) = two_clocks(spelled, time, clock) {
        stamp.offset = Some(offset);
        return;
    }
    let Some(written) = spelled.zones.first() else {
        unzoned(stamp, spelled, clock);
        return;
    };
    stamp.zone_word = Some(written.name.clone());
    let found = clock.zones.find(&written.name).and_then(|zone| zone.at(local));
    match found {
        Ok(moment) => stamp.offset = Some(*moment.offset()),
        Err(problem) => {
            stamp.note = Some(format!("the time is left out: {}", problem.message));
            stamp.doubts.push(of_zone(problem, &written.name));
        }
    }
}

/// The offset that follows from the same moment in two zones, of which one is certain.
fn two_clocks(spelled: &Spelled, time: NaiveTime, clock: &Clock) -> Option<FixedOffset> {
    let second = spelled.zones.iter().find_map(|zone| zone.time.map(|time| (time, &zone.name)))?;
    let known = Zone::offset(second.1)?.ok().or_else(|| {
        let zone = clock.zones.find(second.1).ok()?;
        matches!(zone, Zone::Fixed(_)).then_some(())?;
        if let Zone::Fixed(offset) = zone { Some(offset) } else { None }
    })?;
    let minutes = (time - second.0).num_minutes();
    let mut shift = minutes * 60 + i64::from(known.local_minus_utc());
    // The second clock may show the day before or after.
    if shift > 14 * 3600 {
        shift -= 24 * 3600;
    } else if shift < -12 * 3600 {
        shift += 24 * 3600;
    }
    FixedOffset::east_opt(i32::try_from(shift).ok()?)
}

/// A time without a zone is in the default zone, which only a flag makes certain.
fn unzoned(stamp: &mut Stamp, spelled: &Spelled, clock: &Clock) {
    let exact = matches!(spelled.day, SpelledDay::Ago(..)) && spelled.time.is_none();
    let Some(time) = stamp.time.filter(|_| !exact) else { return };
    if clock.zone_given {
        match clock.zones.default.at(stamp.day.and_time(time)) {
            Ok(moment) => stamp.offset = Some(*moment.offset()),
            Err(problem) => stamp.doubts.push(softened(problem.into_diagnostic())),
        }
        return;
    }
    let message =
        format!("`{}` names no zone; it is read in the site's, `{}`", stamp.words, clock.zones.default);
    let doubt = Diagnostic::new(code::UNZONED_TIME, message);
    stamp.doubts.push(doubt.hint("`--zone America/New_York` says another, or settles this one"));
}

fn of_zone(problem: DateProblem, name: &str) -> Diagnostic {
    let candidates =
        problem.message.split('`').skip(3).step_by(2).next().unwrap_or("Asia/Kolkata").to_owned();
    let mut doubt = Diagnostic::new(problem.code, problem.message);
    doubt.severity = Severity::Warning;
    match problem.code.name {
        "ambiguous-zone" => {
            doubt.hint(format!("`--tz {name}={candidates}` says which; without it the day alone is written"))
        }
        "unknown-zone" => {
            doubt.hint(format!("`--tz {name}=Asia/Kolkata` explains it; without it the day alone is written"))
        }
        _ => doubt.hints(problem.hints),
    }
}

/// A doubt about a page is no mistake of the site.
fn softened(mut doubt: Diagnostic) -> Diagnostic {
    doubt.severity = Severity::Warning;
    doubt
}
