//! What other sites answer when they are asked whether an address is still there, or for a copy, and with which manners they are asked.

#[cfg(feature = "web")]
mod asking;
#[cfg(feature = "web")]
mod save_page_now;
#[cfg(feature = "web")]
mod saving;

use std::time::Duration;

use serde::{Deserialize, Serialize};

#[cfg(feature = "web")]
pub use asking::ask;
#[cfg(feature = "web")]
pub use save_page_now::SavePageNow;
#[cfg(feature = "web")]
pub use saving::{Told, save};

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

/// What has become of an address that an archive was asked to copy; times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "state")]
pub enum Saving {
    /// It is being asked, or was when the program was killed: whether the archive has heard of it is not known.
    Asked {
        /// When.
        at: u64,
    },
    /// The archive works on it.
    Job {
        /// When it was asked.
        at: u64,
        /// How the archive calls the work.
        job: String,
    },
    /// The archive has said no, which is not believed before its index was asked.
    Doubted {
        /// When it was asked.
        at: u64,
        /// What it said.
        reason: String,
        /// Whether it does not take the address at all.
        refused: bool,
    },
    /// There is a copy.
    Copy {
        /// Its time as the archive writes it, `20201006101112`.
        stamp: String,
        /// Where the page has moved to, if it has.
        moved: Option<String>,
    },
    /// The archive does not take it.
    Refused {
        /// Why.
        reason: String,
    },
    /// It was tried, and there is no copy.
    Failed {
        /// Why.
        reason: String,
    },
    /// The archive did not listen, as it has too much to do: nothing was asked.
    Busy {
        /// How long it is left alone, in milliseconds.
        wait: u64,
        /// What it said.
        reason: String,
    },
}

/// How an archive is treated.
#[derive(Clone, Debug)]
pub struct SavingManners {
    /// The pause between two requests for a copy.
    pub pause: Duration,
    /// The pause between two questions what has become of one.
    pub poll: Duration,
    /// How long an answer may take.
    pub patience: Duration,
    /// The pause after it was too busy; each further one is twice as long.
    pub back_off: Duration,
    /// How long a copy may take; after it, what the archive does not have it has not made.
    pub settle: Duration,
    /// How many copies it makes at once.
    pub at_once: usize,
    /// How often in a row it may be too busy before it is left alone.
    pub refusals: u32,
}

impl SavingManners {
    /// All waits in proportion to the pause between two requests.
    pub fn with_pause(pause: Duration) -> Self {
        Self {
            pause,
            poll: pause / 3,
            patience: Duration::from_secs(120),
            back_off: pause * 4,
            settle: pause * 40,
            at_once: 3,
            refusals: 6,
        }
    }
}
