//! The feed of corrections (Atom, RFC 4287).

use crate::derive::{CorrectionAt, changed};
use crate::model::Correction;
use crate::render::context::Context;
use crate::render::data::feed::tag_uri;
use crate::render::data::xml::Xml;
use crate::route::{Route, absolutise};
use crate::text::uri;

/// So many corrections the feed holds.
const FEED: usize = 50;

/// Renders the feed of corrections (Atom, RFC 4287); only asked for on a site with a `base_url`.
pub fn feed(cx: Context<'_>) -> String {
    let (site, facts) = (cx.site, cx.facts);
    let base = site.config.base_url.as_deref().unwrap_or("");
    let newest = &facts.evidence.corrections.list[..facts.evidence.corrections.list.len().min(FEED)];
    let stamp = |at: &CorrectionAt| {
        let dated = at.correction(site).date.as_ref();
        dated.unwrap_or_else(|| changed(site.article(at.article)))
    };
    let updated = newest.iter().map(stamp).max_by_key(|stamp| stamp.instant());
    let name = format!("{}: {}", site.config.title, cx.phrases.get("corrections"));
    let page = uri(&absolutise(&cx.link(&Route::Corrections(1)), base));
    let own = uri(&format!("{base}corrections.xml"));
    let mut xml = Xml::new();
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", site.config.language.as_str())];
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
            let kind = cx.phrases.get(correction.kind.phrase());
            let url = absolutise(&cx.link(&Route::Article(at.article)), base);
            let name = cx.facts.evidence.fragments.correction(at.article, at.index as usize);
            let url = format!("{}#{name}", uri(&url));
            xml.element("entry", &[], |xml| {
                xml.text("id", &[], &format!("{}#{name}", tag_uri(base, article)));
                xml.text("title", &[], &format!("{kind}: {}", article.title));
                xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)]);
                xml.text("updated", &[], &stamp(at).rfc3339());
                xml.empty("category", &[("term", correction.kind.word()), ("label", kind)]);
                xml.text("content", &[("type", "text")], &in_words(cx, correction));
            });
        }
    });
    xml.finish()
}

fn in_words(cx: Context<'_>, correction: &Correction) -> String {
    let quoted = |key, text: &Option<String>| {
        text.as_ref().map(|text| format!(" {} “{text}”", cx.phrases.get(key))).unwrap_or_default()
    };
    format!("{}{}{}", correction.text, quoted("was", &correction.was), quoted("now", &correction.now))
}
