//! What several of them hold: places, time, and the form that may stand in a script element.

use serde_json::{Value, json};

use crate::model::{PlaceId, When};
use crate::render::context::Context;

pub(super) fn place_json(cx: Context<'_>, id: PlaceId) -> Value {
    let place = cx.site.place(id);
    let mut json = json!({"@type": "Place", "name": place.shown()});
    if let Some(point) = place.point {
        json["geo"] = json!({"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon});
    }
    json
}

/// What something is about in time, ISO 8601: a day or an interval; `None` where its beginning is not known.
pub(super) fn temporal_coverage(when: &When) -> Option<String> {
    let (first, last) = (when.earliest()?, when.latest());
    Some(match last {
        Some(last) if last == first => first.to_string(),
        Some(last) => format!("{first}/{last}"),
        None => format!("{first}/.."),
    })
}

/// JSON that cannot end the script element that it stands in.
pub(super) fn script_safe(json: String) -> String {
    if memchr::memchr2(b'<', 1, json.as_bytes()).is_some() {
        return json.replace('<', "\\u003c").replace('\u{1}', "");
    }
    json
}
