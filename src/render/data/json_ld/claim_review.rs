//! The publisher's own findings as `ClaimReview`, for checkers of facts: only where the site asks for it, and only where there is one.

use serde_json::{Value, json};

use super::thing::script_safe;
use crate::derive::{Owner, Slice};
use crate::model::{ActorKind, Assessment, Claim, Position, Stance, Verdict};
use crate::render::context::Context;
use crate::render::text::link;
use crate::route::Route;

/// A page's JSON-LD together with the findings about the claims of these owners, which the page shows in this order;
/// `published` is its day for findings without one.
pub fn with_reviews(
    cx: Context<'_>,
    page: String,
    url: Option<&str>,
    owners: impl Iterator<Item = Owner>,
    published: Option<&str>,
) -> String {
    if !cx.site.config.exports.claim_review {
        return page;
    }
    let claims = owners.flat_map(|owner| owner.claims(cx.site));
    let found = (1..).zip(claims).filter_map(|(number, claim)| {
        let assessment = claim.assessment.as_ref()?;
        let at = url.map(|url| format!("{url}#claim-{number}"));
        Some(review(cx, claim, assessment, assessment.verdict?, at, published))
    });
    let found: Vec<String> = found.map(|review| script_safe(review.to_string())).collect();
    match found.is_empty() {
        true => page,
        // Each is safe by itself.
        false => format!("[{page},{}]", found.join(",")),
    }
}

fn review(
    cx: Context<'_>,
    claim: &Claim,
    assessment: &Assessment,
    verdict: Verdict,
    url: Option<String>,
    published: Option<&str>,
) -> Value {
    let config = &cx.site.config;
    let publisher = config.publisher.as_ref().unwrap_or(&config.title);
    let mut author = json!({"@type": "Organization", "name": publisher});
    if let Some(base) = &config.base_url {
        author["url"] = base.as_str().into();
    }
    let mut json = json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim.about,
        "author": author,
        "itemReviewed": item(cx, claim),
        "reviewRating": {
            "@type": "Rating",
            "alternateName": cx.phrases.get(verdict.phrase()),
            "ratingValue": rating(verdict),
            "bestRating": 5,
            "worstRating": 1,
        },
    });
    if let Some(url) = url {
        json["url"] = url.into();
    }
    let day = assessment.date.as_ref().and_then(|date| date.html_datetime());
    if let Some(day) = day.as_deref().or(published) {
        json["datePublished"] = day.into();
    }
    if let Some(basis) = &assessment.basis {
        json["reviewBody"] = basis.as_str().into();
    }
    json
}

/// The claim, with who made it first.
fn item(cx: Context<'_>, claim: &Claim) -> Value {
    let asserts = |position: &&Position| position.stance == Some(Stance::Asserts);
    let first = claim.positions.iter().find(asserts).or(claim.positions.first());
    let mut item = json!({"@type": "Claim"});
    let Some(position) = first else { return item };
    let actor = cx.site.actor(position.by);
    let kind = if actor.kind == Some(ActorKind::Person) { "Person" } else { "Organization" };
    item["author"] = json!({"@type": kind, "name": actor.name});
    if let Some(page) = link::absolute(cx, &Route::Actor(position.by, Slice::Whole)) {
        item["author"]["url"] = page.into();
    }
    if let Some(day) = position.date.as_ref().and_then(|date| date.html_datetime()) {
        item["datePublished"] = day.into();
    }
    if let Some(text) = &position.text {
        item["text"] = text.as_str().into();
    }
    item
}

/// From 1, false, to 5, confirmed.
fn rating(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::False => 1,
        Verdict::Unlikely => 2,
        Verdict::Unresolved => 3,
        Verdict::Likely => 4,
        Verdict::Confirmed => 5,
    }
}
