//! Packed copies of texts, which a web server sends as they are: `.gz` and `.br` beside each file. A copy is made once for a content
//! and kept, so that a publish packs only what has changed.

#![expect(clippy::disallowed_methods, reason = "packed copies are kept on this machine")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;

use super::bundle::{Bundle, File};
use super::headers;
use super::lock::PublishLock;
use super::staging::share;
use crate::diag::Failure;

/// What is smaller fits into the first packets of an answer anyway.
const SMALLEST: u64 = 1_000;
/// The quality of brotli: of the demonstration's articles 11 makes an eighth less and takes forty times as long, 9 makes no less.
const BROTLI: u32 = 5;
/// The logarithm of brotli's window, the largest that every browser takes.
const WINDOW: u32 = 22;

/// A way to pack.
#[derive(Clone, Copy, Debug)]
enum Coding {
    Gzip,
    Brotli,
}

impl Coding {
    const ALL: [Self; 2] = [Self::Gzip, Self::Brotli];

    fn ending(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
        }
    }

    /// As HTTP names it.
    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    /// The packed bytes: the same for the same content, as no time and no name stands in them.
    fn pack(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
            Self::Brotli => {
                let mut out = Vec::new();
                let mut encoder = brotli::CompressorWriter::new(&mut out, 1 << 16, BROTLI, WINDOW);
                encoder.write_all(bytes)?;
                encoder.flush()?;
                drop(encoder);
                Ok(out)
            }
        }
    }
}

/// The file that a copy is packed from; any other file is its own.
pub(super) fn source(path: &str) -> &str {
    let endings = Coding::ALL.map(Coding::ending);
    match path.rsplit_once('.') {
        Some((stem, ending)) if endings.contains(&ending) && headers::is_text(stem) => stem,
        _ => path,
    }
}

/// The bundle with its packed copies. Its folder must be the program's own.
///
/// # Errors
/// Fails when something cannot be read or written.
pub fn with_copies(mut bundle: Bundle, turn: &PublishLock) -> Result<Bundle, Failure> {
    let kept = turn.folder.join("packed");
    fs::create_dir_all(&kept).map_err(|error| Failure::new("create", &kept, error))?;
    let texts: Vec<(&String, &File)> = bundle
        .files
        .iter()
        .filter(|(path, file)| file.bytes > SMALLEST && headers::is_text(path))
        .filter(|(path, _)| !Coding::ALL.iter().any(|c| bundle.files.contains_key(&beside(path, *c))))
        .collect();
    let one = |(path, file): &(&String, &File)| -> Result<Vec<(String, File)>, Failure> {
        let mut copies = Vec::new();
        for coding in Coding::ALL {
            copies.extend(copy(&bundle, path, file, coding, &kept)?);
        }
        Ok(copies)
    };
    let copies: Vec<Vec<(String, File)>> = texts.par_iter().map(one).collect::<Result<_, _>>()?;
    let used: BTreeSet<String> =
        texts.iter().flat_map(|(_, file)| Coding::ALL.map(|coding| beside(&file.sha256, coding))).collect();
    forget(&kept, &used);
    bundle.files.extend(copies.into_iter().flatten());
    Ok(bundle)
}

/// The copy of a file, laid beside it; nothing if packing does not make it smaller.
fn copy(
    bundle: &Bundle,
    path: &str,
    file: &File,
    coding: Coding,
    kept: &Path,
) -> Result<Option<(String, File)>, Failure> {
    let known = kept.join(beside(&file.sha256, coding));
    let bytes = match fs::read(&known) {
        Ok(bytes) => bytes,
        Err(_) => {
            let bytes =
                coding.pack(&bundle.content(path)?).map_err(|error| Failure::new("pack", path, error))?;
            // An empty file says that there is nothing to gain.
            let bytes = if (bytes.len() as u64) < file.bytes { bytes } else { Vec::new() };
            keep(&known, path, &bytes).map_err(|error| Failure::new("write", &known, error))?;
            bytes
        }
    };
    if bytes.is_empty() {
        return Ok(None);
    }
    let to = beside(path, coding);
    share(&known, &bundle.folder.join(&to))?;
    let mut headers = file.headers.clone();
    headers.insert("content-encoding".to_owned(), coding.name().to_owned());
    Ok(Some((to, File::of(&bytes, headers))))
}

fn beside(path: &str, coding: Coding) -> String {
    format!("{path}.{}", coding.ending())
}

/// Writes through a second name, one for each path, as two files of the same content are packed at once.
fn keep(known: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let part = known.with_extension(format!("{:016x}.part", crate::text::checksum(path.as_bytes())));
    fs::write(&part, bytes)?;
    fs::rename(&part, known)
}

/// Removes the copies of contents that the site no longer has.
fn forget(kept: &Path, used: &BTreeSet<String>) {
    for entry in fs::read_dir(kept).into_iter().flatten().flatten() {
        if !entry.file_name().to_str().is_some_and(|name| used.contains(name)) {
            // One that stays takes room and does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_the_same_and_packed_the_same_again() {
        let text = "The same words, and again the same words. ".repeat(200);
        for coding in Coding::ALL {
            let packed = coding.pack(text.as_bytes()).unwrap();
            assert_eq!(packed, coding.pack(text.as_bytes()).unwrap());
            assert!(packed.len() * 10 < text.len(), "{coding:?}");
            let mut out = String::new();
            match coding {
                Coding::Gzip => flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut out),
                Coding::Brotli => brotli::Decompressor::new(&packed[..], 4096).read_to_string(&mut out),
            }
            .unwrap();
            assert_eq!(out, text);
        }
        assert_eq!(Coding::Gzip.pack(b"x").unwrap()[4..8], [0; 4], "no time");
    }

    #[test]
    fn a_copy_knows_its_source() {
        assert_eq!(source("a/b.html.gz"), "a/b.html");
        assert_eq!(source("feed.xml.br"), "feed.xml");
        assert_eq!(source("media/a.tar.gz"), "media/a.tar.gz");
        assert_eq!(source("a.html"), "a.html");
    }
}
