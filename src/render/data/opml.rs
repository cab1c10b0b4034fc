//! `feeds.opml`: every feed of the site (OPML 2.0), for readers of feeds that take many at once.

use crate::model::ActorId;
use crate::render::context::Context;
use crate::render::data::feed::name_of;
use crate::render::data::xml::Xml;
use crate::route::{Route, absolutise, all_listed, has_feed};
use crate::text::uri;

/// Renders the list; only asked for on a site with a `base_url`.
pub fn all(cx: Context<'_>) -> String {
    let (site, facts) = (cx.site, cx.facts);
    let base = site.config.base_url.as_deref().unwrap_or("");
    let corrections = (!facts.evidence.corrections.list.is_empty())
        .then(|| (cx.phrases.get("corrections").to_owned(), Route::CorrectionsFeed, Route::Corrections(1)));
    let own = [(site.config.title.clone(), Route::Feed, Route::Home)];
    let lists =
        all_listed(site, facts).map(|listed| (name_of(cx, listed), Route::ListFeed(listed), listed.page()));
    let actors = (0..site.actors.len()).map(ActorId::of).filter(|id| has_feed(site, facts, *id));
    let actors = actors.map(|id| {
        let page = Route::Actor(id, crate::derive::Slice::Whole);
        (site.actor(id).name.clone(), Route::ActorFeed(id), page)
    });
    let feeds = own.into_iter().chain(corrections).chain(lists).chain(actors);
    let mut xml = Xml::new();
    xml.element("opml", &[("version", "2.0")], |xml| {
        xml.element("head", &[], |xml| xml.text("title", &[], &site.config.title));
        xml.element("body", &[], |xml| {
            for (name, feed, page) in feeds {
                let [feed, page] = [feed, page].map(|route| uri(&absolutise(&cx.link(&route), base)));
                let attributes = [
                    ("type", "rss"),
                    ("text", &*name),
                    ("title", &*name),
                    ("xmlUrl", &*feed),
                    ("htmlUrl", &*page),
                ];
                xml.empty("outline", &attributes);
            }
        });
    });
    xml.finish()
}
