//! WebP (RFC 9649): the chunks of its RIFF container.

use super::{HINT, TRAILING_HINT, exif, found};
use crate::publish::leak::Hit;
use crate::source::parts::{webp_chunks, webp_end};

const PICTURE: [&[u8]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// Looks at the chunks, and for what follows the container.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    for chunk in webp_chunks(bytes) {
        let what = match chunk.name {
            b"EXIF" => exif::told(chunk.content).map(str::to_owned),
            b"XMP " => Some("XMP metadata".to_owned()),
            name if PICTURE.contains(&name) => None,
            name => Some(format!("a chunk `{}`, which no picture needs", String::from_utf8_lossy(name))),
        };
        all.extend(what.map(|what| found(chunk.start, what, HINT)));
    }
    let end = webp_end(bytes);
    let rest = bytes.get(end..).unwrap_or_default();
    if rest.iter().any(|byte| *byte != 0) {
        all.push(found(end, format!("{} bytes after the end of the picture", rest.len()), TRAILING_HINT));
    }
    all
}
