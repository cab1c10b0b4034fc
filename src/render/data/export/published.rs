//! What exports may tell: a list of the timeline's entries that holds nothing but what pages show.

use serde::Serialize;

use crate::derive::{Entry, Slice, Subject, changed};
use crate::model::{ActorId, Place, PlaceId, Stamp, When};
use crate::render::context::Context;
use crate::render::text::link;
use crate::route::{ExportedList, ListProgram, Route};

/// An entry of the timeline.
#[derive(Serialize)]
pub struct PublishedEvent<'a> {
    /// The id of the event, or the last part of the address of an article that reports none.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its page.
    pub url: String,
    /// When it happened, as it was written.
    pub when: &'a str,
    /// The same in EDTF.
    pub edtf: String,
    /// The first day on which it may have happened; `None` where that is open or unknown.
    pub earliest: Option<String>,
    /// The last one.
    pub latest: Option<String>,
    /// The time of its beginning and end, RFC 3339, where they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// How exactly it is known, such as `day`.
    pub precision: &'static str,
    /// Whether the date is not certain.
    pub uncertain: bool,
    /// Whether it is only about right.
    pub approximate: bool,
    /// What sort of event.
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    /// Where.
    pub place: Option<PublishedPlace<'a>>,
    /// Who took part.
    pub actors: Vec<PublishedActor<'a>>,
    /// The id of its conflict.
    pub conflict: Option<&'a str>,
    /// The addresses of the articles that tell of it.
    pub articles: Vec<String>,
    /// When the first of them was published, RFC 3339.
    pub published: Option<String>,
    /// What happened, in a sentence or two.
    pub summary: Option<&'a str>,
    /// The same, for formats that write it otherwise.
    #[serde(skip)]
    pub stamp: Option<&'a Stamp>,
    /// The date itself, for formats that write it otherwise.
    #[serde(skip)]
    pub date: &'a When,
}

/// Where something happened.
#[derive(Serialize)]
pub struct PublishedPlace<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name as pages show it.
    pub name: &'a str,
    /// WGS 84 degrees north, if its position is known.
    pub lat: Option<f64>,
    /// WGS 84 degrees east.
    pub lon: Option<f64>,
    /// How exactly that is: a word of `precision`, or `rounded`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<&'static str>,
    /// Its page.
    #[serde(skip)]
    pub url: String,
}

/// Who took part in something.
#[derive(Serialize)]
pub struct PublishedActor<'a> {
    /// The id.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// As what.
    pub role: Option<&'static str>,
    /// Whether that is only alleged.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub alleged: bool,
}

