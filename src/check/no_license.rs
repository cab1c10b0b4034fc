//! Pictures of which nobody knows what may be done with them.

use super::{Checked, Lint, inside};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("no-license", Topic::Editors, include_str!("no_license.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in &checked.site.articles {
        let Some(image) = article.image.as_ref().filter(|image| !image.src.is_empty()) else { continue };
        if image.license.as_ref().is_none_or(|license| license.trim().is_empty()) {
            let at = At::value(article.file, inside(&At::value(article.file, "image"), "src"));
            let problem = Diagnostic::new(CODE, "the picture has no licence").at(at);
            out.push(problem.hint("write `license:` with its name or address, or how you may use it"));
        }
    }
}
