//! A language server for editors: mistakes as one types, names to choose from, definitions, references, renaming.
//!
//! It speaks the Language Server Protocol 3.17. One message is handled at a time, so that edits
//! keep their order; what takes long happens on the worker's thread, which passes over all but the newest edits.
//!
//! It has a loop of its own, as the library's ends at a malformed message, and waits in the task that writes to the editor.

mod backend;
mod code_action;
mod code_lens;
mod completion;
mod creation;
mod cursor;
mod definition;
mod document_symbol;
mod folding_range;
mod frame;
mod hover;
mod inlay_hint;
mod keys;
mod outbox;
mod position;
mod references;
mod rename;
mod semantic_tokens;
mod session;
mod talk;
mod worker;
mod workspace_symbol;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc::unbounded_channel;
use tower_lsp_server::LspService;

use crate::Options;
use crate::diag::Failure;
use backend::Backend;
use outbox::Outbox;

pub use talk::Goodbye;

/// So long an editor that has said goodbye may take to read the last answers.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// Serves an editor until it says goodbye. Without a folder the site is the one that the editor opens.
///
/// # Errors
/// Fails when the machine has no thread or no pipe left.
pub fn serve(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin + Send + 'static,
    site: Option<&Path>,
    options: &Options,
) -> Result<Goodbye, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::new("start", "the language server", error))?;
    let goodbye = runtime.block_on(converse(input, output, site, options));
    // A read of standard input that nobody ends must not keep the program.
    runtime.shutdown_background();
    Ok(goodbye)
}

/// Speaking and listening never wait for each other: who writes to the editor is a task of its own.
async fn converse(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin + Send + 'static,
    site: Option<&Path>,
    options: &Options,
) -> Goodbye {
    let outbox = Arc::new(Outbox::default());
    let mut own = None;
    let service = LspService::build(|client| {
        own = Some(client.clone());
        Backend::new(client, site.map(Path::to_owned), options.clone(), Arc::clone(&outbox))
    });
    let (service, socket) = service.custom_method("dateline/page", Backend::page).finish();
    let (requests, answers) = socket.split();
    let (say, said) = unbounded_channel();
    let speaking = tokio::spawn(talk::speak(output, said, requests));
    let introduced = move || {
        if let Some(client) = own {
            tokio::spawn(async move { outbox.deliver(&client).await });
        }
    };
    let goodbye = talk::listen(input, service, answers, say, introduced).await;
    // What was answered last is still to be written, if anybody reads it.
    let _ = tokio::time::timeout(LAST_WORDS, speaking).await;
    goodbye
}
