//! What pictures, films, sounds and documents tell beside what they show. The sort of a file is told by what stands in it, as readers do that.

mod boxes;
pub(super) mod closed;
mod exif;
mod gif;
mod jpeg;
mod matroska;
mod mp3;
pub(super) mod pdf;
pub(super) mod png;
mod svg;
mod webp;

use memchr::memmem;

use super::{Hit, LeakKind};
use crate::source::parts;

/// The way out for most of them.
pub(super) const HINT: &str =
    "take it out of the original: `exiftool -all= --icc_profile:all -tagsFromFile @ -orientation FILE`";

/// The same for films.
const FILM_HINT: &str = "make a copy without it: `ffmpeg -i FILE -map_metadata -1 -c copy COPY`";

/// What follows the picture.
const TRAILING_HINT: &str = "save the picture anew, without what follows its end";

/// Before its mark a picture may have so many other bytes.
const BEFORE: usize = 1024;

/// What a file tells beside what it shows.
pub(super) fn look(path: &str, bytes: &[u8]) -> Vec<Hit> {
    if let Some(found) = by_mark(bytes) {
        return found;
    }
    if boxes::is_one(bytes) {
        return boxes::look(bytes);
    }
    if pdf::is_one(bytes) {
        return pdf::look(bytes).into_iter().chain(inside(bytes)).collect();
    }
    let lower = path.to_ascii_lowercase();
    if bytes.starts_with(b"ID3") || lower.ends_with(".mp3") {
        return mp3::look(bytes);
    }
    if lower.ends_with(".svg") {
        return svg::look(bytes);
    }
    if matroska::is_one(bytes) {
        return matroska::look(bytes);
    }
    if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        return vec![found(
            0,
            "a TIFF picture, which carries metadata in its own frame",
            "publish it as JPEG or PNG",
        )];
    }
    let shifted = || {
        (1..bytes.len().min(BEFORE)).find_map(|at| by_mark(&bytes[at..]).filter(|found| !found.is_empty()))
    };
    let is_text = memchr::memchr(0, bytes).is_none() && std::str::from_utf8(bytes).is_ok();
    if is_text {
        return Vec::new();
    }
    shifted().unwrap_or_else(|| closed::look(path, bytes).into_iter().chain(inside(bytes)).collect())
}

/// A picture by the mark that it begins with.
fn by_mark(bytes: &[u8]) -> Option<Vec<Hit>> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some(jpeg::look(bytes))
    } else if bytes.starts_with(parts::PNG) {
        Some(png::look(bytes))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(webp::look(bytes))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(gif::look(bytes))
    } else {
        None
    }
}

/// What pictures inside another file tell.
fn inside(bytes: &[u8]) -> Vec<Hit> {
    let blocks = memmem::find_iter(bytes, b"Exif\0\0").filter_map(|at| Some((at, exif::told(&bytes[at..])?)));
    blocks
        .filter(|(at, _)| is_order(&bytes[at + 6..]))
        .map(|(at, what)| found(at, format!("a picture inside: {what}"), HINT))
        .collect()
}

fn is_order(block: &[u8]) -> bool {
    block.starts_with(b"II*\0") || block.starts_with(b"MM\0*")
}

/// What an unpacked stream of a document tells.
pub(super) fn in_document(bytes: &[u8]) -> Vec<Hit> {
    inside(bytes)
}

/// The words that a document shows.
pub(super) fn texts(bytes: &[u8]) -> Vec<String> {
    if pdf::is_one(bytes) { pdf::texts(bytes) } else { Vec::new() }
}

fn found(at: usize, what: impl Into<String>, hint: &str) -> Hit {
    Hit::new(at, LeakKind::Metadata, what, hint)
}

/// A number of two bytes, the greater first.
fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let pair: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(usize::from(u16::from_be_bytes(pair)))
}

/// A number of four bytes, the greatest first.
fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}
