//! Affiliations that cannot both be right: an office held twice at once, by one actor or by two.

use rustc_hash::FxHashMap;

use super::{Checked, Lint};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};
use crate::model::{Actor, ActorId, ActorKind, Affiliation, When};
use crate::text::fold;

/// So many who hold an office at once share it; a contradiction is between two.
const SHARED: usize = 3;

/// So many who held an office are compared with each, to either side in the order of the register.
const LOOKED_AT: usize = 500;

/// With so many others one contradicts: the rest says no more.
const TOLD: usize = 5;

type Membership<'a> = (&'a Actor, &'a Affiliation);

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code =
    Code::warning("contradicting-affiliations", Topic::Names, include_str!("contradicting_affiliations.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let mut offices: FxHashMap<(ActorId, String), Vec<Membership>> = FxHashMap::default();
    let mut order: Vec<(ActorId, String)> = Vec::new();
    for actor in checked.site.actors.iter() {
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
        let spans: Vec<Option<(i64, i64)>> =
            list.iter().map(|held| held.1.valid.as_ref().and_then(When::surely)).collect();
        let share = |a: usize, b: usize| spans[a].zip(spans[b]).is_some_and(|(a, b)| overlap(a, b) > 1);
        for (index, later) in list.iter().enumerate() {
            let near = index.saturating_sub(LOOKED_AT)..(index + LOOKED_AT).min(list.len());
            let together = near.clone().filter(|other| share(*other, index)).count();
            let before = (near.start..index).filter(|earlier| share(*earlier, index)).take(TOLD);
            for earlier in before.map(|earlier| &list[earlier]) {
                if contradict(*earlier, *later, together) {
                    out.push(problem(*earlier, *later, of));
                }
            }
        }
    }
}

/// The same actor twice, or two people who share an office with few others at a time.
fn contradict(a: Membership, b: Membership, together: usize) -> bool {
    let is_office = |held: &Membership| held.0.kind == Some(ActorKind::Person) && held.1.role.is_some();
    std::ptr::eq(a.0, b.0) || is_office(&a) && is_office(&b) && together < SHARED
}

/// How many days two spans have in common.
fn overlap(a: (i64, i64), b: (i64, i64)) -> i64 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0)).saturating_add(1)
}

fn problem((first, earlier): Membership, (second, later): Membership, of: &str) -> Diagnostic {
    let role = later.role.as_deref().unwrap_or("member");
    let message = if std::ptr::eq(first, second) {
        format!("`{}` is `{role}` of `{of}` twice at the same time", second.id)
    } else {
        format!("`{}` and `{}` are both `{role}` of `{of}` at the same time", first.id, second.id)
    };
    Diagnostic::new(CODE, message)
        .at(later.at.clone())
        .label(earlier.at.clone(), "the other time")
        .hint("end the one where the other begins, or call the two offices by different names")
}
