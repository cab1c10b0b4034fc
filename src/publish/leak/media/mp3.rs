//! MP3: the frames of ID3v2 (id3.org), and the old tag at the end.

use super::{found, u32_at};
use crate::publish::leak::Hit;

const HINT: &str = "make a copy without it: `ffmpeg -i FILE -map_metadata -1 -c copy COPY`";

/// Frames that listeners are meant to see, and the program's name.
const SHOWN: [&[u8]; 12] = [
    b"TIT2", b"TPE1", b"TALB", b"TRCK", b"TCON", b"TLEN", b"TSSE", b"TLAN", b"TBPM", b"TCOP", b"TT2\0",
    b"TP1\0",
];

/// Looks at the frames.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = frames(bytes);
    // ID3v1: 128 bytes at the end; bytes 97 to 127 are the comment.
    let old = bytes.len().checked_sub(128).map(|at| (at, &bytes[at..]));
    if let Some((at, tag)) = old.filter(|(_, tag)| tag.starts_with(b"TAG"))
        && tag[97..125].iter().any(|byte| !matches!(byte, 0 | b' '))
    {
        all.push(found(at, "a comment", HINT));
    }
    all
}

fn frames(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    if !bytes.starts_with(b"ID3") {
        return all;
    }
    let version = bytes.get(3).copied().unwrap_or(0);
    let end = bytes.get(6..10).map_or(0, seven_bits) + 10;
    let name_length = if version == 2 { 3 } else { 4 };
    let header = if version == 2 { 6 } else { 10 };
    let mut at = 10;
    while at + header <= end {
        let Some(name) = bytes.get(at..at + name_length).filter(|name| name[0] != 0) else { break };
        let size = match version {
            2 => bytes.get(at + 2..at + 6).and_then(|_| u32_at(bytes, at + 2)).map(|size| size & 0x00ff_ffff),
            4 => bytes.get(at + 4..at + 8).map(seven_bits),
            _ => u32_at(bytes, at + 4),
        };
        let Some(size) = size else { break };
        if !SHOWN.contains(&name) {
            all.push(found(at, frame(name), HINT));
        }
        let Some(after) = at.checked_add(header + size) else { break };
        at = after;
    }
    all
}

fn frame(name: &[u8]) -> String {
    match name {
        b"COMM" | b"COM" => "a comment".to_owned(),
        b"APIC" | b"PIC" => "a picture, which may have metadata of its own".to_owned(),
        b"PRIV" | b"GEOB" | b"GEO" => "data of an application".to_owned(),
        name => format!("a field `{}`", String::from_utf8_lossy(name)),
    }
}

/// A number of seven bits a byte.
fn seven_bits(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |all, byte| all << 7 | usize::from(byte & 0x7f))
}
