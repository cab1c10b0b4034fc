//! Addresses: where one leads, read as browsers read it, and those of the site, so built that none becomes a scheme or a host.

mod own_host;
mod told;

use std::borrow::Cow;

pub use own_host::is_private;
pub use told::untold;

use crate::text::{ROOT, without_signs};

/// Schemes of links that do no harm, besides those of the web.
pub const HARMLESS: [&str; 2] = ["mailto", "tel"];

/// Where an address leads, with the address as browsers read it (WHATWG, URL standard).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// Into the site: a path, a query or a fragment.
    Inside(String),
    /// To another host of the web; with `https` where the scheme was left out, as on a disk that would be the disk's.
    Web(String),
    /// To something else that does no harm, such as a letter box.
    Other(String),
    /// To something of this scheme, which may do harm.
    Unsafe(String),
}

/// Reads an address.
pub fn read(written: &str) -> Address {
    let signless = without_signs(written);
    let clean: String = signless
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let Some(scheme) = scheme(&clean) else {
        let path = forward(&clean);
        return if path.starts_with("//") {
            Address::Web(format!("https://{}", path.trim_start_matches('/')))
        } else {
            Address::Inside(path)
        };
    };
    match scheme.to_ascii_lowercase().as_str() {
        lower @ ("http" | "https") => {
            let rest = forward(&clean[scheme.len() + 1..]);
            // However many slashes stand there, the host comes next.
            Address::Web(match rest.strip_prefix("//").filter(|host| !host.starts_with('/')) {
                Some(_) => format!("{}:{rest}", &clean[..scheme.len()]),
                None => format!("{lower}://{}", rest.trim_start_matches('/')),
            })
        }
        lower if HARMLESS.contains(&lower) => Address::Other(clean),
        lower => Address::Unsafe(lower.to_owned()),
    }
}

/// Whether an address names a page of the web by its scheme, so that it may become a link.
pub fn is_web(written: &str) -> bool {
    let begins = written.trim_start_matches(|c: char| c <= ' ').starts_with(['/', '\\']);
    !begins && matches!(read(written), Address::Web(_))
}

/// The address of an item of Wikidata, given by its number such as `Q42` or as an address; `None` for anything else.
pub fn wikidata(item: &str) -> Option<String> {
    let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    match item.trim().strip_prefix('Q').filter(|rest| is_number(rest)) {
        Some(number) => Some(format!("https://www.wikidata.org/wiki/Q{number}")),
        None => is_web(item).then(|| item.to_owned()),
    }
}

/// Whether an address in a finished page leads out of the site. Cheap, as it is asked of most links.
pub fn is_outside(written: &str) -> bool {
    let odd = written.bytes().any(|b| b < b' ' || b == b'\\') || written.starts_with(' ');
    if odd {
        !matches!(read(written), Address::Inside(_))
    } else {
        scheme(written).is_some() || written.starts_with("//")
    }
}

/// An address of the site from its root. No part of the path stays that a browser would take for a scheme, a host or a step up.
pub fn rooted(path: &str, rest: &str) -> String {
    let joined = join("", path);
    let (first, others) = joined.split_at(joined.find('/').unwrap_or(joined.len()));
    let slash = if is_folder(path) && !joined.is_empty() { "/" } else { "" };
    // Without a name it would be the page that it stands on.
    let here = if joined.is_empty() { "./" } else { "" };
    let first = settled(first);
    format!("{ROOT}{here}{first}{others}{slash}{rest}")
}

/// The first part of a path, so written that browsers neither drop a sign of it nor take it for a scheme or a drive.
fn settled(first: &str) -> Cow<'_, str> {
    encoded(first, |c| c <= ' ' || matches!(c, ':' | '|'))
}

/// A text with some of its signs as percent signs.
fn encoded(written: &str, needs: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !written.contains(&needs) {
        return Cow::Borrowed(written);
    }
    let signs = written.chars().map(|c| if needs(c) { format!("%{:02X}", u32::from(c)) } else { c.into() });
    Cow::Owned(signs.collect())
}

