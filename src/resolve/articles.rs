//! One article: every name in it looked up.

use std::sync::Arc;

use super::bodies::{Bodies, Scope};
use super::citations::Numbered;
use super::evidence::Evidence;
use super::fields::FieldNames;
use super::tags::Tags;
use super::uses::Findings;
use crate::diag::At;
use crate::model::{ActorId, Article, ArticleId, EventId};
use crate::names::Thing;
use crate::parse::{ArticleDraft, EventDraft};
use crate::yaml::within;

/// Resolves an article; what it names and the site lacks is reported.
pub(super) fn resolve(
    id: ArticleId,
    draft: &ArticleDraft,
    events: &[Option<EventId>],
    bodies: &Bodies,
    tags: &Tags,
    out: &mut Findings,
) -> Article {
    let file = draft.file;
    let fields = FieldNames { names: bodies.names, file };
    out.described(|| At::value(file, "title"), Thing::Article(id));
    let mut sources = Numbered::new(fields);
    sources.numbers(draft.body.sources.clone(), out);
    let mut evidence = Evidence { fields, listed: Vec::new(), sources: &mut sources, out };
    let actors = evidence.involvements(&draft.actors);
    let claims = evidence.claims(draft.claims.clone());
    let figures = evidence.figures(draft.figures.clone());
    let statements = evidence.statements(draft.statements.clone());
    draft.events.iter().zip(events).for_each(|(report, event)| describe(report, *event, evidence.out));
    let reports = draft.events.iter().zip(events);
    let events = reports.map(|(report, event)| evidence.report(report.clone(), *event)).collect();
    let listed: Vec<ActorId> = actors.iter().map(|involved| involved.actor).collect();
    let scope = Scope { file, listed, own: None, day: draft.when.anchor() };
    let body = bodies.resolve(&draft.body, &scope, sources.done(), out);
    let related = draft.related.iter().filter_map(|pin| fields.article(pin, out)).collect();
    let unrelated = draft.unrelated.iter().filter_map(|pin| fields.article(pin, out)).collect();
    Article {
        file,
        head: Arc::clone(&draft.head),
        tags: tags.ids(&draft.tags),
        actors,
        conflict: match &draft.conflict {
            Some(conflict) => fields.conflict(conflict, out),
            None => bodies.texts.usual_conflict,
        },
        place: draft.place.as_ref().and_then(|place| fields.place(&place.name, out)),
        events,
        claims,
        figures,
        statements,
        related,
        unrelated,
        translation_of: match &draft.translation_of {
            Some(of) => fields.article(of, out),
            None => draft.translates.as_ref().and_then(|slug| bodies.names.titles.slug(slug)),
        },
        body,
    }
}

/// Notes the titles that a report gives an event.
fn describe(report: &EventDraft, event: Option<EventId>, out: &mut Findings) {
    if let Some(event) = event.filter(|_| report.title.is_some()) {
        out.described(
            || At::value(report.event.file, within(&report.event.path, "title")),
            Thing::Event(event),
        );
    }
}
