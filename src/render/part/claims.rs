//! Claims: the positions side by side, each with the same markup, and the publisher's own finding apart from them.

use serde::Serialize;

use crate::derive::{ClaimAt, Owner, Silent, Slice, sided, silent};
use crate::model::{ActorId, ArticleId, Claim, ConflictId, Position};
use crate::render::Renderer;
use crate::render::part::head::{DateView, Link};
use crate::render::templates::Sheet;
use crate::route::Route;

/// A disputed matter.
#[derive(Serialize)]
pub(in crate::render) struct ClaimView {
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
pub(in crate::render) struct PositionView {
    pub by: SpeakerView,
    /// The number of the speaker's side in the conflict, from 1.
    pub side: Option<usize>,
    /// What that side is called, if it is not the speaker.
    pub side_name: Option<String>,
    pub silent: bool,
    pub stance: Option<&'static str>,
    pub text: Option<String>,
    pub date: Option<DateView>,
    pub sources: Vec<u32>,
}

/// Who speaks: an actor or a side, with its page.
#[derive(Serialize)]
pub(in crate::render) struct SpeakerView {
    pub name: String,
    pub url: String,
}

/// The publisher's own finding.
#[derive(Serialize)]
pub(in crate::render) struct AssessmentView {
    pub verdict: Option<&'static str>,
    pub basis: Option<String>,
    pub date: Option<DateView>,
    pub sources: Vec<u32>,
}

/// A position on its speaker's page.
#[derive(Serialize)]
pub(in crate::render) struct HeldView {
    about: String,
    url: String,
    stance: Option<&'static str>,
    text: Option<String>,
    date: Option<DateView>,
}

/// How many positions an actor's page shows, the newest first.
const HELD: usize = 40;

impl Renderer<'_> {
    /// The claims of a page, numbered in this order.
    pub(in crate::render) fn claims(&self, claims: &[Claim], conflict: Option<ConflictId>) -> Vec<ClaimView> {
        (1..).zip(claims).map(|(number, claim)| self.claim(number, claim, conflict)).collect()
    }

    /// The claims of an article, then those of its reports of events.
    pub(in crate::render) fn claims_of_article(&self, id: ArticleId) -> Vec<ClaimView> {
        let site = &self.snapshot.site;
        let reports = (0..).zip(&site.article(id).events).map(|(report, _)| Owner::Report(id, report));
        let owners = std::iter::once(Owner::Article(id)).chain(reports);
        let claims = owners.flat_map(|owner| owner.claims(site).iter().map(move |claim| (claim, owner)));
        (1..).zip(claims).map(|(n, (claim, owner))| self.claim(n, claim, owner.conflict(site))).collect()
    }

    fn claim(&self, number: u32, claim: &Claim, conflict: Option<ConflictId>) -> ClaimView {
        let (site, facts) = (&self.snapshot.site, &self.snapshot.facts);
        let told = claim.positions.iter().map(|position| self.position(position, conflict));
        let silent = silent(site, &facts.sides, claim, conflict);
        let silent = silent.into_iter().map(|silent| self.silent(silent, conflict));
        ClaimView {
            anchor: format!("claim-{number}"),
            about: claim.about.clone(),
            positions: told.chain(silent).collect(),
            assessment: claim.assessment.as_ref().map(|a| AssessmentView {
                verdict: a.verdict.map(|verdict| self.phrases.get(verdict.phrase())),
                basis: a.basis.clone(),
                date: a.date.as_ref().map(|date| self.date(date)),
                sources: a.sources.clone(),
            }),
            origin: None,
        }
    }

    fn position(&self, position: &Position, conflict: Option<ConflictId>) -> PositionView {
        PositionView {
            by: self.speaker_view(position.by),
            side: self.side_number(position.by, conflict),
            side_name: self.side_name(position.by, conflict),
            silent: false,
            stance: position.stance.map(|stance| self.phrases.get(stance.phrase())),
            text: position.text.clone(),
            date: position.date.as_ref().map(|date| self.date(date)),
            sources: position.sources.clone(),
        }
    }

