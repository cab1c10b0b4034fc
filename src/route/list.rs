//! Every route of a site, each address once.

use std::collections::hash_map::Entry;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Addressing, Export, Part, Route, SITEMAP_LIMIT, alias_file, fault, has_colours, has_feed};
use crate::derive::{Calendar, Facts, KIND_PAGE, Slice};
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{ActorId, ActorKind, ArticleId, ConflictId, EventId, PlaceId, Site, TagId};
use crate::source::SourceTree;
use crate::text::Vocabulary;

/// Every route of the site, each address once; two inputs that claim one are reported.
pub fn routes(site: &Site, facts: &Facts, tree: &SourceTree, out: &mut Diagnostics) -> Vec<Route> {
    let addressing = Addressing::of(site, facts);
    let mut claims = Claims { made: Vec::new(), out };
    let fixed = [Route::Home, Route::Actors, Route::ActorsJson, Route::NotFound, Route::Robots];
    fixed.into_iter().for_each(|route| claims.claim(route, None));
    if !site.places.is_empty() {
        claims.claim(Route::Places, None);
    }
    if !site.tags.is_empty() {
        claims.claim(Route::Tags, None);
    }
    if !site.conflicts.is_empty() {
        claims.claim(Route::Conflicts, None);
    }
    if !facts.entries.is_empty() {
        claims.claim(Route::Embed, None);
    }
    facts.claims.parts().for_each(|part| claims.claim(Route::Claims(part), None));
    facts.corrections.parts().for_each(|part| claims.claim(Route::Corrections(part), None));
    facts.works.parts().for_each(|part| claims.claim(Route::Sources(part), None));
    let exports = Export::ALL.iter().filter(|export| export.is_wanted(site, facts));
    exports.for_each(|export| claims.claim(Route::Data(*export), None));
    if site.config.base_url.is_some() {
        [Route::Feed, Route::Sitemap].into_iter().for_each(|route| claims.claim(route, None));
        if !facts.corrections.list.is_empty() {
            claims.claim(Route::CorrectionsFeed, None);
        }
    }
    facts.calendar.slices().into_iter().for_each(|slice| claims.claim(Route::Timeline(slice), None));
    Part::all(facts.entries.len()).into_iter().for_each(|part| claims.claim(Route::Explorer(part), None));
    for (index, page) in (0..).zip(site.pages.iter()) {
        claims.claim(Route::Page(index), Some(page.file));
    }
    for (i, article) in site.articles.iter().enumerate() {
        claims.claim(Route::Article(ArticleId::of(i)), Some(article.file));
    }
    for (i, event) in site.events.iter().enumerate() {
        let reported = event.reports.first().map(|(id, _)| site.article(*id).file);
        claims.claim(Route::Event(EventId::of(i)), event.file.or(reported));
    }
    let mut lists = |calendar: &Calendar, file: Option<FileId>, route: &dyn Fn(Slice) -> Route| {
        calendar.slices().into_iter().for_each(|slice| claims.claim(route(slice), file));
    };
    for (i, (calendar, conflict)) in facts.of_conflict.iter().zip(site.conflicts.iter()).enumerate() {
        lists(calendar, conflict.file, &|slice| Route::Conflict(ConflictId::of(i), slice));
        for (side, calendar) in (0..).zip(&facts.of_side[i]) {
            lists(calendar, conflict.file, &|slice| Route::Side(ConflictId::of(i), side, slice));
        }
    }
    for (i, (calendar, actor)) in facts.of_actor.iter().zip(site.actors.iter()).enumerate() {
        lists(calendar, actor.file, &|slice| Route::Actor(ActorId::of(i), slice));
    }
    for (index, pair) in (0..).zip(&facts.together.pairs) {
        lists(&pair.calendar, None, &|slice| Route::Pair(index, slice));
    }
    for (i, (calendar, place)) in facts.of_place.iter().zip(site.places.iter()).enumerate() {
        lists(calendar, place.file, &|slice| Route::Place(PlaceId::of(i), slice));
    }
    for (kind, calendar) in &facts.of_kind {
        lists(calendar, None, &|slice| Route::Kind(*kind, slice));
    }
    for (i, calendar) in facts.of_tag.iter().enumerate() {
        lists(calendar, None, &|slice| Route::Tag(TagId::of(i), slice));
    }
    actors(site, facts, &mut claims);
    redirects(site, &mut claims);
    let mut routes = claims.settle(addressing, tree);
    if site.config.base_url.is_some() && routes.len() > SITEMAP_LIMIT {
        let parts = u32::try_from(routes.len().div_ceil(SITEMAP_LIMIT)).unwrap_or(u32::MAX);
        routes.extend((1..=parts).map(Route::SitemapPart));
    }
    routes
}

