//! Dates of publication that are still to come: nearly always a slip of the pen.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("future-date", Topic::Site, include_str!("future_date.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in &checked.site.articles {
        if article.published.day().number() > checked.today.number() + 1 {
            let message =
                format!("the article is published on {}, which is still to come", article.published.day());
            let problem = Diagnostic::new(CODE, message).at(At::value(article.file, "published"));
            out.push(problem.hint("check the year; `status: draft` holds an article back"));
        }
    }
}
