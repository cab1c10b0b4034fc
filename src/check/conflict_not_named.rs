//! Articles and events that belong to no conflict, because several could be meant.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::Status;
use crate::text::count;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("conflict-not-named", Topic::Site, include_str!("conflict_not_named.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let site = checked.site;
    let roots: Vec<_> =
        site.conflicts.iter().filter(|c| c.registered.is_some() && c.parent.is_none()).collect();
    let [first, second, ..] = roots.as_slice() else { return };
    let of_none = site.articles.iter().filter(|a| a.conflict.is_none() && a.status != Status::Retracted);
    let (articles, events) = (of_none.count(), site.events.iter().filter(|e| e.conflict.is_none()).count());
    let left: Vec<String> = [(articles, "article"), (events, "event")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, noun)| count(n, noun))
        .collect();
    let Some(file) = second.file().filter(|_| !left.is_empty()) else { return };
    let message = format!(
        "{} belong to no conflict, as `{}` and `{}` may be meant",
        left.join(" and "),
        first.name,
        second.name
    );
    let mut problem = Diagnostic::new(CODE, message).at(At::value(file, "name"));
    if let Some(other) = first.file() {
        problem = problem.label(At::value(other, "name"), "the other one");
    }
    out.push(
        problem.hint("name it in them with `conflict:`, or say that one is a part of another with `parent:`"),
    );
}
