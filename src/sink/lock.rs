//! One build at a time: a locked file beside the output folder.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::place::OutputPlace;
use crate::diag::Failure;

/// The lock of an output folder, held until dropped. The system gives it up when the process is killed.
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock, or fails if another build has it.
    pub(super) fn take(place: &OutputPlace) -> Result<Self, Failure> {
        loop {
            let lock = Self { path: place.lock.clone(), file: open(&place.lock)? };
            match lock.file.try_lock() {
                Ok(()) if lock.is_current() => return Ok(lock),
                // The holder before us removed the file between our opening and our locking it.
                Ok(()) => lock.forget(),
                // A file system without locks, where two builds at once are the user's to avoid.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(lock);
                }
                Err(error) => {
                    lock.forget();
                    return Err(refusal(place, error));
                }
            }
        }
    }

    /// Whether the locked file is the one that a build starting now would open.
    #[cfg(unix)]
    fn is_current(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
        let named = fs::symlink_metadata(&self.path).map(identity).ok();
        named.is_some() && named == self.file.metadata().map(identity).ok()
    }

    /// Whether the locked file is the one that a build starting now would open: always, as it is never
    /// removed where this cannot be asked.
    #[cfg(not(unix))]
    fn is_current(&self) -> bool {
        true
    }

    /// Closes the file without removing it, since it is another's.
    fn forget(mut self) {
        self.path = PathBuf::new();
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody's lock but ours goes. A file that stays does no harm.
        if cfg!(unix) && !self.path.as_os_str().is_empty() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> Result<File, Failure> {
    let opened = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    opened.map_err(|error| {
        let failure = Failure::new("create", path, &error);
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => failure.hint(
                "a build works beside the output folder; give one whose parent folder can be written to",
            ),
            _ => failure,
        }
    })
}

fn refusal(place: &OutputPlace, error: TryLockError) -> Failure {
    match error {
        TryLockError::WouldBlock => {
            Failure::new("build into", &place.folder, "another build is writing to it")
                .hint("wait for it to end, or give this one another folder")
        }
        TryLockError::Error(error) => Failure::new("lock", &place.lock, error),
    }
}
