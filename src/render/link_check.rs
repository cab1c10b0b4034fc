//! Every internal link and anchor of the finished pages, found by a scan of their bytes.
//!
//! Links are checked in the finished pages, so that mistakes of templates are found too. The report then looks for the link in the text
//! that the page was made from.

mod dead;
mod stands;
mod way_out;

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};

use crate::address::{candidates, is_outside};
use crate::parse::tags;
use crate::route;
use crate::text::{self, percent_decoded};

/// What a page offers and asks for.
#[derive(Debug, Default)]
pub struct Scanned {
    /// Hashes of `file#id` for every id of the page.
    pub(in crate::render) ids: Vec<u64>,
    /// Links to anchors.
    pub(in crate::render) anchors: Vec<Anchor>,
    /// Links to files that the site does not have: as it stands, and the file.
    pub(in crate::render) dead: Vec<(String, String)>,
    /// Files of `media/` that the page shows or links to.
    pub media: Vec<String>,
}

/// A link to a part of a page.
#[derive(Debug)]
pub(in crate::render) struct Anchor {
    /// The hash of `file#id`.
    pub hash: u64,
    /// The link as it stands.
    pub link: String,
    /// The file of the page.
    pub file: String,
}

impl Scanned {
    /// What can be judged without the other pages: their parts are not known.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.anchors.retain(|anchor| anchor.link.starts_with('#'));
        self
    }
}

/// The files that links may lead to, as hashes of their paths: small enough to stay in the processor's cache.
#[derive(Debug)]
pub struct LinkCheck {
    files: FxHashSet<u64>,
}

impl LinkCheck {
    /// A check against all files of the site.
    pub fn of(files: impl IntoIterator<Item = String>) -> Self {
        Self { files: files.into_iter().map(|file| hash(file.as_bytes())).collect() }
    }

    pub(in crate::render) fn has(&self, file: &[u8]) -> bool {
        self.files.contains(&hash(file))
    }

    /// Scans a finished page.
    pub fn scan(&self, file: &str, page: &[u8]) -> Scanned {
        let mut scanned = Scanned::default();
        if !file.ends_with(".html") {
            return scanned;
        }
        let page_at = PageAt::of(file);
        let mut own: Vec<(u64, &[u8])> = Vec::new();
        // Every attribute that matters ends in `="`: one pass over the equals signs finds them all.
        for at in memchr::memchr_iter(b'=', page) {
            let Some(kind) = attribute(page, at) else { continue };
            let Some(value) = value(page, at + 1).filter(|_| is_of_tag(page, at)) else { continue };
            match kind {
                LinkAttribute::Id => scanned.ids.push(page_at.anchor(value)),
                LinkAttribute::Link => match value.strip_prefix(b"#") {
                    Some(b"" | b"top") => {}
                    Some(fragment) => {
                        let hash = page_at.anchor(fragment);
                        // Most such links stand in the part that they name.
                        if scanned.ids.last() != Some(&hash) {
                            own.push((hash, value));
                        }
                    }
                    None => self.link(&mut scanned, &page_at, value),
                },
                LinkAttribute::Links => {
                    let value = String::from_utf8_lossy(value);
                    for (address, _) in candidates(&plain(&value)) {
                        self.link(&mut scanned, &page_at, address.as_bytes());
                    }
                }
            }
        }
        if own.is_empty() {
            return scanned;
        }
        let ids: FxHashSet<u64> = scanned.ids.iter().copied().collect();
        let missing = own.into_iter().filter(|(hash, _)| !ids.contains(hash));
        let written = |value| String::from_utf8_lossy(value).into_owned();
        let anchor = |(hash, value)| Anchor { hash, link: written(value), file: file.to_owned() };
        scanned.anchors.extend(missing.map(anchor));
        scanned
    }

    fn link(&self, scanned: &mut Scanned, page: &PageAt, value: &[u8]) {
        // The usual form: up to the root, then down to a file as the site names it.
        let down = value.strip_prefix(page.up.as_bytes());
        if down.is_some_and(|target| self.has(target) && !target.starts_with(b"media/")) {
            return;
        }
        let Some(value) = std::str::from_utf8(value).ok().filter(|value| !is_outside(value)) else { return };
        let (path, fragment) = value.split_once('#').map_or((value, None), |(path, f)| (path, Some(f)));
        let path = path.split('?').next().unwrap_or("");
        let down = path.strip_prefix(page.up.as_str());
        let known = down.filter(|target| self.has(target.as_bytes())).map(Cow::Borrowed);
        let target = match known {
            Some(target) => target,
            None => match self.general(page.file, path) {
                Ok(target) => Cow::Owned(target),
                Err(target) => return scanned.dead.push((value.to_owned(), target)),
            },
        };
        if target.starts_with("media/") {
            scanned.media.push(target.into_owned());
            return;
        }
        if let Some(fragment) = fragment.filter(|f| !f.is_empty() && *f != "top" && target.ends_with(".html"))
        {
            let hash = PageAt::of(&target).anchor(fragment.as_bytes());
            scanned.anchors.push(Anchor { hash, link: value.to_owned(), file: target.into_owned() });
        }
    }

