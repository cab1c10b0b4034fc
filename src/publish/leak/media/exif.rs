//! EXIF (CIPA DC-008): what the block of a picture holds.

/// The tag that says which way is up, which pages need.
const ORIENTATION: usize = 0x0112;
/// Where the place is.
const GPS: usize = 0x8825;
/// Where the camera's own notes are.
const EXIF: usize = 0x8769;

/// What a block tells beyond the orientation; `None` if nothing. The block begins with the byte order.
pub(super) fn told(block: &[u8]) -> Option<&'static str> {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let Some(tags) = tags(block) else { return Some("EXIF metadata") };
    if tags.contains(&GPS) {
        Some("EXIF metadata with the place where it was taken (GPS)")
    } else if tags.contains(&EXIF) {
        Some("EXIF metadata: camera, time, perhaps the maker's notes")
    } else {
        tags.iter().any(|tag| *tag != ORIENTATION).then_some("EXIF metadata")
    }
}

/// The tags of the first directory; a second one, with a thumbnail, counts as a tag 0. `None` if it cannot be read,
/// or has room for more than the directory.
fn tags(block: &[u8]) -> Option<Vec<usize>> {
    let little = match block.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let number = |at: usize, length: usize| {
        let bytes = block.get(at..at.checked_add(length)?)?;
        let add = |all: usize, byte: &u8| all << 8 | usize::from(*byte);
        Some(if little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    };
    let start = number(4, 4)?;
    let count = number(start, 2)?;
    let entry = |i: usize| number(start.checked_add(2 + i * 12)?, 2);
    let mut tags: Vec<usize> = (0..count).map(entry).collect::<Option<_>>()?;
    let end = start.checked_add(2 + count * 12)?;
    let second = number(end, 4).unwrap_or(0);
    // Words may hide between and behind directories, where no tag leads to them.
    let unused = block.len() > end + 4 + 2;
    if second != 0 || unused {
        tags.push(0);
    }
    Some(tags)
}
