//! JPEG (ITU-T T.81): its segments, and what follows its end.

use super::{HINT, TRAILING_HINT, exif, found, u16_at};
use crate::publish::leak::Hit;

/// Looks at the segments up to the picture's data, then for what comes after the end.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    let mut at = 2;
    loop {
        let Some(marker) = next_marker(bytes, &mut at) else { return all };
        match marker {
            0xd9 => break,
            // Markers that stand alone.
            0x01 | 0xd0..=0xd7 => continue,
            _ => {}
        }
        let Some(length) = u16_at(bytes, at).filter(|length| *length >= 2) else { return all };
        let content = bytes.get(at + 2..at + length).unwrap_or_default();
        all.extend(segment(marker, content).map(|what| found(at, what, HINT)));
        at += length;
        if marker == 0xda {
            skip_data(bytes, &mut at);
        }
    }
    // Players and cameras pad with zeros, which tell nothing.
    let rest = bytes.get(at..).unwrap_or_default();
    if rest.iter().any(|byte| *byte != 0) {
        let what =
            format!("{} bytes after the end of the picture, such as a second picture or a film", rest.len());
        all.push(found(at, what, TRAILING_HINT));
    }
    all
}

/// The next marker; the place is then behind it.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    let mut place = *at + memchr::memchr(0xff, bytes.get(*at..)?)?;
    while *bytes.get(place)? == 0xff {
        place += 1;
    }
    *at = place + 1;
    bytes.get(place).copied()
}

/// Goes to the marker after the picture's data: a 0xff there is followed by 0 or is a restart.
fn skip_data(bytes: &[u8], at: &mut usize) {
    while let Some(step) = bytes.get(*at..).and_then(|rest| memchr::memchr(0xff, rest)) {
        *at += step;
        match bytes.get(*at + 1) {
            Some(0x00 | 0xd0..=0xd7) => *at += 2,
            Some(0xff) => *at += 1,
            _ => return,
        }
    }
    *at = bytes.len();
}

/// What a segment tells, if it does.
fn segment(marker: u8, content: &[u8]) -> Option<&'static str> {
    let begins = |sign: &[u8]| content.starts_with(sign);
    match marker {
        0xe0 if begins(b"JFIF\0") => {
            // The thumbnail may show what was cut off.
            content.get(12..14).is_some_and(|size| size != [0, 0]).then_some("a thumbnail in the JFIF header")
        }
        0xe0 if begins(b"JFXX\0") => Some("a thumbnail in the JFIF header"),
        0xe1 if begins(b"Exif\0") => exif::told(content),
        0xe1 if begins(b"http://ns.adobe.com/x") => Some("XMP metadata"),
        0xe2 if begins(b"ICC_PROFILE\0") => None,
        0xe2 if begins(b"MPF\0") => Some("a list of further pictures behind the first (MPF)"),
        0xed => Some("IPTC metadata"),
        0xee if begins(b"Adobe") => None,
        0xe0..=0xef => Some("a segment of an application, whose content pages do not need"),
        0xfe => Some("a comment"),
        _ => None,
    }
}
