//! What a picture is and how large, from the bytes of its file, without decoding it: pages keep its room free before it is there, and
//! what is no picture, or would fill the memory, is known before anybody decodes it.

#![expect(clippy::disallowed_methods, reason = "the head of a picture is part of the input")]

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use memchr::memmem;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attribute;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::parts::{GifBlock, gif_blocks, png_chunks, webp_chunks};
use crate::text::hex;

/// The size of a picture in pixels of CSS, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureSize {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// The formats that pages show.
const ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "gif", "webp", "avif"];
/// So much of a file is read at most: what cameras write before the size has room in it.
const HEAD: u64 = 1 << 20;

/// No picture may have a longer side, in pixels.
pub const LARGEST_SIDE: u32 = 16_384;
/// Nor more pixels: a small file can say that it is as large as a town.
const MOST_PIXELS: u64 = 50_000_000;
/// So many bytes of a picture are read at most.
const LARGEST_FILE: u64 = 256 << 20;

/// What a file of a picture is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PictureKind {
    /// A photograph.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// A drawing of lines.
    Svg,
}

/// A picture of the content: it is not published, copies of it are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFile {
    /// What it is.
    pub kind: PictureKind,
    /// Its SHA-256 in hexadecimal digits.
    pub sum: String,
    /// How it is turned upright (TIFF 6.0, tag `Orientation`, 1 to 8).
    pub turn: u8,
    /// Whether it moves.
    pub moves: bool,
    /// Whether it is a drawing, which has few colours, and not a photograph.
    pub is_drawing: bool,
    /// Its length in bytes.
    pub bytes: u64,
}

/// Why a file can be no picture of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFault {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub hint: &'static str,
}

/// Whether a file of this name is one that pages would show as a picture.
fn is_named(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ending == "svg" || ENDINGS.contains(&ending.as_str())
}

/// What is known of a picture of the content.
pub(super) type Looked = (Option<PictureSize>, Option<Result<PictureFile, PictureFault>>);

/// Looks at a file of the content; nothing is known of what is not called a picture.
pub(super) fn look(path: &str, bytes: &[u8]) -> Looked {
    if !is_named(path) {
        return (None, None);
    }
    match of_content(path, bytes) {
        Ok((size, file)) => (Some(size), Some(Ok(file))),
        Err(fault) => (None, Some(Err(fault))),
    }
}

/// The same of a file on the disk.
pub(super) fn look_at_file(path: &str, disk: &Path) -> Looked {
    if !is_named(path) {
        return (None, None);
    }
    let mut bytes = Vec::new();
    let read = File::open(disk).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes));
    if read.is_err() || bytes.len() as u64 > LARGEST_FILE {
        let what = match read {
            Err(error) => format!("it cannot be read: {error}"),
            Ok(_) => format!("it has more than {} MB", LARGEST_FILE >> 20),
        };
        return (None, Some(Err(PictureFault { what, hint: SMALLER })));
    }
    look(path, &bytes)
}

const SMALLER: &str = "save it smaller, at most 4000 pixels wide, as JPEG or PNG";
const AGAIN: &str = "get the file anew, or save it anew in a program that still opens it";
/// What to do with a picture of another form.
pub(super) const AS_JPEG: &str = "save it as JPEG (photographs) or PNG (drawings): `magick IN OUT.jpg`; on a Mac Preview's “Export…”; \
    on an iPhone Settings › Camera › Formats › Most Compatible";

