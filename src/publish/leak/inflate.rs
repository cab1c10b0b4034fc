//! What is packed inside a file: texts of PNG, streams of PDF, files of archives.

use std::io::{Cursor, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::media::pdf;
use crate::source::parts::png_chunks;

/// How much is unpacked of one file: a small file may hold a stream without end.
const MOST: u64 = 64 * 1024 * 1024;
/// So many files of an archive are looked at.
const FILES: usize = 10_000;

/// The unpacked streams of a file; nothing for files of other sorts. What is broken is unpacked as far as it goes.
pub(super) fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    if pdf::is_one(bytes) {
        return pdf::streams(bytes);
    }
    let mut left = MOST;
    let mut unpacked = Vec::new();
    for stream in of_png(bytes) {
        let mut out = Vec::new();
        // An error ends the stream; what came before it counts.
        let _ = ZlibDecoder::new(stream).take(left).read_to_end(&mut out);
        left = left.saturating_sub(out.len() as u64);
        unpacked.extend(Some(out).filter(|out| !out.is_empty()));
    }
    unpacked
}

/// The packed texts (`zTXt`, `iTXt`), not the picture.
fn of_png(bytes: &[u8]) -> Vec<&[u8]> {
    let texts = png_chunks(bytes).filter(|chunk| matches!(chunk.name, b"zTXt" | b"iTXt"));
    texts
        .filter_map(|chunk| {
            let after_keyword = &chunk.content[memchr::memchr(0, chunk.content)? + 1..];
            match chunk.name {
                b"zTXt" => after_keyword.get(1..),
                _ if after_keyword.first() == Some(&1) => {
                    let mut parts = after_keyword.get(2..)?.splitn(3, |byte| *byte == 0);
                    parts.nth(2)
                }
                _ => None,
            }
        })
        .collect()
}

/// Whether a file begins as an archive does that can be opened.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(b"PK\x03\x04")
}

/// The files of an archive with their names; `None` if it is none, or cannot be looked into wholly.
pub(super) fn files(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut out = Vec::new();
        MultiGzDecoder::new(bytes).take(MOST).read_to_end(&mut out).ok()?;
        return (out.len() as u64 != MOST).then(|| vec![(String::new(), out)]);
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > FILES {
        return None;
    }
    let mut left = MOST;
    let mut files = Vec::new();
    for i in 0..archive.len() {
        let file = archive.by_index(i).ok()?;
        let name = file.name().map_or_else(|_| String::new(), |name| name.into_owned());
        let mut out = Vec::new();
        file.take(left).read_to_end(&mut out).ok()?;
        left = left.checked_sub(out.len() as u64).filter(|left| *left > 0)?;
        files.push((name, out));
    }
    Some(files)
}
