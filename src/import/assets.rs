//! Pictures and documents of a foreign folder: those that a text shows are copied beside it, and its paths lead to the copies.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::page::{Block, ImportedPage};

/// Endings of what may lie beside a text.
const ENDINGS: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "heic", "pdf", "mp4", "webm", "mov", "mp3", "ogg",
    "wav", "csv", "xlsx", "ods", "docx", "odt", "zip", "kml", "geojson",
];

/// Folders from which generators publish files at the root of a site.
const ROOTS: &[&str] =
    &["", "static/", "public/", "source/", "src/", "content/", "assets/", "src/assets/", "docs/", "images/"];

/// The files of a folder that texts may show.
#[derive(Debug, Default)]
pub struct Assets {
    names: FxHashSet<String>,
    /// New paths and the files that are copied there.
    copied: FxHashMap<String, String>,
}

/// A file that is to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The name of the input.
    pub from: String,
    /// Its new path in the site's folder.
    pub to: String,
}

impl Assets {
    /// Adds a file of the folder.
    pub(super) fn add(&mut self, name: &str) {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        if ENDINGS.contains(&ending.as_str()) {
            self.names.insert(name.to_owned());
        }
    }

    /// Adds a file that lies beside an input; gives the name by which paths of the input find it.
    pub(super) fn add_beside(&mut self, input: &str, below: &str) -> Option<String> {
        let name = joined(folder_of(input), below)?;
        self.add(&name);
        Some(name)
    }

    /// Where a file of the folder was copied to.
    pub fn copy_of(&self, name: &str) -> Option<&str> {
        self.copied.iter().filter(|(_, from)| *from == name).map(|(to, _)| to.as_str()).min()
    }

    /// Lets the paths of a page, whose address may be known, lead to copies in its new folder; gives the copies.
    pub(super) fn place(&mut self, page: &mut ImportedPage, url: Option<&str>, folder: &str) -> Vec<Copy> {
        let mut copies = Vec::new();
        if self.names.is_empty() {
            return copies;
        }
        let name = if page.base.is_empty() { &page.saved_as } else { &page.base };
        let base = folder_of(name).to_owned();
        let mut blocks = std::mem::take(&mut page.blocks);
        for block in &mut blocks {
            match block {
                Block::Verbatim(text) | Block::Text(text) => {
                    *text = self.placed(text, &base, folder, &mut copies);
                }
                Block::Caption(caption) => {
                    let path = caption.path.as_deref().map(|path| below(path, url));
                    caption.copy = path.and_then(|path| self.copy(path, &base, folder, &mut copies));
                }
                Block::Heading(..) | Block::Read(_) | Block::Quote(..) => {}
            }
        }
        page.blocks = blocks;
        if let Some(image) = &mut page.image
            && let Some(new) = self.copy(&image.src, &base, folder, &mut copies)
        {
            image.src = new;
            image.is_here = true;
        }
        copies
    }

    fn placed(&mut self, text: &str, base: &str, folder: &str, copies: &mut Vec<Copy>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for range in paths(text) {
            if range.start < at {
                continue;
            }
            if let Some(new) = self.copy(&text[range.clone()], base, folder, copies) {
                out.push_str(&text[at..range.start]);
                out.push_str(&new);
                at = range.end;
            }
        }
        out.push_str(&text[at..]);
        out
    }

    /// The new name of a file that a path leads to; `None` where it leads to none of the folder.
    fn copy(&mut self, path: &str, base: &str, folder: &str, copies: &mut Vec<Copy>) -> Option<String> {
        let from = self.find(path, base)?;
        let file = from.rsplit('/').next().unwrap_or(&from).replace(' ', "-");
        let (stem, ending) = file.rsplit_once('.').unwrap_or((&file, ""));
        let mut names = std::iter::once(file.clone()).chain((2..).map(|n| format!("{stem}-{n}.{ending}")));
        let name = names
            .find(|name| self.copied.get(&format!("{folder}/{name}")).is_none_or(|known| *known == from))?;
        let to = format!("{folder}/{name}");
        if self.copied.insert(to.clone(), from.clone()).is_none() {
            copies.push(Copy { from, to });
        }
        Some(name)
    }

    /// The file that a path means, from the text's folder or from the root of the old site.
    fn find(&self, path: &str, base: &str) -> Option<String> {
        let path = path.split(['?', '#']).next().unwrap_or(path).trim();
        if path.is_empty() || path.contains("://") || path.starts_with("//") {
            return None;
        }
        let decoded = crate::text::percent_decoded(path);
        let rooted = decoded.trim_start_matches('/');
        let beside = (!decoded.starts_with('/')).then(|| joined(base, &decoded)).flatten();
        let candidates = beside.into_iter().chain(ROOTS.iter().map(|root| format!("{root}{rooted}")));
        candidates.into_iter().find(|name| self.names.contains(name))
    }
}

/// A path as it stood in a page before it was read as an address from the page's own.
fn below<'p>(path: &'p str, url: Option<&str>) -> &'p str {
    let folder = url.and_then(|url| url.rsplit_once('/')).map(|(folder, _)| folder);
    let rest = folder.and_then(|folder| path.strip_prefix(folder)?.strip_prefix('/'));
    rest.unwrap_or(path)
}

fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path from a folder.
fn joined(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The bytes of the addresses of links, pictures and tags in a text.
fn paths(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("](") {
        let start = at + 2;
        let rest = &text[start..];
        let angled = rest.starts_with('<');
        let from = start + usize::from(angled);
        let end = text[from..].find(|c: char| if angled { c == '>' } else { c == ')' || c.is_whitespace() });
        found.extend(end.map(|end| from..from + end));
    }
    for mark in ["src=\"", "href=\"", "src='", "href='", "poster=\""] {
        for (at, _) in text.match_indices(mark) {
            let start = at + mark.len();
            let quote = mark.chars().next_back().unwrap_or('"');
            found.extend(text[start..].find(quote).map(|end| start..start + end));
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_copies() {
        let mut assets = Assets::default();
        for name in ["assets/quay.png", "_posts/ferry.jpg", "static/a b.pdf", "other/quay.png"] {
            assets.add(name);
        }
        let mut copies = Vec::new();
        let mut placed = |text: &str| assets.placed(text, "_posts", "content/articles/2020", &mut copies);
        assert_eq!(placed("![Q](/assets/quay.png \"x\")"), "![Q](quay.png \"x\")");
        assert_eq!(placed("![F](ferry.jpg) [d](/a%20b.pdf)"), "![F](ferry.jpg) [d](a-b.pdf)");
        assert_eq!(placed("<img src=\"../other/quay.png\">"), "<img src=\"quay-2.png\">");
        assert_eq!(
            placed("[x](https://a.example/quay.png) ![y](none.png)"),
            "[x](https://a.example/quay.png) ![y](none.png)"
        );
        assert_eq!(copies.len(), 4);
    }
}
