//! What is packed with zlib inside a file: texts of PNG, streams of PDF.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// How much is unpacked of one file: a small file may hold a stream without end.
const MOST: u64 = 64 * 1024 * 1024;

/// The unpacked streams of a file; nothing for files of other sorts. What is broken is unpacked as far as it goes.
pub(super) fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    let packed = if bytes.starts_with(b"%PDF-") { of_pdf(bytes) } else { of_png(bytes) };
    let mut left = MOST;
    let mut unpacked = Vec::new();
    for stream in packed {
        let mut out = Vec::new();
        // An error ends the stream; what came before it counts.
        let _ = ZlibDecoder::new(stream).take(left).read_to_end(&mut out);
        left = left.saturating_sub(out.len() as u64);
        unpacked.extend(Some(out).filter(|out| !out.is_empty()));
    }
    unpacked
}

fn of_pdf(bytes: &[u8]) -> Vec<&[u8]> {
    let begins = memmem::find_iter(bytes, b"stream").filter(|at| !bytes[..*at].ends_with(b"end"));
    begins
        .filter_map(|at| {
            let rest = &bytes[at + b"stream".len()..];
            let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
            let is_zlib = rest.first()? & 0x0f == 8;
            is_zlib.then(|| &rest[..memmem::find(rest, b"endstream").unwrap_or(rest.len())])
        })
        .collect()
}

/// The packed texts (`zTXt`, `iTXt`), not the picture.
fn of_png(bytes: &[u8]) -> Vec<&[u8]> {
    let texts = super::media::png::chunks(bytes).filter(|chunk| matches!(chunk.name, b"zTXt" | b"iTXt"));
    texts
        .filter_map(|chunk| {
            let after_keyword = &chunk.content[memchr::memchr(0, chunk.content)? + 1..];
            match chunk.name {
                b"zTXt" => after_keyword.get(1..),
                _ if after_keyword.first() == Some(&1) => {
                    let mut parts = after_keyword.get(2..)?.splitn(3, |byte| *byte == 0);
                    parts.nth(2)
                }
                _ => None,
            }
        })
        .collect()
}
