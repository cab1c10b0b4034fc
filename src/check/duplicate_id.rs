//! Two figures of one id: `supersedes` cannot tell them apart.

use rustc_hash::FxHashMap;

use super::{Checked, Lint};
use crate::diag::{At, Diagnostic, Diagnostics, code};

pub(super) const LINT: Lint = Lint { code: code::DUPLICATE_ID, run };

fn run(checked: &Checked, out: &mut Diagnostics) {
    let site = checked.site;
    let mut first: FxHashMap<&str, At> = FxHashMap::default();
    for figure in checked.facts.evidence.owners.iter().flat_map(|owner| owner.figures(site)) {
        let Some(id) = &figure.id else { continue };
        let at = At::value(figure.at.file, super::inside(&figure.at, "id"));
        match first.get(id.as_str()) {
            None => drop(first.insert(id, at)),
            Some(other) => out.push(
                Diagnostic::new(code::DUPLICATE_ID, format!("the figure `{id}` stands twice"))
                    .at(at)
                    .label(other.clone(), "the first one")
                    .hint("give one of them another `id`"),
            ),
        }
    }
}
