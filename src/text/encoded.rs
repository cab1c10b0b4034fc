//! Addresses with percent signs, and without what is secret in them.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986 and slashes.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What no URI holds (RFC 3986).
const URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path of a file as addresses have it.
pub fn percent_encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// An address as a URI: what it may not hold is written as percent signs, what stands so already stays.
pub fn uri(address: &str) -> String {
    utf8_percent_encode(address, URI).to_string()
}

/// What an address means, its percent signs read; as it is written where that gives no UTF-8.
pub fn percent_decoded(address: &str) -> Cow<'_, str> {
    percent_decode_str(address).decode_utf8().unwrap_or(Cow::Borrowed(address))
}

/// A text in which addresses stand, without what is secret in them: what stands before `@`, queries and fragments.
pub fn without_secrets(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        out.push_str(&rest[..at + 3]);
        rest = &rest[at + 3..];
        let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
        rest = &rest[address.len()..];
        let plain = address.split(['?', '#']).next().unwrap_or_default();
        let (authority, path) = plain.split_at(plain.find('/').unwrap_or(plain.len()));
        out.push_str(authority.rsplit('@').next().unwrap_or_default());
        out.push_str(path);
        if plain.len() < address.len() {
            out.push('…');
        }
    }
    out + rest
}
