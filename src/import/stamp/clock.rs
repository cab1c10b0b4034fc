//! Times of day with their zones: `19:56 IST`, `7.56pm`, `1427 GMT`, `noon`, `08:00 ET (12:00 GMT)`.

use chrono::NaiveTime;

use super::SpelledZone;
use super::token::Token;
use super::zone::{is_abbreviation, zone};

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
    let (time, mut next, mut marked) = bare(line, tokens, at)?;
    if tokens.get(next).is_some_and(|t| t.is_any(&["uhr", "hrs", "hours"])) {
        (next, marked) = (next + 1, true);
    }
    let mut zones = Vec::new();
    // `2020-09` is no time with an offset.
    let lettered = |(name, _): &(String, usize)| marked || !name.starts_with(['+', '-']);
    if let Some((name, after)) = zone(line, tokens, next).filter(lettered) {
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
    let marked = marked || !zones.is_empty();
    Some(Time { time, zones, next, end, marked })
}

/// The same moment in two zones whose names stand before: `KSA 12:22 - GMT 09:22`.
pub(super) fn named_before(line: &str, tokens: &[Token], at: usize) -> Option<Time> {
    let named = |at: usize| {
        let name = tokens.get(at).filter(|token| is_abbreviation(token))?;
        let (time, next, marked) = bare(line, tokens, at + 1)?;
        marked.then(|| (name.text.to_owned(), time, next))
    };
    let (first, time, next) = named(at)?;
    tokens.get(next).filter(|sign| sign.is_any(&["-", "–", "/", "|", "("]))?;
    let (second, other, next) = named(next + 1)?;
    let zones =
        vec![SpelledZone { name: first, time: None }, SpelledZone { name: second, time: Some(other) }];
    let end = tokens.get(next - 1).map_or(line.len(), |t| t.range.end);
    Some(Time { time, zones, next, end, marked: true })
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
    // `19h57`.
    if let Some((hour, minute)) = first.text.split_once(['h', 'H']).filter(|(_, minute)| minute.len() == 2) {
        let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
        return Some((time, at + 1, true));
    }
    // `14 h 05`.
    if let [hour, sign, minute] = tokens.get(at..at + 3).unwrap_or_default()
        && sign.is("h")
        && hour.is_number
        && hour.text.len() <= 2
        && minute.is_number
        && minute.text.len() == 2
    {
        let time = NaiveTime::from_hms_opt(hour.number?, minute.number?, 0)?;
        return Some((time, at + 3, true));
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
