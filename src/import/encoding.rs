//! Bytes of unknown encoding as text, and which encoding it was.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// A text that was read from bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The name of the encoding, such as `windows-1251`.
    pub encoding: &'static str,
    /// Whether some bytes were none of that encoding's.
    pub damaged: bool,
}

/// Reads bytes as text; `declared` is the encoding that a page names itself.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), damaged: false };
    }
    if is_nearly_utf8(bytes) {
        return with(UTF_8, bytes);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return with(encoding, bytes);
    }
    if let Some(encoding) =
        declared.and_then(|name| Encoding::for_label(name.as_bytes())).filter(|e| *e != UTF_8)
    {
        return with(encoding, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(detector.guess(None, Utf8Detection::Allow), bytes)
}

/// Whether bytes are UTF-8 but for a few: many letters of several bytes that are whole, and hardly one that is not.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 10 && whole > broken * 20
}

/// The encoding that an HTML page names in its first bytes.
pub fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(2048))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let name = head[at..].trim_start_matches(['"', '\'', ' ']);
    let end =
        name.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(name.len());
    Some(name[..end].to_owned())
}

/// Whether bytes are no text at all: a picture, an archive, a program.
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let marks: [&[u8]; 9] = [
        b"%PDF",
        b"PK\x03\x04",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x1f\x8b",
        b"\x7fELF",
        b"RIFF",
        b"\x00\x00\x00",
    ];
    let known = marks.iter().any(|mark| head.starts_with(mark));
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    let utf16 = Encoding::for_bom(bytes).is_some() || unmarked_utf16(bytes).is_some();
    known || (zeros > 0 && !utf16)
}

/// Text of two bytes a letter without a mark: every other byte is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    if half >= 4 && odd * 10 > half * 6 && even * 10 < half {
        return Some(encoding_rs::UTF_16LE);
    }
    (half >= 4 && even * 10 > half * 6 && odd * 10 < half).then_some(encoding_rs::UTF_16BE)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), damaged }
}
