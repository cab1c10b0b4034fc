//! A date in parts, as exact as it is given.

use crate::import::stamp::{self, Clock};
use crate::model::Day;
use crate::parse;

/// A date of a slide: what is given of it, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct SlideTime {
    /// Year, month, day, hour, minute, second, as far as they are given.
    pub parts: Vec<i64>,
    /// The offset of the time, where it names a zone.
    pub offset: Option<String>,
    /// What could not be read.
    pub problem: Option<String>,
}

impl SlideTime {
    /// The date in EDTF, no more exact than it is given.
    pub fn edtf(&self) -> Result<String, String> {
        if let Some(problem) = &self.problem {
            return Err(problem.clone());
        }
        let year = *self.parts.first().ok_or("it has no date")?;
        // The year before 1 is 1 BC, which the calendar of EDTF calls 0.
        let year = if year < 0 { year + 1 } else { year };
        let mut text = match year.unsigned_abs() {
            0..=9999 if year < 0 => format!("-{:04}", year.unsigned_abs()),
            0..=9999 => format!("{year:04}"),
            _ => format!("Y{year}"),
        };
        if year.unsigned_abs() <= 9999 {
            self.parts.iter().skip(1).take(2).for_each(|part| text.push_str(&format!("-{part:02}")));
            if let [_, _, _, hour, rest @ ..] = self.parts.as_slice() {
                text.push_str(&format!("T{hour:02}:{:02}", rest.first().copied().unwrap_or(0)));
                if let Some(second) = rest.get(1).filter(|second| **second > 0) {
                    text.push_str(&format!(":{second:02}"));
                }
                text.push_str(self.offset.as_deref().unwrap_or_default());
            }
        }
        parse::when(&text).map(|_| text).map_err(|problem| problem.message)
    }

    /// The first day of it, if it names at least a year.
    pub fn first_day(&self) -> Option<Day> {
        let year = *self.parts.first()?;
        let small = |at: usize| self.parts.get(at).map_or(Some(1), |n| u8::try_from(*n).ok());
        (0..=9999).contains(&year).then(|| Day::new(year, small(1)?, small(2)?)).flatten()
    }

    /// From texts or numbers that may be empty: the first gap ends the date, and what stands behind it is a mistake.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut moment = Self::default();
        let mut ended = false;
        for part in parts {
            let part = part.trim();
            if part.is_empty() {
                ended = true;
                continue;
            }
            if ended {
                moment.problem = Some(format!("`{part}` of its date stands behind an empty part"));
                break;
            }
            // Spreadsheets write 2020 as `2020.0` or `2,020`.
            let plain = part.trim_end_matches(".0").replace(',', "");
            match plain.parse() {
                Ok(number) => moment.parts.push(number),
                Err(_) => {
                    moment.problem = Some(format!("`{part}` of its date is no number"));
                    break;
                }
            }
        }
        moment
    }

    /// Whether it has a time of day that names no zone.
    pub fn is_unzoned(&self) -> bool {
        self.parts.len() > 3 && self.offset.is_none() && self.problem.is_none()
    }

    /// Adds a time such as `19:57`, `7:57 PM` or `21:00 GMT+4`, if the day is given.
    pub fn with_time(mut self, time: &str, clock: &Clock) -> Self {
        let time = time.trim();
        if self.parts.len() != 3 || time.is_empty() {
            return self;
        }
        let problem = |reason: String| Some(format!("`{time}` is no time of day{reason}"));
        let Ok(day) = self.edtf() else { return self };
        let line = format!("{day} {time}");
        let read = stamp::find(&line, 0, clock).filter(|found| found.range.end == line.len());
        let Some(read) = read.map(|found| stamp::read(&line, &found, clock)) else {
            self.problem = problem(String::new());
            return self;
        };
        match read.doubts.iter().find(|doubt| doubt.code.ends_with("zone")) {
            Some(doubt) => self.problem = problem(format!(": {}", doubt.message)),
            None => self.take(&read.written()),
        }
        self
    }

    /// Takes the time of a date such as `2020-09-27T21:00:05+04:00`.
    fn take(&mut self, written: &str) {
        let Some((_, time)) = written.split_once('T') else { return };
        let end = time.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(time.len());
        let (clock, offset) = time.split_at(end);
        self.parts.extend(clock.split(':').filter_map(|part| part.parse::<i64>().ok()));
        self.offset = (!offset.is_empty()).then(|| offset.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Zones;
    use crate::import::stamp::Now;

    fn clock() -> Clock {
        let now = Now::parse("2021-06-01", true).unwrap();
        Clock { zones: Zones::default(), zone_given: false, order: None, now }
    }

    #[test]
    fn dates_are_as_exact_as_they_are_given() {
        for (parts, expected) in [
            (&["2020", "", ""][..], "2020"),
            (&["2020", "9", ""], "2020-09"),
            (&["2020", "9", "27"], "2020-09-27"),
            (&["2020.0", "9.0", "27.0", "19", "57"], "2020-09-27T19:57"),
            (&["-44", "3", "15"], "-0043-03-15"),
            (&["-200000"], "Y-199999"),
        ] {
            assert_eq!(SlideTime::of(parts.iter().copied()).edtf().as_deref(), Ok(expected));
        }
        let clock = clock();
        for (time, expected) in [
            ("7:57 PM", "2020-09-27T19:57"),
            ("21:00 GMT+4", "2020-09-27T21:00+04:00"),
            ("21:15:30", "2020-09-27T21:15:30"),
            ("9:05", "2020-09-27T09:05"),
        ] {
            let moment = SlideTime::of(["2020", "9", "27"]).with_time(time, &clock);
            assert_eq!(moment.edtf().as_deref(), Ok(expected));
        }
        assert!(SlideTime::of(["2020", "9", "27"]).with_time("A bronze is cast", &clock).edtf().is_err());
        assert!(SlideTime::of(["2020", "2", "30"]).edtf().is_err());
        assert!(SlideTime::of(["soon"]).edtf().is_err());
    }
}
