//! Pictures that move, and drawings that are kept: their files written anew from those parts that make the picture.

use crate::source::PictureKind;

const BROKEN: &str = "its parts do not hold together";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

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
const PARTS: [&[u8; 4]; 8] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"];

/// The same of a picture that does not move and has the colours of the web; `None` for others.
pub(super) fn still_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut has_colours = false;
    for_each_chunk(bytes, |name, _| {
        has_colours |= matches!(name, b"iCCP" | b"gAMA" | b"cHRM" | b"cICP" | b"acTL");
    })?;
    if has_colours { None } else { png(bytes, &PARTS[..5]) }
}

fn png(bytes: &[u8], parts: &[&[u8; 4]]) -> Option<Vec<u8>> {
    let mut clean = PNG.to_vec();
    for_each_chunk(bytes, |name, whole| {
        if parts.contains(&name) {
            clean.extend_from_slice(whole);
        }
    })?;
    Some(clean)
}

/// Tells of each chunk its name and its bytes, sum and all; `None` where the last is missing.
fn for_each_chunk<'a>(bytes: &'a [u8], mut tell: impl FnMut(&'a [u8; 4], &'a [u8])) -> Option<()> {
    let mut at = bytes.starts_with(PNG).then_some(PNG.len())?;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let end = at.checked_add(12)?.checked_add(length)?;
        let name: &[u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        tell(name, bytes.get(at..end)?);
        if name == b"IEND" {
            return Some(());
        }
        at = end;
    }
}

/// The screen, the frames and how often they are repeated (GIF89a).
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut clean = bytes.get(..at)?.to_vec();
    loop {
        let begins = at;
        match *bytes.get(at)? {
            0x21 => {
                let label = *bytes.get(at + 1)?;
                at = after_parts(bytes, at + 2)?;
                let repeats = || bytes.get(begins + 3..begins + 14) == Some(&b"NETSCAPE2.0"[..]);
                if label == 0xf9 || (label == 0xff && repeats()) {
                    clean.extend_from_slice(bytes.get(begins..at)?);
                }
            }
            0x2c => {
                at = after_parts(bytes, at + 11 + colours(*bytes.get(at + 9)?))?;
                clean.extend_from_slice(bytes.get(begins..at)?);
            }
            0x3b => {
                clean.push(0x3b);
                return Some(clean);
            }
            _ => return None,
        }
    }
}

/// The length of a table of colours, by its packed field.
fn colours(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

/// The place after parts that each begin with their length, the last being empty.
fn after_parts(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += length + 1;
        if length == 0 {
            return Some(at);
        }
    }
}

/// The frames of a WebP (RFC 9649), with the flags of what is left out taken back.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8; 4]; 4] = [b"VP8X", b"ANIM", b"ANMF", b"ALPH"];
    let mut clean = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut at = 12;
    while at < bytes.len() {
        let Some(name) = bytes.get(at..at + 4) else { break };
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let end = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
        let Some(whole) = bytes.get(at..end) else { break };
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            let start = clean.len();
            clean.extend_from_slice(whole);
            if name == b"VP8X" {
                // Profile, EXIF, XMP.
                *clean.get_mut(start + 8)? &= !0b0010_1100;
            }
        }
        at = end;
    }
    let length = u32::try_from(clean.len() - 8).ok()?;
    clean[4..8].copy_from_slice(&length.to_le_bytes());
    Some(clean)
}
