//! The glossary: each term once.

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::GlossaryTerm;
use crate::names::Ids;

/// The terms whose ids are their own, in the order of the file.
pub(super) fn of(drafts: Vec<GlossaryTerm>, out: &mut Diagnostics) -> Vec<GlossaryTerm> {
    let mut taken = Ids::of("term");
    let mut terms: Vec<GlossaryTerm> = Vec::with_capacity(drafts.len());
    for term in drafts {
        if term.id.is_empty() {
            let message = format!("`{}` has neither letters nor digits", term.term);
            let problem = Diagnostic::new(code::INVALID_ADDRESS, message).at(term.at);
            out.push(problem.hint("give the term an `id`"));
        } else if taken.take(&term.id, term.at.clone(), out) {
            terms.push(term);
        }
    }
    terms
}
