//! Text without meaning: folding for comparison, slugs, escaping, nearest words, lines and columns.

mod alike;
mod grouped;
mod hidden;
mod lines;
mod name;
mod nearby;
mod numbered;

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use alike::{Disguised, disguised, looks};
pub use grouped::{is_between_thousands, ungrouped};
pub use hidden::{direction_name, hidden_name};
pub use lines::Lines;
pub use name::{name_fold, name_slug, shortened};
pub use nearby::Nearby;
pub use numbered::by_number;

/// Stands for the path from a page to the site's root until the page's own address is known.
///
/// `route::replace_root` replaces it; a control character that HTML and XML forbid cannot stand in a text.
pub const ROOT: char = '\u{1}';

/// A closed list of words, such as the roles of an actor.
pub trait Vocabulary: Sized + Copy + 'static {
    /// What the list is called, such as "role".
    const NAME: &'static str;
    /// The words and what they stand for.
    const WORDS: &'static [(&'static str, Self)];
}

/// Folds a name or title for comparison: no case, accents, apostrophes, dashes, other punctuation
/// or repeated blanks; one Unicode form.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let push = |c: char| {
        if c.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(c);
        } else if !is_joined(c) {
            gap = true;
        }
    };
    text.nfkd().flat_map(char::to_lowercase).filter_map(base_letter).for_each(push);
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
        return !is_joined(c);
    }
    if is_without_width(c) {
        return false;
    }
    let mut parts = false;
    unicode_normalization::char::decompose_compatible(c, |part| {
        for letter in part.to_lowercase().filter_map(base_letter) {
            match letter {
                'ß' => ['s', 's'].into_iter().for_each(&mut push),
                'æ' => ['a', 'e'].into_iter().for_each(&mut push),
                'œ' => ['o', 'e'].into_iter().for_each(&mut push),
                letter if letter.is_alphanumeric() && !is_combining_mark(letter) => push(letter),
                other => parts |= !is_joined(other) && !is_combining_mark(other) && !is_without_width(other),
            }
        }
    });
    parts
}

/// Signs that take no room: joiners, variation selectors, direction marks, soft hyphens, tags.
pub fn is_without_width(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// By how many slips of the pen two words differ: letters left out, added, exchanged or swapped.
pub fn slips(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(a, b)
}

/// Apostrophes, full stops, joiners and the Armenian marks that stand inside words do not part them:
/// `U.S.` is `us`, `Ra’ad` is `raad`.
fn is_joined(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '‛' | '′' | '`' | '´' | '.' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'
    ) || matches!(c, '\u{55a}'..='\u{55c}' | '\u{55e}')
}

/// The letter without its mark; `None` for a mark alone. Covers what decomposition leaves.
fn base_letter(c: char) -> Option<char> {
    match c {
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' => None,
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{1ab0}'..='\u{1aff}' => None,
        // Apostrophes that Unicode counts as letters, and the stroke that stretches Arabic words.
        'ʹ'..='ʿ' | 'ˈ' | '\u{640}' => None,
        'ı' => Some('i'),
        'ø' => Some('o'),
        'ł' => Some('l'),
        'đ' => Some('d'),
        other => Some(other),
    }
}

/// A part of an address: lower case, letters and digits of any script, single dashes between; Latin letters
/// lose their marks, those of other scripts keep them. One that is too long for a file's name is cut.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut push = |c: char| {
        if c.is_alphanumeric() || (is_combining_mark(c) && slug.ends_with(|last: char| last != '-')) {
            slug.push(c);
        } else if !is_joined(c) && !slug.is_empty() && !slug.ends_with('-') {
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

/// A Latin letter without its mark; other letters as they are; `None` for a Latin mark alone.
fn plain_latin(c: char) -> Option<char> {
    let mut decomposed = std::iter::once(c).nfd();
    match decomposed.next() {
        Some(base) if base.is_ascii_alphabetic() => Some(base),
        _ => base_letter(c),
    }
}

/// Adds text to HTML, with `<`, `>`, `&` and quotation marks escaped.
pub fn push_escaped(html: &mut String, text: &str) {
    // Writing into a `String` cannot fail.
    let _ = pulldown_cmark_escape::escape_html(html, text);
}

/// The text with `<`, `>`, `&` and quotation marks escaped.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| matches!(b, b'<' | b'>' | b'&' | b'"' | b'\'')) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    push_escaped(&mut html, text);
    Cow::Owned(html)
}

/// The text with `<`, `>` and `&` escaped, as it stands between tags.
pub fn escaped_body(text: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'<', b'>', b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    // Writing into a `String` cannot fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(&mut html, text);
    Cow::Owned(html)
}

/// The text with letters and their marks as one character each where there is one (Unicode's form NFC).
pub fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// The text with letters and their marks apart (Unicode's form NFD).
pub fn decomposed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfd().collect() }
}

/// The text without the signs that the site uses inside its own markup: [`ROOT`] and the sanitiser's two.
pub fn without_signs(text: &str) -> Cow<'_, str> {
    match memchr::memchr3(1, 2, 3, text.as_bytes()) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.replace(['\u{1}', '\u{2}', '\u{3}'], "")),
    }
}

/// Whether a character is a mark on the letter before it.
pub fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// The text of a piece of HTML: tags dropped, the five basic entities read.
pub fn untagged(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    if text.contains('&') {
        for (entity, letter) in
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
        {
            text = text.replace(entity, letter);
        }
    }
    text
}

