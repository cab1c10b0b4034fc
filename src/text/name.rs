//! What a name is called by in addresses and registers, also one of signs alone, or longer than a file's name may be.

use super::{checksum, floor_boundary, fold, slug};

/// A slug of more bytes is cut: a file's name holds 255, with its ending and with the month of a list.
const LONGEST: usize = 233;
/// What stays of it, before the mark that tells it from others that begin alike.
const KEPT: usize = 200;

/// A slug that is short enough for the name of a file; one that is cut ends with a mark of the whole.
pub fn shortened(mut slug: String) -> String {
    if slug.len() <= LONGEST {
        return slug;
    }
    let sum = checksum(slug.as_bytes());
    let end = floor_boundary(&slug, KEPT);
    slug.truncate(slug[..end].trim_end_matches('-').len());
    format!("{slug}-{:08x}", (sum >> 32) ^ (sum & 0xffff_ffff))
}

/// The slug of a name, with its signs by their numbers where they tell it from others: `c-u2b-u2b` for `C++`.
pub fn name_slug(name: &str) -> String {
    let plain = slug(name);
    let signs = signs(name, plain.is_empty());
    if signs.is_empty() {
        return plain;
    }
    let numbers = signs.chars().map(|c| format!("u{:x}", u32::from(c)));
    let parts = Some(plain).filter(|plain| !plain.is_empty()).into_iter().chain(numbers);
    shortened(parts.collect::<Vec<_>>().join("-"))
}

/// A name for comparison: folded, with the signs that tell it from others.
pub fn name_fold(name: &str) -> String {
    let mut folded = fold(name);
    folded.push_str(&signs(name, folded.is_empty()));
    folded
}

/// The signs that belong to a name: pictures, currencies and the like, `+` and `#` behind a letter; all of one that has
/// no letters.
fn signs(name: &str, is_all: bool) -> String {
    if name.is_ascii() && !is_all && !name.contains(['+', '#']) {
        return String::new();
    }
    let mut before = ' ';
    let mut kept = String::new();
    for c in name.chars() {
        let behind_letter =
            matches!(c, '+' | '#') && (before.is_alphanumeric() || kept.ends_with(before) && before == c);
        if behind_letter
            || is_picture(c)
            || (is_all && !c.is_whitespace() && !c.is_control() && c != '\u{fe0f}')
        {
            kept.push(c);
        }
        before = c;
    }
    kept
}

/// Flags, emoji, arrows, stars, currencies.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{20a0}'..='\u{20cf}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// A word as a heading begins.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_signs_are_names() {
        for (name, slug) in [
            ("C++", "c-u2b-u2b"),
            ("C#", "c-u23"),
            ("C", "c"),
            ("#war", "war"),
            ("???", "u3f-u3f-u3f"),
            ("—", "u2014"),
            ("🇺🇦", "u1f1fa-u1f1e6"),
            ("War 🔥", "war-u1f525"),
            ("Shusha / Shushi", "shusha-shushi"),
            ("  ", ""),
        ] {
            assert_eq!(name_slug(name), slug, "{name}");
        }
        assert_ne!(name_fold("🇺🇦"), name_fold("🇷🇺"));
        assert_eq!(name_fold("U.S."), "us");
    }

    #[test]
    fn long_slugs_stay_apart_and_stay_as_they_are() {
        let (a, b) = ("დ".repeat(100) + "ა", "დ".repeat(100) + "ბ");
        let (cut, other) = (slug(&a), slug(&b));
        assert!(cut.len() <= LONGEST && cut != other, "{cut}");
        assert_eq!(slug(&cut), cut);
    }
}
