//! An article with more actors than can all be tied to each other.

use super::Checked;
use crate::derive::TIED;
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::text::count;

pub(super) fn lint(checked: &Checked, out: &mut Diagnostics) {
    for article in checked.site.articles.iter().filter(|article| article.actors.len() > TIED) {
        let message = format!(
            "the article lists {}; who appears with whom is counted for the first {TIED} of them",
            count(article.actors.len(), "actor")
        );
        let problem = Diagnostic::new(code::MANY_ACTORS, message).at(At::key(article.file, "actors"));
        out.push(problem.hint("list those who matter to it, or divide it"));
    }
}
