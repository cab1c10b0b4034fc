//! Every route of a site, each address once.

use std::collections::hash_map::Entry;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Abreast, Addressing, Embedded, Export, ExportedList, ListProgram, Listed, Part, Route, SITEMAP_LIMIT,
    SearchPart, alias_file, fault, has_colours, has_feed, kept, kept_file, key,
};
use crate::derive::{Calendar, Facts, KIND_PAGE, PLACES_PAGE, Pages, Slice, has_maps};
use crate::diag::{At, Diagnostic, Diagnostics, Spot, code};
use crate::model::{ActorId, ActorKind, ArticleId, ConflictId, EventId, PlaceId, Site, TagId};
use crate::source::SourceTree;
use crate::text::Vocabulary;

/// Every route of the site, each address once; two inputs that claim one are reported.
pub fn routes(site: &Site, facts: &Facts, tree: &SourceTree, out: &mut Diagnostics) -> Vec<Route> {
    let addressing = Addressing::of(site, facts);
    out.extend(misplaced(tree).into_iter().map(|(_, problem)| problem));
    let mut asked = AskedRoutes { made: Vec::new(), out };
    let fixed = [Route::Home, Route::Actors, Route::ActorsJson, Route::NotFound, Route::Robots];
    fixed.into_iter().for_each(|route| asked.ask(route));
    let places = Pages::of(site.places.len(), PLACES_PAGE);
    places.numbers().for_each(|number| asked.ask(Route::Places(number)));
    if !site.tags.is_empty() {
        asked.ask(Route::Tags);
    }
    if !site.conflicts.is_empty() {
        asked.ask(Route::Conflicts);
    }
    if !site.glossary.is_empty() {
        asked.ask(Route::Glossary);
    }
    for embedded in Embedded::all(site, facts) {
        asked.ask(Route::Embed(embedded));
        if site.config.base_url.is_some() {
            asked.ask(Route::OEmbed(embedded));
        }
    }
    facts.evidence.claims.pages.numbers().for_each(|part| asked.ask(Route::Claims(part)));
    facts.evidence.corrections.pages.numbers().for_each(|part| asked.ask(Route::Corrections(part)));
    facts.evidence.works.pages.numbers().for_each(|part| asked.ask(Route::Sources(part)));
    facts.evidence.works.pages.numbers().for_each(|part| asked.ask(Route::Evidence(part)));
    let exports = Export::ALL.iter().filter(|export| export.is_wanted(site, facts));
    exports.for_each(|export| asked.ask(Route::Data(*export)));
    list_files(site, facts, &mut asked);
    if has_download(site, facts) {
        asked.ask(Route::Download);
    }
    if site.config.base_url.is_some() {
        [Route::Feed, Route::JsonFeed, Route::Opml, Route::Sitemap]
            .into_iter()
            .for_each(|route| asked.ask(route));
        if !facts.evidence.corrections.list.is_empty() {
            asked.ask(Route::CorrectionsFeed);
        }
    }
    facts.time.calendar.slices().into_iter().for_each(|slice| asked.ask(Route::Timeline(slice)));
    Part::all(facts.time.entries.len()).into_iter().for_each(|part| asked.ask(Route::Explorer(part)));
    (0..).zip(site.pages.iter()).for_each(|(index, _)| asked.ask(Route::Page(index)));
    (0..site.articles.len()).for_each(|i| asked.ask(Route::Article(ArticleId::of(i))));
    (0..site.events.len()).for_each(|i| asked.ask(Route::Event(EventId::of(i))));
    let mut lists = |calendar: &Calendar, route: &dyn Fn(Slice) -> Route| {
        calendar.slices().into_iter().for_each(|slice| asked.ask(route(slice)));
    };
    for (i, calendar) in facts.lists.of_conflict.iter().enumerate() {
        lists(calendar, &|slice| Route::Conflict(ConflictId::of(i), slice));
        for (side, calendar) in (0..).zip(&facts.lists.of_side[i]) {
            lists(calendar, &|slice| Route::Side(ConflictId::of(i), side, slice));
        }
    }
    for (i, calendar) in facts.lists.of_actor.iter().enumerate() {
        lists(calendar, &|slice| Route::Actor(ActorId::of(i), slice));
    }
    for (index, pair) in (0..).zip(&facts.people.together.pairs) {
        lists(&pair.calendar, &|slice| Route::Pair(index, slice));
    }
    for (i, calendar) in facts.lists.of_place.iter().enumerate() {
        lists(calendar, &|slice| Route::Place(PlaceId::of(i), slice));
    }
    for (kind, calendar) in &facts.lists.of_kind {
        lists(calendar, &|slice| Route::Kind(*kind, slice));
    }
    if !facts.lists.key.entries.is_empty() {
        lists(&facts.lists.key, &Route::KeyMoments);
    }
    for (i, calendar) in facts.lists.of_tag.iter().enumerate() {
        lists(calendar, &|slice| Route::Tag(TagId::of(i), slice));
    }
    let conflicts = (0..site.conflicts.len()).map(ConflictId::of);
    conflicts.filter(|id| has_maps(site, facts, *id)).for_each(|id| asked.ask(Route::ConflictMaps(id)));
    for (i, days) in facts.lists.known.of_conflict.iter().enumerate() {
        (0..).zip(days).for_each(|(index, _)| asked.ask(Route::Known(ConflictId::of(i), index)));
    }
    let told =
        (0..site.conflicts.len()).map(ConflictId::of).filter(|id| !site.conflict(*id).story.is_empty());
    told.for_each(|id| asked.ask(Route::Story(id)));
    for of in Abreast::all(site, facts) {
        let slices = of.calendar(facts).slices();
        slices.into_iter().for_each(|slice| asked.ask(Route::Abreast(of, slice)));
    }
    (0..).zip(&facts.pictures.withheld).for_each(|(index, _)| asked.ask(Route::Picture(index)));
    (0..).zip(&facts.pictures.renditions).for_each(|(index, _)| asked.ask(Route::Rendition(index)));
    feeds(site, facts, &mut asked);
    actors(site, facts, &mut asked);
    redirects(site, &mut asked);
    search(facts, &mut asked);
    asked.made = in_editions(asked.made, site);
    let mut routes = asked.settle(addressing, (site, tree));
    if site.config.base_url.is_some() && routes.len() > SITEMAP_LIMIT {
        let parts = u32::try_from(routes.len().div_ceil(SITEMAP_LIMIT)).unwrap_or(u32::MAX);
        routes.extend((1..=parts).map(Route::SitemapPart));
    }
    routes
}

