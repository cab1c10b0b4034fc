//! Pages such as "About", and the page for addresses that do not exist.

use serde::Serialize;

use super::Renderer;
use super::evidence::SourceView;
use super::templates::Broken;
use super::view::direction;
use crate::route::Route;

#[derive(Serialize)]
struct PageBody<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    body: String,
    sources: Vec<SourceView>,
    extra: &'a serde_json::Value,
}

impl Renderer<'_> {
    /// Renders a page.
    pub(super) fn page(&self, index: u32) -> Result<String, Broken> {
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
            body: self.body(&page.body),
            sources: self.sources(&page.body.sources),
            extra: &page.extra,
        };
        context.insert("content", &body);
        self.templates.render(self.templates.choose(page.template.as_deref(), "page.html"), &context)
    }

    /// Renders the page for addresses that do not exist.
    pub(super) fn not_found(&self) -> Result<String, Broken> {
        let mut head = self.head(&Route::NotFound, "404", self.phrases.get("not-found"), "");
        head.canonical = None;
        self.templates.render("404.html", &self.context(&head))
    }

    /// Renders the page at an old address of an article.
    pub(super) fn redirect(&self, id: crate::model::ArticleId) -> Result<String, Broken> {
        let route = Route::Article(id);
        let head = self.head(&route, "redirect", &self.snapshot.site.article(id).title, "");
        let mut context = self.context(&head);
        context.insert("target", &self.addressing.link(&route));
        self.templates.render("redirect.html", &context)
    }
}
