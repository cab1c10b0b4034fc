//! GIF (version 89a): its blocks.

use super::{HINT, TRAILING_HINT, found};
use crate::publish::leak::Hit;
use crate::source::parts::{GifBlock, gif_blocks};

/// Extensions of applications that steer the motion or hold a colour profile.
const HARMLESS: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// Looks at the blocks, and for what follows the trailer. Bytes that make no sense end the picture for browsers too.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    for (block, start, end) in gif_blocks(bytes) {
        let what = match block {
            GifBlock::Extension(0xfe, _) => Some("a comment"),
            GifBlock::Extension(0x01, _) => Some("a text of its own"),
            GifBlock::Extension(0xff, name) if name.starts_with(b"XMP") => Some("XMP metadata"),
            GifBlock::Extension(0xff, name) if !HARMLESS.contains(&name) => Some("data of an application"),
            GifBlock::Extension(..) | GifBlock::Frame | GifBlock::Trailer => None,
        };
        all.extend(what.map(|what| found(start, what, HINT)));
        let rest = bytes.get(end..).unwrap_or_default();
        if block == GifBlock::Trailer && rest.iter().any(|byte| *byte != 0) {
            let what = format!("{} bytes after the end of the picture", rest.len());
            all.push(found(end, what, TRAILING_HINT));
        }
    }
    all
}
