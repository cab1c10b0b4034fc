//! An article without a text.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::Status;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("empty-article", Topic::Text, include_str!("empty_article.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in checked.site.articles.iter().filter(|a| a.body.is_empty() && a.status != Status::Retracted)
    {
        let problem = Diagnostic::new(CODE, "the article has no text").at(At::file(article.file));
        out.push(problem.hint("write it below the closing `---`, or set `status: draft`"));
    }
}
