//! WebP (RFC 9649): the chunks of its RIFF container.

use super::{HINT, TRAILING_HINT, exif, found};
use crate::publish::leak::Hit;

const PICTURE: [&[u8]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// Looks at the chunks, and for what follows the container.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    let end = length_at(bytes, 4).and_then(|length| length.checked_add(8)).unwrap_or(bytes.len());
    let mut at = 12;
    while let (Some(name), Some(length)) = (bytes.get(at..at + 4), length_at(bytes, at + 4)) {
        if at >= end {
            break;
        }
        let start = at + 8;
        let Some(content) = start.checked_add(length).and_then(|end| bytes.get(start..end)) else { break };
        let what = match name {
            b"EXIF" => exif::told(content).map(str::to_owned),
            b"XMP " => Some("XMP metadata".to_owned()),
            name if PICTURE.contains(&name) => None,
            name => Some(format!("a chunk `{}`, which no picture needs", String::from_utf8_lossy(name))),
        };
        all.extend(what.map(|what| found(at, what, HINT)));
        at = start + length + length % 2;
    }
    let rest = bytes.get(end..).unwrap_or_default();
    if rest.iter().any(|byte| *byte != 0) {
        all.push(found(end, format!("{} bytes after the end of the picture", rest.len()), TRAILING_HINT));
    }
    all
}

/// A number of four bytes, the least first.
fn length_at(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(four)).ok()
}
