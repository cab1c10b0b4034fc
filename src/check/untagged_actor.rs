//! Advice: actors that a text names often and that its front matter lacks.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::{ActorId, Article, Status};
use crate::text::count;

/// From so many mentions on, an actor belongs to the article.
const OFTEN: u32 = 4;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("untagged-actor", Topic::Editors, include_str!("untagged_actor.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in checked.site.articles.iter().filter(|article| article.status != Status::Retracted) {
        for (id, times) in article.body.named.iter().filter(|(_, times)| *times >= OFTEN) {
            if takes_part(article, *id) {
                continue;
            }
            let actor = checked.site.actor(*id);
            let message = format!(
                "the text names `{}` in {}, but `actors` lacks it",
                actor.name,
                count(*times as usize, "place")
            );
            let at = match article.actors.is_empty() {
                true => At::file(article.file),
                false => At::key(article.file, "actors"),
            };
            let problem = Diagnostic::new(CODE, message).at(at);
            out.push(
                problem.hint(format!("add `- {}` to `actors` if it takes part in what is told", actor.id)),
            );
        }
    }
}

/// Whether an article's front matter names the actor at all.
fn takes_part(article: &Article, id: ActorId) -> bool {
    let reported = article.events.iter().flat_map(|report| &report.actors);
    article.actors.iter().chain(reported).any(|involved| involved.actor == id)
        || article.statements.iter().any(|statement| statement.by == id || statement.to.contains(&id))
        || article.body.quotations.iter().any(|quotation| quotation.by == Some(id))
        || article.claims.iter().flat_map(|claim| &claim.positions).any(|position| position.by == id)
        || article.figures.iter().any(|figure| figure.by == Some(id))
}
