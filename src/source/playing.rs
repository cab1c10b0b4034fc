//! How long a film or a sound plays, by its file, of which no more is read than says it.

#![expect(clippy::disallowed_methods, reason = "the head of a film is part of the input")]

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::Duration;

use lofty::config::ParseOptions;
use lofty::file::AudioFile;
use lofty::probe::Probe;

/// A head of boxes (ISO 14496-12) that is larger is not read.
const HEAD: u64 = 64 << 20;

/// How many seconds a file plays; `None` for what does not play, and for what does not say it.
pub(super) fn of_bytes(path: &str, bytes: &[u8]) -> Option<u32> {
    let read = reader(path)?;
    read(&mut Cursor::new(bytes)).and_then(seconds)
}

/// The same of a file on the disk.
pub(super) fn of_file(path: &str, disk: &Path) -> Option<u32> {
    let read = reader(path)?;
    read(&mut BufReader::new(File::open(disk).ok()?)).and_then(seconds)
}

/// What can be read at any place.
trait Seekable: Read + Seek {}
impl<T: Read + Seek> Seekable for T {}

type LengthReader = fn(&mut dyn Seekable) -> Option<Duration>;

/// What reads a file of this name.
fn reader(path: &str) -> Option<LengthReader> {
    match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "mp3" | "ogg" => Some(sound),
        "mp4" => Some(film_of_boxes),
        "webm" => Some(film_of_elements),
        _ => None,
    }
}

fn sound(mut source: &mut dyn Seekable) -> Option<Duration> {
    let options = ParseOptions::new().read_tags(false).read_cover_art(false);
    let file = Probe::new(&mut source).options(options).guess_file_type().ok()?.read().ok()?;
    Some(file.properties().duration())
}

/// The header of a film (`moov`, then `mvhd`): how many units of time it has, and how many make a second.
fn film_of_boxes(source: &mut dyn Seekable) -> Option<Duration> {
    let end = source.seek(SeekFrom::End(0)).ok()?;
    let mut start = 0;
    while start < end {
        source.seek(SeekFrom::Start(start)).ok()?;
        let (name, head, length) = opened(source)?;
        // The last may go as far as the file.
        let length = if length == 0 { end - start } else { length };
        if &name == b"moov" {
            let mut inner = Vec::new();
            source.take((length.checked_sub(head)?).min(HEAD)).read_to_end(&mut inner).ok()?;
            return of_header(&inner);
        }
        start = start.checked_add(length.max(head))?;
    }
    None
}

/// The name of a box, the length of its head, and of all of it.
fn opened(source: &mut (impl Read + ?Sized)) -> Option<([u8; 4], u64, u64)> {
    let (mut length, mut name, mut large) = ([0; 4], [0; 4], [0; 8]);
    source.read_exact(&mut length).ok()?;
    source.read_exact(&mut name).ok()?;
    if u32::from_be_bytes(length) == 1 {
        source.read_exact(&mut large).ok()?;
        return Some((name, 16, u64::from_be_bytes(large)));
    }
    Some((name, 8, u64::from(u32::from_be_bytes(length))))
}

fn of_header(mut boxes: &[u8]) -> Option<Duration> {
    loop {
        let mut inner = boxes;
        let (name, _, length) = opened(&mut inner)?;
        if &name == b"mvhd" {
            return of_times(inner);
        }
        boxes = boxes.get(usize::try_from(length).ok()?.max(8)..)?;
    }
}

/// Version 0 has four bytes for each time, version 1 eight.
fn of_times(header: &[u8]) -> Option<Duration> {
    let number = |at: usize, bytes: usize| {
        let bytes = header.get(at..at + bytes)?;
        Some(bytes.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)))
    };
    let (units, length) = match header.first()? {
        0 => (number(12, 4)?, number(16, 4)?),
        _ => (number(20, 4)?, number(24, 8)?),
    };
    Duration::try_from_secs_f64(length as f64 / units as f64).ok()
}

fn film_of_elements(source: &mut dyn Seekable) -> Option<Duration> {
    matroska::Matroska::open(source).ok()?.info.duration
}

/// Whole seconds, at least one; a week is a slip of the file.
fn seconds(length: Duration) -> Option<u32> {
    let seconds = length.as_secs_f64().round();
    (length > Duration::ZERO && seconds < 604_800.0).then_some((seconds as u32).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
        [&length, name, content].concat()
    }

    fn film(header: &[u8]) -> Vec<u8> {
        let moov = boxed(b"moov", &[boxed(b"free", b"x"), boxed(b"mvhd", header)].concat());
        [boxed(b"ftyp", b"isom"), boxed(b"mdat", b"pixels"), moov].concat()
    }

    #[test]
    fn films_of_boxes_say_how_long_they_play() {
        let times = |units: u32, length: u32| {
            [&[0; 12][..], &units.to_be_bytes(), &length.to_be_bytes(), &[0; 80]].concat()
        };
        let long = [&[1][..], &[0; 19], &1000_u32.to_be_bytes(), &90_500_u64.to_be_bytes()].concat();
        assert_eq!(of_bytes("a.MP4", &film(&times(600, 1500))), Some(3));
        assert_eq!(of_bytes("a.mp4", &film(&long)), Some(91));
        assert_eq!(of_bytes("a.mp4", &film(&times(0, 1500))), None, "no unit of time");
        assert_eq!(of_bytes("a.mp4", &film(&times(1, u32::MAX))), None, "not known, as streams say it");
    }

    #[test]
    fn what_says_nothing_of_its_length_has_none() {
        let film = film(&[0; 100]);
        for end in 0..film.len() {
            assert_eq!(of_bytes("a.mp4", &film[..end]), None);
        }
        for bytes in [
            &b""[..],
            b"\x1a\x45\xdf\xa3",
            b"OggS",
            b"ID3\x04\0\0\x7f\x7f\x7f\x7f",
            b"\xff\xfb\x90\x64",
            b"words",
        ] {
            for name in ["a.webm", "a.ogg", "a.mp3", "a.mp4", "a.pdf", "a"] {
                assert_eq!(of_bytes(name, bytes), None, "{name}");
            }
        }
    }
}
