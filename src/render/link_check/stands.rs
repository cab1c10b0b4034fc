//! Where the links of one file stand, by what they lead to: found without looking through all of them for each.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::parse::{Leads, Placed, placed};
use crate::render::link_check::plain;
use crate::source::SourceFile;
use crate::text::{ROOT, floor_boundary, percent_decoded, slug};

/// The links and pictures of a file, with indexes.
pub(super) struct Stands {
    list: Vec<Placed>,
    /// By address, with the sign for the root.
    by_address: FxHashMap<String, Vec<usize>>,
    /// Those that name a part of something of the site, by the part.
    by_part: FxHashMap<String, PartLinks>,
    /// Addresses within raw HTML.
    raw: FxHashMap<String, Vec<Placed>>,
}

/// The links to parts of one name.
#[derive(Default)]
struct PartLinks {
    /// By what the link names.
    of: FxHashMap<String, Vec<usize>>,
    /// All of them, until they are asked for: they are told once.
    all: Vec<usize>,
}

impl Stands {
    /// Reads a file's links.
    pub fn of(file: &SourceFile) -> Self {
        let list = placed(file);
        let mut by_address: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_part: FxHashMap<String, PartLinks> = FxHashMap::default();
        let mut raw: FxHashMap<String, Vec<Placed>> = FxHashMap::default();
        for (index, placed) in list.iter().enumerate() {
            match &placed.leads {
                Leads::Link(address) | Leads::Picture(address) => {
                    by_address.entry(percent_decoded(address).into_owned()).or_default().push(index);
                }
                Leads::Named(name) => {
                    let Some((name, part)) = name.split_once('#') else { continue };
                    let last = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md");
                    let parts = by_part.entry(slug(part)).or_default();
                    parts.of.entry(slug(last)).or_default().push(index);
                    parts.all.push(index);
                }
                Leads::Raw => addresses(file.text(), placed)
                    .into_iter()
                    .for_each(|(address, placed)| raw.entry(address).or_default().push(placed)),
            }
        }
        Self { list, by_address, by_part, raw }
    }

    /// Where a link of a finished page stands; `up` is the way from that page to the root.
    pub fn find(&mut self, link: &str, up: &str) -> Vec<Placed> {
        let seen = percent_decoded(&plain(link)).into_owned();
        let from_root = seen.strip_prefix(up).map(|rest| format!("{ROOT}{rest}"));
        let addressed = [Some(seen.as_str()), from_root.as_deref()].into_iter().flatten();
        let mut found: Vec<usize> =
            addressed.filter_map(|address| self.by_address.get(address)).flatten().copied().collect();
        if found.is_empty() {
            found = self.named(&seen);
        }
        found.sort_unstable();
        let in_raw = self.raw.get(&*plain(link)).into_iter().flatten().cloned();
        found.into_iter().map(|index| self.list[index].clone()).chain(in_raw).collect()
    }

    /// Wikilinks and links to files that name a part: those of the same part, and of that page if some are.
    fn named(&mut self, seen: &str) -> Vec<usize> {
        let (path, wanted) = seen.split_once('#').unwrap_or((seen, ""));
        let page = path.trim_end_matches('/').rsplit('/').next().unwrap_or("").trim_end_matches(".html");
        let Some(parts) = self.by_part.get_mut(&slug(wanted)) else { return Vec::new() };
        match parts.of.get(page) {
            Some(of_page) => of_page.clone(),
            None => {
                let first = parts.all.first().copied();
                let all = std::mem::take(&mut parts.all);
                parts.all.extend(first);
                all
            }
        }
    }
}

/// The quoted values of attributes in a piece of raw HTML, each once, with their places.
fn addresses(text: &str, html: &Placed) -> Vec<(String, Placed)> {
    let (start, end) = (html.source.0 as usize, html.source.1 as usize);
    let Some(html) = text.get(start..end) else { return Vec::new() };
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut found = Vec::new();
    for (at, _) in html.match_indices('=') {
        let rest = &html[at + 1..];
        let Some(sign) = rest.chars().next().filter(|sign| matches!(sign, '"' | '\'')) else { continue };
        let near = &rest[1..floor_boundary(rest, LONGEST)];
        let Some((value, _)) = near.split_once(sign) else { continue };
        if seen.insert(value) {
            let from = start + at + 2;
            let byte = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let source = (byte(from), byte(from + value.len()));
            // Strokes of Windows are read as browsers do.
            found.push((value.replace('\\', "/"), Placed { source, leads: Leads::Raw }));
        }
    }
    found
}

/// No address is longer; without a bound a sign that is never closed would be looked for from every other.
const LONGEST: usize = 4000;
