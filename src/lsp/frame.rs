//! Messages cut out of the bytes that an editor sends; what is no message is passed over, and reading goes on behind it.

use std::io;
use std::ops::Range;

use memchr::memmem;
use tokio::io::{AsyncRead, AsyncReadExt};

/// The longest message that is taken, in bytes: more than any text that a person edits.
const LONGEST: usize = 256 * 1024 * 1024;

/// The one head that matters, in small letters.
const LENGTH: &[u8] = b"content-length:";

/// What stands next in the input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The body of a message.
    Body(Vec<u8>),
    /// Bytes that are no message.
    Malformed,
}

/// The messages of an input, one after the other.
pub(super) struct Frames<R> {
    input: R,
    held: Vec<u8>,
    /// The first byte that is not used yet.
    at: usize,
    /// Whether the end of a message is looked for; what is passed over meanwhile has been told.
    lost: bool,
}

impl<R: AsyncRead + Unpin> Frames<R> {
    /// Nothing is read yet.
    pub fn of(input: R) -> Self {
        Self { input, held: Vec::new(), at: 0, lost: false }
    }

    /// The next one; `None` at the end of the input.
    pub async fn next(&mut self) -> io::Result<Option<Frame>> {
        let Some(length) = self.head().await? else { return Ok(None) };
        match length {
            Some(length) if length <= LONGEST => self.body(length).await,
            _ => Ok(Some(self.malformed())),
        }
    }

    /// Bytes that cannot be read are told of, and the end of them is looked for.
    fn malformed(&mut self) -> Frame {
        self.lost = true;
        Frame::Malformed
    }

    /// The length that the lines before a message give, if they do; `None` at the end of the input.
    async fn head(&mut self) -> io::Result<Option<Option<usize>>> {
        let (mut length, mut begun) = (None, false);
        while let Some(line) = self.line().await? {
            let line = &self.held[line];
            if line.is_empty() {
                if begun {
                    return Ok(Some(length));
                }
                continue;
            }
            let small = line.to_ascii_lowercase();
            match memmem::rfind(&small, LENGTH) {
                // What stands before it is the rest of a message that was shorter than it said.
                Some(start) => {
                    let number = std::str::from_utf8(&line[start + LENGTH.len()..]).ok();
                    length = number.and_then(|number| number.trim().parse().ok());
                    begun = true;
                }
                None if is_head(line) => begun = true,
                // Perhaps the end of a message and the head of the next.
                None if self.lost => begun |= line.contains(&b':'),
                None => return Ok(Some(None)),
            }
        }
        Ok(None)
    }

    /// The next line without its end, which may be that of any system; `None` at the end of the input.
    async fn line(&mut self) -> io::Result<Option<Range<usize>>> {
        let mut seen = self.at;
        loop {
            let end = memchr::memchr2(b'\r', b'\n', &self.held[seen..]).map(|end| seen + end);
            match end {
                Some(end) if self.held[end] == b'\n' || end + 1 < self.held.len() => {
                    let both = self.held[end] == b'\r' && self.held[end + 1] == b'\n';
                    let line = self.at..end;
                    self.at = end + 1 + usize::from(both);
                    return Ok(Some(line));
                }
                end => {
                    let used = self.at;
                    seen = end.unwrap_or(self.held.len());
                    if !self.more().await? {
                        return Ok(None);
                    }
                    // The bytes that were used have been dropped.
                    seen -= used;
                }
            }
        }
    }

    /// A body of that length; less of it, if the head of another message stands in it, which no JSON has.
    async fn body(&mut self, length: usize) -> io::Result<Option<Frame>> {
        let mut seen = self.at;
        loop {
            let end = self.held.len().min(self.at + length);
            if let Some(next) = next_head(&self.held[seen..end]) {
                self.at = seen + next;
                return Ok(Some(self.malformed()));
            }
            if end == self.at + length {
                let body = self.held[self.at..end].to_vec();
                self.at = end;
                self.lost = false;
                return Ok(Some(Frame::Body(body)));
            }
            let used = self.at;
            // A head may have come in part.
            seen = self.held.len().saturating_sub(2 * HEAD).max(used);
            if !self.more().await? {
                return Ok(None);
            }
            seen -= used;
        }
    }

