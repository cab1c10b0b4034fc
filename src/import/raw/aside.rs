//! Short lines between headline and text that name a place or an agency, and lists of keywords.

use rustc_hash::FxHashSet;

use super::byline::is_organisation;
use super::dateline::{self, title_case};
use super::role::Placed;
use super::signature;

/// What a short line beside headline and stamp says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// Where the text was written.
    Place(String),
    /// Which agency wrote it.
    Agency(String),
    /// What the text is about, for machines.
    Keywords,
}

/// The names of a text: its words that begin with a capital, in some lines.
pub(super) fn names_in<'a>(lines: impl Iterator<Item = &'a Placed>) -> FxHashSet<String> {
    let word =
        |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("'s").to_owned();
    let words = lines.flat_map(|p| p.line.plain.split_whitespace().map(word));
    words.filter(|word| word.chars().next().is_some_and(char::is_uppercase)).collect()
}

/// What a line says; `names` are those of headline and text.
pub(super) fn of(line: &str, names: &FxHashSet<String>) -> Option<Aside> {
    if let Some(found) = dateline::alone(line).filter(|_| !signature::is_source(line)) {
        return Some(Aside::Place(found.place));
    }
    if is_keywords(line) {
        return Some(Aside::Keywords);
    }
    let bare = line.trim().trim_end_matches([',', ':', '-', '–', '—', '.']).trim();
    place(bare, names).map(Aside::Place).or_else(|| agency(bare).map(Aside::Agency))
}

/// `PORTVILLE`, `Portville/Baytown`, `Portville (Northland)`, `Portville, Northland`: the first is named in the text too.
pub(super) fn place(line: &str, names: &FxHashSet<String>) -> Option<String> {
    let few = line.split_whitespace().count() <= 4 && !line.chars().any(|c| c.is_ascii_digit());
    let first = line.split(['/', '(', ',']).next().unwrap_or(line).trim();
    let plain = first.chars().all(|c| c.is_alphabetic() || " -'’".contains(c)) && !first.is_empty();
    let capital = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(is_capital);
    let name = title_case(first);
    // `Portville (Northland),` shows it by its form; a name with an agency in brackets does not.
    let in_country = line.split_once('(').is_some_and(|(_, rest)| rest.contains(char::is_lowercase));
    let known = in_country || name.split([' ', '-']).all(|word| names.contains(word));
    (few && plain && capital && known && first.chars().count() > 3).then_some(name)
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// `NPA`, `Press Trust of Northland`.
pub(super) fn agency(line: &str) -> Option<String> {
    let line = line.trim_matches(['(', ')', '/', '[', ']', ' ', '–', '—', '-']);
    let words = if line.contains(|c: char| c == ',' || c.is_ascii_digit()) {
        0
    } else {
        line.split_whitespace().count()
    };
    let short = words == 1 && (3..=5).contains(&line.chars().count()) && line.chars().all(char::is_uppercase);
    let named = (2..=5).contains(&words)
        && is_organisation(line)
        && line.split_whitespace().all(|word| is_capital(word) || matches!(word, "of" | "the" | "and"));
    (named || short && !is_section(line)).then(|| line.to_owned())
}

/// Words in capitals that are parts of a site and no agencies.
fn is_section(word: &str) -> bool {
    const SECTIONS: &[&str] = &[
        "NEWS", "WORLD", "LIVE", "VIDEO", "SPORT", "WAR", "ASIA", "USA", "US", "UK", "EU", "UN", "TV", "TOP",
        "ALL", "MENU", "HOME", "PHOTO", "READ", "MORE", "BY",
    ];
    SECTIONS.contains(&word)
}

/// `Harbour, boats, Portville, quay`: at least three parts, none longer than two words.
fn is_keywords(line: &str) -> bool {
    let parts: Vec<&str> = line.split(',').map(str::trim).collect();
    let short = |part: &&str| (1..=2).contains(&part.split_whitespace().count());
    parts.len() >= 4 && parts.iter().all(short) && !super::lines::ends_sentence(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_agencies_beside_the_headline() {
        let names: FxHashSet<String> = ["Portville", "Baytown"].map(str::to_owned).into_iter().collect();
        let place = |name: &str| Some(Aside::Place(name.to_owned()));
        let agency = |name: &str| Some(Aside::Agency(name.to_owned()));
        for (line, expected) in [
            ("PORTVILLE", place("Portville")),
            ("Portville (Northland),", place("Portville")),
            ("Portville/Baytown", place("Portville")),
            ("NPA", agency("NPA")),
            ("Press Trust of Northland Portville", agency("Press Trust of Northland Portville")),
            ("Harbour, boats, Portville, quay", Some(Aside::Keywords)),
            ("HIGHLIGHTS", None),
            ("NEWS", None),
            ("A ferry leaves the quay", None),
        ] {
            assert_eq!(of(line, &names), expected, "{line}");
        }
    }
}
