//! JSON-LD for search engines: schema.org's `NewsArticle`.

use rustc_hash::FxHashSet;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};

use crate::address::is_web;
use crate::config::BylineKind;
use crate::derive::described;
use crate::model::{
    ActorId, ActorKind, Affiliation, AliasKind, Article, ArticleId, Citation, Correction, Event, MarkKind,
    Original, PlaceId, Stamp, When,
};
use crate::render::context::Context;
use crate::render::part::head::PageHead;
use crate::render::text::{link, picture};
use crate::route::{Route, absolutise};

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
    author: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Publisher<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_location: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<&'a RawValue>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<&'a RawValue>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Work<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_based_on: Option<Work<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionComment<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of_work: Option<String>,
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
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> Named<'a> {
    fn organisation(name: &'a str) -> Self {
        Self { kind: "Organization", name, url: None }
    }
}

/// Who publishes the site.
#[derive(Serialize)]
struct Publisher<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<Value>,
}

/// A cited source.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Named<'a>>,
    /// Of whom nothing is known but the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
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
    let translated = article.translation_of.filter(|of| *of != id);
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
        image: picture::of_article(article).and(head.image.as_deref()),
        keywords: article.tags.iter().map(|tag| site.tag(*tag).name.as_str()).collect(),
        content_location: article.place.map(|place| place_json(cx, place)),
        about: about.iter().map(|actor| actor_json(cx, *actor)).collect(),
        mentions: mentions.collect(),
        citation: article.body.sources.iter().map(|citation| citation_work(cx, citation)).collect(),
        is_based_on: article.original.as_ref().and_then(based_on),
        correction: article.corrections.iter().map(correction_comment).collect(),
        translation_of_work: translated.and_then(|of| link::absolute(cx, &Route::Article(of))),
    };
    script_safe(serde_json::to_string(&json).unwrap_or_default())
}

/// Who signs an article: a person, unless the site says otherwise or they have the publisher's name.
fn byline<'a>(cx: Context<'a>, name: &'a str) -> Named<'a> {
    let config = &cx.site.config;
    let known = config.authors.iter().find(|known| known.name == name);
    let is_house = config.publisher.as_deref() == Some(name) || config.title == name;
    let kind = match known.map(|known| known.kind) {
        Some(BylineKind::Organisation) => "Organization",
        None if is_house => "Organization",
        Some(BylineKind::Person) | None => "Person",
    };
    Named { kind, name, url: known.and_then(|known| known.url.as_deref()) }
}

fn publisher(cx: Context<'_>) -> Option<Publisher<'_>> {
    let config = &cx.site.config;
    let named = Named::organisation(config.publisher.as_deref()?);
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
fn source_author<'a>(cx: Context<'_>, name: &'a str, publisher: Option<&str>) -> Option<Named<'a>> {
    if publisher == Some(name) {
        return Some(Named::organisation(name));
    }
    let actor = cx.facts.people.authorship.author(name)?;
    match cx.site.actor(actor).kind? {
        ActorKind::Person => Some(Named { kind: "Person", name, url: None }),
        ActorKind::State | ActorKind::Territory | ActorKind::Population => None,
        ActorKind::Organization
        | ActorKind::ArmedForce
        | ActorKind::ArmedGroup
        | ActorKind::Ministry
        | ActorKind::Media => Some(Named::organisation(name)),
    }
}

/// An event as `Event`, safe inside a script element; one that has no day or no place is what a page is about, as search engines
/// take an event for something that one can go to.
pub fn event_page(cx: Context<'_>, event: &Event, head: &PageHead) -> String {
    let (start, end) = match event.when.html_interval() {
        Some((start, end)) => (start, end),
        None => (event.when.html_datetime(), None),
    };
    let mut json = json!({"@type": "Thing", "name": event.title});
    if let Some(summary) = &event.summary {
        json["description"] = summary.as_str().into();
    }
    if let Some(url) = &head.canonical {
        json["url"] = url.as_str().into();
    }
    if event.image.is_some()
        && let Some(image) = &head.image
    {
        json["image"] = image.as_str().into();
    }
    let reports = event.reports.iter().filter_map(|(id, _)| link::absolute(cx, &Route::Article(*id)));
    let reports: Vec<Value> = reports.map(|url| json!({"@type": "NewsArticle", "url": url})).collect();
    if !reports.is_empty() {
        json["subjectOf"] = reports.into();
    }
    let actors = event.actors.iter().map(|involved| json!(actor_json(cx, involved.actor)));
    let Some((start, place)) = start.zip(event.place) else {
        return script_safe(about_page(cx, event, json, actors, head).to_string());
    };
    json["@context"] = "https://schema.org".into();
    json["@type"] = "Event".into();
    json["inLanguage"] = head.lang.as_str().into();
    json["startDate"] = start.into();
    if let Some(end) = end {
        json["endDate"] = end.into();
    }
    json["location"] = place_json(cx, place);
    json["about"] = actors.collect();
    script_safe(json.to_string())
}

/// The page of what has no known day or no place.
fn about_page(
    cx: Context<'_>,
    event: &Event,
    thing: Value,
    actors: impl Iterator<Item = Value>,
    head: &PageHead,
) -> Value {
    let mut json = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": event.title,
        "inLanguage": head.lang,
        "about": std::iter::once(thing).chain(actors).collect::<Vec<_>>(),
    });
    if let Some(coverage) = temporal_coverage(&event.when) {
        json["temporalCoverage"] = coverage.into();
    }
    if let Some(place) = event.place {
        json["contentLocation"] = place_json(cx, place);
    }
    json
}

