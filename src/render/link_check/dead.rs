//! Reports of links that lead nowhere: at the link itself, in the file that the page was made from.

use std::collections::HashMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diag::{At, Code, Diagnostic, Diagnostics, FileId, code};
use crate::model::Site;
use crate::parse::{Leads, Placed, placed};
use crate::render::link_check::way_out::{DeadLink, MadePages};
use crate::render::link_check::{LinkCheck, Scanned, plain};
use crate::route::{self, Route};
use crate::source::SourceTree;
use crate::text::{self, ROOT, percent_decoded};

/// A link of a page that leads nowhere.
struct Dead<'a> {
    code: Code,
    route: &'a Route,
    /// The file of the page that holds it.
    page: &'a str,
    /// The link as it stands in the page.
    link: String,
    /// The file that it leads to.
    target: String,
}

impl LinkCheck {
    /// Reports what is dead; a link that stands in a text is shown there.
    pub fn report(
        &self,
        pages: Vec<(Route, String, Scanned)>,
        site: &Site,
        tree: &SourceTree,
        out: &mut Diagnostics,
    ) {
        // Few ids are asked for from elsewhere; only those are kept.
        let wanted: FxHashSet<u64> = pages
            .iter()
            .flat_map(|(_, _, scanned)| scanned.anchors.iter().map(|anchor| anchor.hash))
            .collect();
        let all = pages.par_iter().flat_map_iter(|(_, _, scanned)| scanned.ids.iter().copied());
        let ids: FxHashSet<u64> = all.filter(|id| wanted.contains(id)).collect();
        let dead: Vec<Dead> = pages.iter().flat_map(|page| dead_of(page, &ids)).collect();
        if dead.is_empty() {
            return;
        }
        let files = pages.iter().map(|(route, file, _)| (file.as_str(), route)).collect();
        let mut reports = Reports {
            check: self,
            pages: MadePages { files, site, tree },
            placed: FxHashMap::default(),
            seen: HashMap::new(),
            told: FxHashSet::default(),
            problems: Vec::new(),
        };
        let (own, others): (Vec<_>, Vec<_>) = dead
            .into_iter()
            .map(|dead| (reports.places(&dead), dead))
            .partition(|(places, _)| !places.is_empty());
        own.into_iter().for_each(|(places, dead)| reports.at_places(&places, &dead));
        others.into_iter().for_each(|(_, dead)| reports.on_page(&dead));
        out.extend(reports.problems);
    }
}

fn dead_of<'a>(
    (route, page, scanned): &'a (Route, String, Scanned),
    ids: &'a FxHashSet<u64>,
) -> impl Iterator<Item = Dead<'a>> {
    let files = scanned.dead.iter().map(|(link, target)| {
        let code = if target.starts_with("media/") { code::MISSING_IMAGE } else { code::DEAD_LINK };
        (code, link, target)
    });
    let anchors = scanned.anchors.iter().filter(|anchor| !ids.contains(&anchor.hash));
    files.chain(anchors.map(|anchor| (code::DEAD_ANCHOR, &anchor.link, &anchor.file))).map(
        move |(code, link, target)| Dead { code, route, page, link: link.clone(), target: target.clone() },
    )
}

/// The reports as they are made.
struct Reports<'a> {
    check: &'a LinkCheck,
    pages: MadePages<'a>,
    /// The links of every file that was asked for.
    placed: FxHashMap<FileId, Vec<Placed>>,
    /// Where each report stands that has a place, or whose link it is.
    seen: HashMap<String, usize>,
    /// What the reports with a place say; the same words on other pages come from there.
    told: FxHashSet<(String, String)>,
    problems: Vec<Diagnostic>,
}

