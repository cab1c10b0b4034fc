//! Pages such as "About", and the page for addresses that do not exist.

use serde::Serialize;
use tera::Value;

use crate::config::Extra;
use crate::model::MenuTarget;
use crate::policy;
use crate::render::context::Context;
use crate::render::part::sources::SourceView;
use crate::render::part::{gallery, head, sources};
use crate::render::templates::{Sheet, markup};
use crate::render::text::body::{self, Section};
use crate::render::words::direction;
use crate::route::Route;

/// The pages that one belongs to.
#[derive(Serialize)]
struct PageGroup<'a> {
    /// What the menu calls them.
    title: Option<&'a str>,
    pages: Vec<GroupedPage>,
    /// The page before it, and the page after it.
    previous: Option<GroupedPage>,
    next: Option<GroupedPage>,
}

#[derive(Clone, Serialize)]
struct GroupedPage {
    title: String,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct PageBody<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    body: Value,
    /// The headings of a long text.
    contents: Vec<Section>,
    sources: Vec<SourceView>,
    extra: &'a Extra,
}

/// Renders a page.
pub fn sheet(cx: Context<'_>, index: u32) -> Sheet<'_> {
    let page = &cx.site.pages[index as usize];
    let mut head =
        head::new(cx, &Route::Page(index), "page", &page.title, page.summary.as_deref().unwrap_or(""));
    if let Some(lang) = &page.lang {
        head.lang.clone_from(lang);
        head.dir = direction(lang);
    }
    gallery::equip(cx, &mut head, &page.body, [], false);
    let mut context = head::context(cx, &head);
    let text = body::woven(cx, &page.body);
    let body = PageBody {
        title: &page.title,
        summary: page.summary.as_deref(),
        body: markup(&text),
        contents: body::contents(&text),
        sources: sources::of_text(cx, &page.body.sources),
        extra: &page.extra,
    };
    context.insert("content", &body);
    context.insert("group", &group(cx, index));
    // The page that tells who makes the site tells by which key to know it.
    let key = cx.site.config.signing_key.as_deref().filter(|_| page.slug == "about");
    context.insert("signing_key", &key);
    Sheet::Template(cx.templates.choose(page.template.as_deref(), "page.html"), context)
}

/// The group of the menu that a page is in; `None` for one in none.
fn group(cx: Context<'_>, index: u32) -> Option<PageGroup<'_>> {
    let site = cx.site;
    // A translation stands where its original does.
    let own = site.page_translations.of(index).map_or(index, |text| text.of);
    let found = |written: &str| match site.menu_target(written) {
        MenuTarget::Page(page) => Some(page),
        _ => None,
    };
    let item =
        site.config.menu.iter().find(|item| item.pages.iter().any(|page| found(&page.value) == Some(own)))?;
    let pages = item.pages.iter().filter_map(|page| found(&page.value)).map(|page| {
        let shown = &site.pages[site.page_in(page, site.edition) as usize];
        GroupedPage { title: shown.title.clone(), url: cx.link(&Route::Page(page)), current: page == own }
    });
    let pages: Vec<GroupedPage> = pages.collect();
    let at = pages.iter().position(|page| page.current)?;
    let before = at.checked_sub(1).and_then(|before| pages.get(before)).cloned();
    Some(PageGroup {
        title: item.title.as_deref(),
        previous: before,
        next: pages.get(at + 1).cloned(),
        pages,
    })
}

/// Renders the page for addresses that do not exist.
pub fn not_found(cx: Context<'_>) -> Sheet<'_> {
    let mut head = head::new(cx, &Route::NotFound, "404", cx.phrases.get("not-found"), "");
    head.canonical = None;
    // It may stand at any address, on a host that is another: it names the site's files by the address of publication.
    let base = cx.site.config.base_url.as_deref().unwrap_or("");
    let own = policy::within_pages().replace("file:", &format!("file: {base}"));
    head.policy = Some(policy::with_own_style(&own));
    let mut context = head::context(cx, &head);
    context.insert("bare", &Bare { css: markup(BARE) });
    Sheet::Template("404.html", context)
}

/// What the page looks like where its stylesheet is not found.
#[derive(Serialize)]
struct Bare {
    css: Value,
}

const BARE: &str = include_str!("not_found.css");