/// An actor; made once.
fn actor_json(cx: Context<'_>, id: ActorId) -> &RawValue {
    cx.views.actor_json[id.index()].get_or_init(|| {
        let json = make_actor(cx, id);
        // A value of texts alone always has a JSON form.
        to_raw_value(&json).unwrap_or_else(|_| RawValue::NULL.to_owned())
    })
}

fn make_actor(cx: Context<'_>, id: ActorId) -> Value {
    let actor = cx.site.actor(id);
    let kind = match actor.kind {
        Some(ActorKind::Person) => "Person",
        Some(ActorKind::State) => "Country",
        Some(ActorKind::Territory) => "AdministrativeArea",
        Some(ActorKind::Media) => "NewsMediaOrganization",
        Some(ActorKind::Ministry) => "GovernmentOrganization",
        // Of whom nothing is said may be somebody.
        Some(ActorKind::Population) | None => "Thing",
        Some(ActorKind::Organization | ActorKind::ArmedForce | ActorKind::ArmedGroup) => "Organization",
    };
    let mut json = json!({"@type": kind, "name": actor.name});
    if let Some(url) = link::absolute(cx, &Route::Actor(id, crate::derive::Slice::Whole)) {
        json["url"] = url.into();
    }
    if let Some((_, item)) = actor.links.iter().find(|(name, _)| name == "wikidata") {
        json["sameAs"] = format!("https://www.wikidata.org/wiki/{item}").into();
    }
    json
}

/// An actor's own page: all its names, and what it belonged to and when, safe inside a script element.
pub fn actor_page(cx: Context<'_>, id: ActorId) -> String {
    let actor = cx.site.actor(id);
    let mut json = make_actor(cx, id);
    json["@context"] = "https://schema.org".into();
    let names = actor.aliases.iter().filter(|alias| alias.kind != AliasKind::Characterisation);
    let mut names: Vec<&str> = names.map(|alias| alias.text.as_str()).collect();
    names.extend(actor.names.iter().map(|name| name.text.as_str()).filter(|name| *name != actor.name));
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    names.retain(|name| seen.insert(name));
    if !names.is_empty() {
        json["alternateName"] = names.into();
    }
    if let Some(summary) = &actor.summary {
        json["description"] = summary.as_str().into();
    }
    let shown = actor.image.as_ref().filter(|image| !image.sensitive && !image.src.is_empty());
    if let Some((image, base)) = shown.zip(cx.site.config.base_url.as_deref()) {
        json["image"] = absolutise(&image.src, base).into();
    }
    let links = actor.links.iter().filter(|(name, _)| name != "wikidata" && name != "website");
    let item = json.get("sameAs").and_then(Value::as_str).map(str::to_owned);
    let same = item.into_iter().chain(links.map(|(_, link)| link.clone()).filter(|link| is_web(link)));
    let same: Vec<String> = same.collect();
    if !same.is_empty() {
        json["sameAs"] = same.into();
    }
    // A country belongs to nothing in this vocabulary.
    let key = match actor.kind {
        Some(ActorKind::Person) => "affiliation",
        Some(ActorKind::State | ActorKind::Territory | ActorKind::Population) | None => "",
        Some(
            ActorKind::Organization
            | ActorKind::ArmedForce
            | ActorKind::ArmedGroup
            | ActorKind::Ministry
            | ActorKind::Media,
        ) => "memberOf",
    };
    if !key.is_empty() && !actor.affiliations.is_empty() {
        let held: Vec<Value> =
            actor.affiliations.iter().filter_map(|held| role_json(cx, key, held)).collect();
        if !held.is_empty() {
            json[key] = held.into();
        }
    }
    script_safe(json.to_string())
}

