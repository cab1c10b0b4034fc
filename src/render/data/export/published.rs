//! What exports may tell: a list of the timeline's entries that holds nothing but what pages show.

use serde::Serialize;

use crate::derive::{Entry, Slice, Subject};
use crate::model::{ActorId, Place, PlaceId, Stamp, When};
use crate::render::context::Context;
use crate::render::text::link;
use crate::route::Route;

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
