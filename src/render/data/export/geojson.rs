//! `data/events.geojson` (RFC 7946): entries as points, those without a position too.

use serde::Serialize;

use super::published::{self, PublishedEvent};
use crate::render::context::Context;

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
    /// Members that the format leaves to others: who publishes it, and what it cannot hold.
    description: String,
    features: Vec<Feature<'a>>,
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    geometry: Option<Geometry>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: &'static str,
    /// East, then north.
    coordinates: [f64; 2],
}

/// Plain values, as programs for maps make columns of them.
#[derive(Serialize)]
struct Properties<'a> {
    id: &'a str,
    title: &'a str,
    url: String,
    when: String,
    earliest: Option<String>,
    latest: Option<String>,
    precision: &'static str,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    place: Option<&'a str>,
    /// How exactly the position is known: a word of the site, or `rounded`.
    position: Option<&'static str>,
    actors: String,
    conflict: Option<&'a str>,
    summary: Option<&'a str>,
}

const LOST: &str = "Entries without a position have no geometry. Roles of actors, times of day and sources are on the pages.";

/// All entries as features.
pub fn file(cx: Context<'_>) -> String {
    let features: Vec<Feature> = published::events(cx).map(feature).collect();
    let points = features.iter().filter_map(|feature| Some(feature.geometry.as_ref()?.coordinates));
    let bbox = points.fold(None, |bbox: Option<[f64; 4]>, [lon, lat]| {
        let [west, south, east, north] = bbox.unwrap_or([lon, lat, lon, lat]);
        Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)])
    });
    let rights = published::rights(cx).map(|rights| rights + " ").unwrap_or_default();
    let all = Collection { kind: "FeatureCollection", bbox, description: rights + LOST, features };
    serde_json::to_string(&all).unwrap_or_default() + "\n"
}

fn feature(event: PublishedEvent<'_>) -> Feature<'_> {
    let point = event.place.as_ref().and_then(|place| Some([place.lon?, place.lat?]));
    let names: Vec<&str> = event.actors.iter().map(|actor| actor.name).collect();
    Feature {
        kind: "Feature",
        id: event.id,
        geometry: point.map(|coordinates| Geometry { kind: "Point", coordinates }),
        properties: Properties {
            id: event.id,
            title: event.title,
            when: event.edtf,
            earliest: event.earliest,
            latest: event.latest,
            precision: event.precision,
            kind: event.kind,
            position: event.place.as_ref().and_then(|place| place.position),
            place: event.place.map(|place| place.name),
            actors: names.join("; "),
            conflict: event.conflict,
            summary: event.summary,
            url: event.url,
        },
    }
}
