//! The page of an event: what is known of it, and what each article reports.

use serde::Serialize;
use tera::Value;

use crate::derive::{EventEvidence, Movement, Owner, event_evidence};
use crate::model::{ArticleId, EntryId, Event, EventId, GalleryItem, When};
use crate::render::context::Context;
use crate::render::data::json_ld;
use crate::render::part::claims::ClaimView;
use crate::render::part::crumbs::Crumb;
use crate::render::part::figures::FigureGroup;
use crate::render::part::gallery::ShownView;
use crate::render::part::sources::SourceView;
use crate::render::part::{
    actor, choices, citation, claims, crumbs, described, entry, figures, gallery, head, map, place, related,
    share, sources,
};
use crate::render::templates::{Sheet, markup};
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::picture::{ImageView, PictureSpot};
use crate::render::text::tongue::{self, Tongue};
use crate::render::text::{body, date, link, picture};
use crate::route::{Embedded, Route};

#[derive(Serialize)]
struct EventView<'a> {
    id: &'a str,
    title: &'a str,
    language: Option<Tongue>,
    summary_language: Option<Tongue>,
    summary: Option<&'a str>,
    happened: DateView,
    kind: Option<&'static str>,
    kind_name: Option<&'a str>,
    /// The list of its type.
    kind_url: Option<String>,
    /// The way to it.
    crumbs: Vec<Crumb>,
    place: Option<Value>,
    /// Where else it happened.
    places: Vec<Value>,
    /// Where a movement began, and where it led.
    from: Option<Value>,
    to: Option<Value>,
    actors: Vec<Value>,
    conflict: Option<Link>,
    phase: Option<&'a str>,
    image: Option<ImageView<'a>>,
    gallery: Vec<ShownView<'a>>,
    body: Value,
    reports: Vec<ReportView<'a>>,
    claims: Vec<ClaimView>,
    figures: Vec<FigureGroup<'a>>,
    sources: Vec<SourceView>,
    previous: Option<NeighbourView<'a>>,
    next: Option<NeighbourView<'a>>,
    /// Its place in the timeline.
    timeline: String,
}

/// What an article says of the event, where it differs from what the page says.
#[derive(Serialize)]
struct ReportView<'a> {
    story: Value,
    published: DateView,
    title: Option<&'a str>,
    summary: Option<&'a str>,
    happened: Option<DateView>,
    place: Option<Value>,
    kind_name: Option<&'a str>,
}

/// The entry before or after it in time.
#[derive(Serialize)]
struct NeighbourView<'a> {
    title: &'a str,
    language: Option<Tongue>,
    url: String,
    date: DateView,
}

