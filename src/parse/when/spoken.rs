//! Dates as people say them: with a clock of twelve hours, before Christ, with a shortened end, early or late in a month.

use super::repair::{Fits, single};

/// The readings of a text with a time on a clock of twelve hours, or with one time in two zones.
pub(super) fn clock(text: &str) -> Vec<String> {
    let Some((day, time)) = day_and_time(text) else { return Vec::new() };
    // A second time says the same moment in another zone.
    let time =
        time.split([';', '/', '(']).next().filter(|_| time.matches(':').count() > 1).unwrap_or(time).trim();
    let Some((hour, minute, rest)) = twelve(time).or_else(|| plain(time)) else { return Vec::new() };
    let zone = if rest.is_empty() { String::new() } else { format!(" {rest}") };
    days(day).into_iter().map(|day| format!("{day}T{hour:02}:{minute:02}{zone}")).collect()
}

/// The day, and the text from the hour on.
fn day_and_time(text: &str) -> Option<(&str, &str)> {
    let lower = text.to_ascii_lowercase();
    let has_half = |at: usize| {
        let half =
            lower[at..].trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
        ["am", "pm", "a.m", "p.m"].iter().any(|word| half.trim_start().starts_with(word))
    };
    let starts = lower.match_indices([' ', 'T', 't']).map(|(at, _)| at + 1).filter(|at| *at > 5);
    let mut starts = starts.filter(|at| lower[*at..].starts_with(|c: char| c.is_ascii_digit()));
    let is_time = |at: &usize| has_half(*at) || lower[*at..].get(1..3).is_some_and(|next| next.contains(':'));
    let at = starts.find(is_time)?;
    let day = text[..at - 1].trim_end_matches([',', ' ']).trim_end_matches(" at");
    Some((day.trim_end_matches([',', ' ']), &text[at..]))
}

fn days(day: &str) -> Vec<String> {
    if super::clock::has_form_of_day(day) { vec![day.to_owned()] } else { single(day) }
}

/// `7:57 pm IST` as hour, minute and what follows.
fn twelve(time: &str) -> Option<(u32, u32, &str)> {
    let (hour, minute, rest) = plain(time)?;
    let lower = rest.to_ascii_lowercase();
    let half = ["a.m.", "p.m.", "am", "pm"].into_iter().find(|half| lower.starts_with(half))?;
    let hour = match (half.starts_with('p'), hour) {
        (_, 0 | 13..) => return None,
        (false, 12) => 0,
        (true, 12) | (false, _) => hour,
        (true, _) => hour + 12,
    };
    Some((hour, minute, rest[half.len()..].trim()))
}

fn plain(time: &str) -> Option<(u32, u32, &str)> {
    let end = time.find(|c: char| !c.is_ascii_digit()).unwrap_or(time.len());
    let hour: u32 = time.get(..end).filter(|hour| (1..=2).contains(&hour.len()))?.parse().ok()?;
    let rest = &time[end..];
    let minutes =
        rest.strip_prefix([':', '.']).and_then(|rest| Some((rest.get(..2)?.parse().ok()?, rest.get(2..)?)));
    let (minute, rest) = minutes.unwrap_or((0, rest));
    (hour < 24 && minute < 60).then(|| (hour, minute, rest.trim_start()))
}

/// `44 BC`, `15 March 44 BC`, `AD 79`: EDTF counts a year 0, which is 1 BC.
pub(super) fn era(text: &str) -> Vec<String> {
    let upper = text.to_uppercase().replace('.', "");
    let before = ["BCE", "BC", "ДО НЭ", "ДО Н Э", "V CHR", "AV J-C", "A C"]
        .into_iter()
        .find(|era| upper.ends_with(&format!(" {era}")));
    let after = ["AD", "CE"]
        .into_iter()
        .find(|era| upper.ends_with(&format!(" {era}")) || upper.starts_with(&format!("{era} ")));
    let Some(era) = before.or(after) else { return Vec::new() };
    let rest =
        upper.strip_suffix(era).or_else(|| upper.strip_prefix(era)).unwrap_or(&upper).trim().to_owned();
    let (head, year) = rest.rsplit_once(' ').unwrap_or(("", &rest));
    let Some(year) = year.parse::<u32>().ok().filter(|year| (1..=9999).contains(year)) else {
        return Vec::new();
    };
    let counted = if before.is_none() {
        format!("{year:04}")
    } else if year == 1 {
        "0000".to_owned()
    } else {
        format!("-{:04}", year - 1)
    };
    if head.is_empty() {
        return vec![counted];
    }
    // Month and day are read with any year.
    let dated = single(&format!("{head} 2000"));
    dated.iter().filter_map(|date| Some(format!("{counted}{}", date.strip_prefix("2000")?))).collect()
}

