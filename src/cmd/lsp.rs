//! `dateline lsp`.

use super::{Exit, today};
use crate::Options;
use crate::args::Lsp;
use crate::check::Depth;
use crate::diag::Failure;
use crate::lsp::{self, Goodbye};
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
    let site = args.site.site.as_deref();
    Ok(match lsp::serve(tokio::io::stdin(), tokio::io::stdout(), site, &options)? {
        Goodbye::Said => Exit::Clean,
        // The protocol asks for the code 1.
        Goodbye::Unsaid => Exit::ContentErrors,
    })
}
