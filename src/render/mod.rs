//! Stage 6, render: a route becomes bytes. Pure: it reads and writes no file.

mod words;
mod templates;
mod context;
mod text;
mod part;
mod book;
mod data;
mod page;
mod link_check;

use std::borrow::Cow;

use rayon::prelude::*;

pub use book::{BookContent, BookFile};
pub use context::{Context, FileSums, Rendered, Snapshot, Views};
pub use link_check::{LinkCheck, Scanned};
pub use part::entry::problems as entry_problems;
pub use templates::Templates;
use templates::{BrokenTemplate, Sheet};
pub use words::Words;

use crate::diag::{At, Diagnostic};
use crate::model::ConflictId;
use crate::route::{self, Export, Route, RouteClass, replace_root, way_up};
use crate::source::sum_of;

/// Every file of the site, pages and assets.
pub fn files(cx: Context<'_>) -> Vec<String> {
    let pages = cx.snapshot.routes.par_iter().map(|route| file(cx, route));
    let assets = cx.snapshot.tree.assets.par_iter().filter(|asset| cx.facts.pictures.leaves_alone(asset));
    pages.chain(assets.map(|asset| asset.path.clone())).chain([route::MANIFEST.to_owned()]).collect()
}

/// The file of a route of any edition.
fn file(cx: Context<'_>, route: &Route) -> String {
    let (edition, route) = route.apart();
    let cx = if edition > 0 { cx.in_edition(edition) } else { cx };
    cx.addressing().file(route)
}

/// Makes the files of the book of a conflict, in the language of an edition.
///
/// # Errors
/// Fails with the mistake of a template.
pub fn book(cx: Context<'_>, id: ConflictId, edition: usize) -> Result<Vec<BookFile>, Box<Diagnostic>> {
    book::of_conflict(if edition > 0 { cx.in_edition(edition) } else { cx }, id)
}

/// Renders one route; a page that a template of the site fails on is made by the built-in one, with a diagnostic.
pub fn render(cx: Context<'_>, route: &Route) -> (Option<Rendered>, Option<Box<Diagnostic>>) {
    let root = way_to_root(cx, route, &file(cx, route));
    render_below(cx, route, &root)
}

/// Whether a file is one of those whose sums the description of the site gives.
pub fn is_summed(route: &Route) -> bool {
    matches!(route.class(), RouteClass::Data | RouteClass::Feed) && *route != Route::Data(Export::RoCrate)
}

/// The sums of those files: known already, or made now and not kept, as what they are of may change.
fn sums(cx: Context<'_>) -> Cow<'_, FileSums> {
    if let Some(known) = cx.views.sums.get() {
        return Cow::Borrowed(known);
    }
    let one = |route: &Route| {
        let made = render(cx, route).0?;
        Some((made.path, (sum_of(&made.bytes), made.bytes.len() as u64)))
    };
    let summed = cx.snapshot.routes.par_iter().filter(|route| is_summed(route));
    Cow::Owned(summed.filter_map(one).collect())
}

/// The same with links that begin with `root`.
pub fn render_below(
    cx: Context<'_>,
    route: &Route,
    root: &str,
) -> (Option<Rendered>, Option<Box<Diagnostic>>) {
    // Its bytes are made where its file can be read.
    if route.class() == RouteClass::Picture {
        return (None, None);
    }
    let (edition, route) = route.apart();
    let cx = if edition > 0 { cx.in_edition(edition) } else { cx };
    let path = cx.addressing().file(route);
    let finished = |markup: &[u8]| replace_root(markup, root.as_bytes());
    let sheet = match route {
        Route::Data(Export::RoCrate) => Ok(Sheet::Text(data::export::ro_crate::file(cx, &sums(cx)))),
        route => page::sheet(cx, route),
    };
    let (bytes, problem) = match sheet {
        Ok(Sheet::Text(text)) => (Some(finished(text.as_bytes())), None),
        Ok(Sheet::Template(name, context)) => {
            let usual = if matches!(route, Route::Page(_)) { "page.html" } else { "article.html" };
            match cx.templates.render(cx.site.edition, (name, usual), &context, finished) {
                Ok(bytes) => (Some(bytes), None),
                Err(BrokenTemplate { problem, instead }) => (instead, Some(on_page(cx, route, problem))),
            }
        }
        Err(problem) => (None, Some(problem)),
    };
    (bytes.map(|bytes| Rendered { path, bytes }), problem)
}

/// A template's mistake with the text on whose page it shows.
fn on_page(cx: Context<'_>, route: &Route, problem: Box<Diagnostic>) -> Box<Diagnostic> {
    let own = match route {
        Route::Article(id) => Some(cx.site.article(*id)).map(|article| (article.file, &article.template)),
        Route::Page(index) => cx.site.pages.get(*index as usize).map(|page| (page.file, &page.template)),
        _ => None,
    };
    let asks = own.filter(|(_, template)| template.is_some()).map(|(file, _)| At::value(file, "template"));
    match asks.or_else(|| route::origin(route, cx.site)?.at) {
        Some(at) => Box::new(problem.label(at, "on the page of this")),
        None => problem,
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
