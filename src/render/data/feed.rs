//! The Atom feeds (RFC 4287) of the newest publications: of all, of those about an actor, and of those in a list.

use crate::derive::{Slice, changed};
use crate::model::{ActorId, Article, ArticleId};
use crate::render::context::Context;
use crate::render::data::absolute::absolute;
use crate::render::data::xml::Xml;
use crate::render::text::body;
use crate::route::{Listed, Route, absolutise, first_slug, has_feed};
use crate::text::{capitalised, percent_encoded, uri};

/// What a feed is of.
struct FeedHead<'a> {
    title: &'a str,
    subtitle: &'a str,
    /// Its own address, and that of the page it belongs to.
    own: String,
    page: String,
}

/// How much of an article a feed holds.
#[derive(Clone, Copy)]
enum Extent {
    /// The text.
    Whole,
    /// The summary.
    Summary,
}

/// Renders the feed; only asked for on a site with a `base_url`.
pub fn of_site(cx: Context<'_>) -> String {
    let (site, facts) = (cx.site, cx.facts);
    let base = site.config.base_url.as_deref().unwrap_or("");
    let newest = newest_of_edition(cx, &facts.time.latest, site.config.feed);
    let folder = site.folder_of(site.edition);
    let about = FeedHead {
        title: &site.config.title,
        subtitle: &site.config.description,
        own: uri(&format!("{base}{folder}feed.xml")),
        page: uri(&format!("{base}{folder}")),
    };
    written(cx, &about, &newest, Extent::Whole)
}

/// The first of a list of articles that stand in this edition: who follows a language has chosen it.
pub fn newest_of_edition(cx: Context<'_>, list: &[ArticleId], most: usize) -> Vec<ArticleId> {
    let stands = |id: &ArticleId| cx.site.config.languages.is_empty() || cx.has(&Route::Article(*id));
    list.iter().copied().filter(stands).take(most).collect()
}

/// Renders the feed of an actor.
pub fn of_actor(cx: Context<'_>, id: ActorId) -> String {
    let (site, facts) = (cx.site, cx.facts);
    let base = site.config.base_url.as_deref().unwrap_or("");
    let actor = site.actor(id);
    let link = |route: &Route| uri(&absolutise(&cx.link(route), base));
    let title = format!("{} – {}", actor.name, site.config.title);
    let about = FeedHead {
        title: &title,
        subtitle: actor.summary.as_deref().unwrap_or(""),
        own: link(&Route::ActorFeed(id)),
        page: link(&Route::Actor(id, Slice::Whole)),
    };
    let newest = newest_of_edition(cx, &facts.people.newest_of[id.index()], usize::MAX);
    written(cx, &about, &newest, Extent::Summary)
}

/// So many articles the feed of a list holds.
const OF_LIST: usize = 20;

/// Renders the feed of a list.
pub fn of_list(cx: Context<'_>, listed: Listed) -> String {
    let base = cx.site.config.base_url.as_deref().unwrap_or("");
    let link = |route: &Route| uri(&absolutise(&cx.link(route), base));
    let title = format!("{} – {}", name_of(cx, listed), cx.site.config.title);
    let about = FeedHead {
        title: &title,
        subtitle: "",
        own: link(&Route::ListFeed(listed)),
        page: link(&listed.page()),
    };
    written(cx, &about, &newest_of(cx, listed), Extent::Summary)
}

/// The articles that tell of a list's entries, the newest first.
fn newest_of(cx: Context<'_>, listed: Listed) -> Vec<ArticleId> {
    let (site, facts) = (cx.site, cx.facts);
    let entries = listed.calendar(facts).map(|list| list.entries.as_slice()).unwrap_or_default();
    let articles = entries.iter().flat_map(|id| facts.time.entries[id.index()].articles(site));
    let mut articles: Vec<ArticleId> = articles.collect();
    articles.sort_unstable();
    articles.dedup();
    articles.sort_by_key(|id| std::cmp::Reverse(site.article(*id).published.instant()));
    newest_of_edition(cx, &articles, OF_LIST)
}

