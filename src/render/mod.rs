//! Stage 6, render: a route becomes bytes. Pure: it reads and writes no file.

mod words;
mod templates;
mod context;
mod text;
mod part;
mod data;
mod page;
mod link_check;

use rayon::prelude::*;

pub use context::{Context, Rendered, Snapshot, Views};
pub use link_check::{LinkCheck, Scanned};
pub use part::entry::problems as entry_problems;
pub use templates::Templates;
use templates::{Broken, Sheet};
pub use words::Words;

use crate::diag::{At, Diagnostic, FileId};
use crate::route::{Export, Route, replace_root, way_up};

/// Every file of the site, pages and assets.
pub fn files(cx: Context<'_>) -> Vec<String> {
    let addressing = cx.addressing();
    let pages = cx.snapshot.routes.par_iter().map(|route| addressing.file(route));
    pages.chain(cx.snapshot.tree.assets.par_iter().map(|asset| asset.path.clone())).collect()
}

/// Renders one route; a page that a template of the site fails on is made by the built-in one, with a diagnostic.
pub fn render(cx: Context<'_>, route: &Route) -> (Option<Rendered>, Option<Box<Diagnostic>>) {
    let root = way_to_root(cx, route, &cx.addressing().file(route));
    render_below(cx, route, &root)
}

/// The same with links that begin with `root`.
pub fn render_below(
    cx: Context<'_>,
    route: &Route,
    root: &str,
) -> (Option<Rendered>, Option<Box<Diagnostic>>) {
    let path = cx.addressing().file(route);
    let finished = |markup: &[u8]| replace_root(markup, root.as_bytes());
    let (bytes, problem) = match sheet(cx, route) {
        Ok(Sheet::Text(text)) => (Some(finished(text.as_bytes())), None),
        Ok(Sheet::Template(name, context)) => {
            let usual = if matches!(route, Route::Page(_)) { "page.html" } else { "article.html" };
            match cx.templates.render((name, usual), &context, finished) {
                Ok(bytes) => (Some(bytes), None),
                Err(Broken { problem, instead }) => (instead, Some(on_page(cx, route, problem))),
            }
        }
        Err(problem) => (None, Some(problem)),
    };
    (bytes.map(|bytes| Rendered { path, bytes }), problem)
}

/// A template's mistake with the text on whose page it shows.
fn on_page(cx: Context<'_>, route: &Route, problem: Box<Diagnostic>) -> Box<Diagnostic> {
    let site = cx.site;
    let asks = |file: FileId, template: &Option<String>| match template {
        Some(_) => At::value(file, "template"),
        None => At::file(file),
    };
    let at = match route {
        Route::Article(id) => {
            let article = site.article(*id);
            Some(asks(article.file, &article.template))
        }
        Route::Page(index) => site.pages.get(*index as usize).map(|page| asks(page.file, &page.template)),
        Route::Event(id) => site.event(*id).file.map(At::file),
        Route::Actor(id, _) => site.actor(*id).at.clone(),
        Route::Conflict(id, _) => site.conflict(*id).file.map(At::file),
        Route::Place(id, _) => site.place(*id).file.map(At::file),
        _ => None,
    };
    match at {
        Some(at) => Box::new(problem.label(at, "on the page of this")),
        None => problem,
    }
}

/// What a page is made of: a template with its context, or a finished text.
fn sheet<'a>(cx: Context<'a>, route: &Route) -> Result<Sheet<'a>, Box<Diagnostic>> {
    match route {
        Route::Home => Ok(page::home::sheet(cx)),
        Route::Timeline(slice) => page::timeline::sheet(cx, *slice),
        Route::Article(id) => Ok(page::article::sheet(cx, *id)),
        Route::Actors => Ok(page::actors::sheet(cx)),
        Route::Actor(id, slice) => page::actor::sheet(cx, *id, *slice),
        Route::ActorKind(kind, number) => Ok(page::actor_kind::sheet(cx, *kind, *number)),
        Route::FormerActor(id, _) => Ok(page::redirect::to_actor(cx, *id)),
        Route::Said(id, number) => page::statements::of_actor(cx, *id, *number),
        Route::Pair(index, slice) => page::pair::sheet(cx, *index, *slice),
        Route::Statements(number) => page::statements::sheet(cx, *number),
        Route::ActorFeed(id) => Ok(Sheet::Text(data::feed::of_actor(cx, *id))),
        Route::Colours => Ok(Sheet::Text(data::colours::css(cx))),
        Route::ActorsJson => Ok(Sheet::Text(data::actors::json(cx))),
        Route::Places => Ok(page::places::index(cx)),
        Route::Place(id, slice) => page::places::sheet(cx, *id, *slice),
        Route::Event(id) => Ok(page::event::sheet(cx, *id)),
        Route::Conflicts => Ok(page::conflicts::sheet(cx)),
        Route::Conflict(id, slice) => page::conflict::sheet(cx, *id, *slice),
        Route::Side(id, side, slice) => page::side::sheet(cx, *id, *side, *slice),
        Route::Kind(kind, slice) => page::event_type::sheet(cx, *kind, *slice),
        Route::Embed => page::embed::sheet(cx),
        Route::Tags => Ok(page::tags::index(cx)),
        Route::Tag(id, slice) => page::tags::sheet(cx, *id, *slice),
        Route::Page(index) => Ok(page::plain::sheet(cx, *index)),
        Route::NotFound => Ok(page::plain::not_found(cx)),
        Route::Redirect(id, _) => Ok(page::redirect::to_article(cx, *id)),
        Route::Feed => Ok(Sheet::Text(data::feed::of_site(cx))),
        Route::Sitemap => Ok(Sheet::Text(data::sitemap::whole(cx))),
        Route::SitemapPart(part) => Ok(Sheet::Text(data::sitemap::part(cx, *part))),
        Route::Claims(part) => Ok(page::claims::sheet(cx, *part)),
        Route::Corrections(part) => Ok(page::corrections::sheet(cx, *part)),
        Route::CorrectionsFeed => Ok(Sheet::Text(data::corrections::feed(cx))),
        Route::Sources(part) => Ok(page::sources::sheet(cx, *part)),
        Route::Robots => Ok(Sheet::Text(data::robots::txt(cx))),
        Route::Data(Export::ReadLinks) => Ok(Sheet::Text(data::read_links::json(cx))),
        Route::Data(Export::Sources) => Ok(Sheet::Text(data::bibliography::csl(cx))),
        Route::Data(Export::Bibliography) => Ok(Sheet::Text(data::bibliography::bibtex(cx))),
        Route::Data(Export::Redirects) => Ok(Sheet::Text(data::redirects::json(cx))),
        Route::Explorer(part) => data::explorer::file(cx, *part),
    }
}

/// What stands for the sign of the site's root on a page.
fn way_to_root(cx: Context<'_>, route: &Route, path: &str) -> String {
    match (route, &cx.site.config.base_url) {
        // The host shows it at any address, so that only absolute links hold.
        (Route::NotFound, Some(base)) => base.clone(),
        _ => way_up(path),
    }
}