    /// The file that any link leads to, or what it would be if there were one.
    fn general(&self, file: &str, path: &str) -> Result<String, String> {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut target = String::new();
        if path.is_empty() {
            target.push_str(file);
        } else if !resolve(folder, path, &mut target) {
            return Err("a place above the site's root".to_owned());
        }
        if target.is_empty() || target.ends_with('/') {
            target.push_str("index.html");
        }
        let target = percent_decoded(&plain(&target)).into_owned();
        if self.has(target.as_bytes()) { Ok(target) } else { Err(target) }
    }
}

enum LinkAttribute {
    Id,
    Link,
    /// Pictures of several sizes.
    Links,
}

/// The attribute that ends before the equals sign at a byte.
fn attribute(page: &[u8], at: usize) -> Option<LinkAttribute> {
    let named = |name: &str| {
        let start = at.checked_sub(name.len())?;
        let before = start.checked_sub(1)?;
        (page[start..at] == *name.as_bytes() && page[before].is_ascii_whitespace()).then_some(())
    };
    let named = |name: &str| named(name).is_some();
    match page.get(at.checked_sub(1)?)? {
        b'f' if named("href") => Some(LinkAttribute::Link),
        b'c' if named("src") => Some(LinkAttribute::Link),
        b'r' if named("poster") => Some(LinkAttribute::Link),
        b'a' if named("data") => Some(LinkAttribute::Link),
        b't' if named("srcset") => Some(LinkAttribute::Links),
        b'd' if named("id") => Some(LinkAttribute::Id),
        _ => None,
    }
}

/// Whether an equals sign is one of a tag's attribute, and not of a text or a value that speaks of one.
fn is_of_tag(page: &[u8], at: usize) -> bool {
    let before = &page[..at];
    let Some(sign) = memchr::memrchr2(b'<', b'>', before) else { return false };
    // A value within quotation marks stands in no other, and values may hold the sign that ends a tag.
    if before[sign] == b'<' && matches!(page.get(at + 1), Some(b'"' | b'\'')) {
        return true;
    }
    let Some(start) = memchr::memrchr(b'<', before) else { return false };
    let read = std::str::from_utf8(&page[start..=at]).ok().and_then(|text| tags::tag(text, 0));
    let last = read.and_then(|tag| tag.attributes.last().copied());
    last.is_some_and(|last| start + last.start + last.name.len() == at)
}

/// The value after an equals sign: quoted, or up to the next blank.
fn value(page: &[u8], at: usize) -> Option<&[u8]> {
    let rest = page.get(at..)?;
    let (start, end) = match rest.first()? {
        b'"' => (1, memchr::memchr(b'"', &rest[1..])? + 1),
        b'\'' => (1, memchr::memchr(b'\'', &rest[1..])? + 1),
        _ => (0, rest.iter().position(|b| b.is_ascii_whitespace() || *b == b'>')?),
    };
    rest.get(start..end)
}

/// Joins a relative path to a folder; `false` if it leads above the root.
fn resolve(folder: &str, path: &str, target: &mut String) -> bool {
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|p| !p.is_empty()).collect()
    };
    let mut inside = true;
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => inside &= parts.pop().is_some(),
            part => parts.push(part),
        }
    }
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            target.push('/');
        }
        target.push_str(part);
    }
    let is_folder = ["/", "/.", "/.."].iter().any(|end| path.ends_with(end)) || matches!(path, "." | "..");
    if is_folder && !target.is_empty() {
        target.push('/');
    }
    inside
}

/// The value of an attribute, its entities read.
pub(in crate::render) fn plain(value: &str) -> Cow<'_, str> {
    if value.contains('&') { Cow::Owned(text::untagged(value)) } else { Cow::Borrowed(value) }
}

fn hash(file: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    file.hash(&mut hasher);
    hasher.finish()
}

/// A file of the site, as links from it and to its parts see it.
struct PageAt<'a> {
    file: &'a str,
    /// The way from its folder to the root.
    up: String,
    hasher: FxHasher,
}

impl<'a> PageAt<'a> {
    fn of(file: &'a str) -> Self {
        let mut hasher = FxHasher::default();
        file.hash(&mut hasher);
        Self { file, up: route::way_up(file), hasher }
    }

    /// The hash of one of its ids, as written in an attribute.
    fn anchor(&self, written: &[u8]) -> u64 {
        let mut hasher = self.hasher.clone();
        match std::str::from_utf8(written) {
            Ok(text) if memchr::memchr2(b'&', b'%', written).is_some() => {
                percent_decoded(&plain(text)).as_bytes().hash(&mut hasher);
            }
            _ => written.hash(&mut hasher),
        }
        hasher.finish()
    }
}
