//! What a text that is no EDTF date is meant to be. Guesses, which leave out a part of it, are only ever shown as hints.

use chrono::NaiveDateTime;

use super::calendars::{self, NamedMonth};
use super::refusal::{MONTHS, no_such_day};
use super::{doubt, loose, months, spoken};
use crate::config::Zone;

/// What a text may have been meant to be.
pub(super) enum Repair {
    /// No idea.
    None,
    /// One reading.
    One(String),
    /// One reading, a day that the calendar does not have.
    NoDay(String),
    /// Several: day and month or month and day, one century or the other.
    Several(Vec<String>),
}

pub(super) type Fits<'a> = &'a dyn Fn(&str) -> bool;

/// The readings of a text that `fits` takes, guesses among them: for a hint, which somebody reads.
pub(super) fn of(text: &str, fits: Fits) -> Repair {
    let plain = plain_characters(text);
    let found = readings(&plain, fits);
    let found = if found.is_empty() { guesses(&plain, fits) } else { found };
    repair(text, &plain, found)
}

/// The same without what leaves out a part of the text, which may be a doubt.
pub(super) fn whole(text: &str, fits: Fits) -> Repair {
    let plain = plain_characters(text);
    repair(text, &plain, readings(&plain, fits))
}

fn repair(text: &str, plain: &str, mut readings: Vec<String>) -> Repair {
    readings.retain(|reading| reading != text);
    match readings.as_slice() {
        [] => impossible(plain),
        [one] => Repair::One(one.clone()),
        several => Repair::Several(several.iter().take(4).cloned().collect()),
    }
}

fn impossible(text: &str) -> Repair {
    match single(text).as_slice() {
        [day] if no_such_day(day).is_some() => Repair::NoDay(day.clone()),
        _ => Repair::None,
    }
}

fn readings(text: &str, fits: Fits) -> Vec<String> {
    let dashed = text.replace(['‐', '‑', '‒', '–', '—', '−'], "-");
    let tries: [&dyn Fn() -> Vec<String>; 13] = [
        &|| vec![text.to_owned(), dashed.clone()],
        &|| vec![older_edtf(&dashed)],
        &|| single(&dashed),
        &|| spoken::clock(&dashed),
        &|| with_time(&dashed),
        &|| spoken::era(&dashed),
        &|| loose::yearless(&dashed),
        &|| spoken::short_years(&dashed),
        &|| spoken::shortened(&dashed),
        &|| spoken::part(&dashed, fits),
        &|| doubt::readings(text, fits),
        &|| span(text, fits),
        &|| rough(&dashed, fits),
    ];
    first(&tries, fits)
}

fn guesses(text: &str, fits: Fits) -> Vec<String> {
    let dashed = text.replace(['‐', '‑', '‒', '–', '—', '−'], "-");
    // What is left is shorter each time.
    let cleaned = |clean: String| {
        let found = readings(&clean, fits);
        if found.is_empty() { guesses(&clean, fits) } else { found }
    };
    let tries: [&dyn Fn() -> Vec<String>; 7] = [
        &|| other_calendar(&dashed).into_iter().collect(),
        &|| with_zone(&dashed),
        &|| loose::unknown_digits(&dashed),
        &|| loose::two(&dashed, fits),
        &|| loose::quarter(&dashed),
        &|| [loose::counted(&dashed), loose::nothing(&dashed)].concat(),
        &|| loose::cleaned(&dashed).map(cleaned).unwrap_or_default(),
    ];
    first(&tries, fits)
}

fn first(tries: &[&dyn Fn() -> Vec<String>], fits: Fits) -> Vec<String> {
    tries.iter().map(|attempt| fitting(attempt(), fits)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn fitting(mut readings: Vec<String>, fits: Fits) -> Vec<String> {
    readings.retain(|reading| fits(reading));
    readings.dedup();
    readings
}

/// Digits of other scripts as 0–9, special blanks as blanks.
pub(super) fn plain_characters(text: &str) -> String {
    const ZEROS: [char; 6] = ['٠', '۰', '०', '০', '０', '၀'];
    let digit = |c: char| {
        let value =
            ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10));
        value.and_then(|value| char::from_digit(value, 10))
    };
    text.chars().map(|c| digit(c).unwrap_or(if c.is_whitespace() { ' ' } else { c })).collect()
}

