//! What the editor has yet to be told of mistakes: of each file the newest word only, so that it never grows and nobody waits.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{Diagnostic as LspDiagnostic, MessageType, Uri};

/// What waits until the editor takes it.
#[derive(Default)]
pub(super) struct Outbox {
    waiting: Mutex<Waiting>,
    bell: Notify,
}

#[derive(Default)]
struct Waiting {
    complaints: VecDeque<String>,
    mistakes: BTreeMap<String, (Uri, Vec<LspDiagnostic>)>,
}

impl Outbox {
    /// Takes the mistakes of a file, in place of those that were not sent yet.
    pub fn mistakes(&self, path: String, uri: Uri, list: Vec<LspDiagnostic>) {
        self.waiting().mistakes.insert(path, (uri, list));
        self.bell.notify_one();
    }

    /// Takes what stopped the analysis.
    pub fn complaint(&self, text: String) {
        self.waiting().complaints.push_back(text);
        self.bell.notify_one();
    }

    /// Sends what is there and what comes, as fast as the editor reads.
    pub async fn deliver(&self, client: &Client) {
        loop {
            let complaint = self.waiting().complaints.pop_front();
            if let Some(text) = complaint {
                client.show_message(MessageType::ERROR, text).await;
                continue;
            }
            let mistakes = self.waiting().mistakes.pop_first();
            match mistakes {
                Some((_, (uri, list))) => client.publish_diagnostics(uri, list, None).await,
                None => self.bell.notified().await,
            }
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
