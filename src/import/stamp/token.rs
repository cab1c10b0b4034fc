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

/// Takes a line apart; blanks are left out.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            while let Some((at, c)) = chars.peek().copied() {
                if !c.is_alphanumeric() {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
        }
        let text = &line[start..end];
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = text.get(..digits).filter(|d| d.len() <= 8).and_then(|digits| digits.parse().ok());
        tokens.push(Token { text, range: start..end, number, is_number: digits > 0 && digits == text.len() });
    }
    tokens
}
