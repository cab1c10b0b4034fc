//! Folding: names and titles as they are compared, words as they are searched, and parts of addresses.
//!
//! What is dropped and what stands for what is said once, in [`FOLDING`]; the script that folds what readers type is made of it
//! (`static/fold.js`, compared by `tests/it/folding.rs`).

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{is_without_width, shortened};

/// The tables of folding. A text is decomposed (NFKD) and put into small letters; then these hold. What is left of letters, digits and
/// marks are its words, all else parts them.
#[derive(Debug)]
pub struct Folding {
    /// Marks that do not count: accents, points, signs of length. Marks of other scripts are vowels, without which no word is left.
    pub marks: &'static [RangeInclusive<char>],
    /// What stands within words and does not part them: `U.S.` is `us`.
    pub joined: &'static [char],
    /// The same, of apostrophes: `Ra’ad` is `raad`. A search knows the parts as well, for `l’Artsakh`.
    pub apostrophes: &'static [char],
    /// What takes no room: joiners, variation selectors, marks of direction.
    pub without_width: &'static [RangeInclusive<char>],
    /// Letters that decomposition leaves as they are, and what stands for them.
    pub letters: &'static [(char, &'static str)],
    /// Further ones where words are searched: letters that writers of different keyboards and languages exchange, digits.
    pub searched: &'static [(char, &'static str)],
    /// The same of pairs.
    pub pairs: &'static [(&'static str, &'static str)],
    /// Scripts without blanks between words; their texts are searched by pairs of letters.
    pub unspaced: &'static [RangeInclusive<char>],
    /// Longer words are cut, where they are searched.
    pub longest: usize,
}

/// The tables.
pub const FOLDING: Folding = Folding {
    marks: &[
        // A sign of stress.
        '\u{2c8}'..='\u{2c8}',
        '\u{300}'..='\u{36f}',
        '\u{483}'..='\u{489}',
        '\u{591}'..='\u{5bd}',
        '\u{5bf}'..='\u{5bf}',
        '\u{5c1}'..='\u{5c2}',
        '\u{5c4}'..='\u{5c5}',
        '\u{5c7}'..='\u{5c7}',
        '\u{610}'..='\u{61a}',
        // The stroke that stretches Arabic words.
        '\u{640}'..='\u{640}',
        '\u{64b}'..='\u{65f}',
        '\u{670}'..='\u{670}',
        '\u{6d6}'..='\u{6dc}',
        '\u{6df}'..='\u{6e8}',
        '\u{6ea}'..='\u{6ed}',
        '\u{8ca}'..='\u{8ff}',
        '\u{1ab0}'..='\u{1aff}',
        '\u{1dc0}'..='\u{1dff}',
        '\u{20d0}'..='\u{20ff}',
        '\u{fe20}'..='\u{fe2f}',
    ],
    // Full stops, and the Armenian marks of stress, exclamation and question, which stand inside words.
    joined: &['.', '\u{55b}', '\u{55c}', '\u{55e}'],
    apostrophes: &[
        '\'', '`', '´', '‘', '’', '‛', '′', '\u{2b9}', '\u{2ba}', '\u{2bb}', '\u{2bc}', '\u{2bd}', '\u{2be}',
        '\u{2bf}', '\u{55a}', '\u{ff07}',
    ],
    without_width: super::WITHOUT_WIDTH,
    letters: &[
        ('ı', "i"),
        ('ø', "o"),
        ('ł', "l"),
        ('đ', "d"),
        ('ß', "ss"),
        ('æ', "ae"),
        ('œ', "oe"),
        ('ς', "σ"),
    ],
    searched: &[
        ('ə', "e"),
        ('ð', "d"),
        ('þ', "th"),
        ('ħ', "h"),
        ('ґ', "г"),
        ('ٱ', "ا"),
        ('ى', "ي"),
        ('ی', "ي"),
        ('ې', "ي"),
        ('ک', "ك"),
        ('ة', "ه"),
        ('ە', "ه"),
        ('ך', "כ"),
        ('ם', "מ"),
        ('ן', "נ"),
        ('ף', "פ"),
        ('ץ', "צ"),
        ('٠', "0"),
        ('١', "1"),
        ('٢', "2"),
        ('٣', "3"),
        ('٤', "4"),
        ('٥', "5"),
        ('٦', "6"),
        ('٧', "7"),
        ('٨', "8"),
        ('٩', "9"),
        ('۰', "0"),
        ('۱', "1"),
        ('۲', "2"),
        ('۳', "3"),
        ('۴', "4"),
        ('۵', "5"),
        ('۶', "6"),
        ('۷', "7"),
        ('۸', "8"),
        ('۹', "9"),
    ],
    // և is decomposed into the first, and written as the second in other orthographies.
    pairs: &[("եւ", "եվ")],
    unspaced: &[
        '\u{e00}'..='\u{eff}',
        '\u{1000}'..='\u{109f}',
        '\u{1780}'..='\u{17ff}',
        '\u{3005}'..='\u{3007}',
        '\u{3040}'..='\u{30ff}',
        '\u{31f0}'..='\u{31ff}',
        '\u{3400}'..='\u{4dbf}',
        '\u{4e00}'..='\u{9fff}',
        '\u{a9e0}'..='\u{a9ff}',
        '\u{aa60}'..='\u{aa7f}',
        '\u{20000}'..='\u{3ffff}',
    ],
    longest: 40,
};

