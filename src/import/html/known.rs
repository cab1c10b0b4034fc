//! What a text holds, by its words: whether some words stand in it one after another, without a look at the whole each time.

use rustc_hash::FxHashSet;

use crate::text::fold;

/// So many words at most are looked up at once; of more the beginning is.
const REACH: usize = 4;

/// The lines of a text, folded.
pub(super) struct Known {
    lines: FxHashSet<String>,
    runs: FxHashSet<String>,
    whole: String,
}

impl Known {
    /// The words of some lines.
    pub fn of(lines: impl Iterator<Item = String>) -> Self {
        let lines: FxHashSet<String> =
            lines.map(|line| fold(&line)).filter(|line| !line.is_empty()).collect();
        let mut runs = FxHashSet::default();
        for line in &lines {
            let words: Vec<&str> = line.split(' ').collect();
            for at in 0..words.len() {
                for end in at + 1..=(at + REACH).min(words.len()) {
                    runs.insert(words[at..end].join(" "));
                }
            }
        }
        let mut all: Vec<&str> = lines.iter().map(String::as_str).collect();
        all.sort_unstable();
        let whole = format!(" {} ", all.join(" \n "));
        Self { lines, runs, whole }
    }

    /// Whether folded words stand in one of the lines.
    pub fn has(&self, folded: &str) -> bool {
        if self.lines.contains(folded) {
            return true;
        }
        let words: Vec<&str> = folded.split(' ').take(REACH + 1).collect();
        let begins = self.runs.contains(&words[..words.len().min(REACH)].join(" "));
        begins && (words.len() <= REACH || self.whole.contains(&format!(" {folded} ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_row_are_known() {
        let known = Known::of(["The harbour opened again on Monday.".to_owned()].into_iter());
        for (words, expected) in [
            ("the harbour opened again on monday", true),
            ("harbour opened", true),
            ("opened again on monday", true),
            ("the harbour opened again on", true),
            ("the harbour opened again at", false),
            ("our opened", false),
            ("monday again", false),
        ] {
            assert_eq!(known.has(words), expected, "{words}");
        }
    }
}
