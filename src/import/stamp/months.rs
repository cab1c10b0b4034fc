//! Names of months in the languages that ICU4X knows, in their written forms; months of the Persian calendar too.
//!
//! The names that pages use most, with their short forms, stand in `parse`; these are asked where those do not know a word
//! that stands beside the number of a day and a year.

use std::sync::LazyLock;

use icu_calendar::{Date, Gregorian, Iso};
use icu_datetime::fieldsets::{M, MD};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_locale_core::Locale;
use rustc_hash::FxHashMap;

use super::digits::latin;
use super::token::{Token, tokens};

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

/// The calendar that the name of a month belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    /// The usual one.
    Gregorian(u32),
    /// The solar one of Iran and Afghanistan.
    Persian(u32),
}

/// The month whose name begins at a token, and the number of tokens that it takes.
pub(super) fn at(tokens: &[Token], at: usize) -> Option<(Month, usize)> {
    let first = tokens.get(at).filter(|token| !token.is_number)?;
    let word = first.text.to_lowercase();
    if let Some(month) = crate::parse::month_of(&word) {
        return Some((Month::Gregorian(month), 1));
    }
    let beside = tokens.get(at + 1).filter(|next| next.text.starts_with(char::is_alphanumeric));
    let both = beside.map(|next| format!("{word} {}", next.text.to_lowercase()));
    both.and_then(|name| Some((known(&name)?, 2))).or_else(|| Some((known(&word)?, 1)))
}

/// The month of a name in small letters, in any language.
fn known(name: &str) -> Option<Month> {
    let gregorian = || GREGORIAN.get(name).copied().flatten().map(Month::Gregorian);
    gregorian().or_else(|| PERSIAN.get(name).copied().flatten().map(Month::Persian))
}

/// Whether a word is the name of a month, in any language.
pub(in crate::import) fn is_month(word: &str) -> bool {
    let name = word.to_lowercase();
    crate::parse::month_of(&name).is_some() || known(&name).is_some()
}

/// The usual date of a day of the Persian calendar.
pub(super) fn of_persian(year: u32, month: u32, day: u32) -> Option<chrono::NaiveDate> {
    let year = i32::try_from(year).ok()?;
    let date = Date::try_new_persian(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()?;
    let usual = date.to_calendar(Gregorian);
    chrono::NaiveDate::from_ymd_opt(
        usual.year().extended_year(),
        usual.month().ordinal.into(),
        usual.day_of_month().0.into(),
    )
}

/// The names in some languages of the months that hold some days, alone and beside the number of a day.
fn names(languages: &[&str], calendar: &str, day: impl Fn(u8) -> Option<Date<Iso>>) -> Names {
    let mut names = Names::default();
    let days: Vec<Date<Iso>> = (1..=12).filter_map(day).collect();
    for language in languages {
        let Ok(locale) = Locale::try_from_str(&format!("{language}-u-ca-{calendar}")) else { continue };
        let preferences = DateTimeFormatterPreferences::from(&locale);
        for form in forms(preferences, &days) {
            (1..).zip(bare(&form)).for_each(|(month, name)| note(&mut names, name, month));
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
        let text = latin(text).map_or_else(|| text.clone(), |latin| latin.text);
        let word = |token: &Token| token.text.starts_with(char::is_alphanumeric) && token.text != "28";
        tokens(&text).iter().filter(|token| word(token)).map(|token| token.text.to_lowercase()).collect()
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
