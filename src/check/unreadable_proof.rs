//! A proof beside a kept file of which it cannot be told what it is of. A record in JSON may be about anything.

use super::proof_differs::proofs;
use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::source::{ProofFinding, ProofKind};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("unreadable-proof", Topic::Evidence, include_str!("unreadable_proof.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for (at, path, proof) in proofs(checked) {
        let ProofFinding::Unknown(why) = &proof.finding else { continue };
        let hint = match proof.kind {
            ProofKind::OpenTimestamps => format!("look at it with `ots info {}`", proof.path),
            ProofKind::TimeStamp => format!("look at it with `openssl ts -reply -in {} -text`", proof.path),
            ProofKind::Record => continue,
        };
        let message = format!("`{}` cannot be compared with `{path}`: {why}", proof.path);
        let at = At::value(at.file, super::inside(at, "local"));
        out.push(Diagnostic::new(CODE, message).at(at).hint(hint));
    }
}
