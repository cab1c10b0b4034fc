//! The last good pages, for files that cannot be read as such at the moment.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// So many pages are kept: those that an editor may have open.
const ROOM: usize = 64;

/// A page as it was when all was well with its file.
#[derive(Clone, Debug)]
pub(super) struct Good {
    pub bytes: Vec<u8>,
    /// The file that it was made from.
    pub source: String,
}

/// Pages by their address, the newest last.
#[derive(Debug, Default)]
pub(super) struct LastGood(Mutex<VecDeque<(String, Good)>>);

impl LastGood {
    pub(super) fn keep(&self, path: &str, source: &str, bytes: &[u8]) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|(kept, _)| kept != path);
        if pages.len() >= ROOM {
            pages.pop_front();
        }
        pages.push_back((path.to_owned(), Good { bytes: bytes.to_vec(), source: source.to_owned() }));
    }

    pub(super) fn find(&self, path: &str) -> Option<Good> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.iter().find(|(kept, _)| kept == path).map(|(_, page)| page.clone())
    }
}
