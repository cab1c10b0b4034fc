//! The phase of a conflict in which something happened.

use crate::model::{Phase, When};

/// The narrowest phase that the beginning of a date lies in, by index.
pub fn phase_of(phases: &[Phase], when: &When) -> Option<usize> {
    let day = when.anchor()?;
    let covers = |phase: &Phase| {
        phase.when.earliest().is_none_or(|first| first <= day)
            && phase.when.latest().is_none_or(|last| day <= last)
    };
    let width = |phase: &Phase| match (phase.when.earliest(), phase.when.latest()) {
        (Some(first), Some(last)) => last.number() - first.number(),
        _ => i64::MAX,
    };
    let within = phases.iter().enumerate().filter(|(_, phase)| covers(phase));
    // Of two that share a day, the later one has begun.
    within.min_by_key(|(index, phase)| (width(phase), std::cmp::Reverse(*index))).map(|(index, _)| index)
}
