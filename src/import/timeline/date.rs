//! A date in parts, as exact as it is given.

use crate::model::Day;
use crate::parse;

/// A date of a slide: what is given of it, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Moment {
    /// Year, month, day, hour, minute, as far as they are given.
    pub parts: Vec<i64>,
    /// What could not be read.
    pub problem: Option<String>,
}

impl Moment {
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

    /// From texts or numbers that may be empty: the first gap ends the date.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut moment = Self::default();
        for part in parts {
            let part = part.trim();
            if part.is_empty() {
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

    /// Adds a time such as `19:57` or `7:57 PM`, if the day is given.
    pub fn with_time(mut self, time: &str) -> Self {
        if self.parts.len() != 3 || time.trim().is_empty() {
            return self;
        }
        match crate::import::stamp::time_of_day(time) {
            Some((hour, minute)) => self.parts.extend([i64::from(hour), i64::from(minute)]),
            None => self.problem = Some(format!("`{}` is no time of day", time.trim())),
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(Moment::of(parts.iter().copied()).edtf().as_deref(), Ok(expected));
        }
        assert_eq!(
            Moment::of(["2020", "9", "27"]).with_time("7:57 PM").edtf().as_deref(),
            Ok("2020-09-27T19:57")
        );
        assert!(Moment::of(["2020", "2", "30"]).edtf().is_err());
        assert!(Moment::of(["soon"]).edtf().is_err());
    }
}
