//! A place with its page.

use serde::Serialize;
use tera::Value;

use crate::model::PlaceId;
use crate::render::context::Context;

/// A place with its page.
#[derive(Debug, Serialize)]
struct PlaceView<'a> {
    pub name: &'a str,
    pub url: &'a str,
    pub lat: Option<String>,
    pub lon: Option<String>,
    pub precision: Option<&'a str>,
}

/// A place with its page; made once.
pub fn view(cx: Context<'_>, id: PlaceId) -> Value {
    cx.views.place_views[id.index()].get_or_init(|| make(cx, id)).clone()
}

fn make(cx: Context<'_>, id: PlaceId) -> Value {
    let place = cx.site.place(id);
    // A rounded position has no digits behind its grid.
    let digits =
        if place.point.is_some_and(|point| point.rounded.is_some_and(|grid| grid >= 0.1)) { 1 } else { 2 };
    let degrees = |value: f64, positive: &str, negative: &str| {
        format!("{:.digits$}° {}", value.abs(), if value < 0.0 { negative } else { positive })
    };
    Value::from_serializable(&PlaceView {
        name: place.shown(),
        url: &cx.views.places[id.index()],
        lat: place.point.map(|p| degrees(p.lat, "N", "S")),
        lon: place.point.map(|p| degrees(p.lon, "E", "W")),
        precision: place.point.and_then(|point| match point.rounded {
            Some(_) => Some(cx.phrases.get("map.rounded")),
            None => point.precision.map(|precision| cx.phrases.get(precision.phrase())),
        }),
    })
}
