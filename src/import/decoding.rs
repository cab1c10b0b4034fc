//! Bytes of any encoding as a stream of UTF-8, for tables that are too large for memory.

use std::io::{self, Cursor, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

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
        Some(encoding) => Ok((Box::new(Decoding::of(stream, encoding)), name)),
    }
}

/// A stream that is decoded as it is read.
struct Decoding {
    inner: Box<dyn Read>,
    decoder: Decoder,
    raw: Vec<u8>,
    text: String,
    given: usize,
    ended: bool,
}

impl Decoding {
    fn of(inner: Box<dyn Read>, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder();
        Self {
            inner,
            decoder,
            raw: vec![0; 32 * 1024],
            text: String::with_capacity(128 * 1024),
            given: 0,
            ended: false,
        }
    }

    /// Decodes the next piece.
    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        let read = self.inner.read(&mut self.raw)?;
        self.ended = read == 0;
        let mut from = 0;
        loop {
            let source = &self.raw[from..read];
            let (result, used, _) = self.decoder.decode_to_string(source, &mut self.text, self.ended);
            from += used;
            match result {
                CoderResult::InputEmpty => return Ok(()),
                CoderResult::OutputFull => self.text.reserve(64 * 1024),
            }
        }
    }
}

impl Read for Decoding {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.fill()?;
        }
        let rest = &self.text.as_bytes()[self.given..];
        let n = rest.len().min(out.len());
        out[..n].copy_from_slice(&rest[..n]);
        self.given += n;
        Ok(n)
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
