//! Times of day with their zones: `19:56 IST`, `7.56pm`, `1427 GMT`, `noon`, `08:00 ET (12:00 GMT)`.

use chrono::NaiveTime;

use super::SpelledZone;
use super::token::Token;

/// A time that was found.
pub(super) struct Time {
    /// The time of day.
    pub time: NaiveTime,
    /// The zones that stand after it.
    pub zones: Vec<SpelledZone>,
    /// The token after it.
    pub next: usize,
    /// The byte after it.
    pub end: usize,
    /// Whether it can only be a time: `14` before a date is none.
    marked: bool,
}

impl Time {
    /// Whether it can only be a time.
    pub fn is_whole(&self) -> bool {
        self.marked
    }
}

/// The time that begins at a token, with the zones after it.
pub(super) fn at(line: &str, tokens: &[Token], at: usize) -> Option<Time> {
    let (time, mut next, marked) = bare(line, tokens, at)?;
    let mut zones = Vec::new();
    if let Some((name, after)) = zone(line, tokens, next) {
        zones.push(SpelledZone { name, time: None });
        next = after;
    } else if !marked && bare_needs_zone(tokens, at) {
        return None;
    }
    // The same moment in a second zone: `(14:27 GMT)`, `/ 1427 GMT`.
    let open = tokens.get(next).filter(|t| t.is_any(&["(", "/", "|", ";", ","]));
    if open.is_some()
        && let Some((other, after, _)) = bare(line, tokens, next + 1)
        && let Some((name, after)) = zone(line, tokens, after)
    {
        zones.push(SpelledZone { name, time: Some(other) });
        next = after + usize::from(tokens.get(after).is_some_and(|t| t.is(")")));
    }
    let end = tokens.get(next - 1).map_or(line.len(), |t| t.range.end);
    Some(Time { time, zones, next, end, marked })
}

/// Whether a time is four digits without a colon, which only a zone makes a time.
fn bare_needs_zone(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is_number)
}

/// A time without its zone, the token after it, and whether it can only be a time.
fn bare(line: &str, tokens: &[Token], at: usize) -> Option<(NaiveTime, usize, bool)> {
    let first = tokens.get(at)?;
    if let Some(word) = [("noon", 12), ("midday", 12), ("midnight", 0)].iter().find(|(w, _)| first.is(w)) {
        return Some((NaiveTime::from_hms_opt(word.1, 0, 0)?, at + 1, true));
    }
    // The `T19` of an ISO date and time ends the word of its day.
    let iso = first.text.len() == 5 && first.text.is_ascii() && first.text[2..3].eq_ignore_ascii_case("t");
    let hour_text = if iso { &first.text[3..] } else { first.text };
    let digits = hour_text.len() - hour_text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let hour: u32 = hour_text[..digits].parse().ok()?;
    let tail = &hour_text[digits..];
    // `1427`.
    if digits == 4 && tail.is_empty() {
        let time = NaiveTime::from_hms_opt(hour / 100, hour % 100, 0)?;
        return Some((time, at + 1, false));
    }
    if digits > 2 || digits == 0 {
        return None;
    }
    let two = |t: Option<&Token>| {
        t.and_then(|t| t.number.filter(|_| t.text.len() >= 2 && t.text.as_bytes()[1].is_ascii_digit()))
    };
    let joined =
        |i: usize| tokens.get(i).zip(tokens.get(i + 1)).is_some_and(|(a, b)| a.range.end == b.range.start);
    let colon = tokens.get(at + 1).filter(|t| t.is_any(&[":", ".", "h"]) && joined(at));
    let minute = colon.and_then(|_| two(tokens.get(at + 2))).filter(|minute| *minute < 60);
    // `7pm`, `7 p.m.`, `14h`.
    let Some(minute) = minute else {
        let (half, next) = half_of_day(tokens, at, tail, at + 1)?;
        let time = NaiveTime::from_hms_opt(twelve(hour, half)?, 0, 0)?;
        return Some((time, next, true));
    };
    let minute_token = tokens.get(at + 2)?;
    let minute_tail = minute_token.text.get(2..).unwrap_or("");
    let mut next = at + 3;
    let mut second = 0;
    if minute_tail.is_empty()
        && tokens.get(next).is_some_and(|t| t.is(":"))
        && joined(at + 2)
        && let Some(found) = two(tokens.get(next + 1)).filter(|second| *second < 60)
    {
        second = found;
        next += 2;
        // A fraction of a second says nothing that a reader needs.
        let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        let fraction = |t: &Token| t.is(".") && line.get(t.range.end..).is_some_and(digit);
        next += if tokens.get(next).is_some_and(fraction) { 2 } else { 0 };
    }
    let dotted = colon.is_some_and(|t| t.is("."));
    match half_of_day(tokens, next - 1, minute_tail, next) {
        Some((half, after)) => {
            Some((NaiveTime::from_hms_opt(twelve(hour, half)?, minute, second)?, after, true))
        }
        None => Some((NaiveTime::from_hms_opt(hour, minute, second)?, next, !dotted)),
    }
}

#[derive(Clone, Copy)]
enum Half {
    Before,
    After,
}

