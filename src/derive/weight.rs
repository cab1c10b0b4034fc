//! How many bytes an entry takes on a page, estimated from its texts: pages of lists are split by it.

use super::Entry;
use crate::model::Site;

/// The size of an entry's markup, in bytes, a little more rather than less than it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bulk {
    /// With all that there is.
    pub full: u32,
    /// With date, title, and the names of type, place and actors.
    pub brief: u32,
}

/// What the entries of one page may take; with the frame around them the page stays under 150 KB.
pub const ROOM: u32 = 130_000;

/// How many actors an entry names.
pub const ACTORS: usize = 8;

/// Tags, classes and the date in words.
const FRAME: usize = 150;
const FULL_FRAME: usize = 170;
const LINK: usize = 46;
/// The mark of a side, and its name for the ear.
const SIDE: usize = 11 + 26;

impl Bulk {
    pub(super) fn of(site: &Site, entry: &Entry) -> Self {
        let title = escaped(entry.title(site));
        let place = entry.place(site).map(|id| site.place(id));
        // The anchor stands there as an id and as a link to it, and much the same as the address of the page.
        let head = FRAME + 3 * entry.anchor.len() + 2 * entry.when.written().len() + title;
        let actors = entry.actors(site).iter().take(ACTORS).map(|involved| site.actor(involved.actor));
        let kind = entry.kind(site).map_or(0, |kind| kind.word().len() + 6);
        let names = actors.clone().map(|actor| escaped(&actor.name) + 2).sum::<usize>();
        let brief =
            head + kind + place.map_or(0, |place| LINK / 2 + escaped(place.shown())) + LINK / 2 + names;
        let sides = site.main_conflict.map_or(&[][..], |id| &site.conflict(id).sides);
        let side = SIDE + sides.iter().map(|side| escaped(&side.name)).max().unwrap_or(0);
        let full = head
            + FULL_FRAME
            + place.map_or(0, |place| LINK + place.id.len() + escaped(place.shown()))
            + entry.summary(site).map_or(0, escaped)
            + actors.map(|actor| LINK + side + actor.id.len() + escaped(&actor.name)).sum::<usize>();
        Self { full: clamp(full), brief: clamp(brief) }
    }
}

fn escaped(text: &str) -> usize {
    text.len() + 5 * memchr::memchr3_iter(b'&', b'<', b'"', text.as_bytes()).count()
}

fn clamp(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
