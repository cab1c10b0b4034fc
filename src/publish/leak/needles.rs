//! What is looked for in the text that a reader sees: names that must not leave, and words that are not published.

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use super::alike::{class, has_case, is_read_as};
use super::sight::{self, Gap, Letter, Sight, SightManner};
use crate::text::fold_char;

/// Words of so many letters are known without the blanks between them.
const LONG: usize = 7;
/// Words of fewer letters end where they are written to end.
const SHORT: usize = 5;

/// How exactly words must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// A name: with blanks or without, with an ending or without.
    Name,
    /// The family name first, with a comma behind it.
    Turned,
    /// Names of fields of data between the words, as in `"family":"Doe","given":"Jane"`.
    Parted,
    /// Words from the middle of a text.
    Words,
    /// Words from beginning to end.
    Whole,
}

/// Words that are looked for.
#[derive(Clone, Debug)]
struct Needle {
    /// Which of the things looked for they are.
    of: usize,
    letters: Vec<char>,
    /// Whether a gap stands before each letter.
    gaps: Vec<bool>,
    fit: Fit,
}

/// All that is looked for, ready.
#[derive(Debug)]
pub(super) struct Needles {
    automaton: AhoCorasick,
    needles: Vec<Needle>,
}

/// Something met: which of the things looked for, and the byte of the text where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Met {
    /// Its number.
    pub of: usize,
    /// Where it begins.
    pub at: usize,
}

impl Needles {
    /// Makes them of words with their numbers; words without letters are left out. `None` if there are none.
    pub fn of<'a>(words: impl Iterator<Item = (usize, &'a str, Fit)>) -> Result<Option<Self>, BuildError> {
        let all = words.map(|(of, words, fit)| needle(of, words, fit));
        let needles: Vec<Needle> = all.filter(|needle| !needle.letters.is_empty()).collect();
        if needles.is_empty() {
            return Ok(None);
        }
        let folded =
            needles.iter().map(|needle| needle.letters.iter().map(|c| class(*c)).collect::<String>());
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(folded)?;
        Ok(Some(Self { automaton, needles }))
    }

    /// Everything that is met in a text, in and between its tags.
    pub fn in_text(&self, text: &str, manner: SightManner) -> Vec<Met> {
        let quick = sight::read(text, SightManner { in_full: false, ..manner });
        if quick.iter().all(|sight| self.automaton.find(&sight.folded).is_none()) {
            return Vec::new();
        }
        // Something may be there: now every letter counts.
        let full = sight::read(text, SightManner { in_full: true, ..manner });
        let mut met: Vec<Met> = full.iter().flat_map(|sight| self.in_sight(sight, text)).collect();
        // One place may be met in several forms of a name.
        met.sort_unstable();
        met.dedup();
        met
    }

    /// Which of them a text says, with whatever signs between the words.
    pub fn said_in(&self, text: &str) -> Vec<usize> {
        let [sight, _] = sight::read(text, SightManner::default());
        let hits = self.automaton.find_overlapping_iter(&sight.folded);
        hits.map(|hit| self.needles[hit.pattern().as_usize()].of).collect()
    }

    /// Everything that is met in letters that were read already.
    pub fn in_sight(&self, sight: &Sight, text: &str) -> Vec<Met> {
        let hits = self.automaton.find_overlapping_iter(&sight.folded);
        let met = |(pattern, start): (usize, usize)| {
            let needle = &self.needles[pattern];
            let first = sight.letters.partition_point(|letter| letter.folded_at < start);
            let found = sight.letters.get(first..first + needle.letters.len())?;
            let after = sight.letters.get(first + needle.letters.len());
            let before = first.checked_sub(1).and_then(|at| sight.letters.get(at));
            needle.fits(before, found, after, text).then_some(Met { of: needle.of, at: found.first()?.at })
        };
        hits.map(|hit| (hit.pattern().as_usize(), hit.start())).filter_map(met).collect()
    }
}

fn needle(of: usize, words: &str, fit: Fit) -> Needle {
    let (mut letters, mut gaps, mut gap) = (Vec::new(), Vec::new(), true);
    for c in words.chars() {
        let parts = fold_char(c, |letter| {
            letters.push(letter);
            gaps.push(std::mem::take(&mut gap));
        });
        gap |= parts;
    }
    Needle { of, letters, gaps, fit }
}

