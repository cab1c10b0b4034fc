//! An article that rests on several sources, all of one side of its conflict. Editorial.

use rustc_hash::FxHashMap;

use super::{Checked, Lint};
use crate::derive::described;
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::{Allegiance, ArticleId, ConflictId};
use crate::text::count;

/// With fewer sources there is no choice to speak of.
const LEAST: usize = 3;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("one-sided-sources", Topic::Editors, include_str!("one_sided_sources.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let mut known = FxHashMap::default();
    for id in &checked.facts.time.articles.in_time {
        let Some((side, sources)) = one_side(checked, *id, &mut known) else { continue };
        let message = format!("all {} stand on one side, `{side}`", count(sources, "source"));
        out.push(Diagnostic::new(CODE, message).at(At::file(checked.site.article(*id).file)).hint(
            "look for what the other side or somebody without a side says, or say that nothing was found",
        ));
    }
}

/// What words stand for in a conflict: the index of a side, or none.
type Stances<'a> = FxHashMap<(ConflictId, &'a Allegiance), Option<usize>>;

/// The side of all sources of an article, and how many there are; one of no side is enough for `None`.
fn one_side<'a>(checked: &Checked<'a>, id: ArticleId, known: &mut Stances<'a>) -> Option<(&'a str, usize)> {
    let site = checked.site;
    let article = site.article(id);
    let conflict = crate::derive::sided(site, article.conflict)?;
    let citations = &article.body.sources;
    if citations.len() < LEAST {
        return None;
    }
    let mut sides = citations.iter().map(|citation| {
        let written = described(site, citation).side.as_ref()?;
        *known
            .entry((conflict, written))
            .or_insert_with(|| checked.facts.people.sides.named(conflict, written))
    });
    let first = sides.next()??;
    sides
        .all(|side| side == Some(first))
        .then(|| (site.conflict(conflict).sides[first].name.as_str(), citations.len()))
}
