//! Text in HTML and out of it.

use std::borrow::Cow;

/// Adds text to HTML, with `<`, `>`, `&` and quotation marks escaped.
pub fn push_escaped(html: &mut String, text: &str) {
    // Writing into a `String` cannot fail.
    let _ = pulldown_cmark_escape::escape_html(html, text);
}

/// The text with `<`, `>`, `&` and quotation marks escaped.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| matches!(b, b'<' | b'>' | b'&' | b'"' | b'\'')) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    push_escaped(&mut html, text);
    Cow::Owned(html)
}

/// The text with `<`, `>` and `&` escaped, as it stands between tags.
pub fn escaped_body(text: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'<', b'>', b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    // Writing into a `String` cannot fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(&mut html, text);
    Cow::Owned(html)
}

/// The text without the signs that the site uses inside its own markup: [`ROOT`](super::ROOT) and the sanitiser's two.
pub fn without_signs(text: &str) -> Cow<'_, str> {
    match memchr::memchr3(1, 2, 3, text.as_bytes()) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.replace(['\u{1}', '\u{2}', '\u{3}'], "")),
    }
}

/// The text of a piece of HTML: tags dropped, the five basic entities read.
pub fn untagged(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    if text.contains('&') {
        for (entity, letter) in
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
        {
            text = text.replace(entity, letter);
        }
    }
    text
}
