//! PDF (ISO 32000): the fields of its information dictionary, as far as they stand in the clear or in unpacked streams.

use memchr::memmem;

use super::found;
use crate::publish::leak::Found;

const HINT: &str = "take it out: `exiftool -all= FILE`, then `qpdf --linearize FILE COPY`, which drops what exiftool only hides";

/// Fields, and whether any value of theirs tells; of a program only a path does.
const FIELDS: [(&[u8], &str, bool); 5] = [
    (b"/Author", "the author", true),
    (b"/Keywords", "keywords", true),
    (b"/Creator", "the path of a program or file", false),
    (b"/Producer", "the path of a program or file", false),
    (b"/Title", "the path of a program or file", false),
];

/// Looks at a document.
pub(super) fn look(bytes: &[u8]) -> Vec<Found> {
    let mut all = fields(bytes);
    if let Some(at) = memmem::find(bytes, b"/Encrypt ") {
        all.push(found(
            at,
            "an encrypted document, which cannot be looked into",
            "publish it without encryption",
        ));
    }
    all
}

/// The fields with a value in `(…)` or `<…>`.
pub(super) fn fields(bytes: &[u8]) -> Vec<Found> {
    let mut all = Vec::new();
    for (name, what, any) in FIELDS {
        for at in memmem::find_iter(bytes, name) {
            let rest = bytes[at + name.len()..].trim_ascii_start();
            let close = match rest.first() {
                Some(b'(') => b')',
                Some(b'<') if rest.get(1) != Some(&b'<') => b'>',
                _ => continue,
            };
            let value = &rest[1..memchr::memchr(close, rest).unwrap_or(rest.len())];
            let is_path = memmem::find(value, b":\\").or_else(|| memmem::find(value, b"/home/")).is_some()
                || memmem::find(value, b"/Users/").is_some();
            if (any && !value.trim_ascii().is_empty()) || is_path {
                all.push(found(at, what, HINT));
            }
        }
    }
    all
}