/// Renders the page of an event.
pub fn sheet(cx: Context<'_>, id: EventId) -> Sheet<'_> {
    let event = cx.site.event(id);
    let noted = || described::noted(cx, &event.when, event.place, &event.actors);
    let summary = event.summary.clone().unwrap_or_else(noted);
    let mut head = head::new(cx, &Route::Event(id), "timeline", &event.title, &summary);
    head::own_picture(cx, &mut head, picture::of_event(cx, event));
    let images = event.image.iter().chain(event.gallery.iter().flat_map(GalleryItem::images));
    gallery::equip(cx, &mut head, &event.body, images, !event.gallery.is_empty());
    let movement = event.from.zip(event.to).map(|(from, to)| Movement { from, to, count: 1 });
    let map = map::of_event(cx, &event.everywhere(), movement);
    head::with_map(cx, &mut head, map.is_some());
    let json = json_ld::event_page(cx, event, &head);
    let own = std::iter::once(Owner::Event(id));
    let json = json_ld::with_reviews(cx, json, head.canonical.as_deref(), own, None);
    head.json_ld = Some(markup(&json));
    let share = share::equip(cx, &mut head, citation::of_event(cx, id), Some(Embedded::Event(id)));
    let mut context = head::context(cx, &head);
    context.insert("event", &view(cx, id, event));
    context.insert("map", &map);
    context.insert("share", &share);
    Sheet::Template("event.html", context)
}

fn view<'a>(cx: Context<'a>, id: EventId, event: &'a Event) -> EventView<'a> {
    let facts = cx.facts;
    let entry = facts.time.entry_of.event[id.index()];
    let EventEvidence { claims, figures, sources } = event_evidence(cx.site, event);
    let phase = event.conflict.and_then(|conflict| crumbs::phase_in(cx, conflict, &event.when));
    EventView {
        id: &event.id,
        title: &event.title,
        language: tongue::of(cx, event.lang.as_deref()),
        summary_language: tongue::of(cx, event.summary_lang.as_deref()),
        summary: event.summary.as_deref(),
        happened: date::view(cx, &event.when),
        kind: event.kind.map(|kind| kind.word()),
        kind_name: event.kind.map(|kind| cx.phrases.get(kind.phrase())),
        kind_url: event.kind.and_then(|kind| choices::url_of_kind(cx, kind)),
        crumbs: crumbs::of_entry(cx, Some(entry)),
        place: event.place.map(|place| place::view(cx, place)),
        places: event.places.iter().map(|place| place::view(cx, *place)).collect(),
        from: event.from.map(|place| place::view(cx, place)),
        to: event.to.map(|place| place::view(cx, place)),
        actors: event
            .actors
            .iter()
            .map(|involved| actor::taking_part_on(cx, involved, &event.when))
            .collect(),
        conflict: event.conflict.map(|conflict| link::to_conflict(cx, conflict)),
        phase,
        image: picture::view(cx, picture::of_event(cx, event), PictureSpot::First),
        gallery: gallery::gallery(cx, &event.gallery, &cx.site.config.language),
        body: markup(&body::woven(cx, &event.body)),
        reports: event
            .reports
            .iter()
            .map(|(article, report)| report_view(cx, event, *article, *report))
            .collect(),
        claims: claims::of_event(cx, &claims, event.conflict),
        figures: figures::of_event(cx, figures),
        sources: sources::of_list(cx, sources),
        previous: entry.index().checked_sub(1).map(|before| neighbour_entry(cx, EntryId::of(before))),
        next: facts.time.entries.get(entry.index() + 1).map(|_| neighbour_entry(cx, EntryId(entry.0 + 1))),
        timeline: entry::in_timeline(cx, entry),
    }
}

fn report_view<'a>(cx: Context<'a>, event: &Event, id: ArticleId, report: u32) -> ReportView<'a> {
    let article = cx.site.article(id);
    let report = &article.events[report as usize];
    ReportView {
        story: related::story(cx, id),
        published: date::stamped(cx, &article.published),
        title: report.title.as_deref().filter(|title| *title != event.title),
        summary: report.summary.as_deref().filter(|summary| Some(*summary) != event.summary.as_deref()),
        happened: report
            .when
            .as_ref()
            .filter(|when| is_another(when, &event.when))
            .map(|when| date::view(cx, when)),
        place: report.place.filter(|place| Some(*place) != event.place).map(|place| place::view(cx, place)),
        kind_name: report
            .kind
            .filter(|kind| Some(*kind) != event.kind)
            .map(|kind| cx.phrases.get(kind.phrase())),
    }
}

fn neighbour_entry(cx: Context<'_>, id: EntryId) -> NeighbourView<'_> {
    let entry = &cx.facts.time.entries[id.index()];
    NeighbourView {
        title: entry.title(cx.site),
        language: tongue::of(cx, entry::language(cx, entry)),
        url: entry::url(cx, entry).into_owned(),
        date: date::view(cx, &entry.when),
    }
}

/// Whether a date differs from the one shown; the same instant in another zone does not.
fn is_another(when: &When, shown: &When) -> bool {
    let same_instant = when.start().is_some() && (when.start(), when.end()) == (shown.start(), shown.end());
    when != shown && !same_instant
}
