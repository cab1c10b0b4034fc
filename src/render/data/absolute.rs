//! Markup that leaves its page: addresses that count from the page become whole ones.

use std::borrow::Cow;

/// Attributes that hold one address.
const ONE: &[&str] = &["href", "src", "poster", "cite", "data"];

/// The markup with every address as it is from anywhere; `page` is the address of the page.
pub fn absolute(markup: &str, page: &str) -> String {
    let mut out = String::with_capacity(markup.len() + 64);
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        let end = open + end_of_tag(&rest[open..]);
        out.push_str(&rest[..open]);
        tag(&rest[open..end], page, &mut out);
        rest = &rest[end..];
    }
    out + rest
}

/// The byte after a tag; signs in quotation marks do not end it.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(mark), byte) if mark == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn tag(tag: &str, page: &str, out: &mut String) {
    let mut rest = tag;
    while let Some((before, value, after)) = next(rest) {
        let name = before.trim_end_matches(['=', '"', '\'']);
        let name = name
            .rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .next()
            .unwrap_or("")
            .to_ascii_lowercase();
        out.push_str(before);
        match name.as_str() {
            "srcset" => out.push_str(&each(value, page)),
            name if ONE.contains(&name) => out.push_str(&joined(value, page)),
            _ => out.push_str(value),
        }
        rest = after;
    }
    out.push_str(rest);
}

/// Up to and with the quotation mark that opens the next attribute's value, the value, and the rest.
fn next(markup: &str) -> Option<(&str, &str, &str)> {
    let open = memchr::memmem::find_iter(markup.as_bytes(), b"=").find_map(|at| {
        let mark = markup.as_bytes().get(at + 1).filter(|b| matches!(b, b'"' | b'\''))?;
        Some((at + 2, char::from(*mark)))
    });
    let (start, mark) = open?;
    let end = start + markup[start..].find(mark)?;
    Some((&markup[..start], &markup[start..end], &markup[end..]))
}

/// The addresses of a `srcset`.
fn each(value: &str, page: &str) -> String {
    let one = |part: &str| {
        let part = part.trim();
        let (address, size) = part.split_at(part.find(' ').unwrap_or(part.len()));
        format!("{}{size}", joined(address, page))
    };
    value.split(',').map(one).collect::<Vec<_>>().join(", ")
}

/// An address that stands on a page (RFC 3986, section 5.2).
fn joined<'a>(address: &'a str, page: &str) -> Cow<'a, str> {
    let address = address.trim();
    let scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    let Some((protocol, rest)) = page.split_once("://").filter(|_| !scheme && !address.is_empty()) else {
        return Cow::Borrowed(address);
    };
    if address.starts_with("//") {
        return Cow::Owned(format!("{protocol}:{address}"));
    }
    if address.starts_with(['#', '?']) {
        return Cow::Owned(format!("{page}{address}"));
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (address, tail) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let mut steps: Vec<&str> = if address.starts_with('/') { Vec::new() } else { path.split('/').collect() };
    steps.pop();
    let mut parts = address.trim_start_matches('/').split('/').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            ".." => drop(steps.pop()),
            "." => {}
            part => steps.push(part),
        }
        if is_last && matches!(part, "." | "..") {
            steps.push("");
        }
    }
    Cow::Owned(format!("{protocol}://{host}/{}{tail}", steps.join("/")))
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn addresses_count_from_the_page() {
        let page = "https://archive.example/en/articles/a.html";
        for (markup, expected) in [
            ("<a href=\"../x.html\">", "<a href=\"https://archive.example/en/x.html\">"),
            ("<a href='/x?y#z'>", "<a href='https://archive.example/x?y#z'>"),
            ("<a href=\"#n\">", "<a href=\"https://archive.example/en/articles/a.html#n\">"),
            (
                "<img src=\"b.png\" alt=\"b.png\">",
                "<img src=\"https://archive.example/en/articles/b.png\" alt=\"b.png\">",
            ),
            ("<a href=\"mailto:a@b.example\">", "<a href=\"mailto:a@b.example\">"),
            (
                "<img srcset=\"b.png 1x, /c.png 2x\">",
                "<img srcset=\"https://archive.example/en/articles/b.png 1x, https://archive.example/c.png 2x\">",
            ),
            ("<p>a=\"b</p><a href=\"x\">", "<p>a=\"b</p><a href=\"https://archive.example/en/articles/x\">"),
        ] {
            assert_eq!(absolute(markup, page), expected);
        }
    }
}
