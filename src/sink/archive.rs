//! The sink of an offline copy: one ZIP archive of the whole site, with the sum of every file. The same site gives the same bytes.
//!
//! Pages are packed by the threads that make them and kept packed; in the end everything is written in the order of the paths.

#![expect(clippy::disallowed_methods, reason = "a sink writes what it was given and reads the sum of it")]

use std::collections::{BTreeMap, btree_map};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, PreparedZipFile, System, ZipWriter};

use super::manifest::{self, Manifest, ManifestEntry};
use super::portable;
use crate::Sink;
use crate::diag::Failure;
use crate::render::Rendered;
use crate::source::{Asset, AssetContent};

/// What says that an archive is Dateline's, and may be replaced by the next.
const COMMENT: &str =
    "Made by Dateline. Unpack it and open index.html. SHA256SUMS has the sum of every file.";
/// The sums, in the form of `sha256sum --check`.
const SUMS: &str = "SHA256SUMS";
/// Endings of files that packing makes no smaller.
const PACKED: [&str; 16] = [
    "jpg", "jpeg", "png", "gif", "webp", "avif", "heic", "mp4", "m4v", "mov", "webm", "mp3", "m4a", "ogg",
    "woff2", "zip",
];

/// An archive while a build writes to it. Dropped unfinished, it leaves what was there as it was.
pub struct Archive {
    path: PathBuf,
    /// The folder in the archive that everything is in.
    folder: String,
    put: Mutex<BTreeMap<String, (ManifestEntry, ArchivePart)>>,
}

/// Where the bytes of a file are until the end.
enum ArchivePart {
    Packed(PreparedZipFile),
    Disk(PathBuf),
}

/// A finished archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// How many files of the site are in it.
    pub files: usize,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

impl Archive {
    /// An archive at a path. One of Dateline's is replaced when the new one is whole.
    ///
    /// # Errors
    /// Fails where something else stands, and where there is no folder for it.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let refused = |reason: &str| {
            Failure::new("write the archive", path, reason).hint("name another file, or move that one away")
        };
        let Some(folder) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else {
            return Err(refused("the path names no file"));
        };
        portable::check(&folder)?;
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::new("read", path, error)),
            Ok(found) if !found.is_file() => return Err(refused("a folder or a link stands there")),
            Ok(_) if !is_ours(path) => {
                return Err(refused("a file stands there that is no archive of a site"));
            }
            Ok(_) => {}
        }
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|error| Failure::new("create", parent, error))?;
        }
        Ok(Self { path: path.to_owned(), folder, put: Mutex::default() })
    }

    /// Writes the archive, and puts it in the place of the old one when it is whole.
    ///
    /// # Errors
    /// Fails when it cannot be written; what was there then stands as it was.
    pub fn finish(self) -> Result<Archived, Failure> {
        let mut put = self.put.into_inner().unwrap_or_else(PoisonError::into_inner);
        let files = put.len();
        let manifest =
            Manifest { files: put.iter().map(|(path, (entry, _))| (path.clone(), *entry)).collect() };
        add(&mut put, &self.folder, manifest::PATH, &manifest.to_json())?;
        let sums = put.iter().fold(String::new(), |mut sums, (path, (entry, _))| {
            // Writing to a text cannot fail.
            let _ = writeln!(sums, "{}  {path}", entry.sum());
            sums
        });
        add(&mut put, &self.folder, SUMS, sums.as_bytes())?;
        let mut name = OsString::from(".");
        name.push(self.path.file_name().unwrap_or_default());
        name.push(".new");
        let new = HalfArchive(self.path.with_file_name(name));
        let failure = |error: io::Error| Failure::new("write the archive", &self.path, error);
        write(&new.0, &self.folder, put).map_err(failure)?;
        let whole = ManifestEntry::of_file(&new.0).map_err(failure)?;
        fs::rename(&new.0, &self.path).map_err(failure)?;
        Ok(Archived { files, bytes: whole.bytes, sha256: whole.sum() })
    }

    fn record(&self, path: &str, entry: ManifestEntry, part: ArchivePart) -> Result<(), Failure> {
        record(&mut self.put.lock().unwrap_or_else(PoisonError::into_inner), path, entry, part)
    }
}

