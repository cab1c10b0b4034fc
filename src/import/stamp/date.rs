//! Dates with month names and in numbers, with the time and the zones that stand before or after them.

use chrono::{Datelike, NaiveDate};

use super::clock::{self, Time};
use super::months::{self, NamedMonth};
use super::token::Token;
use super::{Order, Spelled, SpelledDay};

const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "pazartesi",
    "salı",
    "çarşamba",
    "perşembe",
    "cuma",
    "cumartesi",
    "pazar",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
    "пн",
    "вт",
    "ср",
    "чт",
    "пт",
    "сб",
    "вс",
    "нд",
    "понеділок",
    "вівторок",
    "середа",
    "четвер",
    "ятниця",
    "субота",
    "неділя",
    "bazar",
    "ertəsi",
    "çərşənbə",
    "axşamı",
    "cümə",
    "şənbə",
];

/// The date that begins at a token; a time and zone before or after it belong to it.
pub(super) fn at(line: &str, tokens: &[Token], at: usize) -> Option<Spelled> {
    let before = clock::at(line, tokens, at).filter(|time| time.is_whole());
    let start = before.as_ref().map_or(at, |time| skip_between(tokens, time.next));
    let start = skip_weekday(tokens, start);
    let named = named(tokens, start).map(|(day, next)| (day, next, skip_between(tokens, next)));
    let is_named = named.is_some();
    let (day, next, time_at) = named.or_else(|| numeric(line, tokens, start))?;
    // The year ends a date in numbers, unless it begins it.
    let short = !is_named
        && tokens.get(start).is_some_and(|t| t.text.len() < 4)
        && tokens.get(start + 4).is_some_and(|t| t.text.len() == 2);
    let mut spelled = Spelled {
        range: tokens[at].range.start..tokens[next - 1].range.end,
        day,
        short,
        time: None,
        zones: Vec::new(),
    };
    let after = || clock::at(line, tokens, time_at).or_else(|| clock::named_before(line, tokens, time_at));
    if let Some(time) = before.or_else(after) {
        spelled.range.end = spelled.range.end.max(time.end);
        let Time { time, zones, .. } = time;
        spelled.time = Some(time);
        spelled.zones = zones;
    }
    Some(spelled)
}

fn skip_weekday(tokens: &[Token], at: usize) -> usize {
    if !tokens.get(at).is_some_and(is_weekday) {
        return at;
    }
    let signs = tokens[at + 1..].iter().take_while(|t| t.is_any(&[",", ".", "the"])).count();
    at + 1 + signs
}

fn is_weekday(token: &Token) -> bool {
    DAYS.contains(&token.text.to_lowercase().as_str())
}

/// Signs and small words that may stand between a date and its time.
fn skip_between(tokens: &[Token], at: usize) -> usize {
    const BETWEEN: &[&str] = &[
        ",",
        "-",
        "–",
        "—",
        "|",
        "·",
        "•",
        "/",
        "at",
        "on",
        "@",
        "um",
        "à",
        "a",
        "las",
        "в",
        "(",
        "T",
        ".",
        ";",
        "kl",
        "the",
        "of",
        "г",
        "года",
        "год",
        "році",
        "року",
        "р",
        "о",
        "об",
        "у",
        "ci",
        "cı",
        "cu",
        "cü",
        "il",
        "ili",
        "ildə",
        "saat",
        "tarihinde",
        "tarixində",
        "alle",
        "ore",
        "les",
        "klo",
    ];
    let between = |t: &&Token| t.is_any(BETWEEN) || is_weekday(t);
    at + tokens.get(at..).map_or(0, |rest| rest.iter().take_while(between).take(6).count())
}

