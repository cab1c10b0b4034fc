//! The guided path through a conflict: some events in the editor's order, each with a sentence.

use serde::Serialize;

use crate::derive::{Entry, Slice};
use crate::model::{ConflictId, EntryId, Step, Target};
use crate::render::context::Context;
use crate::render::part::list::ListScope;
use crate::render::part::map::{self, MapScope};
use crate::render::part::strip::Look;
use crate::render::part::{entry, head, place, strip};
use crate::render::templates::Sheet;
use crate::render::text::date;
use crate::render::text::date::DateView;
use crate::render::text::link::{self, Link};
use crate::render::text::tongue::{self, Tongue};
use crate::route::Route;

#[derive(Serialize)]
struct StepView {
    number: usize,
    of: Link,
    date: Option<DateView>,
    place: Option<tera::Value>,
    kind_name: Option<String>,
    text: String,
    language: Option<Tongue>,
    /// Where its beginning lies between the first and the last step, in percent.
    x: Option<String>,
}

/// Renders the page of the path.
pub fn sheet(cx: Context<'_>, id: ConflictId) -> Sheet<'_> {
    let conflict = cx.site.conflict(id);
    let shown: Vec<Option<EntryId>> = conflict.story.iter().map(|step| entry_of(cx, step)).collect();
    let day = |id: &Option<EntryId>| told(cx, *id)?.when.anchor().map(|day| day.number());
    let days: Vec<Option<i64>> = shown.iter().map(day).collect();
    let known = || days.iter().flatten().copied();
    let ends = known().min().zip(known().max()).filter(|(first, last)| first < last);
    let mirrored = crate::render::words::direction(&cx.site.config.language) == "rtl";
    let x = |day: Option<i64>| {
        let (first, last) = ends?;
        #[expect(clippy::cast_precision_loss, reason = "days of one conflict")]
        let share = (day? - first) as f64 / (last - first) as f64;
        Some(format!("{:.1}%", 100.0 * if mirrored { 1.0 - share } else { share }))
    };
    let steps: Vec<StepView> = (1..)
        .zip(conflict.story.iter().zip(shown.iter().zip(&days)))
        .map(|(number, (step, (entry, day)))| view(cx, number, step, told(cx, *entry), x(*day)))
        .collect();
    let title = format!("{}: {}", conflict.name, cx.phrases.get("story"));
    let note = conflict.summary.clone().unwrap_or_default();
    let mut head = head::new(cx, &Route::Story(id), "conflicts", &title, &note);
    head.styles.push(cx.snapshot.marked("story.css"));
    head.scripts.push(cx.snapshot.marked("story.js"));
    let list: Vec<EntryId> = shown.iter().flatten().copied().collect();
    let map = map::of_list(cx, &MapScope { list: &list, conflict: Some(id), when: None });
    head::with_map(cx, &mut head, map.is_some());
    let mut context = head::context(cx, &head);
    context.insert("name", &conflict.name);
    context.insert("url", &cx.link(&Route::Conflict(id, Slice::Whole)));
    context.insert("steps", &steps);
    context.insert("map", &map.map(map::MapView::without_list));
    let route = |slice| Route::Conflict(id, slice);
    let calendar = &cx.facts.lists.of_conflict[id.index()];
    let scope = ListScope { calendar, route: &route, phases: &conflict.phases };
    context.insert("strip", &strip::view(cx, &scope, Slice::Whole, Some(id), Look::SMALL.elsewhere()));
    Sheet::Template("story.html", context)
}

fn told<'a>(cx: Context<'a>, id: Option<EntryId>) -> Option<&'a Entry> {
    Some(&cx.facts.time.entries[id?.index()])
}

/// The entry of a step; `None` for an article that has none.
fn entry_of(cx: Context<'_>, step: &Step) -> Option<EntryId> {
    let of = &cx.facts.time.entry_of;
    match step.of {
        Target::Event(id) => Some(of.event[id.index()]),
        Target::Article(id) => of.article[id.index()],
        _ => None,
    }
}

fn view(cx: Context<'_>, number: usize, step: &Step, told: Option<&Entry>, x: Option<String>) -> StepView {
    StepView {
        number,
        of: told.map_or_else(
            || link::named(cx, step.of),
            |told| Link {
                title: told.title(cx.site).to_owned(),
                url: entry::url(cx, told).into_owned(),
                language: tongue::of(cx, entry::language(cx, told)),
                section: "timeline",
            },
        ),
        date: told.map(|told| date::view(cx, &told.when)),
        place: told.and_then(|told| told.place(cx.site)).map(|id| place::view(cx, id)),
        kind_name: told
            .and_then(|told| told.kind(cx.site))
            .filter(|kind| kind.word() != "other")
            .map(|kind| cx.phrases.get(kind.phrase()).to_owned()),
        text: step.text.clone(),
        language: tongue::of(cx, step.lang.as_deref()),
        x,
    }
}