impl Sink for Archive {
    fn page(&self, page: &Rendered) -> Result<(), Failure> {
        self.record(&page.path, Manifest::digest(&page.bytes), packed(&self.folder, &page.path, &page.bytes)?)
    }

    fn asset(&self, asset: &Asset) -> Result<(), Failure> {
        match &asset.content {
            AssetContent::Bytes(bytes) => {
                self.record(&asset.path, Manifest::digest(bytes), packed(&self.folder, &asset.path, bytes)?)
            }
            AssetContent::Disk { path, .. } => {
                let entry =
                    ManifestEntry::of_file(path).map_err(|error| Failure::new("read", path, error))?;
                self.record(&asset.path, entry, ArchivePart::Disk(path.clone()))
            }
        }
    }
}

/// A file that is removed unless it has been given its name.
struct HalfArchive(PathBuf);

impl Drop for HalfArchive {
    fn drop(&mut self) {
        // After the renaming there is none.
        let _ = fs::remove_file(&self.0);
    }
}

fn add(
    put: &mut BTreeMap<String, (ManifestEntry, ArchivePart)>,
    folder: &str,
    path: &str,
    bytes: &[u8],
) -> Result<(), Failure> {
    record(put, path, Manifest::digest(bytes), packed(folder, path, bytes)?)
}

fn record(
    put: &mut BTreeMap<String, (ManifestEntry, ArchivePart)>,
    path: &str,
    entry: ManifestEntry,
    part: ArchivePart,
) -> Result<(), Failure> {
    portable::check(path)?;
    match put.entry(path.to_owned()) {
        btree_map::Entry::Occupied(_) => Err(Failure::new(
            "write",
            path,
            "the site has two files of this name",
        )
        .hint(
            "rename one of them; two names of the archive are its own: `SHA256SUMS` and `data/manifest.json`",
        )),
        btree_map::Entry::Vacant(vacant) => {
            vacant.insert((entry, part));
            Ok(())
        }
    }
}

fn packed(folder: &str, path: &str, bytes: &[u8]) -> Result<ArchivePart, Failure> {
    let packed = PreparedZipFile::from_data(format!("{folder}/{path}"), manners(path), bytes);
    packed.map(ArchivePart::Packed).map_err(|error| Failure::new("pack", path, error))
}

/// How a file is packed. Times, rights and the system that it was made on say nothing of the machine.
fn manners(path: &str) -> SimpleFileOptions {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_packed = PACKED.iter().any(|known| known.eq_ignore_ascii_case(ending));
    let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix)
}

fn write(path: &Path, folder: &str, put: BTreeMap<String, (ManifestEntry, ArchivePart)>) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    zip.set_comment(COMMENT)?;
    for (path, (entry, part)) in put {
        match part {
            ArchivePart::Packed(file) => zip.add_prepared_file(file)?,
            ArchivePart::Disk(from) => {
                let large = entry.bytes >= u64::from(u32::MAX);
                zip.start_file(format!("{folder}/{path}"), manners(&path).large_file(large))?;
                let poured = ManifestEntry::pour(&mut BufReader::new(File::open(&from)?), &mut zip)?;
                if poured != entry {
                    let changed = format!("`{}` has changed while it was packed", from.display());
                    return Err(io::Error::other(changed));
                }
            }
        }
    }
    zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// Whether a file is an archive of Dateline's: the comment is the last that stands in it.
fn is_ours(path: &Path) -> bool {
    let end = || -> io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::End(-i64::try_from(COMMENT.len()).unwrap_or(0)))?;
        let mut end = Vec::new();
        file.read_to_end(&mut end)?;
        Ok(end)
    };
    end().is_ok_and(|end| end == COMMENT.as_bytes())
}
