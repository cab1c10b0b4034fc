//! `dateline lsp`.

use super::{Exit, today};
use crate::Options;
use crate::args::Lsp;
use crate::check::Depth;
use crate::diag::Failure;
use crate::lsp;
use crate::resolve::Include;

/// Runs the command.
pub(super) fn run(args: &Lsp) -> Result<Exit, Failure> {
    let options = Options {
        include: Include::Drafts,
        base_url: None,
        today: today(None)?,
        depth: Depth::Mistakes,
        offline: false,
    };
    lsp::serve(tokio::io::stdin(), tokio::io::stdout(), args.site.site.as_deref(), &options)?;
    Ok(Exit::Clean)
}
