//! The tags of a piece of HTML, one after another, with their attributes as written.

/// A tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// Whether it ends an element.
    pub closes: bool,
    /// Its name as written.
    pub name: &'a str,
    /// Names of attributes, with their values without quotation marks.
    pub attributes: Vec<Attribute<'a>>,
    /// The byte after it.
    pub end: usize,
}

/// An attribute of a tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute<'a> {
    /// Its name as written.
    pub name: &'a str,
    /// Its value as written.
    pub value: &'a str,
    /// The byte at which its name begins.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

/// The tag that begins at a byte; `None` if none does. One that does not end ends with the text.
pub(crate) fn tag(html: &str, start: usize) -> Option<Tag<'_>> {
    let bytes = html.as_bytes();
    let inside = html.get(start..)?.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let from = start + 1 + usize::from(closes);
    if !bytes.get(from)?.is_ascii_alphabetic() {
        return None;
    }
    let mut at = until(bytes, from, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
    let name = &html[from..at];
    let mut attributes = Vec::new();
    loop {
        at = until(bytes, at, |b| !b.is_ascii_whitespace() && b != b'/');
        match bytes.get(at) {
            None => return Some(Tag { closes, name, attributes, end: at }),
            Some(b'>') => return Some(Tag { closes, name, attributes, end: at + 1 }),
            Some(_) => {
                let attribute = attribute(html, at);
                at = attribute.end;
                attributes.push(attribute);
            }
        }
    }
}

fn attribute(html: &str, start: usize) -> Attribute<'_> {
    let bytes = html.as_bytes();
    // A sign of equality at its beginning belongs to the name.
    let named = until(bytes, start + 1, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
    let name = &html[start..named];
    let sign = until(bytes, named, |b| !b.is_ascii_whitespace());
    if bytes.get(sign) != Some(&b'=') {
        return Attribute { name, value: "", start, end: named };
    }
    let from = until(bytes, sign + 1, |b| !b.is_ascii_whitespace());
    match bytes.get(from).copied().filter(|b| matches!(b, b'"' | b'\'')) {
        Some(quote) => {
            let to = until(bytes, from + 1, |b| b == quote);
            Attribute { name, value: &html[from + 1..to], start, end: (to + 1).min(html.len()) }
        }
        None => {
            let to = until(bytes, from, |b| b.is_ascii_whitespace() || b == b'>');
            Attribute { name, value: &html[from..to], start, end: to }
        }
    }
}

/// The first byte from one on that is wanted, or the end.
fn until(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from.min(bytes.len()) + rest.iter().position(|b| wanted(*b)).unwrap_or(rest.len())
}

/// Every tag of a piece of HTML.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr(b'<', html.as_bytes().get(at..)?)?;
            at = start + 1;
            if let Some(tag) = tag(html, start) {
                at = tag.end;
                return Some(tag);
            }
        }
    })
}

/// A value as browsers read it, of what sanitised markup holds.
pub(crate) fn plain(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let named = [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{a0}"),
    ];
    let read = named.iter().fold(value.to_owned(), |text, (name, sign)| text.replace(name, sign));
    read.replace("&amp;", "&")
}

/// The markup without the ids of its elements.
pub(crate) fn without_ids(html: &str) -> std::borrow::Cow<'_, str> {
    if !html.contains(" id=") {
        return html.into();
    }
    let mut kept = String::with_capacity(html.len());
    let mut at = 0;
    let ids = tags(html).flat_map(|tag| tag.attributes).filter(|a| a.name.eq_ignore_ascii_case("id"));
    for id in ids {
        kept.push_str(html[at..id.start].trim_end());
        at = id.end;
    }
    kept.push_str(&html[at..]);
    kept.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_apart_as_browsers_do() {
        let html = "a < b <IMG src=x/y alt='a>b'title=\"c\" hidden><!-- <p> --></p ><b";
        let found: Vec<String> = tags(html)
            .map(|tag| {
                let values: Vec<_> =
                    tag.attributes.iter().map(|a| format!("{}={}", a.name, a.value)).collect();
                format!("{}{} {}", if tag.closes { "/" } else { "" }, tag.name, values.join(","))
            })
            .collect();
        assert_eq!(found, ["IMG src=x/y,alt=a>b,title=c,hidden=", "p ", "/p ", "b "]);
        assert_eq!(without_ids("<p id=\"a\" class=\"b\">x id=\"c\"</p>"), "<p class=\"b\">x id=\"c\"</p>");
    }
}
