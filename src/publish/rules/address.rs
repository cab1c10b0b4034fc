//! Paths of files as addresses have them, and back.

use std::fmt::Write as _;

/// A path for an address: its parts escaped, its slashes kept, `index.html` left to the server.
pub(super) fn of(path: &str) -> String {
    let path = if path == "index.html" { "" } else { path };
    let path =
        path.strip_suffix("/index.html").map_or_else(|| path.to_owned(), |folder| format!("{folder}/"));
    escaped(&path)
}

/// A path with everything escaped but letters of ASCII, digits, `-`, `.`, `_`, `~` and slashes.
pub(super) fn escaped(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The path that an address means, as a server reads it; what is no text then stays as it was written.
pub(super) fn read(address: &str) -> String {
    let bytes = address.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let digit = |at: usize| bytes.get(at).and_then(|&digit| char::from(digit).to_digit(16));
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_escaped_and_read() {
        assert_eq!(of("index.html"), "");
        assert_eq!(of("a b/index.html"), "a%20b/");
        assert_eq!(of("Ա/\"#?%'~.html"), "%D4%B1/%22%23%3F%25%27~.html");
        assert_eq!(read("/%D4%B1%20%zz%4"), "/Ա %zz%4");
        assert_eq!(read("/%ff"), "/%ff");
    }
}
