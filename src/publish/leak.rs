//! What must not leave: looked for in the finished files, as the last thing before the first of them is sent.

use std::fmt;

use rayon::prelude::*;

use super::bundle::Bundle;
use crate::diag::Failure;

/// What is known not to be for publication.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The addresses of articles that are held back.
    pub held_back: Vec<String>,
    /// Names that must not stand in any file.
    pub never: Vec<String>,
}

/// Something that must not leave.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The line, in a text.
    pub line: Option<usize>,
    /// What it is.
    pub what: String,
    /// What to do.
    pub hint: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "leak: {}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}\n  = hint: {}", self.what, self.hint)
    }
}

/// Texts that have no place in a published file: what it is, what to do. The keys are those of RFC 7468, OpenSSH and OpenPGP, without
/// the dashes that typography may have changed.
const MARKS: [(&str, &str, &str); 9] = [
    ("BEGIN PRIVATE KEY", "a private key", KEY),
    ("BEGIN RSA PRIVATE KEY", "a private key", KEY),
    ("BEGIN EC PRIVATE KEY", "a private key", KEY),
    ("BEGIN ENCRYPTED PRIVATE KEY", "a private key", KEY),
    ("BEGIN OPENSSH PRIVATE KEY", "a private key", KEY),
    ("BEGIN PGP PRIVATE KEY BLOCK", "a private key", KEY),
    ("http://localhost", "an address of this machine", LOCAL),
    ("http://127.0.0.1", "an address of this machine", LOCAL),
    ("file:///", "an address of this machine", LOCAL),
];
const KEY: &str = "take it out, and replace the key: it may have been seen";
const LOCAL: &str = "write the public address";

/// Every finding, by file and line.
///
/// # Errors
/// Fails when a file cannot be read.
pub fn check(bundle: &Bundle, known: &Known) -> Result<Vec<Finding>, Failure> {
    let of = |path: &String| {
        let bytes = bundle.content(path)?;
        Ok(in_file(path, &bytes, known))
    };
    let paths: Vec<&String> = bundle.files.keys().collect();
    let found: Vec<Vec<Finding>> = paths.into_par_iter().map(of).collect::<Result<_, Failure>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn in_file(path: &str, bytes: &[u8], known: &Known) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |at: Option<usize>, what: String, hint| {
        let line = at.map(|at| 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count());
        found.push(Finding { file: path.to_owned(), line, what, hint });
    };
    if known.held_back.iter().any(|held| held == path) {
        add(
            None,
            "the page of an article that is not for publication".to_owned(),
            "build without `--drafts`",
        );
    }
    let find = |text: &str| memchr::memmem::find(bytes, text.as_bytes());
    for name in known.never.iter().filter(|name| !name.trim().is_empty()) {
        let hint = "take it out, or take the name from `never_publish:`";
        if let Some(at) = find(name.trim()) {
            add(Some(at), "a name of `never_publish:`".to_owned(), hint);
        }
        if path.contains(name.trim()) {
            add(None, "a name of `never_publish:` in the address".to_owned(), hint);
        }
    }
    for (text, what, hint) in MARKS {
        if let Some(at) = find(text) {
            add(Some(at), what.to_owned(), hint);
        }
    }
    if let Some(what) = metadata(bytes) {
        add(None, what.to_owned(), "remove it, for example with `exiftool -all= FILE`");
    }
    found
}

/// What a picture tells beside what it shows: where and with what it was taken, and by whom.
fn metadata(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes),
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        _ => None,
    }
}

const METADATA: &str =
    "metadata in a picture (EXIF, XMP or IPTC), which may tell where it was taken and by whom";
const BEHIND: &str =
    "more data behind the end of a picture, such as the film of a moving one with sound and place";

/// The segments of a JPEG up to its scans (ITU-T T.81, B.1), and what follows its end.
fn jpeg(bytes: &[u8]) -> Option<&'static str> {
    let mut at = 2;
    while let Some(&[0xff, kind, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([high, low]));
        // Application segments 1 (EXIF, XMP) and 13 (IPTC), and comments.
        let content = bytes.get(at + 4..at + 2 + length.max(2)).unwrap_or_default();
        let exif = kind == 0xe1 && (content.starts_with(b"Exif") || content.starts_with(b"http"));
        if exif || kind == 0xed {
            return Some(METADATA);
        }
        if kind == 0xda {
            break;
        }
        at += 2 + length.max(2);
    }
    // Within scans, an end marker cannot stand: 0xff is followed by a zero there (B.1.1.5). The last end is that of the picture.
    let end = memchr::memmem::find(bytes.get(at..)?, &[0xff, 0xd9])? + at + 2;
    let behind = bytes[end..].iter().any(|byte| *byte != 0);
    behind.then_some(BEHIND)
}

/// The chunks of a PNG (W3C PNG, 5.3).
fn png(bytes: &[u8]) -> Option<&'static str> {
    let mut at = 8;
    while let Some(&[a, b, c, d, ref kind @ ..]) = bytes.get(at..at + 8) {
        match kind {
            b"eXIf" => return Some(METADATA),
            b"iTXt" if bytes.get(at + 8..).is_some_and(|rest| rest.starts_with(b"XML:com.adobe.xmp")) => {
                return Some(METADATA);
            }
            b"IEND" => return bytes.get(at + 12..).is_some_and(|rest| !rest.is_empty()).then_some(BEHIND),
            _ => {}
        }
        at = at.checked_add(12)?.checked_add(u32::from_be_bytes([a, b, c, d]) as usize)?;
    }
    None
}

/// The chunks of a WebP (RFC 9649, 2.3).
fn webp(bytes: &[u8]) -> Option<&'static str> {
    let mut at = 12;
    while let Some(&[ref kind @ .., a, b, c, d]) = bytes.get(at..at + 8) {
        if kind == b"EXIF" || kind == b"XMP " {
            return Some(METADATA);
        }
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        at = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
    }
    None
}