/// Joins a relative path to a folder; no `..`, however it is written, leads above the root.
pub fn join(folder: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match dots(part) {
            _ if part.is_empty() => {}
            1 => {}
            2 => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// An address in two: the path, and what follows it from `?` or `#` on.
pub fn parts(address: &str) -> (&str, &str) {
    address.split_at(address.find(['#', '?']).unwrap_or(address.len()))
}

/// What follows `#` as attributes may hold it.
pub fn fragment(written: &str) -> Cow<'_, str> {
    encoded(written, |c| c <= ' ' || matches!(c, '"' | '\'' | '<' | '>' | '`' | '\u{7f}'))
}

/// The candidates of a `srcset`: their addresses, each with its description, such as `2x`.
pub fn candidates(srcset: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        // A comma at its end has no description after it.
        let bare = address.trim_end_matches(',');
        let end = if bare.len() < address.len() { 0 } else { after.find(',').unwrap_or(after.len()) };
        found.push((bare, after[..end].trim()));
        rest = &after[end..];
    }
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    (begins && plain).then_some(scheme)
}

/// Browsers read `\` as `/`, up to the query.
fn forward(address: &str) -> String {
    let (path, rest) = parts(address);
    path.replace('\\', "/") + rest
}

/// How many dots a part of a path is made of, also those that are written as percent signs; none if of anything else.
fn dots(part: &str) -> usize {
    if part.len() > "%2e%2e".len() {
        return 0;
    }
    let plain = part.to_ascii_lowercase().replace("%2e", ".");
    if plain.bytes().all(|b| b == b'.') { plain.len() } else { 0 }
}

fn is_folder(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or("");
    last.is_empty() || matches!(dots(last), 1 | 2)
}

/// Whether an address is one of this machine.
pub fn is_here(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        let rows = [
            ("a.html", Address::Inside("a.html".into())),
            (" \u{1f}a\t.html\n", Address::Inside("a.html".into())),
            ("..\\x?a\\b", Address::Inside("../x?a\\b".into())),
            ("12:30.html", Address::Inside("12:30.html".into())),
            ("\\\\other.example", Address::Web("https://other.example".into())),
            ("/\\other.example", Address::Web("https://other.example".into())),
            ("/\t/other.example", Address::Web("https://other.example".into())),
            ("HTTPS:other.example", Address::Web("https://other.example".into())),
            ("http:\\\\other.example", Address::Web("http://other.example".into())),
            ("https:///other.example", Address::Web("https://other.example".into())),
            ("https://a.example/\u{e9}?q", Address::Web("https://a.example/\u{e9}?q".into())),
            ("mailto:a@b.example", Address::Other("mailto:a@b.example".into())),
            ("java\nscript:x", Address::Unsafe("javascript".into())),
            ("\u{1}javascript:x", Address::Unsafe("javascript".into())),
            ("DATA:text/html,x", Address::Unsafe("data".into())),
        ];
        for (written, expected) in rows {
            assert_eq!(read(written), expected, "{written:?}");
            assert_eq!(is_outside(written), !matches!(expected, Address::Inside(_)), "{written:?}");
        }
    }

    #[test]
    fn no_path_of_the_site_leads_elsewhere() {
        let base = url::Url::parse("https://site.example/a/b.html").unwrap();
        let pieces =
            ["/", ".", "..", ":", "%2e", "\\", "x", "javascript:", "//e.example", "C|", "\t", "?", " "];
        let all =
            pieces.iter().flat_map(|a| pieces.iter().flat_map(move |b| pieces.map(|c| [*a, *b, c].concat())));
        for written in all {
            let Address::Inside(inside) = read(&written) else { continue };
            let (path, rest) = parts(&inside);
            let rooted = rooted(path, rest);
            for up in ["", "../"] {
                let href = rooted.replace(ROOT, up);
                let led = base.join(&href).unwrap();
                assert_eq!(led.origin(), base.origin(), "{written:?} as {href:?}");
                assert!(!led.path().starts_with("//"), "{written:?} as {href:?}");
                let disk = url::Url::parse("file:///home/a/b.html").unwrap().join(&href).unwrap();
                assert!(disk.path().starts_with("/home/"), "{written:?} as {href:?}");
            }
        }
    }

    #[test]
    fn a_srcset_is_taken_apart() {
        assert_eq!(
            candidates("a.png, b.png 2x , //c.example/c.png 3x"),
            [("a.png", ""), ("b.png", "2x"), ("//c.example/c.png", "3x")]
        );
        assert!(candidates(" , ").is_empty());
    }

    #[test]
    fn only_this_machine_is_here() {
        for here in ["http://127.0.0.1:5000", "http://localhost/x", "http://[::1]:9000/", "127.8.0.1:1"] {
            assert!(is_here(here), "{here}");
        }
        for away in [
            "http://127.0.0.1.example.org",
            "http://localhost.example.org:1",
            "http://user@127.0.0.1",
            "http://10.0.0.1",
            "",
        ] {
            assert!(!is_here(away), "{away}");
        }
    }
}
