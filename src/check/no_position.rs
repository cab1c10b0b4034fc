//! Places that much is told of and no map shows. Editorial: a position may be left out on purpose.

use super::{Checked, Lint, inside};
use crate::config::PublishedAs;
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::text::count;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("no-position", Topic::Editors, include_str!("no_position.md"));

/// So many entries are worth a mark on the map.
const ENTRIES: usize = 3;

fn run(checked: &Checked, out: &mut Diagnostics) {
    let (site, lists) = (checked.site, &checked.facts.lists.of_place);
    // A site without any position wants no maps.
    if site.places.iter().all(|place| place.point.is_none()) {
        return;
    }
    let is_parent =
        |id: usize| site.places.iter().any(|place| place.parent.is_some_and(|of| of.index() == id));
    let mut wanting: Vec<(usize, usize)> = (0..site.places.len())
        .filter(|id| {
            let place = &site.places[*id];
            let is_open = place.publish.is_none_or(|publish| publish == PublishedAs::Exact);
            place.registered.is_some()
                && place.point.is_none()
                && place.area.is_none()
                && is_open
                && !is_parent(*id)
        })
        .map(|id| (lists[id].entries.len(), id))
        .filter(|(entries, _)| *entries >= ENTRIES)
        .collect();
    wanting.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (entries, id) in wanting {
        let place = &site.places[id];
        let Some(registered) = &place.registered else { continue };
        let message = format!("`{}` has {} and no position", place.name, count(entries, "entry"));
        let at = At::value(registered.file, inside(registered, "name"));
        out.push(Diagnostic::new(CODE, message).at(at).hint(
            "add `lat` and `lon`, or `publish: hidden` where it is left out on purpose; `dateline places --suggest FILE` looks in a gazetteer",
        ));
    }
}
