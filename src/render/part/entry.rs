//! An entry of the timeline: its markup is made once and shown on every list.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use serde::Serialize;
use tera::Value;

use crate::derive::{ACTORS, Entry, FEW_ACTORS, Subject};
use crate::diag::Diagnostic;
use crate::model::{EntryId, Involvement};
use crate::render::context::Context;
use crate::render::part::{actor, place, site};
use crate::render::templates::{BrokenTemplate, markup};
use crate::render::text::picture::{ImageView, PictureSpot};
use crate::render::text::tongue::{self, Tongue};
use crate::render::text::{date, picture};
use crate::route::Route;

#[derive(Serialize)]
struct EntryView<'a> {
    anchor: &'a str,
    url: Cow<'a, str>,
    title: &'a str,
    language: Option<Tongue>,
    summary_language: Option<Tongue>,
    summary: Option<&'a str>,
    kind: Option<&'static str>,
    kind_name: Option<&'a str>,
    place: Option<Value>,
    actors: Vec<Value>,
    /// How many more take part.
    more: usize,
    date: Value,
    /// The date without what the month's heading says.
    day: Value,
    /// In words, when the report appeared on another day.
    reported: Option<String>,
    /// How many articles report the event; 0 for an article that is its own entry.
    reports: usize,
    positions: usize,
    /// Whether it is a key moment.
    key: bool,
    /// The picture of a key moment; one that may distress is not shown in lists.
    image: Option<ImageView<'a>>,
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
    match list[id.index()].get_or_init(|| make(cx, entry, length, template)) {
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

/// The language of an entry's title.
pub fn language<'a>(cx: Context<'a>, entry: &Entry) -> Option<&'a str> {
    match entry.subject {
        Subject::Article(id) => cx.site.article(id).lang.as_deref(),
        Subject::Event(id) => cx.site.event(id).lang.as_deref(),
    }
}

/// The language of an entry's summary.
fn summary_language<'a>(cx: Context<'a>, entry: &Entry) -> Option<&'a str> {
    match entry.subject {
        Subject::Article(_) => language(cx, entry),
        Subject::Event(id) => cx.site.event(id).summary_lang.as_deref(),
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
    let all = cx.views_of_all().flat_map(|views| views.entries.iter().chain(&views.briefs));
    let made = all.filter_map(OnceLock::get);
    made.filter_map(|made| made.as_ref().err().map(|broken| (*broken.problem).clone()))
}

/// The picture of a key moment: its own, else that of the first article about it.
fn shown_picture<'a>(cx: Context<'a>, entry: &Entry) -> Option<ImageView<'a>> {
    if !entry.is_key(cx.site) {
        return None;
    }
    let own = match entry.subject {
        Subject::Event(id) => cx.site.event(id).image.as_ref(),
        Subject::Article(_) => None,
    };
    let of_articles = || entry.articles(cx.site).find_map(|id| picture::of_article(cx, cx.site.article(id)));
    let image = own.filter(|image| picture::may_lead(cx, image)).or_else(of_articles);
    picture::view(cx, image, PictureSpot::InList)
}

/// Who takes part in an entry, each once.
pub fn taking_part(cx: Context<'_>, entry: &Entry) -> Vec<Value> {
    let parts = each_once(entry.actors(cx.site));
    parts.into_iter().map(|involved| actor::taking_part(cx, involved)).collect()
}

/// Who takes part, each once: an actor may have two roles.
fn each_once(actors: &[Involvement]) -> Vec<&Involvement> {
    let mut seen = FxHashSet::default();
    actors.iter().filter(|involved| seen.insert(involved.actor)).collect()
}

fn make(
    cx: Context<'_>,
    entry: &Entry,
    length: Length,
    template: &str,
) -> Result<Value, BrokenTemplate<Value>> {
    let site = cx.site;
    let kind = entry.kind(site);
    let reports = entry.articles(site).count();
    let published = entry.articles(site).next().map(|id| &site.article(id).published);
    let late = published.filter(|published| entry.when.latest().is_some_and(|day| day < published.day()));
    let parts = each_once(entry.actors(site));
    // One more takes no more room than the sign that says so.
    let few = if parts.len() == FEW_ACTORS + 1 { FEW_ACTORS + 1 } else { FEW_ACTORS };
    let most = if length == Length::Full { few } else { ACTORS };
    let day = cx.words.when_short(&entry.when);
    let view = EntryView {
        anchor: &entry.anchor,
        url: url(cx, entry),
        title: entry.title(site),
        language: tongue::of(cx, language(cx, entry)),
        summary: entry.summary(site),
        summary_language: tongue::of(cx, summary_language(cx, entry)),
        kind: kind.map(|kind| kind.word()),
        kind_name: kind.map(|kind| cx.phrases.get(kind.phrase())),
        place: entry.place(site).map(|place| place::view(cx, place)),
        more: parts.len().saturating_sub(most),
        actors: parts.into_iter().take(most).map(|involved| actor::taking_part(cx, involved)).collect(),
        date: match entry.subject {
            Subject::Article(id) => date::happened(cx, id),
            Subject::Event(_) => Value::from_serializable(&date::view(cx, &entry.when)),
        },
        day: date::spoken(cx, &day).unwrap_or_else(|| Value::from(day)),
        reported: late.map(|published| cx.words.stamp_day(published)),
        reports: if matches!(entry.subject, Subject::Event(_)) { reports } else { 0 },
        positions: entry.positions(site),
        key: entry.is_key(site),
        image: shown_picture(cx, entry),
    };
    let mut context = tera::Context::new();
    let site = site::view(cx);
    context.insert_value("site", site.value.clone());
    context.insert_value("phrase", site.phrase.clone());
    context.insert("entry", &view);
    cx.templates.render(cx.site.edition, (template, template), &context, |html| {
        markup(std::str::from_utf8(html).unwrap_or_default())
    })
}