    fn silent(&self, silent: Silent, conflict: Option<ConflictId>) -> PositionView {
        let (by, side, side_name) = match silent {
            Silent::Party(actor) => {
                let (side, name) = (self.side_number(actor, conflict), self.side_name(actor, conflict));
                (self.speaker_view(actor), side, name)
            }
            Silent::Side(conflict, index) => {
                let name = self.snapshot.site.conflict(conflict).sides[index].name.clone();
                let number = u32::try_from(index).unwrap_or(u32::MAX);
                let url = self.addressing.link(&Route::Side(conflict, number, Slice::Whole));
                (SpeakerView { name, url }, Some(index + 1), None)
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

    fn speaker_view(&self, id: ActorId) -> SpeakerView {
        let url = self.shared.actors[id.index()].to_string();
        SpeakerView { name: self.snapshot.site.actor(id).name.clone(), url }
    }

    /// What an actor's side is called.
    fn side_name(&self, actor: ActorId, conflict: Option<ConflictId>) -> Option<String> {
        let conflict = sided(&self.snapshot.site, conflict)?;
        let side = self.snapshot.facts.sides.of(conflict, actor)?;
        self.snapshot.site.conflict(conflict).sides.get(side).map(|side| side.name.clone())
    }

    /// The number of an actor's side, from 1, which colours and shapes go by.
    pub(in crate::render) fn side_number(
        &self,
        actor: ActorId,
        conflict: Option<ConflictId>,
    ) -> Option<usize> {
        let conflict = sided(&self.snapshot.site, conflict)?;
        self.snapshot.facts.sides.of(conflict, actor).map(|side| side + 1)
    }

    /// The address of a claim.
    fn claim_url(&self, at: ClaimAt) -> String {
        format!("{}#claim-{}", self.target(at.owner.page()), at.number)
    }

    /// What an actor asserts and denies, the newest first.
    pub(in crate::render) fn held_by(&self, id: ActorId) -> Vec<HeldView> {
        let held = self.snapshot.facts.claims.of_actor[id.index()].iter().rev().take(HELD);
        let view = |(at, index): &(ClaimAt, u32)| {
            let claim = at.claim(&self.snapshot.site);
            let position = &claim.positions[*index as usize];
            HeldView {
                about: claim.about.clone(),
                url: self.claim_url(*at),
                stance: position.stance.map(|stance| self.phrases.get(stance.phrase())),
                text: position.text.clone(),
                date: position.date.as_ref().map(|date| self.date(date)),
            }
        };
        held.map(view).collect()
    }

    /// Renders a page of open contradictions, counted from 1.
    pub(in crate::render) fn open_claims(&self, part: u32) -> Sheet<'_> {
        let (site, claims) = (&self.snapshot.site, &self.snapshot.facts.claims);
        let view = |(number, at): (u32, &ClaimAt)| {
            let mut view = self.claim(number, at.claim(site), at.owner.conflict(site));
            // The numbers of sources count on the page that the claim comes from.
            view.positions.iter_mut().for_each(|position| position.sources.clear());
            if let Some(assessment) = &mut view.assessment {
                assessment.sources.clear();
            }
            view.origin = Some(Link { url: self.claim_url(*at), ..self.named(at.owner.page()) });
            view
        };
        let views: Vec<ClaimView> = (1..).zip(claims.part(part)).map(view).collect();
        let head = self.head(&Route::Claims(part), "claims", self.phrases.get("open-claims"), "");
        let mut context = self.context(&head);
        context.insert("claims", &views);
        context.insert("count", &claims.open.len());
        context.insert("pages", &self.numbered_pages(claims.parts(), part, Route::Claims));
        Sheet::Template("claims.html", context)
    }
}
