//! Sources: the numbered list of a text, and what an actor wrote or published.

use serde::Serialize;

use crate::address::is_web;
use crate::derive::{Authored, described};
use crate::model::{ActorId, Citation, Source};
use crate::render::context::Context;
use crate::render::part::figures;
use crate::render::text::date;
use crate::render::text::date::DateView;
use crate::render::text::tongue;
use crate::route::Route;
use crate::text::fold;

/// A source that the actor wrote or published.
#[derive(Serialize)]
pub struct AuthoredView<'a> {
    title: &'a str,
    url: Option<&'a str>,
    published: Option<DateView>,
}

/// How many an actor's page shows.
const MOST: usize = 40;

/// A source as a list shows it.
#[derive(Serialize)]
pub struct SourceView {
    /// Its number in the list of a text.
    pub number: usize,
    pub title: String,
    /// Where the title leads: to the archived copy if it is gone from its own address.
    pub href: Option<String>,
    pub publisher: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
    pub published: Option<DateView>,
    pub accessed: Option<DateView>,
    pub archived: Option<String>,
    pub archived_on: Option<DateView>,
    pub kind: Option<String>,
    pub side: Option<String>,
    pub lang: Option<String>,
    /// The name of its language, where that is not the page's.
    pub language: Option<String>,
    pub lost: bool,
    /// The SHA-256 of a copy that the publisher keeps.
    pub copy: Option<String>,
    /// Its place on the page of all sources.
    pub page: Option<String>,
    /// How many texts of the site cite it.
    pub cited: usize,
}

/// Sources that an actor wrote or published.
pub fn authored(cx: Context<'_>, id: ActorId) -> Vec<AuthoredView<'_>> {
    // Facts count the sources of texts as they were written.
    let site = &cx.snapshot.site;
    let source = |authored: &Authored| match authored {
        Authored::Shared(id) => Some(site.source(*id)),
        Authored::Own(article, number) => match &site.article(*article).body.sources[*number as usize] {
            Citation::Own(source) => Some(&**source),
            Citation::Shared(_) => None,
        },
    };
    let mut own: Vec<&Source> =
        cx.facts.people.authorship.authored[id.index()].iter().filter_map(source).collect();
    own.sort_by(|a, b| (a.published.is_none(), &a.published).cmp(&(b.published.is_none(), &b.published)));
    own.into_iter()
        .take(MOST)
        .filter_map(|source| {
            Some(AuthoredView {
                title: source.title.as_deref().or(source.url.as_deref())?,
                url: source.url.as_deref().filter(|url| !source.lost && is_web(url)),
                published: source.published.as_ref().map(|date| date::view(cx, date)),
            })
        })
        .collect()
}

/// The numbered list of a text.
pub fn of_text(cx: Context<'_>, citations: &[Citation]) -> Vec<SourceView> {
    of_list(cx, citations)
}

/// The numbered list of several texts together.
pub fn of_list<'c>(cx: Context<'_>, citations: impl IntoIterator<Item = &'c Citation>) -> Vec<SourceView> {
    let one = |(i, citation): (usize, &Citation)| {
        let view = view(cx, i + 1, described(cx.site, citation));
        let works = &cx.facts.evidence.works;
        let Some((index, part)) = works.find(citation) else { return view };
        let work = &works.list[index];
        let page = format!("{}#s-{}", cx.link(&Route::Sources(part)), work.key);
        SourceView { page: Some(page), cited: work.cited_by.len(), ..view }
    };
    citations.into_iter().enumerate().map(one).collect()
}

/// A source with that number in its list.
pub fn view(cx: Context<'_>, number: usize, source: &Source) -> SourceView {
    let names = [&source.title, &source.publisher, &source.url];
    let url = source.url.clone().filter(|url| is_web(url));
    let copy = source.copy();
    let archived = copy.map(|(url, _)| url.to_owned()).filter(|url| is_web(url));
    let foreign = |tag: &&String| primary(tag) != primary(&cx.site.config.language);
    SourceView {
        number,
        title: names.into_iter().flatten().next().cloned().unwrap_or_default(),
        href: if source.lost { archived.clone() } else { url.clone() },
        publisher: source.publisher.clone().filter(|_| source.title.is_some()),
        author: source.author.clone(),
        url,
        published: source.published.as_ref().map(|date| date::view(cx, date)),
        accessed: source.accessed.as_ref().map(|date| date::view(cx, date)),
        archived,
        archived_on: copy.and_then(|(_, date)| Some(date::view(cx, date?))),
        kind: source.kind.map(|kind| cx.phrases.get(kind.phrase()).to_owned()),
        side: source
            .side
            .as_ref()
            .map(|side| figures::side_name(cx, side))
            .filter(is_partisan)
            .map(str::to_owned),
        language: source.lang.as_ref().filter(foreign).map(|tag| tongue::language_name(cx.phrases, tag)),
        lang: source.lang.clone(),
        lost: source.lost,
        copy: source.local.as_ref().and_then(|(_, hash)| Some(hash.as_ref()?.to_ascii_lowercase())),
        page: None,
        cited: 0,
    }
}

/// Whether a word says a side: that a source has none is a judgement of its own, and is not said of it.
fn is_partisan(side: &&str) -> bool {
    !matches!(fold(side).as_str(), "neutral" | "none" | "independent")
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or("")
}
