//! How many bytes things take on a page, estimated from their texts: lists are cut into pages by it.
//!
//! All guesses at what templates make are here; a little more rather than less than it is.

use crate::model::{Article, Body, Claim, Correction, EventType, Involvement, PlaceId, Site, Source, When};

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

/// What a map takes on a page, with the list of its places.
pub(super) const MAP: u32 = 12_000;

/// How many actors an entry names.
pub const ACTORS: usize = 8;

/// How many it names where it shows all else too; those beyond are a number.
pub const FEW_ACTORS: usize = 3;

/// Tags, classes and the date in words.
const FRAME: usize = 150;
const FULL_FRAME: usize = 170;
const LINK: usize = 46;
/// The mark of a side, and its name for the ear.
const SIDE: usize = 11 + 26;

/// What an entry shows, as far as it takes room.
pub(super) struct EntryTexts<'a> {
    pub anchor: &'a str,
    pub when: &'a When,
    pub title: &'a str,
    pub summary: Option<&'a str>,
    pub kind: Option<EventType>,
    pub place: Option<PlaceId>,
    pub actors: &'a [Involvement],
}

impl Bulk {
    pub(super) fn of(site: &Site, entry: &EntryTexts) -> Self {
        let title = escaped(entry.title);
        let place = entry.place.map(|id| site.place(id));
        // The anchor stands there as an id and as a link to it, and much the same as the address of the page.
        let head = FRAME + 3 * entry.anchor.len() + 2 * entry.when.written().len() + title;
        let actors = entry.actors.iter().take(ACTORS).map(|involved| site.actor(involved.actor));
        let kind = entry.kind.map_or(0, |kind| kind.word().len() + 6);
        let names = actors.clone().map(|actor| escaped(&actor.name) + 2).sum::<usize>();
        let brief =
            head + kind + place.map_or(0, |place| LINK / 2 + escaped(place.shown())) + LINK / 2 + names;
        let sides = site.main_conflict.map_or(&[][..], |id| &site.conflict(id).sides);
        let side = SIDE + sides.iter().map(|side| escaped(&side.name)).max().unwrap_or(0);
        let full = head
            + FULL_FRAME
            + place.map_or(0, |place| LINK + place.id.len() + escaped(place.shown()))
            + entry.summary.map_or(0, escaped)
            + actors
                .take(FEW_ACTORS + 1)
                .map(|actor| LINK + side + actor.id.len() + escaped(&actor.name))
                .sum::<usize>();
        Self { full: clamp(full), brief: clamp(brief) }
    }
}

/// A claim with all positions.
pub(super) fn claim(claim: &Claim) -> u32 {
    let said = claim.positions.iter().map(|p| 360 + p.text.as_ref().map_or(0, String::len));
    let basis = claim.assessment.as_ref().map_or(0, |a| 260 + a.basis.as_ref().map_or(0, String::len));
    clamp(600 + claim.about.len() + said.sum::<usize>() + basis)
}

/// A correction with a link to its article.
pub(super) fn correction(correction: &Correction, article: &Article) -> u32 {
    let texts = [Some(&correction.text), correction.was.as_ref(), correction.now.as_ref()];
    let texts = texts.into_iter().flatten().map(String::len).sum::<usize>();
    clamp(500 + texts + article.title.len())
}

/// A statement of so many bytes, with date and links.
pub(super) fn statement(words: usize) -> u32 {
    clamp(420 + words)
}

/// A source with the titles of what cites it.
pub(super) fn source<'a>(site: &Site, source: &Source, citing: impl Iterator<Item = &'a str>) -> u32 {
    let texts = [&source.title, &source.publisher, &source.author, &source.url];
    let side = source.side.as_ref().map_or(0, |side| site.somebody(&side.who).len());
    let texts = side + texts.into_iter().flatten().map(String::len).sum::<usize>();
    let archived = source.archived.as_ref().map_or(0, |(url, _)| url.len());
    // The address of what cites it is about as long as its title.
    clamp(420 + texts + archived + citing.map(|title| 60 + 2 * title.len()).sum::<usize>())
}

/// A figure in its table.
pub(super) const FIGURE: u32 = 900;

/// How many positions, figures and sources of an actor are weighed at most.
const WEIGHED: usize = 100;
/// The markup around one of them, with its date and a link.
const HELD: usize = 330;
/// An actor in the list of members.
const MEMBER: usize = 260;

/// A position on the page of who holds it.
pub(super) fn position(claim: &Claim, index: u32) -> usize {
    HELD + claim.about.len() + claim.positions[index as usize].text.as_ref().map_or(0, String::len)
}

/// What stands on an actor's first page beside its timeline and what it said: its positions, so many figures and sources
/// together, members, and its profile.
pub(super) fn actor(
    positions: impl Iterator<Item = usize>,
    (figures, authored, members): (usize, usize, usize),
    profile: &Body,
) -> u32 {
    let held = HELD * (figures.min(WEIGHED) + authored.min(WEIGHED)) + MEMBER * members;
    clamp(positions.take(WEIGHED).sum::<usize>() + held + profile.markup.len())
}

fn escaped(text: &str) -> usize {
    text.len() + 5 * memchr::memchr3_iter(b'&', b'<', b'"', text.as_bytes()).count()
}

fn clamp(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
