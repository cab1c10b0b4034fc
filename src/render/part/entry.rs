//! An entry of the timeline: its markup is made once and shown on every list.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Serialize;
use tera::{Context, Value};

use crate::derive::{ACTORS, Entry, Subject};
use crate::diag::Diagnostic;
use crate::model::EntryId;
use crate::render::Renderer;
use crate::render::part::head::markup;
use crate::render::templates::Broken;
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

/// The markup of an entry, once it is made.
pub(in crate::render) type Made = OnceLock<Result<Value, Broken<Value>>>;

/// How much of an entry a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Length {
    /// Its summary, actors and whatever else there is.
    Full,
    /// Date, title and place, where many stand on one page.
    Brief,
}

impl Renderer<'_> {
    /// The markup of an entry; one that a template of the site fails on is made by the built-in one.
    pub(in crate::render) fn entry(&self, id: EntryId, length: Length) -> Result<Value, Box<Diagnostic>> {
        let (list, template) = match length {
            Length::Full => (self.entries, "entry.html"),
            Length::Brief => (self.briefs, "entry-brief.html"),
        };
        let entry = &self.snapshot.facts.entries[id.index()];
        match list[id.index()].get_or_init(|| self.make_entry(entry, template)) {
            Ok(markup) => Ok(markup.clone()),
            Err(Broken { instead: Some(markup), .. }) => Ok(markup.clone()),
            Err(broken) => Err(broken.problem.clone()),
        }
    }

    /// The page of what an entry shows.
    pub(in crate::render) fn entry_url(&self, entry: &Entry) -> Cow<'_, str> {
        match entry.subject {
            Subject::Article(id) => Cow::Borrowed(&*self.shared.articles[id.index()]),
            Subject::Event(id) => Cow::Owned(self.addressing.link(&Route::Event(id))),
        }
    }

    /// Where the timeline shows an entry.
    pub(in crate::render) fn in_timeline(&self, id: EntryId) -> String {
        let facts = &self.snapshot.facts;
        let page = self.addressing.link(&Route::Timeline(facts.calendar.slice_of(&facts.entries, id)));
        format!("{page}#{}", facts.entries[id.index()].anchor)
    }

    /// What was wrong with entries that were shown.
    pub fn entry_problems(&self) -> impl Iterator<Item = Diagnostic> {
        let made = self.entries.iter().chain(self.briefs).filter_map(OnceLock::get);
        made.filter_map(|made| made.as_ref().err().map(|broken| (*broken.problem).clone()))
    }

    fn make_entry(&self, entry: &Entry, template: &str) -> Result<Value, Broken<Value>> {
        let site = &self.snapshot.site;
        let kind = entry.kind(site);
        let reports = entry.articles(site).count();
        let published = entry.articles(site).next().map(|id| &site.article(id).published);
        let late = published.filter(|published| entry.when.latest().is_some_and(|day| day < published.day()));
        let day = self.words.when_short(&entry.when);
        let view = EntryView {
            anchor: &entry.anchor,
            url: self.entry_url(entry),
            title: entry.title(site),
            summary: entry.summary(site),
            kind: kind.map(|kind| kind.word()),
            kind_name: kind.map(|kind| self.phrases.get(kind.phrase())),
            place: entry.place(site).map(|place| self.place_view(place)),
            actors: entry.actors(site).iter().take(ACTORS).map(|involved| self.involved(involved)).collect(),
            date: match entry.subject {
                Subject::Article(id) => self.happened(id),
                Subject::Event(_) => Value::from_serializable(&self.date(&entry.when)),
            },
            day: self.spoken(&day).unwrap_or_else(|| Value::from(day)),
            reported: late.map(|published| self.words.stamp_day(published)),
            reports: if matches!(entry.subject, Subject::Event(_)) { reports } else { 0 },
            positions: entry.positions(site),
        };
        let mut context = Context::new();
        context.insert_value("site", self.site.value.clone());
        context.insert_value("phrase", self.site.phrase.clone());
        context.insert("entry", &view);
        self.templates.render((template, template), &context, |html| {
            markup(std::str::from_utf8(html).unwrap_or_default())
        })
    }
}
