//! `sitemap.xml` (sitemaps.org 0.9), its parts, and `robots.txt`.

use crate::derive::changed;
use crate::model::{ArticleId, Status};
use crate::render::context::Context;
use crate::render::data::xml::Xml;
use crate::render::text::link;
use crate::route::{Route, SITEMAP_LIMIT};
use crate::text::uri;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

fn parts(cx: Context<'_>) -> usize {
    cx.snapshot.routes.iter().filter(|route| matches!(route, Route::SitemapPart(_))).count()
}

/// Renders the map, or the list of its parts when there are too many addresses for one.
pub fn whole(cx: Context<'_>) -> String {
    let base = cx.site.config.base_url.as_deref().unwrap_or("");
    let parts = parts(cx);
    if parts == 0 {
        return addresses(cx, 0..usize::MAX);
    }
    let mut xml = Xml::new();
    xml.element("sitemapindex", &[("xmlns", NAMESPACE)], |xml| {
        for part in 1..=parts {
            xml.element("sitemap", &[], |xml| xml.text("loc", &[], &format!("{base}sitemap-{part}.xml")));
        }
    });
    xml.finish()
}

/// Renders one part, counted from 1.
pub fn part(cx: Context<'_>, part: u32) -> String {
    let start = (part as usize - 1) * SITEMAP_LIMIT;
    addresses(cx, start..start + SITEMAP_LIMIT)
}

fn addresses(cx: Context<'_>, range: std::ops::Range<usize>) -> String {
    let listed = cx.snapshot.routes.iter().filter(|route| is_listed(cx, route));
    let mut xml = Xml::new();
    xml.element("urlset", &[("xmlns", NAMESPACE)], |xml| {
        for route in listed.skip(range.start).take(range.len()) {
            xml.element("url", &[], |xml| {
                let url = link::absolute(cx, route).unwrap_or_default();
                xml.text("loc", &[], &uri(&url));
                if let Route::Article(id) = route {
                    xml.text("lastmod", &[], &changed(cx.site.article(*id)).rfc3339());
                }
            });
        }
    });
    xml.finish()
}

/// Pages that search engines should know; of articles those that are published.
fn is_listed(cx: Context<'_>, route: &Route) -> bool {
    let is_published = |id: &ArticleId| cx.site.article(*id).status == Status::Published;
    route.class().is_listed() && if let Route::Article(id) = route { is_published(id) } else { true }
}

/// Renders `robots.txt`.
pub fn robots(cx: Context<'_>) -> String {
    let map = cx.site.config.base_url.as_ref().map(|base| format!("\nSitemap: {base}sitemap.xml\n"));
    format!("User-agent: *\nAllow: /\n{}", map.unwrap_or_default())
}
