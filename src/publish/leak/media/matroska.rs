//! Matroska and WebM (RFC 9559): tags and the time, by the numbers of their elements.

use memchr::memmem;

use super::{FILM_HINT, found};
use crate::publish::leak::Hit;

/// Tags of programs that pack films, which say nothing of anybody.
const PROGRAM: [&str; 12] = [
    "ENCODER",
    "DURATION",
    "BPS",
    "NUMBER_OF_FRAMES",
    "NUMBER_OF_BYTES",
    "_STATISTICS",
    "HANDLER_NAME",
    "VENDOR_ID",
    "MAJOR_BRAND",
    "MINOR_VERSION",
    "COMPATIBLE_BRANDS",
    "ENCODER_OPTIONS",
];

/// Whether a file is one.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1a\x45\xdf\xa3")
}

/// Looks for tags beyond the program's, files that are attached, and the time.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    // DateUTC has always eight bytes.
    if let Some(at) = memmem::find(&bytes[..bytes.len().min(64 * 1024)], b"\x44\x61\x88") {
        all.push(found(at, "the time when it was made", FILM_HINT));
    }
    if let Some(at) = memmem::find(bytes, b"\x19\x41\xa4\x69") {
        all.push(found(at, "files that are attached to it", FILM_HINT));
    }
    if let Some(at) = memmem::find(bytes, b"\x12\x54\xc3\x67") {
        all.extend(tag_names(&bytes[at..]).map(|name| found(at, format!("a tag `{name}`"), FILM_HINT)));
    }
    all
}

/// The names of tags: an element 0x45a3 with a length of one byte.
fn tag_names(bytes: &[u8]) -> impl Iterator<Item = String> {
    let name = |at: usize| {
        let length = usize::from(bytes.get(at + 2)? & 0x7f);
        let name = String::from_utf8_lossy(bytes.get(at + 3..at + 3 + length)?).into_owned();
        let is_program = PROGRAM.iter().any(|known| name.to_ascii_uppercase().starts_with(known));
        (!is_program && name.bytes().all(|b| b.is_ascii_graphic() || b == b' ')).then_some(name)
    };
    memmem::find_iter(bytes, b"\x45\xa3").filter_map(name)
}
