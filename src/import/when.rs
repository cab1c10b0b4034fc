//! What a cell or field of others says of a day: no more certain than it is written, or why it says nothing.

use super::stamp::{self, Clock};
use crate::model::Day;
use crate::parse::{self, Meant};

/// A date that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// The date in EDTF; with a time of day where one is given.
    pub written: String,
    /// Whether it has a time of day.
    pub timed: bool,
    /// Whether that time names no zone.
    pub unzoned: bool,
    /// The words that were read, where they say it in another way than by numbers.
    pub words: Option<String>,
    /// What stood beside the date and was not understood.
    pub beside: Option<String>,
    /// The first or else the last day that it may be.
    pub day: Day,
}

/// How dates are read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// Zones and the order of day and month.
    pub clock: &'a Clock,
    /// The zone of times that name none.
    pub zone: Option<&'a str>,
    /// The first of the hundred years that a year of two digits may be.
    pub short_years: Option<i64>,
}

impl<'a> Reading<'a> {
    /// Reading by flags alone.
    pub fn by(clock: &'a Clock) -> Self {
        Self { clock, zone: None, short_years: None }
    }

    /// Reads a text.
    ///
    /// # Errors
    /// Says why it names no date, or which ones it may name.
    pub fn read(self, text: &str) -> Result<Told, String> {
        let text = text.trim();
        // `[Europe/Kyiv]` behind a time is the zone as programs write it.
        let plain = text.replace(['[', ']'], " ");
        let is_zone = text.ends_with(']') && text.contains('/') && text.contains(':');
        let text = if is_zone { plain.trim() } else { text };
        match parse::meant(text, self.clock.order) {
            Meant::One(date) => self.told(date, text, None),
            Meant::Several(dates) => self.one_of(dates, text),
            Meant::Nothing => self.found(text),
        }
    }

    /// Reads a text that must name a single day, without its time.
    ///
    /// # Errors
    /// Says why it names none.
    pub fn day(self, text: &str) -> Result<Day, String> {
        let told = self.read(text)?;
        let when = parse::when(&told.written).map_err(|problem| problem.message)?;
        let exact = told.beside.is_none()
            && told.written.bytes().all(|b| !matches!(b, b'~' | b'?' | b'%' | b'X' | b'['));
        match (when.earliest(), when.latest()) {
            (Some(first), Some(last)) if first == last && exact => Ok(first),
            _ => Err(format!("`{text}` is no certain day")),
        }
    }

    /// Of the years of two centuries the one that a rule chooses.
    fn one_of(self, mut dates: Vec<String>, text: &str) -> Result<Told, String> {
        let all = dates.clone();
        if let Some(first) = self.short_years {
            let year = |date: &String| date.get(..4).and_then(|year| year.parse::<i64>().ok());
            let fits = |date: &String| year(date).is_some_and(|year| (first..first + 100).contains(&year));
            let is_short = all.iter().any(|date| !fits(date));
            dates.retain(|date| !is_short || fits(date));
        }
        match dates.as_slice() {
            [one] => self.told(one.clone(), text, None),
            _ => {
                let named: Vec<String> = dates.iter().map(|date| format!("`{date}`")).collect();
                Err(format!("`{text}` may be {}", named.join(" or ")))
            }
        }
    }

    /// A date with words around it.
    fn found(self, text: &str) -> Result<Told, String> {
        let nothing = || format!("`{text}` is no date that can be read");
        let spelled = stamp::find(text, 0, self.clock).ok_or_else(nothing)?;
        if spelled.is_relative() {
            return Err(nothing());
        }
        let range = spelled.range.clone();
        let stamp = stamp::read(text, &spelled, self.clock);
        let doubtful =
            stamp.doubts.iter().find(|doubt| &*doubt.code != "unzoned-time" && !doubt.code.ends_with("zone"));
        if let Some(doubt) = doubtful {
            return Err(doubt.message.clone());
        }
        let sign = |c: char| !c.is_alphanumeric() && !matches!(c, '?' | '~');
        let rest = format!("{} {}", &text[..range.start], &text[range.end..]);
        let rest = rest.trim_matches(sign).split_whitespace().collect::<Vec<_>>().join(" ");
        let zone_lost = stamp.doubts.iter().any(|doubt| doubt.code.ends_with("zone"));
        if rest.is_empty() && !zone_lost {
            return self.told(stamp.written(), text, None);
        }
        let (written, beside) = if rest.is_empty() {
            (stamp.written(), text.to_owned())
        } else {
            (format!("{}?", stamp.day()), rest)
        };
        self.told(written, text, Some(beside))
    }

    fn told(self, date: String, text: &str, beside: Option<String>) -> Result<Told, String> {
        let when = parse::when(&date).map_err(|problem| problem.message)?;
        let day = when.anchor().ok_or_else(|| format!("`{text}` names no day on a calendar"))?;
        let timed = date.contains(':');
        let after = date.find(':').map_or("", |at| &date[at..]);
        let zoned = after.ends_with('Z') || after.contains(['+', '-']);
        let unzoned = timed && !zoned;
        let written = match self.zone.filter(|_| unzoned) {
            Some(zone) => format!("{date} {zone}"),
            None => date,
        };
        let spoken = text.chars().any(char::is_alphabetic) && written != text && !timed;
        Ok(Told {
            written,
            timed,
            unzoned: unzoned && self.zone.is_none() && !self.clock.zone_given,
            words: (spoken || beside.is_some()).then(|| text.to_owned()),
            beside,
            day,
        })
    }
}

/// The moment so many seconds after the beginning of 1970, in UTC.
pub(super) fn of_seconds(seconds: i64) -> String {
    let (day, rest) = (Day(seconds.div_euclid(86_400)), seconds.rem_euclid(86_400));
    format!("{day}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}
