//! What makes sense on one machine only: paths of its disk, and links to itself or its network.

use super::{Hit, LeakKind};
use crate::address::is_private;

/// Beginnings of absolute paths that hold a person's name or a machine's.
pub(super) const PATHS: &[&str] = &[
    "/home/",
    "/Users/",
    "/root/",
    "/Volumes/",
    "/mnt/c/",
    "/mnt/d/",
    "/mnt/e/",
    "/cygdrive/",
    "/var/home/",
    "/export/home/",
    "/private/var/",
    ":\\Users\\",
    ":\\\\Users\\\\",
    ":/Users/",
    ":\\Documents and Settings\\",
    ":\\\\Documents and Settings\\\\",
    "file://",
    "smb://",
    "afp://",
    "nfs://",
];

/// What stands before a machine of the own network and a folder that it shares.
pub(super) const SHARE: &str = "\\\\";

/// What stands before the host of a link; `\/\/` in JSON.
pub(super) const LINKS: &[&str] = &["//", "\\/\\/"];

const PATH_HINT: &str = "take the path out: it tells who made the site, and leads nowhere for readers";
const LINK_HINT: &str = "link to where readers find it, or take the link out";

/// Beginnings behind which one name is enough: no address of a site begins so.
const ALONE: &[&str] = &["/root/", "/Volumes/", "/mnt/c/", "/mnt/d/", "/mnt/e/", "/cygdrive/"];

/// A folder of a machine of the own network, `\\host\folder`, whose backslashes may stand twice, as in JSON.
pub(super) fn share(bytes: &[u8], start: usize) -> Option<Hit> {
    if start.checked_sub(1).is_some_and(|at| bytes[at] == b'\\' || bytes[at].is_ascii_alphanumeric()) {
        return None;
    }
    let count = |rest: &[u8]| rest.iter().take_while(|byte| **byte == b'\\').count();
    let name =
        |rest: &[u8]| rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"._-$".contains(b)).count();
    let first = count(&bytes[start..]);
    let host = &bytes[start + first..];
    let folder = &host[name(host)..];
    let between = count(folder);
    let is_one =
        matches!((first, between), (2, 1) | (4, 2)) && name(host) >= 3 && name(&folder[between..]) >= 1;
    is_one.then(|| {
        let host = String::from_utf8_lossy(&host[..name(host)]).into_owned();
        Hit::new(
            start,
            LeakKind::Path,
            format!("a folder of the machine `{host}` of the own network"),
            PATH_HINT,
        )
    })
}

/// A path that begins at a byte. Within an address `/home/` is a part of it and no path.
pub(super) fn path(bytes: &[u8], start: usize, sign: &str) -> Option<Hit> {
    let before = start.checked_sub(1).map(|at| bytes[at]);
    let rest = &bytes[start + sign.len()..];
    let begins = match sign {
        "file://" | "smb://" | "afp://" | "nfs://" => !before.is_some_and(|b| b.is_ascii_alphanumeric()),
        _ if sign.starts_with(':') => {
            before.is_some_and(|b| b.is_ascii_alphabetic())
                && !start.checked_sub(2).is_some_and(|at| bytes[at].is_ascii_alphanumeric())
        }
        _ => !before.is_some_and(|b| b.is_ascii_alphanumeric() || b"./-_~%:}".contains(&b) || b >= 0x80),
    };
    let name =
        rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"._- %".contains(b) || **b >= 0x80).count();
    let ends = rest.get(name).is_some_and(|b| matches!(b, b'/' | b'\\'));
    let whole = if sign.ends_with("://") {
        rest.first().is_some_and(|b| b.is_ascii_graphic() && !b"\"'`<".contains(b))
    } else {
        name > 0 && (ends || ALONE.contains(&sign))
    };
    (begins && whole).then(|| {
        let from = if sign.starts_with(':') { start - 1 } else { start };
        let shown: String = bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_graphic() && !b"\"'`<>()".contains(b))
            .take(60)
            .map(|b| char::from(*b))
            .collect();
        Hit::new(start, LeakKind::Path, format!("the path `{shown}` of a machine"), PATH_HINT)
    })
}