/// `2020-09-27/28`, `2020-09/10`, `1914-18`: the end leaves out what it shares with the start.
pub(super) fn shortened(text: &str) -> Vec<String> {
    let Some((start, end)) = text.split_once('/').or_else(|| text.rsplit_once('-')) else {
        return Vec::new();
    };
    let (start, end) = (start.trim(), end.trim());
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b'-') && !part.is_empty();
    if !digits(start)
        || !digits(end)
        || end.len() >= start.len()
        || !start.is_char_boundary(start.len() - end.len())
    {
        return Vec::new();
    }
    let shared = &start[..start.len() - end.len()];
    let is_part = shared.ends_with('-') || (start.len() == 4 && end.len() == 2);
    if is_part { vec![format!("{start}/{shared}{end}")] } else { Vec::new() }
}

/// `early October 2020`, `mid-2020`, `end of 1944`: one of the days or months of a third.
pub(super) fn part(text: &str, fits: Fits) -> Vec<String> {
    const PARTS: [(&str, usize); 11] = [
        ("early in ", 0),
        ("early ", 0),
        ("the beginning of ", 0),
        ("beginning of ", 0),
        ("mid-", 1),
        ("mid ", 1),
        ("the middle of ", 1),
        ("middle of ", 1),
        ("late ", 2),
        ("the end of ", 2),
        ("end of ", 2),
    ];
    let lower = text.to_lowercase();
    let Some((rest, third)) =
        PARTS.iter().find_map(|(word, third)| Some((lower.strip_prefix(word)?, *third)))
    else {
        return Vec::new();
    };
    let whole = rest.trim();
    let dates = if fits(whole) { vec![whole.to_owned()] } else { single(whole) };
    let days = [("01", "10"), ("11", "20"), ("21", "")];
    let months = [("01", "04"), ("05", "08"), ("09", "12")];
    let one = |date: String| match date.len() {
        4 => Some(format!("[{date}-{}..{date}-{}]", months[third].0, months[third].1)),
        7 => {
            let (year, month) = (date.get(..4)?.parse().ok()?, date.get(5..)?.parse().ok()?);
            let last = crate::model::Day::days_in_month(year, month)?.to_string();
            let (first, end) = days[third];
            Some(format!("[{date}-{first}..{date}-{}]", if end.is_empty() { &last } else { end }))
        }
        _ => None,
    };
    dates.into_iter().filter_map(one).collect()
}

/// Years of two digits, in the last century and in this one.
pub(super) fn short_years(text: &str) -> Vec<String> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
    let parts: Vec<&str> = text.trim_end_matches('.').split(separator).map(str::trim).collect();
    let small = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(small) {
        return named_short(text);
    }
    if let [year] = parts.as_slice()
        && year.len() == 2
    {
        return vec![format!("19{year}"), format!("20{year}")];
    }
    let orders: Vec<[&str; 3]> = match (parts.as_slice(), separator) {
        ([a, b, c], '.') if c.len() == 2 => vec![[c, b, a]],
        ([a, b, c], '/') if c.len() == 2 => vec![[c, b, a], [c, a, b]],
        ([a, b, c], '-') if a.len() == 2 => vec![[a, b, c], [c, b, a]],
        _ => return Vec::new(),
    };
    let centuries = ["19", "20"];
    let dates = orders.iter().filter(|[year, ..]| year.len() == 2).flat_map(|[year, month, day]| {
        centuries.map(|century| format!("{century}{year}-{month:0>2}-{day:0>2}"))
    });
    dates.collect()
}

/// `27 Sep '45`, `9 Oct 45`.
fn named_short(text: &str) -> Vec<String> {
    let Some((head, year)) = text.rsplit_once([' ', '-']) else { return Vec::new() };
    let year = year.trim_start_matches(['\'', '’']);
    if year.len() != 2 || !year.bytes().all(|b| b.is_ascii_digit()) || !head.contains(char::is_alphabetic) {
        return Vec::new();
    }
    ["19", "20"].iter().flat_map(|century| single(&format!("{head} {century}{year}"))).collect()
}
