//! The staging folder: the new site while it is put together, beside the old one.
//!
//! The folder as a whole is what takes its place in one step, so its files are written plainly: no temporary
//! names, no renames and no flush to the disk for each.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::ManifestEntry;
use super::place::OutputPlace;
use crate::diag::Failure;

/// The staging folder, removed when dropped with whatever stands there by then: an unfinished new site, or
/// after an exchange the old one.
pub(super) struct Staging {
    root: PathBuf,
    /// The output folder, under whose name failures are told.
    folder: PathBuf,
}

impl Staging {
    /// Makes an empty staging folder, with the output folder's permissions if there is one.
    pub(super) fn create(place: &OutputPlace) -> Result<Self, Failure> {
        fs::create_dir(&place.staging)
            .map_err(|error| Failure::new("create folder", &place.staging, error))?;
        let stage = Self { root: place.staging.clone(), folder: place.folder.clone() };
        if place.folder.exists() {
            copy_permissions(&place.folder, &stage.root)?;
        }
        Ok(stage)
    }

    /// Writes a new file.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.new_file(path).and_then(|mut file| file.write_all(bytes));
        written.map_err(|error| self.failure(path, error))
    }

    /// Writes the manifest and waits for the disk to have it. A loss of power may then still take files of
    /// the new site, but not the one that tells the next build that the folder is Dateline's to repair.
    pub(super) fn write_last(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.new_file(path).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(|error| self.failure(path, error))
    }

    /// Copies a file from outside, and tells what it held.
    pub(super) fn copy(&self, path: &str, from: &Path) -> Result<ManifestEntry, Failure> {
        let mut source = File::open(from).map_err(|error| Failure::new("read", from, error))?;
        let mut file = self.new_file(path).map_err(|error| self.failure(path, error))?;
        ManifestEntry::pour(&mut source, &mut file)
            .map_err(|error| self.failure(path, error).hint(format!("it is copied from {}", from.display())))
    }

    /// Takes over a file of the old site: the same file under one more name, or where the file system has no
    /// hard links, a copy with the same time.
    pub(super) fn keep(&self, path: &str, from: &Path) -> Result<(), Failure> {
        match self.link(Path::new(path), from) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(self.failure(path, error)),
            Err(_) => self.duplicate(Path::new(path), from).map_err(|error| self.failure(path, error)),
        }
    }

    /// Gives a file (or a link as such) one more name in the staging folder.
    pub(super) fn link(&self, path: &Path, from: &Path) -> io::Result<()> {
        let target = self.root.join(path);
        with_folder(&target, || fs::hard_link(from, &target))
    }

    /// Copies a file with its permissions and time.
    pub(super) fn duplicate(&self, path: &Path, from: &Path) -> io::Result<()> {
        let target = self.root.join(path);
        let metadata = fs::metadata(from)?;
        let mut file = with_folder(&target, || create_new(&target))?;
        io::copy(&mut File::open(from)?, &mut file)?;
        file.set_modified(metadata.modified()?)?;
        file.set_permissions(metadata.permissions())
    }

    /// Where a path of the site is while it is staged.
    pub(super) fn at(&self, path: &Path) -> PathBuf {
        self.root.join(path)
    }

    fn new_file(&self, path: &str) -> io::Result<File> {
        let target = self.root.join(path);
        with_folder(&target, || create_new(&target))
    }

    fn failure(&self, path: &str, error: io::Error) -> Failure {
        let path = self.folder.join(path);
        match error.kind() {
            io::ErrorKind::AlreadyExists => taken(&path),
            _ => Failure::new("write", path, error),
        }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What stays is removed when the next build starts.
        let _ = remove_tree(&self.root);
    }
}

/// The failure of writing two files under one name.
pub(super) fn taken(path: &Path) -> Failure {
    Failure::new("write", path, "the site already has a file or folder of this name")
        .hint("names that differ only in capitals or accents are one name on some systems")
}

/// Gives a folder the permissions of another.
pub(super) fn copy_permissions(from: &Path, to: &Path) -> Result<(), Failure> {
    let copied = fs::metadata(from).and_then(|metadata| fs::set_permissions(to, metadata.permissions()));
    copied.map_err(|error| Failure::new("set permissions of", to, error))
}

/// Removes a folder with everything in it, following no links; a missing one is removed already.
pub(super) fn remove_tree(root: &Path) -> io::Result<()> {
    // Most of the work, in parallel. What fails here fails again below and is told there.
    if fs::symlink_metadata(root).is_ok_and(|metadata| metadata.is_dir()) {
        clear(root);
    }
    match fs::remove_dir_all(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            unlock_folders(root);
            fs::remove_dir_all(root)
        }
        removed => removed,
    }
}

fn clear(folder: &Path) {
    let entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
    entries.par_iter().for_each(|entry| {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            clear(&path);
            let _ = fs::remove_dir(&path);
        } else {
            let _ = fs::remove_file(&path);
        }
    });
}

/// Opens the folders of a tree to writing: a foreign one that is closed has kept its permissions.
#[cfg(unix)]
fn unlock_folders(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    // The removal that follows tells if this failed.
    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            unlock_folders(&entry.path());
        }
    }
}

/// Opens the folders of a tree to writing; elsewhere than on Unix they are never closed to removal.
#[cfg(not(unix))]
fn unlock_folders(_root: &Path) {}

fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Does something that needs the folder above `path`, making the folder only if it turns out to be missing.
fn with_folder<T>(path: &Path, act: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (act(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            act()
        }
        (done, _) => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_instead_of_a_link_has_the_same_content_and_time() {
        let parent = tempfile::tempdir().unwrap();
        let old = parent.path().join("old");
        fs::write(&old, "content").unwrap();
        let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&old).unwrap().set_modified(time).unwrap();
        let stage = Staging::create(&OutputPlace::of(&parent.path().join("out")).unwrap()).unwrap();
        stage.duplicate(Path::new("a/b"), &old).unwrap();
        let copy = stage.at(Path::new("a/b"));
        assert_eq!(fs::read(&copy).unwrap(), b"content");
        assert_eq!(fs::metadata(&copy).unwrap().modified().unwrap(), time);
    }
}
