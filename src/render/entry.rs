//! An entry of the timeline: its markup is made once and shown on every list.

use std::sync::OnceLock;

use serde::Serialize;
use tera::{Context, Value};

use super::Renderer;
use super::templates::Broken;
use super::view::markup;
use crate::derive::Entry;
use crate::diag::Diagnostic;
use crate::model::EntryId;

#[derive(Serialize)]
struct EntryView<'a> {
    anchor: &'a str,
    url: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
    kind: Option<&'static str>,
    kind_name: Option<&'static str>,
    place: Option<Value>,
    actors: Vec<Value>,
    date: Value,
    /// The date without what the month's heading says.
    day: String,
    /// In words, when the report appeared on another day.
    reported: Option<String>,
    positions: usize,
}

/// How many actors an entry names.
const ACTORS: usize = 8;

/// The markup of an entry, once it is made.
pub(super) type Made = OnceLock<Result<Value, Broken<Value>>>;

/// How much of an entry a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// Its summary, actors and whatever else there is.
    Full,
    /// Date, title and place, where many stand on one page.
    Brief,
}

impl Renderer<'_> {
    /// The markup of an entry; one that a template of the site fails on is made by the built-in one.
    pub(super) fn entry(&self, id: EntryId, length: Length) -> Result<Value, Box<Diagnostic>> {
        let (list, template) = match length {
            Length::Full => (&self.entries, "entry.html"),
            Length::Brief => (&self.briefs, "entry-brief.html"),
        };
        let entry = &self.snapshot.facts.entries[id.index()];
        match list[id.index()].get_or_init(|| self.make_entry(entry, template)) {
            Ok(markup) => Ok(markup.clone()),
            Err(Broken { instead: Some(markup), .. }) => Ok(markup.clone()),
            Err(broken) => Err(broken.problem.clone()),
        }
    }

    /// What was wrong with entries that were shown.
    pub fn entry_problems(&self) -> impl Iterator<Item = Diagnostic> {
        let made = self.entries.iter().chain(&self.briefs).filter_map(OnceLock::get);
        made.filter_map(|made| made.as_ref().err().map(|broken| (*broken.problem).clone()))
    }

    fn make_entry(&self, entry: &Entry, template: &str) -> Result<Value, Broken<Value>> {
        let site = &self.snapshot.site;
        let article = site.article(entry.article);
        let kind = entry.kind(site);
        let on_another_day = entry.when.latest().is_some_and(|day| day < article.published.day());
        let claims = article.claims.iter().filter(|claim| claim.positions.len() > 1);
        let view = EntryView {
            anchor: &entry.anchor,
            url: &self.shared.articles[entry.article.index()],
            title: entry.title(site),
            summary: entry.summary(site),
            kind: kind.map(|kind| kind.word()),
            kind_name: kind.map(|kind| self.phrases.get(kind.phrase())),
            place: entry.place(site).map(|place| self.place_view(place)),
            actors: entry.actors(site).iter().take(ACTORS).map(|involved| self.involved(involved)).collect(),
            date: match entry.event {
                None => self.happened(entry.article),
                Some(_) => Value::from_serializable(&self.date(&entry.when)),
            },
            day: self.words.when_short(&entry.when),
            reported: on_another_day.then(|| self.words.stamp_day(&article.published)),
            positions: claims.map(|claim| claim.positions.len()).sum(),
        };
        let mut context = Context::new();
        context.insert_value("site", self.site.value.clone());
        context.insert_value("phrase", self.site.phrase.clone());
        context.insert("entry", &view);
        self.templates
            .render(template, &context, |html| markup(std::str::from_utf8(html).unwrap_or_default()))
    }
}
