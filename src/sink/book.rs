//! The sink of a book: one file (EPUB 3), whose first part says what it is. The same book gives the same bytes.

#![expect(clippy::disallowed_methods, reason = "a sink writes what it was given")]

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::diag::{Diagnostic, Failure};
use crate::render::{BookContent, BookFile, Snapshot};
use crate::sink::renditions::Renditions;

/// A finished book: its bytes, how many chapters and pictures it has, and what was wrong with pictures.
#[derive(Debug)]
pub struct Bound {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pictures are in it.
    pub pictures: usize,
    /// Pictures that could not be read.
    pub problems: Vec<Diagnostic>,
}

/// Binds the files of a book.
///
/// # Errors
/// Fails when it cannot be packed.
pub fn bind(snapshot: &Snapshot, files: Vec<BookFile>) -> Result<Bound, Failure> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let maker = Renditions::of(&snapshot.tree.root);
    let (mut pictures, mut problems) = (0, Vec::new());
    for BookFile { path, content } in files {
        let bytes = match content {
            BookContent::Bytes(bytes) => bytes,
            BookContent::Rendition(index) => {
                let Some(asked) = snapshot.facts.pictures.renditions.get(index as usize) else { continue };
                match maker.make(snapshot, &[asked]) {
                    Ok(made) => match made.into_iter().next() {
                        Some(copy) => {
                            pictures += 1;
                            copy.bytes
                        }
                        None => continue,
                    },
                    Err(problem) => {
                        problems.push(*problem);
                        continue;
                    }
                }
            }
        };
        let failure = |error: &dyn std::fmt::Display| Failure::new("pack", &path, error.to_string());
        zip.start_file(&path, manners(&path)).map_err(|error| failure(&error))?;
        zip.write_all(&bytes).map_err(|error| failure(&error))?;
    }
    let bytes =
        zip.finish().map_err(|error| Failure::new("pack", "the book", error.to_string()))?.into_inner();
    Ok(Bound { bytes, pictures, problems })
}

/// Writes a book, over an older book alone.
///
/// # Errors
/// Fails where something else stands, and when it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Ok(there) = fs::read(path)
        && !is_book(&there)
    {
        let failure = Failure::new("write the book", path, "a file stands there that is no book");
        return Err(failure.hint("name another file, or move that one away"));
    }
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(|error| Failure::new("create", parent, error))?;
    }
    let new = path.with_extension("epub.new");
    let written = fs::write(&new, bytes).and_then(|()| fs::rename(&new, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&new);
        Failure::new("write the book", path, error)
    })
}

/// Whether bytes begin as those of a book.
fn is_book(bytes: &[u8]) -> bool {
    bytes.get(30..58) == Some(b"mimetypeapplication/epub+zip")
}

/// How a file is packed: what says that it is a book is not, so that it can be read where it stands.
fn manners(path: &str) -> SimpleFileOptions {
    let is_plain =
        path == "mimetype" || path.ends_with(".jpg") || path.ends_with(".png") || path.ends_with(".gif");
    let method = if is_plain { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix)
}
