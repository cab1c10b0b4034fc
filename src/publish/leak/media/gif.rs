//! GIF (version 89a): its blocks.

use super::{HINT, TRAILING_HINT, found};
use crate::publish::leak::Hit;

/// Extensions of applications that steer the motion or hold a colour profile.
const HARMLESS: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// Looks at the blocks, and for what follows the trailer.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    // Bytes that make no sense end the picture for browsers too.
    let _ = read(bytes, &mut all);
    all
}

/// Reads as far as the bytes make sense.
fn read(bytes: &[u8], all: &mut Vec<Hit>) -> Option<()> {
    let mut at = 13 + table(*bytes.get(10)?);
    loop {
        let begins = at;
        match *bytes.get(at)? {
            0x21 => {
                let label = *bytes.get(at + 1)?;
                let what = match label {
                    0xfe => Some("a comment"),
                    0x01 => Some("a text of its own"),
                    0xff => {
                        let name = bytes.get(at + 3..at + 14)?;
                        if name.starts_with(b"XMP") {
                            Some("XMP metadata")
                        } else {
                            (!HARMLESS.contains(&name)).then_some("data of an application")
                        }
                    }
                    _ => None,
                };
                all.extend(what.map(|what| found(begins, what, HINT)));
                at = after_parts(bytes, at + 2)?;
            }
            0x2c => {
                at += 10 + table(*bytes.get(at + 9)?);
                at = after_parts(bytes, at + 1)?;
            }
            0x3b => {
                let rest = bytes.get(at + 1..)?;
                if rest.iter().any(|byte| *byte != 0) {
                    let what = format!("{} bytes after the end of the picture", rest.len());
                    all.push(found(at + 1, what, TRAILING_HINT));
                }
                return Some(());
            }
            _ => return None,
        }
    }
}

/// The length of a table of colours, by its packed field.
fn table(packed: u8) -> usize {
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