/// The candidates nearest to a word, best first, at most three; none that is far off.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = start(fold(word));
    let mut near: Vec<(f64, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = start(fold(candidate));
            let likeness = strsim::normalized_damerau_levenshtein(&folded, &other)
                .max(0.95 * strsim::jaro_winkler(&folded, &other) - 0.1);
            (likeness > 0.62).then_some((likeness, candidate))
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.dedup_by(|a, b| a.1 == b.1);
    near.truncate(3);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Texts of more letters are compared by their beginnings: to compare them costs the square of their length.
const COMPARED: usize = 200;

/// The part of a text that is compared with others.
pub fn start(mut text: String) -> String {
    if let Some((at, _)) = text.char_indices().nth(COMPARED) {
        text.truncate(at);
    }
    text
}

/// "did you mean …" for the nearest candidates, if there are any.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    mean(&nearest(word, candidates))
}

fn mean(near: &[&str]) -> Option<String> {
    let quoted: Vec<String> = near.iter().map(|n| format!("`{n}`")).collect();
    (!quoted.is_empty()).then(|| format!("did you mean {}?", quoted.join(" or ")))
}

/// Whether a character commands a terminal, or turns the direction of what it shows.
fn is_command(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name or sentence as a terminal may show it: signs that would command it are written as `\u{1b}`, line ends too.
pub fn visible(text: &str) -> Cow<'_, str> {
    without_commands(text, &[])
}

/// The same of a text of several lines.
pub fn printable(text: &str) -> Cow<'_, str> {
    without_commands(text, &['\n', '\t'])
}

/// The same of a text that has been coloured: its colours stay. What came from others must be [`visible`] already.
pub fn printable_coloured(text: &str) -> Cow<'_, str> {
    without_commands(text, &['\n', '\t', '\u{1b}'])
}

fn without_commands<'a>(text: &'a str, kept: &[char]) -> Cow<'a, str> {
    if !text.contains(|c| is_command(c) && !kept.contains(&c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_command(c) && !kept.contains(&c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// JSON as a terminal may show it: what JSON allows inside texts is written as it allows it, too.
pub fn printable_json(json: &str) -> Cow<'_, str> {
    if !json.contains(|c| is_command(c) && c != '\n') {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '\n' => shown.push(c),
            c if is_command(c) => shown.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Line and column of a byte, both from 1, the column in characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let byte = floor_boundary(text, byte);
    let before = &text[..byte];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1, before[start..].chars().count() + 1)
}

/// The byte at a line and column, both from 1, the column in characters.
pub fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// The range of `part` in `whole`, which it must be a slice of; `None` if it is not.
pub fn range_in(whole: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (start + part.len() <= whole.len()).then(|| start..start + part.len())
}

/// The nearest character boundary at or before a byte.
pub fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// All but the unreserved characters of RFC 3986 and slashes.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What no URI holds (RFC 3986).
const URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path of a file as addresses have it.
pub fn percent_encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// An address as a URI: what it may not hold is written as percent signs, what stands so already stays.
pub fn uri(address: &str) -> String {
    utf8_percent_encode(address, URI).to_string()
}

/// What an address means, its percent signs read; as it is written where that gives no UTF-8.
pub fn percent_decoded(address: &str) -> Cow<'_, str> {
    percent_decode_str(address).decode_utf8().unwrap_or(Cow::Borrowed(address))
}

/// A text in which addresses stand, without what is secret in them: what stands before `@`, queries and fragments.
pub fn without_secrets(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        out.push_str(&rest[..at + 3]);
        rest = &rest[at + 3..];
        let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
        rest = &rest[address.len()..];
        let plain = address.split(['?', '#']).next().unwrap_or_default();
        let (authority, path) = plain.split_at(plain.find('/').unwrap_or(plain.len()));
        out.push_str(authority.rsplit('@').next().unwrap_or_default());
        out.push_str(path);
        if plain.len() < address.len() {
            out.push('…');
        }
    }
    out + rest
}

/// Bytes in small hexadecimal digits, as sums are written.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// FNV-1a, for marks of content that need not resist anybody.
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// `1 article`, `2 articles`: for messages, which are in English.
pub fn count(n: usize, noun: &str) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    let plural = match noun.strip_suffix('y') {
        _ if n == 1 => noun.to_owned(),
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    };
    format!("{grouped} {plural}")
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

    #[test]
    fn lines_and_columns_count_characters() {
        let text = "ab\nՇուշի x\n";
        let byte = text.find('x').unwrap_or(0);
        assert_eq!(line_column(text, byte), (2, 7));
        assert_eq!(byte_at(text, 2, 7), byte);
    }

    #[test]
    fn what_commands_a_terminal_is_shown_as_text() {
        let text = "a\u{1b}[31m\u{9b}\u{7f}\u{202e}\nb";
        assert_eq!(visible(text), "a\\u{1b}[31m\\u{9b}\\u{7f}\\u{202e}\\u{a}b");
        assert_eq!(printable(text), "a\\u{1b}[31m\\u{9b}\\u{7f}\\u{202e}\nb");
        assert_eq!(visible("Շուշի محمد"), "Շուշի محمد");
        let json = serde_json::to_string(text).unwrap_or_default();
        let shown = printable_json(&json).into_owned();
        assert!(!shown.contains(['\u{9b}', '\u{7f}', '\u{202e}']), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).ok().as_deref(), Some(text));
    }

    #[test]
    fn far_words_are_not_near() {
        assert_eq!(nearest("actorss", ["actors", "authors", "place"]), ["actors", "authors"]);
        assert!(nearest("zebra", ["actors", "place"]).is_empty());
    }
}
