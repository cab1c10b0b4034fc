//! Where the output folder stands, and the names beside it that a build uses.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::is_absent;
use crate::diag::Failure;

/// What to do where a folder cannot be replaced by another.
pub(super) const INSIDE: &str =
    "a build replaces the output folder as a whole; give a folder inside this one, such as `site`";

/// The output folder with every link resolved, and its neighbours, which are on the same file system.
pub(super) struct OutputPlace {
    /// The output folder, which may not exist yet.
    pub(super) folder: PathBuf,
    /// Where the new site is put together.
    pub(super) staging: PathBuf,
    /// Where the old site waits while the new one takes its name, on systems without an exchange.
    pub(super) aside: PathBuf,
    /// The file that one build at a time holds a lock on.
    pub(super) lock: PathBuf,
}

impl OutputPlace {
    /// Resolves the path and refuses one that cannot be an output folder; the folders above it are made.
    pub(super) fn of(path: &Path) -> Result<Self, Failure> {
        let folder = resolve(path)?;
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(Failure::new("build into", &folder, "it is the root of a disk").hint(INSIDE));
        };
        if fs::metadata(&folder).is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(Failure::new("build into", &folder, "it is a file, not a folder"));
        }
        if is_mount_point(&folder, parent) {
            return Err(Failure::new("build into", &folder, "it is a mount point").hint(INSIDE));
        }
        let beside = |role: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(role);
            parent.join(hidden)
        };
        let [staging, aside, lock] = [".dateline-new", ".dateline-old", ".dateline-lock"].map(beside);
        Ok(Self { folder, staging, aside, lock })
    }
}

/// The folder a path means: links are followed, also one whose target is yet to be made.
fn resolve(path: &Path) -> Result<PathBuf, Failure> {
    match fs::canonicalize(path) {
        Err(error) if is_absent(&error) => {}
        found => return found.map_err(|error| Failure::new("open folder", path, error)),
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(target) = fs::read_link(path) {
        return resolve(&parent.join(target));
    }
    let Some(name) = path.file_name() else {
        return Err(Failure::new("build into", path, "it does not exist and does not end with a name"));
    };
    fs::create_dir_all(parent).map_err(|error| Failure::new("create folder", parent, error))?;
    let parent = fs::canonicalize(parent).map_err(|error| Failure::new("open folder", parent, error))?;
    Ok(parent.join(name))
}

/// Whether another file system starts at the folder. A bind mount of the same file system looks like any
/// folder; there the swap fails and says so.
#[cfg(unix)]
fn is_mount_point(folder: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    device(folder).is_some_and(|own| device(parent) != Some(own))
}

/// Whether another file system starts at the folder; not asked on Windows, where the swap fails and says so.
#[cfg(not(unix))]
fn is_mount_point(_folder: &Path, _parent: &Path) -> bool {
    false
}
