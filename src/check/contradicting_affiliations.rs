//! Affiliations that cannot both be right: an office held twice at once, by one actor or by two.

use rustc_hash::FxHashMap;

use super::Checked;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::{Actor, ActorId, ActorKind, Affiliation};
use crate::text::fold;

/// So many who hold an office at once share it; a contradiction is between two.
const SHARED: usize = 3;

type Held<'a> = (&'a Actor, &'a Affiliation);

pub(super) fn lint(checked: &Checked, out: &mut Diagnostics) {
    let mut offices: FxHashMap<(ActorId, String), Vec<Held>> = FxHashMap::default();
    let mut order: Vec<(ActorId, String)> = Vec::new();
    for actor in &checked.site.actors {
        for held in &actor.affiliations {
            let key = (held.to, held.role.as_deref().map(fold).unwrap_or_default());
            let list = offices.entry(key.clone()).or_default();
            if list.is_empty() {
                order.push(key);
            }
            list.push((actor, held));
        }
    }
    for key in order {
        let Some(list) = offices.get(&key) else { continue };
        let of = &checked.site.actor(key.0).name;
        for (index, later) in list.iter().enumerate() {
            for earlier in &list[..index] {
                if overlap(earlier.1, later.1).is_some_and(|days| days > 1)
                    && contradict(list, *earlier, *later)
                {
                    out.push(problem(*earlier, *later, of));
                }
            }
        }
    }
}

/// The same actor twice, or two people of whom no third shares the office.
fn contradict(list: &[Held], a: Held, b: Held) -> bool {
    if std::ptr::eq(a.0, b.0) {
        return true;
    }
    let is_office = |held: &Held| held.0.kind == Some(ActorKind::Person) && held.1.role.is_some();
    let together = list.iter().filter(|held| overlap(held.1, b.1).is_some_and(|days| days > 1)).count();
    is_office(&a) && is_office(&b) && together < SHARED
}

/// How many days two affiliations surely have in common.
fn overlap(a: &Affiliation, b: &Affiliation) -> Option<i64> {
    let (a, b) = (a.valid.as_ref()?.surely()?, b.valid.as_ref()?.surely()?);
    let days = a.1.min(b.1).saturating_sub(a.0.max(b.0)).saturating_add(1);
    (days > 0).then_some(days)
}

fn problem((first, earlier): Held, (second, later): Held, of: &str) -> Diagnostic {
    let role = later.role.as_deref().unwrap_or("member");
    let message = if std::ptr::eq(first, second) {
        format!("`{}` is `{role}` of `{of}` twice at the same time", second.id)
    } else {
        format!("`{}` and `{}` are both `{role}` of `{of}` at the same time", first.id, second.id)
    };
    Diagnostic::new(code::CONTRADICTING_AFFILIATIONS, message)
        .at(later.at.clone())
        .label(earlier.at.clone(), "the other time")
        .hint("end the one where the other begins, or call the two offices by different names")
}
