//! The pages of open contradictions.

use crate::derive::{ClaimAt, Disputed};
use crate::render::context::Context;
use crate::render::part::claims::ClaimView;
use crate::render::part::{claims, head, numbered};
use crate::render::templates::Sheet;
use crate::render::text::link;
use crate::render::text::link::Link;
use crate::route::Route;

/// Renders a page of open contradictions, counted from 1.
pub fn sheet(cx: Context<'_>, part: u32) -> Sheet<'_> {
    let (site, claims) = (cx.site, &cx.facts.evidence.claims);
    let view = |(number, at): (u32, &ClaimAt)| {
        let mut view = claims::view(cx, number, &Disputed::of(at.claim(site)), at.owner.conflict(site));
        // The numbers of sources count on the page that the claim comes from.
        view.positions.iter_mut().for_each(|position| position.sources.clear());
        if let Some(assessment) = &mut view.assessment {
            assessment.sources.clear();
        }
        view.origin = Some(Link { url: claims::url_of(cx, *at), ..link::named(cx, at.owner.page()) });
        view
    };
    let views: Vec<ClaimView> = (1..).zip(claims.part(part)).map(view).collect();
    let head = head::new(cx, &Route::Claims(part), "claims", cx.phrases.get("open-claims"), "");
    let mut context = head::context(cx, &head);
    context.insert("claims", &views);
    context.insert("count", &claims.open.len());
    context.insert("pages", &numbered::numbers(cx, &claims.pages, part, Route::Claims));
    Sheet::Template("claims.html", context)
}
