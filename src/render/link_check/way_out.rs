//! What to write for a link that leads nowhere: the file or the part that is there under nearly the same name.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::diag::{Diagnostic, Fix};
use crate::model::Site;
use crate::parse::Leads;
use crate::render::link_check::LinkCheck;
use crate::route::{self, Route};
use crate::source::SourceTree;
use crate::text::{self, Nearby, composed, did_you_mean};

/// The pages that were made, and what they were made of.
pub(in crate::render) struct MadePages<'a> {
    /// The route of each file.
    pub files: BTreeMap<&'a str, &'a Route>,
    pub site: &'a Site,
    pub tree: &'a SourceTree,
    /// Made for the first link to a file that is not there.
    known: OnceLock<KnownFiles<'a>>,
    /// The ids of the pages whose parts were asked for.
    parts: FxHashMap<String, Nearby>,
}

/// The files that a link may lead to, by what people mix up.
struct KnownFiles<'a> {
    /// By path, small letters and capitals and forms of Unicode not told apart.
    by_path: FxHashMap<String, &'a str>,
    /// The same by the file's name alone; two at most, as one of several is not guessed.
    by_name: FxHashMap<String, Vec<&'a str>>,
}

/// A dead link.
pub(in crate::render) struct DeadLink<'a> {
    /// As it stands in its text.
    pub written: &'a str,
    pub leads: &'a Leads,
    /// The file that it leads to.
    pub target: &'a str,
    /// The page that holds it.
    pub page: &'a str,
}

impl<'a> MadePages<'a> {
    /// The pages of a site.
    pub fn of(files: BTreeMap<&'a str, &'a Route>, site: &'a Site, tree: &'a SourceTree) -> Self {
        Self { files, site, tree, known: OnceLock::new(), parts: FxHashMap::default() }
    }

    /// The problem of a link of a text whose file lies at `source`, with what to write if something near is there.
    pub fn way_out(
        &mut self,
        check: &LinkCheck,
        link: &DeadLink,
        source: &str,
        problem: Diagnostic,
    ) -> Diagnostic {
        if check.has(link.target.as_bytes()) {
            return problem.hints(self.nearest_part(link));
        }
        let beside = folder(source.strip_prefix("content/").unwrap_or(source));
        let (base, is_picture) = match link.leads {
            Leads::Picture(_) => (format!("media/{beside}"), true),
            _ => (folder(link.page).to_owned(), false),
        };
        let written = link.written.split(['#', '?']).next().unwrap_or("");
        if !is_picture {
            let name = text::percent_decoded(written).trim_start_matches("./").to_owned();
            let of_text = format!("media/{beside}/{name}").replace("//", "/");
            // A picture is published as copies alone, but a link to its file leads to one of them.
            if check.has(of_text.as_bytes()) || self.tree.asset(&of_text).is_some() {
                let right = relative(&base, &of_text);
                let hint = format!(
                    "a file beside a text is linked as `{right}`; only pictures are named as they lie there"
                );
                return problem.hint(hint).fix(Fix::same(written, right));
            }
        }
        match self.near_file(link.target, &base, is_picture) {
            None => problem,
            Some((Some(why), right)) => {
                problem.hint(format!("{why}: write `{right}`")).fix(Fix::same(written, right))
            }
            Some((None, near)) => {
                let fix = Fix { of: Some(written.to_owned()), ..Fix::guess(&near) };
                problem.hints(did_you_mean(&[near])).fix(fix)
            }
        }
    }

    /// The file that differs in signs that some systems do not tell apart, with why, else the only one of that name.
    fn near_file(
        &self,
        target: &str,
        base: &str,
        is_picture: bool,
    ) -> Option<(Option<&'static str>, String)> {
        let known = self.known.get_or_init(|| {
            let assets = self.tree.assets.iter().map(|asset| asset.path.as_str());
            KnownFiles::of(assets.chain(self.files.keys().copied()))
        });
        let target = target.replace('\\', "/");
        let wanted = loose(&target);
        // Strokes of Windows may lead up, too.
        let wanted = resolved(&wanted);
        if let Some(found) = known.by_path.get(&wanted).copied() {
            let why = match () {
                () if found == resolved(&target) => "a path has `/` between its parts, not `\\`",
                () if composed(found) == composed(&resolved(&target)) => {
                    "the letters of the file's name are composed otherwise (another form of Unicode)"
                }
                () => "small and capital letters are not the same",
            };
            return Some((Some(why), shown(base, found, is_picture)));
        }
        let name = loose(name(&target));
        match known.by_name.get(&name).map_or(&[][..], Vec::as_slice) {
            [found] if !name.starts_with("index.") => Some((None, shown(base, found, is_picture))),
            _ => None,
        }
    }

    /// The heading that a link to a part may mean.
    fn nearest_part(&mut self, link: &DeadLink) -> Option<String> {
        if !self.parts.contains_key(link.target) {
            let route = self.files.get(link.target)?;
            let ids = route::origin(route, self.site)?.body.ids();
            self.parts.insert(link.target.to_owned(), Nearby::of(ids));
        }
        let ids = self.parts.get(link.target)?;
        let (_, part) = link.written.trim_end_matches("]]").split_once('#')?;
        let part = part.split('|').next().unwrap_or(part);
        let slug = text::slug(&text::percent_decoded(part));
        if ids.has(&slug) {
            return Some(format!("write `#{slug}`, the id of that heading"));
        }
        did_you_mean(&ids.nearest(&slug))
    }
}

impl<'a> KnownFiles<'a> {
    fn of(paths: impl Iterator<Item = &'a str>) -> Self {
        let (mut by_path, mut by_name) = (FxHashMap::default(), FxHashMap::<String, Vec<&str>>::default());
        for path in paths {
            by_path.entry(loose(path)).or_insert(path);
            let same = by_name.entry(loose(name(path))).or_default();
            if same.len() < 2 {
                same.push(path);
            }
        }
        Self { by_path, by_name }
    }
}

/// A path without what some systems do not tell apart.
fn loose(path: &str) -> String {
    composed(&path.to_lowercase())
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or("")
}

/// How a file is named from a folder: from the root if it does not lie near the pictures of a text.
fn shown(base: &str, path: &str, is_picture: bool) -> String {
    if is_picture && !path.starts_with("media/") { format!("/{path}") } else { relative(base, path) }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path with its `..` taken away.
fn resolved(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The way from a folder to a file.
fn relative(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - common);
    let way = format!("{up}{}", to[common..].join("/"));
    if way.contains(' ') { format!("<{way}>") } else { way }
}
