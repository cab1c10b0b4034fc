//! The words of a text as a search knows them: folded as names are, and a little further.

use unicode_normalization::char::is_combining_mark;

use super::FOLDING;
use super::fold::{Folded, decomposed_small_with_apostrophes, folded_letter, is_within, push_as};

/// What stands for an apostrophe within a folded word.
const APOSTROPHE: char = '\'';

/// Gives every word of a text, as a search knows it: a word with an apostrophe whole and in its parts, a text without blanks
/// in pairs of letters.
pub fn each_term(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    let is_apart =
        |byte: u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'\'' | b'`' | b'.');
    for run in text.as_bytes().split(|byte| is_apart(*byte)).filter(|run| !run.is_empty()) {
        // Parted at ASCII signs, the runs are whole characters.
        let Ok(run) = std::str::from_utf8(run) else { continue };
        word.clear();
        if run.is_ascii() {
            for byte in run.bytes().filter(|byte| *byte != b'.') {
                word.push(if byte.is_ascii_alphanumeric() {
                    byte.to_ascii_lowercase().into()
                } else {
                    APOSTROPHE
                });
            }
            of_word(&word, &mut each);
        } else {
            fold_searched(run, &mut word);
            word.split(' ').for_each(|word| of_word(word, &mut each));
        }
    }
}

/// Folds for a search, with apostrophes and single blanks between words.
fn fold_searched(text: &str, folded: &mut String) {
    let mut gap = false;
    for c in decomposed_small_with_apostrophes(text) {
        match folded_letter(c) {
            Folded::As(instead) => {
                if gap && !folded.is_empty() {
                    folded.push(' ');
                }
                gap = false;
                let further =
                    FOLDING.searched.iter().find(|(letter, _)| *letter == c).map(|(_, instead)| *instead);
                push_as(folded, c, further.or(instead));
                for (pair, instead) in FOLDING.pairs {
                    if folded.ends_with(pair) {
                        folded.truncate(folded.len() - pair.len());
                        folded.push_str(instead);
                    }
                }
            }
            Folded::Apostrophe if !gap => folded.push(APOSTROPHE),
            Folded::Apostrophe | Folded::Silent => {}
            Folded::Gap => gap = true,
        }
    }
}

/// Letters of a part that is worth a search of its own.
const PART: usize = 3;

fn of_word(word: &str, each: &mut impl FnMut(&str)) {
    let word = word.trim_matches(APOSTROPHE);
    if !word.contains(APOSTROPHE) {
        return runs(word, each);
    }
    runs(&word.replace(APOSTROPHE, ""), each);
    for part in word.split(APOSTROPHE).filter(|part| part.chars().nth(PART - 1).is_some()) {
        runs(part, each);
    }
}

/// Gives a word as it is, and what has no blanks between words in pairs.
fn runs(word: &str, each: &mut impl FnMut(&str)) {
    if word.is_ascii() || !word.chars().any(is_unspaced) {
        if !word.is_empty() {
            each(cut(word));
        }
        return;
    }
    let mut start = 0;
    let mut letters: Vec<usize> = Vec::new();
    let mut was = None;
    for (at, c) in word.char_indices() {
        // A mark belongs to the letter before it.
        if is_combining_mark(c) && was.is_some() {
            continue;
        }
        let is = is_unspaced(c);
        if was.is_some_and(|was| was != is) {
            run(&word[start..at], &letters, start, was == Some(true), each);
            letters.clear();
            start = at;
        }
        letters.push(at);
        was = Some(is);
    }
    run(&word[start..], &letters, start, was == Some(true), each);
}

fn run(run: &str, letters: &[usize], start: usize, unspaced: bool, each: &mut impl FnMut(&str)) {
    if !unspaced {
        return each(cut(run));
    }
    let from = |letter: usize| letters.get(letter).map_or(run.len(), |at| at - start);
    for letter in 0..letters.len() {
        // The last one stands alone: who searches for it finds it as the beginning of pairs, and here.
        each(cut(&run[from(letter)..from(letter + 2)]));
    }
}

fn is_unspaced(c: char) -> bool {
    is_within(FOLDING.unspaced, c)
}

fn cut(word: &str) -> &str {
    word.char_indices().nth(FOLDING.longest).map_or(word, |(at, _)| &word[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        each_term(text, |term| terms.push(term.to_owned()));
        terms
    }

    #[test]
    fn words_are_folded_and_apostrophes_looked_behind() {
        for (text, expected) in [
            ("The U.S. talks, again", "the us talks again"),
            ("l’Azerbaïdjan", "lazerbaidjan azerbaidjan"),
            ("Armenia's 'own' words", "armenias armenia own words"),
            ("Əliyev İlham qızı", "eliyev ilham qizi"),
            ("Բաց և եւ եվ", "բաց եվ եվ եվ"),
            ("أحمد الشریف ٢٠٢٠", "احمد الشريف 2020"),
            ("हिन्दी", "हिन्दी"),
            ("简单x 的", "简单 单 x 的"),
            ("ไทย", "ไท ทย ย"),
            ("", ""),
        ] {
            assert_eq!(terms(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(terms(&"x".repeat(10_000))[0].len(), FOLDING.longest);
    }
}