/// What becomes of a small, decomposed letter.
pub(super) enum Folded {
    /// It stands, perhaps as others.
    As(Option<&'static str>),
    /// It is left out.
    Silent,
    /// It is left out of names; a search looks at both sides of it.
    Apostrophe,
    /// It parts words.
    Gap,
}

/// Folds a name or title for comparison: no case, accents, apostrophes, dashes, other punctuation
/// or repeated blanks; one Unicode form.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in decomposed_small(text) {
        match folded_letter(c) {
            Folded::As(instead) => {
                if gap && !folded.is_empty() {
                    folded.push(' ');
                }
                gap = false;
                push_as(&mut folded, c, instead);
            }
            Folded::Silent | Folded::Apostrophe => {}
            Folded::Gap => gap = true,
        }
    }
    folded
}

/// The same of what most names are, faster.
fn fold_ascii(text: &str) -> String {
    let mut folded = Vec::with_capacity(text.len());
    let mut gap = false;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(b' ');
            }
            gap = false;
            folded.push(byte.to_ascii_lowercase());
        } else {
            gap |= !matches!(byte, b'\'' | b'`' | b'.');
        }
    }
    String::from_utf8(folded).unwrap_or_default()
}

/// The letters and digits that one character is folded to, given one by one; none for marks, joiners and punctuation.
/// Says whether the character parts words.
pub fn fold_char(c: char, mut push: impl FnMut(char)) -> bool {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            push(c.to_ascii_lowercase());
            return false;
        }
        return matches!(folded_letter(c), Folded::Gap);
    }
    if is_silent(c) {
        return false;
    }
    let mut parts = false;
    unicode_normalization::char::decompose_compatible(c, |part| {
        for letter in part.to_lowercase() {
            match folded_letter(letter) {
                Folded::As(Some(instead)) => instead.chars().for_each(&mut push),
                Folded::As(None) => push(letter),
                Folded::Silent | Folded::Apostrophe => {}
                Folded::Gap => parts = true,
            }
        }
    });
    parts
}

/// The characters of a text, decomposed and small. What is left out is so before as well: some such signs are decomposed into blanks.
fn decomposed_small(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !is_silent(*c)).nfkd().flat_map(char::to_lowercase)
}

/// The same, with apostrophes.
pub(super) fn decomposed_small_with_apostrophes(text: &str) -> impl Iterator<Item = char> {
    let apostrophe = |c: char| if FOLDING.apostrophes.contains(&c) { '\'' } else { c };
    let heard = text.chars().map(apostrophe).filter(|c| *c == '\'' || !is_silent(*c));
    heard.nfkd().flat_map(char::to_lowercase)
}

fn is_silent(c: char) -> bool {
    FOLDING.joined.contains(&c) || FOLDING.apostrophes.contains(&c) || is_without_width(c)
}

