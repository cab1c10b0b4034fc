//! What an archive was asked to copy and what has become of it, in `.dateline/archive.jsonl`: a line for each step, on the disk before
//! the next one is taken, so that whoever goes on after the program was killed asks for nothing twice.

#![expect(clippy::disallowed_methods, reason = "the sink writes, and reads back what it wrote")]

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diag::Failure;
use crate::source::Saving;

/// The journal of a site, held by one program at a time; the system gives it up when that is killed.
#[derive(Debug)]
pub struct CopyJournal {
    file: File,
    path: PathBuf,
    /// The last that is known of each address.
    pub known: BTreeMap<String, Saving>,
}

#[derive(Serialize, Deserialize)]
struct JournalLine {
    url: String,
    #[serde(flatten)]
    saving: Saving,
}

impl CopyJournal {
    /// Opens the journal of a site. A line that was cut off says nothing.
    ///
    /// # Errors
    /// Fails when it cannot be opened, or while another program holds it.
    pub fn open(site: &Path) -> Result<Self, Failure> {
        let folder = site.join(".dateline");
        fs::create_dir_all(&folder).map_err(|error| Failure::new("create", &folder, error))?;
        let path = folder.join("archive.jsonl");
        let failure = |error| Failure::new("open", &path, error);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failure)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::new("open", &path, "another `dateline archive` is at work")
                    .hint("wait until it has ended"));
            }
            // A file system without locks, where two at once are the user's to avoid.
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
                return Err(failure(error));
            }
            _ => {}
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failure)?;
        let known = known(&String::from_utf8_lossy(&bytes));
        file.seek(SeekFrom::End(0)).map_err(failure)?;
        if bytes.last().is_some_and(|last| *last != b'\n') {
            file.write_all(b"\n").map_err(failure)?;
        }
        Ok(Self { file, path, known })
    }

    /// Reads what is known without holding the journal.
    pub fn look(site: &Path) -> BTreeMap<String, Saving> {
        let text = fs::read(site.join(".dateline/archive.jsonl")).unwrap_or_default();
        known(&String::from_utf8_lossy(&text))
    }

    /// Notes what has become of an address.
    ///
    /// # Errors
    /// Fails when that is not on the disk: nothing further may then be asked.
    pub fn note(&mut self, url: &str, saving: &Saving) -> Result<(), Failure> {
        let line = JournalLine { url: url.to_owned(), saving: saving.clone() };
        let failure = |error| Failure::new("write", &self.path, error);
        let mut text = serde_json::to_string(&line).map_err(|error| failure(error.into()))?;
        text.push('\n');
        self.file.write_all(text.as_bytes()).map_err(failure)?;
        self.file.sync_data().map_err(failure)?;
        self.known.insert(line.url, line.saving);
        Ok(())
    }
}

fn known(text: &str) -> BTreeMap<String, Saving> {
    let lines = text.lines().filter_map(|line| serde_json::from_str::<JournalLine>(line).ok());
    lines.map(|line| (line.url, line.saving)).collect()
}