fn year(token: Option<&Token>) -> Option<u32> {
    token.filter(|t| t.is_number && t.text.len() == 4)?.number.filter(|year| (1000..=2999).contains(year))
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The same day a hundred years before; there is none for 29 February of 2000.
pub(super) fn century_before(day: NaiveDate) -> Option<NaiveDate> {
    day.with_year(day.year() - 100)
}

/// Skips commas, full stops and the like.
fn signs(tokens: &[Token], at: usize) -> usize {
    let sign = |t: &&Token| t.is_any(&[",", ".", "de", "of", "-", "/"]);
    at + tokens.get(at..).map_or(0, |rest| rest.iter().take_while(sign).take(2).count())
}

/// `September 29th, 2020`, `29 September 2020`, `2020. szeptember 29.`, `2020年9月29日`.
fn named(tokens: &[Token], at: usize) -> Option<(SpelledDay, usize)> {
    signed(tokens, at).or_else(|| year_last(tokens, at)).or_else(|| year_first(tokens, at))
}

/// The signs of years, months and days behind their numbers.
fn signed(tokens: &[Token], at: usize) -> Option<(SpelledDay, usize)> {
    let [y, of_year, m, of_month, d, of_day] = tokens.get(at..at + 6)? else { return None };
    let fits =
        of_year.is_any(&["年", "년"]) && of_month.is_any(&["月", "월"]) && of_day.is_any(&["日", "일"]);
    let number = |token: &Token| token.number.filter(|_| token.is_number);
    let day = day(year(Some(y))?, number(m)?, number(d)?)?;
    fits.then_some((SpelledDay::Known(day), at + 6))
}

/// Day and month in either order, then the year.
fn year_last(tokens: &[Token], at: usize) -> Option<(SpelledDay, usize)> {
    let (month, of_month, next) = month_and_day(tokens, at)?;
    let year_at = signs(tokens, next);
    Some((SpelledDay::Known(of_calendar(month, year(tokens.get(year_at))?, of_month)?), year_at + 1))
}

/// The year, perhaps with a word behind it, then month and day in either order.
fn year_first(tokens: &[Token], at: usize) -> Option<(SpelledDay, usize)> {
    const BETWEEN: &[&str] =
        &[".", ",", "-", "m", "gada", "ж", "г", "жылы", "жылдын", "yil", "йил", "оны", "urteko"];
    let year = year(tokens.get(at))?;
    let between = tokens[at + 1..].iter().take(4).take_while(|token| token.is_any(BETWEEN)).count();
    let (month, of_month, next) = month_and_day(tokens, at + 1 + between)?;
    // The year after them is theirs.
    let own = tokens.get(signs(tokens, next)).is_none_or(|token| self::year(Some(token)).is_none());
    own.then_some((SpelledDay::Known(of_calendar(month, year, of_month)?), next))
}

/// A month by its name and the number of a day, in either order, and the token after both.
fn month_and_day(tokens: &[Token], at: usize) -> Option<(NamedMonth, u32, usize)> {
    if let Some(day) = tokens.get(at).and_then(Token::ordinal) {
        let name_at = signs(tokens, at + 1);
        let (month, length) = months::at(tokens, name_at)?;
        return Some((month, day, name_at + length));
    }
    // A name costs a look into many languages: only where a number of a day follows is it asked for.
    let near = |n: usize| tokens.get(signs(tokens, at + n)).is_some_and(|token| token.ordinal().is_some());
    let (month, length) = (near(1) || near(2)).then(|| months::at(tokens, at)).flatten()?;
    let day_at = signs(tokens, at + length);
    Some((month, tokens.get(day_at)?.ordinal()?, day_at + 1))
}

fn of_calendar(month: NamedMonth, year: u32, of_month: u32) -> Option<NaiveDate> {
    match month {
        NamedMonth::Gregorian(month) => day(year, month, of_month),
        NamedMonth::Persian(month) => {
            (1200..=1600).contains(&year).then(|| months::of_persian(year, month, of_month)).flatten()
        }
    }
}

/// `2020-09-29`, `29/09/2020`, `29.09.2020`, `09-29-2020`: three numbers with the same sign between.
fn numbers<'a, 'b>(tokens: &'b [Token<'a>], at: usize) -> Option<([&'b Token<'a>; 3], &'a str)> {
    let [a, sign, b, second, c] = tokens.get(at..at + 5)? else { return None };
    let same = sign.text == second.text && matches!(sign.text, "-" | "/" | "." | "‑" | "–");
    // `2020-09-29T19:56` holds its `T` in the same word as the day.
    let iso =
        a.text.len() == 4 && c.number.is_some() && c.text.get(2..3).is_some_and(|t| t == "T" || t == "t");
    let close = a.range.end == sign.range.start && sign.range.end == b.range.start;
    (same && close && a.is_number && b.is_number && (c.is_number || iso)).then_some(([a, b, c], sign.text))
}

/// The day, the token after it, and the one at which its time may begin: an ISO time ends the word of its day.
fn numeric(line: &str, tokens: &[Token], at: usize) -> Option<(SpelledDay, usize, usize)> {
    let ([a, b, c], sign) = numbers(tokens, at)?;
    let digits = |t: &Token| t.text.len() - t.text.trim_start_matches(|x: char| x.is_ascii_digit()).len();
    let (x, y, z) = (a.number?, b.number?, c.number?);
    let next = at + 5;
    let time_at = if c.is_number { skip_between(tokens, next) } else { at + 4 };
    // Part of a longer number, such as an address or a version.
    if line.get(..a.range.start).is_some_and(|before| before.ends_with(['.', '/', '-'])) {
        return None;
    }
    let mut after = line.get(c.range.end..).unwrap_or("").chars();
    if after.next().is_some_and(|sign| matches!(sign, '.' | '/' | '-'))
        && after.next().is_some_and(|c| c.is_ascii_digit())
    {
        return None;
    }
    match (digits(a), digits(b), digits(c)) {
        (4, 1..=2, 1..=2) => Some((SpelledDay::Known(day(x, y, z)?), next, time_at)),
        (1..=2, 1..=2, 4) if sign == "." => Some((SpelledDay::Known(day(z, y, x)?), next, time_at)),
        (1..=2, 1..=2, 4) => match (day(z, y, x), day(z, x, y)) {
            (Some(one), Some(other)) if one != other => Some((SpelledDay::Either(one, other), next, time_at)),
            (Some(one), _) | (None, Some(one)) => Some((SpelledDay::Known(one), next, time_at)),
            (None, None) => None,
        },
        // `29/9/20`: which century it is of is for the reader to say.
        (1..=2, 1..=2, 2) if matches!(sign, "/" | ".") && c.is_number => {
            let year = 2000 + z;
            match (day(year, y, x), day(year, x, y).filter(|_| sign == "/")) {
                (Some(one), Some(other)) if one != other => {
                    Some((SpelledDay::Either(one, other), next, time_at))
                }
                (Some(one), _) | (None, Some(one)) => Some((SpelledDay::Known(one), next, time_at)),
                (None, None) => None,
            }
        }
        _ => None,
    }
}

/// The orders that the numeric dates of a line settle.
pub(super) fn orders(tokens: &[Token]) -> Vec<Order> {
    let settled = |at: usize| {
        let ([a, b, c], sign) = numbers(tokens, at)?;
        if sign == "." || !matches!(c.text.len(), 2 | 4) || a.text.len() > 2 {
            return None;
        }
        match (a.number?, b.number?) {
            (13..=31, 1..=12) => Some(Order::DayFirst),
            (1..=12, 13..=31) => Some(Order::MonthFirst),
            _ => None,
        }
    };
    (0..tokens.len()).filter_map(settled).collect()
}