/// All entries, in the order of the timeline.
pub fn events(cx: Context<'_>) -> impl Iterator<Item = PublishedEvent<'_>> {
    cx.facts.time.entries.iter().map(move |entry| event(cx, entry))
}

/// The entries of a file of a list, as far as the program can show them; and how many the list has in all, if the file is the first
/// of several.
pub fn of_file(
    cx: Context<'_>,
    program: ListProgram,
    list: ExportedList,
    slice: Slice,
) -> (impl Iterator<Item = PublishedEvent<'_>>, Option<usize>) {
    let (calendar, all) = (list.calendar(cx.facts), &cx.facts.time.entries);
    let run = calendar.file(all, program.room(), slice).map(|file| file.run).unwrap_or_default();
    let more =
        (slice == Slice::Whole && run.len() < calendar.entries.len()).then_some(calendar.entries.len());
    let entries = calendar.entries[run].iter().map(move |id| &all[id.index()]);
    let shown = entries.filter(move |entry| program.takes(&entry.when)).map(move |entry| event(cx, entry));
    (shown, more)
}

/// What a list is called.
pub fn name_of(cx: Context<'_>, list: ExportedList) -> String {
    let title = &cx.site.config.title;
    match list {
        ExportedList::Timeline => title.clone(),
        ExportedList::KeyMoments => format!("{} – {title}", cx.phrases.get("key-moments")),
        ExportedList::Conflict(id) => format!("{} – {title}", cx.site.conflict(id).name),
        ExportedList::Actor(id) => format!("{} – {title}", cx.site.actor(id).name),
    }
}

fn event<'a>(cx: Context<'a>, entry: &'a Entry) -> PublishedEvent<'a> {
    let site = cx.site;
    let (id, route) = match entry.subject {
        Subject::Article(id) => (site.article(id).slug.as_str(), Route::Article(id)),
        Subject::Event(id) => (site.event(id).id.as_str(), Route::Event(id)),
    };
    let first =
        entry.articles(site).map(|id| &site.article(id).published).min_by_key(|stamp| stamp.instant());
    let when = &entry.when;
    PublishedEvent {
        id,
        title: entry.title(site),
        url: link::for_programs(cx, &route),
        when: when.written(),
        edtf: when.edtf().to_string(),
        earliest: when.earliest().map(|day| day.to_string()),
        latest: when.latest().map(|day| day.to_string()),
        start: when.start().map(|time| time.to_rfc3339()),
        end: when.end().map(|time| time.to_rfc3339()),
        precision: when.precision().name(),
        uncertain: when.uncertain(),
        approximate: when.approximate(),
        kind: entry.kind(site).map(|kind| kind.word()),
        place: entry.place(site).map(|id| place(cx, id)),
        actors: actors(cx, entry),
        conflict: entry.conflict(site).map(|id| site.conflict(id).id.as_str()),
        articles: entry.articles(site).map(|id| link::for_programs(cx, &Route::Article(id))).collect(),
        published: first.map(|stamp| stamp.rfc3339()),
        summary: entry.summary(site),
        stamp: first,
        date: when,
    }
}

/// A place as pages show it.
pub fn place(cx: Context<'_>, id: PlaceId) -> PublishedPlace<'_> {
    let place: &Place = cx.site.place(id);
    PublishedPlace {
        id: &place.id,
        name: place.shown(),
        lat: place.point.as_ref().map(|point| point.lat),
        lon: place.point.as_ref().map(|point| point.lon),
        position: place.point.and_then(|point| match point.rounded {
            Some(_) => Some("rounded"),
            None => point.precision.map(|precision| precision.word()),
        }),
        url: link::for_programs(cx, &Route::Place(id, Slice::Whole)),
    }
}

/// Each actor once, with the first role that it has there.
fn actors<'a>(cx: Context<'a>, entry: &Entry) -> Vec<PublishedActor<'a>> {
    let mut seen: Vec<ActorId> = Vec::new();
    let involved = entry.actors(cx.site).iter().filter(|involved| {
        let is_new = !seen.contains(&involved.actor);
        seen.push(involved.actor);
        is_new
    });
    let named = involved.map(|involved| {
        let actor = cx.site.actor(involved.actor);
        let role = involved.role.map(|role| role.word());
        PublishedActor { id: &actor.id, name: &actor.name, role, alleged: involved.alleged }
    });
    named.collect()
}

/// Who publishes the data and what others may do with them, in a sentence; nothing where neither is said.
pub fn rights(cx: Context<'_>) -> Option<String> {
    let config = &cx.site.config;
    let license = config.exports.license.as_ref().map(|license| match &license.url {
        Some(url) => format!("Licence: {} ({url}).", license.name),
        None => format!("Licence: {}.", license.name),
    });
    let publisher = config.publisher.as_ref().map(|publisher| format!("Published by {publisher}."));
    let said: Vec<String> = publisher.into_iter().chain(license).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// When the text of the site last changed; `None` for a site without articles.
pub fn last_change(cx: Context<'_>) -> Option<&Stamp> {
    let shown = cx.facts.time.articles.in_time.iter();
    shown.map(|id| changed(cx.site.article(*id))).max_by_key(|stamp| stamp.instant())
}

/// How the data are to be cited: in the publisher's words, else by who publishes what, as of when and where.
pub fn citation(cx: Context<'_>) -> String {
    let config = &cx.site.config;
    if let Some(words) = &config.exports.cite {
        return words.clone();
    }
    let publisher = config.publisher.as_ref().filter(|publisher| **publisher != config.title);
    let day = last_change(cx).map(|stamp| cx.words.stamp_day(stamp));
    let parts = [publisher, Some(&config.title), day.as_ref(), config.base_url.as_ref()];
    parts.into_iter().flatten().map(|part| part.trim_end_matches('.')).collect::<Vec<_>>().join(". ")
}

/// What the data are, in a sentence or two.
pub fn description(cx: Context<'_>) -> String {
    let config = &cx.site.config;
    match config.description.is_empty() {
        true => format!("{}: {}", config.title, cx.phrases.get("timeline")),
        false => config.description.clone(),
    }
}

/// The time that the entries cover, ISO 8601; `None` where no beginning is known.
pub fn covered(cx: Context<'_>) -> Option<String> {
    let dates = || cx.facts.time.entries.iter().map(|entry| &entry.when);
    let first = dates().filter_map(When::earliest).min()?;
    let last = dates().filter_map(When::latest).max();
    Some(
        last.filter(|last| *last >= first)
            .map_or_else(|| format!("{first}/.."), |last| format!("{first}/{last}")),
    )
}
