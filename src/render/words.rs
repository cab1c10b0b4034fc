//! Dates in the words of a language: "about 5 October 2020", "27–28 September 2020", "since 10 October 2020".

mod beside;
mod covered;
mod date;
mod forms;
mod number;
mod numerals;
mod order;
mod set;
mod span;

use chrono::{DateTime, FixedOffset, Timelike};
use edtf_core::{Edtf, Time, TimeShift};

use crate::config::{Config, Numbering, Writing, Zone};
use crate::model::{Day, Moment, Stamp, When};
use crate::phrase::Phrases;

use beside::Beside;
use forms::Forms;
pub use forms::Gaps;
pub use numerals::Numerals;
use order::Order;

/// The words for dates in one language; made once, used by all threads.
#[derive(Debug)]
pub struct Words {
    forms: Forms,
    phrases: Phrases,
    order: Order,
    numerals: Numerals,
    /// The zone that readers expect: it is not named under a heading.
    home: Option<Zone>,
    /// The calendar that days are also given in.
    beside: Option<Beside>,
}

/// How much of a date is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateStyle {
    /// All of it.
    Full,
    /// Without that year, which the reader sees above.
    Within(i64),
    /// Without that year, and with months abbreviated.
    Brief(i64),
}

impl Words {
    /// The words of a language by its BCP 47 tag; ISO forms and English words for an unknown one.
    pub fn new(language_tag: &str) -> Self {
        Self::with(language_tag, Phrases::of(language_tag))
    }

    /// The same with phrases that a site may have replaced.
    pub fn with(language_tag: &str, phrases: Phrases) -> Self {
        Self {
            phrases,
            forms: Forms::of(language_tag),
            order: Order::of(language_tag),
            numerals: Numerals::of(language_tag),
            home: None,
            beside: None,
        }
    }

    /// The words of each edition of a site: with the phrases that it has of its own, and without its zone, which lists do not name
    /// with every time.
    pub fn of_editions(config: &Config) -> Vec<Self> {
        let of = |tag: &str, zone: Option<Zone>, writing: Writing| {
            let phrases = Phrases::with(tag, &config.phrases);
            let numbering = writing.numbering.or(config.writing.numbering).unwrap_or_default();
            // Digits are a part of the tag for ICU.
            let written = match numbering {
                Numbering::Latn => format!("{tag}-u-nu-latn"),
                Numbering::Native => tag.to_owned(),
            };
            let calendar = writing.calendar.or(config.writing.calendar);
            Self {
                home: zone.or(Some(config.zones.default)),
                beside: calendar.map(|calendar| Beside::of(&written, calendar)),
                ..Self::with(&written, phrases)
            }
        };
        if config.languages.is_empty() {
            return vec![of(&config.language, None, config.writing)];
        }
        config.languages.iter().map(|language| of(&language.tag, language.zone, language.writing)).collect()
    }

    /// The phrases of the language.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// How far the clocks of the site are from UTC at a moment: "UTC+4".
    pub fn home_offset(&self, moment: &Moment) -> Option<String> {
        let home = self.home?.offset_at(moment);
        Some(offset(home.local_minus_utc() / 60))
    }

    /// When something happened, in full.
    pub fn when(&self, when: &When) -> String {
        self.said(when, DateStyle::Full)
    }

    /// When something happened, with the day in a second calendar too where the site asks for one.
    pub fn when_beside(&self, when: &When) -> String {
        let words = self.when(when);
        let day = when.earliest().filter(|first| when.latest() == Some(*first));
        match self.beside.as_ref().zip(day).and_then(|(beside, day)| beside.day(day)) {
            Some(other) => self.filled("date.beside", &[("date", &words), ("other", &other)]),
            None => words,
        }
    }

    /// When something happened, in full but for the zone of the site.
    pub fn when_at_home(&self, when: &When) -> String {
        // There is no such year, so that none is left out.
        self.said(when, DateStyle::Within(i64::MIN))
    }