/// What a list is called.
pub fn name_of(cx: Context<'_>, listed: Listed) -> String {
    match listed {
        Listed::Conflict(id) => cx.site.conflict(id).name.clone(),
        Listed::Side(id, side) => {
            let conflict = cx.site.conflict(id);
            format!("{}: {}", conflict.name, conflict.sides[side as usize].name)
        }
        Listed::Place(id) => cx.site.place(id).shown().to_owned(),
        Listed::Tag(id) => cx.site.tag(id).name.clone(),
        Listed::Kind(kind) => capitalised(cx.phrases.get(kind.phrase())),
    }
}

/// The address of a list's feed; `None` for one without.
pub fn link_of_list(cx: Context<'_>, listed: Listed) -> Option<String> {
    listed.has_feed(cx.site, cx.facts).then(|| cx.link(&Route::ListFeed(listed)))
}

/// The address of an actor's feed; `None` for one without.
pub fn link_of_actor(cx: Context<'_>, id: ActorId) -> Option<String> {
    has_feed(cx.site, cx.facts, id).then(|| cx.link(&Route::ActorFeed(id)))
}

fn written(cx: Context<'_>, about: &FeedHead, newest: &[ArticleId], extent: Extent) -> String {
    let site = cx.site;
    let base = site.config.base_url.as_deref().unwrap_or("");
    let changed = |id: &ArticleId| changed(site.article(*id));
    let updated = newest.iter().map(changed).max_by_key(|stamp| stamp.instant());
    let mut xml = Xml::new();
    let attributes = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xml:lang", site.config.language.as_str()),
    ];
    xml.element("feed", &attributes, |xml| {
        xml.text("id", &[], &about.page);
        xml.text("title", &[], about.title);
        if !about.subtitle.is_empty() {
            xml.text("subtitle", &[], about.subtitle);
        }
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &about.own)]);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &about.page)]);
        xml.text(
            "updated",
            &[],
            &updated.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), crate::model::Stamp::rfc3339),
        );
        let author = site.config.publisher.as_deref().unwrap_or(&site.config.title);
        xml.element("author", &[], |xml| xml.text("name", &[], author));
        xml.text("generator", &[("version", env!("CARGO_PKG_VERSION"))], "Dateline");
        newest.iter().for_each(|id| entry(cx, xml, *id, base, extent));
    });
    xml.finish()
}

fn entry(cx: Context<'_>, xml: &mut Xml, id: ArticleId, base: &str, extent: Extent) {
    let article = cx.site.article(id);
    let url = uri(&absolutise(&cx.link(&Route::Article(id)), base));
    let lang = article.lang.as_deref().unwrap_or(&cx.site.config.language);
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
            let tag = cx.site.tag(*tag);
            xml.empty("category", &[("term", &tag.slug), ("label", &tag.name)]);
        }
        if let Some(summary) = &article.summary {
            xml.text("summary", &[], summary);
        }
        if matches!(extent, Extent::Whole) {
            // An address that counts from the page leads nowhere in a reader of feeds.
            let body = absolutise(&body::alone(cx, &article.body), base);
            xml.text("content", &[("type", "html")], &absolute(&body, &url));
        }
    });
}

/// A tag URI (RFC 4151), which outlives a change of headline, and one of address if the article keeps the old one in its `aliases`;
/// ASCII alone, whatever the script.
pub fn tag_uri(base: &str, article: &Article) -> String {
    let (host, path) =
        base.split("://").nth(1).and_then(|rest| rest.split_once('/')).unwrap_or(("localhost", ""));
    let host = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(host, _)| host);
    let host = idna::domain_to_ascii(host).ok().filter(|host| is_name(host));
    let (host, day) = (host.as_deref().unwrap_or("localhost"), article.published.day());
    let slug = percent_encoded(&first_slug(article, base));
    match day.year() {
        0..=9999 => format!("tag:{host},{day}:{}{slug}", uri(path)),
        // A tag's year has four digits; the day goes into the rest, so that no two are one.
        _ => format!("tag:{host},9999:{}{day}/{slug}", uri(path)),
    }
}

fn is_name(host: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !part.ends_with('-')
    };
    host.split('.').all(part)
}
