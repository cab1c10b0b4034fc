//! What a text of others says of a day, as EDTF: as it is written, in another spelling, in words, or in several readings.

use super::repair::{self, Repair};
use super::when;

/// The order of day and month in dates such as `05/06/2020`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMonth {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Nothing that is known.
    Nothing,
    /// One date.
    One(String),
    /// One of these.
    Several(Vec<String>),
}

/// Reads a text as EDTF where it is that, else in the one way in which it may be meant; an order settles which of two
/// numbers is the month.
pub fn meant(text: &str, order: Option<DayMonth>) -> Meant {
    let text = text.trim();
    if when(text).is_ok() {
        return Meant::One(text.to_owned());
    }
    match repair::whole(text, &|reading| when(reading).is_ok()) {
        Repair::One(reading) => Meant::One(reading),
        Repair::None | Repair::NoDay(_) => Meant::Nothing,
        Repair::Several(readings) => settled(text, readings, order),
    }
}

fn settled(text: &str, mut readings: Vec<String>, order: Option<DayMonth>) -> Meant {
    let first: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let part = match order {
        Some(DayMonth::DayFirst) => 8..10,
        Some(DayMonth::MonthFirst) => 5..7,
        None => return Meant::Several(readings),
    };
    let all = readings.clone();
    let same = |reading: &String| {
        reading.get(part.clone()).map(|part| part.trim_start_matches('0'))
            == Some(first.trim_start_matches('0'))
    };
    readings.retain(same);
    match readings.as_slice() {
        [] => Meant::Several(all),
        [one] => Meant::One(one.clone()),
        _ => Meant::Several(readings),
    }
}
