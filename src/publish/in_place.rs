//! A folder whose files are exchanged one by one: a mount, or a place that a web server knows by its own path. Readers see old and
//! new files side by side for a moment, in an order in which every link leads somewhere.

#![expect(clippy::disallowed_methods, reason = "files are put where readers find them, and read back")]

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::headers::Headers;
use super::host::{Host, Mark, PutOutcome, Single, Way};
use super::record;
use crate::diag::Failure;
use crate::text::hex;

/// Where files wait until they are whole, in the folder itself so that a rename is one step.
const PARTS: &str = ".dateline/parts";

/// A folder whose files are exchanged one by one.
#[derive(Debug)]
pub struct InPlace {
    root: PathBuf,
}

impl InPlace {
    /// The folder at a path, which is made if the one above it is there.
    ///
    /// # Errors
    /// Fails where something else stands.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let refused = |reason: &str| Failure::new("publish to", path, reason);
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_symlink() && leads_to_release(path) => {
                Err(refused("it is a link of an earlier publish")
                    .hint("take out `in_place: true`, or name another path"))
            }
            Ok(_) if !path.is_dir() => Err(refused("a file stands there, not a folder")),
            Ok(_) => Ok(Self { root: path.to_owned() }),
            Err(error) if error.kind() == ErrorKind::NotFound => match path.parent() {
                Some(parent) if parent.as_os_str().is_empty() || parent.is_dir() => {
                    Ok(Self { root: path.to_owned() })
                }
                _ => Err(refused("the folder above it is not there")
                    .hint("make it, or mount what is to be there, and publish again")),
            },
            Err(error) => Err(Failure::new("read", path, error)),
        }
    }

    /// Writes a file beside and gives it its name once it is whole and on the disk.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let to = self.root.join(path);
        // The same name in every run, so that what a broken-off run left is used up by the next.
        let part = self.root.join(PARTS).join(hex(&Sha256::digest(path)));
        let failure = |error| Failure::new("write", &to, error);
        for folder in [to.parent(), part.parent()].into_iter().flatten() {
            fs::create_dir_all(folder).map_err(failure)?;
        }
        let mut file = File::create(&part).map_err(failure)?;
        file.write_all(bytes).map_err(failure)?;
        file.sync_data().map_err(failure)?;
        drop(file);
        if fs::read(&part).map_err(failure)? != bytes {
            return Err(Failure::new("write", &to, "the disk holds other bytes than were written"));
        }
        fs::rename(&part, &to).map_err(failure)?;
        to.parent().map_or(Ok(()), kept).map_err(failure)
    }

    fn remove(&self, path: &str) -> Result<(), Failure> {
        let place = self.root.join(path);
        match fs::remove_file(&place) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(Failure::new("delete", &place, error));
            }
            _ => {}
        }
        // Folders that are empty now go too; the first that is not ends this.
        let above = place.ancestors().skip(1).take_while(|folder| *folder != self.root);
        for folder in above {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Held while the record is compared and written.
    fn lock(&self) -> Result<File, Failure> {
        let path = self.root.join(".dateline/lock");
        let failure = |error| Failure::new("lock", &path, error);
        fs::create_dir_all(self.root.join(".dateline")).map_err(failure)?;
        let file = File::create(&path).map_err(failure)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                Err(Failure::new("publish to", &self.root, "another publish is at work there")
                    .hint("wait until it has ended"))
            }
            // A file system without locks, where two at once are the user's to avoid.
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => Err(failure(error)),
            _ => Ok(file),
        }
    }
}

/// Makes sure that the names in a folder outlast a loss of power: what is taken for put is not put again.
#[cfg(unix)]
fn kept(folder: &Path) -> std::io::Result<()> {
    // Some mounts have no such request for folders, and some folders may be written to and not read.
    let Ok(open) = File::open(folder) else { return Ok(()) };
    match open.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        answer => answer,
    }
}

/// Folders cannot be opened there as files are.
#[cfg(not(unix))]
fn kept(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Whether a link leads into a folder of releases, whose files are shared with other releases.
fn leads_to_release(path: &Path) -> bool {
    let above = fs::read_link(path).ok().and_then(|target| target.parent().map(Path::to_owned));
    above.is_some_and(|above| above.extension().is_some_and(|ending| ending == "releases"))
}

fn mark(bytes: &[u8]) -> Mark {
    Mark { tag: Some(hex(&Sha256::digest(bytes))), version: None }
}

impl Host for InPlace {
    fn address(&self) -> String {
        self.root.display().to_string()
    }

    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Mark)>, Failure> {
        let place = self.root.join(path);
        match fs::read(&place) {
            Ok(bytes) => {
                let mark = mark(&bytes);
                Ok(Some((bytes, mark)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::new("read", &place, error)),
        }
    }

    fn way(&self) -> Way<'_> {
        Way::Single(self)
    }
}

impl Single for InPlace {
    fn put(&self, path: &str, bytes: &[u8], _: &Headers) -> Result<Option<String>, Failure> {
        self.write(path, bytes).map(|()| None)
    }

    fn put_if(
        &self,
        path: &str,
        bytes: &[u8],
        _: &Headers,
        old: Option<&Mark>,
    ) -> Result<PutOutcome, Failure> {
        let _lock = self.lock()?;
        let found = self.read(path)?.map(|(_, mark)| mark);
        if found.as_ref() != old {
            return Ok(PutOutcome::Overtaken);
        }
        self.write(path, bytes)?;
        if path == record::PATH {
            // Empty but for a publish at work; it stays if there is one.
            let _ = fs::remove_dir(self.root.join(PARTS));
        }
        Ok(PutOutcome::Done(mark(bytes)))
    }

    fn delete(&self, paths: &[&str]) -> Vec<(String, Failure)> {
        paths.iter().filter_map(|path| Some(((*path).to_owned(), self.remove(path).err()?))).collect()
    }
}
