//! KeptDigits that a site rounds or hides: their digits stand in no file, north and east of one near each other.

use aho_corasick::{AhoCorasick, BuildError};

use super::{Hit, LeakKind};
use crate::model::KeptPosition;

/// Both numbers of a position stand within so many bytes.
const NEAR: usize = 120;

/// The digits that are looked for.
pub(super) struct KeptDigits {
    automaton: AhoCorasick,
    all: Vec<[String; 2]>,
}

impl KeptDigits {
    /// Of the positions that have digits to keep; `None` if there are none.
    pub fn of(kept: &[[String; 2]]) -> Result<Option<Self>, BuildError> {
        if kept.is_empty() {
            return Ok(None);
        }
        let automaton = AhoCorasick::new(kept.iter().map(|[lat, _]| lat))?;
        Ok(Some(Self { automaton, all: kept.to_vec() }))
    }

    /// Where both numbers of a position stand near each other.
    pub fn in_bytes(&self, bytes: &[u8]) -> Vec<Hit> {
        let begins = |at: usize| at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_digit());
        let met = self.automaton.find_overlapping_iter(bytes).filter(|met| begins(met.start()));
        let near = |met: &aho_corasick::Match| {
            let [_, lon] = &self.all[met.pattern().as_usize()];
            let (from, to) = (met.start().saturating_sub(NEAR), bytes.len().min(met.end() + NEAR));
            memchr::memmem::find_iter(&bytes[from..to], lon.as_bytes()).any(|at| begins(from + at))
        };
        met.filter(near)
            .map(|met| {
                let hint = "the place says `publish: rounded` or `hidden`, or `map.publish` does: write its position nowhere else";
                Hit::new(met.start(), LeakKind::Position, "the exact position of a place that is rounded or hidden", hint)
            })
            .collect()
    }
}

/// The digits of the positions that a site keeps to itself.
pub(super) fn kept(positions: &[KeptPosition]) -> Vec<[String; 2]> {
    let mut all: Vec<[String; 2]> = positions.iter().filter_map(KeptPosition::kept_digits).collect();
    all.sort();
    all.dedup();
    all
}