/// A link whose host begins at a byte, if it stands where links do: in an attribute, a feed, a value.
/// What prose says of an address is no link.
pub(super) fn link(bytes: &[u8], start: usize, sign: &str) -> Option<Hit> {
    let schemes: [&[u8]; 5] = [b"https:", b"http:", b"wss:", b"ws:", b"ftp:"];
    let scheme = schemes.into_iter().find(|scheme| {
        start.checked_sub(scheme.len()).is_some_and(|from| bytes[from..start].eq_ignore_ascii_case(scheme))
    });
    let from = start - scheme.map_or(0, <[u8]>::len);
    let before = from.checked_sub(1).map(|at| bytes[at])?;
    let in_feed = before == b'>'
        && [&b"<link>"[..], b"<id>", b"<guid>", b"<loc>", b"<uri>"]
            .iter()
            .any(|tag| bytes[..from].ends_with(tag));
    let is_link = matches!(before, b'"' | b'\'' | b'=')
        || (before == b'(' && bytes[..from].ends_with(b"url("))
        || in_feed;
    if !is_link {
        return None;
    }
    let rest = &bytes[start + sign.len()..];
    let is_sign = |b: &u8| b.is_ascii_alphanumeric() || b".-_[]:%@".contains(b) || *b >= 0x80;
    let authority = &rest[..rest.iter().take(300).take_while(|b| is_sign(b)).count()];
    let authority = std::str::from_utf8(authority).ok()?;
    let host = authority.rsplit('@').next().unwrap_or(authority);
    is_private(host).then(|| {
        let shown = String::from_utf8_lossy(&bytes[from..start]).into_owned() + "//" + host;
        Hit::new(
            start,
            LeakKind::LocalLink,
            format!("a link to `{shown}`, which only this machine or its network has"),
            LINK_HINT,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> usize {
        LINKS
            .iter()
            .flat_map(|sign| text.match_indices(sign).map(move |(at, _)| (at, *sign)))
            .filter(|(at, sign)| link(text.as_bytes(), *at, sign).is_some())
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
            "<a href='http://intranet/x'>",
            "<a href=\"HTTP://Wiki.Corp:8080/\">",
            "<a href=\"https://nas.local/\">",
            "<a href=\"http://2130706433/\">",
            "<a href=\"http://0x7f.1/\">",
            "<a href=\"http://0177.0.0.1/\">",
            "<a href=\"http://100.100.1.1/\">",
            "<a href=\"http://ann@router.home.arpa/\">",
            "\"http:\\/\\/intranet\\/x\"",
        ] {
            assert_eq!(links(text), 1, "{text}");
        }
        for text in [
            "<p>see http://localhost:80</p>",
            "<a href=\"http://10.example.org/\">",
            "<a href=\"http://localhosts.org\">",
            "<a href=\"https://172.217.0.1/\">",
            "<a href=\"https://100.63.0.1/\">",
            "<a href=\"https://local.example/\">",
            "\"//\" + host",
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
            "at /root/a",
            "/Volumes/Ann",
            "/mnt/c/Users",
            "C:\\Documents and Settings\\Ann\\x",
            "smb://nas/ann",
        ] {
            assert_eq!(paths(text), 1, "{text}");
        }
        for text in ["at \\\\nas1\\ann", "\"\\\\\\\\nas1\\\\ann\""] {
            assert!(share(text.as_bytes(), text.find("\\\\").unwrap()).is_some(), "{text}");
        }
        assert!(share(b"\\\\alpha\\\\beta", 0).is_none());
        for text in ["https://example.org/home/ann/x", "../home/ann/x", "/home/", "profile://x", "a:/Users"] {
            assert_eq!(paths(text), 0, "{text}");
        }
    }
}
