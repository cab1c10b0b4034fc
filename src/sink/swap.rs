//! The one step in which the new site takes the old one's place, and what sets things right after a kill.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::fs;
use std::io;
use std::path::Path;

use super::place::{INSIDE, OutputPlace};
use super::stage::remove_tree;
use crate::diag::Failure;

/// Puts the staging folder in the output folder's place. Afterwards the old site, if there was one, stands
/// under the staging folder's name.
///
/// Linux and macOS exchange the two names at once. Other systems, and file systems that cannot do that (NFS),
/// rename twice: between the two the output folder has no name, and [`recover`] gives it back.
pub(super) fn replace(place: &OutputPlace) -> Result<(), Failure> {
    let swapped = if place.folder.exists() {
        match exchange(&place.staging, &place.folder) {
            Err(error) if cannot_exchange(&error) => rename_twice(place),
            done => done,
        }
    } else {
        fs::rename(&place.staging, &place.folder)
    };
    swapped.map_err(|error| failure(&place.folder, error))
}

/// Sets right what a killed build left: gives the old site its name back if it has none, and removes the rest.
pub(super) fn recover(place: &OutputPlace) -> Result<(), Failure> {
    let exists = |path: &Path| fs::symlink_metadata(path).is_ok();
    if exists(&place.aside) && !exists(&place.folder) {
        fs::rename(&place.aside, &place.folder).map_err(|error| failure(&place.folder, error))?;
    }
    for leftover in [&place.aside, &place.staging] {
        remove_tree(leftover).map_err(|error| Failure::new("remove", leftover, error))?;
    }
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// `ENOSYS` and `ENOTSUP` are `Unsupported`; Linux says `EINVAL` for a file system without the flag.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

fn rename_twice(place: &OutputPlace) -> io::Result<()> {
    fs::rename(&place.folder, &place.aside)?;
    if let Err(error) = fs::rename(&place.staging, &place.folder) {
        // If this fails too, the next start tries again.
        let _ = fs::rename(&place.aside, &place.folder);
        return Err(error);
    }
    // The new site is in place; if the old one keeps its name aside, the next start removes it.
    let _ = fs::rename(&place.aside, &place.staging);
    Ok(())
}

fn failure(folder: &Path, error: io::Error) -> Failure {
    let failure = Failure::new("replace", folder, &error);
    match error.kind() {
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => failure.hint(INSIDE),
        io::ErrorKind::PermissionDenied if cfg!(windows) => {
            failure.hint("close the programs that have it open")
        }
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(parent: &Path) -> OutputPlace {
        let place = OutputPlace::of(&parent.join("out")).unwrap();
        for (folder, content) in [(&place.folder, "old"), (&place.staging, "new")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("a"), content).unwrap();
        }
        place
    }

    #[test]
    fn two_renames_do_what_an_exchange_does() {
        for swap in [rename_twice, |place: &OutputPlace| exchange(&place.staging, &place.folder)] {
            let parent = tempfile::tempdir().unwrap();
            let place = place(parent.path());
            match swap(&place) {
                Err(error) if cannot_exchange(&error) => continue,
                swapped => swapped.unwrap(),
            }
            assert_eq!(fs::read(place.folder.join("a")).unwrap(), b"new");
            assert_eq!(fs::read(place.staging.join("a")).unwrap(), b"old");
            assert!(!place.aside.exists());
        }
    }

    #[test]
    fn a_second_rename_that_fails_gives_the_old_site_its_name_back() {
        let parent = tempfile::tempdir().unwrap();
        let place = place(parent.path());
        fs::remove_dir_all(&place.staging).unwrap();
        assert!(rename_twice(&place).is_err());
        assert_eq!(fs::read(place.folder.join("a")).unwrap(), b"old");
        assert!(!place.aside.exists());
    }
}
