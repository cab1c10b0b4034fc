//! A last change before the first publication.

use super::{Checked, Lint};
use crate::diag::{At, Diagnostic, Diagnostics, code};

pub(super) const LINT: Lint = Lint { code: code::UPDATED_BEFORE_PUBLISHED, run };

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in &checked.site.articles {
        let Some(updated) = &article.updated else { continue };
        // A plain day is compared as a day: its hour is not known.
        let earlier = updated.day() < article.published.day()
            || matches!((updated.time(), article.published.time()), (Some(updated), Some(published)) if updated < published);
        if earlier {
            let problem =
                Diagnostic::new(code::UPDATED_BEFORE_PUBLISHED, "`updated` lies before `published`")
                    .at(At::value(article.file, "updated"))
                    .label(At::value(article.file, "published"), "published here");
            out.push(problem.hint("correct one of them, or leave `updated` out until the text changes"));
        }
    }
}
