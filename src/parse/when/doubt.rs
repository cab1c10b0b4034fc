//! Words of doubt around a date as EDTF: `before 8 October 2020`, `5 or 6 October 2020`, `the night of 5 October 2020`.

use super::repair::{Fits, sole};
use crate::model::Day;

/// Words that leave a date open to one side or make it rough, and what they make of it.
const WORDS: &[(&str, Bound)] = &[
    ("not before ", Bound::From),
    ("no earlier than ", Bound::From),
    ("not earlier than ", Bound::From),
    ("on or after ", Bound::From),
    ("after or on ", Bound::From),
    ("at the earliest ", Bound::From),
    ("not after ", Bound::UpTo),
    ("no later than ", Bound::UpTo),
    ("not later than ", Bound::UpTo),
    ("on or before ", Bound::UpTo),
    ("by the end of ", Bound::UpTo),
    ("by ", Bound::UpTo),
    ("before ", Bound::Before),
    ("prior to ", Bound::Before),
    ("earlier than ", Bound::Before),
    ("after ", Bound::After),
    ("later than ", Bound::After),
    ("from ", Bound::Since),
    ("on or about ", Bound::About),
    ("on or around ", Bound::About),
    ("approximately ", Bound::About),
    ("approx. ", Bound::About),
    ("approx ", Bound::About),
    ("roughly ", Bound::About),
    ("nearly ", Bound::About),
    ("circa ", Bound::About),
    ("around ", Bound::About),
    ("about ", Bound::About),
    ("ca. ", Bound::About),
    ("ca ", Bound::About),
    ("c. ", Bound::About),
    ("c.", Bound::About),
    ("~", Bound::About),
    ("um den ", Bound::About),
    ("etwa ", Bound::About),
    ("vers le ", Bound::About),
    ("vers ", Bound::About),
    ("hacia ", Bound::About),
    ("около ", Bound::About),
    ("близько ", Bound::About),
    ("probably ", Bound::Perhaps),
    ("possibly ", Bound::Perhaps),
    ("perhaps ", Bound::Perhaps),
    ("maybe ", Bound::Perhaps),
    ("likely ", Bound::Perhaps),
    ("presumably ", Bound::Perhaps),
    ("allegedly ", Bound::Perhaps),
    ("reportedly ", Bound::Perhaps),
    ("the night of ", Bound::Night),
    ("night of ", Bound::Night),
    ("overnight on ", Bound::Night),
    ("overnight ", Bound::Night),
    ("the week of ", Bound::Week),
    ("week of ", Bound::Week),
];

/// Words that say no more than the day that follows.
const PLAIN: &[&str] = &[
    "on the ",
    "on ",
    "the morning of ",
    "morning of ",
    "the afternoon of ",
    "afternoon of ",
    "the evening of ",
    "evening of ",
    "dated ",
];

#[derive(Clone, Copy)]
enum Bound {
    From,
    UpTo,
    Before,
    After,
    Since,
    About,
    Perhaps,
    Night,
    Week,
}

/// The readings of a text with such words.
pub(super) fn readings(text: &str, fits: Fits) -> Vec<String> {
    let lower = text.to_lowercase();
    let found = worded(&lower, fits)
        .or_else(|| marked(text, fits))
        .or_else(|| between(&lower, fits))
        .or_else(|| choice(text, fits))
        .or_else(|| days_of_month(text, fits))
        .or_else(|| lent_year(text, fits))
        .or_else(|| week(text));
    found.into_iter().collect()
}

fn worded(lower: &str, fits: Fits) -> Option<String> {
    if let Some(rest) = PLAIN.iter().find_map(|word| lower.strip_prefix(word)) {
        return sole(rest.trim(), fits);
    }
    let (rest, bound) = WORDS.iter().find_map(|(word, bound)| Some((lower.strip_prefix(word)?, *bound)))?;
    let date = sole(rest.trim(), fits)?;
    // What is rough already takes no second mark.
    let is_plain = date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    is_plain.then_some(())?;
    Some(match bound {
        Bound::From => format!("[{date}..]"),
        Bound::UpTo => format!("[..{date}]"),
        Bound::Before => format!("[..{}]", beside(&date, -1)?),
        Bound::After => format!("[{}..]", beside(&date, 1)?),
        Bound::Since => format!("{date}/.."),
        Bound::About => format!("{date}~"),
        Bound::Perhaps => format!("{date}?"),
        Bound::Night => format!("[{date},{}]", day_beside(&date, 1)?),
        Bound::Week => format!("[{date}..{}]", day_beside(&date, 6)?),
    })
}

/// `5 October 2020?`, `5 October 2020 (?)`.
fn marked(text: &str, fits: Fits) -> Option<String> {
    let rest = text.trim_end().strip_suffix("(?)").or_else(|| text.trim_end().strip_suffix('?'))?;
    let date = sole(rest.trim(), fits)?;
    date.bytes().all(|b| b.is_ascii_digit() || b == b'-').then(|| format!("{date}?"))
}

