//! `sitemap.xml` (sitemaps.org 0.9), its parts, and `robots.txt`.

use crate::derive::{self, changed};
use crate::model::{ArticleId, Status};
use crate::render::context::Context;
use crate::render::data::xml::Xml;
use crate::render::part::head;
use crate::render::text::link;
use crate::route::{Export, Route, SITEMAP_LIMIT};
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
    let several = !cx.site.config.languages.is_empty();
    let names: &[(&str, &str)] = &[("xmlns", NAMESPACE), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")];
    xml.element("urlset", if several { names } else { &names[..1] }, |xml| {
        for route in listed.skip(range.start).take(range.len()) {
            xml.element("url", &[], |xml| {
                let (edition, route) = route.apart();
                let cx = cx.in_edition(edition);
                let url = link::absolute(cx, route).unwrap_or_default();
                xml.text("loc", &[], &uri(&url));
                if let Route::Article(id) = route {
                    xml.text("lastmod", &[], &changed(cx.site.article(*id)).rfc3339());
                }
                let same = head::languages(cx, route);
                let first = same.first().map(|language| ("x-default", language));
                for (tag, language) in
                    same.iter().map(|language| (language.tag.as_str(), language)).chain(first)
                {
                    let url = uri(language.absolute.as_deref().unwrap_or_default());
                    xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", tag), ("href", &url)]);
                }
            });
        }
    });
    xml.finish()
}

/// Pages that search engines should know; of articles those that are published.
fn is_listed(cx: Context<'_>, route: &Route) -> bool {
    let (edition, route) = route.apart();
    let cx = cx.in_edition(edition);
    let is_published = |id: &ArticleId| cx.site.article(*id).status == Status::Published;
    route.class().is_listed() && if let Route::Article(id) = route { is_published(id) } else { true }
}

const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// Renders `news-sitemap.xml`: the articles of the last days, for search engines of news.
pub fn news(cx: Context<'_>) -> String {
    let config = &cx.site.config;
    let mut xml = Xml::new();
    xml.element("urlset", &[("xmlns", NAMESPACE), ("xmlns:news", NEWS)], |xml| {
        for id in derive::news(cx.site, cx.facts) {
            let article = cx.site.article(id);
            let language = article.lang.as_deref().unwrap_or(&config.language);
            xml.element("url", &[], |xml| {
                let url = link::absolute(cx, &Route::Article(id)).unwrap_or_default();
                xml.text("loc", &[], &uri(&url));
                xml.element("news:news", &[], |xml| {
                    xml.element("news:publication", &[], |xml| {
                        xml.text("news:name", &[], config.publisher.as_ref().unwrap_or(&config.title));
                        xml.text("news:language", &[], language_code(language));
                    });
                    xml.text("news:publication_date", &[], &article.published.rfc3339());
                    xml.text("news:title", &[], &article.title);
                });
            });
        }
    });
    xml.finish()
}

/// The language alone; of Chinese the writing too, as maps of news want it.
fn language_code(tag: &str) -> &str {
    let lower = tag.to_ascii_lowercase();
    match lower.as_str() {
        "zh-tw" | "zh-hk" | "zh-hant" => "zh-tw",
        lower if lower.starts_with("zh") => "zh-cn",
        _ => tag.split(['-', '_']).next().unwrap_or(tag),
    }
}

/// Renders `robots.txt`.
pub fn robots(cx: Context<'_>) -> String {
    let Some(base) = &cx.site.config.base_url else { return "User-agent: *\nAllow: /\n".to_owned() };
    let has_news = Export::NewsSitemap.is_wanted(cx.site, cx.facts);
    let news = if has_news { format!("Sitemap: {base}news-sitemap.xml\n") } else { String::new() };
    format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n{news}")
}
