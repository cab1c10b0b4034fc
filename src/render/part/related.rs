//! Links to other stories, with the reason in words.

use serde::Serialize;
use tera::Value;

use crate::derive::{Kinship, Related};
use crate::model::ArticleId;
use crate::render::Renderer;

/// A link to a story.
#[derive(Serialize)]
struct StoryView<'a> {
    title: &'a str,
    url: &'a str,
    summary: Option<&'a str>,
    date: Value,
    kind_name: Option<&'static str>,
}

/// A related story.
#[derive(Serialize)]
pub(in crate::render) struct RelatedView {
    story: Value,
    /// Why it is shown.
    reason: String,
}

impl Renderer<'_> {
    /// A link to a story; made once.
    pub(in crate::render) fn story(&self, id: ArticleId) -> Value {
        self.shared.stories[id.index()].get_or_init(|| self.make_story(id)).clone()
    }

    fn make_story(&self, id: ArticleId) -> Value {
        let article = self.snapshot.site.article(id);
        Value::from_serializable(&StoryView {
            title: &article.title,
            url: &self.shared.articles[id.index()],
            summary: article.summary.as_deref(),
            date: self.happened(id),
            kind_name: article.kind.map(|kind| self.phrases.get(kind.phrase())),
        })
    }

    /// A related story with its reason: "same actors, 3 days earlier".
    pub(in crate::render) fn related_story(&self, from: ArticleId, related: &Related) -> RelatedView {
        let what = self.kinship(from, related);
        let time = related.days.map(|days| self.apart(days));
        let reason = [Some(what), time].into_iter().flatten().collect::<Vec<_>>().join(", ");
        RelatedView { story: self.story(related.article), reason }
    }

    /// How far apart in time: in days, from two months on in months, from two years on in years.
    fn apart(&self, days: i64) -> String {
        let (size, earlier) = (days.unsigned_abs(), days < 0);
        let (number, key) = match (size, earlier) {
            (0..=60, _) => return self.words.days_apart(days),
            (61..=730, true) => (size / 30, "apart.months-earlier"),
            (61..=730, false) => (size / 30, "apart.months-later"),
            (_, true) => (size / 365, "apart.years-earlier"),
            (_, false) => (size / 365, "apart.years-later"),
        };
        self.phrases.get(key).replace("{}", &self.words.number(number))
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
            Kinship::Event(event) => {
                format!("{}: {}", self.phrases.get("same-event"), site.event(*event).title)
            }
            Kinship::Tag => self.phrases.get("same-subject").to_owned(),
            Kinship::Kind => {
                let kind = site.article(from).kind.map_or("", |kind| self.phrases.get(kind.phrase()));
                format!("{}: {kind}", self.phrases.get("same-kind"))
            }
            Kinship::Reference => self.phrases.get("same-reference").to_owned(),
            Kinship::Actors(actors) => {
                let all = site.article(from).actors.len();
                if actors.len() > 2 && actors.len() == all {
                    return self.phrases.get("same-actors").to_owned();
                }
                let names: Vec<&str> =
                    actors.iter().take(2).map(|id| site.actor(*id).name.as_str()).collect();
                self.words.list(&names)
            }
        }
    }
}