    /// Drops what was used and reads on; false at the end of the input.
    async fn more(&mut self) -> io::Result<bool> {
        self.held.drain(..self.at);
        self.at = 0;
        self.held.reserve(64 * 1024);
        Ok(self.input.read_buf(&mut self.held).await? > 0)
    }
}

/// The bytes that a head with a length has at most, its spaces and line end included.
const HEAD: usize = 64;

/// Where a line with a length begins inside a body: digits and the end of a line follow.
fn next_head(body: &[u8]) -> Option<usize> {
    let find = memmem::Finder::new(b"Content-Length: ");
    find.find_iter(body).find(|start| {
        let rest = &body[start + b"Content-Length: ".len()..];
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits > 0 && digits < HEAD / 2 && matches!(rest.get(digits), Some(b'\r' | b'\n'))
    })
}

/// Whether a line is `Name: value`.
fn is_head(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !name.is_empty() && name.len() < line.len() && name.iter().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bodies of an input, `None` for what is no message; in pieces of a few bytes.
    fn frames(input: &str) -> Vec<Option<String>> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (near, mut far) = tokio::io::duplex(7);
            let input = input.as_bytes().to_vec();
            let writing = async move {
                let _ = tokio::io::AsyncWriteExt::write_all(&mut far, &input).await;
            };
            let reading = async {
                let (mut frames, mut list) = (Frames::of(near), Vec::new());
                while let Some(frame) = frames.next().await.unwrap() {
                    list.push(match frame {
                        Frame::Body(body) => Some(String::from_utf8(body).unwrap()),
                        Frame::Malformed => None,
                    });
                }
                list
            };
            tokio::join!(writing, reading).1
        })
    }

    fn is(input: &str, expected: &[Option<&str>]) {
        let expected: Vec<Option<String>> = expected.iter().map(|body| body.map(str::to_owned)).collect();
        assert_eq!(frames(input), expected, "{input:?}");
    }

    #[test]
    fn heads_of_all_sorts_are_read() {
        is("Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n{ }", &[Some("{}"), Some("{ }")]);
        is("content-length:2\n\n{}\r\n\r\nContent-Length: 2\n\n[]", &[Some("{}"), Some("[]")]);
        is("CONTENT-LENGTH: 2\r\r{}", &[Some("{}")]);
        is("X-One: 1\r\nX-Two: 2\r\nX-Three: 3\r\nContent-Length: 2\r\n\r\n{}", &[Some("{}")]);
        is("Content-Length: 2\r\nContent-Type: text/plain; charset=koi8\r\n\r\n{}", &[Some("{}")]);
    }

    #[test]
    fn reading_goes_on_behind_what_is_no_message() {
        let good = "Content-Length: 4\r\n\r\n[ok]";
        for bad in [
            "X: 1\r\n\r\n{\"a\": 1}",
            "Content-Length: two\r\n\r\n{}",
            "Content-Length: -2\r\n\r\n{}",
            "Content-Length: 99999999999999999999\r\n\r\n{}",
            "Content-Length: 9999999999\r\n\r\n{}",
            "Content-Length: 500\r\n\r\n{}",
            "Content-Length: 22\r\n\r\n{}",
            "no head at all\r\n",
            "{\"no\": \"head\"}\n",
            "Content-Length:\r\n\r\n",
        ] {
            is(&format!("{bad}{good}{good}"), &[None, Some("[ok]"), Some("[ok]")]);
        }
    }

    #[test]
    fn an_end_within_a_message_is_an_end() {
        is("Content-Length: 20\r\n\r\n{}", &[]);
        is("Content-Len", &[]);
        is("", &[]);
    }
}
