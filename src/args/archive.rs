//! `dateline archive`: its flags.

use clap::Args;

use super::SiteArgs;

/// `dateline archive`.
#[derive(Debug, Args)]
pub struct ArchiveArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Lists what would be asked for and what would not, and asks nobody
    #[arg(long)]
    pub dry_run: bool,
    /// Asks no question first; needed where there is no terminal, as in `dateline archive --yes`
    #[arg(long)]
    pub yes: bool,
    /// Asks again for what the archive has refused
    #[arg(long)]
    pub again: bool,
    /// The pause between two requests, in milliseconds; all other waits are in proportion
    #[arg(long, value_name = "MS", default_value_t = 15_000)]
    pub pause: u64,
    /// Another archive with the interface of Save Page Now, as in `--archive https://archive.example.org`
    #[arg(long, value_name = "URL", default_value = "https://web.archive.org")]
    pub archive: String,
    /// The time of the build, instead of the clock's, as in `--now 2020-11-10`
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}
