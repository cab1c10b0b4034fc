//! What the last build was made from: a build of the same input to an intact folder has nothing to do.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diag::{Diagnostics, Failure};
use crate::source::{AssetContent, SourceTree};
use crate::text::hex;

/// The receipt of a build, kept in the site's `.dateline/` folder.
#[derive(Debug, Serialize, Deserialize)]
pub struct Receipt {
    /// A digest of everything that the build depended on.
    pub input: String,
    /// A digest of the manifest of the folder that it wrote.
    pub output: String,
    /// What it had to say.
    pub diagnostics: Diagnostics,
    /// What it said it made, such as "56 articles".
    pub made: String,
    /// The copies of sources and the proofs beside them, each with its state.
    #[serde(default)]
    pub kept: Vec<(String, String)>,
}

/// A digest of texts, assets, program and whatever else the build depends on.
pub fn digest(tree: &SourceTree, rest: &str) -> String {
    let texts = tree.files.par_iter().map(|file| one(&file.path, file.text().as_bytes()));
    let mut parts: Vec<u64> = texts.collect();
    parts.extend(tree.assets.iter().map(|asset| match &asset.content {
        AssetContent::Bytes(bytes) => one(&asset.path, bytes),
        AssetContent::Disk { bytes, modified, .. } => {
            one(&asset.path, format!("{bytes} {modified}").as_bytes())
        }
    }));
    let mut all = Sha256::new();
    all.update(program());
    all.update([0]);
    all.update(rest);
    parts.iter().for_each(|part| all.update(part.to_le_bytes()));
    hex(&all.finalize())
}

/// The program's version, and for one under development its own time of change.
fn program() -> String {
    let modified = std::env::current_exe().and_then(fs::metadata).and_then(|meta| meta.modified());
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), modified.ok())
}

/// A fast hash: it tells an edited file from what it was, and need not resist anybody.
fn one(path: &str, bytes: &[u8]) -> u64 {
    let mut hash = FxHasher::default();
    path.hash(&mut hash);
    bytes.hash(&mut hash);
    hash.finish()
}

/// The digest of a manifest's bytes.
pub fn of_manifest(json: &[u8]) -> String {
    hex(&Sha256::digest(json))
}

fn file(site: &Path, output: &Path) -> PathBuf {
    // One receipt for every output folder, so that two outputs of one site do not take turns.
    let name = crate::text::checksum(output.to_string_lossy().as_bytes());
    site.join(".dateline").join(format!("last-build-{name:016x}.json"))
}

/// The receipt of the last build to that folder; `None` if there is none that can be read.
pub fn read(site: &Path, output: &Path) -> Option<Receipt> {
    serde_json::from_slice(&fs::read(file(site, output)).ok()?).ok()
}

/// Keeps the receipt of a build.
///
/// # Errors
/// Fails when it cannot be written, as on a read-only disk; the build itself is not touched by that.
pub fn write(site: &Path, output: &Path, receipt: &Receipt) -> Result<(), Failure> {
    let path = file(site, output);
    let json = serde_json::to_vec(receipt).unwrap_or_default();
    let folder = path.parent().unwrap_or(site);
    fs::create_dir_all(folder).map_err(|error| Failure::new("create", folder, error))?;
    fs::write(&path, json).map_err(|error| Failure::new("write", &path, error))
}