/// What there is of actors beside their own pages.
fn actors(site: &Site, facts: &Facts, claims: &mut Claims) {
    if site.actors.len() > KIND_PAGE {
        for kind in ActorKind::WORDS.iter().map(|(_, kind)| Some(*kind)).chain([None]) {
            let count = site.actors.iter().filter(|actor| actor.kind == kind).count();
            let pages = u32::try_from(count.div_ceil(KIND_PAGE)).unwrap_or(u32::MAX);
            (1..=pages).for_each(|number| claims.claim(Route::ActorKind(kind, number), None));
        }
    }
    if has_colours(site) {
        claims.claim(Route::Colours, None);
    }
    (1..).zip(facts.statements.pages()).for_each(|(number, _)| claims.claim(Route::Statements(number), None));
    for (i, actor) in site.actors.iter().enumerate() {
        let id = ActorId::of(i);
        for (index, _) in (0..).zip(&actor.former_ids) {
            claims.claim(Route::FormerActor(id, index), actor.file);
        }
        for (number, _) in (2..).zip(facts.statements.pages_of(id).iter().skip(1)) {
            claims.claim(Route::Said(id, number), actor.file);
        }
        if has_feed(site, facts, id) {
            claims.claim(Route::ActorFeed(id), actor.file);
        }
    }
}

fn redirects(site: &Site, claims: &mut Claims) {
    for (i, article) in site.articles.iter().enumerate() {
        for (index, alias) in (0..).zip(&article.aliases) {
            let Err(reason) = alias_file(alias, site.config.base_url.as_deref()) else {
                claims.claim(Route::Redirect(ArticleId::of(i), index), Some(article.file));
                continue;
            };
            let message = format!("`{alias}` is not an address of this site: {reason}");
            let problem = Diagnostic::new(code::INVALID_ADDRESS, message)
                .at(At::value(article.file, format!("aliases/{index}")))
                .hint("write the old path from the site's root, as in `news/123.html`");
            claims.out.push(problem);
        }
    }
}

/// The routes that a site asks for, each with the file that it is for.
struct Claims<'a> {
    made: Vec<(Route, Option<FileId>)>,
    out: &'a mut Diagnostics,
}

impl Claims<'_> {
    fn claim(&mut self, route: Route, file: Option<FileId>) {
        self.made.push((route, file));
    }

    /// Gives each address to the first that asks for it, compared without regard to case as some systems do.
    fn settle(self, addressing: Addressing, tree: &SourceTree) -> Vec<Route> {
        let Self { made, out } = self;
        let address = |(route, _): &(Route, Option<FileId>)| {
            let address = addressing.file(route);
            let stem = address.rsplit('/').next().unwrap_or("");
            let empty =
                (stem.starts_with('.') || address.contains("//")).then(|| "its name is empty".to_owned());
            match empty.or_else(|| address.split('/').find_map(fault)) {
                Some(reason) => Err(format!("`{address}` is no address: {reason}")),
                None => Ok((key(&address), address)),
            }
        };
        let addresses: Vec<Result<(String, String), String>> = made.par_iter().map(address).collect();
        let mut taken: FxHashMap<String, (Option<FileId>, String)> = FxHashMap::default();
        taken.reserve(made.len() + tree.assets.len());
        taken.extend(tree.assets.iter().map(|asset| (key(&asset.path), (None, asset.source.clone()))));
        let mut routes = Vec::with_capacity(made.len());
        for ((route, file), address) in made.into_iter().zip(addresses) {
            match address {
                Err(message) => out.push(at_alias(&route, invalid(message, file))),
                Ok((key, address)) => match taken.entry(key) {
                    Entry::Vacant(free) => {
                        free.insert((file, address));
                        routes.push(route);
                    }
                    Entry::Occupied(other) => {
                        out.push(at_alias(&route, twice(&address, file, other.get())));
                    }
                },
            }
        }
        routes
    }
}

/// What is wrong with an old address stands at its line.
fn at_alias(route: &Route, mut problem: Diagnostic) -> Diagnostic {
    let (Route::Redirect(_, index), Some(at)) = (route, &mut problem.at) else { return problem };
    *at = At::value(at.file, format!("aliases/{index}"));
    problem.hints = vec!["remove it from one of them, or write the old path anew".to_owned()];
    problem
}

/// An address as it is compared.
fn key(address: &str) -> String {
    if address.is_ascii() { address.to_ascii_lowercase() } else { address.to_lowercase() }
}

fn invalid(message: String, file: Option<FileId>) -> Diagnostic {
    placed(Diagnostic::new(code::INVALID_ADDRESS, message), file).hint("give it another `slug` or `id`")
}

fn twice(address: &str, file: Option<FileId>, (other, name): &(Option<FileId>, String)) -> Diagnostic {
    let problem = Diagnostic::new(code::DUPLICATE_ADDRESS, format!("`{address}` is claimed twice"));
    let problem = match other {
        Some(other) => placed(problem, file).label(At::file(*other), "claimed here first"),
        None => placed(problem, file).hint(format!("`{name}` is made already")),
    };
    problem.hint("give it another `slug` or `id`, or another file name")
}

fn placed(problem: Diagnostic, file: Option<FileId>) -> Diagnostic {
    match file {
        Some(file) => problem.at(At::file(file)),
        None => problem,
    }
}
