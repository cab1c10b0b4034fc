//! Days that lie before what they follow: a correction before the article, a source that was read before it appeared,
//! words later than the last change of the article that gives them.

use super::{Checked, Lint, inside};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::{Article, Day, Stamp, When};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("dates-out-of-order", Topic::Dates, include_str!("dates_out_of_order.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    for article in &checked.site.articles {
        corrections(article, out);
        later_than_text(article, out);
    }
    for source in checked.facts.evidence.works.described(checked.site) {
        let (Some(published), Some(accessed), Some(at)) = (&source.published, &source.accessed, &source.at)
        else {
            continue;
        };
        if is_before(accessed.latest(), published.earliest()) {
            let message = "the source was read before it was published".to_owned();
            let problem = found(message, At::value(at.file, inside(at, "accessed")));
            out.push(problem.label(At::value(at.file, inside(at, "published")), "published here"));
        }
    }
}

fn corrections(article: &Article, out: &mut Diagnostics) {
    for (index, correction) in article.corrections.iter().enumerate() {
        let Some(date) = &correction.date else { continue };
        if is_before(Some(date.day()), Some(article.published.day())) {
            let message = "the correction lies before the publication of the article".to_owned();
            let problem = found(message, At::value(article.file, format!("corrections/{index}/date")));
            out.push(problem.label(At::value(article.file, "published"), "published here"));
        }
    }
}

/// Statements of a day after the article was last touched.
fn later_than_text(article: &Article, out: &mut Diagnostics) {
    let changes = article.corrections.iter().filter_map(|correction| correction.date.as_ref());
    let stamps = changes.chain(&article.updated).chain([&article.published]);
    let last = stamps.map(Stamp::day).max();
    for (index, statement) in article.statements.iter().enumerate() {
        if is_before(last, statement.date.as_ref().and_then(When::earliest)) {
            let message = "the statement lies after the last change of the article that gives it".to_owned();
            out.push(found(message, At::value(article.file, format!("statements/{index}/date"))));
        }
    }
}

/// Whether a day lies before another, by more than two zones can make.
fn is_before(day: Option<Day>, other: Option<Day>) -> bool {
    matches!((day, other), (Some(day), Some(other)) if day.number() + 1 < other.number())
}

fn found(message: String, at: At) -> Diagnostic {
    Diagnostic::new(CODE, message).at(at).hint("correct one of the two days")
}
