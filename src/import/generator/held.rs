//! What a generator keeps from its readers: by words of its own, by the options of building, by the folder.

use super::Post;
use crate::diag::code;
use crate::import::stamp::Clock;
use crate::parse::{self, Bar};
use crate::yaml::{Mapping, Value};

/// Keys that hold a text back when they are true, beside those that every tool has.
const HOLD: &[&str] = &["eleventyexcludefromcollections", "headless", "password", "protected", "encrypted"];
/// Keys that hold it back when they are false.
const SHOW: &[&str] = &["permalink", "render", "output", "list", "buildable"];
/// Folders of what is not ready.
const FOLDERS: &[&str] =
    &["_drafts", "drafts", "_draft", "draft", "_private", "private", "_unpublished", "unpublished"];

/// Holds the text back where a field or its folder says so.
pub(super) fn read(front: &Mapping, name: &str, post: &mut Post, clock: &Clock) {
    for (key, value) in fields(front) {
        if let Some(why) = why(&key, value, clock) {
            let said = super::fields::text(value)
                .map_or_else(|| format!("`{key}`"), |text| format!("`{key}: {text}`"));
            post.hold(format!("the old site does not show it: {said} {why}"), code::HELD_BACK, &key);
        }
    }
    if let Some(folder) =
        super::folders(name).find(|folder| FOLDERS.contains(&folder.to_lowercase().as_str()))
    {
        post.hold(format!("the old site does not show it: it lies in `{folder}`"), code::HELD_BACK, "");
    }
}

/// The fields of a text, and those of what it says of itself elsewhere.
fn fields(front: &Mapping) -> Vec<(String, &Value)> {
    let mut all = Vec::new();
    for (key, value) in front {
        let Some(key) = key.as_str() else { continue };
        let inside = matches!(
            key.to_lowercase().as_str(),
            "extra" | "params" | "build" | "_build" | "meta" | "cascade" | "options"
        );
        match value {
            Value::Mapping(map) if inside => {
                all.extend(map.iter().filter_map(|(inner, value)| Some((inner.as_str()?.to_owned(), value))));
            }
            value => all.push((key.to_owned(), value)),
        }
    }
    all
}

/// Why a field holds the text back.
fn why(key: &str, value: &Value, clock: &Clock) -> Option<String> {
    let lower = key.to_lowercase();
    let is = |no: bool| match value {
        Value::Bool(flag) => *flag != no,
        Value::String(text) => {
            matches!(text.trim().to_lowercase().as_str(), "false" | "no" | "never" | "off") == no
        }
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => false,
        _ => !no,
    };
    if HOLD.contains(&lower.as_str()) && is(false) || SHOW.contains(&lower.as_str()) && is(true) {
        return Some("keeps it from readers".to_owned());
    }
    // Its state is a field of its own; a day of publication that is over holds nothing back.
    if matches!(lower.as_str(), "status" | "title") {
        return None;
    }
    let is_past = |day: &crate::model::Day| *day <= clock.now.day();
    match parse::bar(key, Some(value), &clock.zones)? {
        Bar::Held => Some("says that it is not for readers".to_owned()),
        Bar::From(day) if !is_past(&day) => Some("is still to come".to_owned()),
        Bar::Until(day) if is_past(&day) => Some("is over".to_owned()),
        Bar::From(_) | Bar::Until(_) => None,
    }
}
