//! The site that stands in the output folder before a build.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::manifest::{self, Manifest, ManifestEntry, is_absent};
use crate::diag::Failure;

/// What may lie in a folder that is still as good as empty: a repository in which nothing is checked out
/// (the first publication to a `gh-pages` worktree) and what a file browser leaves behind. It is carried over.
const NO_CONTENT: [&str; 2] = [".git", ".DS_Store"];

/// The old site, as its manifest has it.
pub(super) struct Previous {
    /// The output folder.
    pub(super) root: PathBuf,
    /// What Dateline wrote into it.
    pub(super) manifest: Manifest,
    /// The manifest's bytes; empty if there was no site.
    pub(super) json: Vec<u8>,
    /// When the manifest was written, which is after every other file.
    time: SystemTime,
    /// The folders that Dateline made for its files, with `""` for the top.
    folders: HashSet<String>,
}

impl Previous {
    /// The site in an output folder: an empty one if the folder is missing or empty, a failure if it holds
    /// something that Dateline did not make.
    pub(super) fn open(root: &Path) -> Result<Self, Failure> {
        if let Some(previous) = Self::read(root)? {
            return Ok(previous);
        }
        if holds_content(root)? {
            return Err(Failure::new("build into", root, "it holds files that Dateline did not write")
                .hint("give a new or an empty folder, or empty this one yourself"));
        }
        Ok(Self::new(root, Manifest::default(), Vec::new(), SystemTime::UNIX_EPOCH))
    }

    /// The site in a folder, if the folder is Dateline's.
    pub(super) fn read(root: &Path) -> Result<Option<Self>, Failure> {
        let Some(printed) = Manifest::printed(root)? else { return Ok(None) };
        let manifest = Manifest::parse(&printed.json);
        Ok(manifest.map(|manifest| Self::new(root, manifest, printed.json, printed.time)))
    }

    fn new(root: &Path, manifest: Manifest, json: Vec<u8>, time: SystemTime) -> Self {
        let folders = plain_folders(root, &manifest);
        Self { root: root.to_owned(), manifest, json, time, folders }
    }

    /// Whether the old site has this file with this content, on disk and not only in the manifest.
    pub(super) fn has(&self, path: &str, entry: &ManifestEntry) -> bool {
        self.manifest.files.get(path) == Some(entry) && self.stands(path, entry)
    }

    /// Whether the file on disk is what its entry says, judged by size and time.
    ///
    /// A file is trusted if it is older than the manifest. One of the same time or newer is read: clocks
    /// tick in steps (of two seconds on FAT), so a change right after a build may bear the manifest's time.
    pub(super) fn stands(&self, path: &str, entry: &ManifestEntry) -> bool {
        let file = self.root.join(path);
        let Ok(metadata) = fs::symlink_metadata(&file) else { return false };
        self.has_folder(folder_of(path))
            && metadata.is_file()
            && metadata.len() == entry.bytes
            && (metadata.modified().is_ok_and(|time| time < self.time)
                || ManifestEntry::of_file(&file).is_ok_and(|found| found == *entry))
    }

    /// Whether the old site has files in this folder.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }
}

/// The folder that a path stands in; empty at the top.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folders that the files stand in, less those that are links or stand below one.
fn plain_folders(root: &Path, manifest: &Manifest) -> HashSet<String> {
    let mut all = BTreeSet::new();
    for path in manifest.files.keys().map(String::as_str).chain([manifest::PATH]) {
        let mut folder = folder_of(path);
        while !folder.is_empty() && all.insert(folder) {
            folder = folder_of(folder);
        }
    }
    let mut plain = HashSet::from([String::new()]);
    // In order, so that a folder comes after the one it stands in.
    for folder in all {
        let is_folder = || fs::symlink_metadata(root.join(folder)).is_ok_and(|metadata| metadata.is_dir());
        if plain.contains(folder_of(folder)) && is_folder() {
            plain.insert(folder.to_owned());
        }
    }
    plain
}

fn holds_content(root: &Path) -> Result<bool, Failure> {
    let failure = |error| Failure::new("read folder", root, error);
    let entries = match fs::read_dir(root) {
        Err(error) if is_absent(&error) => return Ok(false),
        entries => entries.map_err(failure)?,
    };
    for entry in entries {
        let name = entry.map_err(failure)?.file_name();
        if !NO_CONTENT.iter().any(|harmless| name == OsStr::new(harmless)) {
            return Ok(true);
        }
    }
    Ok(false)
}
