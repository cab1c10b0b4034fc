//! What a run has put so far, kept on this machine: when it is broken off, the next one does not put it again.
//!
//! Everybody who puts files writes the record first. So what was put stands as long as the record is the one that the run wrote.

#![expect(clippy::disallowed_methods, reason = "it is kept in the site's own folder")]

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::bundle::{self, Bundle};
use super::headers::Headers;
use super::host::Mark;
use super::lock::PublishLock;
use crate::diag::Failure;

/// What a run has put so far.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    file: File,
    puts: BTreeMap<String, Put>,
}

/// A file that was put, and that the host is known to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Put {
    path: String,
    sha256: String,
    headers: Headers,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<String>,
}

impl Put {
    /// A file at its path, and what the host calls this version of it.
    pub fn of(path: &str, file: &bundle::File, version: Option<String>) -> Self {
        let (sha256, headers) = (file.sha256.clone(), file.headers.clone());
        Self { path: path.to_owned(), sha256, headers, version }
    }

    fn is(&self, file: &bundle::File) -> bool {
        self.sha256 == file.sha256 && self.headers == file.headers
    }
}

impl Journal {
    /// The journal of a run that found the record `before` and wrote `now`. Of what an earlier run put, that stays which this one
    /// would put just so; everything else is forgotten before it is overwritten.
    ///
    /// # Errors
    /// Fails when it cannot be written.
    pub fn open(
        turn: &PublishLock,
        before: Option<&Mark>,
        now: &Mark,
        bundle: &Bundle,
    ) -> Result<Self, Failure> {
        let path = turn.folder.join("journal");
        let failure = |error| Failure::new("write", &path, error);
        let mut puts = match fs::read_to_string(&path) {
            Ok(text) => still_there(&text, before),
            Err(_) => BTreeMap::new(),
        };
        puts.retain(|path, put| bundle.files.get(path).is_some_and(|file| put.is(file)));
        let new = turn.folder.join("journal.new");
        let mut text = line(now);
        text.extend(puts.values().map(line));
        fs::write(&new, text).map_err(failure)?;
        fs::rename(&new, &path).map_err(failure)?;
        let file = OpenOptions::new().append(true).open(&path).map_err(failure)?;
        Ok(Self { path, inner: Mutex::new(Inner { file, puts }) })
    }

    /// Whether a file is there as this run would put it.
    pub fn has(&self, path: &str) -> bool {
        self.inner().puts.contains_key(path)
    }

    /// Notes files that were put.
    pub fn add(&self, puts: impl IntoIterator<Item = Put>) {
        let mut inner = self.inner();
        for put in puts {
            // What could not be noted is put again, which does no harm.
            let _ = inner.file.write_all(line(&put).as_bytes());
            inner.puts.insert(put.path.clone(), put);
        }
    }

    /// What the host calls the versions of everything that was put.
    pub fn versions(&self) -> Vec<(String, Option<String>)> {
        self.inner().puts.values().map(|put| (put.path.clone(), put.version.clone())).collect()
    }

    /// Ends it: the record says everything now.
    pub fn end(self) {
        // One that stays names a record that is no more.
        let _ = fs::remove_file(&self.path);
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a journal lists, if it belongs to the record that was found. A line that is not whole ends it.
fn still_there(text: &str, before: Option<&Mark>) -> BTreeMap<String, Put> {
    let mut lines = text.lines();
    let head = lines.next().and_then(|line| serde_json::from_str::<Mark>(line).ok());
    if head.is_none() || head.as_ref() != before || head == Some(Mark::default()) {
        return BTreeMap::new();
    }
    let puts = lines.map_while(|line| serde_json::from_str::<Put>(line).ok());
    puts.map(|put| (put.path.clone(), put)).collect()
}

fn line(value: &impl Serialize) -> String {
    // Texts and maps with texts for keys can be written.
    serde_json::to_string(value).map(|line| line + "\n").unwrap_or_default()
}
