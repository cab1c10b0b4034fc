//! A site without a single article or event; where errors were found, they tell why.

use super::{Checked, Lint};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("no-articles", Topic::Site, include_str!("no_articles.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let tells = !checked.site.articles.is_empty() || !checked.site.events.is_empty();
    if !tells && checked.errors == 0 {
        let problem = Diagnostic::new(CODE, "the site has no articles and no events");
        out.push(
            problem
                .hint("`dateline new article \"Title\"` makes the first; a folder needs `content/articles/`"),
        );
    }
}
