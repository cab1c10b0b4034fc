//! What was known of a conflict on a day: what the site had published by then.

use serde::Serialize;

use crate::derive::{
    Disputed, KnownEntry, Slice, corrected_after, figures_on, first_told, known_on, open_on, without_day,
};
use crate::model::{ConflictId, Day, Target};
use crate::render::context::Context;
use crate::render::part::claims::ClaimView;
use crate::render::part::{claims, entry, figures, head};
use crate::render::templates::Sheet;
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::tongue::{self, Tongue};
use crate::render::text::{date, link};
use crate::route::Route;

/// So many entries stand on the page at most: the last that were told.
const ENTRIES: usize = 150;

/// So many figures and open claims.
const FIGURES: usize = 20;
const CLAIMS: usize = 12;

/// An entry as it was told by the day.
#[derive(Serialize)]
struct KnownView {
    title: String,
    language: Option<Tongue>,
    url: String,
    date: DateView,
    /// When it was told first, in words.
    told: String,
    /// What became of it later: in words, with the place that says more.
    later: Vec<LaterView>,
}

#[derive(Serialize)]
struct LaterView {
    text: String,
    url: Option<String>,
}

/// A day of which there is such a page.
#[derive(Serialize)]
pub struct KnownDay {
    name: String,
    url: String,
    current: bool,
}

/// The days of a conflict of which the site tells what was known.
pub fn days(cx: Context<'_>, id: ConflictId, here: Option<u32>) -> Vec<KnownDay> {
    let days = &cx.facts.lists.known.of_conflict[id.index()];
    let one = |(index, day): (u32, &Day)| KnownDay {
        name: cx.words.day(*day),
        url: cx.link(&Route::Known(id, index)),
        current: here == Some(index),
    };
    (0..).zip(days).map(one).collect()
}

/// Renders the page of a day.
pub fn sheet(cx: Context<'_>, id: ConflictId, index: u32) -> Sheet<'_> {
    let conflict = cx.site.conflict(id);
    let day = cx.facts.lists.known.of_conflict[id.index()][index as usize];
    let site = &cx.snapshot.site;
    let name = cx.words.day(day);
    let title = cx.words.filled("known.title", &[("name", &conflict.name), ("day", &name)]);
    let note = cx.words.filled("known.note", &[("", &name)]);
    let mut known = known_on(site, cx.facts, id, day);
    let count = known.len();
    if count > ENTRIES {
        let told = |known: &KnownEntry| first_told(site, &cx.facts.time.entries[known.id.index()]);
        let mut by_telling: Vec<_> = known.iter().map(told).collect();
        by_telling.sort_unstable();
        let since = by_telling[count - ENTRIES];
        known.retain(|known| told(known) >= since);
    }
    let entries: Vec<KnownView> = known.iter().map(|known| view(cx, known, day)).collect();
    let mut open = open_on(cx.site, cx.facts, id, day);
    let claims_in_all = open.len();
    open.drain(..claims_in_all.saturating_sub(CLAIMS));
    let claims: Vec<ClaimView> = (1..)
        .zip(&open)
        .map(|(number, (at, claim))| {
            let mut view = claims::view(cx, number, &Disputed::of(claim), at.owner.conflict(cx.site));
            view.positions.iter_mut().for_each(|position| position.sources.clear());
            if let Some(assessment) = &mut view.assessment {
                assessment.sources.clear();
            }
            view.origin = Some(Link { url: claims::url_of(cx, *at), ..link::named(cx, at.owner.page()) });
            view
        })
        .collect();
    let (figures, more_figures) = figures::known(cx, &figures_on(cx.site, cx.facts, id, day), FIGURES);
    let head = head::new(cx, &Route::Known(id, index), "conflicts", &title, &note);
    let mut context = head::context(cx, &head);
    context.insert("name", &conflict.name);
    context.insert("url", &cx.link(&Route::Conflict(id, Slice::Whole)));
    context.insert("note", &note);
    context.insert("days", &days(cx, id, Some(index)));
    context.insert("entries", &entries);
    context.insert("count", &count);
    let undated = without_day(site, cx.facts, id) as u64;
    context.insert("undated", &(undated > 0).then(|| cx.words.counted("known.register", undated)));
    context.insert("claims", &claims);
    context.insert("more_claims", &claims_in_all.saturating_sub(CLAIMS));
    context.insert("figures", &figures);
    context.insert("more_figures", &more_figures);
    Sheet::Template("known.html", context)
}

fn view(cx: Context<'_>, known: &KnownEntry, day: Day) -> KnownView {
    let site = &cx.snapshot.site;
    let told = &cx.facts.time.entries[known.id.index()];
    // What is called so today is called in the words of the edition.
    let is_same = known.title() == told.title(site);
    let title = if is_same { told.title(cx.site) } else { known.title() };
    let lang = if is_same { entry::language(cx, told) } else { known.lang() };
    let mut later = Vec::new();
    if *known.when() != told.when {
        let text = cx.words.filled("known.dated", &[("", &cx.words.when(&told.when))]);
        later.push(LaterView { text, url: None });
    }
    for (article, correction, on) in corrected_after(site, told, day) {
        let key = if correction.is_some() { "known.corrected" } else { "known.changed" };
        let text = cx.words.filled(key, &[("", &cx.words.day(on))]);
        let page = link::url_of(cx, Target::Article(article));
        let fragment = correction
            .map(|at| cx.facts.evidence.fragments.correction(at.article, at.index as usize))
            .filter(|fragment| !fragment.is_empty());
        let url = fragment.map_or_else(|| page.clone(), |fragment| format!("{page}#{fragment}"));
        later.push(LaterView { text, url: Some(url) });
    }
    let published = first_told(site, told).map(|stamp| cx.words.stamp_day(&stamp)).unwrap_or_default();
    KnownView {
        title: title.to_owned(),
        language: tongue::of(cx, lang),
        url: entry::url(cx, told).into_owned(),
        date: date::listed(cx, known.when()),
        told: cx.words.filled("published-on", &[("", &published)]),
        later,
    }
}
