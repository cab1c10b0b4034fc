//! Links to other stories, with the reason in words.

use serde::Serialize;

use super::Renderer;
use super::view::DateView;
use crate::derive::{Kinship, Related};
use crate::model::ArticleId;
use crate::route::Route;

/// A link to a story.
#[derive(Serialize)]
pub(super) struct StoryView {
    pub title: String,
    pub url: String,
    pub summary: Option<String>,
    pub date: DateView,
    pub kind_name: Option<&'static str>,
    /// Why it is shown; empty where that goes without saying.
    pub reason: String,
}

impl Renderer<'_> {
    pub(super) fn story(&self, id: ArticleId) -> StoryView {
        let article = self.snapshot.site.article(id);
        StoryView {
            title: article.title.clone(),
            url: self.addressing.link(&Route::Article(id)),
            summary: article.summary.clone(),
            date: self.date(&article.when),
            kind_name: article.kind.map(|kind| self.phrases.get(kind.phrase())),
            reason: String::new(),
        }
    }

    /// A related story: "same actors, 3 days earlier".
    pub(super) fn related_story(&self, from: ArticleId, related: &Related) -> StoryView {
        let what = self.kinship(from, related);
        let time = related.days.map(|days| self.words.days_apart(days));
        let reason = [Some(what), time].into_iter().flatten().collect::<Vec<_>>().join(", ");
        StoryView { reason, ..self.story(related.article) }
    }

    fn kinship(&self, from: ArticleId, related: &Related) -> String {
        let site = &self.snapshot.site;
        match &related.kinship {
            Kinship::Pinned => self.phrases.get("chosen-by-the-editors").to_owned(),
            Kinship::Read => self.phrases.get("refers-to-this-story").to_owned(),
            Kinship::Place => {
                let place = site.article(from).place.map_or("", |place| site.place(place).shown());
                self.phrases.get("same-place").replace("{}", place)
            }
            Kinship::Tag => self.phrases.get("same-subject").to_owned(),
            Kinship::Reference => self.phrases.get("same-reference").to_owned(),
            Kinship::Actors(actors) => {
                let all = site.article(from).actors.len();
                if actors.len() > 2 && actors.len() == all {
                    return self.phrases.get("same-actors").to_owned();
                }
                let names: Vec<&str> = actors.iter().take(2).map(|id| site.actor(*id).name.as_str()).collect();
                self.words.list(&names)
            }
        }
    }
}
