//! What this program does not check: whether proofs hold, and the credentials in kept files. Editorial: one report for the whole site.

use super::copy_differs::kept;
use super::proof_differs::proofs;
use super::{Checked, Lint};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};
use crate::source::{LocalCopy, Proof, ProofFinding, ProofKind};
use crate::text::count;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("unchecked-proof", Topic::Editors, include_str!("unchecked_proof.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let checkable =
        |proof: &Proof| proof.kind != ProofKind::Record && matches!(proof.finding, ProofFinding::OfFile(_));
    let of_files: Vec<_> = proofs(checked).filter(|(_, _, proof)| checkable(proof)).collect();
    if let Some((at, _, _)) = of_files.first() {
        let verb =
            if of_files.len() == 1 { "is of the sum of its file" } else { "are of the sums of their files" };
        let message =
            format!("{} {verb}; whether they hold is not checked here", count(of_files.len(), "proof"))
                .replace("file; whether they hold", "file; whether it holds");
        let mut problem = Diagnostic::new(CODE, message).at((*at).clone());
        for kind in [ProofKind::OpenTimestamps, ProofKind::TimeStamp] {
            if let Some((_, path, proof)) = of_files.iter().find(|(_, _, proof)| proof.kind == kind) {
                problem = problem.hint(command(path, proof));
            }
        }
        out.push(problem);
    }
    let with_credentials = kept(checked).filter_map(|(at, path, sum)| match checked.copies.get(path) {
        Some(LocalCopy::File(file)) if file.has_credentials => Some((at, path, sum, file)),
        _ => None,
    });
    for (at, path, sum, file) in with_credentials {
        let message = format!("`{path}` has credentials (C2PA) in it, which are not read here");
        let mut problem = Diagnostic::new(CODE, message).at(at.clone());
        problem = problem.hint(format!(
            "`c2patool {path}` reads them; keep the file as it is, any change of it takes them away"
        ));
        if sum.is_none() {
            problem = problem.hint(format!("write its sum down: `sha256: {}`", file.sum));
        }
        out.push(problem);
    }
}

/// What checks a proof to the end.
fn command(path: &str, proof: &Proof) -> String {
    match proof.kind {
        ProofKind::TimeStamp => format!(
            "`openssl ts -verify -data {path} -in {} -CAfile CERTIFICATES` checks who signed it, and with the sum, when",
            proof.path
        ),
        _ => format!("`ots verify {}` checks it against the blocks of Bitcoin", proof.path),
    }
}
