//! When the program is asked to end: by Ctrl-C, or by what a system sends.

use std::io::Result;
#[cfg(unix)]
use std::pin::pin;

#[cfg(unix)]
use futures_util::future::select;

/// What asks for the end; from its making on, nothing else ends the program.
pub(super) struct Shutdown {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
    #[cfg(windows)]
    keys: tokio::signal::windows::CtrlC,
}

impl Shutdown {
    #[cfg(unix)]
    pub fn new() -> Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { signals: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
    }

    #[cfg(windows)]
    pub fn new() -> Result<Self> {
        Ok(Self { keys: tokio::signal::windows::ctrl_c()? })
    }

    #[cfg(not(any(unix, windows)))]
    pub fn new() -> Result<Self> {
        Ok(Self {})
    }

    /// Waits for it.
    #[cfg(unix)]
    pub async fn asked(mut self) {
        let [interrupt, terminate] = &mut self.signals;
        select(pin!(interrupt.recv()), pin!(terminate.recv())).await;
    }

    /// Waits for it.
    #[cfg(windows)]
    pub async fn asked(mut self) {
        self.keys.recv().await;
    }

    /// Waits for it.
    #[cfg(not(any(unix, windows)))]
    pub async fn asked(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Then the system ends the program by itself.
            std::future::pending::<()>().await;
        }
    }
}
