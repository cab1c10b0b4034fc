//! What an escape of HTML, XML, JSON, scripts, stylesheets or addresses stands for.

/// What the escape at the beginning of a text stands for, and its length; `None` if it is none.
pub(super) fn escape(text: &str, is_css: bool) -> Option<(char, usize)> {
    match text.as_bytes().first()? {
        b'&' => reference(text),
        b'\\' if is_css => css(text).or_else(|| backslash(text)),
        b'\\' => backslash(text),
        b'%' => percent(text),
        _ => None,
    }
}

/// A character reference of HTML; of one that was escaped again, as in feeds, what it stands for in the end.
fn reference(text: &str) -> Option<(char, usize)> {
    let mut at = 1;
    // `&amp;amp;eacute;` is written once more for each format that holds another.
    while text.get(at..at + 4).is_some_and(|part| part.eq_ignore_ascii_case("amp;")) {
        at += 4;
    }
    let inner = named(&text[at..]);
    match inner {
        Some((c, length)) => Some((c, at + length)),
        None if at > 1 => Some(('&', at)),
        None => None,
    }
}

/// What stands behind `&`.
fn named(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    if let Some(rest) = text.strip_prefix('#') {
        let hex = rest.starts_with(['x', 'X']);
        let digits = if hex { &rest[1..] } else { rest };
        let is_digit = |b: &u8| if hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() };
        let number = digits.bytes().take(9).take_while(|b| is_digit(b)).count();
        let value = u32::from_str_radix(digits.get(..number)?, if hex { 16 } else { 10 }).ok()?;
        let length = 1 + usize::from(hex) + number;
        // HTML forgives a missing semicolon.
        return Some((char::from_u32(value)?, length + usize::from(bytes.get(length) == Some(&b';'))));
    }
    let length = bytes.iter().take(32).take_while(|b| b.is_ascii_alphanumeric()).count();
    if length == 0 {
        return None;
    }
    if bytes.get(length) == Some(&b';') {
        let found = quick_xml::escape::resolve_html5_entity(&text[..length])?;
        return Some((found.chars().next()?, length + 1));
    }
    // Old names are read without it too, as far as they reach.
    (3..=length.min(6)).rev().find_map(|end| {
        let found = quick_xml::escape::resolve_html5_entity(&text[..end])?;
        let c = found.chars().next()?;
        matches!(c, '\u{a0}'..='\u{ff}').then_some((c, end))
    })
}

/// `\uXXXX`, `\u{X}`, `\xXX` of JSON and scripts; `\n` and the like are blanks, an escaped sign is itself.
fn backslash(text: &str) -> Option<(char, usize)> {
    let hex = |from: usize, to: usize| u32::from_str_radix(text.get(from..to)?, 16).ok();
    match text.as_bytes().get(1)? {
        b'n' | b't' | b'r' => Some((' ', 2)),
        b'x' => Some((char::from_u32(hex(2, 4)?)?, 4)),
        b'u' if text[2..].starts_with('{') => {
            let end = text.get(3..)?.bytes().take(7).position(|b| b == b'}')? + 3;
            Some((char::from_u32(hex(3, end)?)?, end + 1))
        }
        b'u' => {
            let first = hex(2, 6)?;
            let second = text.get(6..8).filter(|sign| *sign == "\\u").and_then(|_| hex(8, 12));
            let pair = second
                .filter(|second| (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(second));
            match pair {
                Some(second) => {
                    Some((char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))?, 12))
                }
                None => Some((char::from_u32(first)?, 6)),
            }
        }
        b'U' => Some((char::from_u32(hex(2, 10)?)?, 10)),
        // Written twice, as in a script that holds JSON: what follows is read as if it stood once.
        b'\\' => Some(('\u{200b}', 1)),
        b'"' | b'\'' | b'/' => Some((char::from(text.as_bytes()[1]), 2)),
        b'\n' => Some(('\u{200b}', 2)),
        _ => None,
    }
}

/// Up to six hexadecimal digits and one blank.
fn css(text: &str) -> Option<(char, usize)> {
    let digits = text[1..].bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    if digits == 0 {
        return None;
    }
    let c = char::from_u32(u32::from_str_radix(&text[1..=digits], 16).ok()?)?;
    let blank = text.as_bytes().get(digits + 1).is_some_and(u8::is_ascii_whitespace);
    Some((c, 1 + digits + usize::from(blank)))
}

/// One character of UTF-8 as `%XX`.
fn percent(text: &str) -> Option<(char, usize)> {
    let byte = |i: usize| {
        let part = text.get(i * 3..i * 3 + 3)?.strip_prefix('%')?;
        u8::from_str_radix(part, 16).ok()
    };
    let first = byte(0)?;
    let length = match first {
        0..=0x7f => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = (0..length).map(byte).collect();
    Some((std::str::from_utf8(&bytes?).ok()?.chars().next()?, length * 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_every_sort() {
        for (text, c, length) in [
            ("&eacute;x", 'é', 8),
            ("&#233;", 'é', 6),
            ("&#xE9;", 'é', 6),
            ("&#233 x", 'é', 5),
            ("&amp;eacute;", 'é', 12),
            ("&amp;amp;#233;", 'é', 14),
            ("&eacutex", 'é', 7),
            ("&amp; x", '&', 5),
            ("\\u00e9", 'é', 6),
            ("\\u{e9}", 'é', 6),
            ("\\xe9", 'é', 4),
            ("\\ud83d\\ude00", '😀', 12),
            ("%C3%A9", 'é', 6),
            ("%20", ' ', 3),
        ] {
            assert_eq!(escape(text, false), Some((c, length)), "{text}");
        }
        assert_eq!(escape("\\e9 x", true), Some(('é', 4)));
        for text in ["& x", "&", "\\", "\\q", "%", "%zz", "%E9", "&#;", "&#xffffffff;", "\\u12", "\\u{}"] {
            assert_eq!(escape(text, false), None, "{text}");
        }
    }
}
