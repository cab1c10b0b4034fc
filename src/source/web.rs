//! What other sites answer when they are asked whether an address is still there, and with which manners they are asked.

#[cfg(feature = "web")]
mod asking;

use std::time::Duration;

use serde::{Deserialize, Serialize};

#[cfg(feature = "web")]
pub use asking::ask;

/// How other people's servers are treated.
#[derive(Clone, Debug)]
pub struct Manners {
    /// How many hosts are asked at once.
    pub hosts: usize,
    /// The pause between two questions to one host.
    pub pause: Duration,
    /// How long an answer may take.
    pub patience: Duration,
    /// How often a question is asked again that was refused for now, or not answered.
    pub retries: u32,
    /// The pause before the first of those; each further one is twice as long.
    pub back_off: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            hosts: 16,
            pause: Duration::from_secs(1),
            patience: Duration::from_secs(20),
            retries: 2,
            back_off: Duration::from_secs(2),
        }
    }
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "state")]
pub enum LinkAnswer {
    /// It is there.
    Found,
    /// It is there, but at another address for good.
    Moved {
        /// The new address.
        to: String,
    },
    /// There is nothing at this address (404, 410).
    Gone {
        /// The status.
        status: u16,
    },
    /// The server does not answer this question: 401, 403, 429, 5xx and their like. It may answer a browser.
    Refused {
        /// The status.
        status: u16,
    },
    /// There is no answer: no such host, no connection, or none in time.
    Silent {
        /// What went wrong.
        reason: String,
    },
}
