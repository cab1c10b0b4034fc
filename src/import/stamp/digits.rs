//! Digits of other scripts as those of ours: a line keeps its words, and each byte of the new one knows its place in the old.

use std::ops::Range;

/// A line with plain digits.
pub(super) struct Latin {
    /// The line.
    pub text: String,
    /// For each byte of it the byte of the line as it was written.
    places: Vec<usize>,
}

impl Latin {
    /// A range of the new line in the old.
    pub fn back(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.places.get(at).copied().unwrap_or_default();
        place(range.start)..place(range.end)
    }

    /// The first byte of the new line that stands at a byte of the old or after it.
    pub fn forth(&self, at: usize) -> usize {
        self.places.iter().position(|place| *place >= at).unwrap_or(self.text.len())
    }
}

/// The zeros of scripts whose digits stand in a row.
const ZEROS: &[char] =
    &['٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '０'];

/// The line with plain digits; `None` where it has no others.
pub(super) fn latin(line: &str) -> Option<Latin> {
    if line.is_ascii() || !line.chars().any(|c| digit(c).is_some()) {
        return None;
    }
    let (mut text, mut places) = (String::with_capacity(line.len()), Vec::with_capacity(line.len() + 1));
    for (at, c) in line.char_indices() {
        let before = text.len();
        text.push(digit(c).unwrap_or(c));
        places.extend((0..text.len() - before).map(|byte| at + byte.min(c.len_utf8() - 1)));
    }
    places.push(line.len());
    Some(Latin { text, places })
}

/// The plain digit of one of another script.
fn digit(c: char) -> Option<char> {
    let of = |zero: &char| {
        let value = u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value <= 9)?;
        char::from_digit(value, 10)
    };
    if c.is_ascii() { None } else { ZEROS.iter().find_map(of) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts_keep_their_places() {
        let line = "در ۱۴ مهر ۱۳۹۹";
        let latin = latin(line).unwrap();
        assert_eq!(latin.text, "در 14 مهر 1399");
        let at = latin.text.find("14").unwrap();
        assert_eq!(&line[latin.back(at..at + 2)], "۱۴");
        assert_eq!(latin.forth(line.find("مهر").unwrap()), latin.text.find("مهر").unwrap());
        assert!(super::latin("5 October 2020").is_none());
    }
}
