//! An event for which nobody is cited. Editorial: sites that cite nothing at all are left alone.

use super::{Checked, Lint};
use crate::derive::Subject;
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("uncited-event", Topic::Editors, include_str!("uncited_event.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let (site, facts) = (checked.site, checked.facts);
    if facts.evidence.works.list.is_empty() {
        return;
    }
    for entry in &facts.time.entries {
        let (title, file, cited) = match entry.subject {
            Subject::Article(id) => {
                let article = site.article(id);
                (&article.title, Some(article.file), !article.body.sources.is_empty())
            }
            Subject::Event(id) => {
                let event = site.event(id);
                let mut articles = event.reports.iter().map(|(id, _)| site.article(*id));
                let file = event.file.or_else(|| event.reports.first().map(|(id, _)| site.article(*id).file));
                let cited = !event.body.sources.is_empty()
                    || articles.any(|article| !article.body.sources.is_empty() || article.original.is_some());
                (&event.title, file, cited)
            }
        };
        let original = matches!(entry.subject, Subject::Article(id) if site.article(id).original.is_some());
        if cited || original {
            continue;
        }
        let mut problem = Diagnostic::new(CODE, format!("no source is cited for `{title}`"));
        if let Some(file) = file {
            problem = problem.at(At::file(file));
        }
        out.push(problem.hint("add `sources`, or cite one in the text with `[^id]`"));
    }
}
