//! How large a picture is, from the head of its file: pages keep its room free before it is there.

#![expect(clippy::disallowed_methods, reason = "the head of a picture is part of the input")]

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use quick_xml::events::Event;
use quick_xml::events::attributes::Attribute;

/// The size of a picture in pixels of CSS, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
    if ending != "svg" && !ENDINGS.contains(&ending.as_str()) {
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
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let (width, height) = if is_on_its_side(bytes) { (height, width) } else { (width, height) };
    known(width, height)
}

fn known(width: u32, height: u32) -> Option<PictureSize> {
    (width > 0 && height > 0).then_some(PictureSize { width, height })
}

/// Whether a photograph says that it is to be turned by a quarter, as browsers do.
fn is_on_its_side(bytes: &[u8]) -> bool {
    let mut at = 2;
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return false;
    }
    // Segments: a marker, then a length that counts itself.
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4) {
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == 0xe1
            && let Some(exif) = bytes.get(at + 4..end).and_then(|segment| segment.strip_prefix(b"Exif\0\0"))
        {
            return orientation(exif).is_some_and(|turn| (5..=8).contains(&turn));
        }
        // The picture itself begins.
        if marker == 0xda {
            return false;
        }
        at = end;
    }
    false
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