    /// When something happened, under a heading that names its year.
    pub fn when_short(&self, when: &When) -> String {
        when.anchor().map_or_else(|| self.when(when), |day| self.when_within(when, day.year()))
    }

    /// When something happened, under a heading that names that year.
    pub fn when_within(&self, when: &When, year: i64) -> String {
        let one_month = when.earliest().zip(when.latest()).is_some_and(|(first, last)| {
            let (first, last) = (first.ymd(), last.ymd());
            (first.0, first.1) == (last.0, last.1)
        });
        let brief = matches!(when.edtf(), Edtf::Interval(_)) && !one_month;
        self.said(when, if brief { DateStyle::Brief(year) } else { DateStyle::Within(year) })
    }

    /// A publication time: the day, and the time with its offset where there is one.
    pub fn stamp(&self, stamp: &Stamp) -> String {
        let day = self.stamp_day(stamp);
        stamp.time().map_or_else(|| day.clone(), |time| self.at(&day, &self.clock(&time), &zone(&time)))
    }

    /// The day of a publication.
    pub fn stamp_day(&self, stamp: &Stamp) -> String {
        self.day(stamp.day())
    }

    /// A day of the calendar.
    pub fn day(&self, day: Day) -> String {
        self.calendar_day(day, DateStyle::Full)
    }

    /// A day without its year, with the month abbreviated.
    pub fn day_brief(&self, day: Day) -> String {
        self.calendar_day(day, DateStyle::Brief(day.year()))
    }

    /// From one day to another: "27 September – 10 November 2020".
    pub fn days(&self, first: Day, last: Day) -> String {
        let whole = |day| self.calendar_day(day, DateStyle::Full);
        let (a, b) = match first.year() == last.year() {
            _ if first == last => return whole(first),
            true => self.shortened(&whole(first), &whole(last)),
            false => (whole(first), whole(last)),
        };
        self.with_dash(&a, &b, true)
    }

    /// How far another day lies: "3 days earlier" for -3.
    pub fn days_apart(&self, days: i64) -> String {
        let key = match days {
            0 => return self.phrases.get("date.same-day").to_owned(),
            ..0 => "date.days-earlier",
            _ => "date.days-later",
        };
        self.counted(key, days.unsigned_abs())
    }

    /// A number of things in words, `{n}` being the number: "12 entries".
    pub fn counted(&self, key: &str, n: u64) -> String {
        self.counted_with(key, n, &[])
    }

    /// The same with texts in further gaps.
    pub fn counted_with(&self, key: &str, n: u64, texts: &[(&str, &str)]) -> String {
        let number = self.number(n);
        let texts: Vec<(&str, &str)> = texts.iter().copied().chain([("n", number.as_str())]).collect();
        fill(self.phrases.form(key, n), &texts)
    }

    /// Names with commas, and "and" before the last.
    pub fn list(&self, names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        self.listed(&names, "date.and")
    }

    /// A month with its year, for a heading.
    pub fn month(&self, year: i64, month: u8) -> String {
        self.forms.month_year(year, month)
    }

    /// A month without its year.
    pub fn month_alone(&self, month: u8) -> String {
        self.forms.month(month).to_owned()
    }

    /// A month without its year, abbreviated.
    pub fn month_brief(&self, month: u8) -> String {
        self.forms.month_brief(month).to_owned()
    }

    /// A phrase with texts in its gaps: `{}` for the name "", `{a}` for "a".
    pub fn filled(&self, key: &str, texts: &[(&str, &str)]) -> String {
        fill(self.phrases.get(key), texts)
    }

    /// A year, for a heading.
    pub fn year(&self, year: i64) -> String {
        self.forms.year(year)
    }

    /// The name of a further part of a long period: "September 2020, part 2".
    pub fn part(&self, name: &str, number: u32) -> String {
        fill(
            self.phrases.get("date.numbered-part"),
            &[("name", name), ("n", &self.number(u64::from(number)))],
        )
    }

