//! The names of months among the words of a line.

use super::token::Token;
pub(super) use crate::parse::{NamedMonth, of_persian};
use crate::parse::{month_named, month_of};

/// The month whose name begins at a token, and the number of tokens that it takes.
pub(super) fn at(tokens: &[Token], at: usize) -> Option<(NamedMonth, usize)> {
    let first = tokens.get(at).filter(|token| !token.is_number)?;
    let word = first.text.to_lowercase();
    if let Some(month) = month_of(&word) {
        return Some((NamedMonth::Gregorian(month), 1));
    }
    let beside = tokens.get(at + 1).filter(|next| next.text.starts_with(char::is_alphanumeric));
    let both = beside.map(|next| format!("{word} {}", next.text.to_lowercase()));
    both.and_then(|name| Some((month_named(&name)?, 2))).or_else(|| Some((month_named(&word)?, 1)))
}

/// Whether a word is the name of a month, in any language.
pub(in crate::import) fn is_month(word: &str) -> bool {
    let name = word.to_lowercase();
    month_of(&name).is_some() || month_named(&name).is_some()
}
