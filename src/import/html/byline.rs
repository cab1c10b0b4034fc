//! Names of authors and headlines as pages write them: without the words and days around a name, without the site's own name.

use dom_query::Document;

use crate::import::raw::tidy;
use crate::import::stamp::{self, Clock};
use crate::text::fold;

/// Words before a name that are no part of it.
const BEFORE: &[&str] = &[
    "veröffentlicht von ",
    "published by ",
    "written by ",
    "posted by ",
    "reported by ",
    "story by ",
    "words by ",
    "text by ",
    "by ",
    "von ",
    "vom ",
    "par ",
    "por ",
    "przez ",
    "door ",
    "di ",
    "av ",
    "af ",
    "text: ",
    "interview: ",
    "autor: ",
    "autorin: ",
    "author: ",
    "auteur: ",
    "автор: ",
    "автор ",
    "redacción ",
];

/// A name without what stands around it; `None` where nothing is left of it.
pub(super) fn name(written: &str, clock: &Clock) -> Option<String> {
    let mut name = tidy(written);
    loop {
        let lower = name.to_lowercase();
        let Some(word) = BEFORE.iter().find(|word| lower.starts_with(*word) && lower.len() == name.len())
        else {
            break;
        };
        name = name[word.len()..].trim().to_owned();
    }
    let lower = name.to_lowercase();
    if ["by", "posted on", "veröffentlicht am", "von", "par"].contains(&lower.as_str())
        || name.starts_with("http")
    {
        return None;
    }
    // A day that is glued to the name: `Bo Schreiber22. Februar 2020`.
    if let Some(digit) = name.find(|c: char| c.is_ascii_digit())
        && stamp::find(&name[digit..], 0, clock).is_some_and(|found| found.range.start == 0)
    {
        let ends = [" am", " on", " le", " el", ",", "|", "-", "–", "·", "•"];
        let mut cut = name[..digit].trim_end();
        while let Some(shorter) = ends.iter().find_map(|end| cut.strip_suffix(end)) {
            cut = shorter.trim_end();
        }
        name = cut.to_owned();
    }
    let name = name.trim_matches([',', ' ', '|', '·', '•']).to_owned();
    (name.chars().any(char::is_alphabetic)).then_some(name)
}

/// A headline without the name of the site behind or before it.
pub(super) fn headline(title: &str, site: Option<&str>, document: &Document) -> Option<String> {
    const BETWEEN: &[&str] = &[" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " / ", " • "];
    let heading = fold(&tidy(&document.select_single("h1").text()));
    let site = site.map(fold).unwrap_or_default();
    let parts = BETWEEN.iter().flat_map(|sign| {
        let last = title.rsplit_once(sign);
        let first = title.split_once(sign).map(|(a, b)| (b, a));
        last.into_iter().chain(first)
    });
    let fits = |(rest, name): &(&str, &str)| {
        let (rest, name) = (fold(rest), fold(name));
        !rest.is_empty() && ((!site.is_empty() && name == site) || rest == heading)
    };
    parts.filter(fits).map(|(rest, _)| rest.trim().to_owned()).min_by_key(String::len)
}
