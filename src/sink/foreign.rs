//! What is in the output folder and not Dateline's: a `CNAME`, a `.git`, a note. It goes over into the new site.
//!
//! A file is foreign if the old manifest does not list it, a folder if no listed file is in it. Both are carried
//! before the swap, by hard links, so that they are never absent. Something put there in the instant between
//! this and the swap stays in the old folder and goes with it.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{self, ManifestEntry};
use super::previous::Previous;
use super::stage::{Staging, copy_permissions};
use crate::diag::Failure;

/// Carries everything foreign over. Where the new site has a file of the same name and other content it fails,
/// since neither may be lost.
pub(super) fn carry(previous: &Previous, stage: &Staging) -> Result<(), Failure> {
    carry_below(previous, stage, Path::new(""))
}

/// Looks at one folder, by its path in the site; in parallel, as a site may have a folder for each page.
fn carry_below(previous: &Previous, stage: &Staging, folder: &Path) -> Result<(), Failure> {
    let from = previous.root.join(folder);
    let failure = |error| Failure::new("read folder", &from, error);
    let entries = match fs::read_dir(&from) {
        Err(error) if manifest::is_absent(&error) => return Ok(()),
        entries => entries.map_err(failure)?.collect::<Result<Vec<_>, _>>().map_err(failure)?,
    };
    entries
        .par_iter()
        .try_for_each(|entry| carry_entry(previous, stage, &folder.join(entry.file_name()), entry))
}

fn carry_entry(previous: &Previous, stage: &Staging, path: &Path, entry: &DirEntry) -> Result<(), Failure> {
    let from = entry.path();
    let kind = entry.file_type().map_err(|error| failure(&from, error))?;
    match (kind.is_dir(), is_ours(previous, path, kind)) {
        (true, true) => carry_below(previous, stage, path),
        (true, false) => {
            fs::create_dir_all(stage.at(path)).map_err(|error| failure(&from, error))?;
            carry_below(previous, stage, path)?;
            // After its content, since it may be closed to writing.
            copy_permissions(&from, &stage.at(path))
        }
        (false, true) => Ok(()),
        (false, false) => carry_file(stage, path, entry).map_err(|error| failure(&from, error)),
    }
}

fn is_ours(previous: &Previous, path: &Path, kind: fs::FileType) -> bool {
    let Some(path) = site_path(path) else { return false };
    if kind.is_dir() {
        previous.has_folder(&path)
    } else {
        previous.manifest.files.contains_key(&path) || (path == manifest::PATH && !previous.json.is_empty())
    }
}

/// The path as the manifest writes it; `None` if it cannot stand there.
fn site_path(path: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = path.iter().map(|name| name.to_str()).collect();
    names.map(|names| names.join("/"))
}

fn carry_file(stage: &Staging, path: &Path, entry: &DirEntry) -> io::Result<()> {
    let (from, target) = (entry.path(), stage.at(path));
    let carried = stage.link(path, &from).or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Err(error),
        _ if entry.metadata().as_ref().is_ok_and(Metadata::is_symlink) => copy_link(&from, &target),
        _ => stage.duplicate(path, &from),
    });
    match carried {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => same_content(&from, &target, error),
        carried => carried,
    }
}

fn same_content(one: &Path, other: &Path, error: io::Error) -> io::Result<()> {
    let plain = |path: &Path| Ok::<_, io::Error>(fs::symlink_metadata(path)?.is_file());
    if plain(one)? && plain(other)? && ManifestEntry::of_file(one)? == ManifestEntry::of_file(other)? {
        Ok(())
    } else {
        Err(error)
    }
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::windows::fs::{symlink_dir, symlink_file};
    let target = fs::read_link(from)?;
    if fs::metadata(from).is_ok_and(|metadata| metadata.is_dir()) {
        symlink_dir(target, to)
    } else {
        symlink_file(target, to)
    }
}

fn failure(path: &Path, error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => Failure::new(
            "replace",
            path,
            "the new site has this name, and Dateline did not write what is there",
        )
        .hint("move it out of the output folder, or rename the page that takes its name"),
        _ => Failure::new("carry over", path, error),
    }
}
