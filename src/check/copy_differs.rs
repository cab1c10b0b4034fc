//! A local copy of a source that is no longer the file that was hashed.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::source::{KeptFile, LocalCopy};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::error("copy-differs", Topic::Evidence, include_str!("copy_differs.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for (at, path, written) in kept(checked) {
        let Some(LocalCopy::File(KeptFile { sum: found, .. })) = checked.copies.get(path) else { continue };
        let Some(written) = written.filter(|written| !written.eq_ignore_ascii_case(found)) else { continue };
        let message = format!("`{path}` has the SHA-256 `{found}`, not `{written}`");
        let at = At::value(at.file, super::inside(at, "sha256"));
        out.push(Diagnostic::new(CODE, message).at(at).hint(
            "the file was changed or damaged: bring the right one back, or find out which one is right",
        ));
    }
}

/// The sources with a local copy: where they are described, the path, the hash as written.
pub(super) fn kept<'a>(checked: &Checked<'a>) -> impl Iterator<Item = (&'a At, &'a str, Option<&'a str>)> {
    let sources = checked.facts.evidence.works.described(checked.site);
    sources.filter_map(|source| {
        let (path, hash) = source.local.as_ref()?;
        Some((source.at.as_ref()?, path.as_str(), hash.as_deref()))
    })
}