/// `pm`, `p.m.`, `PM`, in the same word or after it; the token after it.
fn half_of_day(tokens: &[Token], own: usize, tail: &str, next: usize) -> Option<(Half, usize)> {
    let half = |word: &str| match word.to_ascii_lowercase().as_str() {
        "am" => Some(Half::Before),
        "pm" => Some(Half::After),
        _ => None,
    };
    // A fraction or seconds already passed the word that the hour stands in.
    let tail = tail.trim_end_matches(['Z', 'z']);
    if let Some(found) = half(tail) {
        return Some((found, next));
    }
    let dotted = |i: usize, letter: &str| {
        tokens.get(i).is_some_and(|t| t.is(letter))
            && tokens.get(i + 1).is_some_and(|t| t.is("."))
            && tokens.get(i + 2).is_some_and(|t| t.is("m"))
    };
    let after = |i: usize| i + 3 + usize::from(tokens.get(i + 3).is_some_and(|t| t.is(".")));
    for (letter, found) in [("a", Half::Before), ("p", Half::After)] {
        if dotted(next, letter) {
            return Some((found, after(next)));
        }
        if tail.eq_ignore_ascii_case(letter) && dotted(own, letter) {
            return Some((found, after(own)));
        }
    }
    if !tail.is_empty() {
        return None;
    }
    let found = half(tokens.get(next)?.text)?;
    Some((found, next + 1))
}

fn twelve(hour: u32, half: Half) -> Option<u32> {
    match (hour, half) {
        (12, Half::Before) => Some(0),
        (12, Half::After) => Some(12),
        (1..=11, Half::Before) => Some(hour),
        (1..=11, Half::After) => Some(hour + 12),
        // `19:56 PM` is twenty-four hours with a superfluous sign.
        (13..=23, Half::After) => Some(hour),
        _ => None,
    }
}

/// The zone that stands at a token: an abbreviation, an offset, or words such as `Eastern Time`.
fn zone(line: &str, tokens: &[Token], at: usize) -> Option<(String, usize)> {
    // The `Z` of `14:27:00Z` ends the word of the seconds.
    let before = at.checked_sub(1).and_then(|i| tokens.get(i))?;
    if before.number.is_some() && before.text.ends_with(['Z', 'z']) {
        return Some(("Z".to_owned(), at));
    }
    let first = tokens.get(at)?;
    if let Some(next) = open_zone(line, tokens, at) {
        return Some(next);
    }
    const WORDS: &[(&str, &str)] = &[
        ("eastern", "ET"),
        ("central", "CT"),
        ("mountain", "MT"),
        ("pacific", "PT"),
        ("moscow", "MSK"),
        ("uhr", ""),
    ];
    if let Some((_, short)) = WORDS.iter().find(|(word, _)| first.is(word)) {
        if short.is_empty() {
            return zone(line, tokens, at + 1);
        }
        let rest =
            tokens[at + 1..].iter().take_while(|t| t.is_any(&["standard", "daylight", "time"])).count();
        return (rest > 0).then(|| ((*short).to_owned(), at + 1 + rest));
    }
    if matches!(first.text, "+" | "-" | "−") {
        return offset(tokens, at);
    }
    let letters = first.text.len() <= 5 && first.text.bytes().all(|b| b.is_ascii_uppercase());
    if !letters
        || first.text.len() < 2
        || matches!(first.text, "AM" | "PM" | "BY" | "AP" | "BBC" | "CNN" | "VOA")
    {
        return (first.text == "Z").then(|| ("Z".to_owned(), at + 1));
    }
    if matches!(first.text, "UTC" | "GMT")
        && let Some((text, next)) = tokens.get(at + 1).and_then(|_| offset(tokens, at + 1))
    {
        return Some((format!("{}{text}", first.text), next));
    }
    // A name such as `Asia/Kolkata` is longer and follows below.
    Some((first.text.to_owned(), at + 1))
}

/// A zone in brackets, such as `(IST)`, or a name of the IANA list.
fn open_zone(line: &str, tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let first = tokens.get(at)?;
    if first.is("(") && tokens.get(at + 2).is_some_and(|t| t.is(")")) {
        let (name, next) = zone_word(tokens.get(at + 1)?)?;
        return Some((name, at + 2 + next));
    }
    let slash = tokens.get(at + 1)?;
    if slash.is("/") && first.text.chars().all(char::is_alphabetic) && first.text.len() > 2 {
        let rest = line.get(first.range.start..)?;
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '_' | '-' | '+')))
            .unwrap_or(rest.len());
        let name = &rest[..end];
        if crate::config::Zone::parse(name).is_ok() {
            let next =
                tokens.iter().position(|t| t.range.start >= first.range.start + end).unwrap_or(tokens.len());
            return Some((name.to_owned(), next.max(at + 3).min(tokens.len().max(at + 3))));
        }
    }
    None
}

fn zone_word(token: &Token) -> Option<(String, usize)> {
    let short = (2..=5).contains(&token.text.len()) && token.text.bytes().all(|b| b.is_ascii_uppercase());
    short.then(|| (token.text.to_owned(), 1))
}

/// `+05:30`, `+0530`, `-4`.
fn offset(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let sign = tokens.get(at).filter(|t| matches!(t.text, "+" | "-" | "−"))?;
    let hours =
        tokens.get(at + 1).filter(|t| t.is_number && t.text.len() <= 4 && t.range.start == sign.range.end)?;
    let sign = if sign.text == "+" { "+" } else { "-" };
    let colon = tokens.get(at + 2).filter(|t| t.is(":"));
    let minutes = tokens.get(at + 3).filter(|t| colon.is_some() && t.is_number && t.text.len() == 2);
    match minutes {
        Some(minutes) if hours.text.len() <= 2 => {
            Some((format!("{sign}{}:{}", hours.text, minutes.text), at + 4))
        }
        // A plain hyphen and a year are no offset.
        _ if hours.text.len() == 4 || hours.text.len() <= 2 => {
            Some((format!("{sign}{}", hours.text), at + 2))
        }
        _ => None,
    }
}
