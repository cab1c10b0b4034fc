//! Dates as notes have them: with words around them, between two days, a quarter, a week, without the year or the day.

use chrono::{DateTime, NaiveDate, Weekday};

use super::doubt::ends;
use super::repair::{Fits, single};

/// The text without what says nothing of the date itself; `None` if there is nothing of the kind.
pub(super) fn cleaned(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let mut clean = lower.trim_matches(|c: char| c.is_whitespace() || "“”„\"'«»‘’".contains(c)).to_owned();
    if let (Some(open), Some(close)) = (clean.find(" ("), clean.find(')'))
        && open < close
    {
        clean.replace_range(open..=close, "");
    }
    for (written, plain) in
        [("年", "-"), ("月", "-"), ("日", ""), (" um ", " "), (" в ", " "), (" uhr", ""), (" at ", " ")]
    {
        clean = clean.replace(written, plain);
    }
    const LEADS: [&str; 12] = [
        "the ",
        "night of ",
        "on ",
        "le ",
        "am ",
        "il ",
        "el ",
        "den ",
        "morning of ",
        "evening of ",
        "noon of ",
        "afternoon of ",
    ];
    const TAILS: [&str; 9] =
        ["morning", "evening", "night", "afternoon", "dawn", "dusk", "midday", "overnight", "local time"];
    while let Some(rest) = LEADS.iter().find_map(|lead| clean.strip_prefix(lead)) {
        clean = rest.to_owned();
    }
    while let Some(rest) = TAILS.iter().find_map(|tail| clean.strip_suffix(tail)) {
        clean = rest.trim_end().to_owned();
    }
    clean = hour(clean.trim_end_matches([',', '.', ';', ' ']));
    (clean != lower).then_some(clean)
}

/// `19h57` and a last `19.57` with a colon; `7:57 p.m. on 29 September` with the day first.
fn hour(text: &str) -> String {
    if let Some((time, day)) = text.split_once(" on ").filter(|(time, _)| time.contains(':')) {
        return format!("{day} {time}");
    }
    let Some((day, time)) = text.rsplit_once(' ') else { return text.to_owned() };
    let is_number = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    match time.split_once(['h', '.']) {
        Some((hour, minute)) if is_number(hour, 2) && minute.len() == 2 && is_number(minute, 2) => {
            format!("{day} {hour}:{minute}")
        }
        _ => text.to_owned(),
    }
}

/// Nothing is known: `unknown`, `n.d.`, `TBD`, `?`.
pub(super) fn nothing(text: &str) -> Vec<String> {
    const WORDS: [&str; 13] = [
        "unknown",
        "undated",
        "n.d.",
        "n/a",
        "na",
        "tbd",
        "tba",
        "s.d.",
        "?",
        "??",
        "-",
        "none",
        "unbekannt",
    ];
    WORDS.contains(&text.to_lowercase().as_str()).then(|| "XXXX".to_owned()).into_iter().collect()
}

/// `2020-10-??`, `??/10/2020`, `XX.09.2020`: digits that are not known.
pub(super) fn unknown_digits(text: &str) -> Vec<String> {
    let Some(separator) = text.chars().find(|c| matches!(c, '-' | '/' | '.')) else { return Vec::new() };
    let parts: Vec<String> =
        text.split(separator).map(|part| part.replace(['?', 'x', 'X', '_', '*'], "X")).collect();
    let is_part = |part: &String| part.bytes().all(|b| b.is_ascii_digit() || b == b'X');
    if !text.contains(['?', 'x', 'X', '_', '*']) || !parts.iter().all(is_part) {
        return Vec::new();
    }
    let lengths: Vec<usize> = parts.iter().map(String::len).collect();
    match (lengths.as_slice(), parts.as_slice()) {
        ([4, 2, 2], [year, month, day]) | ([2, 2, 4], [day, month, year]) => {
            vec![format!("{year}-{month}-{day}")]
        }
        ([4, 2], [year, month]) | ([2, 4], [month, year]) => vec![format!("{year}-{month}")],
        _ => Vec::new(),
    }
}

