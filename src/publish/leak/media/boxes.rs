//! AVIF, HEIC, MP4 and MOV: boxes in boxes (ISO/IEC 14496-12 and 23008-12, QuickTime File Format).

use super::{FILM_HINT, HINT, found, u32_at};
use crate::publish::leak::Hit;

/// How deep boxes are followed; no film nests deeper.
const DEPTH: usize = 12;

/// Boxes that a file may begin with.
const FIRST: [&[u8; 4]; 15] = [
    b"ftyp", b"styp", b"wide", b"free", b"skip", b"mdat", b"moov", b"moof", b"pnot", b"uuid", b"sidx",
    b"meta", b"udta", b"junk", b"pdin",
];
/// Tracks that tell where a camera was or how it moved.
const MEASURED: [&[u8; 4]; 6] = [b"gpmd", b"camm", b"djmd", b"dbgi", b"mebx", b"mett"];

/// Whether the bytes begin with a box of a film or picture.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let size = u32_at(bytes, 0).unwrap_or(0);
    bytes.get(4..8).is_some_and(|name| FIRST.iter().any(|first| *first == name)) && (size <= 1 || size >= 8)
}

/// Looks at the boxes.
pub(super) fn look(bytes: &[u8]) -> Vec<Hit> {
    let mut all = Vec::new();
    walk(bytes, 0, bytes.len(), DEPTH, &mut all);
    // What lies where no box leads is read by some.
    let places = memchr::memmem::find_iter(bytes, b"\xa9xyz");
    all.extend(places.filter(|at| is_place(&bytes[at + 4..])).map(|at| found(at, PLACE, FILM_HINT)));
    let measured =
        memchr::memmem::find(bytes, b"GPMFDEVC").or_else(|| memchr::memmem::find(bytes, b"DEVC\x01\0\0"));
    all.extend(measured.map(|at| found(at, "measurements of the camera, such as of places", FILM_HINT)));
    all
}

const PLACE: &str = "the place where it was taken";

/// Whether a field of a place holds one, as in `+39.8+046.7/` (ISO 6709).
fn is_place(content: &[u8]) -> bool {
    content.iter().take(24).any(|byte| matches!(byte, b'+' | b'-'))
}

fn walk(bytes: &[u8], mut at: usize, end: usize, depth: usize, all: &mut Vec<Hit>) {
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

fn one(bytes: &[u8], name: &[u8], start: usize, end: usize, depth: usize, all: &mut Vec<Hit>) {
    let mut push = |what: String, hint| all.push(found(start, what, hint));
    match name {
        b"moov" | b"trak" | b"mdia" | b"udta" | b"edts" | b"iprp" | b"minf" | b"stbl" | b"dinf" | b"gmhd"
        | b"mvex" | b"moof" | b"traf" | b"mfra" | b"skip" | b"tref" | b"free"
            if depth > 0 =>
        {
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
        b"loci" | b"\xa9xyz" => push(PLACE.to_owned(), FILM_HINT),
        b"GPMF" => push("measurements of the camera, such as of places".to_owned(), FILM_HINT),
        b"stsd"
            if bytes.get(start + 12..start + 16).is_some_and(|name| MEASURED.iter().any(|m| *m == name)) =>
        {
            push("a track of measurements, such as of places".to_owned(), FILM_HINT);
        }
        b"keys" => key_names(&bytes[start..end])
            .into_iter()
            .for_each(|key| push(format!("a field `{key}`"), FILM_HINT)),
        // Which program packed it, which says nothing of anybody.
        b"\xa9too" | b"\xa9swr" | b"hdlr" => {}
        [0xa9, rest @ ..] => push(format!("a field `©{}`", String::from_utf8_lossy(rest)), FILM_HINT),
        b"----" | b"desc" | b"ldes" | b"auth" | b"titl" | b"dscp" | b"cprt" | b"perf" | b"gnre" | b"yrrc" => {
            push(format!("a field `{}`", String::from_utf8_lossy(name)), FILM_HINT);
        }
        b"mvhd" | b"tkhd" | b"mdhd" if has_time(bytes, start) => {
            push("the time when it was made".to_owned(), FILM_HINT);
        }
        _ => {}
    }
}

/// Whether a header says when something was made or changed: two numbers, of eight bytes each in version 1.
fn has_time(bytes: &[u8], start: usize) -> bool {
    let numbers = if bytes.get(start) == Some(&1) { 4 } else { 2 };
    (1..=numbers).any(|i| u32_at(bytes, start + i * 4).is_some_and(|time| time != 0))
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
