//! A copy's address goes into the file that names its source, at its place; everything else in the file stays to the byte.

use std::path::Path;

use crate::derive::UncopiedAt;
use crate::diag::{Failure, Spot};
use crate::model::Capture;
use crate::sink::mended::mend;
use crate::source::{SourceTree, split, text_now};
use crate::yaml::{self, Value, added};

/// What could not be written: the file, why, and the text that is to be written by hand.
type NotWritten = (String, &'static str, String);

/// Writes the copy of an address into a map that names it.
///
/// # Errors
/// Fails when the file cannot be written; what it says no room for is given back.
pub(super) fn write(
    site: &Path,
    tree: &SourceTree,
    place: &UncopiedAt,
    url: &str,
    copy: &str,
) -> Result<Result<(), NotWritten>, Failure> {
    let value = value(copy, place.plain);
    let Some(file) = tree.file(place.at.file) else { return Ok(Ok(())) };
    let refused = |why| Ok(Err((file.path.clone(), why, format!("archived: {value}"))));
    let Spot::Value(path) = &place.at.spot else { return refused("it is not where it was") };
    // As it is now: the last copy may be in the same file, and somebody may write in it meanwhile.
    let Some(text) = text_now(site, &file.path) else { return refused("it is no file of the site's folder") };
    let yaml = if file.kind.is_yaml() { 0..text.len() } else { split(&text).yaml };
    let part = text.get(yaml.clone()).unwrap_or_default();
    if named(part, path).as_deref() != Some(url) {
        return refused("the file has changed meanwhile");
    }
    let added = match added(part, path, "url", "archived", &value) {
        Ok(added) => added,
        Err(why) => return refused(why),
    };
    let at = yaml.start + added.at;
    match mend(&site.join(&file.path), &text, &[(at..at, added.text)])?.is_empty() {
        true => refused("the file has changed meanwhile"),
        false => Ok(Ok(())),
    }
}

/// The address that a map names.
fn named(text: &str, path: &str) -> Option<String> {
    let value = yaml::parse(text).ok()?;
    let map =
        path.split('/').filter(|step| !step.is_empty()).try_fold(&value, |value, step| match value {
            Value::Sequence(list) => list.get(step.parse::<usize>().ok()?),
            Value::Mapping(map) => map.get(step),
            _ => None,
        })?;
    map.get("url")?.as_str().map(str::to_owned)
}

/// The value of `archived`.
fn value(copy: &str, plain: bool) -> String {
    let address = serde_json::Value::from(copy);
    match Capture::of(copy) {
        Capture::Copy { day: Some(day), .. } if !plain => format!("{{url: {address}, date: {day}}}"),
        _ => address.to_string(),
    }
}
