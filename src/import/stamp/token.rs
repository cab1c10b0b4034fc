//! A line as words, numbers and signs.

use std::ops::Range;

/// A word, a number or a sign.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'a> {
    /// The text.
    pub text: &'a str,
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// The number that it is or begins with, such as 29 of `29th`.
    pub number: Option<u32>,
    /// Whether it is digits only.
    pub is_number: bool,
}

impl Token<'_> {
    /// Whether it is this word, in any case.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// The number of an ordinal or plain number of at most two digits.
    pub fn ordinal(&self) -> Option<u32> {
        let digits = self.text.len() - self.text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let ending = &self.text[digits..];
        let fits = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" | "er" | "º");
        self.number.filter(|_| fits && digits <= 2)
    }
}

/// Whether a sign goes on with a word: letters, digits, and the marks that some scripts join letters with.
fn is_part(c: char) -> bool {
    const JOINERS: &[char] = &[
        '\u{94d}', '\u{9cd}', '\u{a4d}', '\u{acd}', '\u{b4d}', '\u{bcd}', '\u{c4d}', '\u{ccd}', '\u{d4d}',
        '\u{dca}', '\u{e31}', '\u{200c}', '\u{200d}', '\u{93c}',
    ];
    c.is_alphanumeric() || JOINERS.contains(&c)
}

/// Whether five or six digits before a colon begin with a year that a comma leads to.
fn is_year_with_hour(line: &str, range: Range<usize>) -> bool {
    let digits = &line[range.clone()];
    (5..=6).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits.starts_with("19") || digits.starts_with("20"))
        && line[range.end..].starts_with(':')
        && line[..range.start].trim_end().ends_with(',')
}

/// Whether a sign stands for a year, month or day beside its number.
fn is_han(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

/// Takes a line apart; blanks are left out.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((mut start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            let first = first.is_ascii_digit();
            while let Some((at, c)) = chars.peek().copied() {
                // `2020年10月5日`: digits and signs of years, months and days stand close.
                if !is_part(c) || first != c.is_ascii_digit() && (is_han(c) || line[..at].ends_with(is_han)) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
        }
        // `October 5, 20206:24 PM`: the hour is glued to the year.
        if is_year_with_hour(line, start..end) {
            let number = line[start..start + 4].parse().ok();
            let text = &line[start..start + 4];
            tokens.push(Token { text, range: start..start + 4, number, is_number: true });
            start += 4;
        }
        let text = &line[start..end];
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = text.get(..digits).filter(|d| d.len() <= 8).and_then(|digits| digits.parse().ok());
        tokens.push(Token { text, range: start..end, number, is_number: digits > 0 && digits == text.len() });
    }
    tokens
}
