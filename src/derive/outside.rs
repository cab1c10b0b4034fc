//! Every address of another site that the site leads to, with what names it.

use std::collections::BTreeMap;

use super::works::bodies;
use crate::address::is_web;
use crate::diag::At;
use crate::model::{ArticleId, Site, Source, Target};

/// An address of another site.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// Where it is named: sources by their places, texts by their files.
    pub places: Vec<At>,
    /// The address of an archived copy, where a source gives one.
    pub archived: Option<String>,
    /// Whether a source says already that it is lost.
    pub lost: bool,
    /// The year in which what is there was published, if it is known.
    pub year: Option<i64>,
}

/// The addresses, sorted; those of drafts are not among them.
pub fn outside<'a>(
    site: &'a Site,
    in_time: &[ArticleId],
    sources: impl Iterator<Item = &'a Source>,
) -> BTreeMap<String, Outside> {
    let mut all: BTreeMap<String, Outside> = BTreeMap::new();
    for source in sources {
        let archived = source.copy().map(|(url, _)| url.to_owned());
        if let Some(url) = source.url.as_ref().filter(|url| is_web(url)) {
            let found = all.entry(url.clone()).or_default();
            found.places.extend(source.at.clone());
            found.archived = found.archived.take().or_else(|| archived.clone());
            found.lost |= source.lost;
            found.year = source.published.as_ref().and_then(|when| Some(when.earliest()?.year()));
        }
        if let Some(url) = archived.filter(|url| is_web(url)) {
            all.entry(url).or_default().places.extend(source.at.clone());
        }
    }
    for (target, body) in bodies(site, in_time) {
        let Some(file) = file_of(site, target) else { continue };
        let links = body.markup.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for url in links.map(|url| url.replace("&amp;", "&")).filter(|url| is_web(url)) {
            all.entry(url).or_default().places.push(At::file(file));
        }
    }
    for article in in_time.iter().map(|id| site.article(*id)) {
        let original = article.original.as_ref();
        let urls = original.into_iter().flat_map(|original| [original.url.as_deref(), original.copy()]);
        for url in urls.flatten().filter(|url| is_web(url)) {
            all.entry(url.to_owned()).or_default().places.push(At::value(article.file, "original"));
        }
    }
    for found in all.values_mut() {
        found.places.sort();
        found.places.dedup();
    }
    all
}

fn file_of(site: &Site, target: Target) -> Option<crate::diag::FileId> {
    match target {
        Target::Article(id) => Some(site.article(id).file),
        Target::Event(id) => site.event(id).file,
        Target::Conflict(id) => site.conflict(id).file(),
        Target::Actor(id) => site.actor(id).file(),
        Target::Place(id) => site.place(id).file(),
        Target::Page(index) => Some(site.pages[index as usize].file),
        Target::Source(_) => None,
    }
}