/// `A and B`, `A, B`: all of both; `from A to B`. The first may leave out what the last one says.
pub(super) fn two(text: &str, fits: Fits) -> Vec<String> {
    const FORMS: [(&str, &str, &str, &str, &str); 4] = [
        ("", " and ", "{", ",", "}"),
        ("", " & ", "{", ",", "}"),
        ("", ", ", "{", ",", "}"),
        ("from ", " to ", "", "/", ""),
    ];
    let lower = text.to_lowercase();
    let form = |(lead, between, open, middle, close): &(&str, &str, &str, &str, &str)| {
        let (first, last) = lower.strip_prefix(lead)?.split_once(between)?;
        let (first, last) = ends(first, last, fits)?;
        Some(format!("{open}{first}{middle}{last}{close}"))
    };
    FORMS.iter().find_map(form).into_iter().collect()
}

/// `Q3 2020`, `2020-Q3`, `third quarter of 2020`, `first half of 2020`, `winter 2020/21`.
pub(super) fn quarter(text: &str) -> Vec<String> {
    const NAMED: [(&str, u32, u32); 10] = [
        ("first quarter", 1, 3),
        ("second quarter", 4, 6),
        ("third quarter", 7, 9),
        ("fourth quarter", 10, 12),
        ("q1", 1, 3),
        ("q2", 4, 6),
        ("q3", 7, 9),
        ("q4", 10, 12),
        ("first half", 1, 6),
        ("second half", 7, 12),
    ];
    let lower = text.to_lowercase();
    let winter = lower.strip_prefix("winter ").and_then(|years| years.split_once(['/', '-']));
    if let Some((year, _)) = winter.filter(|(year, next)| year.len() == 4 && next.len() == 2) {
        return vec![format!("{year}-24")];
    }
    let Some((name, first, last)) = NAMED.iter().find(|(name, ..)| lower.contains(name)) else {
        return Vec::new();
    };
    let rest = lower.replacen(name, "", 1);
    let year = rest.trim_matches(|c: char| c == ' ' || c == '-' || c == '/').trim_start_matches("of ");
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    if is_year { vec![format!("{year}-{first:02}/{year}-{last:02}")] } else { Vec::new() }
}

/// `2020-W40`, `2020-281`, and the seconds since 1970 that programs count.
pub(super) fn counted(text: &str) -> Vec<String> {
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
    if text.len() == 10 && number(text).is_some() {
        let time = text.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        return time.map(|time| time.format("%Y-%m-%dT%H:%M:%SZ").to_string()).into_iter().collect();
    }
    let Some((year, rest)) = text.split_once('-') else { return Vec::new() };
    let Some(year) = year.parse::<i32>().ok().filter(|_| year.len() == 4) else { return Vec::new() };
    let week = rest.strip_prefix(['W', 'w']).and_then(number);
    let days = |weekday| NaiveDate::from_isoywd_opt(year, week?, weekday);
    if let (Some(first), Some(last)) = (days(Weekday::Mon), days(Weekday::Sun)) {
        return vec![format!("{first}/{last}")];
    }
    let day = number(rest).filter(|_| rest.len() == 3).and_then(|day| NaiveDate::from_yo_opt(year, day));
    day.map(|day| day.to_string()).into_iter().collect()
}

/// `10 October`, `July 14`: a day without its year.
pub(super) fn yearless(text: &str) -> Vec<String> {
    if text.contains(['\'', '’']) || !text.contains(char::is_alphabetic) {
        return Vec::new();
    }
    let dated = single(&format!("{text} 2000"));
    dated
        .iter()
        .filter_map(|date| Some(format!("XXXX{}", date.strip_prefix("2000")?)))
        .filter(|date| date.len() == 10)
        .collect()
}