/// `between 5 October 2020 and 8 October 2020`: one of these days.
fn between(lower: &str, fits: Fits) -> Option<String> {
    let (first, last) = lower.strip_prefix("between ")?.split_once(" and ")?;
    let (first, last) = ends(first, last, fits)?;
    Some(format!("[{first}..{last}]"))
}

/// `5 or 6 October 2020`, `5/6 Oct 2020`: one of two.
fn choice(text: &str, fits: Fits) -> Option<String> {
    let (first, last) = text.split_once(" or ").or_else(|| {
        text.split_once('/')
            .filter(|(first, last)| is_day(first.trim()) && last.contains(char::is_alphabetic))
    })?;
    let (first, last) = ends(first, last, fits)?;
    Some(format!("[{first},{last}]"))
}

/// `8-12 October 2020`.
fn days_of_month(text: &str, fits: Fits) -> Option<String> {
    let (first, last) = text.split_once(['-', '–', '—'])?;
    (is_day(first.trim()) && last.contains(char::is_alphabetic)).then_some(())?;
    let (first, last) = ends(first, last, fits)?;
    Some(format!("{first}/{last}"))
}

/// `8 October - 12 October 2020`, `October 8-12, 2020`: the year stands at the end only.
fn lent_year(text: &str, fits: Fits) -> Option<String> {
    if let Some((first, last)) =
        [" - ", " – ", " — ", " to ", "–", "—"].iter().find_map(|sign| text.split_once(sign))
        && first.contains(char::is_alphabetic)
    {
        let (first, last) = ends(first, last, fits)?;
        return Some(format!("{first}/{last}"));
    }
    let (head, year) = text.rsplit_once([',', ' '])?;
    let (month, days) = head.trim_end_matches(',').split_once(' ')?;
    let (first, last) = days.split_once(['-', '–', '/'])?;
    (month.chars().all(char::is_alphabetic) && is_day(first.trim()) && is_day(last.trim())).then_some(())?;
    let day = |day: &str| sole(&format!("{} {month} {}", day.trim(), year.trim()), fits);
    Some(format!("{}/{}", day(first)?, day(last)?))
}

/// Both ends, of which the first may lack what the last has: its month, its year.
pub(super) fn ends(first: &str, last: &str, fits: Fits) -> Option<(String, String)> {
    let (first, last) = (first.trim(), last.trim());
    let end = sole(last, fits)?;
    let (year, month) = (end.get(..4)?, end.get(..7));
    let whole = if is_day(first) {
        let day: u32 = first.trim_end_matches(char::is_alphabetic).parse().ok()?;
        Some(format!("{}-{day:02}", month?)).filter(|day| fits(day))
    } else {
        sole(first, fits).or_else(|| sole(&format!("{first} {year}"), fits))
    }?;
    (whole < end).then_some((whole, end))
}

/// The number of a day, alone or as an ordinal.
fn is_day(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    matches!(digits.len(), 1 | 2)
        && digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(&text[digits.len()..], "" | "st" | "nd" | "rd" | "th")
}

/// `2020-W41`: a day of that week.
fn week(text: &str) -> Option<String> {
    let (year, number) =
        text.to_ascii_uppercase().split_once("-W").map(|(y, w)| (y.to_owned(), w.to_owned()))?;
    let (year, number): (i64, i64) = (year.parse().ok()?, number.parse().ok()?);
    // The week of 4 January is the first.
    let fourth = Day::new(year, 1, 4)?;
    let weekday = i64::from(fourth.weekday().num_days_from_monday());
    let monday = Day(fourth.number() - weekday + 7 * (number - 1));
    (1..=53).contains(&number).then(|| format!("[{monday}..{}]", Day(monday.number() + 6)))
}

/// The date as exact as this one so many before or after it.
fn beside(date: &str, step: i64) -> Option<String> {
    match date.len() {
        4 => Some(format!("{:04}", date.parse::<i64>().ok()? + step)),
        7 => {
            let (year, month): (i64, i64) = (date.get(..4)?.parse().ok()?, date.get(5..)?.parse().ok()?);
            let months = year * 12 + month - 1 + step;
            (1..=12)
                .contains(&month)
                .then(|| format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1))
        }
        _ => day_beside(date, step),
    }
}

fn day_beside(date: &str, step: i64) -> Option<String> {
    let part = |from: usize, to: usize| date.get(from..to);
    let day = Day::new(part(0, 4)?.parse().ok()?, part(5, 7)?.parse().ok()?, part(8, 10)?.parse().ok()?)?;
    (date.len() == 10).then(|| Day(day.number() + step).to_string())
}
