//! A site without a single article; where errors were found, they tell why.

use super::Checked;
use crate::diag::{Diagnostic, Diagnostics, code};

pub(super) fn lint(checked: &Checked, out: &mut Diagnostics) {
    if checked.site.articles.is_empty() && checked.errors == 0 {
        let problem = Diagnostic::new(code::NO_ARTICLES, "the site has no articles");
        out.push(
            problem
                .hint("`dateline new article \"Title\"` makes the first; a folder needs `content/articles/`"),
        );
    }
}
