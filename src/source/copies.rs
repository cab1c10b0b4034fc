//! Local copies of sources: their SHA-256, so that a check can compare it with the one that was written down.

use std::io::{self, Read};
use std::path::PathBuf;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::inside::{AtPath, Bounds, open_file};
use super::{AssetContent, SourceTree};

/// What stands where a source says that its copy is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalCopy {
    /// A file: the hash in lower-case hexadecimal digits.
    Sum(String),
    /// A file that is too large to be read in a check.
    Large,
    /// Nothing that can be read.
    Missing,
    /// A folder, a device or the like: what it is.
    NoFile(&'static str),
    /// What lies outside the site, which was not read.
    Outside(PathBuf),
}

/// By path as written.
pub type Copies = FxHashMap<String, LocalCopy>;

/// Larger files, in bytes, are not read.
pub const LARGEST: u64 = 4 * 1024 * 1024 * 1024;

/// Reads and hashes files of the site's folder, which need be none that the site publishes.
pub fn copies<'a>(tree: &SourceTree, paths: impl IntoIterator<Item = &'a str>) -> Copies {
    let mut paths: Vec<&str> = paths.into_iter().collect();
    paths.sort_unstable();
    paths.dedup();
    let bounds = Bounds::of(&tree.root);
    if paths.is_empty() {
        return Copies::default();
    }
    let in_memory = tree.assets.iter().filter_map(|asset| match &asset.content {
        AssetContent::Bytes(bytes) => Some((asset.source.as_str(), bytes.as_slice())),
        AssetContent::Disk { .. } => None,
    });
    let in_memory: FxHashMap<&str, &[u8]> = in_memory.collect();
    let of = |path: &str| match in_memory.get(path) {
        Some(bytes) => LocalCopy::Sum(crate::text::hex(&Sha256::digest(bytes))),
        None => on_disk(tree, &bounds, path),
    };
    paths.into_par_iter().map(|path| (path.to_owned(), of(path))).collect()
}

fn on_disk(tree: &SourceTree, bounds: &Bounds, path: &str) -> LocalCopy {
    if tree.root.as_os_str().is_empty() {
        return LocalCopy::Missing;
    }
    let disk = tree.root.join(path);
    match bounds.look(&disk) {
        AtPath::File => match hash(&disk) {
            Ok(Some(sum)) => LocalCopy::Sum(sum),
            Ok(None) => LocalCopy::Large,
            Err(_) => LocalCopy::Missing,
        },
        AtPath::Folder(_) => LocalCopy::NoFile("a folder"),
        AtPath::Special(what) => LocalCopy::NoFile(what),
        AtPath::Outside(target) => LocalCopy::Outside(target),
        AtPath::Circle | AtPath::Nothing(_) => LocalCopy::Missing,
    }
}

/// The hash of a file; `None` if it is too large, or grows beyond that.
fn hash(disk: &std::path::Path) -> io::Result<Option<String>> {
    let mut file = open_file(disk)?;
    if file.metadata()?.len() > LARGEST {
        return Ok(None);
    }
    let mut hasher = Sha256::new();
    let (mut buffer, mut read) = (vec![0; 1 << 16], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Some(crate::text::hex(&hasher.finalize()))),
            n => hasher.update(&buffer[..n]),
        }
        read += buffer.len() as u64;
        if read > 2 * LARGEST {
            return Ok(None);
        }
    }
}
