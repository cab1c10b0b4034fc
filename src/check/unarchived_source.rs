//! Sources on the web of which nobody keeps a copy. Editorial: one report for the whole site.

use super::{Checked, Lint};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};
use crate::text::count;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("unarchived-source", Topic::Editors, include_str!("unarchived_source.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let works = &checked.facts.evidence.works.list;
    let on_the_web = works.iter().map(|work| work.source(checked.site)).filter(|source| source.url.is_some());
    let all = on_the_web.clone().count();
    let mut without = on_the_web.filter(|source| source.copy().is_none() && source.local.is_none());
    let Some(first) = without.next() else { return };
    let message =
        format!("{} of {} on the web have no archived copy", 1 + without.count(), count(all, "source"));
    let mut problem = Diagnostic::new(CODE, message);
    if let Some(at) = &first.at {
        problem = problem.at(at.clone());
    }
    out.push(problem.hint(
        "`dateline archive` has copies made and writes them in; by hand: `archived: {url: …, date: …}`",
    ));
}
