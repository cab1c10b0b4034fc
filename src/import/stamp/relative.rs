//! Times that count from the moment a page was read: `3 hours ago`, `yesterday at 14:00`.

use chrono::Duration;

use super::token::Token;
use super::{Now, Spelled, SpelledDay};

/// The relative time that begins at a token.
pub(super) fn at(tokens: &[Token], at: usize, now: Now) -> Option<Spelled> {
    ago(tokens, at, now).or_else(|| named_day(tokens, at, now))
}

/// `3 hours ago`, `an hour ago`, `2 days ago`, `just now`.
fn ago(tokens: &[Token], at: usize, now: Now) -> Option<Spelled> {
    let first = tokens.get(at)?;
    let count: i64 = match first.number.filter(|_| first.is_number && first.text.len() <= 3) {
        Some(number) => number.into(),
        None if first.is_any(&["a", "an", "one"]) => 1,
        None if first.is("two") => 2,
        None if first.is("three") => 3,
        None => return None,
    };
    let unit = tokens.get(at + 1)?.text.to_ascii_lowercase();
    let unit = unit.trim_end_matches('s');
    tokens.get(at + 2).filter(|t| t.is("ago"))?;
    let (back, exact) = match unit {
        "minute" | "min" => (Duration::try_minutes(count)?, true),
        "hour" | "hr" | "h" => (Duration::try_hours(count)?, true),
        "day" => (Duration::try_days(count)?, false),
        "week" => (Duration::try_weeks(count)?, false),
        _ => return None,
    };
    let moment = now.at.checked_sub_signed(back)?;
    Some(spelled(tokens, at, at + 3, SpelledDay::Ago(moment, exact)))
}

/// `yesterday`, `today`; a time may follow.
fn named_day(tokens: &[Token], at: usize, now: Now) -> Option<Spelled> {
    let first = tokens.get(at)?;
    // In prose these words are no stamps: they stand at the beginning of a line or after its label.
    let back = if first.is("yesterday") { 1 } else { i64::from(!first.is("today")) * 9 };
    if back > 1 || at > 2 {
        return None;
    }
    let moment = now.at.checked_sub_signed(Duration::try_days(back)?)?;
    let mut spelled = spelled(tokens, at, at + 1, SpelledDay::Ago(moment, false));
    let skipped = tokens[at + 1..].iter().take_while(|t| t.is_any(&["at", ","])).count();
    if let Some(time) = super::clock::at("", tokens, at + 1 + skipped) {
        spelled.range.end = tokens.get(time.next - 1).map_or(spelled.range.end, |t| t.range.end);
        spelled.time = Some(time.time);
        spelled.zones = time.zones;
    }
    Some(spelled)
}

fn spelled(tokens: &[Token], from: usize, next: usize, day: SpelledDay) -> Spelled {
    let range = tokens[from].range.start..tokens[next - 1].range.end;
    Spelled { range, day, short: false, time: None, zones: Vec::new() }
}
