//! The check of all links of all pages, as a build does it, while nothing else is to be done.

use std::sync::Arc;

use rayon::prelude::*;

use super::current::Current;
use crate::diag::{Diagnostic, Diagnostics};
use crate::report;
use crate::route::{Route, RouteClass};

/// A site of more pages is checked by `check` and `build` alone: to make all of its pages would take long and fill memory.
const PAGES: usize = 5000;

/// So many pages are made before somebody is asked whether to go on.
const STEP: usize = 48;

/// What is found; `None` if the site is too large or `goes_on` said no.
pub(super) fn check(now: &Current, mut goes_on: impl FnMut() -> bool) -> Option<Vec<Diagnostic>> {
    let (state, snapshot) = (&now.shown, &now.shown.snapshot);
    // Copies of pictures have no links, and are made when a browser asks for them.
    let has_links = |route: &&Route| route.class() != RouteClass::Picture;
    let routes: Vec<&Route> = snapshot.routes.iter().filter(has_links).collect();
    if routes.len() > PAGES {
        return None;
    }
    let links = now.check();
    let page = |route: &&Route| {
        let (page, problem) = state.render(route);
        let scanned = page.map(|page| {
            let scanned = links.scan(&page.path, &page.bytes);
            ((*route).clone(), page.path, scanned)
        });
        (scanned, problem)
    };
    let (mut scanned, mut out) = (Vec::new(), Diagnostics::default());
    for routes in routes.chunks(STEP) {
        if !goes_on() {
            return None;
        }
        let pages: Vec<(_, Option<Box<Diagnostic>>)> = routes.par_iter().map(page).collect();
        for (page, problem) in pages {
            scanned.extend(page);
            out.extend(problem.map(|problem| *problem));
        }
    }
    links.report(scanned, &snapshot.site, &snapshot.tree, &mut out);
    report::sort(&mut out, &snapshot.tree);
    Some(out.0)
}

/// What of the last check is still true as far as anybody knows: what stands in files that have not changed.
pub(super) fn still(last: &Current, next: &Current) -> Option<Arc<Vec<Diagnostic>>> {
    let found = last.links.as_ref()?;
    let (old, new) = (&last.shown.snapshot.tree, &next.shown.snapshot.tree);
    let stays = |problem: &&Diagnostic| match &problem.at {
        Some(at) => match (old.file(at.file), new.file(at.file)) {
            (Some(old), Some(new)) => std::ptr::eq(old, new),
            _ => false,
        },
        None => true,
    };
    Some(Arc::new(found.iter().filter(stays).cloned().collect()))
}
