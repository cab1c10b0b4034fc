//! Claims: the positions side by side, each with the same markup, and the publisher's own finding apart from them.

use serde::Serialize;

use crate::derive::{ClaimAt, Disputed, Owner, Silent, Slice, Sourced, sided};
use crate::model::{ActorId, ArticleId, Claim, ConflictId, Position, Stance};
use crate::render::context::Context;
use crate::render::text::date::DateView;
use crate::render::text::link::Link;
use crate::render::text::{date, link};
use crate::route::Route;

/// A disputed matter.
#[derive(Serialize)]
pub struct ClaimView {
    /// Its place on the page.
    pub anchor: String,
    pub about: String,
    pub positions: Vec<PositionView>,
    pub assessment: Option<AssessmentView>,
    /// Where else it is told, with what it rests on.
    pub origin: Option<Link>,
}

/// What somebody says about it; of one of whom nothing is known, `silent` and no more.
#[derive(Serialize)]
pub struct PositionView {
    pub by: ClaimantView,
    /// The number of the speaker's side in the conflict, from 1.
    pub side: Option<usize>,
    /// What that side is called, if it is not the speaker.
    pub side_name: Option<String>,
    pub silent: bool,
    pub stance: Option<String>,
    pub text: Option<String>,
    pub date: Option<DateView>,
    pub sources: Vec<u32>,
}

/// Who speaks: an actor or a side, with its page.
#[derive(Serialize)]
pub struct ClaimantView {
    pub name: String,
    pub url: String,
}

/// The publisher's own finding.
#[derive(Serialize)]
pub struct AssessmentView {
    pub verdict: Option<String>,
    pub basis: Option<String>,
    pub date: Option<DateView>,
    pub sources: Vec<u32>,
}

/// A position on its speaker's page.
#[derive(Serialize)]
pub struct HeldView {
    about: String,
    url: String,
    stance: Option<String>,
    text: Option<String>,
    date: Option<DateView>,
}

/// How many positions an actor's page shows, the newest first.
const HELD: usize = 40;

/// The claims of an event, numbered in this order.
pub fn of_event(cx: Context<'_>, claims: &[Disputed], conflict: Option<ConflictId>) -> Vec<ClaimView> {
    (1..).zip(claims).map(|(number, claim)| view(cx, number, claim, conflict)).collect()
}

/// The claims of an article, then those of its reports of events.
pub fn of_article(cx: Context<'_>, id: ArticleId) -> Vec<ClaimView> {
    let site = cx.site;
    let owners = Owner::of_article(site, id);
    let claims = owners.flat_map(|owner| owner.claims(site).iter().map(move |claim| (claim, owner)));
    let one = |(number, (claim, owner)): (u32, (&Claim, Owner))| {
        view(cx, number, &Disputed::of(claim), owner.conflict(site))
    };
    (1..).zip(claims).map(one).collect()
}

/// A claim with that number on its page.
pub fn view(cx: Context<'_>, number: u32, claim: &Disputed, conflict: Option<ConflictId>) -> ClaimView {
    let told = claim.positions.iter().map(|position| position_view(cx, position, conflict));
    let silent = claim.silent(cx.site, &cx.facts.people.sides, conflict);
    let silent = silent.into_iter().map(|silent| silent_view(cx, silent, conflict));
    ClaimView {
        anchor: format!("claim-{number}"),
        about: claim.claim.about.clone(),
        positions: told.chain(silent).collect(),
        assessment: claim.assessment.as_ref().map(|Sourced { of, sources }| AssessmentView {
            verdict: of.verdict.map(|verdict| cx.phrases.get(verdict.phrase()).to_owned()),
            basis: of.basis.clone(),
            date: of.date.as_ref().map(|date| date::view(cx, date)),
            sources: sources.to_vec(),
        }),
        origin: None,
    }
}

fn position_view(
    cx: Context<'_>,
    Sourced { of: position, sources }: &Sourced<'_, Position>,
    conflict: Option<ConflictId>,
) -> PositionView {
    PositionView {
        by: speaker_view(cx, position.by),
        side: side_number(cx, position.by, conflict),
        side_name: side_name(cx, position.by, conflict),
        silent: false,
        stance: stance(cx, position),
        text: position.text.clone(),
        date: position.date.as_ref().map(|date| date::view(cx, date)),
        sources: sources.to_vec(),
    }
}

/// What a position is to the claim: a noun over its own words, which it does not deny; without words, what it does.
fn stance(cx: Context<'_>, position: &Position) -> Option<String> {
    let is_said = position.text.is_some();
    let key = match position.stance? {
        Stance::Asserts if !is_said => "stance.asserts-alone",
        Stance::Denies if !is_said => "stance.denies-alone",
        other => other.phrase(),
    };
    Some(cx.phrases.get(key).to_owned())
}

fn silent_view(cx: Context<'_>, silent: Silent, conflict: Option<ConflictId>) -> PositionView {
    let (by, side, side_name) = match silent {
        Silent::Party(actor) => {
            let (side, name) = (side_number(cx, actor, conflict), side_name(cx, actor, conflict));
            (speaker_view(cx, actor), side, name)
        }
        Silent::Side(conflict, index) => {
            let name = cx.site.conflict(conflict).sides[index].name.clone();
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            let url = cx.link(&Route::Side(conflict, number, Slice::Whole));
            (ClaimantView { name, url }, Some(index + 1), None)
        }
    };
    PositionView {
        by,
        side,
        side_name,
        silent: true,
        stance: None,
        text: None,
        date: None,
        sources: Vec::new(),
    }
}

fn speaker_view(cx: Context<'_>, id: ActorId) -> ClaimantView {
    let url = cx.views.actors[id.index()].to_string();
    ClaimantView { name: cx.site.actor(id).name.clone(), url }
}

/// What an actor's side is called.
fn side_name(cx: Context<'_>, actor: ActorId, conflict: Option<ConflictId>) -> Option<String> {
    let conflict = sided(cx.site, conflict)?;
    let side = cx.facts.people.sides.of(conflict, actor)?;
    cx.site.conflict(conflict).sides.get(side).map(|side| side.name.clone())
}

/// The number of an actor's side, from 1, which colours and shapes go by.
fn side_number(cx: Context<'_>, actor: ActorId, conflict: Option<ConflictId>) -> Option<usize> {
    let conflict = sided(cx.site, conflict)?;
    cx.facts.people.sides.of(conflict, actor).map(|side| side + 1)
}

/// The address of a claim.
pub fn url_of(cx: Context<'_>, at: ClaimAt) -> String {
    format!("{}#claim-{}", link::url_of(cx, at.owner.page()), at.number)
}

/// What an actor asserts and denies, the newest first.
pub fn held_by(cx: Context<'_>, id: ActorId) -> Vec<HeldView> {
    let held = cx.facts.evidence.claims.of_actor[id.index()].iter().rev().take(HELD);
    let view = |(at, index): &(ClaimAt, u32)| {
        let claim = at.claim(cx.site);
        let position = &claim.positions[*index as usize];
        HeldView {
            about: claim.about.clone(),
            url: url_of(cx, *at),
            stance: stance(cx, position),
            text: position.text.clone(),
            date: position.date.as_ref().map(|date| date::view(cx, date)),
        }
    };
    held.map(view).collect()
}
