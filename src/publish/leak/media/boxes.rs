//! AVIF, HEIC, MP4 and MOV: boxes in boxes (ISO/IEC 14496-12 and 23008-12, QuickTime File Format).

use super::{FILM_HINT, HINT, found, u32_at};
use crate::publish::leak::Found;

/// How deep boxes are followed; no film nests deeper.
const DEPTH: usize = 8;

/// Looks at the boxes.
pub(super) fn look(bytes: &[u8]) -> Vec<Found> {
    let mut all = Vec::new();
    walk(bytes, 0, bytes.len(), DEPTH, &mut all);
    all
}

fn walk(bytes: &[u8], mut at: usize, end: usize, depth: usize, all: &mut Vec<Found>) {
    while at + 8 <= end {
        let (Some(size), Some(name)) = (u32_at(bytes, at), bytes.get(at + 4..at + 8)) else { return };
        let (header, size) = match size {
            0 => (8, end - at),
            1 => {
                let high = u32_at(bytes, at + 8).unwrap_or(0);
                let low = u32_at(bytes, at + 12).unwrap_or(0);
                (16, if high == 0 { low } else { end - at })
            }
            size => (8, size),
        };
        if size < header {
            return;
        }
        let (start, after) = (at + header, at.saturating_add(size).min(end));
        if start <= after {
            one(bytes, name, start, after, depth, all);
        }
        at = after;
    }
}

fn one(bytes: &[u8], name: &[u8], start: usize, end: usize, depth: usize, all: &mut Vec<Found>) {
    let mut push = |what: String, hint| all.push(found(start, what, hint));
    match name {
        b"moov" | b"trak" | b"mdia" | b"udta" | b"edts" | b"iprp" if depth > 0 => {
            walk(bytes, start, end, depth - 1, all);
        }
        // In pictures and MP4 a version stands first; in QuickTime the first box does.
        b"meta" | b"ilst" | b"iinf" if depth > 0 => {
            walk(bytes, first_box(bytes, name, start), end, depth - 1, all)
        }
        b"infe" => match item(&bytes[start..end]) {
            Some(kind @ b"Exif") => {
                push(format!("{} metadata", String::from_utf8_lossy(kind).to_uppercase()), HINT)
            }
            Some(b"mime") => push("XMP metadata".to_owned(), HINT),
            _ => {}
        },
        b"uuid" => push("data of an application, such as XMP".to_owned(), FILM_HINT),
        b"XMP_" => push("XMP metadata".to_owned(), FILM_HINT),
        b"loci" | b"\xa9xyz" => push("the place where it was taken".to_owned(), FILM_HINT),
        b"keys" => key_names(&bytes[start..end])
            .into_iter()
            .for_each(|key| push(format!("a field `{key}`"), FILM_HINT)),
        // Which program packed it, which says nothing of anybody.
        b"\xa9too" | b"\xa9swr" | b"hdlr" => {}
        [0xa9, rest @ ..] => push(format!("a field `©{}`", String::from_utf8_lossy(rest)), FILM_HINT),
        b"----" | b"desc" | b"ldes" | b"auth" | b"titl" | b"dscp" | b"cprt" | b"perf" | b"gnre" | b"yrrc" => {
            push(format!("a field `{}`", String::from_utf8_lossy(name)), FILM_HINT);
        }
        b"mvhd" if u32_at(bytes, start + 4).is_some_and(|time| time != 0) => {
            push("the time when it was made".to_owned(), FILM_HINT);
        }
        _ => {}
    }
}

/// Where the boxes inside begin: behind a version, and a count in `iinf`.
fn first_box(bytes: &[u8], name: &[u8], start: usize) -> usize {
    match name {
        b"iinf" if bytes.get(start) == Some(&0) => start + 6,
        b"iinf" => start + 8,
        b"meta" if bytes.get(start..start + 4) == Some(&[0; 4]) => start + 4,
        _ => start,
    }
}

/// The kind of an item of a picture.
fn item(content: &[u8]) -> Option<&[u8]> {
    match content.first()? {
        2 => content.get(8..12),
        3 => content.get(10..14),
        _ => None,
    }
}

/// The names of QuickTime's fields, but for the program's.
fn key_names(content: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 8;
    while let Some(size) = u32_at(content, at).filter(|size| *size >= 8) {
        let Some(name) = at.checked_add(size).and_then(|end| content.get(at + 8..end)) else { break };
        let name = String::from_utf8_lossy(name).into_owned();
        names.extend(Some(name).filter(|name| !name.ends_with("encoder") && !name.ends_with("software")));
        at += size;
    }
    names
}
