//! Claims, figures and sources as an article shows them.

use serde::Serialize;

use super::Renderer;
use super::view::{ActorView, DateView};
use crate::model::{Citation, Claim, Figure, Position, Source};

/// A disputed matter.
#[derive(Serialize)]
pub(super) struct ClaimView<'a> {
    pub about: String,
    pub positions: Vec<PositionView<'a>>,
    pub assessment: Option<AssessmentView>,
}

/// What somebody says about it.
#[derive(Serialize)]
pub(super) struct PositionView<'a> {
    pub by: ActorView<'a>,
    pub stance: Option<&'static str>,
    pub text: Option<String>,
    pub date: Option<DateView>,
    pub sources: Vec<u32>,
}

/// The publisher's own finding.
#[derive(Serialize)]
pub(super) struct AssessmentView {
    pub verdict: Option<&'static str>,
    pub basis: Option<String>,
    pub date: Option<DateView>,
    pub sources: Vec<u32>,
}

/// A number and who gives it.
#[derive(Serialize)]
pub(super) struct FigureView<'a> {
    pub measure: Option<&'static str>,
    pub whom: String,
    pub amount: String,
    pub by: Option<ActorView<'a>>,
    pub as_of: Option<DateView>,
    pub sources: Vec<u32>,
}

/// A source with its number.
#[derive(Serialize)]
pub(super) struct SourceView {
    pub number: usize,
    pub title: String,
    pub publisher: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
    pub published: Option<DateView>,
    pub accessed: Option<DateView>,
    pub archived: Option<String>,
    pub kind: Option<&'static str>,
    pub side: Option<String>,
    pub lang: Option<String>,
    pub lost: bool,
}

impl Renderer<'_> {
    pub(super) fn claims<'c>(&self, claims: impl IntoIterator<Item = &'c Claim>) -> Vec<ClaimView<'_>> {
        claims.into_iter().map(|claim| self.claim(claim)).collect()
    }

    fn claim(&self, claim: &Claim) -> ClaimView<'_> {
        ClaimView {
            about: claim.about.clone(),
            positions: claim.positions.iter().map(|position| self.position(position)).collect(),
            assessment: claim.assessment.as_ref().map(|a| AssessmentView {
                verdict: a.verdict.map(|verdict| self.phrases.get(verdict.phrase())),
                basis: a.basis.clone(),
                date: a.date.as_ref().map(|date| self.date(date)),
                sources: a.sources.clone(),
            }),
        }
    }

    fn position(&self, position: &Position) -> PositionView<'_> {
        PositionView {
            by: self.actor_view(position.by),
            stance: position.stance.map(|stance| self.phrases.get(stance.phrase())),
            text: position.text.clone(),
            date: position.date.as_ref().map(|date| self.date(date)),
            sources: position.sources.clone(),
        }
    }

    pub(super) fn figures<'f>(&self, figures: impl IntoIterator<Item = &'f Figure>) -> Vec<FigureView<'_>> {
        figures.into_iter().map(|figure| self.figure(figure)).collect()
    }

    fn figure(&self, figure: &Figure) -> FigureView<'_> {
        let whom = [figure.side.as_deref(), figure.status.as_deref()];
        FigureView {
            measure: figure.measure.map(|measure| self.phrases.get(measure.phrase())),
            whom: whom.into_iter().flatten().map(|word| self.side(word)).collect::<Vec<_>>().join(", "),
            amount: self.words.amount(figure.amount),
            by: figure.by.map(|by| self.actor_view(by)),
            as_of: figure.as_of.as_ref().map(|date| self.date(date)),
            sources: figure.sources.clone(),
        }
    }

    /// A side is an actor's id or plain words.
    fn side(&self, written: &str) -> String {
        let named = self.snapshot.site.actors.iter().find(|actor| actor.id == written);
        named.map_or_else(|| written.to_owned(), |actor| actor.name.clone())
    }

    pub(super) fn sources(&self, citations: &[Citation]) -> Vec<SourceView> {
        let source = |citation| match citation {
            &Citation::Shared(id) => self.snapshot.site.source(id),
            Citation::Own(source) => source,
        };
        citations.iter().enumerate().map(|(i, citation)| self.source(i + 1, source(citation))).collect()
    }

    fn source(&self, number: usize, source: &Source) -> SourceView {
        let names = [&source.title, &source.publisher, &source.url];
        SourceView {
            number,
            title: names.into_iter().flatten().next().cloned().unwrap_or_default(),
            publisher: source.publisher.clone().filter(|_| source.title.is_some()),
            author: source.author.clone(),
            url: source.url.clone().filter(|url| is_web(url)),
            published: source.published.as_ref().map(|date| self.date(date)),
            accessed: source.accessed.as_ref().map(|date| self.date(date)),
            archived: source.archived.as_ref().map(|(url, _)| url.clone()).filter(|url| is_web(url)),
            kind: source.kind.map(|kind| self.phrases.get(kind.phrase())),
            side: source.side.as_deref().map(|side| self.side(side)),
            lang: source.lang.clone(),
            lost: source.lost,
        }
    }
}

/// Only addresses of the web become links; `javascript:` and its like stay text.
pub(super) fn is_web(url: &str) -> bool {
    let lower = url.trim().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}
