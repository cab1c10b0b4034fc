//! Datelines: the place, the agency and the day with which the first paragraph of an agency's report begins.

use super::byline::is_organisation;
use crate::import::stamp;
use crate::text::fold;

/// A dateline at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// The place, in usual capitals.
    pub place: String,
    /// The agency in brackets.
    pub agency: Option<String>,
    /// The words of it.
    pub words: String,
}

/// What ends a dateline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Dash,
    Colon,
    Stop,
    Bracket,
}

const SIGNS: &[(&str, Sign)] = &[
    (" — ", Sign::Dash),
    (" – ", Sign::Dash),
    (" - ", Sign::Dash),
    (" -- ", Sign::Dash),
    (".- ", Sign::Dash),
    (".– ", Sign::Dash),
    (".— ", Sign::Dash),
    ("— ", Sign::Dash),
    ("–", Sign::Dash),
    ("—", Sign::Dash),
    (": ", Sign::Colon),
    (". ", Sign::Stop),
    (") ", Sign::Bracket),
];

/// A dateline is never longer.
const LONGEST: usize = 90;

/// `BAKU, Azerbaijan (AP) —`, `STATE DEPARTMENT -`, `YEREVAN, Oct 3 (Reuters) -`, `PORTVILLE, OCT 5, NPA:`. What follows it
/// tells a place that is written as any word: it is named there again.
pub(super) fn dateline(text: &str, others: &str) -> Option<Dateline> {
    let window = &text[..crate::text::floor_boundary(text, LONGEST.min(text.len()))];
    let mut ends: Vec<(usize, &str, Sign)> = SIGNS
        .iter()
        .flat_map(|(sign, kind)| window.match_indices(sign).map(move |(at, sign)| (at, sign, *kind)))
        .collect();
    // The longest sign at a place is the one that stands there.
    ends.sort_by_key(|(at, sign, _)| (*at, std::cmp::Reverse(sign.len())));
    let mut dateline = None;
    let before_dash = |at: usize| text[at..].trim_start().starts_with(['-', '–', '—']);
    for (at, sign, kind) in ends {
        if kind == Sign::Bracket && before_dash(at + sign.len()) {
            continue;
        }
        let head = &text[..at + usize::from(kind == Sign::Bracket)];
        let words = text[..at + sign.len()].trim();
        let found = parted(head, kind, others).map(|found| Dateline { words: words.to_owned(), ..found });
        // `PORTVILLE - 5 OCTOBER, NPA. Ferries`: the agency stands behind the first sign.
        match (found, &dateline) {
            (Some(found), None) => dateline = Some(found),
            (Some(found), Some(_)) if found.agency.is_some() && kind != Sign::Bracket => return Some(found),
            (None, Some(_)) => break,
            _ => {}
        }
        if dateline.as_ref().is_some_and(|found| found.agency.is_some()) {
            break;
        }
    }
    dateline
}

/// A line that is nothing but a dateline: `PORTVILLE, Northland, Oct. 5`.
pub(super) fn alone(line: &str) -> Option<Dateline> {
    let line = line.trim().trim_end_matches([',', ':', '-', '–', '—']).trim();
    let found = parted(line, Sign::Stop, "")?;
    Some(Dateline { words: line.to_owned(), ..found })
}

/// The parts of what may be a dateline: a place, then regions, days and agencies.
fn parted(head: &str, sign: Sign, others: &str) -> Option<Dateline> {
    let head = head.trim();
    let end = head.find([',', '/', '(', ':']).into_iter().chain(dash(head)).min().unwrap_or(head.len());
    let place = head[..end].trim();
    let mut is_dated = false;
    let (mut agency, mut bracketed) = (None, None);
    for (part, is_bracketed) in parts(&head[end..]) {
        if is_day(part) {
            is_dated = true;
        } else if is_bracketed && is_short_name(part) {
            bracketed = bracketed.or(Some(part));
        } else if is_shouted(part) || is_organisation(part) {
            agency = Some(part);
        } else if !is_short_name(part) {
            return None;
        }
    }
    let agency = bracketed.or(agency);
    let shouted = is_shouted(place) && place.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let words = place.split_whitespace().count();
    let is_place = (1..=4).contains(&words)
        && place.chars().all(|c| c.is_alphabetic() || " -.'’".contains(c))
        && place.split_whitespace().all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()));
    let fits = match sign {
        Sign::Dash => shouted || agency.is_some() || is_dated,
        Sign::Colon => shouted || agency.is_some() || others.contains(place) && words <= 2,
        Sign::Stop => shouted && (agency.is_some() || is_dated) || agency.is_some() && is_dated,
        Sign::Bracket => is_dated && bracketed.is_some(),
    };
    (is_place && fits && !place.ends_with('.')).then(|| Dateline {
        place: title_case(place),
        agency: agency.map(str::to_owned),
        words: String::new(),
    })
}

