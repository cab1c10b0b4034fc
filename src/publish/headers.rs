//! What a file is served with: its type, how long it may be kept, and what a page may do in a browser.

use std::collections::BTreeMap;

pub(super) use crate::route::EMBED;
use crate::{policy, source};

/// The headers of a file, by their names in small letters.
pub type Headers = BTreeMap<String, String>;

/// Files that are served alike, but for their types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Pages, and all other texts that belong to them.
    Page,
    /// Pages for frames of other sites.
    Embed,
    /// Pictures, films and documents, which may be drawings with scripts.
    Media,
    /// Stylesheets and scripts whose names say their content: others come under other names.
    Marked,
}

/// Where pictures and documents of the content are.
pub(super) const MEDIA: &str = "media/";
/// The endings of the files of [`Class::Page`].
pub(super) const TEXTS: [&str; 8] = ["html", "css", "js", "json", "xml", "txt", "bib", "ris"];

/// Endings of names and the types of what they hold. Those with `charset=utf-8` are texts.
pub(super) const KINDS: [(&str, &str); 43] = [
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("map", "application/json; charset=utf-8"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("bib", "text/plain; charset=utf-8"),
    ("ris", "application/x-research-info-systems; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("geojson", "application/geo+json; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/vnd.microsoft.icon"),
    ("pdf", "application/pdf"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
    ("ogg", "audio/ogg"),
    ("oga", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("flac", "audio/flac"),
    ("m4a", "audio/mp4"),
    ("mov", "video/quicktime"),
    ("zip", "application/zip"),
    ("epub", "application/epub+zip"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("wasm", "application/wasm"),
];
/// The type of everything else.
pub(super) const UNKNOWN: &str = "application/octet-stream";

/// What no page asks for.
const PERMISSIONS: &str = "browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
    microphone=(), midi=(), payment=(), usb=()";

/// What the headers of a target depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Whether readers reach the site over an encrypted connection.
    pub encrypted: bool,
    /// Headers that every file gets, and with `None` those that no file gets.
    pub changes: BTreeMap<String, Option<String>>,
}

/// The headers of the file at a path with this SHA-256 in hexadecimal digits, where nothing is known of the target.
pub fn of(path: &str, sha256: &str) -> Headers {
    served(path, sha256, &Manner::default())
}

/// The headers of the file at a path with this SHA-256 in hexadecimal digits.
pub fn served(path: &str, sha256: &str, manner: &Manner) -> Headers {
    let mut headers = of_class(class(path, sha256), manner);
    headers.insert("content-type".to_owned(), kind(path).to_owned());
    headers
}

/// The headers of all files that are served alike, without their types.
pub(super) fn of_class(class: Class, manner: &Manner) -> Headers {
    let allowed = match class {
        Class::Page | Class::Marked => format!("{}; frame-ancestors 'self'", policy::served()),
        Class::Embed => policy::PAGE.to_owned(),
        Class::Media => policy::MEDIA.to_owned(),
    };
    let keep = match class {
        // Names stay while contents change, so nothing else may be kept without a question for long.
        Class::Page | Class::Embed => "public, max-age=60",
        Class::Media => "public, max-age=86400",
        Class::Marked => "public, max-age=31536000, immutable",
    };
    let mut headers: Headers = [
        ("cache-control", keep),
        ("content-security-policy", &allowed),
        ("cross-origin-opener-policy", "same-origin"),
        // Everything is public, and a frame without an origin of its own asks for its files as another site would.
        ("cross-origin-resource-policy", "cross-origin"),
        ("permissions-policy", PERMISSIONS),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect();
    if class == Class::Embed {
        // Only such a page may stand in one that asks this of all that it shows.
        headers.insert("cross-origin-embedder-policy".to_owned(), "require-corp".to_owned());
    }
    if manner.encrypted {
        // Of other names below the same domain nothing is known.
        headers.insert("strict-transport-security".to_owned(), "max-age=31536000".to_owned());
    }
    for (name, value) in &manner.changes {
        match value {
            Some(value) => headers.insert(name.clone(), value.clone()),
            None => headers.remove(name),
        };
    }
    headers
}

/// What a file that is opened by itself may do, if it is no page and no part of one.
pub fn of_media(path: &str) -> Option<&'static str> {
    (class(path, "") == Class::Media).then_some(policy::MEDIA)
}

/// How a file with this SHA-256 in hexadecimal digits is served.
pub(super) fn class(path: &str, sha256: &str) -> Class {
    if path.starts_with(EMBED) {
        Class::Embed
    } else if path.starts_with(MEDIA) || !TEXTS.contains(&ending(path).as_str()) {
        Class::Media
    } else if source::is_marked(path, sha256) {
        Class::Marked
    } else {
        Class::Page
    }
}

/// Whether a file is a text, which packing makes smaller.
pub(super) fn is_text(path: &str) -> bool {
    let kind = kind(path);
    kind.ends_with("charset=utf-8") || kind == "image/svg+xml"
}

/// The media type of a file, by the ending of its name.
pub fn kind(path: &str) -> &'static str {
    let ending = ending(path);
    KINDS.iter().find(|(known, _)| *known == ending).map_or(UNKNOWN, |(_, kind)| kind)
}

fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_embedded_pages_and_media_have_their_policies() {
        let policy = |path: &str| of(path, "")["content-security-policy"].clone();
        assert!(policy("index.html").ends_with("frame-ancestors 'self'"));
        assert!(!policy("embed/timeline.html").contains("frame-ancestors"));
        let embeds = |path: &str| of(path, "").contains_key("cross-origin-embedder-policy");
        assert!(embeds("embed/timeline.html") && !embeds("index.html") && !embeds("style.css"));
        for drawing in ["icon.svg", "media/articles/a.SVG", "media/a.html"] {
            assert!(!policy(drawing).contains("script-src"), "{drawing}");
        }
    }

    #[test]
    fn a_target_changes_headers_and_leaves_some_out() {
        let changes = [("x-own".to_owned(), Some("1".to_owned())), ("referrer-policy".to_owned(), None)];
        let manner = Manner { encrypted: true, changes: changes.into() };
        let headers = served("a.html", "", &manner);
        assert_eq!(headers["x-own"], "1");
        assert!(!headers.contains_key("referrer-policy"));
        assert_eq!(headers["strict-transport-security"], "max-age=31536000");
        assert!(!of("a.html", "").contains_key("strict-transport-security"));
    }

    #[test]
    fn only_what_says_its_own_content_is_kept_for_good() {
        let sum = "0123456789abcdef";
        let kept = |path: &str, sum: &str| of(path, sum)["cache-control"].clone();
        let marked = of("style-0123456789.css", sum);
        assert_eq!(marked["cache-control"], "public, max-age=31536000, immutable");
        let mut plain = of("style.css", sum);
        assert_eq!(
            plain.insert("cache-control".to_owned(), marked["cache-control"].clone()).unwrap(),
            "public, max-age=60"
        );
        assert_eq!(plain, marked);
        assert_eq!(kept("style-0123456789.css", "1123456789abcdef"), "public, max-age=60");
        assert_eq!(kept("embed/own-0123456789.js", sum), "public, max-age=60");
        // A drawing with scripts stays one, whatever its name.
        assert_eq!(kept("media/own-0123456789.js", sum), "public, max-age=86400");
        assert_eq!(class("map-0123456789.svg", sum), Class::Media);
    }
}
