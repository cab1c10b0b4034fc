//! The timeline.

use crate::derive::Slice;
use crate::diag::Diagnostic;
use crate::render::context::Context;
use crate::render::data::explorer;
use crate::render::part::list::ListScope;
use crate::render::part::map::MapScope;
use crate::render::part::strip::Look;
use crate::render::part::{choices, head, list, map, share, strip};
use crate::render::templates::Sheet;
use crate::render::text::date;
use crate::route::{Embedded, Route};

/// The zone of times that name none, in words; `None` where no entry has a time.
fn times(cx: Context<'_>) -> Option<String> {
    let moment = cx.facts.time.entries.iter().find_map(|entry| entry.when.start())?;
    let offset = cx.words.home_offset(&moment)?;
    Some(cx.words.filled("times-in", &[("", &offset)]))
}

/// Renders the timeline.
pub fn sheet(cx: Context<'_>, slice: Slice) -> Result<Sheet<'_>, Box<Diagnostic>> {
    let site = cx.site;
    let scope = ListScope {
        calendar: &cx.facts.time.calendar,
        route: &Route::Timeline,
        phases: site.main_conflict.map_or(&[], |id| site.conflict(id).phases.as_slice()),
    };
    let list = list::view(cx, &scope, slice)?;
    let name = cx.phrases.get("timeline");
    let title = if list.period.is_empty() { name.to_owned() } else { format!("{name}: {}", list.period) };
    let route = Route::Timeline(slice);
    let mut head = head::new(cx, &route, "timeline", &title, &site.config.description);
    let map = (slice == Slice::Whole).then(|| {
        let list = &scope.calendar.entries;
        map::of_list(cx, &MapScope { list, conflict: site.main_conflict, when: None })
    });
    let map = map.flatten();
    head::with_map(cx, &mut head, map.is_some());
    if slice == Slice::Whole {
        head.oembed = share::oembed_address(cx, Embedded::Timeline);
    }
    let mut context = head::context(cx, &head);
    context.insert("list", &list);
    context.insert("map", &map);
    context.insert("rail", &map.is_some());
    context.insert("map_script", &cx.snapshot.marked("map.js"));
    context.insert(
        "span",
        &list::span(cx).map(|span| date::spoken(cx, span).unwrap_or_else(|| tera::Value::from(span))),
    );
    context.insert("times", &times(cx));
    context.insert("url", &cx.link(&Route::Timeline(Slice::Whole)));
    context.insert("strip", &strip::view(cx, &scope, slice, site.main_conflict, Look::LARGE));
    if slice == Slice::Whole {
        context.insert("choices", &choices::all(cx));
        context.insert("embed", &share::embed(cx, Embedded::Timeline));
    }
    context.insert("explorer", &explorer::view(cx, slice));
    Ok(Sheet::Template("timeline.html", context))
}
