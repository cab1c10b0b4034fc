//! Reports of links that lead nowhere: at the link itself, in the file that the page was made from.

use std::collections::HashMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diag::{At, Code, Diagnostic, Diagnostics, FileId, code};
use crate::model::Site;
use crate::parse::{Leads, Placed};
use crate::render::link_check::stands::Stands;
use crate::render::link_check::way_out::{DeadLink, MadePages};
use crate::render::link_check::{LinkCheck, Scanned};
use crate::route::{self, Route};
use crate::source::SourceTree;

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
            pages: MadePages::of(files, site, tree),
            stands: FxHashMap::default(),
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
    let anchors = anchors.map(|anchor| (code::DEAD_ANCHOR, &anchor.link, &anchor.file));
    // A link that a page has many times stands where it stands: it is looked for once.
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    files.chain(anchors).filter(move |(_, link, _)| seen.insert(link)).map(move |(code, link, target)| Dead {
        code,
        route,
        page,
        link: link.clone(),
        target: target.clone(),
    })
}

/// The reports as they are made.
struct Reports<'a> {
    check: &'a LinkCheck,
    pages: MadePages<'a>,
    /// The links of every file that was asked for.
    stands: FxHashMap<FileId, Stands>,
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
        let stands = self.stands.entry(id).or_insert_with(|| Stands::of(file));
        let found = stands.find(&dead.link, &route::way_up(dead.page));
        found.into_iter().map(|placed| (id, placed)).collect()
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
                    self.pages.way_out(self.check, &link, source, problem)
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

fn note_more(problem: &mut Diagnostic) {
    let more = "and on other pages".to_owned();
    if !problem.hints.contains(&more) {
        problem.hints.push(more);
    }
}
