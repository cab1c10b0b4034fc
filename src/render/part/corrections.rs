//! Corrections: the note on an article, the page of all of them and its feed.

use serde::Serialize;

use crate::derive::{CorrectionAt, fragment};
use crate::model::{Article, Correction, Target};
use crate::render::Renderer;
use crate::render::data::feed::{changed, tag_uri};
use crate::render::data::xml::Xml;
use crate::render::part::head::{DateView, Link};
use crate::render::templates::Sheet;
use crate::route::{Route, absolutise};
use crate::text::uri;

/// A change that readers are told of.
#[derive(Serialize)]
pub(in crate::render) struct CorrectionView<'a> {
    /// Its name within the article's page.
    pub anchor: String,
    pub kind_name: &'static str,
    pub date: Option<DateView>,
    pub text: &'a str,
    pub was: Option<&'a str>,
    pub now: Option<&'a str>,
    /// The article, on the page of all corrections.
    pub article: Option<Link>,
}

/// So many corrections the feed holds.
const FEED: usize = 50;

impl Renderer<'_> {
    /// The corrections of an article.
    pub(in crate::render) fn corrections<'a>(&self, article: &'a Article) -> Vec<CorrectionView<'a>> {
        (0..article.corrections.len()).map(|index| self.correction(article, index)).collect()
    }

    fn correction<'a>(&self, article: &'a Article, index: usize) -> CorrectionView<'a> {
        let correction = &article.corrections[index];
        CorrectionView {
            anchor: fragment::correction(article, index),
            kind_name: self.phrases.get(correction.kind.phrase()),
            date: correction.date.as_ref().map(|date| self.stamp(date)),
            text: &correction.text,
            was: correction.was.as_deref(),
            now: correction.now.as_deref(),
            article: None,
        }
    }

    fn listed_correction(&self, at: CorrectionAt) -> CorrectionView<'_> {
        let article = self.named(Target::Article(at.article));
        let view = self.correction(self.snapshot.site.article(at.article), at.index as usize);
        let url = format!("{}#{}", article.url, view.anchor);
        CorrectionView { article: Some(Link { url, ..article }), ..view }
    }

    /// Renders a page of all corrections, counted from 1.
    pub(in crate::render) fn all_corrections(&self, part: u32) -> Sheet<'_> {
        let corrections = &self.snapshot.facts.corrections;
        let views = corrections.part(part).iter().map(|at| self.listed_correction(*at));
        let views: Vec<CorrectionView<'_>> = views.collect();
        let name = self.phrases.get("corrections");
        let head = self.head(&Route::Corrections(part), "corrections", name, "");
        let mut context = self.context(&head);
        context.insert("corrections", &views);
        context.insert("count", &corrections.list.len());
        let feed = self.snapshot.site.config.base_url.as_ref();
        context.insert("feed", &feed.map(|_| self.addressing.link(&Route::CorrectionsFeed)));
        context.insert("pages", &self.numbered_pages(corrections.parts(), part, Route::Corrections));
        Sheet::Template("corrections.html", context)
    }

    /// Renders the feed of corrections (Atom, RFC 4287); only asked for on a site with a `base_url`.
    pub(in crate::render) fn corrections_feed(&self) -> String {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let base = site.config.base_url.as_deref().unwrap_or("");
        let newest = &facts.corrections.list[..facts.corrections.list.len().min(FEED)];
        let stamp = |at: &CorrectionAt| {
            let dated = at.correction(site).date.as_ref();
            dated.unwrap_or_else(|| changed(site.article(at.article)))
        };
        let updated = newest.iter().map(stamp).max_by_key(|stamp| stamp.instant());
        let name = format!("{}: {}", site.config.title, self.phrases.get("corrections"));
        let page = uri(&absolutise(&self.addressing.link(&Route::Corrections(1)), base));
        let own = uri(&format!("{base}corrections.xml"));
        let mut xml = Xml::new();
        let attributes =
            [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", site.config.language.as_str())];
        xml.element("feed", &attributes, |xml| {
            xml.text("id", &[], &own);
            xml.text("title", &[], &name);
            xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
            xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
            let updated = updated.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |stamp| stamp.rfc3339());
            xml.text("updated", &[], &updated);
            let author = site.config.publisher.as_deref().unwrap_or(&site.config.title);
            xml.element("author", &[], |xml| xml.text("name", &[], author));
            for at in newest {
                let article = site.article(at.article);
                let correction = at.correction(site);
                let kind = self.phrases.get(correction.kind.phrase());
                let url = absolutise(&self.addressing.link(&Route::Article(at.article)), base);
                let name = fragment::correction(article, at.index as usize);
                let url = format!("{}#{name}", uri(&url));
                xml.element("entry", &[], |xml| {
                    xml.text("id", &[], &format!("{}#{name}", tag_uri(base, article)));
                    xml.text("title", &[], &format!("{kind}: {}", article.title));
                    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)]);
                    xml.text("updated", &[], &stamp(at).rfc3339());
                    xml.empty("category", &[("term", correction.kind.word()), ("label", kind)]);
                    xml.text("content", &[("type", "text")], &self.in_words(correction));
                });
            }
        });
        xml.finish()
    }

    fn in_words(&self, correction: &Correction) -> String {
        let quoted = |key, text: &Option<String>| {
            text.as_ref().map(|text| format!(" {} “{text}”", self.phrases.get(key))).unwrap_or_default()
        };
        format!("{}{}{}", correction.text, quoted("was", &correction.was), quoted("now", &correction.now))
    }
}
