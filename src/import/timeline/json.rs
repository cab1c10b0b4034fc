//! TimelineJS in JSON: the form of today and that of the first version.

use serde_json::Value;

use super::date::Moment;
use super::slide::{Media, Slide, Timeline};

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
    Timeline {
        title: text(value, &["title", "text", "headline"]),
        text: text(value, &["title", "text", "text"]),
        slides,
        eras: list(value, "eras").map(slide).collect(),
    }
}

fn slide(value: &Value) -> Slide {
    let display = [text(value, &["display_date"]), text(value, &["start_date", "display_date"])];
    Slide {
        id: text(value, &["unique_id"]),
        start: value.get("start_date").map(moment).unwrap_or_default(),
        end: value
            .get("end_date")
            .filter(|end| end.is_object())
            .map(moment)
            .filter(|end| !end.parts.is_empty()),
        display: display.into_iter().find(|shown| !shown.is_empty()).unwrap_or_default(),
        headline: text(value, &["text", "headline"]),
        text: text(value, &["text", "text"]),
        group: text(value, &["group"]),
        media: Media {
            url: text(value, &["media", "url"]),
            caption: text(value, &["media", "caption"]),
            credit: text(value, &["media", "credit"]),
            alt: text(value, &["media", "alt"]),
        },
    }
}

fn moment(date: &Value) -> Moment {
    let parts: Vec<String> =
        ["year", "month", "day", "hour", "minute"].iter().map(|key| text(date, &[key])).collect();
    Moment::of(parts.iter().map(String::as_str))
}

fn first_version(value: &Value) -> Timeline {
    Timeline {
        title: text(value, &["headline"]),
        text: text(value, &["text"]),
        slides: list(value, "date").map(old_slide).collect(),
        eras: list(value, "era").map(old_slide).collect(),
    }
}

fn old_slide(value: &Value) -> Slide {
    let end = text(value, &["endDate"]);
    Slide {
        start: old_moment(&text(value, &["startDate"])),
        end: (!end.is_empty()).then(|| old_moment(&end)),
        headline: text(value, &["headline"]),
        text: text(value, &["text"]),
        group: text(value, &["tag"]),
        media: Media {
            url: text(value, &["asset", "media"]),
            caption: text(value, &["asset", "caption"]),
            credit: text(value, &["asset", "credit"]),
            alt: String::new(),
        },
        ..Slide::default()
    }
}

/// `2020,9,27,19,57`.
fn old_moment(written: &str) -> Moment {
    Moment::of(written.split([',', '/', '-']).filter(|_| !written.is_empty()))
}
