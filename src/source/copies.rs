//! Local copies of sources: their SHA-256, so that a check can compare it with the one that was written down.

#![expect(clippy::disallowed_methods, reason = "the source reads")]

use std::fs::File;
use std::io::{self, Read};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::{Content, SourceTree};

/// By path as written: the hash in lower-case hexadecimal digits; `None` for a file that cannot be read.
pub type Copies = FxHashMap<String, Option<String>>;

/// Reads and hashes files of the site's folder, which need be none that the site publishes.
pub fn copies<'a>(tree: &SourceTree, paths: impl IntoIterator<Item = &'a str>) -> Copies {
    let paths: Vec<&str> = paths.into_iter().collect();
    paths.into_par_iter().map(|path| (path.to_owned(), hash(tree, path).ok())).collect()
}

fn hash(tree: &SourceTree, path: &str) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let in_memory = tree.assets.iter().find_map(|asset| match &asset.content {
        Content::Bytes(bytes) if asset.source == path => Some(bytes),
        _ => None,
    });
    if let Some(bytes) = in_memory {
        hasher.update(bytes);
    } else {
        let mut file = File::open(tree.root.join(path))?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                n => hasher.update(&buffer[..n]),
            }
        }
    }
    Ok(crate::text::hex(&hasher.finalize()))
}
