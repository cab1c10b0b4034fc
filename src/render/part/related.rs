//! Links to other stories, with the reason in words.

use serde::Serialize;
use tera::Value;

use crate::derive::{Kinship, Related};
use crate::model::ArticleId;
use crate::render::context::Context;
use crate::render::text::date;
use crate::render::text::date::DateView;
use crate::render::text::tongue::{self, Tongue};

/// A link to a story.
#[derive(Serialize)]
struct StoryView<'a> {
    title: &'a str,
    language: Option<Tongue>,
    url: &'a str,
    summary: Option<&'a str>,
    date: Value,
    /// The day of its first publication.
    published: DateView,
    kind_name: Option<&'a str>,
}

/// A related story.
#[derive(Serialize)]
pub struct RelatedView {
    story: Value,
    /// Why it is shown.
    reason: String,
}

/// A link to a story; made once.
pub fn story(cx: Context<'_>, id: ArticleId) -> Value {
    cx.views.stories[id.index()].get_or_init(|| make_story(cx, id)).clone()
}

fn make_story(cx: Context<'_>, id: ArticleId) -> Value {
    let article = cx.site.article(id);
    Value::from_serializable(&StoryView {
        title: &article.title,
        url: &cx.views.articles[id.index()],
        language: tongue::of(cx, article.lang.as_deref()),
        summary: article.summary.as_deref(),
        date: date::happened(cx, id),
        published: date::published_on(cx, &article.published),
        kind_name: article.kind.map(|kind| cx.phrases.get(kind.phrase())),
    })
}

/// A related story with its reason: "Same actors · 3 days earlier".
pub fn with_reason(cx: Context<'_>, from: ArticleId, related: &Related) -> RelatedView {
    let what = kinship(cx, from, related);
    let time = related.days.map(|days| apart(cx, days));
    let reason = [Some(what), time].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    RelatedView { story: story(cx, related.article), reason }
}

/// How far apart in time: in days, from two months on in months, from two years on in years.
fn apart(cx: Context<'_>, days: i64) -> String {
    let (size, earlier) = (days.unsigned_abs(), days < 0);
    let (number, key) = match (size, earlier) {
        (0..=60, _) => return cx.words.days_apart(days),
        (61..=730, true) => (size / 30, "apart.months-earlier"),
        (61..=730, false) => (size / 30, "apart.months-later"),
        (_, true) => (size / 365, "apart.years-earlier"),
        (_, false) => (size / 365, "apart.years-later"),
    };
    cx.words.counted(key, number)
}

fn kinship(cx: Context<'_>, from: ArticleId, related: &Related) -> String {
    let site = cx.site;
    match &related.kinship {
        Kinship::Pinned => cx.phrases.get("chosen-by-the-editors").to_owned(),
        Kinship::Read => cx.phrases.get("refers-to-this-story").to_owned(),
        Kinship::Place => {
            let place = site.article(from).place.map_or("", |place| site.place(place).shown());
            cx.phrases.get("same-place").replace("{}", place)
        }
        Kinship::Event(event) => {
            format!("{}: {}", cx.phrases.get("same-event"), site.event(*event).title)
        }
        Kinship::Tag => cx.phrases.get("same-subject").to_owned(),
        Kinship::Kind => {
            let kind = site.article(from).kind.map_or("", |kind| cx.phrases.get(kind.phrase()));
            format!("{}: {kind}", cx.phrases.get("same-kind"))
        }
        Kinship::Reference => cx.phrases.get("same-reference").to_owned(),
        Kinship::Actors(actors) => {
            let all = site.article(from).actors.len();
            if actors.len() > 2 && actors.len() == all {
                return cx.phrases.get("same-actors").to_owned();
            }
            let names: Vec<&str> = actors.iter().take(2).map(|id| site.actor(*id).name.as_str()).collect();
            cx.words.filled("same-actors-named", &[("", &names.join(cx.phrases.get("date.comma")))])
        }
    }
}
