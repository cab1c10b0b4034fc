//! The Atom feed (RFC 4287) of the newest publications.

use super::Renderer;
use super::plain::Xml;
use crate::derive::last_change;
use crate::model::{Article, ArticleId};
use crate::route::{Route, absolutise};

impl Renderer<'_> {
    /// Renders the feed; only asked for on a site with a `base_url`.
    pub(super) fn feed(&self) -> String {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let base = site.config.base_url.as_deref().unwrap_or("");
        let newest: Vec<ArticleId> = facts.latest.iter().take(site.config.feed).copied().collect();
        let changed = |id: &ArticleId| changed(site.article(*id));
        let updated = newest.iter().map(changed).max_by_key(|stamp| stamp.instant());
        let mut xml = Xml::new();
        let attributes = [
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xml:lang", site.config.language.as_str()),
        ];
        xml.element("feed", &attributes, |xml| {
            xml.text("id", &[], base);
            xml.text("title", &[], &site.config.title);
            if !site.config.description.is_empty() {
                xml.text("subtitle", &[], &site.config.description);
            }
            xml.empty(
                "link",
                &[("rel", "self"), ("type", "application/atom+xml"), ("href", &format!("{base}feed.xml"))],
            );
            xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", base)]);
            xml.text(
                "updated",
                &[],
                &updated.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), crate::model::Stamp::rfc3339),
            );
            let author = site.config.publisher.as_deref().unwrap_or(&site.config.title);
            xml.element("author", &[], |xml| xml.text("name", &[], author));
            xml.text("generator", &[("version", env!("CARGO_PKG_VERSION"))], "Dateline");
            newest.iter().for_each(|id| self.feed_entry(xml, *id, base));
        });
        xml.finish()
    }

    fn feed_entry(&self, xml: &mut Xml, id: ArticleId, base: &str) {
        let article = self.snapshot.site.article(id);
        let url = absolutise(&self.addressing.link(&Route::Article(id)), base);
        let lang = article.lang.as_deref().unwrap_or(&self.snapshot.site.config.language);
        xml.element("entry", &[("xml:lang", lang)], |xml| {
            xml.text("id", &[], &tag_uri(base, article));
            xml.text("title", &[], &article.title);
            xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)]);
            xml.text("published", &[], &article.published.rfc3339());
            xml.text("updated", &[], &changed(article).rfc3339());
            xml.text("dcterms:temporal", &[], article.when.written());
            for author in &article.authors {
                xml.element("author", &[], |xml| xml.text("name", &[], author));
            }
            for tag in &article.tags {
                let tag = self.snapshot.site.tag(*tag);
                xml.empty("category", &[("term", &tag.slug), ("label", &tag.name)]);
            }
            if let Some(summary) = &article.summary {
                xml.text("summary", &[], summary);
            }
            // A link to a part of the page leads nowhere in a reader of feeds.
            let body = self.body_alone(&article.body).replace("href=\"#", &format!("href=\"{url}#"));
            xml.text("content", &[("type", "html")], &absolutise(&body, base));
        });
    }
}

/// The last change that readers are told of, or the publication.
pub(super) fn changed(article: &Article) -> &crate::model::Stamp {
    last_change(article).unwrap_or(&article.published)
}

/// A tag URI (RFC 4151), which outlives a change of address or headline.
pub(super) fn tag_uri(base: &str, article: &Article) -> String {
    let (host, path) =
        base.split("://").nth(1).and_then(|rest| rest.split_once('/')).unwrap_or(("localhost", ""));
    let host = host.split(':').next().unwrap_or(host);
    format!("tag:{host},{}:{path}{}", article.published.day(), article.slug)
}
