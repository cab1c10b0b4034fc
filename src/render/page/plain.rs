//! Pages such as "About", and the page for addresses that do not exist.

use serde::Serialize;
use tera::Value;

use crate::config::Extra;
use crate::render::Renderer;
use crate::render::part::head::{direction, markup};
use crate::render::part::sources::SourceView;
use crate::render::templates::Sheet;
use crate::route::Route;

#[derive(Serialize)]
struct PageBody<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    body: Value,
    sources: Vec<SourceView>,
    extra: &'a Extra,
}

impl Renderer<'_> {
    /// Renders a page.
    pub(in crate::render) fn page(&self, index: u32) -> Sheet<'_> {
        let page = &self.snapshot.site.pages[index as usize];
        let mut head =
            self.head(&Route::Page(index), "page", &page.title, page.summary.as_deref().unwrap_or(""));
        if let Some(lang) = &page.lang {
            head.lang.clone_from(lang);
            head.dir = direction(lang);
        }
        let mut context = self.context(&head);
        let body = PageBody {
            title: &page.title,
            summary: page.summary.as_deref(),
            body: markup(&self.body(&page.body)),
            sources: self.sources(&page.body.sources),
            extra: &page.extra,
        };
        context.insert("content", &body);
        Sheet::Template(self.templates.choose(page.template.as_deref(), "page.html"), context)
    }

    /// Renders the page for addresses that do not exist.
    pub(in crate::render) fn not_found(&self) -> Sheet<'_> {
        let mut head = self.head(&Route::NotFound, "404", self.phrases.get("not-found"), "");
        head.canonical = None;
        Sheet::Template("404.html", self.context(&head))
    }

    /// Renders the page at an old address of an article.
    pub(in crate::render) fn redirect(&self, id: crate::model::ArticleId) -> Sheet<'_> {
        let route = Route::Article(id);
        let head = self.head(&route, "redirect", &self.snapshot.site.article(id).title, "");
        let mut context = self.context(&head);
        context.insert("target", &self.addressing.link(&route));
        Sheet::Template("redirect.html", context)
    }

    /// Renders `data/redirects.json`: the file at each old address, and the one that it leads to.
    pub(in crate::render) fn redirects(&self) -> String {
        let target = |route: &Route| match route {
            Route::Redirect(id, _) => Some(Route::Article(*id)),
            Route::FormerActor(id, _) => Some(Route::Actor(*id, crate::derive::Slice::Whole)),
            _ => None,
        };
        let file = |route: &Route| self.addressing.file(route);
        let pairs = self.snapshot.routes.iter().filter_map(|old| Some((file(old), file(&target(old)?))));
        let redirects: std::collections::BTreeMap<String, String> = pairs.collect();
        // A map with texts for keys can be written.
        serde_json::to_string_pretty(&redirects).unwrap_or_default() + "\n"
    }

    /// Renders the page at an old address of an actor.
    pub(in crate::render) fn moved_actor(&self, id: crate::model::ActorId) -> Sheet<'_> {
        let route = Route::Actor(id, crate::derive::Slice::Whole);
        let head = self.head(&route, "redirect", &self.snapshot.site.actor(id).name, "");
        let mut context = self.context(&head);
        context.insert("target", &self.addressing.link(&route));
        Sheet::Template("redirect.html", context)
    }
}
