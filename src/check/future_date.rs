//! Dates of publication that are still to come: nearly always a slip of the pen.

use super::Checked;
use crate::diag::{At, Diagnostic, Diagnostics, code};

pub(super) fn lint(checked: &Checked, out: &mut Diagnostics) {
    for article in &checked.site.articles {
        if article.published.day().number() > checked.today.number() + 1 {
            let message =
                format!("the article is published on {}, which is still to come", article.published.day());
            let problem =
                Diagnostic::new(code::FUTURE_DATE, message).at(At::value(article.file, "published"));
            out.push(problem.hint("check the year; `status: draft` holds an article back"));
        }
    }
}
