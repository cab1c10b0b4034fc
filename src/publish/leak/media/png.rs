//! PNG (W3C, third edition): its chunks, and what follows the last.

use super::{HINT, TRAILING_HINT, exif, found};
use crate::publish::leak::Hit;
use crate::source::parts::png_chunks;

/// Chunks that make the picture, its colours or its motion.
const PICTURE: [&[u8]; 23] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"mDCv", b"cLLi", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
    b"sTER",
];

/// Looks at the chunks.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    for chunk in png_chunks(bytes) {
        let what = match chunk.name {
            b"eXIf" => exif::told(chunk.content).map(str::to_owned),
            b"tEXt" | b"zTXt" | b"iTXt" => Some(format!("a text: {}", keyword(chunk.content))),
            b"tIME" => Some("the time when it was changed".to_owned()),
            name if PICTURE.contains(&name) => None,
            name => Some(format!("a chunk `{}`, which no picture needs", String::from_utf8_lossy(name))),
        };
        all.extend(what.map(|what| found(chunk.start, what, HINT)));
        let rest = bytes.get(chunk.end..).unwrap_or_default();
        if chunk.name == b"IEND" && rest.iter().any(|byte| *byte != 0) {
            let what = format!("{} bytes after the end of the picture", rest.len());
            all.push(found(chunk.end, what, TRAILING_HINT));
        }
    }
    all
}

/// What a text is about, by its own word.
fn keyword(content: &[u8]) -> String {
    let word: String = String::from_utf8_lossy(content).chars().take_while(|c| *c != '\0').take(79).collect();
    if word.starts_with("XML:com.adobe.xmp") { "XMP metadata".to_owned() } else { format!("`{word}`") }
}
