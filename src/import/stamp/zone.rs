//! Zones behind a time: `IST`, `(IST)`, `GMT+5:30`, `+0530`, `Z`, `Eastern Time`, `Asia/Kolkata`.

use super::token::Token;
use crate::config::Zone;

/// Words that stand for an abbreviation when `Time` follows.
const WORDS: &[(&str, &str)] =
    &[("eastern", "ET"), ("central", "CT"), ("mountain", "MT"), ("pacific", "PT"), ("moscow", "MSK")];

/// Capitals behind a time that are no zones.
const NO_ZONES: &[&str] = &["AM", "PM", "BY", "AP", "BBC", "CNN", "VOA", "AFP", "UN", "US", "EU"];

/// The zone that stands at a token, and the token after it.
pub(super) fn zone(line: &str, tokens: &[Token], at: usize) -> Option<(String, usize)> {
    // The `Z` of `14:27:00Z` ends the word of the seconds.
    let before = at.checked_sub(1).and_then(|i| tokens.get(i))?;
    if before.number.is_some() && before.text.ends_with(['Z', 'z']) {
        return Some(("Z".to_owned(), at));
    }
    bracketed(tokens, at)
        .or_else(|| place(line, tokens, at))
        .or_else(|| in_words(tokens, at))
        .or_else(|| offset(tokens, at))
        .or_else(|| abbreviation(tokens, at))
}

/// `(IST)`, `(UTC +04:00)`.
fn bracketed(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    tokens.get(at).filter(|open| open.is("("))?;
    let (name, next) = abbreviation(tokens, at + 1).or_else(|| offset(tokens, at + 1))?;
    tokens.get(next).is_some_and(|close| close.is(")")).then_some((name, next + 1))
}

/// A name of the IANA list, which has a slash.
fn place(line: &str, tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let [first, slash] = tokens.get(at..at + 2)? else { return None };
    if !slash.is("/") || first.text.len() < 3 {
        return None;
    }
    let rest = line.get(first.range.start..)?;
    let part = |c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    let name = &rest[..rest.find(|c| !part(c)).unwrap_or(rest.len())];
    Zone::parse(name).ok()?;
    let end = first.range.start + name.len();
    let next = tokens.iter().position(|token| token.range.start >= end).unwrap_or(tokens.len());
    Some((name.to_owned(), next))
}

/// `Eastern Standard Time`.
fn in_words(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let first = tokens.get(at)?;
    let (_, short) = WORDS.iter().find(|(word, _)| first.is(word))?;
    let rest = tokens[at + 1..].iter().take_while(|t| t.is_any(&["standard", "daylight", "time"])).count();
    (rest > 0).then(|| ((*short).to_owned(), at + 1 + rest))
}

/// `IST`, `UTC`, `GMT+5:30`.
fn abbreviation(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let name = tokens.get(at)?;
    if matches!(name.text, "МСК" | "мск") {
        return Some(("MSK".to_owned(), at + 1));
    }
    if name.text == "Z" {
        return Some(("Z".to_owned(), at + 1));
    }
    if !is_abbreviation(name) {
        return None;
    }
    let shifted = || matches!(name.text, "UTC" | "GMT").then(|| offset(tokens, at + 1)).flatten();
    match shifted() {
        Some((shift, next)) => Some((format!("{}{shift}", name.text), next)),
        None => Some((name.text.to_owned(), at + 1)),
    }
}

/// Whether a word may be the abbreviation of a zone.
pub(super) fn is_abbreviation(token: &Token) -> bool {
    let short = (2..=5).contains(&token.text.len()) && token.text.bytes().all(|b| b.is_ascii_uppercase());
    short && !NO_ZONES.contains(&token.text)
}

/// `+05:30`, `+0530`, `-4`.
fn offset(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let sign = tokens.get(at).filter(|t| matches!(t.text, "+" | "-" | "−"))?;
    let close = |t: &&Token| t.is_number && t.text.len() <= 4 && t.range.start == sign.range.end;
    let hours = tokens.get(at + 1).filter(close)?;
    let sign = if sign.text == "+" { "+" } else { "-" };
    let colon = tokens.get(at + 2).is_some_and(|t| t.is(":"));
    let minutes = tokens.get(at + 3).filter(|t| colon && t.is_number && t.text.len() == 2);
    match (hours.text.len(), minutes) {
        (1..=2, Some(minutes)) => Some((format!("{sign}{}:{}", hours.text, minutes.text), at + 4)),
        (1..=2 | 4, None) => Some((format!("{sign}{}", hours.text), at + 2)),
        _ => None,
    }
}
