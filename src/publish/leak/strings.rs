//! The texts in the bytes of a file, whatever their encoding.

use std::borrow::Cow;

/// Shorter runs of letters in a file that is no text are chance.
const SHORTEST: usize = 6;

/// Endings of files that are texts in whatever encoding.
const TEXTS: &[&str] = &[
    "txt",
    "text",
    "md",
    "html",
    "htm",
    "xhtml",
    "xml",
    "json",
    "jsonl",
    "geojson",
    "webmanifest",
    "js",
    "mjs",
    "css",
    "svg",
    "csv",
    "tsv",
    "yaml",
    "yml",
    "toml",
    "vtt",
    "srt",
    "rss",
    "atom",
    "rtf",
    "tex",
    "bib",
    "ris",
    "log",
    "ini",
    "sql",
    "kml",
    "gpx",
    "eml",
    "ics",
    "vcf",
];

/// The text that a file is; `None` if it is something else.
pub(super) fn text<'a>(path: &str, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    let has_nul = memchr::memchr(0, bytes).is_some();
    if !has_nul && let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    if !TEXTS.contains(&ending.as_str()) {
        return None;
    }
    let encoding = match (has_nul, bytes.first()) {
        (false, _) => encoding_rs::WINDOWS_1252,
        (true, Some(0)) => encoding_rs::UTF_16BE,
        (true, _) => encoding_rs::UTF_16LE,
    };
    Some(encoding.decode_without_bom_handling(bytes).0)
}

/// The runs of readable signs in bytes of any sort, each a line: UTF-8, Latin-1 and UTF-16.
pub(super) fn of(bytes: &[u8]) -> String {
    let mut out = String::new();
    narrow(bytes, &mut out);
    for from in [0, 1] {
        wide(bytes.get(from..).unwrap_or_default(), u16::from_le_bytes, &mut out);
        wide(bytes.get(from..).unwrap_or_default(), u16::from_be_bytes, &mut out);
    }
    out
}

/// Runs of ASCII and UTF-8. A byte that is neither counts between letters, as a letter of Latin-1.
fn narrow(bytes: &[u8], out: &mut String) {
    let mut run = out.len();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (sign, length) = match byte {
            b'\t' | b'\n' | b'\r' | 0x20..=0x7e => (Some(char::from(byte)), 1),
            0x80.. => high(bytes, at),
            _ => (None, 1),
        };
        at += length;
        match sign {
            Some(c) => out.push(c),
            None => run = ended(out, run),
        }
    }
    ended(out, run);
}

/// A character of UTF-8, or a letter of Latin-1 that stands between ASCII letters.
fn high(bytes: &[u8], at: usize) -> (Option<char>, usize) {
    let end = bytes.len().min(at + 4);
    let chunk = bytes[at..end].utf8_chunks().next();
    if let Some(c) = chunk.and_then(|chunk| chunk.valid().chars().next()) {
        return (Some(c), c.len_utf8());
    }
    let is_letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let among_letters = is_letter(at.checked_sub(1)) || is_letter(Some(at + 1));
    (among_letters.then(|| char::from(bytes[at])), 1)
}

/// Ends a run, which goes if it is short.
fn ended(out: &mut String, run: usize) -> usize {
    if out.len() - run < SHORTEST {
        out.truncate(run);
    } else {
        out.push('\n');
    }
    out.len()
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16, out: &mut String) {
    let mut run = out.len();
    for pair in bytes.chunks_exact(2) {
        let unit = unit([pair[0], pair[1]]);
        // Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian, and the signs between.
        let is_sign = matches!(unit, 0x20..=0x7e | 0xa0..=0x6ff | 0x10a0..=0x10ff | 0x1e00..=0x206f);
        match char::from_u32(u32::from(unit)).filter(|_| is_sign) {
            Some(c) => out.push(c),
            None if out.len() > run => run = ended(out, run),
            None => {}
        }
    }
    ended(out, run);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_between_other_bytes() {
        let wide: Vec<u8> = "Jane Doe".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let bytes = [b"\x01\x02short\x00by Jos\xe9 Ruiz\x00".to_vec(), wide, vec![0, 1, 255]].concat();
        let found = of(&bytes);
        assert!(
            found.contains("José Ruiz") && found.contains("Jane Doe") && !found.contains("short"),
            "{found}"
        );
    }

    #[test]
    fn a_text_may_have_another_encoding() {
        let wide: Vec<u8> = "\u{feff}Ann".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text("a.txt", &wide).as_deref(), Some("Ann"));
        assert_eq!(text("a.txt", b"Jos\xe9").as_deref(), Some("José"));
        assert_eq!(text("a.bin", b"Jos\xe9"), None);
    }
}