fn dash(head: &str) -> Option<usize> {
    [" - ", " – ", " — "].iter().filter_map(|dash| head.find(dash)).min()
}

/// The parts behind a place, and whether brackets or slashes hold them.
fn parts(rest: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let (mut from, mut inside) = (0, false);
    for (at, c) in rest.char_indices() {
        if !matches!(c, ',' | '(' | ')' | '/' | '-' | '–' | '—' | ';') {
            continue;
        }
        parts.push((rest[from..at].trim().trim_end_matches('.'), inside));
        from = at + c.len_utf8();
        // `/NPA/` holds a name as brackets do; `Portville/NPA` does not.
        inside = match c {
            '(' => true,
            ')' => false,
            '/' => !inside && rest[from..].contains('/') && rest[..at].ends_with([' ', '.']),
            _ => inside,
        };
    }
    parts.push((rest[from..].trim().trim_end_matches('.'), inside));
    parts.retain(|(part, _)| part.chars().any(char::is_alphanumeric));
    parts
}

/// Whether words name a day, with or without its year.
fn is_day(part: &str) -> bool {
    let folded = fold(part);
    let words: Vec<&str> = folded.split(' ').collect();
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let month = |word: &str| stamp::is_month(word);
    words.len() <= 4
        && words.iter().any(|word| number(word))
        && (words.iter().any(|word| month(word))
            || part.to_lowercase().split([' ', '.']).any(stamp::is_month))
        && words.iter().filter(|word| !number(word)).count() <= 2
}

fn is_shouted(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && !part.chars().any(char::is_lowercase) && part.split_whitespace().count() <= 4
}

/// Whether words are a name of few words, each with a capital.
fn is_short_name(part: &str) -> bool {
    const SMALL: &[&str] = &["of", "the", "and", "de", "la", "al", "via"];
    let words: Vec<&str> = part.split_whitespace().collect();
    let capital = |word: &&str| {
        SMALL.contains(word) || word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase())
    };
    words.len() <= 4 && words.iter().all(capital)
}

/// `STATE DEPARTMENT` as `State Department`; a name that is not all capitals stays.
pub(super) fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.push(c)
        }
        inside = c.is_alphabetic() || matches!(c, '\'' | '’');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_of_every_form() {
        for (text, place, agency) in [
            ("PORTVILLE, Northland (NPA) — Guns fell silent.", "Portville", Some("NPA")),
            ("STATE HOUSE - The minister said.", "State House", None),
            ("OLD TOWN, Oct 3 (Newswire) - Guns fell silent.", "Old Town", Some("Newswire")),
            ("Portville (NPA) – Guns fell silent.", "Portville", Some("NPA")),
            ("PORTVILLE, October 5. /NPA/. Guns fell silent.", "Portville", Some("NPA")),
            ("PORTVILLE, OCTOBER 5, NPAPRESS. Guns fell silent.", "Portville", Some("NPAPRESS")),
            ("PORTVILLE, OCT 5, NPA: Guns fell silent.", "Portville", Some("NPA")),
            ("PORTVILLE: Guns fell silent.", "Portville", None),
            ("Portville: Guns fell silent in Portville.", "Portville", None),
            ("PORTVILLE (The Paper / NPA - 05th October, 2020) Guns fell.", "Portville", Some("The Paper")),
            ("PORTVILLE, Northland, October 5 (NPA).- Guns fell silent.", "Portville", Some("NPA")),
            ("Portville/NPA: Guns fell silent.", "Portville", Some("NPA")),
            ("PORTVILLE/BAYTOWN, Oct 5 (NPA) - Guns fell silent.", "Portville", Some("NPA")),
            ("ПОРТВИЛЬ - 5 ОКТЯБРЯ, НПА. Пушки молчат.", "Портвиль", Some("НПА")),
            ("Портвилль, 5 октября - НПА. Пушки молчат.", "Портвилль", Some("НПА")),
        ] {
            let others = text.split_once(' ').map_or("", |(_, rest)| rest);
            let found = dateline(text, others).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.place.as_str(), found.agency.as_deref()), (place, agency), "{text}");
        }
        for prose in [
            "The talks — the third this week — failed.",
            "It was over - or so they thought.",
            "NATO said so.",
            "Portville (Northland) is a harbour.",
            "Exclusive: guns fell silent.",
            "Two demands: money and land.",
        ] {
            assert_eq!(dateline(prose, "guns fell silent"), None, "{prose}");
        }
        assert_eq!(
            alone("PORTVILLE, Northland, Oct. 5").map(|found| found.place).as_deref(),
            Some("Portville")
        );
    }
}
