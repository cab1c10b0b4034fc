//! The streams of a PDF, unpacked.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::object::{hex, names};

/// How much is unpacked of one file: a small file may hold a stream without end.
const MOST: u64 = 64 * 1024 * 1024;
/// How far before its stream a dictionary is looked for.
const DICTIONARY: usize = 2000;

/// The unpacked streams. What is broken is unpacked as far as it goes; pictures and fonts stay as they are.
pub(in crate::publish::leak) fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut left = MOST;
    let begins = memmem::find_iter(bytes, b"stream").filter(|at| !bytes[..*at].ends_with(b"end"));
    let unpacked = |at: usize| {
        let rest = &bytes[at + b"stream".len()..];
        let rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"))?;
        let content = &rest[..memmem::find(rest, b"endstream").unwrap_or(rest.len())];
        let before = &bytes[at.saturating_sub(DICTIONARY)..at];
        let dictionary = &before[memmem::rfind(before, b"obj").unwrap_or(0)..];
        let out = one(dictionary, content, left)?;
        left = left.saturating_sub(out.len() as u64);
        Some(out)
    };
    begins.filter_map(unpacked).collect()
}

/// The first stream that is packed in a way that is not undone here: its place, and what packed it.
pub(super) fn closed(bytes: &[u8]) -> Option<(usize, String)> {
    let mut begins = memmem::find_iter(bytes, b"stream").filter(|at| !bytes[..*at].ends_with(b"end"));
    begins.find_map(|at| {
        let before = &bytes[at.saturating_sub(DICTIONARY)..at];
        let dictionary = &before[memmem::rfind(before, b"obj").unwrap_or(0)..];
        Some((at, unknown_filter(dictionary)?))
    })
}

fn unknown_filter(dictionary: &[u8]) -> Option<String> {
    let mut flate = 0;
    for (_, name, rest) in names(dictionary) {
        match name.as_slice() {
            b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL" | b"Crypt" => {
                return Some(String::from_utf8_lossy(&name).into_owned());
            }
            b"FlateDecode" | b"Fl" => flate += 1,
            // The filters stand elsewhere, as in `/Filter 5 0 R`.
            b"Filter" if rest.trim_ascii_start().first().is_some_and(u8::is_ascii_digit) => {
                return Some("a filter that stands elsewhere".to_owned());
            }
            _ => {}
        }
    }
    (flate > 1).then(|| "FlateDecode, twice".to_owned())
}

fn one(dictionary: &[u8], content: &[u8], left: u64) -> Option<Vec<u8>> {
    let says = |word: &[u8]| memmem::find(dictionary, word).is_some();
    let text = if says(b"ASCII85") || says(b"/A85") {
        ascii85(content)
    } else if says(b"ASCIIHex") || says(b"/AHx") {
        hex(&content[..memchr::memchr(b'>', content).unwrap_or(content.len())])
    } else {
        content.to_vec()
    };
    let out = if text.first().is_some_and(|byte| byte & 0x0f == 8) {
        let mut out = Vec::new();
        // An error ends the stream; what came before it counts.
        let _ = ZlibDecoder::new(text.as_slice()).take(left).read_to_end(&mut out);
        if out.is_empty() { text } else { out }
    } else {
        text
    };
    Some(out).filter(|out| !out.is_empty() && out.len() as u64 <= left)
}

/// Five signs for four bytes; `z` for four zeros (ISO 32000-1, 7.4.3).
fn ascii85(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 5 * 4);
    let mut group: Vec<u32> = Vec::with_capacity(5);
    let text = text.strip_prefix(b"<~").unwrap_or(text);
    for byte in text.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            _ => {}
        }
        if group.len() == 5 {
            out.extend(value(&group).to_be_bytes());
            group.clear();
        }
    }
    if group.len() > 1 {
        let bytes = group.len() - 1;
        group.resize(5, 84);
        out.extend(&value(&group).to_be_bytes()[..bytes]);
    }
    out
}

fn value(group: &[u32]) -> u32 {
    group.iter().fold(0_u32, |all, digit| all.wrapping_mul(85).wrapping_add(*digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_signs_are_four_bytes() {
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii85(b"<~z9Q~>"), [0, 0, 0, 0, b'M' - 1]);
    }
}
