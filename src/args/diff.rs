//! The flags of `dateline diff`.

use std::path::PathBuf;

use clap::Args;

/// `dateline diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The folder of the earlier build
    pub old: PathBuf,
    /// The folder of the later build
    pub new: PathBuf,
    /// Gives the differences as JSON
    #[arg(long)]
    pub json: bool,
}
