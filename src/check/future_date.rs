//! Days of what is done already that are still to come: nearly always a slip of the pen.

use super::{Checked, Lint, inside};
use crate::diag::{At, Code, Diagnostic, Diagnostics, Topic};
use crate::model::{Article, Day, Source, Stamp, When};

pub(super) const LINT: Lint = Lint { code: CODE, run };
const CODE: Code = Code::warning("future-date", Topic::Site, include_str!("future_date.md"));

fn run(checked: &Checked, out: &mut Diagnostics) {
    let is_to_come = |day: Day| day.number() > checked.today.number() + 1;
    let of_article = checked.site.articles.iter().flat_map(|article| days_of(article));
    let of_sources = checked.facts.evidence.works.described(checked.site).flat_map(days_of_source);
    for (what, day, at) in of_article.chain(of_sources).filter(|(_, day, _)| is_to_come(*day)) {
        let message = format!("{what} {day}, which is still to come");
        let hint = match what {
            ARTICLE => "check the year; `status: draft` holds an article back",
            _ => "check the year",
        };
        out.push(Diagnostic::new(CODE, message).at(at).hint(hint));
    }
}

const ARTICLE: &str = "the article is published on";

type FutureDay = (&'static str, Day, At);

fn days_of(article: &Article) -> Vec<FutureDay> {
    let at = |path: String| At::value(article.file, path);
    let mut days = vec![(ARTICLE, article.published.day(), at("published".to_owned()))];
    let updated = article.updated.as_ref().map(Stamp::day);
    days.extend(updated.map(|day| ("`updated` is", day, at("updated".to_owned()))));
    for (index, correction) in article.corrections.iter().enumerate() {
        let day = correction.date.as_ref().map(Stamp::day);
        days.extend(day.map(|day| ("the correction is of", day, at(format!("corrections/{index}/date")))));
    }
    for (index, statement) in article.statements.iter().enumerate() {
        let day = statement.date.as_ref().and_then(When::earliest);
        days.extend(day.map(|day| ("the statement is of", day, at(format!("statements/{index}/date")))));
    }
    days
}

fn days_of_source(source: &Source) -> Vec<FutureDay> {
    let Some(place) = &source.at else { return Vec::new() };
    let fields = [
        ("the source was published on", "published", &source.published),
        ("the source was read on", "accessed", &source.accessed),
    ];
    let day = |(what, field, when): (&'static str, &str, &Option<When>)| {
        let day = when.as_ref().and_then(When::earliest)?;
        Some((what, day, At::value(place.file, inside(place, field))))
    };
    fields.into_iter().filter_map(day).collect()
}