pub(super) fn push_as(folded: &mut String, c: char, instead: Option<&str>) {
    match instead {
        Some(instead) => folded.push_str(instead),
        None => folded.push(c),
    }
}

pub(super) fn folded_letter(c: char) -> Folded {
    if c.is_ascii_alphanumeric() {
        return Folded::As(None);
    }
    if FOLDING.apostrophes.contains(&c) {
        return Folded::Apostrophe;
    }
    if FOLDING.joined.contains(&c) || is_within(FOLDING.marks, c) || is_without_width(c) {
        return Folded::Silent;
    }
    if let Some((_, instead)) = FOLDING.letters.iter().find(|(letter, _)| *letter == c) {
        return Folded::As(Some(instead));
    }
    if c.is_alphanumeric() || is_combining_mark(c) { Folded::As(None) } else { Folded::Gap }
}

/// Whether a character is in one of some ranges, which are in order.
pub(super) fn is_within(ranges: &[RangeInclusive<char>], c: char) -> bool {
    ranges.get(ranges.partition_point(|range| *range.end() < c)).is_some_and(|range| range.contains(&c))
}

/// The letter without its mark; `None` for a mark alone. Covers what decomposition leaves.
fn base_letter(c: char) -> Option<char> {
    match c {
        // Addresses are older than the table of marks, and stay.
        '\u{591}'..='\u{5c7}' | '\u{2b9}'..='\u{2bf}' => None,
        'ı' => Some('i'),
        'ø' => Some('o'),
        'ł' => Some('l'),
        'đ' => Some('d'),
        other => (!is_within(FOLDING.marks, other)).then_some(other),
    }
}

/// A part of an address: lower case, letters and digits of any script, single dashes between; Latin letters
/// lose their marks, those of other scripts keep them. One that is too long for a file's name is cut.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut push = |c: char| {
        if c.is_alphanumeric() || (is_combining_mark(c) && slug.ends_with(|last: char| last != '-')) {
            slug.push(c);
        } else if !is_unslugged(c) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    };
    if text.is_ascii() {
        text.chars().for_each(|c| push(c.to_ascii_lowercase()));
    } else {
        text.nfkc().flat_map(char::to_lowercase).filter_map(plain_latin).for_each(push);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    shortened(if slug.is_ascii() { slug } else { slug.nfc().collect() })
}

/// What stands within a part of an address without parting it.
fn is_unslugged(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '‛' | '′' | '`' | '´' | '.' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'
    ) || matches!(c, '\u{55a}'..='\u{55c}' | '\u{55e}')
}

/// A Latin letter without its mark; other letters as they are; `None` for a Latin mark alone.
fn plain_latin(c: char) -> Option<char> {
    let mut decomposed = std::iter::once(c).nfd();
    match decomposed.next() {
        Some(base) if base.is_ascii_alphabetic() => Some(base),
        _ => base_letter(c),
    }
}

/// The text with letters and their marks as one character each where there is one (Unicode's form NFC).
pub fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// The text with letters and their marks apart (Unicode's form NFD).
pub fn decomposed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfd().collect() }
}

/// Whether a character is a mark on the letter before it.
pub fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_case_accents_marks_and_spacing() {
        let same = [
            ("Erdoğan", "ERDOGAN"),
            ("Ra’ad", "raad"),
            ("U.S.", "us"),
            ("Nagorno–Karabakh", "nagorno  karabakh"),
            ("Ёлка", "елка"),
            ("‘immediate’ \"talks\"", "immediate talks"),
            ("İlham", "ilham"),
            ("e\u{301}tat", "État"),
            ("ʿAbd al-Fattāḥ", "abd al fattah"),
            ("Փաշինյա՞ն", "ՓԱՇԻՆՅԱՆ"),
            ("محمّد", "محمد"),
        ];
        for (a, b) in same {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
        assert_ne!(fold("Armenia"), fold("Armenian"));
    }

    #[test]
    fn slugs_keep_letters_of_every_script() {
        for (text, expected) in [
            ("Shusha / Shushi", "shusha-shushi"),
            ("Արցախ 2020", "արցախ-2020"),
            ("  -- ", ""),
            ("Ḿadrid's end", "madrids-end"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }
}
