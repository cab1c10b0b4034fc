//! The timeline for a frame on another site: no masthead, and links that open outside of the frame.

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::render::context::Context;
use crate::render::data::explorer;
use crate::render::part::list::ListScope;
use crate::render::part::strip::Look;
use crate::render::part::{head, list, strip};
use crate::render::templates::Sheet;
use crate::render::text::date;
use crate::route::{Embedded, Route};

/// Renders the page to be embedded.
pub fn sheet(cx: Context<'_>) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let site = cx.site;
    let timeline = cx.link(&Route::Timeline(Slice::Whole));
    let scope = ListScope {
        calendar: &cx.facts.time.calendar,
        route: &Route::Timeline,
        phases: site.main_conflict.map_or(&[], |id| site.conflict(id).phases.as_slice()),
    };
    let mut list = list::view(cx, &scope, Slice::Whole)?;
    // The permalink of an entry leads to the timeline itself, which is what a reader may share.
    let here = "href=\"#";
    let there = format!("href=\"{timeline}#");
    for day in list.months.iter_mut().flat_map(|month| &mut month.days) {
        for entry in &mut day.entries {
            if let Some(html) = entry.as_str() {
                *entry = crate::render::templates::markup(&html.replace(here, &there));
            }
        }
    }
    for entry in &mut list.undated {
        if let Some(html) = entry.as_str() {
            *entry = crate::render::templates::markup(&html.replace(here, &there));
        }
    }
    let head = head::new(
        cx,
        &Route::Embed(Embedded::Timeline),
        "timeline",
        cx.phrases.get("timeline"),
        &site.config.description,
    );
    let mut context = head::context(cx, &head);
    context.insert("list", &list);
    context
        .insert("strip", &strip::view(cx, &scope, Slice::Whole, site.main_conflict, Look::LARGE.elsewhere()));
    context.insert(
        "span",
        &list::span(cx).map(|span| date::spoken(cx, span).unwrap_or_else(|| tera::Value::from(span))),
    );
    context.insert("url", &timeline);
    context.insert("explorer", &explorer::view(cx, Slice::Whole));
    Ok(Sheet::Template("embed.html", context))
}
