//! Claims, figures and statements: names become actors, citations become numbers.

use rustc_hash::FxHashSet;

use super::citations::Numbered;
use super::fields::FieldNames;
use super::uses::Findings;
use crate::diag::At;
use crate::model::{ActorId, Assessment, Claim, EventId, Figure, Involvement, Position, Report, Statement};
use crate::names::Thing;
use crate::parse::{ClaimDraft, EventDraft, FigureDraft, InvolvementDraft, StatementDraft};
use crate::yaml::Written;

/// Resolves the evidence of one article.
pub(super) struct Evidence<'a, 'b> {
    pub fields: FieldNames<'a>,
    /// Whom the text lists: they decide whom a name that several share means.
    pub listed: Vec<ActorId>,
    pub sources: &'b mut Numbered<'a>,
    pub out: &'b mut Findings,
}

impl Evidence<'_, '_> {
    fn actor(&mut self, written: &Written<String>) -> Option<ActorId> {
        self.fields.actor(written, &self.listed, self.out)
    }

    /// Who takes part; from then on they are listed.
    pub fn involvements(&mut self, drafts: &[InvolvementDraft]) -> Vec<Involvement> {
        let names = &self.fields.names.actors;
        let clear = drafts.iter().filter_map(|draft| names.named(&draft.actor.value, &[]));
        let clear: Vec<ActorId> = clear.collect();
        self.listed.extend(clear);
        let mut list: Vec<Involvement> = Vec::with_capacity(drafts.len());
        let mut known = FxHashSet::default();
        for draft in drafts {
            let Some(actor) = self.actor(&draft.actor) else { continue };
            if known.insert((actor, draft.role)) {
                list.push(Involvement { actor, role: draft.role, alleged: draft.alleged });
            }
        }
        list
    }

    pub fn claims(&mut self, drafts: Vec<ClaimDraft>) -> Vec<Claim> {
        drafts.into_iter().map(|draft| self.claim(draft)).collect()
    }

    /// Positions stand in order of their dates, then of their speakers' ids, never by preference.
    fn claim(&mut self, draft: ClaimDraft) -> Claim {
        let mut positions = Vec::with_capacity(draft.positions.len());
        for position in draft.positions {
            let sources = self.sources.numbers(position.sources, self.out);
            let Some(by) = self.actor(&position.by) else { continue };
            positions.push(Position {
                by,
                stance: position.stance,
                text: position.text,
                date: position.date,
                sources,
            });
        }
        let actors = &self.fields.names.actors;
        positions.sort_by(|a, b| {
            let key = |p: &Position| (p.date.is_none(), p.date.clone(), actors.id_of(p.by).to_owned());
            key(a).cmp(&key(b))
        });
        let assessment = draft.assessment.map(|a| Assessment {
            verdict: a.verdict,
            basis: a.basis,
            date: a.date,
            sources: self.sources.numbers(a.sources, self.out),
        });
        let parties = draft.parties.map(|parties| self.actors(&parties));
        Claim { id: draft.id, about: draft.about, parties, positions, assessment }
    }

    pub fn figures(&mut self, drafts: Vec<FigureDraft>) -> Vec<Figure> {
        drafts.into_iter().map(|draft| self.figure(draft)).collect()
    }

    fn figure(&mut self, draft: FigureDraft) -> Figure {
        let side = draft.side.map(|side| self.fields.allegiance(side, &self.listed, self.out));
        Figure {
            id: draft.id,
            measure: draft.measure,
            side,
            status: draft.status,
            amount: draft.amount,
            as_of: draft.as_of,
            by: draft.by.and_then(|by| self.actor(&by)),
            scope: draft.scope,
            sources: self.sources.numbers(draft.sources, self.out),
            supersedes: draft.supersedes,
            at: draft.at,
        }
    }

    pub fn statements(&mut self, drafts: Vec<StatementDraft>) -> Vec<Statement> {
        let mut list = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let sources = self.sources.numbers(draft.sources, self.out);
            let to = draft.to.iter().filter_map(|to| self.actor(to)).collect();
            let Some(by) = self.actor(&draft.by) else { continue };
            let StatementDraft { date, kind, text, lang, translation, .. } = draft;
            list.push(Statement { by, date, kind, text, lang, translation, to, sources });
        }
        list
    }

    /// What is said of an event, in an article or in the register.
    pub fn report(&mut self, draft: EventDraft, event: Option<EventId>) -> Report {
        let before = self.listed.len();
        if let (Some(event), Some(id)) = (event, &draft.event.id) {
            self.out.used(|| At::value(self.fields.file, id.path.clone()), Thing::Event(event));
        }
        let actors = self.involvements(&draft.actors);
        let report = Report {
            event,
            actors,
            claims: self.claims(draft.claims),
            figures: self.figures(draft.figures),
            place: draft.place.and_then(|place| self.fields.place(&place.name, self.out)),
            places: draft
                .places
                .iter()
                .filter_map(|place| self.fields.place(&place.name, self.out))
                .collect(),
            from: draft.from.and_then(|place| self.fields.place(&place.name, self.out)),
            to: draft.to.and_then(|place| self.fields.place(&place.name, self.out)),
            conflict: draft.conflict.and_then(|conflict| self.fields.conflict(&conflict, self.out)),
            when: draft.when,
            title: draft.title.map(|title| title.trim().to_owned()),
            titles: draft.titles,
            summary: draft.summary,
            summaries: draft.summaries,
            kind: draft.kind,
            sources: self.sources.numbers(draft.sources, self.out),
            image: draft.image,
            gallery: draft.gallery,
            key: draft.key,
        };
        self.listed.truncate(before);
        report
    }

    /// Actors that are only named.
    pub fn actors(&mut self, names: &[Written<String>]) -> Vec<ActorId> {
        let mut known = FxHashSet::default();
        names.iter().filter_map(|name| self.actor(name)).filter(|actor| known.insert(*actor)).collect()
    }
}