    /// The forms of dates for a script that fills them.
    pub fn gaps(&self) -> Gaps {
        self.forms.gaps()
    }

    /// How numbers are written, for a script that writes them.
    pub fn numerals(&self) -> &Numerals {
        &self.numerals
    }

    /// The name of a day's weekday.
    pub fn weekday(&self, day: Day) -> String {
        self.forms.weekday(day.weekday() as usize).to_owned()
    }

    fn said(&self, when: &When, style: DateStyle) -> String {
        match (when.edtf(), when.start(), when.end()) {
            (Edtf::Interval(interval), None, None) => self.interval(interval, style),
            (Edtf::Interval(interval), start, end) => self.times(interval, start, end, style),
            (_, Some(start), _) => self.moment(&start, style),
            (Edtf::DateTime(value), None, _) => self.local_time(&value.date, &value.time, style),
            (Edtf::Date(date), None, _) => self.date(date, style),
            (Edtf::Set(set), None, _) => self.set(set, style),
        }
    }

    /// An instant: "10 October 2020, 12:00 (UTC+4)".
    fn moment(&self, time: &Moment, style: DateStyle) -> String {
        let day = self.calendar_day(time.date_naive().into(), style);
        self.clocked(&day, &self.clock(time), time, style)
    }

    /// A day with what the clock showed, and the zone unless it is the one that a list leaves out.
    fn clocked(&self, day: &str, clock: &str, time: &Moment, style: DateStyle) -> String {
        let at_home = self.home.is_some_and(|home| home.offset_at(time) == *time.offset());
        if style != DateStyle::Full && at_home {
            return fill(self.phrases.get("date.local-time"), &[("date", day), ("time", clock)]);
        }
        self.at(day, clock, &zone(time))
    }

    fn local_time(&self, date: &edtf_core::Date, time: &Time, style: DateStyle) -> String {
        let clock = self.forms.digits(&format!("{:02}:{:02}", time.hour, time.minute));
        let day = self.date(date, style);
        match time.shift {
            None => fill(self.phrases.get("date.local-time"), &[("date", &day), ("time", &clock)]),
            Some(TimeShift::Utc) => self.at(&day, &clock, "UTC"),
            Some(TimeShift::Offset { minutes, .. }) => self.at(&day, &clock, &offset(i32::from(minutes))),
        }
    }

    fn at(&self, day: &str, clock: &str, zone: &str) -> String {
        fill(self.phrases.get("date.time"), &[("date", day), ("time", clock), ("zone", zone)])
    }

    fn clock(&self, time: &DateTime<FixedOffset>) -> String {
        self.forms.digits(&format!("{:02}:{:02}", time.hour(), time.minute()))
    }

    fn calendar_day(&self, day: Day, style: DateStyle) -> String {
        let (year, month, day) = day.ymd();
        match style {
            DateStyle::Within(known) if known == year => self.forms.day_month(month, day),
            DateStyle::Brief(known) if known == year => self.forms.short_day_month(month, day),
            _ => self.forms.day_month_year(year, month, day),
        }
    }

    fn phrase(&self, key: &str, text: &str) -> String {
        fill(self.phrases.get(key), &[("", text)])
    }
}

/// The direction in which a language is written.
pub(super) fn direction(tag: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] =
        &["ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "arc", "syr"];
    let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    if RIGHT_TO_LEFT.contains(&primary.as_str()) { "rtl" } else { "ltr" }
}

fn zone(time: &DateTime<FixedOffset>) -> String {
    offset(time.offset().local_minus_utc() / 60)
}

/// "UTC", "UTC+4", "UTC−3:30".
fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".into(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

/// Puts texts into the gaps of a phrase: `{}` for the name "", `{a}` for "a".
fn fill(phrase: &str, texts: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(phrase.len() + 24);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        filled.push_str(texts.iter().find(|(gap, _)| *gap == name).map_or("", |(_, text)| text));
        rest = tail;
    }
    filled + rest
}

#[cfg(test)]
mod tests;
