//! Text without meaning: folding for comparison, slugs, escaping, nearest words, lines and columns, a file for each.

mod alike;
mod encoded;
mod endonym;
mod fold;
mod grouped;
mod hidden;
mod lines;
mod markup;
mod name;
mod near;
mod nearby;
mod numbered;
mod position;
mod terminal;
mod terms;

pub use alike::{Disguised, disguised, looks};
pub use encoded::{percent_decoded, percent_encoded, uri, without_secrets};
pub use endonym::endonym;
pub use fold::{FOLDING, Folding, composed, decomposed, fold, fold_char, is_mark, slug};
pub use grouped::{is_between_thousands, ungrouped};
use hidden::WITHOUT_WIDTH;
pub use hidden::{direction_name, hidden_name, is_without_width};
pub use lines::Lines;
pub use markup::{escaped, escaped_body, push_escaped, untagged, without_signs};
pub use name::{capitalised, name_fold, name_slug, shortened};
pub use near::{did_you_mean, nearest, slips, start};
pub use nearby::Nearby;
pub use numbered::by_number;
pub use position::{byte_at, floor_boundary, line_column, range_in};
pub use terminal::{printable, printable_coloured, printable_json, visible};
pub use terms::each_term;

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
