//! A proof beside a kept file that is of another file.

use super::copy_differs::kept;
use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::source::{LocalCopy, Proof, ProofFinding};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::error("proof-differs", Topic::Evidence, include_str!("proof_differs.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for (at, path, proof) in proofs(checked) {
        let ProofFinding::OfOther(kind, sum) = &proof.finding else { continue };
        let message = format!("`{}` is of the {} `{sum}`, which `{path}` has not", proof.path, kind.name());
        let at = At::value(at.file, super::inside(at, "local"));
        out.push(Diagnostic::new(CODE, message).at(at).hint(
            "the file was changed since, or the proof is of another one: bring back the right file, or the right proof",
        ));
    }
}

/// The proofs beside kept files: where the source is described, the file's path, the proof.
pub(super) fn proofs<'a>(checked: &'a Checked<'a>) -> impl Iterator<Item = (&'a At, &'a str, &'a Proof)> {
    kept(checked).flat_map(|(at, path, _)| {
        let proofs = match checked.copies.get(path) {
            Some(LocalCopy::File(file)) => file.proofs.as_slice(),
            _ => &[],
        };
        proofs.iter().map(move |proof| (at, path, proof))
    })
}
