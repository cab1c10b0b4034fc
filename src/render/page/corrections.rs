//! The pages of all corrections.

use crate::render::context::Context;
use crate::render::part::corrections::CorrectionView;
use crate::render::part::{corrections, head, numbered};
use crate::render::templates::Sheet;
use crate::route::Route;

/// Renders a page of all corrections, counted from 1.
pub fn sheet(cx: Context<'_>, part: u32) -> Sheet<'_> {
    let corrections = &cx.facts.evidence.corrections;
    let views = corrections.part(part).iter().map(|at| corrections::listed(cx, *at));
    let views: Vec<CorrectionView<'_>> = views.collect();
    let name = cx.phrases.get("corrections");
    let head = head::new(cx, &Route::Corrections(part), "corrections", name, "");
    let mut context = head::context(cx, &head);
    context.insert("corrections", &views);
    context.insert("count", &corrections.list.len());
    let feed = cx.site.config.base_url.as_ref();
    context.insert("feed", &feed.map(|_| cx.link(&Route::CorrectionsFeed)));
    context.insert("pages", &numbered::numbers(cx, &corrections.pages, part, Route::Corrections));
    Sheet::Template("corrections.html", context)
}
