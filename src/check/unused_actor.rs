//! Advice: registered actors that nothing in the site uses.

use super::{Checked, Lint};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};
use crate::model::{ActorId, Body, MarkKind, Target};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("unused-actor", Topic::Editors, include_str!("unused_actor.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let used = used(checked);
    // A register that runs ahead of the texts is kept so on purpose.
    let registered = checked.site.actors.iter().zip(&used).filter(|(actor, _)| actor.file.is_some());
    let (known, named) =
        registered.fold((0, 0), |(known, named), (_, used)| (known + 1, named + usize::from(*used)));
    if named * 2 <= known {
        return;
    }
    for (actor, used) in checked.site.actors.iter().zip(used) {
        let Some(at) = actor.field("name").filter(|_| !used) else { continue };
        let problem = Diagnostic::new(CODE, format!("nothing uses the actor `{}`", actor.id)).at(at);
        out.push(problem.hint("list it where it takes part, or remove it; its page is made all the same"));
    }
}

/// By actor: whether something names it.
fn used(checked: &Checked) -> Vec<bool> {
    let (site, facts) = (checked.site, checked.facts);
    let mut used: Vec<bool> = (0..site.actors.len())
        .map(|i| {
            !facts.lists.of_actor[i].entries.is_empty()
                || facts.people.articles_of[i] > 0
                || !facts.people.members[i].is_empty()
                || !facts.people.statements.of_actor[i].is_empty()
                || !facts.evidence.claims.of_actor[i].is_empty()
                || !facts.evidence.figures.of_actor[i].is_empty()
                || !facts.people.authorship.authored[i].is_empty()
        })
        .collect();
    let mut mark = |id: ActorId| used[id.index()] = true;
    for conflict in site.conflicts.iter() {
        let sides = conflict.sides.iter().flat_map(|side| side.actors.iter().chain(&side.supporters));
        sides.chain(&conflict.mediators).for_each(|id| mark(*id));
    }
    site.articles
        .iter()
        .flat_map(|article| &article.statements)
        .flat_map(|said| &said.to)
        .for_each(|id| mark(*id));
    let bodies = site.articles.iter().map(|article| &article.body);
    let bodies = bodies.chain(site.pages.iter().map(|page| &page.body));
    let bodies = bodies.chain(site.events.iter().map(|event| &event.body));
    let bodies = bodies.chain(site.conflicts.iter().map(|conflict| &conflict.body));
    for body in bodies.chain(site.actors.iter().map(|actor| &actor.body)) {
        named(body).for_each(&mut mark);
    }
    used
}

/// Whom a text names: in its prose and in its links.
fn named(body: &Body) -> impl Iterator<Item = ActorId> + '_ {
    let links = body.marks.iter().filter_map(|mark| match mark.kind {
        MarkKind::Mention(id) | MarkKind::Link(Target::Actor(id), _) => Some(id),
        _ => None,
    });
    body.named.iter().map(|(id, _)| *id).chain(links)
}
