//! Pictures, films and sounds of which nobody knows what may be done with them.

use super::{Checked, Lint, shown};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("no-license", Topic::Editors, include_str!("no_license.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for shown in shown::pictures(checked) {
        ask("the picture", shown.image.license.as_deref(), shown.at, out);
    }
    for (recording, at) in shown::recordings(checked) {
        ask("the recording", recording.license.as_deref(), at, out);
    }
}

fn ask(what: &str, license: Option<&str>, at: At, out: &mut Diagnostics) {
    if license.is_none_or(|license| license.trim().is_empty()) {
        let problem = Diagnostic::new(CODE, format!("{what} has no licence")).at(at);
        out.push(problem.hint("write `license:` with its name or address, or how you may use it"));
    }
}
