//! An article as `NewsArticle`.

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::actor::actor_json;
use super::thing::{image_object, place_json, script_safe, temporal_coverage};
use crate::address::is_web;
use crate::derive::described;
use crate::model::{
    ActorId, ActorKind, Article, ArticleId, Citation, Correction, MarkKind, Original, Source, Stamp, When,
};
use crate::render::context::Context;
use crate::render::part::head::PageHead;
use crate::render::text::{link, picture};

/// The fields of a `NewsArticle`; what is empty is left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewsArticle<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity_of_page: Option<&'a str>,
    date_published: Option<&'a str>,
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<NamedThing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Publisher<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_location: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<&'a RawValue>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<&'a RawValue>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<CitedWork<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_based_on: Option<CitedWork<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionComment<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of_work: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    work_translation: Vec<String>,
}

/// A change that readers are told of.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CorrectionComment<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
}

/// A person or organisation with just its name.
#[derive(Serialize)]
struct NamedThing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> NamedThing<'a> {
    fn organisation(name: &'a str) -> Self {
        Self { kind: "Organization", name, url: None }
    }
}

/// Who publishes the site.
#[derive(Serialize)]
struct Publisher<'a> {
    #[serde(flatten)]
    named: NamedThing<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<Value>,
}

/// A cited source.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CitedWork<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<NamedThing<'a>>,
    /// Of whom nothing is known but the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<NamedThing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
}

/// An article as `NewsArticle`, safe inside a script element.
pub fn article_page(cx: Context<'_>, id: ArticleId, article: &Article, head: &PageHead) -> String {
    let site = cx.site;
    let about: Vec<ActorId> = article.actors.iter().map(|involved| involved.actor).collect();
    let mentions = article.body.marks.iter().filter_map(|mark| match mark.kind {
        MarkKind::Mention(actor) if !about.contains(&actor) => Some(actor_json(cx, actor)),
        _ => None,
    });
    let same = head.languages.iter().filter(|language| !language.current);
    let original = link::original(cx, id);
    let json = NewsArticle {
        context: "https://schema.org",
        kind: "NewsArticle",
        headline: &article.title,
        description: article.summary.as_deref(),
        url: head.canonical.as_deref(),
        main_entity_of_page: head.canonical.as_deref(),
        date_published: head.published.as_deref(),
        date_modified: head.modified.as_deref(),
        temporal_coverage: temporal_coverage(&article.when),
        in_language: &head.lang,
        author: article.authors.iter().map(|name| byline(cx, name)).collect(),
        publisher: publisher(cx),
        image: picture::of_article(cx, article).and_then(|image| image_object(cx, image)),
        keywords: article.tags.iter().map(|tag| site.tag(*tag).name.as_str()).collect(),
        content_location: article.place.map(|place| place_json(cx, place)),
        about: about.iter().map(|actor| actor_json(cx, *actor)).collect(),
        mentions: mentions.collect(),
        citation: article.body.sources.iter().map(|citation| citation_work(cx, citation)).collect(),
        is_based_on: article.original.as_ref().and_then(based_on),
        correction: article.corrections.iter().map(correction_comment).collect(),
        work_translation: if original.is_some() {
            Vec::new()
        } else {
            same.filter_map(|language| language.absolute.clone()).collect()
        },
        translation_of_work: original.and_then(|original| original.absolute),
    };
    script_safe(serde_json::to_string(&json).unwrap_or_default())
}

/// Who signs an article: a person, unless the site says otherwise or they have the publisher's name.
fn byline<'a>(cx: Context<'a>, name: &'a str) -> NamedThing<'a> {
    let config = &cx.site.config;
    let known = config.authors.iter().find(|known| known.name == name);
    let kind = if config.is_office(name) { "Organization" } else { "Person" };
    NamedThing { kind, name, url: known.and_then(|known| known.url.as_deref()) }
}

fn publisher(cx: Context<'_>) -> Option<Publisher<'_>> {
    let config = &cx.site.config;
    let named = NamedThing::organisation(config.publisher.as_deref()?);
    let logo = config.logo.as_deref().zip(config.base_url.as_deref()).map(|(logo, base)| {
        let mut json = json!({"@type": "ImageObject", "url": format!("{base}{logo}")});
        if let Some(size) = picture::size(cx, logo) {
            json["width"] = size.width.into();
            json["height"] = size.height.into();
        }
        json
    });
    Some(Publisher { named, logo })
}

/// The author of a source, if it is known what they are: an actor of the site, or the publisher itself.
fn source_author<'a>(cx: Context<'_>, source: &'a Source) -> Option<NamedThing<'a>> {
    let name = source.author.as_deref()?;
    if source.publisher.as_deref() == Some(name) {
        return Some(NamedThing::organisation(name));
    }
    let actor = source.by.author?;
    match cx.site.actor(actor).kind? {
        ActorKind::Person => Some(NamedThing { kind: "Person", name, url: None }),
        ActorKind::State | ActorKind::Territory | ActorKind::Population => None,
        ActorKind::Organization
        | ActorKind::ArmedForce
        | ActorKind::ArmedGroup
        | ActorKind::Ministry
        | ActorKind::Media => Some(NamedThing::organisation(name)),
    }
}

fn citation_work<'a>(cx: Context<'a>, citation: &'a Citation) -> CitedWork<'a> {
    let source = described(cx.site, citation);
    let author = source_author(cx, source);
    let is_unknown = author.is_none();
    CitedWork {
        kind: "CreativeWork",
        name: source.title.as_deref(),
        url: source.url.as_deref().filter(|url| is_web(url)),
        archived_at: source.copy().map(|(url, _)| url).filter(|url| is_web(url)),
        author,
        credit_text: source.author.as_deref().filter(|_| is_unknown),
        publisher: source.publisher.as_deref().map(NamedThing::organisation),
        date_published: source.published.as_ref().and_then(When::html_datetime),
        in_language: source.lang.as_deref(),
    }
}

fn correction_comment(correction: &Correction) -> CorrectionComment<'_> {
    CorrectionComment {
        kind: "CorrectionComment",
        text: &correction.text,
        date_published: correction.date.as_ref().map(Stamp::rfc3339),
    }
}

/// The text that an article first was elsewhere; `None` without an address.
fn based_on(original: &Original) -> Option<CitedWork<'_>> {
    Some(CitedWork {
        kind: "CreativeWork",
        name: None,
        url: Some(original.url.as_deref().filter(|url| is_web(url))?),
        archived_at: original.copy().filter(|url| is_web(url)),
        author: None,
        credit_text: original.author.as_deref(),
        publisher: original.publisher.as_deref().map(NamedThing::organisation),
        date_published: None,
        in_language: None,
    })
}
