//! An article without a text.

use super::Checked;
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::model::Status;

pub(super) fn lint(checked: &Checked, out: &mut Diagnostics) {
    for article in checked.site.articles.iter().filter(|a| a.body.is_empty() && a.status != Status::Retracted)
    {
        let problem =
            Diagnostic::new(code::EMPTY_ARTICLE, "the article has no text").at(At::file(article.file));
        out.push(problem.hint("write it below the closing `---`, or set `status: draft`"));
    }
}
