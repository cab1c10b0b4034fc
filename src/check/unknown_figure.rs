//! A figure that is said to replace one that is not there.

use super::{Checked, Lint};
use crate::derive::Owner;
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::text::Nearby;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("unknown-figure", Topic::Evidence, include_str!("unknown_figure.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let site = checked.site;
    let figures = || checked.facts.evidence.owners.iter().flat_map(|owner: &Owner| owner.figures(site));
    let known = Nearby::of(figures().filter_map(|figure| figure.id.as_deref()));
    for figure in figures() {
        let Some(id) =
            figure.supersedes.as_ref().filter(|id| checked.facts.evidence.figures.find(id).is_none())
        else {
            continue;
        };
        let at = At::value(figure.at.file, super::inside(&figure.at, "supersedes"));
        out.push(
            Diagnostic::new(CODE, format!("no figure has the id `{id}`"))
                .at(at)
                .suggest(known.nearest(id))
                .hint("give the figure that it replaces that `id`"),
        );
    }
}
