//! Advice: registered actors that nothing in the site uses.

use super::{Checked, Lint};
use crate::diag::{Code, Diagnostic, Diagnostics, Topic};
use crate::names::Thing;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("unused-actor", Topic::Editors, include_str!("unused_actor.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let used = used(checked);
    // A register that runs ahead of the texts is kept so on purpose.
    let registered = checked.site.actors.iter().zip(&used).filter(|(actor, _)| actor.registered.is_some());
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

/// By actor: whether a field, a link or an attribution names it, or a text in its prose.
fn used(checked: &Checked) -> Vec<bool> {
    let site = checked.site;
    let mut used = vec![false; site.actors.len()];
    for one in checked.uses.all().filter(|one| !one.is_own) {
        if let Thing::Actor(id) = one.to {
            used[id.index()] = true;
        }
    }
    let articles = site.articles.iter().map(|article| &article.body);
    let bodies = articles.chain(site.pages.iter().map(|page| &page.body));
    let bodies = bodies.chain(site.events.iter().map(|event| &event.body));
    let bodies = bodies.chain(site.places.iter().map(|place| &place.body));
    let bodies = bodies.chain(site.conflicts.iter().map(|conflict| &conflict.body));
    for body in bodies.chain(site.actors.iter().map(|actor| &actor.body)) {
        body.named.iter().for_each(|(id, _)| used[id.index()] = true);
    }
    used
}
