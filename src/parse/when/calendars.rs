//! Names of months in the languages that ICU4X knows, and days of the Persian and the Hebrew calendar.
//!
//! The names that people use most, with their short forms, stand in `months.rs`; these are asked where those do not know a word
//! that stands beside the number of a day and a year.

use std::sync::LazyLock;

use chrono::NaiveDate;
use icu_calendar::cal::Hebrew;
use icu_calendar::types::Month;
use icu_calendar::{AsCalendar, Date, Gregorian, Iso};
use icu_datetime::fieldsets::{M, MD};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_locale_core::Locale;
use rustc_hash::FxHashMap;

use super::repair::plain_characters;
use crate::text::slips;

/// Languages that texts are copied from; of Arabic also the countries that call the months otherwise.
const LANGUAGES: &[&str] = &[
    "af", "am", "ar-EG", "ar-SY", "ar-DZ", "ar-MA", "az", "be", "bg", "bn", "bs", "bs-Cyrl", "ca", "cs",
    "cy", "da", "de", "de-AT", "el", "en", "es", "et", "eu", "fa", "fi", "fil", "fr", "ga", "gl", "gu", "he",
    "hi", "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lt", "lv", "mk",
    "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "or", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sk",
    "sl", "so", "sq", "sr", "sr-Latn", "sv", "sw", "ta", "te", "tg", "th", "tk", "tr", "tt", "uk", "ur",
    "uz", "uz-Cyrl", "vi",
];

/// A month by its name: `None` where the name means another one in another language.
type Names = FxHashMap<String, Option<u32>>;

static GREGORIAN: LazyLock<Names> =
    LazyLock::new(|| names(LANGUAGES, "gregory", |month| Date::try_new_iso(2001, month, 28).ok()));

static PERSIAN: LazyLock<Names> = LazyLock::new(|| {
    let day = |month| Date::try_new_persian(1399, month, 28).ok().map(|date| date.to_calendar(Iso));
    names(&["fa", "fa-AF", "en", "ps"], "persian", day)
});

static HEBREW: LazyLock<Names> = LazyLock::new(|| {
    // A year of twelve months, and one of thirteen, in which some are called otherwise.
    let of_year = |year| {
        names(&["en", "he", "fr", "ru"], "hebrew", |month| Some(hebrew(year, month, 28)?.to_calendar(Iso)))
    };
    let mut names = of_year(5782);
    names.extend(of_year(5781));
    names
});

/// The calendar that the name of a month belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedMonth {
    /// The usual one.
    Gregorian(u32),
    /// The solar one of Iran and Afghanistan.
    Persian(u32),
}

/// The month of a name in small letters, in any language.
pub fn month_named(name: &str) -> Option<NamedMonth> {
    let gregorian = || GREGORIAN.get(name).copied().flatten().map(NamedMonth::Gregorian);
    gregorian().or_else(|| PERSIAN.get(name).copied().flatten().map(NamedMonth::Persian))
}

/// The usual date of a day of the Persian calendar.
pub fn of_persian(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    usual(Date::try_new_persian(i32::try_from(year).ok()?, month, day).ok()?)
}

/// The usual date of a day of the Hebrew calendar, up to whose evening it lasts; the month by its name in small letters.
pub fn of_hebrew(year: u32, month: &str, day: u32) -> Option<NaiveDate> {
    // They are written in many ways: Tishri and Tishrei, Heshvan and Cheshvan.
    let near = || {
        let near = HEBREW.iter().filter(|(name, _)| slips(name, month) == 1);
        let mut months: Vec<u32> = near.filter_map(|(_, month)| *month).collect();
        months.sort_unstable();
        months.dedup();
        months.pop().filter(|_| months.is_empty())
    };
    let month = HEBREW.get(month).copied().flatten().or_else(near)?;
    usual(hebrew(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?)
}

/// A day of the Hebrew calendar; the month that only leap years have is the thirteenth here.
fn hebrew(year: i32, month: u8, day: u8) -> Option<Date<Hebrew>> {
    let month = if month == 13 { Month::leap(5) } else { Month::new(month) };
    Date::try_new_hebrew_v2(year, month, day).ok()
}

fn usual<A: AsCalendar>(date: Date<A>) -> Option<NaiveDate> {
    let date = date.to_calendar(Gregorian);
    let (year, month) = (date.year().extended_year(), date.month().ordinal);
    NaiveDate::from_ymd_opt(year, month.into(), date.day_of_month().0.into())
}

/// The names in some languages of the months that hold some days, alone and beside the number of a day.
fn names(languages: &[&str], calendar: &str, day: impl Fn(u8) -> Option<Date<Iso>>) -> Names {
    let mut names = Names::default();
    let (months, days): (Vec<u32>, Vec<Date<Iso>>) =
        (1..=13).filter_map(|month| Some((u32::from(month), day(month)?))).unzip();
    for language in languages {
        let Ok(locale) = Locale::try_from_str(&format!("{language}-u-ca-{calendar}")) else { continue };
        let preferences = DateTimeFormatterPreferences::from(&locale);
        for form in forms(preferences, &days) {
            months.iter().zip(bare(&form)).for_each(|(month, name)| note(&mut names, name, *month));
        }
    }
    names
}

fn forms(preferences: DateTimeFormatterPreferences, days: &[Date<Iso>]) -> Vec<Vec<String>> {
    let alone = DateTimeFormatter::try_new(preferences, M::long()).ok();
    let short = DateTimeFormatter::try_new(preferences, MD::medium()).ok();
    let beside = DateTimeFormatter::try_new(preferences, MD::long()).ok();
    let alone = alone.map(|form| days.iter().map(|day| form.format(day).to_string()).collect());
    let short = short.map(|form| days.iter().map(|day| form.format(day).to_string()).collect());
    let beside = beside.map(|form| days.iter().map(|day| form.format(day).to_string()).collect());
    [alone, short, beside].into_iter().flatten().collect()
}

/// The words that tell the months apart: without the number of the day and the words that stand beside each.
fn bare(form: &[String]) -> Vec<String> {
    let words = |text: &String| -> Vec<String> {
        let text = plain_characters(text).to_lowercase();
        let all = text.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty() && *word != "28");
        all.map(str::to_owned).collect()
    };
    let all: Vec<Vec<String>> = form.iter().map(words).collect();
    let shared = |word: &String| all.iter().all(|words| words.contains(word));
    let name = |words: &Vec<String>| {
        let own: Vec<&str> = words.iter().filter(|word| !shared(word)).map(String::as_str).collect();
        // `tháng 10`: the number alone is no name.
        if own.iter().all(|word| word.bytes().all(|b| b.is_ascii_digit())) {
            words.join(" ")
        } else {
            own.join(" ")
        }
    };
    all.iter().map(name).collect()
}

fn note(names: &mut Names, name: String, month: u32) {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || name.split(' ').count() > 2 {
        return;
    }
    names
        .entry(name)
        .and_modify(|known| *known = known.filter(|known| *known == month))
        .or_insert(Some(month));
}

/// What words of any script are made of, with the marks inside them.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
        || crate::text::is_mark(c)
        || matches!(c, '\'' | '’' | '׳' | '״' | '\u{200c}' | '\u{200d}')
}
