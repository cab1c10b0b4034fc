//! One article: every name in it looked up.

use super::bodies::{Bodies, Scope};
use super::citations::Numbered;
use super::evidence::Evidence;
use super::tags::Tags;
use super::titles::Match;
use crate::diag::{At, Diagnostic, Diagnostics, FileId, code};
use crate::model::{ActorId, Article, ArticleId, EventId};
use crate::parse::ArticleDraft;
use crate::yaml::Written;

/// Resolves an article; what it names and the site lacks is reported.
pub(super) fn resolve(
    draft: &ArticleDraft,
    events: &[Option<EventId>],
    bodies: &Bodies,
    tags: &Tags,
) -> (Article, Diagnostics) {
    let mut out = Diagnostics::default();
    let file = draft.file;
    let mut sources = Numbered::new(bodies.sources, bodies.actors, file);
    sources.numbers(draft.sources.clone(), &mut out);
    let mut evidence = Evidence { bodies, file, listed: Vec::new(), sources: &mut sources, out: &mut out };
    let actors = evidence.involvements(&draft.actors);
    let claims = evidence.claims(draft.claims.clone());
    let figures = evidence.figures(draft.figures.clone());
    let statements = evidence.statements(draft.statements.clone());
    let reports = draft.events.iter().zip(events);
    let events = reports.map(|(report, event)| evidence.report(report.clone(), *event)).collect();
    let listed: Vec<ActorId> = actors.iter().map(|involved| involved.actor).collect();
    let scope = Scope { file, listed, own: None, day: draft.when.anchor() };
    let body = bodies.resolve(&draft.body, &scope, sources.list, &mut out);
    let related = draft.related.iter().filter_map(|pin| article(bodies, file, pin, &mut out)).collect();
    let unrelated = draft.unrelated.iter().filter_map(|pin| article(bodies, file, pin, &mut out)).collect();
    let article = Article {
        file,
        slug: draft.slug.clone(),
        title: draft.title.trim().to_owned(),
        published: draft.published,
        updated: draft.updated,
        when: draft.when.clone(),
        summary: draft.summary.clone(),
        authors: draft.authors.clone(),
        tags: tags.ids(&draft.tags),
        kind: draft.kind,
        lang: draft.lang.clone(),
        template: draft.template.as_ref().map(|t| t.value.clone()),
        extra: draft.extra.clone(),
        actors,
        conflict: match &draft.conflict {
            Some(conflict) => bodies.conflicts.named(&conflict.value),
            None => bodies.conflicts.usual(),
        },
        place: draft.place.as_ref().and_then(|place| bodies.places.named(&place.name.value)),
        events,
        claims,
        figures,
        statements,
        image: draft.image.clone(),
        related,
        unrelated,
        aliases: draft.aliases.iter().map(|a| a.value.clone()).collect(),
        original: draft.original.clone(),
        status: draft.status,
        corrections: draft.corrections.clone(),
        translation_of: match &draft.translation_of {
            Some(of) => article(bodies, file, of, &mut out),
            None => draft.translates.as_ref().and_then(|slug| bodies.titles.slug(slug)),
        },
        body,
    };
    (article, out)
}

/// The article that a field names; none or several are reported.
fn article(
    bodies: &Bodies,
    file: FileId,
    written: &Written<String>,
    out: &mut Diagnostics,
) -> Option<ArticleId> {
    let at = At::value(file, written.path.clone());
    match bodies.titles.find(&written.value) {
        Match::One(id) => Some(id),
        Match::Several(ids) => {
            out.push(bodies.several(&written.value, &ids, code::READ_AMBIGUOUS, at));
            None
        }
        Match::None => {
            let message = format!("no article is called `{}`", written.value);
            let problem = Diagnostic::new(code::UNKNOWN_ARTICLE, message).at(at);
            let problem = problem.hints(several(bodies, &written.value));
            out.push(problem.hints(bodies.titles.suggestion(&written.value)));
            None
        }
    }
}

/// The list to write where a text names several articles one after the other.
fn several(bodies: &Bodies, written: &str) -> Option<String> {
    let apart = |sign: &str| -> Option<Vec<String>> {
        let parts: Vec<&str> = written.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect();
        let known = |part: &&str| matches!(bodies.titles.find(part), Match::One(_));
        let quoted = |part: &&str| crate::yaml::scalar(part);
        (parts.len() > 1 && parts.iter().all(known)).then(|| parts.iter().map(quoted).collect())
    };
    let parts = ["; ", ";", "|", ", ", " and "].into_iter().find_map(apart)?;
    Some(format!("write `[{}]`", parts.join(", ")))
}