/// The routes of every edition: of texts one where each stands, of what editions share one at the root.
fn in_editions(made: Vec<Route>, site: &Site) -> Vec<Route> {
    let count = site.config.languages.len();
    if count == 0 {
        return made;
    }
    let at_home = |lang: Option<&str>| site.config.edition_of(lang).unwrap_or(0);
    let stands = |route: &Route, edition: usize| match route {
        Route::Article(id) => {
            !site.is_translation(*id)
                && (at_home(site.article(*id).lang.as_deref()) == edition
                    || site.translations.text(*id, edition).is_some())
        }
        Route::Page(index) => {
            site.page_translations.of(*index).is_none()
                && (at_home(site.pages[*index as usize].lang.as_deref()) == edition
                    || site.page_translations.text(*index, edition).is_some())
        }
        route if route.is_shared() => edition == 0,
        _ => true,
    };
    let of_edition = |edition: usize| {
        made.iter()
            .filter(move |route| stands(route, edition))
            .map(move |route| route.clone().within(edition))
    };
    (0..count).flat_map(of_edition).collect()
}

/// The search and its files, which other pages need not wait for.
fn search(facts: &Facts, asked: &mut AskedRoutes) {
    if !facts.findables.is_empty() {
        asked.ask(Route::Search);
        SearchPart::all(&facts.findables).into_iter().for_each(|part| asked.ask(Route::SearchData(part)));
    }
}

/// The files of lists for programs that take them by themselves.
fn list_files(site: &Site, facts: &Facts, asked: &mut AskedRoutes) {
    for program in ListProgram::ALL {
        for list in ExportedList::all(program, site, facts) {
            let files = list.calendar(facts).files(&facts.time.entries, program.room());
            files.into_iter().for_each(|file| asked.ask(Route::ListFile(program, list, file.slice)));
        }
    }
}

/// Whether there is something to download that a page tells of.
pub fn has_download(site: &Site, facts: &Facts) -> bool {
    !facts.time.entries.is_empty() && !site.config.exports.formats.is_empty()
}

/// The feeds of lists.
fn feeds(site: &Site, facts: &Facts, asked: &mut AskedRoutes) {
    all_listed(site, facts).for_each(|listed| asked.ask(Route::ListFeed(listed)));
}

/// The lists that have a feed.
pub fn all_listed<'a>(site: &'a Site, facts: &'a Facts) -> impl Iterator<Item = Listed> + 'a {
    let conflicts = (0..site.conflicts.len()).map(ConflictId::of);
    let sides = conflicts.clone().flat_map(|id| {
        let sides = (0..).zip(&site.conflict(id).sides);
        sides.map(move |(side, _)| Listed::Side(id, side))
    });
    let places = (0..site.places.len()).map(|i| Listed::Place(PlaceId::of(i)));
    let tags = (0..site.tags.len()).map(|i| Listed::Tag(TagId::of(i)));
    let kinds = facts.lists.of_kind.iter().map(|(kind, _)| Listed::Kind(*kind));
    let all = conflicts.map(Listed::Conflict).chain(sides).chain(kinds).chain(places).chain(tags);
    all.filter(|listed| listed.has_feed(site, facts))
}

