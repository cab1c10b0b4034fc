//! PNG (W3C, third edition): its chunks, and what follows the last.

use super::{HINT, TRAILING_HINT, exif, found, u32_at};
use crate::publish::leak::Hit;

/// The first bytes.
pub(in crate::publish::leak) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that make the picture, its colours or its motion.
const PICTURE: [&[u8; 4]; 23] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"mDCv", b"cLLi", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
    b"sTER",
];

/// A chunk of a PNG.
pub(in crate::publish::leak) struct Chunk<'a> {
    pub(in crate::publish::leak) name: &'a [u8; 4],
    pub(in crate::publish::leak) content: &'a [u8],
    at: usize,
    after: usize,
}

/// The chunks as far as the last; none, if the bytes are not a PNG.
pub(in crate::publish::leak) fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = if bytes.starts_with(SIGNATURE) { SIGNATURE.len() } else { bytes.len() };
    std::iter::from_fn(move || {
        let length = u32_at(bytes, at)?;
        let name = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let start = at + 8;
        let content = bytes.get(start..start.checked_add(length)?)?;
        let chunk = Chunk { name, content, at, after: start + length + 4 };
        at = if name == b"IEND" { bytes.len() } else { chunk.after };
        Some(chunk)
    })
}

/// Looks at the chunks.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    for chunk in chunks(bytes) {
        let what = match chunk.name {
            b"eXIf" => exif::told(chunk.content).map(str::to_owned),
            b"tEXt" | b"zTXt" | b"iTXt" => Some(format!("a text: {}", keyword(chunk.content))),
            b"tIME" => Some("the time when it was changed".to_owned()),
            name if PICTURE.contains(&name) => None,
            name => Some(format!("a chunk `{}`, which no picture needs", String::from_utf8_lossy(name))),
        };
        all.extend(what.map(|what| found(chunk.at, what, HINT)));
        let rest = bytes.get(chunk.after..).unwrap_or_default();
        if chunk.name == b"IEND" && rest.iter().any(|byte| *byte != 0) {
            let what = format!("{} bytes after the end of the picture", rest.len());
            all.push(found(chunk.after, what, TRAILING_HINT));
        }
    }
    all
}

/// What a text is about, by its own word.
fn keyword(content: &[u8]) -> String {
    let word: String = String::from_utf8_lossy(content).chars().take_while(|c| *c != '\0').take(79).collect();
    if word.starts_with("XML:com.adobe.xmp") { "XMP metadata".to_owned() } else { format!("`{word}`") }
}
