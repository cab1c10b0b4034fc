//! The parts that files of pictures are made of, one after another, as far as their bytes make sense.

/// The first bytes of a PNG.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A chunk of a PNG or a WebP.
#[derive(Clone, Copy, Debug)]
pub struct Chunk<'a> {
    /// Its four letters.
    pub name: &'a [u8],
    /// Its bytes without name, length and sum.
    pub content: &'a [u8],
    /// The byte at which it begins.
    pub start: usize,
    /// The byte after it, with all that belongs to it.
    pub end: usize,
}

/// The chunks of a PNG (W3C, third edition) as far as the last; none, if the bytes are not a PNG.
pub fn png_chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut start = if bytes.starts_with(PNG) { PNG.len() } else { bytes.len() };
    std::iter::from_fn(move || {
        let length = number(bytes, start).map(u32::from_be_bytes)? as usize;
        let name = bytes.get(start + 4..start + 8)?;
        let content = bytes.get(start + 8..(start + 8).checked_add(length)?)?;
        let chunk = Chunk { name, content, start, end: start + 12 + length };
        start = if name == b"IEND" { bytes.len() } else { chunk.end };
        Some(chunk)
    })
}

/// The chunks of a WebP (RFC 9649).
pub fn webp_chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let (mut start, whole) = (12, webp_end(bytes));
    std::iter::from_fn(move || {
        let name = bytes.get(start..start + 4).filter(|_| start < whole)?;
        let length = number(bytes, start + 4).map(u32::from_le_bytes)? as usize;
        let content = bytes.get(start + 8..(start + 8).checked_add(length)?)?;
        let chunk = Chunk { name, content, start, end: start + 8 + length + length % 2 };
        start = chunk.end;
        Some(chunk)
    })
}

/// The byte after the container of a WebP, by its own word.
pub fn webp_end(bytes: &[u8]) -> usize {
    let length = number(bytes, 4).map(|four| u32::from_le_bytes(four) as usize);
    length.and_then(|length| length.checked_add(8)).unwrap_or(bytes.len())
}

fn number(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok()
}

/// What a block of a GIF is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GifBlock<'a> {
    /// An extension, with its label; of an application with its name.
    Extension(u8, &'a [u8]),
    /// A frame.
    Frame,
    /// The end of the picture.
    Trailer,
}

/// The blocks of a GIF (version 89a), each with its first byte and the byte after it, as far as the trailer.
pub fn gif_blocks(bytes: &[u8]) -> impl Iterator<Item = (GifBlock<'_>, usize, usize)> {
    let mut next = gif_head(bytes);
    std::iter::from_fn(move || {
        let start = next?;
        let (block, end) = gif_block(bytes, start)?;
        next = (block != GifBlock::Trailer).then_some(end);
        Some((block, start, end))
    })
}

/// How long the screen of a GIF and its colours are, with which it begins.
pub fn gif_head(bytes: &[u8]) -> Option<usize> {
    Some(13 + colours(*bytes.get(10)?))
}

fn gif_block(bytes: &[u8], start: usize) -> Option<(GifBlock<'_>, usize)> {
    Some(match *bytes.get(start)? {
        0x21 => {
            let label = *bytes.get(start + 1)?;
            let application = if label == 0xff { bytes.get(start + 3..start + 14)? } else { &[] };
            (GifBlock::Extension(label, application), after_sub_blocks(bytes, start + 2)?)
        }
        0x2c => {
            let colours = colours(*bytes.get(start + 9)?);
            (GifBlock::Frame, after_sub_blocks(bytes, start + 11 + colours)?)
        }
        0x3b => (GifBlock::Trailer, start + 1),
        _ => return None,
    })
}

/// The length of a table of colours, by its packed field.
fn colours(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

/// The place after sub-blocks that each begin with their length, the last being empty.
fn after_sub_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += length + 1;
        if length == 0 {
            return Some(at);
        }
    }
}
