//! Terms of the glossary in texts: as they are written, also with a capital at the beginning of a sentence.

use std::ops::Range;

use aho_corasick::nfa::contiguous::NFA;

use super::mentions::{begins_word, longest};
use crate::text::{capitalised, escaped_body};

/// The terms of a glossary, ready to be found in markup.
#[derive(Debug)]
pub struct TermFinder {
    automata: Vec<NFA>,
    /// By spelling: the term.
    meant: Vec<u32>,
}

/// How many spellings one automaton holds: to make one takes a time that grows with the square of their number.
const TOGETHER: usize = 4000;

impl TermFinder {
    /// Of the spellings of each term; of two terms that are written alike the first is meant. `None` where there are none.
    pub fn of<'a, S: Iterator<Item = &'a str>>(terms: impl Iterator<Item = S>) -> Option<Self> {
        let mut patterns: Vec<(String, u32)> = Vec::new();
        for (term, spellings) in (0..).zip(terms) {
            for spelling in spellings.map(str::trim).filter(|spelling| spelling.chars().count() > 1) {
                for form in [spelling.to_owned(), capitalised(spelling)] {
                    patterns.push((escaped_body(&form).into_owned(), term));
                }
            }
        }
        patterns.sort();
        patterns.dedup_by(|a, b| a.0 == b.0);
        let texts: Vec<&str> = patterns.iter().map(|(text, _)| text.as_str()).collect();
        let automata: Vec<NFA> =
            texts.chunks(TOGETHER).map_while(|part| NFA::builder().build(part).ok()).collect();
        let meant = patterns.iter().map(|(_, term)| *term).collect();
        (!patterns.is_empty()).then_some(Self { automata, meant })
    }

    /// The terms in a piece of text of some markup, the longest that begin at a word, one after another.
    pub fn find(&self, markup: &str, piece: Range<usize>) -> Vec<(Range<usize>, u32)> {
        let mut found = Vec::new();
        let mut at = piece.start;
        while at < piece.end {
            if markup.is_char_boundary(at) && begins_word(markup, at) && starts_word(markup, at) {
                let parts = self.automata.iter().enumerate().filter_map(|(part, automaton)| {
                    let (pattern, until) = longest(automaton, markup, at, piece.end)?;
                    Some((until, part * TOGETHER + pattern))
                });
                if let Some((until, pattern)) = parts.max_by_key(|(until, _)| *until) {
                    found.push((at..until, self.meant[pattern]));
                    at = until;
                    continue;
                }
            }
            at += 1;
        }
        found
    }
}

fn starts_word(markup: &str, at: usize) -> bool {
    markup[at..].chars().next().is_some_and(char::is_alphanumeric)
}
