//! The names under `never_publish:`, in whatever way a file may write them.

use aho_corasick::{AhoCorasick, BuildError};

use super::needles::{Fit, Needles};
use super::sight::SightManner;
use super::{Hit, LeakKind};
use crate::text::{composed, decomposed};

/// The names, ready to be looked for.
pub(super) struct ForbiddenNames {
    names: Vec<String>,
    /// For texts as readers see them.
    seen: Option<Needles>,
    /// For bytes as they are: UTF-8 and UTF-16 in the usual cases.
    raw: AhoCorasick,
    of_raw: Vec<usize>,
}

impl ForbiddenNames {
    /// Makes the automata.
    pub(super) fn new(names: &[String]) -> Result<Self, BuildError> {
        let names: Vec<String> = names.iter().filter(|name| !name.trim().is_empty()).cloned().collect();
        let written: Vec<(usize, String, Fit)> = names
            .iter()
            .enumerate()
            .flat_map(|(at, name)| forms(name).into_iter().map(move |(form, fit)| (at, form, fit)))
            .collect();
        let seen = Needles::of(written.iter().map(|(at, form, fit)| (*at, form.as_str(), *fit)))?;
        let (mut raw, mut of_raw) = (Vec::new(), Vec::new());
        for (at, name) in names.iter().enumerate() {
            for form in raw_forms(name) {
                raw.push(form);
                of_raw.push(at);
            }
        }
        let raw = AhoCorasick::builder().ascii_case_insensitive(true).build(raw)?;
        Ok(Self { names, seen, raw, of_raw })
    }

    /// ForbiddenNames in the path of a file.
    pub(super) fn in_path(&self, path: &str) -> Vec<Hit> {
        self.met(path, SightManner::default(), "the file's name holds")
            .into_iter()
            .map(|found| Hit { at: 0, ..found })
            .collect()
    }

    /// ForbiddenNames in a text.
    pub(super) fn in_text(&self, text: &str, manner: SightManner) -> Vec<Hit> {
        self.met(text, manner, "the file holds")
    }

    /// ForbiddenNames in bytes of any sort.
    pub(super) fn in_bytes(&self, bytes: &[u8]) -> Vec<Hit> {
        let whole = |start: usize, end: usize| {
            let is_letter =
                |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
            end - start >= 5 || !(is_letter(start.checked_sub(1)) || is_letter(Some(end)))
        };
        // A short name does not hide a longer one that it stands in; forms of one name that overlap are one find.
        let hits = self.raw.find_overlapping_iter(bytes).filter(|hit| whole(hit.start(), hit.end()));
        let mut met: Vec<(usize, usize, usize)> =
            hits.map(|hit| (self.of_raw[hit.pattern().as_usize()], hit.start(), hit.end())).collect();
        met.sort_unstable();
        met.dedup_by(|(of, start, _), (kept, _, end)| of == kept && *start < *end);
        met.into_iter().map(|(of, at, _)| found(&self.names[of], at, "the file holds")).collect()
    }

    fn met(&self, text: &str, manner: SightManner, verb: &str) -> Vec<Hit> {
        let met = self.seen.iter().flat_map(|needles| needles.in_text(text, manner));
        met.map(|met| found(&self.names[met.of], met.at, verb)).collect()
    }
}

fn found(name: &str, at: usize, verb: &str) -> Hit {
    Hit::new(
        at,
        LeakKind::Name,
        format!("{verb} `{name}`, which `never_publish` lists"),
        "take it out of what the file is made from; `never_publish` in site.yaml lists what must never leave",
    )
}

/// A name as texts have it: as it is, the family name first, and in the fields of data.
fn forms(name: &str) -> Vec<(String, Fit)> {
    let name = name.trim();
    // Addresses write an apostrophe as a dash.
    let mut forms = vec![(name.to_owned(), Fit::Name), (name.replace(['\'', '’'], " "), Fit::Name)];
    // `Doe, Jane` on the list is Jane Doe.
    let (given, family) = match name.split_once(',') {
        Some((family, given)) => (given.trim(), family.trim()),
        None => match name.rsplit_once(char::is_whitespace) {
            Some((given, family)) => (given.trim(), family.trim()),
            None => return forms,
        },
    };
    if given.is_empty() || family.is_empty() {
        return forms;
    }
    forms.push((format!("{given} {family}"), Fit::Name));
    forms.push((format!("{family} {given}"), Fit::Turned));
    for key in ["given", "givenName", "first", "first_name"] {
        forms.push((format!("{family} {key} {given}"), Fit::Parted));
    }
    for key in ["family", "familyName", "last", "last_name"] {
        forms.push((format!("{given} {key} {family}"), Fit::Parted));
    }
    forms
}

/// A name as bytes may have it: composed and decomposed, in small letters, capitals and as written, in UTF-8 and UTF-16.
fn raw_forms(name: &str) -> Vec<Vec<u8>> {
    let cases = [name.to_owned(), name.to_lowercase(), name.to_uppercase()];
    let texts = cases.iter().flat_map(|text| [composed(text), decomposed(text)]);
    let mut forms: Vec<Vec<u8>> = texts
        .flat_map(|text| {
            let units: Vec<u16> = text.encode_utf16().collect();
            let little = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            [text.into_bytes(), little, big]
        })
        .collect();
    forms.sort();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let names = ForbiddenNames::new(&["José O'Neil".to_owned(), "Վարդան".to_owned()]).unwrap();
        for text in [
            "by JOSÉ O'NEIL.",
            "jose\u{301} o'neil",
            "Jos&#233; O&#39;Neil",
            "Jos&#xE9;&nbsp;O&#x27;Neil",
            "\"Jos\\u00e9 O'Neil\"",
            "?q=Jos%C3%A9%20O%27Neil",
            "José\n  O'Neil",
            "jose-o'neil",
            "jose-oneil",
            "jose-o-neil",
            "O’Neil, José",
            "{\"family\":\"O’Neil\",\"given\":\"José\"}",
            "ՎԱՐԴԱՆ",
            "%D5%8E%D5%A1%D6%80%D5%A4%D5%A1%D5%B6",
        ] {
            assert!(!names.in_text(text, SightManner::default()).is_empty(), "{text}");
        }
        assert!(names.in_text("Jose, Neil & %4, \\u12 &#xZ; %E9", SightManner::default()).is_empty());
        let wide: Vec<u8> = "x José O'Neil".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(names.in_bytes(&wide).len(), 1);
        assert_eq!(names.in_path("media/Jose\u{301}_O'Neil.jpg").len(), 1);
    }

    #[test]
    fn a_short_name_hides_no_longer_one_in_bytes() {
        let names = ForbiddenNames::new(&["Ann".to_owned(), "Annabel Vance".to_owned()]).unwrap();
        let found = names.in_bytes(b"\x00\xffAnnabel Vance\x00");
        assert_eq!(found.iter().filter(|found| found.what.contains("`Annabel Vance`")).count(), 1);
        assert_eq!(found.len(), 1);
    }
}
