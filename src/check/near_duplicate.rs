//! Two articles whose texts are nearly the same, such as one agency's copy twice.

use super::{Checked, Lint};
use crate::diag::{At, Diagnostic, Diagnostics, code};

pub(super) const LINT: Lint = Lint { code: code::NEAR_DUPLICATE, run };

fn run(checked: &Checked, out: &mut Diagnostics) {
    for copy in checked.kin.copies() {
        let (first, second) = (checked.site.article(copy.first), checked.site.article(copy.second));
        let message = format!("{} % of the text of one stands in the other: `{}`", copy.shared, first.title);
        out.push(
            Diagnostic::new(code::NEAR_DUPLICATE, message)
                .at(At::value(second.file, "title"))
                .label(At::value(first.file, "title"), "the other")
                .hint("keep one of them; `aliases` and `former_titles` lead there what leads to the other"),
        );
    }
}