/// What there is of actors beside their own pages.
fn actors(site: &Site, facts: &Facts, asked: &mut AskedRoutes) {
    if site.actors.len() > KIND_PAGE {
        for kind in ActorKind::WORDS.iter().map(|(_, kind)| Some(*kind)).chain([None]) {
            let count = site.actors.iter().filter(|actor| actor.kind == kind).count();
            let pages = Pages::of(count, KIND_PAGE);
            pages.numbers().for_each(|number| asked.ask(Route::ActorKind(kind, number)));
        }
    }
    if has_colours(site) {
        asked.ask(Route::Colours);
    }
    facts.people.statements.pages().numbers().for_each(|number| asked.ask(Route::Statements(number)));
    for (i, actor) in site.actors.iter().enumerate() {
        let id = ActorId::of(i);
        for (index, _) in (0..).zip(&actor.former_ids) {
            asked.ask(Route::FormerActor(id, index));
        }
        for number in facts.people.statements.pages_of(id).numbers().skip(1) {
            asked.ask(Route::Said(id, number));
        }
        if has_feed(site, facts, id) {
            asked.ask(Route::ActorFeed(id));
        }
    }
}

fn redirects(site: &Site, asked: &mut AskedRoutes) {
    for (i, article) in site.articles.iter().enumerate() {
        for (index, alias) in (0..).zip(&article.aliases) {
            let Err(reason) = alias_file(alias, site.config.base_url.as_deref()) else {
                asked.ask(Route::Redirect(ArticleId::of(i), index));
                continue;
            };
            let message = format!("`{alias}` is not an address of this site: {reason}");
            let problem = Diagnostic::new(code::INVALID_ADDRESS, message)
                .at(At::value(article.file, format!("aliases/{index}")))
                .hint("write the old path from the site's root, as in `news/123.html`");
            asked.out.push(problem);
        }
    }
}

/// The routes that a site asks for.
struct AskedRoutes<'a> {
    made: Vec<Route>,
    out: &'a mut Diagnostics,
}

impl AskedRoutes<'_> {
    fn ask(&mut self, route: Route) {
        self.made.push(route);
    }

    /// Gives each address to the first that asks for it, compared without regard to case as some systems do.
    fn settle(self, addressing: Addressing, (site, tree): (&Site, &SourceTree)) -> Vec<Route> {
        let Self { made, out } = self;
        let address = |route: &Route| {
            let address = addressing.file(route);
            let stem = address.rsplit('/').next().unwrap_or("");
            let key = key(&address);
            let empty =
                (stem.starts_with('.') || address.contains("//")).then(|| "its name is empty".to_owned());
            match kept(&key).or(empty).or_else(|| address.split('/').find_map(fault)) {
                Some(reason) => Err(format!("`{address}` is no address: {reason}")),
                None => Ok((key, address)),
            }
        };
        let addresses: Vec<Result<(String, String), String>> = made.par_iter().map(address).collect();
        let mut taken: FxHashMap<String, (Option<At>, String)> = FxHashMap::default();
        taken.reserve(made.len() + tree.assets.len());
        taken.extend(tree.assets.iter().map(|asset| (key(&asset.path), (None, asset.source.clone()))));
        let mut folders = Folders::default();
        taken.keys().for_each(|path| folders.add(path));
        let mut settled = Vec::with_capacity(made.len());
        for (route, address) in made.into_iter().zip(addresses) {
            let at = asked_at(&route, site);
            match address {
                Err(message) => out.push(invalid(message, at)),
                Ok((key, address)) => match taken.entry(key) {
                    Entry::Vacant(free) => {
                        folders.add(free.key());
                        settled.push((route, at.clone(), free.key().clone()));
                        free.insert((at, address));
                    }
                    Entry::Occupied(other) => out.push(twice(&address, at, other.get())),
                },
            }
        }
        // What is a file cannot be a folder too.
        let both: Vec<String> = folders.0.into_iter().filter(|folder| taken.contains_key(folder)).collect();
        if !both.is_empty() {
            settled.retain(|(_, at, key)| {
                let inside = |folder: &&String| {
                    key.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
                };
                let Some(other) = both.iter().find(inside).and_then(|folder| taken.get(folder)) else {
                    return true;
                };
                out.push(twice(key, at.clone(), other));
                false
            });
        }
        settled.into_iter().map(|(route, ..)| route).collect()
    }
}

/// The folders that addresses lie in.
#[derive(Default)]
struct Folders(FxHashSet<String>);

impl Folders {
    fn add(&mut self, path: &str) {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if self.0.contains(folder) {
                return;
            }
            self.0.insert(folder.to_owned());
            rest = folder;
        }
    }
}

