//! Copies of stylesheets and scripts under names that say what is in them, so that a browser may keep them for good.
//!
//! A copy lies beside its file, so that what a stylesheet names by a relative address is still found. The file itself stays where it
//! is, for templates that name it.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Asset, AssetContent};
use crate::text::hex;

/// The files of the theme that pages name by their copies, whether they are the theme's own or the site's.
const COPIED: &[&str] = &[
    "base.js",
    "columns.css",
    "explorer.css",
    "explorer.js",
    "filter.js",
    "fold.js",
    "glossary.css",
    "map.css",
    "map.js",
    "pictures.css",
    "pictures.js",
    "search-field.js",
    "search.css",
    "search.js",
    "story.css",
    "story.js",
    "style.css",
];
/// How many hexadecimal digits of the SHA-256 stand in a name.
const DIGITS: usize = 10;
/// The endings of what has copies.
const ENDINGS: [&str; 2] = ["css", "js"];

/// The copy of an asset; `None` for one that has none, and for one that is too large to be held in memory.
pub(super) fn copy(asset: &Asset) -> Option<Arc<Asset>> {
    let AssetContent::Bytes(bytes) = &asset.content else { return None };
    if !COPIED.contains(&asset.path.as_str()) {
        return None;
    }
    let (stem, ending) = asset.path.rsplit_once('.')?;
    let sum = hex(&Sha256::digest(bytes));
    let path = format!("{stem}-{}.{ending}", &sum[..DIGITS]);
    Some(Arc::new(Asset {
        path,
        source: asset.source.clone(),
        content: AssetContent::Bytes(bytes.clone()),
        size: None,
        picture: None,
        seconds: None,
    }))
}

/// Whether the name of a stylesheet or script says its content, whose SHA-256 is given in hexadecimal digits. A name that only looks
/// so, such as `map-20201109aa.js`, does not.
pub fn is_marked(path: &str, sha256: &str) -> bool {
    parts(path).is_some_and(|(_, digits, _)| sha256.starts_with(digits))
}

/// The file that a copy of this name is of or was of: `style.css` of `style-0123456789.css`.
pub fn plain(path: &str) -> Option<String> {
    let (stem, _, ending) = parts(path)?;
    let plain = format!("{stem}.{ending}");
    COPIED.contains(&plain.as_str()).then_some(plain)
}

fn parts(path: &str) -> Option<(&str, &str, &str)> {
    let (name, ending) = path.rsplit_once('.').filter(|(_, ending)| ENDINGS.contains(ending))?;
    let (stem, digits) = name.rsplit_once('-')?;
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (digits.len() == DIGITS && digits.bytes().all(is_digit)).then_some((stem, digits, ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_mark_only_with_the_right_sum() {
        let sum = "0123456789abcdef";
        assert!(is_marked("style-0123456789.css", sum) && is_marked("js/own-0123456789.js", sum));
        for other in [
            "style-0123456780.css",
            "style-012345678.css",
            "style-0123456789a.css",
            "style-.css",
            "style.css",
            "style0123456789.css",
            "page-0123456789.html",
            "style-0123456789",
            "style-0123456789.css/a",
            "",
        ] {
            assert!(!is_marked(other, sum), "{other}");
        }
        assert!(!is_marked("style-ABCDEF0123.css", "ABCDEF0123"), "sums are written in small letters");
        assert!(!is_marked("map-20201109aa.js", sum));
        assert!(!is_marked("style-0123456789.css", ""));
    }

    #[test]
    fn a_copy_leads_back_to_its_file() {
        let style = Asset::in_memory("static/style.css", b"body {}").unwrap();
        let copy = copy(&style).unwrap();
        assert_eq!(copy.path, "style-62368a1a29.css");
        assert_eq!(copy.content, style.content);
        assert_eq!(plain(&copy.path).as_deref(), Some("style.css"));
        assert_eq!(plain("own-0123456789.css"), None);
        assert!(super::copy(&copy).is_none());
        assert!(super::copy(&Asset::in_memory("static/own.css", b"body {}").unwrap()).is_none());
    }
}
