//! A question that somebody is said to deny: a reader cannot tell what is denied.

use super::{Checked, Lint};
use crate::derive::Owner;
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::{Site, Stance};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("denied-question", Topic::Evidence, include_str!("denied_question.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let site = checked.site;
    for owner in &checked.facts.evidence.owners {
        for (index, claim) in owner.claims(site).iter().enumerate() {
            let Some(denying) = claim.positions.iter().find(|p| p.stance == Some(Stance::Denies)) else {
                continue;
            };
            let Some(at) = place(site, *owner, index).filter(|_| is_question(&claim.about)) else { continue };
            let name = &site.actor(denying.by).name;
            let problem =
                Diagnostic::new(CODE, format!("`{name}` is said to deny a question")).at(at).hint(HINT);
            out.push(problem);
        }
    }
}

const HINT: &str =
    "write `about` as the statement that is denied, or `stance: asserts` with what is said instead";

/// Where a claim says what it is about.
fn place(site: &Site, owner: Owner, claim: usize) -> Option<At> {
    match owner {
        Owner::Article(id) => Some(At::value(site.article(id).file, format!("claims/{claim}/about"))),
        Owner::Report(id, report) => {
            Some(At::value(site.article(id).file, format!("events/{report}/claims/{claim}/about")))
        }
        Owner::Event(id) => site.event(id).file.map(At::file),
        Owner::Conflict(_) => None,
    }
}

/// Whether a matter is put as a question: by its sign, or by its first word in English.
fn is_question(about: &str) -> bool {
    const SIGNS: [char; 4] = ['?', '؟', '՞', '？'];
    const WORDS: [&str; 9] = ["who", "whose", "what", "which", "when", "where", "why", "how", "whether"];
    let first = about.split_whitespace().next().unwrap_or("");
    about.contains(SIGNS) || WORDS.iter().any(|word| word.eq_ignore_ascii_case(first))
}
