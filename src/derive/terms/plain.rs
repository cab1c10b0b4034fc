//! The words of a text's markup, as the search knows them.

/// Tags that stand within words; all others part them.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "bdi", "bdo", "code", "del", "em", "i", "ins", "mark", "small", "span", "strong", "u",
    "wbr",
];

/// The words of a text's markup, as the search knows it.
pub fn plain_text(markup: &str) -> String {
    let mut plain = String::with_capacity(markup.len());
    push_plain(&mut plain, markup);
    plain
}

/// The words of a text's markup. Captions of pictures are left out: a picture may be one that is not shown to everybody.
pub(super) fn push_plain(plain: &mut String, markup: &str) {
    const CAPTION: (&str, &str) = ("<figcaption", "</figcaption>");
    let start = plain.len();
    let mut rest = markup;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with(CAPTION.0) {
            plain.push(' ');
            rest = rest.find(CAPTION.1).map_or("", |end| &rest[end + CAPTION.1.len()..]);
            continue;
        }
        let name = rest[1..].trim_start_matches('/');
        let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        if INLINE.binary_search(&name).is_err() {
            plain.push(' ');
        }
        rest = memchr::memchr(b'>', rest.as_bytes()).map_or("", |end| &rest[end + 1..]);
    }
    plain.push_str(rest);
    if plain[start..].contains('&') {
        let read = crate::text::untagged(&plain[start..]);
        plain.truncate(start);
        plain.push_str(&read);
    }
}
