//! A feeling of time in a list: how long nothing is told of, and which day of a conflict a day is.

use crate::derive::{Entry, above};
use crate::model::{Day, EntryId};
use crate::render::context::Context;

/// So many days without an entry are said.
const DAYS: i64 = 14;
/// From so many days on, months are counted.
const IN_MONTHS: i64 = 92;
/// From so many days on, years are.
const IN_YEARS: i64 = 731;
/// The longest conflict whose days are counted.
const COUNTED: i64 = 400;

/// How long nothing is told of before an entry of a list, in words; `None` where that is not long.
pub(super) fn before(cx: Context<'_>, ids: &[EntryId], index: usize) -> Option<String> {
    let all = &cx.facts.time.entries;
    let when = |index: usize| &all[ids[index].index()].when;
    let here = when(index).earliest().filter(|_| when(index).knows_month())?;
    // The one that reaches farthest is near: entries follow each other by their beginnings.
    let ends =
        (index.saturating_sub(8)..index).filter_map(|at| when(at).latest().or_else(|| when(at).earliest()));
    let days = here.number() - ends.max()?.number() - 1;
    let (n, key) = match days {
        ..DAYS => return None,
        DAYS..IN_MONTHS => (days, "gap.days"),
        IN_MONTHS..IN_YEARS => (days * 12 / 365, "gap.months"),
        _ => (days * 4 / 1461, "gap.years"),
    };
    Some(cx.words.counted(key, n.unsigned_abs()))
}

/// "Day 17 of 44" of the narrowest short conflict that an entry belongs to.
pub(super) fn day_of_conflict(cx: Context<'_>, entry: &Entry) -> Option<String> {
    let day = entry.when.earliest().filter(|first| entry.when.latest() == Some(*first))?;
    let (n, length) = above(cx.site, entry.conflict(cx.site)).find_map(|id| {
        let when = cx.site.conflict(id).when.as_ref()?;
        let (first, last) = (when.earliest()?, when.latest()?);
        nth(day, first, last)
    })?;
    Some(cx.words.filled("day-of-conflict", &[("n", &cx.words.number(n)), ("all", &cx.words.number(length))]))
}

/// Which day of a short time a day is, and how many it has.
fn nth(day: Day, first: Day, last: Day) -> Option<(u64, u64)> {
    let length = last.number() - first.number() + 1;
    let is_short = (2..=COUNTED).contains(&length) && first <= day && day <= last;
    is_short.then(|| ((day.number() - first.number() + 1).unsigned_abs(), length.unsigned_abs()))
}