/// The files of `static/` that can stand nowhere, each with the reason, by their places in the list of assets.
pub fn misplaced(tree: &SourceTree) -> Vec<(usize, Diagnostic)> {
    let mut taken: FxHashMap<String, &str> = FxHashMap::default();
    let mut found = Vec::new();
    for (place, asset) in tree.assets.iter().enumerate() {
        let key = key(&asset.path);
        if let Some(reason) = kept_file(&key) {
            let message = format!("`{}` can be no file of the site: {reason}", asset.source);
            let hint = "give it another name";
            found.push((place, Diagnostic::new(code::INVALID_ADDRESS, message).hint(hint)));
        } else if let Some(other) = taken.insert(key, &asset.source) {
            let message = format!(
                "`{}` and `{other}` are one file where capitals or marks of letters do not count",
                asset.source
            );
            let hint = "give one of them another name";
            found.push((place, Diagnostic::new(code::DUPLICATE_ADDRESS, message).hint(hint)));
        }
    }
    found
}

/// Where an address is asked for; `None` for what a site has of itself.
fn asked_at(route: &Route, site: &Site) -> Option<At> {
    let (edition, route) = route.apart();
    let file = match route {
        Route::Redirect(id, index) => {
            return Some(At::value(site.article(*id).file, format!("aliases/{index}")));
        }
        Route::Article(id) => Some(site.article(site.text_in(*id, edition)).file),
        Route::Page(index) => site.pages.get(site.page_in(*index, edition) as usize).map(|page| page.file),
        Route::Event(id) => {
            let event = site.event(*id);
            event.file.or_else(|| event.reports.first().map(|(id, _)| site.article(*id).file))
        }
        Route::Embed(Embedded::Event(id)) => return asked_at(&Route::Event(*id), site),
        Route::Embed(Embedded::Conflict(id)) => site.conflict(*id).file(),
        Route::Embed(Embedded::Actor(id)) => site.actor(*id).file(),
        Route::Actor(id, _) | Route::FormerActor(id, _) | Route::Said(id, _) | Route::ActorFeed(id) => {
            site.actor(*id).file()
        }
        Route::Place(id, _) => site.place(*id).file(),
        Route::Conflict(id, _)
        | Route::Side(id, ..)
        | Route::ConflictMaps(id)
        | Route::Known(id, _)
        | Route::Story(id)
        | Route::Abreast(Abreast::Sides(id), _) => site.conflict(*id).file(),
        Route::ListFeed(listed) => return asked_at(&listed.page(), site),
        Route::Home
        | Route::Timeline(_)
        | Route::Actors
        | Route::ActorKind(..)
        | Route::Pair(..)
        | Route::Abreast(Abreast::Pair(_), _)
        | Route::ActorsJson
        | Route::JsonFeed
        | Route::Opml
        | Route::Colours
        | Route::Statements(_)
        | Route::Places(_)
        | Route::Conflicts
        | Route::Kind(..)
        | Route::KeyMoments(_)
        | Route::Embed(Embedded::Timeline)
        | Route::OEmbed(_)
        | Route::Tags
        | Route::Tag(..)
        | Route::NotFound
        | Route::Feed
        | Route::Sitemap
        | Route::SitemapPart(_)
        | Route::Claims(_)
        | Route::Corrections(_)
        | Route::CorrectionsFeed
        | Route::Sources(_)
        | Route::Evidence(_)
        | Route::Glossary
        | Route::Robots
        | Route::Download
        | Route::Data(_)
        | Route::ListFile(..)
        | Route::Explorer(_)
        | Route::Search
        | Route::SearchData(_)
        | Route::Picture(_)
        | Route::Rendition(_)
        | Route::In(..) => None,
    };
    file.map(At::file)
}

fn invalid(message: String, at: Option<At>) -> Diagnostic {
    let hint = match at.as_ref().map(|at| &at.spot) {
        Some(Spot::Value(_)) => {
            "write the old path from the site's root, as in `news/123.html`, or leave it out"
        }
        _ => "give it another `slug` or `id`",
    };
    placed(Diagnostic::new(code::INVALID_ADDRESS, message), at).hint(hint)
}

fn twice(address: &str, at: Option<At>, (other, name): &(Option<At>, String)) -> Diagnostic {
    let problem = Diagnostic::new(code::DUPLICATE_ADDRESS, format!("`{address}` is claimed twice"));
    let problem = match other {
        Some(other) => placed(problem, at).label(other.clone(), "claimed here first"),
        None => placed(problem, at).hint(format!("`{name}` is made already")),
    };
    problem.hint("give it another `slug` or `id`, or another file name")
}

fn placed(problem: Diagnostic, at: Option<At>) -> Diagnostic {
    match at {
        Some(at) => problem.at(at),
        None => problem,
    }
}
