//! `sitemap.xml` (sitemaps.org 0.9), its parts, and `robots.txt`.

use crate::model::Status;
use crate::render::Renderer;
use crate::render::data::feed::changed;
use crate::render::data::xml::Xml;
use crate::route::{Route, SITEMAP_LIMIT};
use crate::text::uri;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

impl Renderer<'_> {
    fn parts(&self) -> usize {
        self.snapshot.routes.iter().filter(|route| matches!(route, Route::SitemapPart(_))).count()
    }

    /// Renders the map, or the list of its parts when there are too many addresses for one.
    pub(in crate::render) fn sitemap(&self) -> String {
        let base = self.snapshot.site.config.base_url.as_deref().unwrap_or("");
        let parts = self.parts();
        if parts == 0 {
            return self.addresses(0..usize::MAX);
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
    pub(in crate::render) fn sitemap_part(&self, part: u32) -> String {
        let start = (part as usize - 1) * SITEMAP_LIMIT;
        self.addresses(start..start + SITEMAP_LIMIT)
    }

    fn addresses(&self, range: std::ops::Range<usize>) -> String {
        let listed = self.snapshot.routes.iter().filter(|route| self.is_listed(route));
        let mut xml = Xml::new();
        xml.element("urlset", &[("xmlns", NAMESPACE)], |xml| {
            for route in listed.skip(range.start).take(range.len()) {
                xml.element("url", &[], |xml| {
                    let url = self.absolute(route).unwrap_or_default();
                    xml.text("loc", &[], &uri(&url));
                    if let Route::Article(id) = route {
                        xml.text("lastmod", &[], &changed(self.snapshot.site.article(*id)).rfc3339());
                    }
                });
            }
        });
        xml.finish()
    }

    /// Pages that search engines should know.
    fn is_listed(&self, route: &Route) -> bool {
        match route {
            Route::Article(id) => self.snapshot.site.article(*id).status == Status::Published,
            Route::NotFound
            | Route::Embed
            | Route::Redirect(..)
            | Route::FormerActor(..)
            | Route::ActorFeed(_)
            | Route::ActorsJson
            | Route::Colours
            | Route::Feed
            | Route::Sitemap
            | Route::SitemapPart(_)
            | Route::Robots
            | Route::Data(_)
            | Route::CorrectionsFeed
            | Route::Explorer(_) => false,
            _ => true,
        }
    }

    /// Renders `robots.txt`.
    pub(in crate::render) fn robots(&self) -> String {
        let map =
            self.snapshot.site.config.base_url.as_ref().map(|base| format!("\nSitemap: {base}sitemap.xml\n"));
        format!("User-agent: *\nAllow: /\n{}", map.unwrap_or_default())
    }
}
