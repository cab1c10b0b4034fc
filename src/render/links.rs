//! Every internal link and anchor of the finished pages, found by a scan of their bytes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::address::{candidates, is_outside};
use crate::diag::{At, Code, Diagnostic, Diagnostics, code};
use crate::model::Site;
use crate::route::{self, Route};
use crate::source::SourceTree;
use crate::text::{self, percent_decoded};

/// What a page offers and asks for.
#[derive(Debug, Default)]
pub struct Scanned {
    /// Hashes of `file#id` for every id of the page.
    ids: Vec<u64>,
    /// Links to anchors: the hash of `file#id` and the link as it stands.
    anchors: Vec<(u64, String)>,
    /// Links to files that the site does not have: as it stands, and the file.
    dead: Vec<(String, String)>,
    /// Files of `media/` that the page shows or links to.
    pub media: Vec<String>,
}

impl Scanned {
    /// What can be judged without the other pages: their parts are not known.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.anchors.retain(|(_, link)| link.starts_with('#'));
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

    fn has(&self, file: &[u8]) -> bool {
        self.files.contains(&hash(file))
    }

    /// Scans a finished page.
    pub fn scan(&self, file: &str, page: &[u8]) -> Scanned {
        let mut scanned = Scanned::default();
        if !file.ends_with(".html") {
            return scanned;
        }
        let page_at = Place::of(file);
        let mut own: Vec<(u64, &[u8])> = Vec::new();
        // Every attribute that matters ends in `="`: one pass over the equals signs finds them all.
        for at in memchr::memchr_iter(b'=', page) {
            let Some(kind) = attribute(page, at) else { continue };
            let Some(value) = value(page, at + 1) else { continue };
            match kind {
                Attribute::Id => scanned.ids.push(page_at.anchor(value)),
                Attribute::Link => match value.strip_prefix(b"#") {
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
                Attribute::Links => {
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
        scanned.anchors.extend(missing.map(|(hash, value)| (hash, written(value))));
        scanned
    }

    fn link(&self, scanned: &mut Scanned, page: &Place, value: &[u8]) {
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
            let anchor = Place::of(&target).anchor(fragment.as_bytes());
            scanned.anchors.push((anchor, value.to_owned()));
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

    /// Reports what is dead; a link that stands in a text is shown there.
    pub fn report(
        &self,
        pages: Vec<(Route, String, Scanned)>,
        site: &Site,
        tree: &SourceTree,
        out: &mut Diagnostics,
    ) {
        // Few ids are asked for from elsewhere; only those are kept.
        let wanted: FxHashSet<u64> =
            pages.iter().flat_map(|(_, _, scanned)| scanned.anchors.iter().map(|(hash, _)| *hash)).collect();
        let all = pages.par_iter().flat_map_iter(|(_, _, scanned)| scanned.ids.iter().copied());
        let ids: FxHashSet<u64> = all.filter(|id| wanted.contains(id)).collect();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut problems: Vec<Diagnostic> = Vec::new();
        for (route, file, scanned) in pages {
            let dead = scanned.dead.into_iter().map(|(link, target)| {
                let code = if target.starts_with("media/") { code::MISSING_IMAGE } else { code::DEAD_LINK };
                (code, format!("leads to `{target}`, which is not in this site"), link)
            });
            let anchors =
                scanned.anchors.into_iter().filter(|(hash, _)| !ids.contains(hash)).map(|(_, link)| {
                    (code::DEAD_ANCHOR, "leads to a part of a page that does not exist".to_owned(), link)
                });
            // One picture may be missing a thousand times.
            let mut places: FxHashMap<String, Option<(At, String)>> = FxHashMap::default();
            for (code, message, link) in dead.chain(anchors) {
                let place =
                    places.entry(link.clone()).or_insert_with_key(|link| origin(&route, link, site, tree));
                let (at, written) = place.clone().unzip();
                let message = format!("`{}` {message}", written.as_ref().unwrap_or(&link));
                let key = at.as_ref().map_or_else(|| link.clone(), |at| format!("{at:?}"));
                match seen.get(&key) {
                    Some(index) if at.is_none() => note_more(&mut problems[*index]),
                    Some(_) => {}
                    None => {
                        seen.insert(key, problems.len());
                        problems.push(problem(code, message, at, &file));
                    }
                }
            }
        }
        out.extend(problems);
    }
}

fn problem(code: Code, message: String, at: Option<At>, file: &str) -> Diagnostic {
    let problem = Diagnostic::new(code, message);
    match at {
        Some(at) => problem.at(at),
        None => problem.hint(format!("on the page `{file}`; it comes from a template or from raw HTML")),
    }
}

fn note_more(problem: &mut Diagnostic) {
    let more = "and on other pages".to_owned();
    if !problem.hints.contains(&more) {
        problem.hints.push(more);
    }
}

/// Where the link stands in the file that the page was made from, and how it is written there.
fn origin(route: &Route, link: &str, site: &Site, tree: &SourceTree) -> Option<(At, String)> {
    let file = match route {
        Route::Article(id) => site.article(*id).file,
        Route::Actor(id, _) => site.actor(*id).file?,
        Route::Place(id, _) => site.place(*id).file?,
        Route::Page(index) => site.pages[*index as usize].file,
        _ => return None,
    };
    let text = tree.file(file)?.text();
    let find = |part: &str| memchr::memmem::find(text.as_bytes(), part.as_bytes());
    let plain = text::untagged(link);
    let decoded = percent_decoded(&plain);
    // As written, or what is left of it when the path was counted from another folder.
    let wanted = [
        plain.as_str(),
        &*decoded,
        decoded.trim_start_matches("../"),
        decoded.rsplit('/').next().unwrap_or(""),
    ];
    let found = wanted.iter().filter(|w| !w.is_empty()).find_map(|w| find(w).map(|at| (at, at + w.len())));
    found.map(|(start, end)| {
        // The part of the path before it, which counts from another folder.
        let start = text[..start].trim_end_matches(|c: char| c.is_alphanumeric() || "./-_".contains(c)).len();
        (At::bytes(file, start..end), text[start..end].to_owned())
    })
}

enum Attribute {
    Id,
    Link,
    /// Pictures of several sizes.
    Links,
}

/// The attribute that ends before the equals sign at a byte.
fn attribute(page: &[u8], at: usize) -> Option<Attribute> {
    let named = |name: &str| {
        let start = at.checked_sub(name.len())?;
        let before = start.checked_sub(1)?;
        (page[start..at] == *name.as_bytes() && page[before].is_ascii_whitespace()).then_some(())
    };
    let named = |name: &str| named(name).is_some();
    match page.get(at.checked_sub(1)?)? {
        b'f' if named("href") => Some(Attribute::Link),
        b'c' if named("src") => Some(Attribute::Link),
        b'r' if named("poster") => Some(Attribute::Link),
        b'a' if named("data") => Some(Attribute::Link),
        b't' if named("srcset") => Some(Attribute::Links),
        b'd' if named("id") => Some(Attribute::Id),
        _ => None,
    }
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
fn plain(value: &str) -> Cow<'_, str> {
    if value.contains('&') { Cow::Owned(text::untagged(value)) } else { Cow::Borrowed(value) }
}

fn hash(file: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    file.hash(&mut hasher);
    hasher.finish()
}

/// A file of the site, as links from it and to its parts see it.
struct Place<'a> {
    file: &'a str,
    /// The way from its folder to the root.
    up: String,
    hasher: FxHasher,
}

impl<'a> Place<'a> {
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
