//! One publish of a site at a time on this machine, and the name of all that begin here: what one began, the next may end.

#![expect(clippy::disallowed_methods, reason = "the name is kept in the site's own folder")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::diag::Failure;

/// The turn of a publish to one target, held until dropped. The system gives it up when the process is killed.
#[derive(Debug)]
pub struct PublishLock {
    file: File,
    /// The name of every publish to this target from this folder.
    pub name: String,
    /// The folder for what belongs to the target.
    pub folder: PathBuf,
}

impl PublishLock {
    /// The turn for a program that goes on by itself when this one is killed: as long as it holds this file, nobody else has the turn.
    ///
    /// # Errors
    /// Fails when the system has no more files to open.
    pub fn share(&self) -> std::io::Result<File> {
        self.file.try_clone()
    }

    /// Takes the turn, with a folder for what belongs to the target.
    ///
    /// # Errors
    /// Fails while another publish of this site to this target is at work.
    pub fn take(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(|error| Failure::new("create", folder, error))?;
        let path = folder.join("run");
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
                return Err(Failure::new("publish", folder, "another publish to this target is at work")
                    .hint("wait until it has ended"));
            }
            // A file system without locks, where two at once are the user's to avoid.
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
                return Err(failure(error));
            }
            _ => {}
        }
        let mut name = String::new();
        file.read_to_string(&mut name).map_err(failure)?;
        if name.is_empty() {
            name = format!("{:016x}", RandomState::new().hash_one(std::process::id()));
            file.write_all(name.as_bytes()).map_err(failure)?;
        }
        Ok(Self { file, name, folder: folder.to_owned() })
    }
}