/// The draft of 2012 wrote `199u`, `2004?~`, `unknown`, `open` and `y17000`; many write `x`, `t` and `z` small.
fn older_edtf(text: &str) -> String {
    let words = [
        ("unknown", ""),
        ("open", ".."),
        ("present", ".."),
        ("now", ".."),
        ("?~", "%"),
        ("~?", "%"),
        (", ", ","),
    ];
    let text = words.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new));
    let text: String = text.chars().map(|c| if c == 'u' { 'X' } else { c.to_ascii_uppercase() }).collect();
    text.replace(" /", "/").replace("/ ", "/")
}

/// One date, from numbers in another order or with the name of a month.
pub(super) fn single(text: &str) -> Vec<String> {
    let numbers = from_numbers(text);
    if numbers.is_empty() { from_words(text).into_iter().collect() } else { numbers }
}

fn from_numbers(text: &str) -> Vec<String> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
    let parts: Vec<&str> = text.trim_end_matches('.').split(separator).map(str::trim).collect();
    let values: Option<Vec<u32>> = parts.iter().map(|part| number(part)).collect();
    let Some(values) = values else { return Vec::new() };
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    match (lengths.as_slice(), values.as_slice()) {
        ([4, 1..=2, 1..=2], [year, month, day]) => vec![ymd(*year, *month, *day)],
        ([1..=2, 1..=2, 4], [day, month, year]) if separator == '.' => vec![ymd(*year, *month, *day)],
        ([1..=2, 1..=2, 4], [a, b, year]) => vec![ymd(*year, *b, *a), ymd(*year, *a, *b)],
        ([4, 1..=2], [year, month]) | ([1..=2, 4], [month, year]) => vec![format!("{year:04}-{month:02}")],
        ([8], [n]) => vec![ymd(n / 10_000, n / 100 % 100, n % 100)],
        _ => Vec::new(),
    }
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 8 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn ymd(year: u32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// `14 Jul 2022`, `July 14th, 2022`, `Thu, 14 July 2022`, `July 2022`, `spring 2020`.
fn from_words(text: &str) -> Option<String> {
    // Signs of doubt are read with the words that stand for it, never dropped.
    if text.contains(['?', '~', '%', '(', '[']) {
        return None;
    }
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        let digits = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let slot = match (number(digits), named(&lower)) {
            (Some(n), _) if word.len() == 4 && word == digits => (&mut year, n),
            (Some(n), _)
                if digits.len() <= 2 && matches!(&lower[digits.len()..], "" | "st" | "nd" | "rd" | "th") =>
            {
                (&mut day, n)
            }
            (_, Some(n)) => (&mut month, n),
            _ if is_filler(&lower) => continue,
            _ => return None,
        };
        if slot.0.replace(slot.1).is_some() {
            return None;
        }
    }
    let (year, month) = (year?, month?);
    Some(day.map_or_else(|| format!("{year:04}-{month:02}"), |day| ymd(year, month, day)))
}

/// The number of a month or season.
fn named(lower: &str) -> Option<u32> {
    const SEASONS: [(&str, u32); 5] =
        [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];
    if let Some((_, number)) = SEASONS.iter().find(|(name, _)| *name == lower) {
        return Some(*number);
    }
    let short = if lower == "sept" { "sep" } else { lower };
    let is_month = |name: &str| short.len() >= 3 && name.to_lowercase().starts_with(short);
    let english = MONTHS.iter().position(|name| is_month(name)).and_then(|at| u32::try_from(at + 1).ok());
    let usual = english.or_else(|| months::month_of(lower));
    usual.or_else(|| match calendars::month_named(lower)? {
        NamedMonth::Gregorian(month) => Some(month),
        NamedMonth::Persian(_) => None,
    })
}

fn is_filler(lower: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    matches!(lower, "of" | "the" | "on" | "de" | "le" | "г" | "года" | "р" | "року" | "թ")
        || (lower.len() >= 3 && DAYS.iter().any(|day| day.starts_with(lower)))
}

