//! For TimelineJS 3: a slide an entry that has a beginning, an era a phase.

use serde::Serialize;

use super::published::{self, PublishedEvent};
use crate::derive::Slice;
use crate::model::{Day, Phase, When};
use crate::render::context::Context;
use crate::route::{ExportedList, ListProgram};
use crate::text::escaped_body;

#[derive(Serialize)]
struct Timeline {
    title: SlideTitle,
    events: Vec<EventSlide>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    eras: Vec<Era>,
}

#[derive(Serialize)]
struct SlideTitle {
    text: SlideText,
}

#[derive(Serialize)]
struct SlideText {
    headline: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

#[derive(Serialize)]
struct EventSlide {
    unique_id: String,
    start_date: SlideDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<SlideDate>,
    /// The words for the date, which say how sure it is.
    display_date: String,
    text: SlideText,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'static str>,
}

#[derive(Serialize)]
struct Era {
    start_date: SlideDate,
    end_date: SlideDate,
    text: SlideText,
}

#[derive(PartialEq, Serialize)]
struct SlideDate {
    year: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
}

/// A list, or a part of one.
pub fn file(cx: Context<'_>, list: ExportedList, slice: Slice) -> String {
    let (events, all) = published::of_file(cx, ListProgram::TimelineJs, list, slice);
    let title = SlideText { headline: html(&published::name_of(cx, list)), text: about(cx, all) };
    let slides: Vec<EventSlide> = events.filter_map(|event| slide_of(cx, &event)).collect();
    let all = Timeline { title: SlideTitle { text: title }, events: slides, eras: eras(cx, list) };
    serde_json::to_string(&all).unwrap_or_default() + "\n"
}

/// What the first slide says of the rest, as markup.
fn about(cx: Context<'_>, all: Option<usize>) -> String {
    let part =
        all.map(|all| format!("The latest of {all} entries; the others are in the files of their years."));
    let texts = [Some(cx.site.config.description.clone()), part, published::rights(cx)];
    let texts = texts.into_iter().flatten().filter(|text| !text.is_empty());
    texts.map(|text| format!("<p>{}</p>", html(&text))).collect()
}

/// The phases of the conflicts that the list is about. Where they lie one over the other, TimelineJS draws them so.
fn eras(cx: Context<'_>, list: ExportedList) -> Vec<Era> {
    let conflicts = cx.site.conflicts.iter();
    match list {
        ExportedList::Conflict(id) => cx.site.conflict(id).phases.iter().filter_map(era).collect(),
        _ => conflicts.flat_map(|conflict| &conflict.phases).filter_map(era).collect(),
    }
}

fn slide_of(cx: Context<'_>, event: &PublishedEvent) -> Option<EventSlide> {
    let (first, last) = (event.date.earliest()?, event.date.latest());
    let exact = matches!(event.precision, "day" | "minute" | "interval" | "set" | "season");
    let start_date = beginning(first, event.date, exact);
    let end_date = last.filter(|last| *last != first).map(|last| beginning(last, event.date, exact));
    let summary = event.summary.map(html).unwrap_or_default();
    let more = format!("<p><a href=\"{}\">{}</a></p>", html(&event.url), html(&event.url));
    let text = if summary.is_empty() { more } else { format!("<p>{summary}</p>{more}") };
    Some(EventSlide {
        unique_id: event.id.to_owned(),
        end_date: end_date.filter(|end| *end != start_date),
        start_date,
        display_date: cx.words.when(event.date),
        text: SlideText { headline: html(event.title), text },
        group: event.kind,
    })
}

/// A day as exactly as the date is known.
fn beginning(day: Day, when: &When, exact: bool) -> SlideDate {
    let (year, month, of_month) = day.ymd();
    SlideDate { year, month: (exact || when.knows_month()).then_some(month), day: exact.then_some(of_month) }
}

/// A phase as an era; one that is open, or of one day, TimelineJS cannot draw.
fn era(phase: &Phase) -> Option<Era> {
    let (first, last) = (phase.when.earliest()?, phase.when.latest()?);
    let date = |day: Day| {
        let (year, month, of_month) = day.ymd();
        SlideDate { year, month: Some(month), day: Some(of_month) }
    };
    let text = SlideText { headline: html(&phase.name), text: String::new() };
    (first < last).then(|| Era { start_date: date(first), end_date: date(last), text })
}

/// A text as TimelineJS puts it into its pages.
fn html(text: &str) -> String {
    escaped_body(text).replace('"', "&quot;")
}
