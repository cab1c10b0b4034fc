//! Lines that say who wrote a text, and datelines that say where.

use crate::text::fold;

/// The names of a byline; `None` if the line is none.
pub(super) fn names(line: &str) -> Option<Vec<String>> {
    let line = line.trim().trim_start_matches(['|', '-', '–', '—', '•', '·']).trim();
    let (rest, labelled) = after_label(line)?;
    let rest =
        rest.split(" | ").next().unwrap_or(rest).trim().trim_end_matches([',', '.', ';', '|', '-']).trim();
    let rest = rest
        .split_once("; Editing by")
        .or_else(|| rest.split_once("; editing by"))
        .map_or(rest, |(names, _)| names);
    let names: Vec<String> = split(rest).into_iter().filter(|name| fold(name) != "by").collect();
    let fits = !names.is_empty() && names.iter().all(|name| is_name(name, labelled));
    fits.then_some(names)
}

/// The names of a text that is known to be a byline.
pub(in crate::import) fn names_of(byline: &str) -> Vec<String> {
    names(byline)
        .or_else(|| bare(byline))
        .unwrap_or_else(|| split(byline.trim_start_matches("By ").trim_start_matches("by ")))
}

/// A name without `By` before it, as some papers write it above the date: `A. Name in Town`.
pub(super) fn bare(line: &str) -> Option<Vec<String>> {
    let name = line.split_once(" in ").map_or(line, |(name, _)| name);
    let names = split(name);
    let persons = |name: &String| (2..=4).contains(&name.split_whitespace().count()) && is_name(name, false);
    let plain = !line.contains(['.', ':', '|']) && line.split_whitespace().count() <= 9;
    (plain && !names.is_empty() && names.iter().all(persons)).then_some(names)
}

/// The text after `By`, `Reported by:` and the like, and whether the label leaves no doubt.
fn after_label(line: &str) -> Option<(&str, bool)> {
    const LABELS: &[&str] = &[
        "reported by",
        "reporting by",
        "written by",
        "story by",
        "text by",
        "edited by",
        "compiled by",
        "posted by",
        "published by",
        "authored by",
        "words by",
        "additional reporting by",
        "author",
        "authors",
        "reporter",
        "correspondent",
        "text",
        "written and edited by",
        "автор",
        "von",
        "par",
        "por",
    ];
    let bare = line.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    for label in LABELS {
        let Some(rest) = strip_word(bare, label) else { continue };
        let after = rest.trim_start();
        let colon = after.strip_prefix([':', '|', '-', '–']).map(str::trim);
        let needs_colon =
            matches!(*label, "author" | "authors" | "reporter" | "correspondent" | "text" | "автор");
        match colon {
            Some(names) => return Some((names, true)),
            None if needs_colon || matches!(*label, "von" | "par" | "por") => continue,
            None => return Some((after, true)),
        }
    }
    let rest = strip_word(bare, "by")?;
    let rest = rest.trim_start_matches([':', ' ', '\u{a0}']);
    Some((rest, false))
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    let rest = &text[word.len()..];
    let ends = rest.starts_with(|c: char| !c.is_alphanumeric());
    (start.to_lowercase() == word && ends).then_some(rest)
}

/// `A. One and B. Two, The Agency`.
fn split(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in text
        .split([',', '&', '/', ';'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
    {
        let name = part.trim().trim_start_matches("and ").trim_start_matches("By ").trim();
        if !name.is_empty() && !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether words look like a name: few, and with capitals where they may have them.
fn is_name(name: &str, labelled: bool) -> bool {
    const SMALL: &[&str] = &[
        "de", "da", "di", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "of", "the",
        "in", "for",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| {
        word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase()) || SMALL.contains(word)
    };
    let limit = if labelled { 8 } else { 6 };
    let plain = !name.contains(['"', '“', '?', '!', ':']) && !name.chars().any(|c| c.is_ascii_digit());
    words.len() <= limit
        && plain
        && words.iter().all(capital)
        && words.iter().any(|w| w.chars().any(char::is_alphabetic))
}

/// Whether a byline's name is an organisation's.
pub(super) fn is_organisation(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "news", "agency", "press", "agencies", "staff", "desk", "media", "tv", "times", "reuters", "afp",
        "ap",
    ];
    fold(name).split(' ').any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_of_every_form() {
        let cases: &[(&str, Option<&[&str]>)] = &[
            ("Reported by: Ann Example", Some(&["Ann Example"])),
            ("By Ann Example and Bo de Vries", Some(&["Ann Example", "Bo de Vries"])),
            ("By ANN EXAMPLE, Northern Press", Some(&["ANN EXAMPLE", "Northern Press"])),
            ("By NPA News", Some(&["NPA News"])),
            ("Reporting by Ann Example in Port; Editing by Bo Other", Some(&["Ann Example in Port"])),
            ("Author: Ann Example", Some(&["Ann Example"])),
            ("By noon the guns were silent", None),
            ("By Friday, troops had left the town and the road was open.", None),
            ("Text of the agreement", None),
        ];
        for (line, expected) in cases {
            let expected = expected.map(|names| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
            assert_eq!(names(line), expected, "{line}");
        }
    }
}
