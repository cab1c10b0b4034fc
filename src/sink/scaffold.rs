//! New files of a site: never over an old one.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::diag::Failure;

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
