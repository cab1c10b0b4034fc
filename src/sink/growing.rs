//! New files that grow piece by piece, many at once: they take their names when all are whole, never over an old one.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use super::scaffold::Placement;
use crate::diag::Failure;

/// How many bytes wait in memory before they go to the disk.
const WAITING: usize = 4 * 1024 * 1024;

/// The files that are growing.
#[derive(Debug)]
pub struct Growing {
    root: PathBuf,
    keep: bool,
    files: BTreeMap<String, GrowingPart>,
    waiting: usize,
}

/// One file: what waits for the disk, and how much it has in all.
#[derive(Debug, Default)]
struct GrowingPart {
    text: String,
    bytes: u64,
    /// The first bytes, for those who only want to look.
    head: String,
}

/// A file that has stopped growing.
#[derive(Debug)]
pub struct Grown {
    /// Its path below the root.
    pub path: String,
    /// What was there.
    pub place: Placement,
    /// Its size.
    pub bytes: u64,
    /// Its first lines.
    pub head: String,
}

impl Growing {
    /// Begins to write below a folder; nothing is written where `keep` is false.
    pub fn below(root: &Path, keep: bool) -> Self {
        Self { root: root.to_owned(), keep, files: BTreeMap::new(), waiting: 0 }
    }

    /// Adds text to a file.
    ///
    /// # Errors
    /// Fails when it cannot be written.
    pub fn add(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        if !self.files.contains_key(path) {
            self.files.insert(path.to_owned(), GrowingPart::default());
        }
        let Some(part) = self.files.get_mut(path) else { return Ok(()) };
        part.bytes += text.len() as u64;
        if part.head.len() < 2000 {
            part.head.push_str(text);
        }
        if self.keep {
            part.text.push_str(text);
            self.waiting += text.len();
        }
        if self.waiting > WAITING { self.flush() } else { Ok(()) }
    }

    /// Writes what waits to the files' own hidden names.
    fn flush(&mut self) -> Result<(), Failure> {
        self.waiting = 0;
        for (path, part) in self.files.iter_mut().filter(|(_, part)| !part.text.is_empty()) {
            let hidden = hidden(&self.root, path);
            let folder = hidden.parent().unwrap_or(&self.root);
            fs::create_dir_all(folder).map_err(|error| Failure::new("create", folder, error))?;
            let first = part.bytes == part.text.len() as u64;
            let mut options = OpenOptions::new();
            options.create(true).write(true).append(!first).truncate(first);
            let mut file = options.open(&hidden).map_err(|error| Failure::new("create", &hidden, error))?;
            file.write_all(part.text.as_bytes()).map_err(|error| Failure::new("write", &hidden, error))?;
            part.text = String::new();
        }
        Ok(())
    }

    /// Gives the files their names; one that is there already stays as it is.
    ///
    /// # Errors
    /// Fails when it cannot be written.
    pub fn finish(mut self) -> Result<Vec<Grown>, Failure> {
        self.flush()?;
        let mut grown = Vec::new();
        for (path, part) in std::mem::take(&mut self.files) {
            let (target, hidden) = (self.root.join(&path), hidden(&self.root, &path));
            let place = match fs::metadata(&target) {
                Err(_) => Placement::Free,
                Ok(_) if self.keep && same(&target, &hidden) => Placement::Same,
                Ok(_) => Placement::Taken,
            };
            if self.keep && place == Placement::Free {
                fs::rename(&hidden, &target).map_err(|error| Failure::new("create", &target, error))?;
            } else if self.keep {
                fs::remove_file(&hidden).map_err(|error| Failure::new("remove", &hidden, error))?;
            }
            grown.push(Grown { path, place, bytes: part.bytes, head: part.head });
        }
        Ok(grown)
    }
}

impl Drop for Growing {
    /// What did not become whole leaves nothing behind.
    fn drop(&mut self) {
        for path in self.files.keys().filter(|_| self.keep) {
            let _ = fs::remove_file(hidden(&self.root, path));
        }
    }
}

/// The name of a file while it grows: one that no site reads.
fn hidden(root: &Path, path: &str) -> PathBuf {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    root.join(folder).join(format!(".{name}.dateline-new"))
}

/// Whether two files have the same bytes.
fn same(a: &Path, b: &Path) -> bool {
    let open = |path: &Path| File::open(path).map(BufReader::new);
    let length = |path: &Path| fs::metadata(path).map(|meta| meta.len()).ok();
    let (Ok(mut one), Ok(mut other)) = (open(a), open(b)) else { return false };
    if length(a) != length(b) {
        return false;
    }
    let (mut x, mut y) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        let (Ok(n), Ok(m)) = (one.read(&mut x), other.read(&mut y)) else { return false };
        if n != m || x[..n] != y[..n] {
            return false;
        }
        if n == 0 {
            return true;
        }
    }
}
