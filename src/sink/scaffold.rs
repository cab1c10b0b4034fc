//! New files of a site: never over an old one, except where Dateline made that too.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::diag::Failure;

/// Writes a file with the folders above it, over one that is there.
///
/// # Errors
/// Fails when it cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::new("create", folder, error))?;
    }
    fs::write(path, bytes).map_err(|error| Failure::new("write", path, error))
}

/// Writes a new file with the folders above it.
///
/// # Errors
/// Fails when the file exists or cannot be written.
pub fn create(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::new("create", folder, error))?;
    }
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| {
        let failure = Failure::new("create", path, &error);
        match error.kind() {
            std::io::ErrorKind::AlreadyExists => failure.hint("it stays as it is; choose another name"),
            _ => failure,
        }
    })?;
    file.write_all(text.as_bytes()).map_err(|error| Failure::new("write", path, error))
}

/// Writes a file that is made by the program alone, over its last form, with the folders above it.
///
/// # Errors
/// Fails when it cannot be written.
pub fn renew(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::new("create", folder, error))?;
    }
    fs::write(path, bytes).map_err(|error| Failure::new("write", path, error))
}

/// How a path stands to a file that shall be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Nothing is there.
    Free,
    /// The same bytes are there.
    Same,
    /// Something else is there.
    Taken,
}

/// How a path stands to some bytes.
pub fn place(path: &Path, bytes: &[u8]) -> Placement {
    match fs::read(path) {
        Ok(found) if found == bytes => Placement::Same,
        Ok(_) => Placement::Taken,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Placement::Free,
        Err(_) => Placement::Taken,
    }
}

/// Writes a new file with the folders above it, where nothing is yet; says what was there.
///
/// # Errors
/// Fails when it cannot be written.
pub fn add(path: &Path, bytes: &[u8]) -> Result<Placement, Failure> {
    let found = place(path, bytes);
    if found != Placement::Free {
        return Ok(found);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::new("create", folder, error))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(Placement::Taken),
        Err(error) => return Err(Failure::new("create", path, error)),
    };
    file.write_all(bytes).map_err(|error| Failure::new("write", path, error))?;
    Ok(Placement::Free)
}
