//! What a page says of itself to search engines where nobody has written a summary: what it lists, in the words of the site.

use crate::derive::{Calendar, Slice};
use crate::model::{Involvement, PlaceId, When};
use crate::render::context::Context;

/// So many names stand in a description.
const NAMES: usize = 8;

/// A list of entries: how many there are on the page, and the time that they cover.
pub fn list(cx: Context<'_>, title: &str, here: usize, calendar: &Calendar, slice: Slice) -> String {
    let mut text = format!("{title}: {}", cx.words.counted("counted.entries", here as u64));
    let entries = &cx.facts.time.entries;
    let dates = calendar.entries.iter().map(|id| &entries[id.index()].when);
    // The title of a part says when.
    if let (Slice::Whole, Some(span)) = (slice, cx.words.covered(dates)) {
        text.push_str(", ");
        text.push_str(&span);
    }
    text
}

/// An index: the first of the names that it has.
pub fn names<'n>(title: &str, names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<&str> = names.take(NAMES + 1).collect();
    if names.is_empty() {
        return String::new();
    }
    let more = if names.len() > NAMES { " …" } else { "" };
    names.truncate(NAMES);
    format!("{title}: {}{more}", names.join(", "))
}

/// An article or event: when and where it happened, and who took part.
pub fn noted(cx: Context<'_>, when: &When, place: Option<PlaceId>, actors: &[Involvement]) -> String {
    let site = cx.site;
    let mut parts = vec![cx.words.when(when)];
    parts.extend(place.map(|place| site.place(place).shown().to_owned()));
    let names: Vec<&str> =
        actors.iter().take(NAMES).map(|part| site.actor(part.actor).name.as_str()).collect();
    if !names.is_empty() {
        parts.push(names.join(", "));
    }
    parts.join(" · ")
}