impl Reports<'_> {
    /// Where the link stands in the file that the page was made from.
    fn places(&mut self, dead: &Dead) -> Vec<(FileId, Placed)> {
        let tree = self.pages.tree;
        let file = route::origin(dead.route, self.pages.site).and_then(|origin| origin.file);
        let Some((id, file)) = file.and_then(|id| Some((id, tree.file(id)?))) else { return Vec::new() };
        let links = self.placed.entry(id).or_insert_with(|| placed(file));
        let up = route::way_up(dead.page);
        let seen = percent_decoded(&plain(&dead.link)).into_owned();
        let is_it = |placed: &&Placed| match &placed.leads {
            Leads::Link(address) | Leads::Picture(address) => {
                *percent_decoded(&address.replacen(ROOT, &up, 1)) == seen
            }
            Leads::Named(_) | Leads::Raw => false,
        };
        let found: Vec<Placed> = links.iter().filter(is_it).cloned().collect();
        let found = if found.is_empty() { named(links, &seen) } else { found };
        let in_raw = raw(links, file.text(), &dead.link);
        found.into_iter().chain(in_raw).map(|placed| (id, placed)).collect()
    }

    fn at_places(&mut self, places: &[(FileId, Placed)], dead: &Dead) {
        for (file, placed) in places {
            let (start, end) = (placed.source.0 as usize, placed.source.1 as usize);
            let at = At::bytes(*file, start..end);
            let key = format!("{at:?}");
            if self.seen.contains_key(&key) {
                continue;
            }
            self.seen.insert(key, self.problems.len());
            self.told.insert((dead.target.clone(), fragment(&dead.link).to_owned()));
            let source = self.pages.tree.file(*file);
            let written = source.and_then(|file| file.text().get(start..end)).unwrap_or(&dead.link);
            let problem = Diagnostic::new(dead.code, message(written, dead)).at(at);
            let problem = match placed.leads {
                Leads::Raw => problem.hint(outside_markdown(dead.page)),
                _ => {
                    let link =
                        DeadLink { written, leads: &placed.leads, target: &dead.target, page: dead.page };
                    let source = source.map_or("", |file| file.path.as_str());
                    problem.hints(self.pages.way_out(self.check, &link, source))
                }
            };
            self.problems.push(problem);
        }
    }

    /// Reports a link that stands in no text that the page was made from.
    fn on_page(&mut self, dead: &Dead) {
        if self.told.contains(&(dead.target.clone(), fragment(&dead.link).to_owned())) {
            return;
        }
        match self.seen.get(&dead.link) {
            Some(index) => note_more(&mut self.problems[*index]),
            None => {
                self.seen.insert(dead.link.clone(), self.problems.len());
                let problem = Diagnostic::new(dead.code, message(&dead.link, dead));
                self.problems.push(problem.hint(outside_markdown(dead.page)));
            }
        }
    }
}

fn outside_markdown(page: &str) -> String {
    format!("on the page `{page}`; it comes from a template or from raw HTML")
}

fn message(written: &str, dead: &Dead) -> String {
    if dead.code.name == code::DEAD_ANCHOR.name {
        return format!("`{written}` leads to a part of a page that does not exist");
    }
    format!("`{written}` leads to `{}`, which is not in this site", dead.target)
}

fn fragment(link: &str) -> &str {
    link.split_once('#').map_or("", |(_, fragment)| fragment)
}

/// Wikilinks and links to files that name a part: those of the same part, and of that page if some are.
fn named(links: &[Placed], seen: &str) -> Vec<Placed> {
    let (path, wanted) = seen.split_once('#').unwrap_or((seen, ""));
    let page = path.trim_end_matches('/').rsplit('/').next().unwrap_or("").trim_end_matches(".html");
    let parts = |placed: &Placed| match &placed.leads {
        Leads::Named(name) => {
            let (name, part) = name.split_once('#')?;
            let last = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md");
            Some((text::slug(last), text::slug(part) == text::slug(wanted)))
        }
        _ => None,
    };
    let same: Vec<(String, &Placed)> =
        links.iter().filter_map(|p| parts(p).filter(|(_, same)| *same).map(|(name, _)| (name, p))).collect();
    let nearer = same.iter().any(|(name, _)| name == page);
    same.into_iter().filter(|(name, _)| !nearer || name == page).map(|(_, placed)| placed.clone()).collect()
}

/// The link within raw HTML.
fn raw(links: &[Placed], text: &str, link: &str) -> Vec<Placed> {
    let link = plain(link);
    let inside = |placed: &Placed| {
        let (start, end) = (placed.source.0 as usize, placed.source.1 as usize);
        // Strokes of Windows have been read as browsers do.
        let html = text.get(start..end)?.replace('\\', "/");
        let quoted = |sign: char| html.find(&format!("={sign}{link}{sign}")).map(|at| at + 2);
        let at = start + quoted('"').or_else(|| quoted('\''))?;
        let byte = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Some(Placed { source: (byte(at), byte(at + link.len())), leads: Leads::Raw })
    };
    links.iter().filter(|placed| placed.leads == Leads::Raw).filter_map(inside).collect()
}

fn note_more(problem: &mut Diagnostic) {
    let more = "and on other pages".to_owned();
    if !problem.hints.contains(&more) {
        problem.hints.push(more);
    }
}
