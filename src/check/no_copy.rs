//! An archived copy that is none: a calendar, a request, a start page, another page, another day.

use super::{Checked, Lint, inside};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::{Capture, Day, When, no_copy_of};

const HINT: &str = "open the copy and take its address from the browser, as in \
                    `https://web.archive.org/web/20201006101112/https://…`";

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("no-copy", Topic::Evidence, include_str!("no_copy.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let Checked { site, facts, .. } = checked;
    for source in facts.evidence.works.described(site) {
        let (Some((url, date)), Some(at)) = (&source.archived, &source.at) else { continue };
        let place = At::value(at.file, inside(at, "archived"));
        report(url, source.url.as_deref(), date.as_ref(), place, out);
    }
    for article in &site.articles {
        let Some((original, url)) = article.original.as_ref().and_then(|o| Some((o, o.archived.as_ref()?)))
        else {
            continue;
        };
        let place = At::value(article.file, "original/archived");
        report(url, original.url.as_deref(), None, place, out);
    }
}

fn report(copy: &str, of: Option<&str>, date: Option<&When>, at: At, out: &mut Diagnostics) {
    let Some(reason) = fault(copy, of, date) else { return };
    let problem = Diagnostic::new(CODE, format!("`{copy}` holds no copy of this source: {reason}"));
    out.push(problem.at(at).hint(HINT));
}

fn fault(copy: &str, of: Option<&str>, date: Option<&When>) -> Option<String> {
    if let Some(fault) = no_copy_of(copy, of) {
        return Some(fault);
    }
    let Capture::Copy { day, .. } = Capture::of(copy) else { return None };
    let named = crate::parse::when(&day?).ok()?;
    let apart = date.is_some_and(|date| !near(date, &named));
    apart.then(|| format!("its address says {}, `date` another day", named.written()))
}

/// Whether two dates touch, or are a day apart as clocks of two zones are.
fn near(a: &When, b: &When) -> bool {
    let before =
        |a: Option<Day>, b: Option<Day>| matches!((a, b), (Some(a), Some(b)) if a.number() + 1 < b.number());
    !before(a.latest(), b.earliest()) && !before(b.latest(), a.earliest())
}
