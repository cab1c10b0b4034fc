//! `dateline completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Exit, give};
use crate::args::Cli;
use crate::diag::Failure;

/// Runs the command.
pub(super) fn run(shell: Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
    give(&String::from_utf8_lossy(&script));
    Ok(Exit::Clean)
}
