//! Local copies of sources: their SHA-256, so that a check can compare it with the one that was written down, the proofs beside them, and
//! whether they have credentials of their own.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::inside::{AtPath, Bounds, open_file};
use super::proof::{self, Proof, ProofFinding, ProofKind, SumKind};
use super::{AssetContent, SourceTree};
use crate::text::hex;

/// What stands where a source says that its copy is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalCopy {
    /// A file.
    File(KeptFile),
    /// A file that is too large to be read in a check.
    Large,
    /// Nothing that can be read.
    Missing,
    /// A folder, a device or the like: what it is.
    NoFile(&'static str),
    /// What lies outside the site, which was not read.
    Outside(PathBuf),
}

/// What a kept file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Its SHA-256 in lower-case hexadecimal digits.
    pub sum: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Whether there are credentials in it that say where it comes from (C2PA). They are not read.
    pub has_credentials: bool,
    /// The proofs beside it.
    pub proofs: Vec<Proof>,
}

/// By path as written.
pub type Copies = FxHashMap<String, LocalCopy>;

/// Larger files, in bytes, are not read.
pub const LARGEST: u64 = 4 * 1024 * 1024 * 1024;
/// Larger proofs, in bytes, are none.
const LARGEST_PROOF: u64 = 4 * 1024 * 1024;
/// What every store of C2PA begins with: the sort of its box, in JUMBF.
const CREDENTIALS: &[u8] = b"c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71";

/// Reads and hashes files of the site's folder, which need be none that the site publishes.
pub fn copies<'a>(tree: &SourceTree, paths: impl IntoIterator<Item = &'a str>) -> Copies {
    let mut paths: Vec<&str> = paths.into_iter().collect();
    paths.sort_unstable();
    paths.dedup();
    if paths.is_empty() {
        return Copies::default();
    }
    let bounds = Bounds::of(&tree.root);
    let in_memory = tree.assets.iter().filter_map(|asset| match &asset.content {
        AssetContent::Bytes(bytes) => Some((asset.source.as_str(), bytes.as_slice())),
        AssetContent::Disk { .. } => None,
    });
    let files = Files { root: &tree.root, bounds, in_memory: in_memory.collect() };
    paths.into_par_iter().map(|path| (path.to_owned(), files.copy(path))).collect()
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub fn sum_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The states of copies and of what may stand beside them.
pub fn states<'a>(root: &Path, copies: impl IntoIterator<Item = &'a str>) -> Vec<(String, String)> {
    let with_proofs =
        |path: &'a str| std::iter::once(path.to_owned()).chain(proof::paths(path).map(|(_, path)| path));
    let mut all: Vec<String> = copies.into_iter().flat_map(with_proofs).collect();
    all.sort();
    all.dedup();
    states_of(root, all.iter().map(String::as_str))
}

/// The state of each file, by which a change of it is seen: its length and when it was changed.
pub fn states_of<'a>(root: &Path, paths: impl IntoIterator<Item = &'a str>) -> Vec<(String, String)> {
    let bounds = Bounds::of(root);
    let state = |path: &str| {
        let disk = root.join(path);
        let is_file = bounds.look(&disk) == AtPath::File;
        let file = is_file.then(|| open_file(&disk).ok()?.metadata().ok()).flatten();
        let state = file.map(|meta| format!("{} {:?}", meta.len(), meta.modified().ok())).unwrap_or_default();
        (path.to_owned(), state)
    };
    paths.into_iter().map(state).collect()
}

/// Where copies and proofs are read.
struct Files<'a> {
    root: &'a Path,
    bounds: Bounds,
    in_memory: FxHashMap<&'a str, &'a [u8]>,
}

