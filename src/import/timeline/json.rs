//! TimelineJS in JSON: the form of today and that of the first version.

use serde_json::Value;

use super::date::SlideTime;
use super::slide::{Location, Media, Slide, Timeline};

/// Reads a timeline; why it is none.
pub(super) fn read(text: &str) -> Result<Timeline, String> {
    let text = text.trim();
    // The first version was often wrapped into a call.
    let inner = text
        .find('{')
        .filter(|at| text[..*at].ends_with('('))
        .and_then(|at| text[at..].rfind('}').map(|end| &text[at..=at + end]));
    let value: Value = serde_json::from_str(inner.unwrap_or(text)).map_err(|error| error.to_string())?;
    match value.get("timeline") {
        Some(old) => Ok(first_version(old)),
        None if value.get("events").is_some() || value.get("slides").is_some() => Ok(today(&value)),
        None => Err("it has neither `events` nor `timeline`".to_owned()),
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, path: &[&str]) -> String {
    let found = path.iter().try_fold(value, |value, key| value.get(*key));
    found.map(scalar).unwrap_or_default()
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => String::new(),
    }
}

fn today(value: &Value) -> Timeline {
    let mut slides: Vec<Slide> = list(value, "events").map(slide).collect();
    slides.extend(list(value, "slides").map(slide));
    let title = value.get("title").map(slide).unwrap_or_default();
    Timeline {
        title: title.headline,
        text: title.text,
        media: title.media,
        others: title.others,
        slides,
        eras: list(value, "eras").map(slide).collect(),
    }
}

/// The keys that slides are read from; what else a slide says is kept in a comment.
const KNOWN: &[&str] = &[
    "unique_id",
    "start_date",
    "end_date",
    "display_date",
    "group",
    "text.headline",
    "text.text",
    "media.url",
    "media.caption",
    "media.credit",
    "media.alt",
    "media.link",
    "media.title",
    "media.thumbnail",
    "background.url",
    "background.color",
    "location.name",
    "location.lat",
    "location.lon",
    "autolink",
];

fn slide(value: &Value) -> Slide {
    let display = [text(value, &["display_date"]), text(value, &["start_date", "display_date"])];
    let first = |paths: &[&[&str]]| {
        paths.iter().map(|path| text(value, path)).find(|text| !text.is_empty()).unwrap_or_default()
    };
    let mut others = Vec::new();
    flatten("", value, &mut others);
    others.retain(|(path, value)| !value.is_empty() && !is_known(path));
    Slide {
        id: text(value, &["unique_id"]),
        start: value.get("start_date").map(moment).unwrap_or_default(),
        end: value
            .get("end_date")
            .filter(|end| end.is_object())
            .map(moment)
            .filter(|end| !end.parts.is_empty() || end.problem.is_some()),
        display: display.into_iter().find(|shown| !shown.is_empty()).unwrap_or_default(),
        headline: text(value, &["text", "headline"]),
        text: text(value, &["text", "text"]),
        group: text(value, &["group"]),
        media: media(value.get("media").unwrap_or(&Value::Null)),
        background: first(&[&["background", "url"], &["background", "color"]]),
        location: Location {
            name: first(&[&["location", "name"], &["location"]]),
            lat: text(value, &["location", "lat"]),
            lon: first(&[&["location", "lon"], &["location", "lng"]]),
        },
        others,
        shifted: None,
    }
}

fn is_known(path: &str) -> bool {
    let date = |path: &str| {
        path.split_once('.').is_some_and(|(date, part)| {
            matches!(date, "start_date" | "end_date")
                && matches!(
                    part,
                    "year"
                        | "month"
                        | "day"
                        | "hour"
                        | "minute"
                        | "second"
                        | "millisecond"
                        | "display_date"
                        | "format"
                )
        })
    };
    KNOWN.contains(&path) || date(path) || matches!(path, "location" | "location.lng" | "media")
}

fn media(value: &Value) -> Media {
    Media {
        url: text(value, &["url"]),
        caption: text(value, &["caption"]),
        credit: text(value, &["credit"]),
        alt: text(value, &["alt"]),
        link: text(value, &["link"]),
        title: text(value, &["title"]),
        thumbnail: text(value, &["thumbnail"]),
    }
}

/// The paths and values of an object.
fn flatten(path: &str, value: &Value, into: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                flatten(&if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, value, into);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| flatten(path, value, into)),
        other => into.push((path.to_owned(), scalar(other))),
    }
}

fn moment(date: &Value) -> SlideTime {
    let parts: Vec<String> =
        ["year", "month", "day", "hour", "minute", "second"].iter().map(|key| text(date, &[key])).collect();
    SlideTime::of(parts.iter().map(String::as_str))
}

fn first_version(value: &Value) -> Timeline {
    Timeline {
        title: text(value, &["headline"]),
        text: text(value, &["text"]),
        media: old_media(value),
        slides: list(value, "date").map(old_slide).collect(),
        eras: list(value, "era").map(old_slide).collect(),
        ..Timeline::default()
    }
}

fn old_media(value: &Value) -> Media {
    Media {
        url: text(value, &["asset", "media"]),
        caption: text(value, &["asset", "caption"]),
        credit: text(value, &["asset", "credit"]),
        thumbnail: text(value, &["asset", "thumbnail"]),
        ..Media::default()
    }
}

fn old_slide(value: &Value) -> Slide {
    const KNOWN: &[&str] = &[
        "startDate",
        "endDate",
        "headline",
        "text",
        "tag",
        "asset.media",
        "asset.caption",
        "asset.credit",
        "asset.thumbnail",
    ];
    let end = text(value, &["endDate"]);
    let mut others = Vec::new();
    flatten("", value, &mut others);
    others.retain(|(path, value)| !value.is_empty() && !KNOWN.contains(&path.as_str()));
    Slide {
        start: old_moment(&text(value, &["startDate"])),
        end: (!end.is_empty()).then(|| old_moment(&end)),
        headline: text(value, &["headline"]),
        text: text(value, &["text"]),
        group: text(value, &["tag"]),
        media: old_media(value),
        others,
        ..Slide::default()
    }
}

/// `2020,9,27,19,57`.
fn old_moment(written: &str) -> SlideTime {
    SlideTime::of(written.split([',', '/', '-']).filter(|_| !written.is_empty()))
}