/// A date in another form, then a time: `27.09.2020 14:00`.
fn with_time(text: &str) -> Vec<String> {
    let Some((date, time)) =
        text.find(':').and_then(|colon| text.split_at_checked(text[..colon].rfind(' ')?))
    else {
        return Vec::new();
    };
    let time = time.trim();
    let padded = if time.find(':') == Some(1) { format!("0{time}") } else { time.to_owned() };
    single(date.trim_end_matches([',', ' '])).into_iter().map(|date| format!("{date}T{padded}")).collect()
}

/// A day of the Persian or the Hebrew calendar: `12 Mehr 1399`, `15 Tishrei 5781`.
fn other_calendar(text: &str) -> Option<String> {
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.trim_matches(',').to_lowercase()).collect();
    let numbers: Vec<u32> = words.iter().filter_map(|word| number(word)).collect();
    let names: Vec<&str> = words.iter().map(String::as_str).filter(|word| number(word).is_none()).collect();
    let ([a, b], name) = (numbers.as_slice(), names.join(" ")) else { return None };
    let (day, year) = (*a.min(b), *a.max(b));
    let date = match year {
        1200..=1600 => match calendars::month_named(&name)? {
            NamedMonth::Persian(month) => calendars::of_persian(year, month, day),
            NamedMonth::Gregorian(_) => None,
        },
        5500..=6000 => calendars::of_hebrew(year, &name, day),
        _ => None,
    };
    date.map(|date| date.to_string())
}

/// A date with a time and the abbreviation of a zone, at the offset of each zone that it may mean.
fn with_zone(text: &str) -> Vec<String> {
    let Some((local, zone)) = text.trim().trim_end_matches(')').rsplit_once([' ', '(']) else {
        return Vec::new();
    };
    let timed = with_time(local.trim_end_matches(['(', ' '])).into_iter().chain([local.trim().to_owned()]);
    let offsets = timed.flat_map(|time| {
        let local = NaiveDateTime::parse_from_str(&time, "%Y-%m-%dT%H:%M").ok();
        let zones = local.map(|_| Zone::meant_by(zone)).unwrap_or_default().into_iter();
        let at = zones.filter_map(move |zone| zone.at(local?).ok());
        at.map(|at| at.format("%Y-%m-%dT%H:%M%:z").to_string()).collect::<Vec<_>>()
    });
    offsets.collect()
}

/// Two dates with a dash or a word between them.
fn span(text: &str, fits: Fits) -> Vec<String> {
    const BETWEEN: [&str; 7] = [" to ", " until ", " till ", " - ", "–", "—", "/"];
    BETWEEN
        .iter()
        .filter_map(|between| text.split_once(between))
        .find_map(|(a, b)| joined(a, b, fits))
        .into_iter()
        .collect()
}

fn joined(first: &str, last: &str, fits: Fits) -> Option<String> {
    let first = first.trim().trim_start_matches("from ");
    let last = sole(last.trim(), fits)?;
    // `27–28 September 2020` has its month and year at the end only.
    let same_month = || {
        number(first).filter(|day| *day <= 31).and_then(|day| Some(format!("{}-{day:02}", last.get(..7)?)))
    };
    let first = if first.len() <= 2 { same_month() } else { sole(first, fits) }?;
    Some(format!("{first}/{last}"))
}

/// The one date that a text is.
pub(super) fn sole(text: &str, fits: Fits) -> Option<String> {
    if fits(text) {
        return Some(text.to_owned());
    }
    match fitting(single(text), fits).as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// `c. 2020`, `2010s`, `since 2020`, `until 2020`.
fn rough(text: &str, fits: Fits) -> Vec<String> {
    let lower = text.to_lowercase();
    if let Some(decade) = lower
        .trim_start_matches("the ")
        .strip_suffix('s')
        .and_then(|year| year.trim_end_matches('\'').strip_suffix('0'))
    {
        return vec![format!("{decade}X")];
    }
    let words = [
        ("c. ", "", "~"),
        ("ca. ", "", "~"),
        ("circa ", "", "~"),
        ("about ", "", "~"),
        ("around ", "", "~"),
        ("since ", "", "/.."),
        ("until ", "../", ""),
    ];
    let found =
        words.iter().find_map(|(word, before, after)| Some((lower.strip_prefix(word)?, before, after)));
    let Some((rest, before, after)) = found else { return Vec::new() };
    sole(rest, fits).map(|date| format!("{before}{date}{after}")).into_iter().collect()
}
