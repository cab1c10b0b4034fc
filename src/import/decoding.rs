//! Bytes of any encoding as a stream of UTF-8, for tables that are too large for memory.

use std::io::{self, Cursor, Read};

use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::encoding;

/// How many bytes tell the encoding.
const HEAD: u64 = 64 * 1024;

/// A stream as UTF-8, and the name of the encoding that it is in.
///
/// # Errors
/// Fails when its first bytes cannot be read.
pub(super) fn decoded(mut reader: Box<dyn Read>) -> io::Result<(Box<dyn Read>, &'static str)> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD).read_to_end(&mut head)?;
    if super::dataset::is_workbook(&head) {
        return Ok((Box::new(Cursor::new(head).chain(reader)), UTF_8.name()));
    }
    let whole = match std::str::from_utf8(&head) {
        Ok(_) => true,
        // A letter may be cut at the end of the head.
        Err(error) => error.error_len().is_none() && head.len() as u64 == HEAD,
    };
    let marked = Encoding::for_bom(&head).is_some_and(|(encoding, _)| encoding != UTF_8);
    let name = if whole && !marked { UTF_8.name() } else { encoding::decode(&head, None).encoding };
    let stream = Box::new(Cursor::new(head).chain(reader));
    match Encoding::for_label(name.as_bytes()).filter(|encoding| *encoding != UTF_8) {
        None => Ok((stream, name)),
        Some(encoding) => {
            let decoding = DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(stream);
            Ok((Box::new(decoding), name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_utf8_whatever_it_was() {
        let line = "7,Порт снова открыт после обстрела города\n";
        let text = line.repeat(5000);
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, expected) in [(text.clone().into_bytes(), "UTF-8"), (utf16, "UTF-16LE")] {
            let (mut stream, name) = decoded(Box::new(Cursor::new(bytes))).unwrap();
            let mut read = String::new();
            stream.read_to_string(&mut read).unwrap();
            assert_eq!((name, read.trim_start_matches('\u{feff}')), (expected, text.as_str()));
        }
    }
}
