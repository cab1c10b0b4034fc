//! What pictures, films, sounds and documents tell beside what they show. The sort of a file is judged by its first bytes.

mod boxes;
mod exif;
mod gif;
mod jpeg;
mod mp3;
mod pdf;
pub(super) mod png;
mod svg;
mod webp;

use super::{Found, Kind};

/// The way out for most of them.
pub(super) const HINT: &str =
    "take it out of the original: `exiftool -all= --icc_profile:all -tagsFromFile @ -orientation FILE`";

/// The same for films.
const FILM_HINT: &str = "make a copy without it: `ffmpeg -i FILE -map_metadata -1 -c copy COPY`";

/// What follows the picture.
const TRAILING_HINT: &str = "save the picture anew, without what follows its end";

/// What a file tells beside what it shows.
pub(super) fn look(path: &str, bytes: &[u8]) -> Vec<Found> {
    if bytes.starts_with(&[0xff, 0xd8]) {
        jpeg::look(bytes)
    } else if bytes.starts_with(png::SIGNATURE) {
        png::look(bytes)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp::look(bytes)
    } else if bytes.starts_with(b"GIF8") {
        gif::look(bytes)
    } else if bytes.get(4..8) == Some(b"ftyp") {
        boxes::look(bytes)
    } else if bytes.starts_with(b"ID3") || path.to_ascii_lowercase().ends_with(".mp3") {
        mp3::look(bytes)
    } else if bytes.starts_with(b"%PDF-") {
        pdf::look(bytes)
    } else if path.to_ascii_lowercase().ends_with(".svg") {
        svg::look(bytes)
    } else if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        vec![found(0, "a TIFF picture, which carries metadata in its own frame", "publish it as JPEG or PNG")]
    } else {
        Vec::new()
    }
}

/// What an unpacked stream of a document tells.
pub(super) fn in_document(bytes: &[u8]) -> Vec<Found> {
    pdf::fields(bytes).into_iter().map(|found| Found { at: 0, ..found }).collect()
}

fn found(at: usize, what: impl Into<String>, hint: &str) -> Found {
    Found::new(at, Kind::Metadata, what, hint)
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
