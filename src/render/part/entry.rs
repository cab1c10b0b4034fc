//! An entry of the timeline: its markup is made once and shown on every list.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Serialize;
use tera::Value;

use crate::derive::{ACTORS, Entry, Subject};
use crate::diag::Diagnostic;
use crate::model::EntryId;
use crate::render::context::Context;
use crate::render::part::{actor, place, site};
use crate::render::templates::{BrokenTemplate, markup};
use crate::render::text::date;
use crate::route::Route;

#[derive(Serialize)]
struct EntryView<'a> {
    anchor: &'a str,
    url: Cow<'a, str>,
    title: &'a str,
    summary: Option<&'a str>,
    kind: Option<&'static str>,
    kind_name: Option<&'static str>,
    place: Option<Value>,
    actors: Vec<Value>,
    date: Value,
    /// The date without what the month's heading says.
    day: Value,
    /// In words, when the report appeared on another day.
    reported: Option<String>,
    /// How many articles report the event; 0 for an article that is its own entry.
    reports: usize,
    positions: usize,
}

/// How much of an entry a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Its summary, actors and whatever else there is.
    Full,
    /// Date, title and place, where many stand on one page.
    Brief,
}

/// The markup of an entry; one that a template of the site fails on is made by the built-in one.
pub fn markup_of(cx: Context<'_>, id: EntryId, length: Length) -> Result<Value, Box<Diagnostic>> {
    let (list, template) = match length {
        Length::Full => (&cx.views.entries, "entry.html"),
        Length::Brief => (&cx.views.briefs, "entry-brief.html"),
    };
    let entry = &cx.facts.time.entries[id.index()];
    match list[id.index()].get_or_init(|| make(cx, entry, template)) {
        Ok(markup) => Ok(markup.clone()),
        Err(BrokenTemplate { instead: Some(markup), .. }) => Ok(markup.clone()),
        Err(broken) => Err(broken.problem.clone()),
    }
}

/// The page of what an entry shows.
pub fn url<'a>(cx: Context<'a>, entry: &Entry) -> Cow<'a, str> {
    match entry.subject {
        Subject::Article(id) => Cow::Borrowed(&*cx.views.articles[id.index()]),
        Subject::Event(id) => Cow::Owned(cx.link(&Route::Event(id))),
    }
}

/// Where the timeline shows an entry.
pub fn in_timeline(cx: Context<'_>, id: EntryId) -> String {
    let facts = cx.facts;
    let page = cx.link(&Route::Timeline(facts.time.calendar.slice_of(&facts.time.entries, id)));
    format!("{page}#{}", facts.time.entries[id.index()].anchor)
}

/// What was wrong with entries that were shown.
pub fn problems(cx: Context<'_>) -> impl Iterator<Item = Diagnostic> {
    let made = cx.views.entries.iter().chain(&cx.views.briefs).filter_map(OnceLock::get);
    made.filter_map(|made| made.as_ref().err().map(|broken| (*broken.problem).clone()))
}

fn make(cx: Context<'_>, entry: &Entry, template: &str) -> Result<Value, BrokenTemplate<Value>> {
    let site = cx.site;
    let kind = entry.kind(site);
    let reports = entry.articles(site).count();
    let published = entry.articles(site).next().map(|id| &site.article(id).published);
    let late = published.filter(|published| entry.when.latest().is_some_and(|day| day < published.day()));
    let day = cx.words.when_short(&entry.when);
    let view = EntryView {
        anchor: &entry.anchor,
        url: url(cx, entry),
        title: entry.title(site),
        summary: entry.summary(site),
        kind: kind.map(|kind| kind.word()),
        kind_name: kind.map(|kind| cx.phrases.get(kind.phrase())),
        place: entry.place(site).map(|place| place::view(cx, place)),
        actors: entry
            .actors(site)
            .iter()
            .take(ACTORS)
            .map(|involved| actor::taking_part(cx, involved))
            .collect(),
        date: match entry.subject {
            Subject::Article(id) => date::happened(cx, id),
            Subject::Event(_) => Value::from_serializable(&date::view(cx, &entry.when)),
        },
        day: date::spoken(cx, &day).unwrap_or_else(|| Value::from(day)),
        reported: late.map(|published| cx.words.stamp_day(published)),
        reports: if matches!(entry.subject, Subject::Event(_)) { reports } else { 0 },
        positions: entry.positions(site),
    };
    let mut context = tera::Context::new();
    let site = site::view(cx);
    context.insert_value("site", site.value.clone());
    context.insert_value("phrase", site.phrase.clone());
    context.insert("entry", &view);
    cx.templates
        .render((template, template), &context, |html| markup(std::str::from_utf8(html).unwrap_or_default()))
}
