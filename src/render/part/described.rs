//! What a page says of itself to search engines where nobody has written a summary: what it lists, in the words of the site.

use crate::derive::{Calendar, Slice};
use crate::model::{Involvement, PlaceId, When};
use crate::render::Renderer;

/// So many names stand in a description.
const NAMES: usize = 8;

impl Renderer<'_> {
    /// A list of entries: how many there are on the page, and the time that they cover.
    pub(in crate::render) fn told_of(
        &self,
        title: &str,
        here: usize,
        calendar: &Calendar,
        slice: Slice,
    ) -> String {
        let key = if here == 1 { "entry" } else { "entries" };
        let mut text = format!("{title}: {} {}", self.words.number(here as u64), self.phrases.get(key));
        let entries = &self.snapshot.facts.entries;
        let days = calendar.entries.iter().filter_map(|id| entries[id.index()].when.earliest());
        // The title of a part says when.
        if let (Slice::Whole, Some(first), Some(last)) = (slice, days.clone().min(), days.max()) {
            text.push_str(", ");
            text.push_str(&self.words.days(first, last));
        }
        text
    }

    /// An index: the first of the names that it has.
    pub(in crate::render) fn named_in<'n>(
        &self,
        title: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> String {
        let mut names: Vec<&str> = names.take(NAMES + 1).collect();
        if names.is_empty() {
            return String::new();
        }
        let more = if names.len() > NAMES { " …" } else { "" };
        names.truncate(NAMES);
        format!("{title}: {}{more}", names.join(", "))
    }

    /// An article or event: when and where it happened, and who took part.
    pub(in crate::render) fn noted(
        &self,
        when: &When,
        place: Option<PlaceId>,
        actors: &[Involvement],
    ) -> String {
        let site = &self.snapshot.site;
        let mut parts = vec![self.words.when(when)];
        parts.extend(place.map(|place| site.place(place).shown().to_owned()));
        let names: Vec<&str> =
            actors.iter().take(NAMES).map(|part| site.actor(part.actor).name.as_str()).collect();
        if !names.is_empty() {
            parts.push(names.join(", "));
        }
        parts.join(" · ")
    }
}