impl Files<'_> {
    fn copy(&self, path: &str) -> LocalCopy {
        let proofs: Vec<(ProofKind, String, Vec<u8>)> = proof::paths(path)
            .filter_map(|(kind, path)| {
                let bytes = self.small(&path)?;
                Some((kind, path, bytes))
            })
            .collect();
        let read: Vec<_> = proofs.iter().map(|(kind, _, bytes)| proof::read(*kind, bytes)).collect();
        let wanted: Vec<SumKind> = read.iter().flatten().map(|read| read.sum.0).collect();
        let summed = match self.in_memory.get(path) {
            Some(bytes) => summed(&mut &**bytes, &wanted),
            None if self.root.as_os_str().is_empty() => return LocalCopy::Missing,
            None => {
                let disk = self.root.join(path);
                match self.bounds.look(&disk) {
                    AtPath::File => on_disk(&disk, &wanted),
                    AtPath::Folder(_) => return LocalCopy::NoFile("a folder"),
                    AtPath::Special(what) => return LocalCopy::NoFile(what),
                    AtPath::Outside(target) => return LocalCopy::Outside(target),
                    AtPath::Circle | AtPath::Nothing(_) => return LocalCopy::Missing,
                }
            }
        };
        let Summed { sums, bytes, has_credentials } = match summed {
            Ok(Some(summed)) => summed,
            Ok(None) => return LocalCopy::Large,
            Err(_) => return LocalCopy::Missing,
        };
        let finding = |read: Result<proof::ProofRead, String>| match read {
            Ok(read) if sums.contains(&read.sum) => ProofFinding::OfFile(read.said),
            Ok(read) => ProofFinding::OfOther(read.sum.0, read.sum.1),
            Err(why) => ProofFinding::Unknown(why),
        };
        let proofs = proofs.into_iter().zip(read).map(|((kind, path, _), read)| Proof {
            path,
            kind,
            finding: finding(read),
        });
        let sum = sums.iter().find(|(kind, _)| *kind == SumKind::Sha256).map(|(_, sum)| sum.clone());
        LocalCopy::File(KeptFile {
            sum: sum.unwrap_or_default(),
            bytes,
            has_credentials,
            proofs: proofs.collect(),
        })
    }

    /// The bytes of a file that may be there and is not large.
    fn small(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(bytes) = self.in_memory.get(path) {
            return Some(bytes.to_vec());
        }
        if self.root.as_os_str().is_empty() {
            return None;
        }
        let disk = self.root.join(path);
        if self.bounds.look(&disk) != AtPath::File {
            return None;
        }
        let mut bytes = Vec::new();
        open_file(&disk).ok()?.take(LARGEST_PROOF).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// What reading a file once tells.
struct Summed {
    sums: Vec<(SumKind, String)>,
    bytes: u64,
    has_credentials: bool,
}

/// The sums of a file; `None` if it is too large, or grows beyond that.
fn on_disk(disk: &Path, wanted: &[SumKind]) -> io::Result<Option<Summed>> {
    let mut file = open_file(disk)?;
    if file.metadata()?.len() > LARGEST {
        return Ok(None);
    }
    summed(&mut file, wanted)
}

fn summed(from: &mut dyn Read, wanted: &[SumKind]) -> io::Result<Option<Summed>> {
    let mut sha256 = Sha256::new();
    let mut sha384 = wanted.contains(&SumKind::Sha384).then(Sha384::new);
    let mut sha512 = wanted.contains(&SumKind::Sha512).then(Sha512::new);
    let credentials = memmem::Finder::new(CREDENTIALS);
    // The end of what was read before stands at the front, as credentials may go over it.
    let overlap = CREDENTIALS.len();
    let (mut buffer, mut bytes, mut has_credentials) = (vec![0; overlap + (1 << 16)], 0_u64, false);
    loop {
        let n = from.read(&mut buffer[overlap..])?;
        if n == 0 {
            break;
        }
        let new = &buffer[overlap..overlap + n];
        sha256.update(new);
        sha384.iter_mut().for_each(|sum| sum.update(new));
        sha512.iter_mut().for_each(|sum| sum.update(new));
        has_credentials = has_credentials || credentials.find(&buffer[..overlap + n]).is_some();
        buffer.copy_within(n..n + overlap, 0);
        bytes += n as u64;
        if bytes > 2 * LARGEST {
            return Ok(None);
        }
    }
    let mut sums = vec![(SumKind::Sha256, hex(&sha256.finalize()))];
    sums.extend(sha384.map(|sum| (SumKind::Sha384, hex(&sum.finalize()))));
    sums.extend(sha512.map(|sum| (SumKind::Sha512, hex(&sum.finalize()))));
    Ok(Some(Summed { sums, bytes, has_credentials }))
}
