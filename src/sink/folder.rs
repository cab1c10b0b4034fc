//! The folder sink: a site becomes the content of a folder, the whole of it in one step or nothing.
//!
//! Files are written into a staging folder beside the output folder, by many threads; at the end the two change
//! places. A file that the old site has unchanged is not written but linked, and if all are unchanged the folder
//! is left alone. What is in the folder and not Dateline's is carried over.
//!
//! The manifest is written last and makes a folder Dateline's.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::collections::BTreeMap;
use std::collections::btree_map;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::foreign;
use super::lock::Lock;
use super::manifest::{self, Manifest, ManifestEntry};
use super::place::OutputPlace;
use super::portable;
use super::previous::Previous;
use super::stage::{Staging, taken};
use super::swap;
use crate::diag::Failure;

/// An output folder while a build writes to it. Dropped unfinished, it leaves the old site as it was.
pub struct Folder {
    put: Mutex<PutFile>,
    previous: Previous,
    // Dropped in this order: the lock is held until the staging folder is gone.
    stage: Staging,
    place: OutputPlace,
    _lock: Lock,
}

/// The files so far.
#[derive(Default)]
struct PutFile {
    files: BTreeMap<String, ManifestEntry>,
    /// Those that the old site has. They are linked at the end, so that a build that changes nothing makes
    /// no files at all.
    kept: Vec<String>,
}

/// What a build did to the folder; the manifest is not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesWritten {
    /// The files of the site.
    pub files: usize,
    /// Those of them that were written.
    pub written: usize,
    /// Those of them that were there before.
    pub unchanged: usize,
    /// The files of the old site that the new one does not have.
    pub removed: usize,
    /// The length of all files of the site.
    pub bytes: u64,
    /// The manifest as it stands in the folder.
    pub manifest: Vec<u8>,
}

impl Folder {
    /// Takes a folder for a build: one that Dateline made before, an empty one, or one that is not there yet.
    ///
    /// Removes what a killed build left beside it. Fails if the folder holds something else, if another build
    /// has it, or if it is a mount point.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let place = OutputPlace::of(path)?;
        let lock = Lock::take(&place)?;
        swap::recover(&place)?;
        let previous = Previous::open(&place.folder)?;
        let stage = Staging::create(&place)?;
        Ok(Self { put: Mutex::default(), previous, stage, place, _lock: lock })
    }

    /// Puts a file into the new site; `path` is relative with `/` between names.
    ///
    /// Fails on a path that some system cannot hold and on one that was put before.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.check(path)?;
        let entry = Manifest::digest(bytes);
        let kept = self.previous.has(path, &entry);
        self.record(path, entry, kept)?;
        if kept { Ok(()) } else { self.stage.write(path, bytes) }
    }

    /// Puts a copy of a file into the new site, however big; otherwise like [`Folder::put`].
    pub fn put_file(&self, path: &str, from: &Path) -> Result<(), Failure> {
        self.check(path)?;
        match self.unchanged(path, from)? {
            Some(entry) => self.record(path, entry, true),
            None => self.record(path, self.stage.copy(path, from)?, false),
        }
    }

    /// Puts the new site in the old one's place, unless they are the same.
    pub fn finish(self) -> Result<FilesWritten, Failure> {
        let put = self.put.into_inner().unwrap_or_else(PoisonError::into_inner);
        let manifest = Manifest { files: put.files };
        let written = count(&self.previous.manifest, &manifest, put.kept.len());
        if written.written == 0 && written.manifest == self.previous.json {
            return Ok(written);
        }
        let keep = |path: &String| self.stage.keep(path, &self.previous.root.join(path));
        put.kept.par_iter().try_for_each(keep)?;
        foreign::carry(&self.previous, &self.stage)?;
        // Last, so that a file newer than the manifest is one that somebody changed.
        self.stage.write_last(manifest::PATH, &written.manifest)?;
        swap::replace(&self.place)?;
        Ok(written)
    }

    fn check(&self, path: &str) -> Result<(), Failure> {
        portable::check(path)?;
        if path == manifest::PATH {
            return Err(Failure::new("write", path, "this name is the manifest's"));
        }
        Ok(())
    }

    fn record(&self, path: &str, entry: ManifestEntry, kept: bool) -> Result<(), Failure> {
        // Held for an insertion only: two threads put 10 000 files in the time that hashing and writing them takes.
        let mut put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        match put.files.entry(path.to_owned()) {
            btree_map::Entry::Occupied(_) => return Err(taken(&self.place.folder.join(path))),
            btree_map::Entry::Vacant(vacant) => vacant.insert(entry),
        };
        if kept {
            put.kept.push(path.to_owned());
        }
        Ok(())
    }

    /// The entry of a file that the old site has with the same content. Files of another size are not read.
    fn unchanged(&self, path: &str, from: &Path) -> Result<Option<ManifestEntry>, Failure> {
        let failure = |error| Failure::new("read", from, error);
        let Some(old) = self.previous.manifest.files.get(path) else { return Ok(None) };
        if std::fs::metadata(from).map_err(failure)?.len() != old.bytes {
            return Ok(None);
        }
        let entry = ManifestEntry::of_file(from).map_err(failure)?;
        Ok(self.previous.has(path, &entry).then_some(entry))
    }
}

/// Tells whether a folder is exactly what its manifest says, and gives the manifest if so.
///
/// Judged by size and time: every listed file is there with its size and is older than the manifest; one that
/// is not older is read. A change that keeps the size and sets back the time is not seen. Files that the
/// manifest does not list are not Dateline's and are not looked at.
pub fn intact(path: &Path) -> Result<Option<Manifest>, Failure> {
    let Some(previous) = Previous::read(path)? else { return Ok(None) };
    let stands = previous.manifest.files.par_iter().all(|(path, entry)| previous.stands(path, entry));
    Ok(stands.then_some(previous.manifest))
}

fn count(old: &Manifest, new: &Manifest, unchanged: usize) -> FilesWritten {
    FilesWritten {
        files: new.files.len(),
        written: new.files.len() - unchanged,
        unchanged,
        removed: old.files.keys().filter(|path| !new.files.contains_key(*path)).count(),
        bytes: new.files.values().map(|entry| entry.bytes).sum(),
        manifest: new.to_json(),
    }
}
