//! `dateline explain`.

use super::{Exit, give};
use crate::args::Explain;
use crate::check::codes;
use crate::diag::{Code, Failure};
use crate::text::{did_you_mean, nearest};

/// Runs the command.
pub(super) fn run(args: &Explain) -> Result<Exit, Failure> {
    let codes = codes();
    let Some(asked) = &args.code else {
        give(&listed(&codes));
        return Ok(Exit::Clean);
    };
    let name = asked.trim_matches(['[', ']', '`']).to_lowercase();
    let Some(code) = codes.iter().find(|code| code.name == name) else {
        let near = did_you_mean(&nearest(&name, codes.iter().map(|code| code.name)));
        let failure = Failure::new("explain", asked, "no mistake has this code");
        return Err(failure.hint(near.unwrap_or_else(|| "`dateline explain` lists all codes".to_owned())));
    };
    give(&format!("{}[{}]\n\n{}", code.severity.name(), code.name, code.text));
    Ok(Exit::Clean)
}

/// Each code with its meaning, by topic.
fn listed(codes: &[Code]) -> String {
    let mut out = String::new();
    for (index, code) in codes.iter().enumerate() {
        if index == 0 || codes[index - 1].topic != code.topic {
            out += &format!("{}{}\n", if index == 0 { "" } else { "\n" }, code.topic.heading().0);
        }
        out += &format!("  {:27}{}\n", code.name, code.meaning());
    }
    out
}
