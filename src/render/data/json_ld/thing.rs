//! What several of them hold: places, time, and the form that may stand in a script element.

use serde_json::{Value, json};

use crate::address::is_web;
use crate::model::{Image, PlaceId, When};
use crate::render::context::Context;
use crate::render::text::picture;
use crate::route::absolutise;

pub(super) fn place_json(cx: Context<'_>, id: PlaceId) -> Value {
    let place = cx.site.place(id);
    let mut json = json!({"@type": "Place", "name": place.shown()});
    if let Some(point) = place.point {
        json["geo"] = json!({"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon});
    }
    json
}

/// A picture with who made it and what may be done with it; `None` without an address of the site's own, and for one that may not
/// stand for its page.
pub(super) fn image_object(cx: Context<'_>, image: &Image) -> Option<Value> {
    let base = cx.site.config.base_url.as_deref().filter(|_| picture::may_lead(cx, image))?;
    let (src, size) = picture::for_previews(cx, &image.src)?;
    let url = absolutise(&src, base);
    let mut json = json!({"@type": "ImageObject", "url": url, "contentUrl": url});
    if let Some(size) = size {
        json["width"] = size.width.into();
        json["height"] = size.height.into();
    }
    let lang = &cx.site.config.language;
    for (key, text) in [
        ("caption", image.caption_in(lang).or(image.alt_in(lang))),
        ("creditText", image.credit.as_deref()),
        ("license", image.license.as_deref().filter(|license| is_web(license))),
        ("dateCreated", image.taken.as_ref().and_then(|taken| taken.html_datetime()).as_deref()),
    ] {
        if let Some(text) = text {
            json[key] = text.into();
        }
    }
    if let Some(place) = &image.place {
        json["contentLocation"] = json!({"@type": "Place", "name": place});
    }
    Some(json)
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