impl Needle {
    fn fits(&self, before: Option<&Letter>, found: &[Letter], after: Option<&Letter>, text: &str) -> bool {
        let same = found.iter().zip(&self.letters).all(|(letter, c)| is_read_as(letter.c, *c));
        same && self.begins(before, found) && self.holds(found, text) && self.ends(found, after)
    }

    /// Whether a word begins there; scripts without capitals join words, or write their articles before names.
    fn begins(&self, before: Option<&Letter>, found: &[Letter]) -> bool {
        let Some(first) = found.first() else { return false };
        let turns = before.is_some_and(|before| before.c.is_numeric() != first.c.is_numeric());
        first.gap != Gap::None || turns || !has_case(first.c)
    }

    fn holds(&self, found: &[Letter], text: &str) -> bool {
        let gaps = || found.iter().zip(&self.gaps).skip(1);
        let fits = |(letter, wanted): (&Letter, &bool)| match (wanted, letter.gap) {
            (false, gap) => gap != Gap::Hard,
            (true, Gap::None) => self.fit != Fit::Whole && self.letters.len() >= LONG,
            (true, _) => true,
        };
        let comma = || {
            let pairs = found.windows(2).zip(self.gaps.iter().skip(1));
            let mut between =
                pairs.filter(|(_, wanted)| **wanted).filter_map(|(pair, _)| text.get(pair[0].at..pair[1].at));
            between
                .next()
                .is_some_and(|between| between.contains([',', '،', '、', '，']) || between.contains("%2"))
        };
        gaps().all(fits) && (self.fit != Fit::Turned || comma())
    }

    fn ends(&self, found: &[Letter], after: Option<&Letter>) -> bool {
        let open = match self.fit {
            Fit::Whole | Fit::Parted => false,
            Fit::Name | Fit::Turned => {
                self.letters.len() >= SHORT || found.last().is_some_and(|last| !has_case(last.c))
            }
            Fit::Words => true,
        };
        open || after.is_none_or(|after| after.gap != Gap::None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(words: &str, fit: Fit, text: &str) -> bool {
        let needles = Needles::of([(0, words, fit)].into_iter()).unwrap().unwrap();
        !needles.in_text(text, SightManner::default()).is_empty()
    }

    #[test]
    fn words_are_met_as_readers_meet_them() {
        for text in [
            "by Jane Doe.",
            "JANE  DOE’s",
            "Jane\nDoe",
            "J<i>a</i>ne <b>Doe</b>",
            "jane_doe.jpg",
            "/janedoe/",
            "photoJaneDoe.jpg",
            "J\u{430}ne D\u{43e}e",
            "\u{1d409}ane Doe",
            "Jane%20Doe",
            "<a title='Jane Doe'>x</a>",
            "<tspan>Jane</tspan><tspan>Doe</tspan>",
        ] {
            assert!(meets("Jane Doe", Fit::Name, text), "{text}");
        }
        for text in ["Janes Doe", "Mary-Jane Dole", "J ane Doe", "Jame Doe", "xjane doe"] {
            assert!(!meets("Jane Doe", Fit::Name, text), "{text}");
        }
        assert!(!meets("Al-Hassan", Fit::Name, "General Hassan"));
        assert!(meets("Al-Hassan", Fit::Name, "Al\u{2011}Hassan"));
        assert!(!meets("Ann", Fit::Name, "the annual"));
        assert!(meets("Ann", Fit::Name, "Ann's"));
    }

    #[test]
    fn a_turned_name_has_its_comma() {
        assert!(meets("Doe Jane", Fit::Turned, "Doe, Jane"));
        assert!(!meets("Doe Jane", Fit::Turned, "we met Doe. Jane said"));
        assert!(meets(
            "Doe given Jane",
            Fit::Parted,
            "\"family\":\"Doe\",\"given\":\"Jane\"".trim_start_matches("\"family\":")
        ));
    }

    #[test]
    fn whole_words_end() {
        assert!(meets("the second witness", Fit::Whole, "The <em>second</em> witness!"));
        assert!(!meets("the second witness", Fit::Whole, "the second witnesses"));
    }
}
