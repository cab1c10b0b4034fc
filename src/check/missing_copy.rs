//! A local copy of a source that is not where it should be, or is no file of the site.

use super::copy_differs::kept;
use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic, code};
use crate::source::LocalCopy;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("missing-copy", Topic::Evidence, include_str!("missing_copy.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for (at, path, _) in kept(checked) {
        let problem = match checked.copies.get(path) {
            Some(LocalCopy::Missing) => Diagnostic::new(CODE, format!("there is no file `{path}` to read"))
                .hint("the path of a local copy counts from the site's folder"),
            Some(LocalCopy::Large) => {
                Diagnostic::new(CODE, format!("`{path}` is larger than 4 GiB, its SHA-256 is not compared"))
                    .hint("compare it with `sha256sum`")
            }
            Some(LocalCopy::NoFile(what)) => {
                Diagnostic::new(code::SPECIAL_FILE, format!("`{path}` is {what}, no regular file"))
                    .hint("it was not opened: name a file of the site's folder")
            }
            Some(LocalCopy::Outside(_)) => {
                Diagnostic::new(code::OUTSIDE_SITE, format!("`{path}` lies outside the site"))
                    .hint("it was not read: put the copy into the site's folder")
            }
            Some(LocalCopy::File(_)) | None => continue,
        };
        let at = At::value(at.file, super::inside(at, "local"));
        out.push(problem.at(at));
    }
}
