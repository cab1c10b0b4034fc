//! An event that lies long after the report of it: a slip of the year, nearly always.

use super::{Checked, Lint};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::{Article, Day, When};

/// What is planned is seldom told of so many days ahead.
const LONG: i64 = 183;

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("event-after-report", Topic::Editors, include_str!("event_after_report.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in &checked.site.articles {
        if article.events.is_empty() {
            report(article, &article.when, "when".to_owned(), out);
        }
        for (index, told) in article.events.iter().enumerate() {
            let of_register = || told.event.map(|id| &checked.site.event(id).when);
            let Some(when) = told.when.as_ref().or_else(of_register) else { continue };
            let field = if told.when.is_some() { "/when" } else { "" };
            report(article, when, format!("events/{index}{field}"), out);
        }
    }
}

fn report(article: &Article, when: &When, path: String, out: &mut Diagnostics) {
    let published = article.published.day();
    let Some(days) = when.earliest().and_then(|day| after(day, published)) else { return };
    let message = format!("the event lies {days} days after the report of it on {published}");
    let problem = Diagnostic::new(CODE, message).at(At::value(article.file, path));
    out.push(problem.hint("check the year of both; what is planned may stay"));
}

fn after(day: Day, published: Day) -> Option<i64> {
    Some(day.number() - published.number()).filter(|days| *days > LONG)
}
