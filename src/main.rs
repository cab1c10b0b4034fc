//! Arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    ExitCode::from(dateline::cmd::run(dateline::args::Cli::parse()).code())
}
