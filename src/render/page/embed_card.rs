//! An event, an actor or a conflict for a frame on another site: what it is in brief, with links that open outside of the frame.

use serde::Serialize;
use tera::Value;

use crate::derive::{Calendar, Slice};
use crate::model::{ActorId, ConflictId, EntryId, EventId};
use crate::render::context::Context;
use crate::render::page::conflict::{Moment, moment};
use crate::render::part::list::ListScope;
use crate::render::part::strip::{Look, StripView};
use crate::render::part::{entry, head, share, strip};
use crate::render::templates::Sheet;
use crate::render::text::date;
use crate::render::text::date::DateView;
use crate::render::text::tongue::{self, Tongue};
use crate::route::{Embedded, Route};

/// So many entries are named at most.
const NAMED: usize = 7;

/// What stands in the frame.
#[derive(Serialize)]
struct CardView<'a> {
    /// What sort of thing it is.
    kind: Option<&'a str>,
    title: &'a str,
    language: Option<Tongue>,
    /// Its page.
    url: String,
    date: Option<DateView>,
    place: Option<&'a str>,
    summary: Option<&'a str>,
    summary_language: Option<Tongue>,
    /// Who takes part in an event.
    actors: Vec<Value>,
    /// What stands over the entries.
    heading: &'a str,
    moments: Vec<Moment<'a>>,
    /// How many entries it has.
    count: Option<usize>,
}

/// Renders the page to be embedded.
pub fn sheet(cx: Context<'_>, of: Embedded) -> Sheet<'_> {
    let (card, strip) = match of {
        Embedded::Event(id) => (event(cx, id), None),
        Embedded::Actor(id) => actor(cx, id),
        // The whole timeline has a template of its own.
        Embedded::Timeline => (CardView::of(cx, of), None),
        Embedded::Conflict(id) => conflict(cx, id),
    };
    let said = card.summary.unwrap_or(&cx.site.config.description);
    let head = head::new(cx, &Route::Embed(of), "timeline", card.title, said);
    let mut context = head::context(cx, &head);
    context.insert("card", &card);
    context.insert("strip", &strip);
    Sheet::Template("embed-card.html", context)
}

impl<'a> CardView<'a> {
    fn of(cx: Context<'a>, of: Embedded) -> Self {
        Self {
            kind: None,
            title: share::title(cx, of),
            language: None,
            url: cx.link(&of.page()),
            date: None,
            place: None,
            summary: None,
            summary_language: None,
            actors: Vec::new(),
            heading: "",
            moments: Vec::new(),
            count: None,
        }
    }
}

fn event(cx: Context<'_>, id: EventId) -> CardView<'_> {
    let event = cx.site.event(id);
    let told = &cx.facts.time.entries[cx.facts.time.entry_of.event[id.index()].index()];
    CardView {
        kind: Some(event.kind.map_or(cx.phrases.get("event"), |kind| cx.phrases.get(kind.phrase()))),
        language: tongue::of(cx, event.lang.as_deref()),
        date: Some(date::view(cx, &event.when)),
        place: event.place.map(|place| cx.site.place(place).shown()),
        summary: event.summary.as_deref(),
        summary_language: tongue::of(cx, event.summary_lang.as_deref()),
        actors: entry::taking_part(cx, told).into_iter().take(NAMED).collect(),
        ..CardView::of(cx, Embedded::Event(id))
    }
}

fn actor(cx: Context<'_>, id: ActorId) -> (CardView<'_>, Option<StripView>) {
    let (actor, calendar) = (cx.site.actor(id), &cx.facts.lists.of_actor[id.index()]);
    let card = CardView {
        kind: actor.kind.map(|kind| cx.phrases.get(kind.phrase())),
        language: None,
        summary: actor.summary.as_deref(),
        summary_language: tongue::of(cx, actor.lang.as_deref()),
        heading: cx.phrases.get("newest"),
        moments: newest(cx, calendar),
        count: Some(calendar.entries.len()),
        ..CardView::of(cx, Embedded::Actor(id))
    };
    let route = |slice| Route::Actor(id, slice);
    let scope = ListScope { calendar, route: &route, phases: &[] };
    (card, small(cx, &scope, cx.site.main_conflict))
}

fn conflict(cx: Context<'_>, id: ConflictId) -> (CardView<'_>, Option<StripView>) {
    let (conflict, calendar) = (cx.site.conflict(id), &cx.facts.lists.of_conflict[id.index()]);
    let entries = &cx.facts.time.entries;
    let is_key = |id: &&EntryId| entries[id.index()].is_key(cx.site);
    let key: Vec<Moment<'_>> = calendar
        .entries
        .iter()
        .filter(is_key)
        .take(NAMED)
        .map(|id| moment(cx, &entries[id.index()]))
        .collect();
    let (heading, moments) =
        if key.is_empty() { ("newest", newest(cx, calendar)) } else { ("key-moments", key) };
    let card = CardView {
        kind: Some(cx.phrases.get("conflict")),
        date: conflict.when.as_ref().map(|when| date::view(cx, when)),
        summary: conflict.summary.as_deref(),
        summary_language: tongue::of(cx, conflict.lang.as_deref()),
        heading: cx.phrases.get(heading),
        moments,
        count: Some(calendar.entries.len()),
        ..CardView::of(cx, Embedded::Conflict(id))
    };
    let route = |slice| Route::Conflict(id, slice);
    let scope = ListScope { calendar, route: &route, phases: &[] };
    (card, small(cx, &scope, Some(id)))
}

/// The last entries in time, the newest first.
fn newest<'a>(cx: Context<'a>, calendar: &Calendar) -> Vec<Moment<'a>> {
    let dated = &calendar.entries[..calendar.undated.start];
    let last = dated.iter().rev().take(NAMED);
    last.map(|id| moment(cx, &cx.facts.time.entries[id.index()])).collect()
}

fn small(cx: Context<'_>, scope: &ListScope, conflict: Option<ConflictId>) -> Option<StripView> {
    strip::view(cx, scope, Slice::Whole, conflict, Look::SMALL.elsewhere())
}