/// What a file is, with its size upright.
fn of_content(path: &str, bytes: &[u8]) -> Result<(PictureSize, PictureFile), PictureFault> {
    let kind = kind(path, bytes)?;
    let fault = |what: &str, hint| PictureFault { what: what.to_owned(), hint };
    let turn = if kind == PictureKind::Svg { 1 } else { turn(kind, bytes) };
    let size = match kind {
        // Of one that does not say it browsers take this.
        PictureKind::Svg => drawing(bytes).unwrap_or(PictureSize { width: 300, height: 150 }),
        _ => stored_size(bytes).ok_or_else(|| fault("its size cannot be read", AGAIN))?,
    };
    let pixels = u64::from(size.width) * u64::from(size.height);
    let is_large = size.width.max(size.height) > LARGEST_SIDE || pixels > MOST_PIXELS;
    if kind != PictureKind::Svg && is_large {
        let PictureSize { width, height } = size;
        return Err(fault(&format!("it has {width} × {height} pixels, which is too large"), SMALLER));
    }
    if !is_whole(kind, bytes) {
        return Err(fault("its end is missing", AGAIN));
    }
    let size =
        if (5..=8).contains(&turn) { PictureSize { width: size.height, height: size.width } } else { size };
    let file = PictureFile {
        kind,
        sum: hex(&Sha256::digest(bytes)),
        turn,
        moves: moves(kind, bytes),
        is_drawing: is_drawing(kind, bytes, pixels),
        bytes: bytes.len() as u64,
    };
    Ok((size, file))
}

/// What the first bytes say; the ending of the name counts for drawings of lines only.
fn kind(path: &str, bytes: &[u8]) -> Result<PictureKind, PictureFault> {
    let is_box = |names: &[&[u8]]| {
        bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|name| names.contains(&name))
    };
    let other = match bytes {
        [0xff, 0xd8, 0xff, ..] => return Ok(PictureKind::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => return Ok(PictureKind::Png),
        [b'G', b'I', b'F', b'8', ..] => return Ok(PictureKind::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => return Ok(PictureKind::Webp),
        _ if is_box(&[b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1"]) => {
            "it is HEIC, which few browsers show"
        }
        _ if is_box(&[b"avif", b"avis"]) => "it is AVIF, which cannot be read here",
        [b'I', b'I', 0x2a, 0, ..] | [b'M', b'M', 0, 0x2a, ..] => {
            "it is TIFF or a camera's raw file, which no browser shows"
        }
        [0xff, 0x0a, ..] | [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] => {
            "it is JPEG XL, which few browsers show"
        }
        [b'B', b'M', ..] => "it is BMP, which is many times too large",
        [b'8', b'B', b'P', b'S', ..] => "it is a file of Photoshop",
        [] => "it is empty",
        _ if path.to_ascii_lowercase().ends_with(".svg") => return Ok(PictureKind::Svg),
        _ => "it is no picture, whatever its name says",
    };
    Err(PictureFault { what: other.to_owned(), hint: AS_JPEG })
}

/// Whether a file has its end. What a transfer cut off would be shown as half a picture.
fn is_whole(kind: PictureKind, bytes: &[u8]) -> bool {
    match kind {
        PictureKind::Jpeg => {
            scan_of_jpeg(bytes).is_some_and(|at| memmem::find(&bytes[at..], &[0xff, 0xd9]).is_some())
        }
        PictureKind::Png => memmem::rfind(bytes, b"IEND").is_some(),
        PictureKind::Webp => {
            let length = bytes.get(4..8).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
            length.is_some_and(|length| bytes.len() as u64 >= u64::from(length))
        }
        PictureKind::Gif | PictureKind::Svg => true,
    }
}

/// Where the picture itself begins in a JPEG, behind what cameras write of it, a small picture among that.
fn scan_of_jpeg(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4) {
        if marker == 0xff {
            at += 1;
            continue;
        }
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == 0xda {
            return (end <= bytes.len()).then_some(end);
        }
        at = end;
    }
    None
}

fn moves(kind: PictureKind, bytes: &[u8]) -> bool {
    match kind {
        PictureKind::Gif => {
            gif_blocks(bytes).filter(|(block, ..)| *block == GifBlock::Frame).nth(1).is_some()
        }
        // Before the first pixels, if at all.
        PictureKind::Png => {
            png_chunks(bytes).take_while(|chunk| chunk.name != b"IDAT").any(|chunk| chunk.name == b"acTL")
        }
        PictureKind::Webp => {
            bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0)
        }
        PictureKind::Jpeg | PictureKind::Svg => false,
    }
}

