//! An entry of the timeline: its markup is made once and shown on every list.

use serde::Serialize;
use tera::Context;

use super::Renderer;
use super::view::{ActorView, DateView, PlaceView};
use crate::derive::Entry;
use crate::diag::Diagnostic;
use crate::model::EntryId;
use crate::route::Route;

#[derive(Serialize)]
struct EntryView<'a> {
    anchor: &'a str,
    url: String,
    title: &'a str,
    summary: Option<&'a str>,
    kind: Option<&'static str>,
    kind_name: Option<&'static str>,
    place: Option<PlaceView>,
    actors: Vec<ActorView>,
    date: DateView,
    /// The date without what the month's heading says.
    day: String,
    /// In words, when the report appeared on another day.
    reported: Option<String>,
    positions: usize,
}

/// How many actors an entry names.
const ACTORS: usize = 8;

impl Renderer<'_> {
    /// The markup of an entry.
    pub(super) fn entry(&self, id: EntryId) -> Result<&str, Box<Diagnostic>> {
        let made = self.entries[id.index()].get_or_init(|| {
            let entry = &self.snapshot.facts.entries[id.index()];
            self.make_entry(entry).map(String::into_boxed_str)
        });
        made.as_deref().map_err(Clone::clone)
    }

    fn make_entry(&self, entry: &Entry) -> Result<String, Box<Diagnostic>> {
        let site = &self.snapshot.site;
        let article = site.article(entry.article);
        let kind = entry.kind(site);
        let on_another_day = entry.when.latest().is_some_and(|day| day < article.published.day());
        let claims = article.claims.iter().filter(|claim| claim.positions.len() > 1);
        let view = EntryView {
            anchor: &entry.anchor,
            url: self.addressing.link(&Route::Article(entry.article)),
            title: entry.title(site),
            summary: entry.summary(site),
            kind: kind.map(|kind| kind.word()),
            kind_name: kind.map(|kind| self.phrases.get(kind.phrase())),
            place: entry.place(site).map(|place| self.place_view(place)),
            actors: entry.actors(site).iter().take(ACTORS).map(|involved| self.involved(involved)).collect(),
            date: self.date(&entry.when),
            day: self.words.when_short(&entry.when),
            reported: on_another_day.then(|| self.words.stamp_day(&article.published)),
            positions: claims.map(|claim| claim.positions.len()).sum(),
        };
        let mut context = Context::new();
        context.insert_value("site", self.site.value.clone());
        context.insert_value("phrase", self.site.phrase.clone());
        context.insert("entry", &view);
        self.templates.render("entry.html", &context)
    }
}
