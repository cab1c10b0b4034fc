//! JSON-LD for search engines: schema.org's `NewsArticle`.

use serde_json::{Map, Value, json};

use super::Renderer;
use super::view::PageHead;
use crate::model::{ActorId, ActorKind, Article, ArticleId, Citation, MarkKind};
use crate::route::{Route, absolutise};

impl Renderer<'_> {
    /// An article as `NewsArticle`, safe inside a script element.
    pub(super) fn article_json_ld(&self, id: ArticleId, article: &Article, head: &PageHead) -> String {
        let site = &self.snapshot.site;
        let mut json = Map::new();
        let mut put = |key: &str, value: Value| {
            let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            if !is_empty {
                json.insert(key.to_owned(), value);
            }
        };
        put("@context", json!("https://schema.org"));
        put("@type", json!("NewsArticle"));
        put("headline", json!(article.title));
        put("description", json!(article.summary));
        put("url", json!(head.canonical));
        put("mainEntityOfPage", json!(head.canonical));
        put("datePublished", json!(head.published));
        put("dateModified", json!(head.modified));
        put("temporalCoverage", json!(temporal_coverage(article)));
        put("inLanguage", json!(head.lang));
        put("author", article.authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect());
        put("publisher", json!(site.config.publisher.as_ref().map(|name| json!({"@type": "Organization", "name": name}))));
        put("image", json!(head.image));
        put("keywords", article.tags.iter().map(|tag| json!(site.tag(*tag).name)).collect());
        put("contentLocation", json!(article.place.map(|place| self.place_json_ld(place))));
        let about: Vec<ActorId> = article.actors.iter().map(|involved| involved.actor).collect();
        put("about", about.iter().map(|actor| self.actor_json_ld(*actor)).collect());
        let mentions = article.body.marks.iter().filter_map(|mark| match mark.kind {
            MarkKind::Mention(actor) if !about.contains(&actor) => Some(self.actor_json_ld(actor)),
            _ => None,
        });
        put("mentions", mentions.collect());
        put("citation", article.body.sources.iter().map(|citation| self.citation_json_ld(citation)).collect());
        let original = article.original.as_ref().and_then(|original| original.url.clone());
        put("isBasedOn", json!(original));
        let translated = article.translation_of.filter(|of| *of != id).and_then(|of| self.absolute(&Route::Article(of)));
        put("translationOfWork", json!(translated));
        script_safe(&Value::Object(json))
    }

    fn actor_json_ld(&self, id: ActorId) -> Value {
        let actor = self.snapshot.site.actor(id);
        let kind = match actor.kind {
            Some(ActorKind::Person) => "Person",
            Some(ActorKind::State) => "Country",
            Some(ActorKind::Territory) => "AdministrativeArea",
            Some(ActorKind::Media) => "NewsMediaOrganization",
            Some(ActorKind::Ministry) => "GovernmentOrganization",
            Some(ActorKind::Population) => "Thing",
            _ => "Organization",
        };
        let mut json = json!({"@type": kind, "name": actor.name});
        if let Some(url) = self.absolute(&Route::Actor(id, crate::derive::Slice::Whole)) {
            json["url"] = url.into();
        }
        if let Some((_, item)) = actor.links.iter().find(|(name, _)| name == "wikidata") {
            json["sameAs"] = format!("https://www.wikidata.org/wiki/{item}").into();
        }
        json
    }

    fn place_json_ld(&self, id: crate::model::PlaceId) -> Value {
        let place = self.snapshot.site.place(id);
        let mut json = json!({"@type": "Place", "name": place.shown()});
        if let Some(point) = place.point {
            json["geo"] = json!({"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon});
        }
        json
    }

    fn citation_json_ld(&self, citation: &Citation) -> Value {
        let source = match citation {
            Citation::Shared(id) => self.snapshot.site.source(*id),
            Citation::Own(source) => source,
        };
        let fields = [
            ("name", source.title.clone()),
            ("url", source.url.clone().filter(|url| super::evidence::is_web(url))),
            ("archivedAt", source.archived.as_ref().map(|(url, _)| url.clone())),
        ];
        let mut json = json!({"@type": "CreativeWork"});
        for (key, value) in fields {
            if let Some(value) = value {
                json[key] = value.into();
            }
        }
        if let Some(publisher) = &source.publisher {
            json["publisher"] = json!({"@type": "Organization", "name": publisher});
        }
        json
    }

    /// The absolute address of a route; `None` without `base_url`.
    pub(super) fn absolute(&self, route: &Route) -> Option<String> {
        let base = self.snapshot.site.config.base_url.as_deref()?;
        Some(absolutise(&self.addressing.link(route), base))
    }
}

/// What the article is about in time, ISO 8601: a day or an interval; `None` where a bound is not known.
fn temporal_coverage(article: &Article) -> Option<String> {
    let (first, last) = (article.when.earliest()?, article.when.latest());
    Some(match last {
        Some(last) if last == first => first.to_string(),
        Some(last) => format!("{first}/{last}"),
        None => format!("{first}/.."),
    })
}

/// JSON that cannot end the script element that it stands in.
fn script_safe(json: &Value) -> String {
    json.to_string().replace('<', "\\u003c").replace('\u{1}', "")
}