/// An affiliation: `OrganizationRole`, with its dates. One belongs to a state as to an organisation; a people has no members here.
fn role_json(cx: Context<'_>, key: &str, held: &Affiliation) -> Option<Value> {
    let to = match cx.site.actor(held.to).kind {
        Some(ActorKind::State) => Some(json!(["Country", "GovernmentOrganization"])),
        Some(ActorKind::Territory) => Some(json!(["AdministrativeArea", "GovernmentOrganization"])),
        Some(ActorKind::Person | ActorKind::Population) => return None,
        None => Some(json!("Organization")),
        Some(
            ActorKind::Organization
            | ActorKind::ArmedForce
            | ActorKind::ArmedGroup
            | ActorKind::Ministry
            | ActorKind::Media,
        ) => None,
    };
    let mut organisation = make_actor(cx, held.to);
    if let Some(kind) = to {
        organisation["@type"] = kind;
    }
    let mut json = json!({"@type": "OrganizationRole", key: organisation});
    if let Some(role) = &held.role {
        json["roleName"] = role.as_str().into();
    }
    let (start, end) = match &held.valid {
        None => (None, None),
        Some(valid) => valid.html_interval().unwrap_or_else(|| (valid.html_datetime(), None)),
    };
    for (name, date) in [("startDate", start), ("endDate", end)] {
        if let Some(date) = date {
            json[name] = date.into();
        }
    }
    Some(json)
}

fn place_json(cx: Context<'_>, id: PlaceId) -> Value {
    let place = cx.site.place(id);
    let mut json = json!({"@type": "Place", "name": place.shown()});
    if let Some(point) = place.point {
        json["geo"] = json!({"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon});
    }
    json
}

fn citation_work<'a>(cx: Context<'a>, citation: &'a Citation) -> Work<'a> {
    let source = described(cx.site, citation);
    let author =
        source.author.as_deref().and_then(|name| source_author(cx, name, source.publisher.as_deref()));
    let is_unknown = author.is_none();
    Work {
        kind: "CreativeWork",
        name: source.title.as_deref(),
        url: source.url.as_deref().filter(|url| is_web(url)),
        archived_at: source.archived.as_ref().map(|(url, _)| url.as_str()).filter(|url| is_web(url)),
        author,
        credit_text: source.author.as_deref().filter(|_| is_unknown),
        publisher: source.publisher.as_deref().map(Named::organisation),
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
fn based_on(original: &Original) -> Option<Work<'_>> {
    Some(Work {
        kind: "CreativeWork",
        name: None,
        url: Some(original.url.as_deref().filter(|url| is_web(url))?),
        archived_at: original.archived.as_deref().filter(|url| is_web(url)),
        author: None,
        credit_text: original.author.as_deref(),
        publisher: original.publisher.as_deref().map(Named::organisation),
        date_published: None,
        in_language: None,
    })
}

/// What something is about in time, ISO 8601: a day or an interval; `None` where its beginning is not known.
fn temporal_coverage(when: &When) -> Option<String> {
    let (first, last) = (when.earliest()?, when.latest());
    Some(match last {
        Some(last) if last == first => first.to_string(),
        Some(last) => format!("{first}/{last}"),
        None => format!("{first}/.."),
    })
}

/// JSON that cannot end the script element that it stands in.
fn script_safe(json: String) -> String {
    if memchr::memchr2(b'<', 1, json.as_bytes()).is_some() {
        return json.replace('<', "\\u003c").replace('\u{1}', "");
    }
    json
}