/// A picture of few colours takes little room for its pixels; a photograph without loss takes a byte or more for each.
fn is_drawing(kind: PictureKind, bytes: &[u8], pixels: u64) -> bool {
    let is_small = (bytes.len() as u64) * 2 < pixels;
    match kind {
        PictureKind::Gif | PictureKind::Svg => true,
        PictureKind::Png => {
            // Depth and sort of colour of the head (`IHDR`).
            let (depth, sort) = (bytes.get(24).copied().unwrap_or(8), bytes.get(25).copied().unwrap_or(2));
            depth < 8 || sort == 3 || is_small
        }
        PictureKind::Webp => bytes.get(12..16) == Some(b"VP8L") && is_small,
        PictureKind::Jpeg => false,
    }
}

/// How a file says that it is turned upright; 1 where it says nothing that is known.
fn turn(kind: PictureKind, bytes: &[u8]) -> u8 {
    let exif = match kind {
        PictureKind::Jpeg => exif_of_jpeg(bytes),
        PictureKind::Png => png_chunks(bytes).find(|chunk| chunk.name == b"eXIf").map(|chunk| chunk.content),
        PictureKind::Webp => {
            webp_chunks(bytes).find(|chunk| chunk.name == b"EXIF").map(|chunk| chunk.content)
        }
        PictureKind::Gif | PictureKind::Svg => None,
    };
    let exif = exif.map(|exif| exif.strip_prefix(b"Exif\0\0").unwrap_or(exif));
    exif.and_then(orientation)
        .and_then(|turn| u8::try_from(turn).ok())
        .filter(|turn| (1..=8).contains(turn))
        .unwrap_or(1)
}

/// The size of the picture in these bytes; `None` for what is no picture, and for one that cannot be read.
pub(super) fn of_bytes(path: &str, bytes: &[u8]) -> Option<PictureSize> {
    let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
    if ending == "svg" {
        return drawing(bytes);
    }
    ENDINGS.contains(&ending.as_str()).then(|| pixels(bytes)).flatten()
}

/// The same of a file on the disk, of which only the head is read.
pub(super) fn of_file(path: &str, disk: &Path) -> Option<PictureSize> {
    if !is_named(path) {
        return None;
    }
    let mut head = Vec::new();
    BufReader::new(File::open(disk).ok()?.take(64 << 10)).read_to_end(&mut head).ok()?;
    of_bytes(path, &head).or_else(|| {
        head.clear();
        File::open(disk).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
        of_bytes(path, &head)
    })
}

fn pixels(bytes: &[u8]) -> Option<PictureSize> {
    let PictureSize { width, height } = stored_size(bytes)?;
    let is_on_its_side =
        exif_of_jpeg(bytes).and_then(orientation).is_some_and(|turn| (5..=8).contains(&turn));
    Some(if is_on_its_side {
        PictureSize { width: height, height: width }
    } else {
        PictureSize { width, height }
    })
}

/// The size as it lies in the file, not yet turned upright.
fn stored_size(bytes: &[u8]) -> Option<PictureSize> {
    let size = imagesize::blob_size(bytes).ok()?;
    known(u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)
}

fn known(width: u32, height: u32) -> Option<PictureSize> {
    (width > 0 && height > 0).then_some(PictureSize { width, height })
}

/// What a photograph says of itself as cameras write it (Exif).
fn exif_of_jpeg(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 2;
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return None;
    }
    // Segments: a marker, then a length that counts itself.
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4) {
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == 0xe1
            && let Some(exif) = bytes.get(at + 4..end).and_then(|segment| segment.strip_prefix(b"Exif\0\0"))
        {
            return Some(exif);
        }
        // The picture itself begins.
        if marker == 0xda {
            return None;
        }
        at = end;
    }
    None
}

/// The tag `Orientation` of the first directory (TIFF 6.0, section 2).
fn orientation(tiff: &[u8]) -> Option<u16> {
    let is_little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let two = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let offset: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let offset = if is_little { u32::from_le_bytes(offset) } else { u32::from_be_bytes(offset) } as usize;
    let entries = usize::from(short(offset)?);
    (0..entries)
        .map(|entry| offset + 2 + entry * 12)
        .find(|at| short(*at) == Some(0x0112))
        .and_then(|at| short(at + 8))
}

