//! Arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;

/// Many short-lived texts on all threads: the system's allocator spends a quarter of a build on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(dateline::cmd::run(dateline::args::Cli::parse()).code())
}
