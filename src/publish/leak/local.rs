//! What makes sense on one machine only: paths of its disk, and links to itself or its network.

use super::{Found, Kind};

/// Beginnings of absolute paths that hold a person's name.
pub(super) const PATHS: [&str; 6] =
    ["/home/", "/Users/", ":\\Users\\", ":\\\\Users\\\\", ":/Users/", "file://"];

/// Beginnings of hosts, behind the scheme, that no reader reaches.
pub(super) const LINKS: [&str; 9] =
    ["//localhost", "//127.", "//10.", "//192.168.", "//172.", "//169.254.", "//0.0.0.0", "//[::1]", "//[f"];

const PATH_HINT: &str = "take the path out: it tells who made the site, and leads nowhere for readers";
const LINK_HINT: &str = "link to where readers find it, or take the link out";

/// A path that begins at a byte. Within an address `/home/` is a part of it and no path.
pub(super) fn path(bytes: &[u8], start: usize, sign: &str) -> Option<Found> {
    let before = start.checked_sub(1).map(|at| bytes[at]);
    let rest = &bytes[start + sign.len()..];
    let begins = match sign {
        "file://" => !before.is_some_and(|b| b.is_ascii_alphanumeric()),
        _ if sign.starts_with(':') => {
            before.is_some_and(|b| b.is_ascii_alphabetic())
                && !start.checked_sub(2).is_some_and(|at| bytes[at].is_ascii_alphanumeric())
        }
        _ => !before.is_some_and(|b| b.is_ascii_alphanumeric() || b"./-_~%:}".contains(&b) || b >= 0x80),
    };
    let name =
        rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"._- %".contains(b) || **b >= 0x80).count();
    let ends = rest.get(name).is_some_and(|b| matches!(b, b'/' | b'\\'));
    let whole = if sign == "file://" {
        rest.first().is_some_and(|b| b.is_ascii_graphic() && !b"\"'`<".contains(b))
    } else {
        name > 0 && ends
    };
    (begins && whole).then(|| {
        let from = if sign.starts_with(':') { start - 1 } else { start };
        let shown: String = bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_graphic() && !b"\"'`<>()".contains(b))
            .take(60)
            .map(|b| char::from(*b))
            .collect();
        Found::new(start, Kind::Path, format!("the path `{shown}` of a machine"), PATH_HINT)
    })
}

/// A link whose host begins at a byte, if it stands where links do: in an attribute, a feed, a value.
/// What prose says of an address is no link.
pub(super) fn link(bytes: &[u8], start: usize) -> Option<Found> {
    let schemes: [&[u8]; 4] = [b"https:", b"http:", b"wss:", b"ws:"];
    let scheme = schemes.into_iter().find(|scheme| bytes[..start].ends_with(scheme));
    let from = start - scheme.map_or(0, <[u8]>::len);
    let before = from.checked_sub(1).map(|at| bytes[at])?;
    let in_feed = before == b'>'
        && [&b"<link>"[..], b"<id>", b"<guid>", b"<loc>", b"<uri>"]
            .iter()
            .any(|tag| bytes[..from].ends_with(tag));
    let is_link = matches!(before, b'"' | b'\'' | b'=')
        || (before == b'(' && bytes[..from].ends_with(b"url("))
        || in_feed;
    let rest = &bytes[start + 2..];
    let host = &rest[..rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b".-[]:".contains(b)).count()];
    let host = std::str::from_utf8(host).ok()?;
    (is_link && is_private(host)).then(|| {
        let shown = String::from_utf8_lossy(&bytes[from..start + 2]).into_owned() + host;
        Found::new(
            start,
            Kind::LocalLink,
            format!("a link to `{shown}`, which only this machine or its network has"),
            LINK_HINT,
        )
    })
}

/// Whether a host with or without a port is this machine or one of a private network (RFC 1918, 3927, 4193).
fn is_private(host: &str) -> bool {
    use std::net::{Ipv4Addr, Ipv6Addr};
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.split(']').next().and_then(|inner| inner.parse::<Ipv6Addr>().ok());
        return address
            .is_some_and(|ip| ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local());
    }
    let name = host.split(':').next().unwrap_or(host).trim_end_matches('.');
    if name == "localhost" || name.starts_with("localhost.") {
        return true;
    }
    let address = name.parse::<Ipv4Addr>();
    address.is_ok_and(|ip| ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> usize {
        LINKS
            .iter()
            .flat_map(|sign| text.match_indices(sign))
            .filter(|(at, _)| link(text.as_bytes(), *at).is_some())
            .count()
    }

    fn paths(text: &str) -> usize {
        PATHS
            .iter()
            .flat_map(|sign| text.match_indices(sign).map(move |(at, _)| (at, *sign)))
            .filter(|(at, sign)| path(text.as_bytes(), *at, sign).is_some())
            .count()
    }

    #[test]
    fn links_to_private_hosts_are_found_and_prose_is_not() {
        for text in [
            "<a href=\"http://localhost:8000/a\">",
            "<img src='//127.0.0.1/a'>",
            "<link>http://10.0.0.3/</link>",
            "\"url\": \"https://192.168.1.9\"",
            "<form action=http://172.16.0.1/>",
            "<a href=\"http://[::1]:3/\">",
            "url(http://localhost/a.png)",
        ] {
            assert_eq!(links(text), 1, "{text}");
        }
        for text in [
            "<p>see http://localhost:80</p>",
            "<a href=\"http://10.example.org/\">",
            "<a href=\"http://localhosts.org\">",
            "<a href=\"https://172.217.0.1/\">",
        ] {
            assert_eq!(links(text), 0, "{text}");
        }
    }

    #[test]
    fn paths_are_found_and_parts_of_addresses_are_not() {
        for text in [
            "at /home/ann/site/a",
            "\"/Users/ann/a\"",
            "C:\\Users\\Ann\\x",
            "c:\\\\Users\\\\Ann\\\\x",
            "D:/Users/ann/",
            "file:///srv/a",
        ] {
            assert_eq!(paths(text), 1, "{text}");
        }
        for text in ["https://example.org/home/ann/x", "../home/ann/x", "/home/", "profile://x", "a:/Users"] {
            assert_eq!(paths(text), 0, "{text}");
        }
    }
}