/// The size of a drawing: its `width` and `height` where they are lengths, else those of its `viewBox`.
fn drawing(bytes: &[u8]) -> Option<PictureSize> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    loop {
        let element = match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => return None,
            _ => continue,
        };
        if element.local_name().as_ref() != "svg" {
            return None;
        }
        let (mut width, mut height, mut seen) = (None, None, None);
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "width" => width = length(&attribute),
                "height" => height = length(&attribute),
                "viewBox" => seen = view_box(&attribute),
                _ => {}
            }
        }
        return match (width, height, seen) {
            (Some(width), Some(height), _) => rounded(width, height),
            (Some(width), None, Some((w, h))) => rounded(width, width * h / w),
            (None, Some(height), Some((w, h))) => rounded(height * w / h, height),
            (_, _, Some((width, height))) => rounded(width, height),
            _ => None,
        };
    }
}

fn length(attribute: &Attribute) -> Option<f64> {
    let text = attribute.value.trim();
    text.strip_suffix("px").unwrap_or(text).parse().ok().filter(|length: &f64| *length > 0.0)
}

fn view_box(attribute: &Attribute) -> Option<(f64, f64)> {
    let numbers = attribute.value.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty());
    let numbers: Vec<f64> = numbers.map_while(|part| part.parse().ok()).collect();
    let &[_, _, width, height] = numbers.as_slice() else { return None };
    (width > 0.0 && height > 0.0).then_some((width, height))
}

fn rounded(width: f64, height: f64) -> Option<PictureSize> {
    let whole = |length: f64| (length.is_finite() && length < 1e6).then_some(length.round() as u32);
    known(whole(width)?, whole(height)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: u32, height: u32) -> Option<PictureSize> {
        Some(PictureSize { width, height })
    }

    #[test]
    fn drawings_have_the_size_that_they_say() {
        let svg = |attributes: &str| {
            of_bytes("a.svg", format!("<?xml version='1.0'?>\n<svg {attributes}/>").as_bytes())
        };
        assert_eq!(svg("viewBox='0 0 40 30'"), size(40, 30));
        assert_eq!(svg("width='80px' height='20' viewBox='0 0 40 30'"), size(80, 20));
        assert_eq!(svg("width='100%' viewBox='0,0,40,30.4'"), size(40, 30));
        assert_eq!(svg("width='80' viewBox='0 0 40 30'"), size(80, 60));
        assert_eq!(svg("viewBox='0 0 nothing'"), None);
        assert_eq!(of_bytes("a.svg", b"<html></html>"), None);
        assert_eq!(of_bytes("a.svg", b"no drawing"), None);
    }

    #[test]
    fn a_photograph_on_its_side_is_as_wide_as_it_was_high() {
        let frame = [0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0, 0xff, 0xd9];
        let tiff = |order: &[u8], tail: &[u8]| [order, tail].concat();
        let little = tiff(b"II*\0", &[8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
        let big = tiff(b"MM\0*", &[0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0]);
        let upright = tiff(b"MM\0*", &[0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 1, 0, 0]);
        let photograph = |exif: &[u8]| {
            let length = u16::try_from(8 + exif.len()).unwrap().to_be_bytes();
            [&[0xff, 0xd8, 0xff, 0xe1][..], &length, b"Exif\0\0", exif, &frame].concat()
        };
        assert_eq!(of_bytes("a.JPG", &photograph(&little)), size(20, 30));
        assert_eq!(of_bytes("a.jpg", &photograph(&big)), size(20, 30));
        assert_eq!(of_bytes("a.jpg", &photograph(&upright)), size(30, 20));
    }

    #[test]
    fn what_is_cut_off_or_no_picture_has_no_size() {
        for bytes in [&b""[..], b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"words"] {
            for name in ["a.png", "a.jpg", "a.gif", "a.webp", "a.avif", "a.svg", "a.pdf", "a"] {
                assert_eq!(of_bytes(name, bytes), None, "{name}");
            }
        }
    }
}
