//! Pictures that move, and drawings that are kept: their files written anew from those parts that make the picture.

use crate::source::PictureKind;
use crate::source::parts::{GifBlock, PNG, gif_blocks, gif_head, png_chunks, webp_chunks};

const BROKEN: &str = "its parts do not hold together";

/// The file without all that is no picture or motion.
pub(super) fn clean(kind: PictureKind, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let clean = match kind {
        PictureKind::Gif => gif(bytes),
        PictureKind::Png => png(bytes, &PARTS),
        PictureKind::Webp => webp(bytes),
        PictureKind::Jpeg | PictureKind::Svg => None,
    };
    clean.ok_or_else(|| BROKEN.to_owned())
}

/// Chunks that make a picture and its motion. Colours are those of the web: what says otherwise is not passed on.
const PARTS: [&[u8]; 8] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"];

/// The same of a picture that does not move and has the colours of the web; `None` for others.
pub(super) fn still_png(bytes: &[u8]) -> Option<Vec<u8>> {
    const OTHER: [&[u8]; 5] = [b"iCCP", b"gAMA", b"cHRM", b"cICP", b"acTL"];
    let is_plain = png_chunks(bytes).all(|chunk| !OTHER.contains(&chunk.name));
    is_plain.then(|| png(bytes, &PARTS[..5])).flatten()
}

/// `None` where the last chunk is missing.
fn png(bytes: &[u8], parts: &[&[u8]]) -> Option<Vec<u8>> {
    let mut clean = PNG.to_vec();
    let mut is_whole = false;
    for chunk in png_chunks(bytes) {
        let whole = bytes.get(chunk.start..chunk.end)?;
        if parts.contains(&chunk.name) {
            clean.extend_from_slice(whole);
        }
        is_whole = chunk.name == b"IEND";
    }
    is_whole.then_some(clean)
}

/// The screen, the frames and how often they are repeated.
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    const CONTROL: u8 = 0xf9;
    let mut clean = bytes.get(..gif_head(bytes)?)?.to_vec();
    let mut is_whole = false;
    for (block, start, end) in gif_blocks(bytes) {
        let is_kept = match block {
            GifBlock::Extension(label, application) => label == CONTROL || application == b"NETSCAPE2.0",
            GifBlock::Frame | GifBlock::Trailer => true,
        };
        if is_kept {
            clean.extend_from_slice(bytes.get(start..end)?);
        }
        is_whole = block == GifBlock::Trailer;
    }
    is_whole.then_some(clean)
}

/// The frames, with the flags of what is left out taken back.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8]; 4] = [b"VP8X", b"ANIM", b"ANMF", b"ALPH"];
    // Profile, EXIF, XMP.
    const LEFT_OUT: u8 = 0b0010_1100;
    let mut clean = b"RIFF\0\0\0\0WEBP".to_vec();
    for chunk in webp_chunks(bytes).filter(|chunk| KEPT.contains(&chunk.name)) {
        let start = clean.len();
        clean.extend_from_slice(bytes.get(chunk.start..chunk.end)?);
        if chunk.name == b"VP8X" {
            *clean.get_mut(start + 8)? &= !LEFT_OUT;
        }
    }
    let length = u32::try_from(clean.len() - 8).ok()?;
    clean[4..8].copy_from_slice(&length.to_le_bytes());
    Some(clean)
}
