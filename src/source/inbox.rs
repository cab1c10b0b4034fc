//! What is to be imported: files, folders and standard input, listed first and read one by one.

#![expect(clippy::disallowed_methods, reason = "the source reads")]

use std::fs::{self, File};
use std::io::{Cursor, Read, stdin};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diag::Failure;

/// How many bytes of a file tell its kind.
const HEAD: u64 = 64 * 1024;

/// One thing to import.
#[derive(Debug)]
pub struct Item {
    /// Its name: the path as it was given, or below the folder that was given.
    pub name: String,
    from: From,
    named: bool,
}

#[derive(Debug)]
enum From {
    Disk(PathBuf),
    Memory(Vec<u8>),
}

impl Item {
    /// Whether it was named itself, not only the folder that it lies in.
    pub fn is_named(&self) -> bool {
        self.named
    }

    /// Its first bytes.
    ///
    /// # Errors
    /// Fails when it cannot be read.
    pub fn head(&self) -> Result<Vec<u8>, Failure> {
        match &self.from {
            From::Memory(bytes) => Ok(bytes.clone()),
            From::Disk(path) => {
                let mut head = Vec::new();
                let file = File::open(path).map_err(|error| Failure::new("read", path, error))?;
                file.take(HEAD).read_to_end(&mut head).map_err(|error| Failure::new("read", path, error))?;
                Ok(head)
            }
        }
    }

    /// All its bytes.
    ///
    /// # Errors
    /// Fails when it cannot be read.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        match &self.from {
            From::Memory(bytes) => Ok(bytes.clone()),
            From::Disk(path) => fs::read(path).map_err(|error| Failure::new("read", path, error)),
        }
    }

    /// Its bytes one after the other, for what is too large for memory.
    ///
    /// # Errors
    /// Fails when it cannot be opened.
    pub fn open(&self) -> Result<Box<dyn Read>, Failure> {
        match &self.from {
            From::Memory(bytes) => Ok(Box::new(Cursor::new(bytes.clone()))),
            From::Disk(path) => {
                let file = File::open(path).map_err(|error| Failure::new("read", path, error))?;
                Ok(Box::new(file))
            }
        }
    }
}

/// The things of a path, in order of their names: a file, the files of a folder, or standard input for `-`.
///
/// # Errors
/// Fails when standard input cannot be read.
pub fn list(path: &Path) -> Result<Vec<Item>, Failure> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        stdin().read_to_end(&mut bytes).map_err(|error| Failure::new("read", "standard input", error))?;
        return Ok(vec![Item { name: "standard input".to_owned(), from: From::Memory(bytes), named: true }]);
    }
    // A path that is not there is an input that cannot be read: the others are imported.
    if !path.is_dir() {
        let name = path.to_string_lossy().replace('\\', "/");
        return Ok(vec![Item { name, from: From::Disk(path.to_owned()), named: true }]);
    }
    let mut items: Vec<Item> = Vec::new();
    // A folder or file that cannot be entered does not stop the others; reading it says why.
    // A linked folder may lead back up, or to the site's own articles.
    let is_linked = |entry: &DirEntry| entry.path_is_symlink() && entry.file_type().is_dir();
    let visible = |entry: &DirEntry| {
        entry.depth() == 0 || is_visible(entry) && !is_linked(entry) && !is_of_saved_page(entry)
    };
    for entry in WalkDir::new(path).follow_links(true).into_iter().filter_entry(visible).flatten() {
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(path).unwrap_or(entry.path());
            let name = below.to_string_lossy().replace('\\', "/");
            items.push(Item { name, from: From::Disk(entry.path().to_owned()), named: false });
        }
    }
    items.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(items)
}

/// The files that lie beside an input that is a page, each with its path from the input's folder: of one that was named itself all that are in
/// its folder and one below, of one of a folder those that a browser has saved with it.
pub fn beside(item: &Item) -> Vec<(String, Item)> {
    let From::Disk(path) = &item.from else { return Vec::new() };
    let Some(folder) = path.parent() else { return Vec::new() };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let saved = || SAVED_WITH.iter().map(|end| folder.join(format!("{stem}{end}")));
    let folders: Vec<PathBuf> =
        if item.named { vec![folder.to_owned()] } else { saved().filter(|folder| folder.is_dir()).collect() };
    let depth = if item.named { 2 } else { 1 };
    let walked = folders.iter().flat_map(|folder| {
        WalkDir::new(folder).max_depth(depth).into_iter().filter_entry(|entry| !is_hidden(entry)).flatten()
    });
    let files = walked.filter(|entry| entry.file_type().is_file() && entry.path() != path);
    let found = files.take(MOST_BESIDE).filter_map(|entry| {
        let below = entry.path().strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/");
        let from = From::Disk(entry.path().to_owned());
        Some((below.clone(), Item { name: below, from, named: false }))
    });
    found.collect()
}

/// So many files beside a page are looked at.
const MOST_BESIDE: usize = 10_000;

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

/// How browsers call the folder of what they save with a page, behind the page's name.
const SAVED_WITH: &[&str] = &[
    "_files",
    "-files",
    ".files",
    "_file",
    "-Dateien",
    "_Dateien",
    "_archivos",
    "_fichiers",
    "_bestanden",
    "_pliki",
    "_soubory",
];

/// Whether a folder holds the pictures and frames of a page that a browser has saved beside it.
fn is_of_saved_page(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let Some(page) = SAVED_WITH.iter().find_map(|end| name.strip_suffix(end)) else { return false };
    let beside = |ending: &str| entry.path().with_file_name(format!("{page}.{ending}")).is_file();
    entry.file_type().is_dir() && ["html", "htm", "xhtml"].into_iter().any(beside)
}

/// Hidden files, finished sites and the machinery of generators hold no articles.
fn is_visible(entry: &DirEntry) -> bool {
    const MACHINERY: &[&str] = &[
        "node_modules",
        "_site",
        "_layouts",
        "_includes",
        "_sass",
        "_data",
        "layouts",
        "themes",
        "archetypes",
        "resources",
        "templates",
        "sass",
        "public",
    ];
    let name = entry.file_name().to_string_lossy();
    let folder = entry.file_type().is_dir();
    !(name.starts_with('.') || name.ends_with('~') || folder && MACHINERY.contains(&&*name))
}
