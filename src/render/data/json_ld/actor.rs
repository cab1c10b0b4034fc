//! Actors: as others name them, and with all that their own page says.

use rustc_hash::FxHashSet;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};

use super::thing::{image_object, script_safe};
use crate::address::{self, is_web};
use crate::model::{ActorId, ActorKind, Affiliation, AliasKind};
use crate::render::context::Context;
use crate::render::text::link;
use crate::route::Route;

/// An actor; made once.
pub(super) fn actor_json(cx: Context<'_>, id: ActorId) -> &RawValue {
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
    let item = actor.links.iter().find(|(name, _)| name == "wikidata");
    if let Some(url) = item.and_then(|(_, item)| address::wikidata(item)) {
        json["sameAs"] = url.into();
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
    if let Some(image) = actor.image.as_ref().and_then(|image| image_object(cx, image)) {
        json["image"] = image;
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
