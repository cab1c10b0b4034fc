//! A local copy of a source that is not where it should be, or is no file of the site.

use super::Checked;
use super::copy_differs::kept;
use crate::diag::{At, Diagnostic, Diagnostics, code};
use crate::source::LocalCopy;

pub(super) fn lint(checked: &Checked, out: &mut Diagnostics) {
    for (at, path, _) in kept(checked) {
        let problem = match checked.copies.get(path) {
            Some(LocalCopy::Missing) => {
                Diagnostic::new(code::MISSING_COPY, format!("there is no file `{path}` to read"))
                    .hint("the path of a local copy counts from the site's folder")
            }
            Some(LocalCopy::Large) => Diagnostic::new(
                code::MISSING_COPY,
                format!("`{path}` is larger than 4 GiB, its SHA-256 is not compared"),
            )
            .hint("compare it with `sha256sum`"),
            Some(LocalCopy::NoFile(what)) => {
                Diagnostic::new(code::SPECIAL_FILE, format!("`{path}` is {what}, no regular file"))
                    .hint("it was not opened: name a file of the site's folder")
            }
            Some(LocalCopy::Outside(_)) => {
                Diagnostic::new(code::OUTSIDE_SITE, format!("`{path}` lies outside the site"))
                    .hint("it was not read: put the copy into the site's folder")
            }
            Some(LocalCopy::Sum(_)) | None => continue,
        };
        let at = At::value(at.file, super::inside(at, "local"));
        out.push(problem.at(at));
    }
}
