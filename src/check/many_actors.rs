//! An article with more actors than can all be tied to each other.

use super::{Checked, Lint};
use crate::derive::TIED;
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::text::count;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("many-actors", Topic::Names, include_str!("many_actors.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in checked.site.articles.iter().filter(|article| article.actors.len() > TIED) {
        let message = format!(
            "the article lists {}; who appears with whom is counted for the first {TIED} of them",
            count(article.actors.len(), "actor")
        );
        let problem = Diagnostic::new(CODE, message).at(At::key(article.file, "actors"));
        out.push(problem.hint("list those who matter to it, or divide it"));
    }
}
