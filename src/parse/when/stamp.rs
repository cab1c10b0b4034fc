//! Reads publication and update times.

use super::clock::{self, ClockParts, has_form_of_day};
use super::{refusal, when};
use crate::config::{DateProblem, Zones};
use crate::diag::code;
use crate::model::Stamp;

/// Reads a day or a day with a time; without a zone it is in the site's.
pub fn stamp(written: &str, zones: &Zones) -> Result<Stamp, DateProblem> {
    let blanks = written.len() - written.trim_start().len();
    read(written.trim(), zones).map_err(|problem| problem.shifted(blanks))
}

fn read(text: &str, zones: &Zones) -> Result<Stamp, DateProblem> {
    formed(text, zones).unwrap_or_else(|| Err(refused(text, zones)))
}

/// Reads a text that has the outer form of a stamp.
fn formed(text: &str, zones: &Zones) -> Option<Result<Stamp, DateProblem>> {
    if let Some(parts) = ClockParts::of(text) {
        return Some(parts.moment(zones).map(Stamp::of_time));
    }
    has_form_of_day(text).then(|| clock::day(text).map(|day| Stamp::of_day(zones.default.day_start(day))))
}

fn refused(text: &str, zones: &Zones) -> DateProblem {
    let fits = |repaired: &str| matches!(formed(repaired, zones), Some(Ok(_)));
    match edtf_core::Edtf::parse(text) {
        Err(error) => refusal::of(text, &error, fits),
        Ok(_) if when(text).is_ok() => no_day(text),
        Ok(_) => refusal::plain(text, "it is no day"),
    }
}

fn no_day(text: &str) -> DateProblem {
    DateProblem::new(code::INVALID_DATE, format!("`{text}` is not one day, and a publication date needs one"))
        .over(0..text.len())
        .hint("write the day, as in `2020-09-29`; what is less exact can stand in `when`")
}
