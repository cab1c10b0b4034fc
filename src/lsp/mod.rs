//! A language server for editors: mistakes as one types, names to choose from, definitions, cards, renaming.
//!
//! It speaks the Language Server Protocol 3.17. One message is handled at a time, so that edits
//! keep their order; what takes long happens on the analyst's thread, which passes over all but the newest edits.

mod analyst;
mod backend;
mod card;
mod cursor;
mod keys;
mod mend;
mod offer;
mod outline;
mod position;
mod uses;

use std::path::Path;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp_server::{LspService, Server};

use crate::Options;
use crate::diag::Failure;
use backend::Backend;

/// Serves an editor until it says goodbye. Without a folder the site is the one that the editor opens.
///
/// # Errors
/// Fails when the machine has no thread or no pipe left.
pub fn serve(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite,
    site: Option<&Path>,
    options: &Options,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::new("start", "the language server", error))?;
    runtime.block_on(async {
        let (service, socket) =
            LspService::new(|client| Backend::new(client, site.map(Path::to_owned), options.clone()));
        Server::new(input, output, socket).concurrency_level(1).serve(service).await;
    });
    // A read of standard input that nobody ends must not keep the program.
    runtime.shutdown_background();
    Ok(())
}
