//! `data/manifest.json`: what Dateline wrote into a folder. It is for readers and mirrors, and it is how the
//! next build knows the folder for Dateline's.

#![expect(clippy::disallowed_methods, reason = "a sink reads back and writes what it made")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::SystemTime;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::portable;
use crate::diag::Failure;
use crate::text::hex;

/// The manifest's own path in the site; it does not list itself.
pub(super) const PATH: &str = "data/manifest.json";

/// How much of a stream is held at once.
const CHUNK: usize = 128 * 1024;

/// What a file holds: its SHA-256 (FIPS 180-4) and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManifestEntry {
    /// The SHA-256 of the content.
    pub sha256: [u8; 32],
    /// The length of the content in bytes.
    pub bytes: u64,
}

impl ManifestEntry {
    /// The SHA-256 in hexadecimal digits.
    pub(super) fn sum(&self) -> String {
        hex(&self.sha256)
    }

    /// The entry of a stream, which is copied on the way and never held whole.
    pub(super) fn pour(from: &mut impl Read, to: &mut impl Write) -> io::Result<Self> {
        let mut hash = Sha256::new();
        let mut bytes = 0;
        let mut chunk = vec![0; CHUNK];
        loop {
            let part = match from.read(&mut chunk) {
                Ok(0) => return Ok(Self { sha256: hash.finalize().into(), bytes }),
                Ok(length) => &chunk[..length],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hash.update(part);
            to.write_all(part)?;
            bytes += part.len() as u64;
        }
    }

    /// The entry of a file on disk.
    pub(super) fn of_file(path: &Path) -> io::Result<Self> {
        Self::pour(&mut fs::File::open(path)?, &mut io::sink())
    }
}

/// The files that Dateline wrote into a folder, by their path in the site with `/` between names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The files in the order of their paths' bytes, without the manifest itself.
    pub files: BTreeMap<String, ManifestEntry>,
}

/// A manifest as it stands on disk.
pub(super) struct PrintedManifest {
    pub(super) json: Vec<u8>,
    pub(super) time: SystemTime,
}

impl Manifest {
    /// Reads the manifest of a folder; `None` if there is no folder, no manifest, or one that is not in
    /// Dateline's form.
    pub fn read(folder: &Path) -> Result<Option<Self>, Failure> {
        Ok(Self::printed(folder)?.and_then(|printed| Self::parse(&printed.json)))
    }

    /// Prints the manifest, one file a line, the same bytes for the same files.
    pub fn to_json(&self) -> Vec<u8> {
        let mut out = String::with_capacity(self.files.len() * 140 + 64);
        out.push_str("{\n  \"files\": {");
        let mut between = "\n";
        for (path, entry) in &self.files {
            out.push_str(between);
            print_line(&mut out, path, entry);
            between = ",\n";
        }
        let version = serde_json::Value::from(env!("CARGO_PKG_VERSION"));
        // Writing to a string cannot fail.
        let _ = write!(out, "\n  }},\n  \"dateline\": {version}\n}}\n");
        out.into_bytes()
    }

    /// The entry of some bytes.
    pub fn digest(bytes: &[u8]) -> ManifestEntry {
        ManifestEntry { sha256: Sha256::digest(bytes).into(), bytes: bytes.len() as u64 }
    }

    /// The manifest's bytes and time; `None` if it is not there or is reached through a link, since what a
    /// link points to is not this folder's.
    pub(super) fn printed(folder: &Path) -> Result<Option<PrintedManifest>, Failure> {
        let path = folder.join(PATH);
        let read = || {
            let plain =
                path.parent().map(fs::symlink_metadata).transpose()?.is_some_and(|data| data.is_dir());
            let metadata = fs::symlink_metadata(&path)?;
            if !plain || !metadata.is_file() {
                return Ok(None);
            }
            Ok(Some(PrintedManifest { json: fs::read(&path)?, time: metadata.modified()? }))
        };
        match read() {
            Err(error) if is_absent(&error) => Ok(None),
            read => read.map_err(|error: io::Error| Failure::new("read", &path, error)),
        }
    }

    /// The manifest in these bytes; `None` if they are not in Dateline's form.
    pub(super) fn parse(json: &[u8]) -> Option<Self> {
        let form: ManifestForm = serde_json::from_slice(json).ok()?;
        let files = form.files.into_iter().map(|(path, line)| {
            portable::check(&path).ok()?;
            Some((path, ManifestEntry { sha256: from_hex(&line.sha256)?, bytes: line.bytes }))
        });
        Some(Self { files: files.collect::<Option<_>>()? })
    }
}

/// The document as JSON has it; keys of later versions are passed over.
#[derive(Deserialize)]
struct ManifestForm {
    files: BTreeMap<String, ManifestLine>,
    #[serde(rename = "dateline")]
    _version: String,
}

#[derive(Deserialize)]
struct ManifestLine {
    sha256: String,
    bytes: u64,
}

/// Whether there is no such file, be it for want of a folder.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn print_line(out: &mut String, path: &str, entry: &ManifestEntry) {
    let path = serde_json::Value::from(path);
    // Writing to a string cannot fail.
    let _ = write!(out, "    {path}: {{\"sha256\": \"");
    out.push_str(&entry.sum());
    let _ = write!(out, "\", \"bytes\": {}}}", entry.bytes);
}

fn from_hex(hex: &str) -> Option<[u8; 32]> {
    let digit = |c: u8| char::from(c).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let (pairs, []) = hex.as_bytes().as_chunks::<2>() else { return None };
    let bytes = pairs.iter().map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?));
    bytes.collect::<Option<Vec<u8>>>()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_stable_and_read_back() {
        let mut manifest = Manifest::default();
        manifest.files.insert("b/\"ł.html".to_owned(), Manifest::digest(b""));
        manifest.files.insert("a.html".to_owned(), Manifest::digest(b"abc"));
        let json = manifest.to_json();
        let expected = "{\n  \"files\": {\n    \"a.html\": {\"sha256\": \
            \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\", \"bytes\": 3},\n    \
            \"b/\\\"ł.html\": {\"sha256\": \
            \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\", \"bytes\": 0}\n  },\n  \
            \"dateline\": \"0.1.0\"\n}\n"
            .replace("0.1.0", env!("CARGO_PKG_VERSION"));
        assert_eq!(String::from_utf8(json).unwrap(), expected);
        manifest.files.remove("b/\"ł.html");
        assert_eq!(Manifest::parse(&manifest.to_json()), Some(manifest));
    }

    #[test]
    fn anything_else_is_not_a_manifest() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let out = format!(r#"{{"files": {{"../a": {{"sha256": "{hash}", "bytes": 3}}}}, "dateline": "1"}}"#);
        let short = r#"{"files": {"a": {"sha256": "ba", "bytes": 3}}, "dateline": "1"}"#;
        for json in ["", "{}", "[]", r#"{"files": {}}"#, r#"{"files": [], "dateline": "1"}"#, short, &out] {
            assert_eq!(Manifest::parse(json.as_bytes()), None, "{json}");
        }
    }

    #[test]
    fn a_stream_has_the_entry_of_its_bytes() {
        let bytes = vec![7; CHUNK * 2 + 1];
        let mut copy = Vec::new();
        assert_eq!(ManifestEntry::pour(&mut &bytes[..], &mut copy).unwrap(), Manifest::digest(&bytes));
        assert_eq!(copy, bytes);
    }
}
