//! A local copy of a source that is not where it should be.

use super::Checked;
use super::copy_differs::kept;
use crate::diag::{At, Diagnostic, Diagnostics, code};

pub(super) fn lint(checked: &Checked, out: &mut Diagnostics) {
    for (at, path, _) in kept(checked) {
        if !matches!(checked.copies.get(path), Some(None)) {
            continue;
        }
        let at = At::value(at.file, super::inside(at, "local"));
        out.push(
            Diagnostic::new(code::MISSING_COPY, format!("there is no file `{path}` to read"))
                .at(at)
                .hint("the path of a local copy counts from the site's folder"),
        );
    }
}
